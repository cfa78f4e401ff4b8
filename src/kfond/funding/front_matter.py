"""The head of an application's file: TOML between two lines of three plus signs, and the Markdown below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kfond.errors import ExitCode, Refusal
from kfond.funding.toml_tables import Findings, at_line, toml_of
from kfond.messages import say

MARK, OTHER_MARK = "+++", "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head says, where its problems will stand, the Markdown below it, and the line that this begins on."""

    values: Mapping[str, Any]
    findings: Findings
    body: str
    first_line: int


def front_matter(text: str, file: str) -> FrontMatter:
    """The two parts of a file. Raises Refusal (exit 3) with file and line for a file without a head, a head that
    does not end, and what is no TOML."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].strip() != MARK:
        raise _no_head(file, lines[0].strip())
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == MARK), None)
    if end is None:
        raise Refusal(
            ExitCode.DATA,
            at_line(
                file,
                1,
                say("the head begins here and does not end"),
                say("Write a line with only {mark} after its last key.", mark=MARK),
            ),
        )
    head = "\n".join(["", *lines[1:end]])  # its lines are those of the file
    values, findings = toml_of(head, file)
    return FrontMatter(values, findings, "\n".join(lines[end + 1 :]), end + 2)


def _no_head(file: str, first: str) -> Refusal:
    what = (
        say("the head is marked with {mark}, as for another language than TOML", mark=OTHER_MARK)
        if first == OTHER_MARK
        else say("the file has no head; it begins with “{text}”", text=first[:60])
    )
    remedy = say(
        "Write {mark} alone on the first line, then the keys in TOML, then {mark} again, then the sections.",
        mark=MARK,
    )
    return Refusal(ExitCode.DATA, at_line(file, 1, what, remedy))
