"""The head of an application's file: TOML between two lines of three plus signs, and the line of each thing in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kfond.errors import Refusal, data_refusal
from kfond.funding.places import at_line
from kfond.messages import Message, say

MARK = "+++"
HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*(?P<key>[\w.\"'-]+?)\s*=")
QUOTES = "\"'"
IN_TOML = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head says, the Markdown below it, and where each begins.

    `lines`: path ("title", "costs.0.amount_sek", "costs.0") -> line of the file, counted from 1. `first_line` is
    the line that `body` begins on.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    first_line: int


def front_matter(text: str, file: str) -> FrontMatter:
    """The two parts of a file. Numbers with decimals are Decimal. Raises Refusal (exit 3) with file and line for a
    file without a head, a head that does not end, and what is no TOML."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].strip() != MARK:
        raise _no_head(file, lines[0].strip())
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == MARK), None)
    if end is None:
        raise data_refusal(
            say("The head of the file does not end."),
            say("Write a line with only {mark} after its last setting.", mark=MARK),
            at_line(file, 1),
        )
    head = lines[1:end]
    try:
        values = tomllib.loads("\n".join(head), parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise _no_toml(fault, file, len(head)) from fault
    return FrontMatter(values, lines_of(head, 2), "\n".join(lines[end + 1 :]), end + 2)


def lines_of(head: list[str], first: int) -> Mapping[str, int]:
    """The line of each key and table of TOML that is one setting a line: path -> line; the first of `head` is
    line `first`. Tables in a list are numbered from 0."""
    found: dict[str, int] = {}
    counted: dict[str, int] = {}
    path = ""
    for number, line in enumerate(head, first):
        if header := HEADER.match(line):
            path = _plain(header["name"])
            if header["open"] == "[[":
                counted[path] = counted.get(path, -1) + 1
                found.setdefault(path, number)
                path = f"{path}.{counted[path]}"
            found[path] = number
        elif key := KEY.match(line):
            found.setdefault(".".join(part for part in (path, _plain(key["key"])) if part), number)
    return found


def _plain(name: str) -> str:
    return ".".join(part.strip().strip(QUOTES) for part in name.split("."))


def _no_head(file: str, first: str) -> Refusal:
    remedy = say(
        "The first line must be {mark}; settings in TOML follow, then {mark} again, then the sections.",
        mark=MARK,
    )
    if first == "---":
        what = say("The head is marked as {format} ({mark}).", format="YAML", mark=first)
    else:
        what = say("The file has no head; its first line is “{line}”.", line=first)
    return data_refusal(what, remedy, at_line(file, 1))


def _no_toml(fault: tomllib.TOMLDecodeError, file: str, lines: int) -> Refusal:
    found = IN_TOML.search(str(fault))
    line = int(found["line"]) + 1 if found and found["line"] else lines + 1
    what = say("The head is no {format}: {reason}.", format="TOML", reason=_reason(str(fault)))
    remedy = say(
        'Write key = "text", key = 80600, key = 2021-08-01 or key = ["one", "two"], one a line; text stands in quotes.'
    )
    return data_refusal(what, remedy, at_line(file, line))


REASONS = (
    ("Invalid value", say("a value is missing, or a text stands without quotes")),
    ("Cannot overwrite a value", say("the same key stands twice")),
    ("Cannot declare", say("the same table stands twice")),
    ("Expected '='", say("after a key there must be {sign}", sign="=")),
    ("Unterminated", say("a quote is not closed")),
    ("Illegal character", say("a text is not closed on its line")),
    ("Unclosed array", say("a list is not closed with {sign}", sign="]")),
    ("Expected newline", say("there is more on the line after the value")),
)


def _reason(fault: str) -> Message:
    return next(
        (words for sign, words in REASONS if fault.startswith(sign)), Message(IN_TOML.sub("", fault).strip())
    )
