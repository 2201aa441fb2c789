"""docs/cli.md from the commands: ``python -m hearsay.cli.reference [--check] FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from hearsay.cli import app

HEAD = """<!-- Written by `make docs` from the commands themselves. A test fails when it is stale. -->
# Commands

`hearsay COMMAND --help` says the same in the terminal.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_command(typer.main.get_command(app), "hearsay")])


def _command(command: Any, name: str) -> Iterator[str]:
    """One command and, if it is a group, those in it."""
    inner = getattr(command, "commands", {})
    parameters = [p for p in command.params if p.name != "help"]
    usage = " ".join(_usage(parameters, group=bool(inner)))
    yield f"## `{name}`\n"
    yield f"    {name} {usage}".rstrip() + "\n"
    yield from (f"{_paragraph(paragraph)}\n" for paragraph in (command.help or "").split("\n\n"))
    if parameters:
        yield "| | |"
        yield "|---|---|"
        yield from (f"| {_name(p)} | {_cell(p.help or '')} |" for p in parameters)
        yield ""
    for key, one in inner.items():
        yield from _command(one, f"{name} {key}")


def _usage(parameters: list[Any], *, group: bool) -> Iterator[str]:
    for parameter in parameters:
        if parameter.param_type_name == "argument":
            dots = " ..." if parameter.nargs == -1 else ""
            yield f"{parameter.metavar}{dots}"
    if any(p.param_type_name == "option" for p in parameters):
        yield "[OPTIONS]"
    if group:
        yield "COMMAND ..."


def _paragraph(text: str) -> str:
    """Examples are indented by two spaces in the terminal, by four in Markdown."""
    return "\n".join(f"  {line}" if line.startswith(" ") else line for line in text.splitlines())


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`"
    names = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
    value = "" if parameter.is_flag else f" `{_value(parameter)}`"
    return _cell(f"{names}{value}")


def _value(parameter: Any) -> str:
    return str(parameter.metavar or ("SECONDS" if parameter.name == "seconds" else "N"))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or check the one there is; returns the exit code."""
    page, place = reference(), Path(arguments[-1])
    if "--check" not in arguments:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page, encoding="utf-8")
        return 0
    if place.is_file() and place.read_text(encoding="utf-8") == page:
        return 0
    print(f"{place} is stale: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
