"""Reading a TOML file strictly: each table has keys that are declared, and everything else is a problem with its line.

The keys of a kind of file are data (`Key`); what is written on its keys' account in the papers is tested against them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.funding.toml_lines import Path, lines_of
from kfond.funding.toml_mending import mended
from kfond.messages import Message, say
from kfond.provenance import Place

MOST_KRONOR = 1_000_000_000_000
MOST_CHARACTERS = 1_000_000
MOST_DAYS = 36_500
YEARS = range(1900, 2200)
SHOWN = 60
MOST_BROKEN = 20
"""So many lines that are no TOML are looked for; a file of more is something else."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_AT_LINE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a key may hold: in words, and how it is read. `read` gives None for what cannot be meant."""

    words: Message
    read: Callable[[Any], Any]


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _slug(value: Any) -> str | None:
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        return None
    return tuple(text.strip() for text in value)


def _yes_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _whole(smallest: int, largest: int) -> Callable[[Any], int | None]:
    def read(value: Any) -> int | None:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return value if is_whole and smallest <= value <= largest else None

    return read


def _is_number(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 20
    )


def _share(value: Any) -> Fraction | None:
    return Fraction(value) if _is_number(value) and 0 <= value <= 1 else None


def _ore(value: Any) -> int | None:
    """Kronor with at most two decimals, as öre."""
    if not _is_number(value) or not 0 <= value <= MOST_KRONOR:
        return None
    ore = Decimal(value) * 100
    return int(ore) if ore == ore.to_integral_value() else None


def _year(value: Any) -> int | None:
    """The year that is the name of a key."""
    is_year = isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value) and int(value) in YEARS
    return int(value) if is_year else None


def _day(value: Any) -> date | None:
    is_day = isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS
    return value if is_day else None


def _two_years(value: Any) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    first, last = (_whole(YEARS[0], YEARS[-1])(year) for year in value)
    return (first, last) if first is not None and last is not None and first <= last else None


TEXT = ValueType(say("text in quotes"), _text)
SLUG = ValueType(say("a short name of a–z, 0–9, hyphens and underscores, in quotes"), _slug)
TEXTS = ValueType(say("texts in quotes, within square brackets"), _texts)
YES_NO = ValueType(say("{yes} or {no}, without quotes", yes="true", no="false"), _yes_no)
LENGTH = ValueType(say("a whole number above zero, without quotes"), _whole(1, MOST_CHARACTERS))
DAYS = ValueType(say("a whole number of days, without quotes"), _whole(-MOST_DAYS, MOST_DAYS))
SHARE = ValueType(say("a share from 0 to 1, such as 0.15 for 15 per cent, without quotes"), _share)
KRONOR = ValueType(say("kronor with at most two decimals, such as 80600, without quotes or spaces"), _ore)
DAY = ValueType(say("a day such as 2018-01-31, without quotes"), _day)
TWO_YEARS = ValueType(say("the first and the last year, such as [2018, 2021]"), _two_years)
A_YEAR = ValueType(say("a year of four digits"), _year)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: what it holds, and the words that it may be where they are few.

    `table` are the keys of the table that it holds, of many such tables where `is_many`. Where `names` is stated it
    holds a table whose keys are not declared: each is such a name, and its value of that `type`.
    """

    name: str
    type: ValueType | None = None
    is_required: bool = False
    words: tuple[str, ...] = ()
    table: tuple[Key, ...] = ()
    is_many: bool = False
    names: ValueType | None = None


@dataclass(slots=True)
class Findings:
    """What is wrong in a file, with the lines that it stands on. `broken` are the lines that are no TOML."""

    file: str
    lines: Mapping[Path, int]
    problems: list[Problem] = field(default_factory=list)
    broken: Mapping[int, Problem] = field(default_factory=dict)

    def is_there(self, way: Path) -> bool:
        """Whether the file has that key, right or wrong."""
        return way in self.lines

    def add(self, way: Path, what: Message, remedy: Message) -> None:
        """Notes a problem at a key, or at the nearest table around one that is not there."""
        while way not in self.lines:
            way = way[:-1]
        self.add_at(self.lines[way], what, remedy)

    def add_at(self, line: int, what: Message, remedy: Message) -> None:
        """Notes a problem on a line; a value that was no TOML is shown as it was typed."""
        value = what.args.get("value")
        if line in self.broken and isinstance(value, str):
            what = replace(what, args={**what.args, "value": value.strip('"')})
        self.problems.append(at_line(self.file, line, what, remedy))

    def raise_all(self) -> None:
        """Raises Refusal (exit 3) with every problem, in the order of the file; nothing where there is none.

        Of a line that is no TOML it is told what its key may hold, where that is known.
        """
        told = {_line_of(problem) for problem in self.problems}
        problems = [*self.problems, *(problem for line, problem in self.broken.items() if line not in told)]
        if problems:
            raise Refusal(ExitCode.DATA, *sorted(problems, key=_line_of))


def _line_of(problem: Problem) -> int:
    line = problem.what.args["line"]
    return line if isinstance(line, int) else 0


def at_line(file: str, line: int, what: Message, remedy: Message) -> Problem:
    """A problem on a line of a file, counted from 1."""
    return Problem(Place(file), say("Line {line}: {what}.", line=line, what=what), remedy)


def toml_of(text: str, file: str) -> tuple[dict[str, Any], Findings]:
    """What a TOML file holds and where its problems will stand. A line that is no TOML is one of them, with what else
    is wrong in the file. Raises Refusal (exit 3) where nothing can be told of what stands around such a line.
    """
    text = text.replace("\r\n", "\n")
    broken: dict[int, Problem] = {}
    while True:
        try:
            return tomllib.loads(text, parse_float=Decimal), Findings(file, lines_of(text), broken=broken)
        except tomllib.TOMLDecodeError as fault:
            number, problem = _no_toml(text, file, str(fault))
            rest = None if number in broken else mended(text, number, _is_twice(str(fault)))
            broken.setdefault(number, problem)
            if rest is None or len(broken) == MOST_BROKEN:
                raise Refusal(ExitCode.DATA, *broken.values()) from fault
            text = rest
        except (RecursionError, ValueError, ArithmeticError) as fault:
            raise data_refusal(
                say("The file is no TOML that can be read: something in it is too long or too deep."),
                say("Write one key on each line, and no number of more than 15 digits."),
                Place(file),
            ) from fault


def _is_twice(reason: str) -> bool:
    return any(word in reason for word in ("overwrite", "twice", "uplicate", "immutable", "redefine"))


def _no_toml(text: str, file: str, reason: str) -> tuple[int, Problem]:
    """On which line a file is no TOML and why, in words of ours; the reader of the language tells only in English."""
    lines = text.split("\n")
    found = _AT_LINE.search(reason)
    number = min(int(found["line"]), len(lines)) if found else len(lines)
    typed = lines[number - 1].strip()[:SHOWN] if found else ""
    what, remedy = (
        say("“{text}” is no TOML", text=typed),
        say("Write the key, an equals sign and its value; a text stands in quotes and nothing else does."),
    )
    if _is_twice(reason):
        what, remedy = (
            say("“{text}” is stated a second time", text=typed),
            say("Leave one of both; a table that may be there several times has two brackets on each side."),
        )
    elif not typed:
        what, remedy = (
            say("the file ends where something was still to come"),
            say("Look for a quotation mark or a bracket that is not closed."),
        )
    return number, at_line(file, number, what, remedy)


def read_table(data: Any, keys: Iterable[Key], findings: Findings, way: Path = ()) -> dict[str, Any]:
    """The values of a table by key, those only that are right; the rest goes to the findings."""
    declared = {key.name: key for key in keys}
    if not isinstance(data, dict):
        _wrong(findings, way, data, say("a table with keys of its own"))
        return {}
    misspelt = {
        _unknown(findings, (*way, name), name, tuple(declared)) for name in data if name not in declared
    }
    read: dict[str, Any] = {}
    for name, key in declared.items():
        if name in data:
            value = _read(data[name], key, findings, (*way, name))
            if value is not None:
                read[name] = value
        elif key.is_required and name not in misspelt:
            findings.add(way, say("the key {key} is missing", key=name), _add_it(key))
    return read


def _read(value: Any, key: Key, findings: Findings, way: Path) -> Any:
    if key.is_many:
        if not isinstance(value, list):
            _wrong(
                findings, way, value, say("tables with two brackets on each side: [[{key}]]", key=key.name)
            )
            return None
        return [read_table(each, key.table, findings, (*way, at)) for at, each in enumerate(value)]
    if key.table:
        return read_table(value, key.table, findings, way)
    if key.words:
        return _word(value, key, findings, way)
    assert key.type
    if key.names:
        return _read_names(value, key.names, key.type, findings, way)
    read = key.type.read(value)
    if read is None or (read == "" and key.is_required):
        _wrong(findings, way, value, key.type.words)
        return None
    return read


def _read_names(
    data: Any, names: ValueType, type_: ValueType, findings: Findings, way: Path
) -> dict[Any, Any]:
    """A table whose keys the writer of the file chooses."""
    if not isinstance(data, dict):
        _wrong(findings, way, data, say("a table with keys of its own"))
        return {}
    read = {}
    for typed, value in data.items():
        name, meant = names.read(typed), type_.read(value)
        if name is None:
            findings.add((*way, typed), say("{key} cannot be a key here", key=shown(typed)), _write(names))
        elif meant is None or meant == "":
            _wrong(findings, (*way, typed), value, type_.words)
        else:
            read[name] = meant
    return read


def _word(value: Any, key: Key, findings: Findings, way: Path) -> str | None:
    """One of the words that a key may be."""
    if isinstance(value, str) and value in key.words:
        return value
    words = tuple(word for word in key.words if word)
    near = nearest(value, words)
    findings.add(
        way,
        say("{key} cannot be {value}", key=key.name, value=shown(value)),
        say("Write “{near}”, or another of: {words}.", near=near, words=words)
        if near
        else say("Write one of: {words}.", words=words),
    )
    return None


def _wrong(findings: Findings, way: Path, value: Any, words: Message) -> None:
    name = next((part for part in reversed(way) if isinstance(part, str)), "")
    findings.add(
        way, say("{key} cannot be {value}", key=name, value=shown(value)), say("Write {words}.", words=words)
    )


def _write(type_: ValueType) -> Message:
    return say("Write {words}.", words=type_.words)


def _unknown(findings: Findings, way: Path, name: str, known: tuple[str, ...]) -> str | None:
    """Notes a key that is none of the table's; returns the one that it is most likely meant to be."""
    near = nearest(name, known)
    findings.add(
        way,
        say("there is no key “{key}” here", key=name[:SHOWN]),
        say("Write “{near}”, or another of: {words}.", near=near, words=known)
        if near
        else say("Take it away; the keys here are: {words}.", words=known),
    )
    return near


def _add_it(key: Key) -> Message:
    if key.is_many:
        return say("Add [[{key}]] with its keys.", key=key.name)
    if key.words:
        return say("Add “{key} = ” and one of: {words}.", key=key.name, words=key.words)
    assert key.type
    return say("Add “{key} = ” and {words}.", key=key.name, words=key.type.words)


def nearest(word: Any, words: Iterable[str]) -> str | None:
    """The word that a misspelt one is most likely meant to be, None where none is like it."""
    close = get_close_matches(word.lower()[:SHOWN], list(words), 1, 0.6) if isinstance(word, str) else []
    return close[0] if close else None


def shown(value: Any) -> str:
    """A value as the file has it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(list(value)[:3]) + " …}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(each) for each in value[:3]) + (", …]" if len(value) > 3 else "]")
    try:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:  # whole numbers of thousands of digits are not written out
        return "…"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
