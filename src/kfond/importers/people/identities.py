"""Who a row of a list of staff is about: a pseudonym, a vacant post, or somebody whom the row does not name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kfond.importers.people.columns import text_of
from kfond.importers.vocabulary import plain
from kfond.lists.kinds import list_kind
from kfond.pseudonyms import email, employment_number, identity, name, personal_number

_NAMES = ("name", "first_name", "last_name")


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
        words = list_kind("people").field("name").choices
        self._vacant = frozenset(map(plain, words["vacant"]))
        self._withheld = frozenset(map(plain, words["withheld"]))

    def of(self, contents: Sequence[object], municipality_code: str) -> Who:
        """Who the row is about."""
        written = self._name(contents)
        folded = written.casefold()
        if folded in self._vacant or folded.startswith(("vakant ", "vakans ")):
            return _VACANT
        number = self._text(contents, "personal_number")
        if number and number.casefold() in self._vacant:
            return _VACANT
        found = personal_number(_with_zeros(number), self._on) if number else ""
        is_wrong = bool(number) and not found
        found = found or employment_number(self._text(contents, "employment_number"), municipality_code)
        found = found or email(self._text(contents, "email"))
        if not found and folded not in self._withheld:
            found = identity(written, municipality_code, self._on) if "name" in self._columns else ""
            found = found or name(written, municipality_code)
        if not found or self._pseudonym is None:
            return Who(None, has_wrong_number=is_wrong)
        return Who(self._pseudonym(found), has_wrong_number=is_wrong)

    def _name(self, contents: Sequence[object]) -> str:
        if "name" in self._columns:
            return self._text(contents, "name")
        return " ".join(filter(None, (self._text(contents, part) for part in _NAMES[1:])))

    def _text(self, contents: Sequence[object], field: str) -> str:
        column = self._columns.get(field, 0)
        return text_of(contents[column - 1]) if 0 < column <= len(contents) else ""


def _with_zeros(number: str) -> str:
    """Ten digits of which the sheet, taking them for a quantity, dropped the zeros in front."""
    return number.zfill(10) if number.isdecimal() and len(number) < 10 else number
