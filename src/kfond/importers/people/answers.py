"""What a row says of a post: where, what, and how much of it. Rows that say the same are read once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from kfond.importers.people import choices
from kfond.importers.people.columns import ABSENT, column
from kfond.importers.people.faults import Wrong
from kfond.importers.people.headings import KIND, Layout
from kfond.importers.people.rates import rate_reader
from kfond.lists.kinds import list_kind
from kfond.registry.names import Named, Register
from kfond.staffing.people import VACANT

FIELDS = ("municipality", "unit", "area", "role", "education", "employment", "rate")
MOST_KNOWN = 50_000  # different rows that are remembered; a list with more has something unique in a column


class Answers(NamedTuple):
    """The columns of a row but for who it is and since when.

    `wrongs` are the fields with something wrong; `says_something` tells a person's row from a sum or a note.
    """

    named: Named | None
    unit: str
    area: str
    role: str
    education: str
    employment: str
    rate: int | None
    wrongs: tuple[tuple[str, Wrong], ...]
    says_something: bool


class AnswerReader:
    """Reads those columns of one list."""

    def __init__(self, layout: Layout, register: Register) -> None:
        self._layout = layout
        kind = list_kind(KIND)
        at = {field: layout.columns[field] - 1 if field in layout.columns else ABSENT for field in FIELDS}
        self._municipality = column(at["municipality"], choices.municipality_reader(register))
        self._unit = column(at["unit"], choices.read_unit)
        self._area = column(at["area"], choices.read_area)
        self._role = column(at["role"], choices.role_reader(kind.field("role")))
        self._education = column(at["education"], choices.choice_reader(kind.field("education")))
        self._employment = column(at["employment"], choices.choice_reader(kind.field("employment")))
        self._rate = column(at["rate"], rate_reader(kind.field("rate")))
        there = [index for index in at.values() if index != ABSENT]
        self._cells = itemgetter(*there) if len(there) > 1 else None
        self._known: dict[tuple[object, ...], Answers] = {}

    def of(self, contents: Sequence[object]) -> Answers:
        """What the row says."""
        if self._cells is None:
            return self._read(contents)
        try:
            cells = self._cells(contents)
        except IndexError:  # a row that ends before one of them
            return self._read(contents)
        key = (cells, *map(type, cells))  # True, 1 and 1.0 are equal, and not the same cell
        known = self._known.get(key)
        if known is None:
            known = self._read(contents)
            if len(self._known) < MOST_KNOWN:
                self._known[key] = known
        return known

    def _read(self, contents: Sequence[object]) -> Answers:
        place, unit, area = self._municipality.at(contents), self._unit.at(contents), self._area.at(contents)
        role, education = self._role.at(contents), self._education.at(contents)
        employment, rate = self._employment.at(contents), self._rate.at(contents)
        named = place[0] or self._layout.municipality
        wrongs = [
            (field, told[1])
            for field, told in zip(
                FIELDS, (place, unit, area, role, education, employment, rate), strict=True
            )
            if told[1]
        ]
        if named is None and place[1] is None:
            wrongs.append(("municipality", Wrong.EMPTY_MUNICIPALITY))
        if not (area[0] or area[1] or self._layout.area):
            wrongs.append(("area", Wrong.NO_AREA))
        return Answers(
            named=named,
            unit=(named.unit if named else "") or unit[0],
            area=area[0] or self._layout.area,
            role="" if role[0] == VACANT else role[0],
            education=education[0],
            employment=VACANT if VACANT in (role[0], employment[0]) else employment[0],
            rate=rate[0],
            wrongs=tuple(wrongs),
            says_something=bool(role[0] or education[0] or employment[0]),
        )
