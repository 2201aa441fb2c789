"""What the commands share: how they print, how they fail, and the options they have in common."""

from __future__ import annotations

import csv
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from hearsay.errors import HearsayError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH|URL",
        help="The ledger. Without it, the one that HEARSAY_LEDGER names, else hearsay.db in this folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead.")]

PIPE_CLOSED = 141  # as a process that a closed pipe has ended: 128 + SIGPIPE
INTERRUPTED = 130
PIPED_WIDTH = 120

# C0 and C1 controls, which terminals obey; bidirectional controls, line separators and tag characters,
# which reorder or hide what stands beside them; and halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


class Guarded(TyperGroup):
    """Turns what a command raises into a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; ``HEARSAY_DEBUG=1`` shows tracebacks."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Whoever read our output has seen enough, as `| head` does. Python must not flush it again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        except HearsayError as error:
            if os.environ.get("HEARSAY_DEBUG"):
                raise
            say_error(error)
            raise typer.Exit(error.exit_code) from None


def taught(command: Callable[..., None]) -> str:
    """The docstring of a command as its help: paragraphs as one line each, examples as they stand."""
    paragraphs = re.split(r"\n\n+", inspect.cleandoc(command.__doc__ or ""))
    return "\n\n".join(p if p.startswith(" ") else p.replace("\n", " ") for p in paragraphs)


def visible(text: str, *, lines: bool = False) -> str:
    """Text that a terminal shows and does not obey, with as many characters as before.

    Line ends stay with ``lines``, and become spaces without.
    """

    def shown(match: re.Match[str]) -> str:
        character = match[0]
        if character in "\n\t\r":
            return character if lines and character == "\n" else " "
        code = ord(character)
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"

    return _UNSAFE.sub(shown, text)


def output() -> Console:
    """Standard output; wider than usual where it is no terminal, since nobody wraps it there."""
    return _console(stderr=False)


def messages() -> Console:
    """Standard error."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a terminal that knows no “ must not end the run
    console = Console(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def say(message: str) -> None:
    """One line for the user on standard error, as long as it is."""
    messages().print(visible(message, lines=True), soft_wrap=True)


def say_error(error: HearsayError) -> None:
    """What went wrong, where, and what to do."""
    say("\n".join([f"hearsay: {error.what}", *_details(error.where, error.remedy)]))


def counted(number: int, what: str) -> str:
    """So many of something, in words: *1 claim*, *1,200 claims*."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def say_table(title: str | None, columns: Iterable[tuple[str, int]], rows: Iterable[Iterable[str]]) -> None:
    """A table on standard output, cut to its width; columns are (name, share of the width left over)."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=None, pad_edge=False, header_style="bold", expand=True)
    for name, share in columns:
        table.add_column(name, no_wrap=True, overflow="ellipsis", ratio=share or None)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    output().print(table)


def write_line(data: bytes) -> None:
    """One line of data on standard output, at once."""
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A header and rows of CSV on standard output; no cell is one that a spreadsheet takes for a formula."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    from hearsay.formats.cells import harmless

    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in row)


def among(name: str, given: Iterable[str], valid: Iterable[str]) -> None:
    """Check what was given to an option against what there is.

    Raises:
        UsageError: there is no such thing.
    """
    for one in given:
        if one not in valid:
            raise UsageError(
                f"There is no {name} “{one}”.", where=f"--{name}", remedy=f"Choose from: {', '.join(valid)}."
            )


def _details(where: str | None, remedy: str | None) -> list[str]:
    return [f"  {word}: {text}" for word, text in (("where", where), ("what to do", remedy)) if text]
