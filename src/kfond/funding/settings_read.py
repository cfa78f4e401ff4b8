"""Settings of a TOML table read one by one: each of its type, what is wrong collected with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

from kfond.errors import Problem
from kfond.funding.places import at_line
from kfond.messages import Message, say
from kfond.privacy import has_identity_number

T = TypeVar("T")
ORE = 100


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong in a file so far, and where its settings stand."""

    file: str
    lines: Mapping[str, int]
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def add(self, path: str, what: Message, remedy: Message) -> None:
        """A problem at the setting of `path`, or at the nearest table above it that has a line."""
        line = None
        while path and (line := self.lines.get(path)) is None:
            path = path.rpartition(".")[0]
        self.add_at(line, what, remedy)

    def add_at(self, line: int | None, what: Message, remedy: Message) -> None:
        """A problem on a line; None is the file as a whole."""
        self.problems.append((line or 0, Problem(at_line(self.file, line), what, remedy)))

    def in_order(self) -> tuple[Problem, ...]:
        """All problems, from the first line to the last."""
        return tuple(problem for _, problem in sorted(self.problems, key=lambda each: each[0]))


@dataclass(slots=True)
class SettingsRead:
    """One table. Each method takes a setting; `done` tells of those that nobody took."""

    values: Mapping[str, Any]
    path: str
    findings: Findings
    _taken: set[str] = field(default_factory=set)

    def text(self, key: str) -> str:
        """A text, "" where there is none."""
        value = self._value(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(key, value, say("a text in quotes, such as {example}", example=f'{key} = "…"'))
            return ""
        if has_identity_number(value):
            self.findings.add(
                self._at(key),
                say("A personal identity number stands in “{key}”.", key=key),
                say("Take it away; applications name roles, not persons."),
            )
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._wrong(key, value, say("a list of texts, such as {example}", example=f'{key} = ["…", "…"]'))
            return ()
        return tuple(each.strip() for each in value)

    def day(self, key: str) -> date | None:
        """A day, as TOML's own or as text."""
        value = self._value(key)
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong(key, value, say("a day, such as {example}", example=f"{key} = 2021-08-01"))
            return None

    def money(self, key: str) -> int | None:
        """Kronor as a number with at most two decimals; in öre."""
        return self._hundredths(key, say("kronor as a number, such as {example}", example=f"{key} = 62400"))

    def hours(self, key: str) -> int | None:
        """Hours with at most two decimals, in whole hundredths."""
        return self._hundredths(key, say("hours as a number, such as {example}", example=f"{key} = 37.5"))

    def whole(self, key: str) -> int | None:
        """A whole number that is not negative."""
        value = self._value(key)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._wrong(key, value, say("a whole number, such as {example}", example=f"{key} = 12"))
            return None
        return value

    def number(self, key: str) -> Fraction | None:
        """An exact number; a share as 0.4 or as the text "40 %"."""
        value = self._value(key)
        if value is None or value == "":
            return None
        try:
            return _exact(value)
        except (TypeError, ValueError, InvalidOperation, ZeroDivisionError):
            self._wrong(key, value, say("a number, such as {example}", example=f"{key} = 0.4"))
            return None

    def choice(self, key: str, choices: Iterable[str], otherwise: str) -> str:
        """One of a few texts."""
        allowed = tuple(choices)
        value = self.text(key)
        if not value:
            return otherwise
        if value not in allowed:
            self._wrong(key, value, say("one of {choices}", choices=allowed))
            return otherwise
        return value

    def mapping(self, key: str, read: Callable[[SettingsRead, str], T | None]) -> dict[str, T]:
        """A table whose keys the file chooses; each value read by `read`."""
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(
                key, value, say("a table: {example} and its settings below", example=f"[{self._at(key)}]")
            )
            return {}
        table = SettingsRead(value, self._at(key), self.findings)
        return {name: found for name in value if (found := read(table, name)) is not None}

    def tables(self, key: str) -> tuple[SettingsRead, ...]:
        """The tables of a list."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._wrong(
                key, value, say("tables: {example} and its settings below", example=f"[[{self._at(key)}]]")
            )
            return ()
        return tuple(
            SettingsRead(each, f"{self._at(key)}.{number}", self.findings)
            for number, each in enumerate(value)
        )

    def done(self) -> None:
        """Tells of each setting that is none of this table."""
        for key in self.values:
            if key in self._taken:
                continue
            near = get_close_matches(key, sorted(self._taken), 1)
            self.findings.add(
                self._at(key),
                say("There is no setting “{key}” here.", key=key),
                say("Did you mean {near}?", near=near[0])
                if near
                else say("Leave it out, or write one of {keys}.", keys=tuple(sorted(self._taken))),
            )

    def _value(self, key: str) -> Any:
        self._taken.add(key)
        return self.values.get(key)

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _hundredths(self, key: str, wanted: Message) -> int | None:
        value = self._value(key)
        if value is None or value == "":
            return None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            hundredths = value * ORE
            if hundredths == int(hundredths) and hundredths >= 0:
                return int(hundredths)
        self._wrong(key, value, wanted)
        return None

    def _wrong(self, key: str, value: object, wanted: Message) -> None:
        self.findings.add(
            self._at(key),
            say("“{key}” is “{value}”.", key=key, value=_as_typed(value)),
            say("Write {wanted}.", wanted=wanted),
        )


def _exact(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise TypeError
    if isinstance(value, str):
        plain = value.replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if plain.endswith("%"):
            return Fraction(Decimal(plain[:-1])) / 100
        return Fraction(plain) if "/" in plain else Fraction(Decimal(plain))
    return Fraction(value)


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
