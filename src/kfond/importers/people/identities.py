"""Who a row of a list of staff is about: a pseudonym, a vacant post, or somebody whom the row does not name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kfond.importers.people.columns import text_of
from kfond.importers.vocabulary import plain
from kfond.lists.kinds import list_kind
from kfond.pseudonyms import NUMBER, email, employment_number, identity, name, personal_number

_NAMES = ("first_name", "last_name")


class Who(NamedTuple):
    """`pseudonym` None where nobody is named; `has_wrong_number` where the personal number cannot be one."""

    pseudonym: str | None
    is_vacant: bool = False
    has_wrong_number: bool = False


_VACANT = Who(None, is_vacant=True)


class Identities:
    """Tells persons apart by the best that their row has: personal number, employment number, e-mail, name.

    An employment number and a name tell persons of one municipality apart, a personal number and an address
    everybody.
    """

    def __init__(self, columns: Mapping[str, int], on: date, pseudonym: Callable[[str], str] | None) -> None:
        self._columns = columns
        self._on = on
        self._pseudonym = pseudonym
        self._has_numbers = "personal_number" in columns
        words = list_kind("people").field("name").choices
        self._vacant = frozenset(map(plain, words["vacant"]))
        self._withheld = frozenset(map(plain, words["withheld"]))

    def of(self, contents: Sequence[object], municipality_code: str) -> Who:
        """Who the row is about."""
        number = self._text(contents, "personal_number") if self._has_numbers else ""
        found = personal_number(_with_zeros(number), self._on) if number else ""
        if found and self._pseudonym:
            return Who(self._pseudonym(found))
        written = self._name(contents)
        if self._is_vacant(written) or self._is_vacant(number):
            return _VACANT
        found = found or self._other(contents, written, municipality_code)
        pseudonym = self._pseudonym(found) if found and self._pseudonym else None
        return Who(pseudonym, has_wrong_number=bool(number) and not found.startswith(NUMBER))

    def _other(self, contents: Sequence[object], written: str, code: str) -> str:
        """What tells the person from others where there is no personal number in its column."""
        employee = employment_number(self._text(contents, "employment_number"), code)
        found = employee or email(self._text(contents, "email"))
        if found or written.casefold() in self._withheld:
            return found
        return identity(written, code, self._on) if "name" in self._columns else name(written, code)

    def _is_vacant(self, text: str) -> bool:
        folded = text.casefold()
        return folded in self._vacant or folded.startswith(("vakant ", "vakans "))

    def _name(self, contents: Sequence[object]) -> str:
        if "name" in self._columns:
            return self._text(contents, "name")
        return " ".join(filter(None, (self._text(contents, part) for part in _NAMES)))

    def _text(self, contents: Sequence[object], field: str) -> str:
        at = self._columns.get(field, 0)
        return text_of(contents[at - 1]) if 0 < at <= len(contents) else ""


def _with_zeros(number: str) -> str:
    """Ten digits of which the sheet, taking them for a quantity, dropped the zeros in front."""
    return number.zfill(10) if len(number) < 10 and number.isdecimal() else number
