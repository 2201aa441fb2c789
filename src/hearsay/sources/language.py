"""Which language a text is in, judged offline, in favour of English when in doubt."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 20_000
_PARAGRAPHS = 200
# Six words of French, German, Spanish … leave English a probability of 0.0012 at most, an English
# headline of four words, names included, 0.0086 at least (docs/decisions/0002-sources.md).
_POSSIBLE = 0.004
_LATIN_END = 0x24F

NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "ary": "Moroccan Arabic", "arz": "Egyptian Arabic",
    "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati",
    "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tk": "Turkmen",
    "tl": "Tagalog", "tr": "Turkish", "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "xh": "Xhosa", "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese",
    "zu": "Zulu",
}  # fmt: skip


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str:
    """The ISO 639 code of the text's language, two letters where there are two.

    English is the answer while it stays possible at all, which keeps short texts, headlines full of
    foreign names and tables of results. Beyond that a text is in English when half of it is, paragraph
    by paragraph, so that foreign quotations leave an English article English.
    """
    sample = text[:SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if letters == 0:
        return "en"
    language, english = _classify(sample)
    if sum(c.isalpha() and ord(c) > _LATIN_END for c in sample) > letters / 2:
        return language
    if language == "en" or english > _POSSIBLE:
        return "en"
    in_english = total = 0
    for paragraph in islice(re.findall(r"[^\n]+", sample), _PARAGRAPHS):
        total += len(paragraph)
        if _classify(paragraph)[1] > _POSSIBLE:
            in_english += len(paragraph)
    return "en" if 2 * in_english >= total else language


def _classify(text: str) -> tuple[str, float]:
    """The likeliest language, and the probability that it is English."""
    ranked = _identifier().rank(text)
    return str(ranked[0][0]), next(float(score) for code, score in ranked if code == "en")
