"""Makers of small files in the formats that are not plain text; all content is invented."""

from __future__ import annotations

import io
from collections.abc import Sequence

ENGLISH = (
    "The harbour master of Lindhaven said on Tuesday that both ships had stayed at the quay all night. "
    "“No sailor was hurt,” she added, and the town hall declined to comment."
)

# (text, x, y, size) in points from the lower left corner
Drawn = tuple[str, float, float, float]


def pdf(pages: Sequence[Sequence[Drawn]], *, info: str = "", trailer: str = "") -> bytes:
    """A PDF that draws each text at its place, in Helvetica; ``info`` and ``trailer`` are raw entries."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("cp1252"),
    ]
    kids = []
    for page in pages:
        content = b"\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET".encode("cp1252")
            for text, x, y, size in page
        )
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF whose encryption dictionary fits no password that a reader would try."""
    key = "00112233445566778899aabbccddeeff" * 2
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    encrypt += f" /ID [<{key[:32]}> <{key[:32]}>]"
    return pdf([[("Secret", 72, 700, 12)]], trailer=encrypt)


def lines(
    texts: Sequence[str], *, top: float = 760, step: float = 14, left: float = 72, size: float = 12
) -> list[Drawn]:
    """Lines of one paragraph, one below the other."""
    return [(text, left, top - step * number, size) for number, text in enumerate(texts)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def docx(paragraphs: Sequence[str], *, title: str = "", author: str = "") -> bytes:
    """A Word document of these paragraphs, as python-docx writes it."""
    import docx as word

    document = word.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title = title
    document.core_properties.author = author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# A page as news sites build them: everything around the article is there.
NEWS_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour workers deny delay | The Tidewater Post</title>
<link rel="canonical" href="https://tidewater.example/2031/03/harbour">
<meta property="og:site_name" content="The Tidewater Post">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "The Tidewater Post"},
  {"@type": "Person", "@id": "#ida", "name": "Ida Fenn"},
  {"@type": "WebPage", "@id": "#page", "name": "Something else"},
  {"@type": ["Article", "NewsArticle"], "headline": "Harbour workers deny delay",
   "datePublished": "2031-03-04T08:15:00+01:00", "dateModified": "2031-03-05T10:00:00+01:00",
   "author": [{"@id": "#ida"}, {"@type": "Person", "name": "Rolf Marre"}], "publisher": {"@id": "#org"}}]}
</script></head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better for everybody who reads it.</p></div>
<main><article>
<h1>Harbour workers deny delay</h1>
<p class="byline">By Ida Fenn and Rolf Marre</p><time datetime="2031-03-04">4 March 2031</time>
<p>The harbour workers of Lindhaven denied on Tuesday that they had <a href="/x">delayed the two ships</a>
which were due to leave on Monday night.</p>
<div class="ad"><p>Advertisement</p><a href="#">Buy our boots now and walk on water.</a></div>
<p>“We were all at our posts,” said Mara Oelrich, who speaks for the union. She added that the port
authority had not asked for a pilot until dawn, &amp; that nobody had been told why.</p>
<h2>Port authority disagrees</h2>
<blockquote><p>“The record of calls says otherwise,” the authority wrote in a statement.</p></blockquote>
<ul><li>The first ship left at 09:10.</li><li>The second ship left at 11:45.</li></ul>
<table><tr><th>Ship</th><th>Due</th></tr><tr><td>Alma</td><td>22:00</td></tr></table>
<p>A spokesman for the ministry, Tomas Brandl, declined to comment.</p>
</article>
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Ferry prices rise again</a></li>
<li><a href="/2">Storm closes the northern pier</a></li></ul></aside>
<section id="comments" class="comments"><h3>Comments</h3>
<p>gullfan: I saw the ships at the quay all night long, the union is right.</p></section></main>
<footer><p>© 2031 The Tidewater Post. All rights reserved.</p></footer>
</body></html>
"""
