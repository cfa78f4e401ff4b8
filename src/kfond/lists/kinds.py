"""The kinds of lists and their fields, as the files in data/lists declare them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any


class Type(StrEnum):
    """What a field holds, which decides how its cells are read."""

    MUNICIPALITY = "municipality"  # a name, an alias or a code, with the number or name of a unit
    UNIT = "unit"
    AREA = "area"  # BoU, EKB, missbruk
    PERIOD = "period"  # a day, month, term, third of a year or year
    TERM = "term"  # the half-year that a term, month or day lies in
    YEAR = "year"  # the calendar year that a period lies in
    DAY = "day"  # one day: the first or last of a time, or one that a row states besides its time
    PERSON = "person"  # a name or number: becomes a keyed pseudonym and is kept nowhere
    PSEUDONYM = "pseudonym"  # a number of a placement, child, home or referral: likewise
    TEXT = "text"
    CHOICE = "choice"  # one of a few answers
    CHOICES = "choices"  # one or several of a few answers
    YES_NO = "yes_no"
    COUNT = "count"  # persons or pieces, in the grammar of messy cells; a dot is a decimal sign
    WHOLE = "whole"  # inhabitants: whole, a dot or a space cuts off thousands
    MONEY = "money"  # kronor, a dot or a space cuts off thousands
    SHARE = "share"  # a part of the whole, in per cent or as 0-1
    LINK = "link"  # the address of a page that everybody can open


SEPARATOR = ","
"""What stands between the keys of several answers of a CHOICES field."""
FIGURES = frozenset({Type.COUNT, Type.WHOLE, Type.MONEY, Type.SHARE})
PERIODS = frozenset({Type.PERIOD, Type.TERM, Type.YEAR})
"""A time in one cell; a list has at most one such field, and its key is "period"."""
ABOUT = PERIODS | {Type.MUNICIPALITY, Type.UNIT, Type.AREA, Type.DAY, Type.PERSON}
"""What a row speaks of; the other fields are what it says."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list.

    `heading` is how our own template writes it, `words` are the other wordings that mean it, `choices` the
    answers of a CHOICE with the words of each. `is_required` rows need it; where `may_be_titled`, the title, the
    name of the sheet or the sender may say it for the whole list. `guidance` and `example` go on the template.
    What is none of the choices of a field that `is_strict` is a problem and not a doubt; so is a day to come in one
    that `is_past`.
    """

    key: str
    type: Type
    heading: str
    words: tuple[str, ...]
    guidance: str
    example: str
    is_required: bool
    may_be_titled: bool
    choices: Mapping[str, tuple[str, ...]]
    is_strict: bool = False
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list. Fields `identity` together tell one row from another; `name` is what a row is called by.

    `recognised_by` are the fields whose headings must be there for a sheet to be this kind, and one at least of
    `some_of`. `spread` is the field that fills cells where municipalities are columns. With `is_open`, every other
    column with a heading is a question with that wording, and its cells are the answers. `caution` is what must
    be known before a sheet of it is filled in or sent: it stands on the sheet itself.
    """

    key: str
    title: str
    guidance: tuple[str, ...]
    fields: tuple[Field, ...]
    recognised_by: frozenset[str]
    some_of: tuple[str, ...]
    identity: tuple[str, ...]
    name: str
    spread: str
    is_open: bool
    caution: str = ""

    def field(self, key: str) -> Field:
        """The field of that key. Raises KeyError."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    @property
    def period(self) -> Field | None:
        """The field that says the time in one cell; None where none does."""
        return next((field for field in self.fields if field.type in PERIODS), None)


NOT_COUNTED_IN = frozenset(
    {
        "needs",
        "prices",
        "trainers",
        "commitments",
        "releases",
        "limits",
        "breaks",
        "material",
        "points",
        "daily_amounts",
        "fund_costs",
    }
)
"""The lists whose time says when something is to be or holds, not when anything was counted."""
OF_COURSES = frozenset({"needs", "prices", "trainers", "commitments", "releases"})
"""The lists whose rows count for nothing when their course is none of the catalogue's."""
KINDS = (
    "participations",
    "local_training",
    "interviews",
    "placements",
    "placement_costs",
    "daily_amounts",
    "workload",
    "comparisons",
    "indicators",
    "needs",
    "movements",
    "prices",
    "trainers",
    "commitments",
    "releases",
    "limits",
    "breaks",
    "material",
    "activities",
    "points",
    "surveys",
    "homes",
    "referrals",
    "closing_interviews",
    "fund_costs",
)
"""Every kind of list that is kept row by row, in the order in which the program names them."""
ROWS_OF_CARE = ("placement_rows", "home_rows", "referral_rows")
"""Lists with a row for each placement, home or referral, which the room of placements keeps in tables of its own."""


def list_kind(key: str) -> ListKind:
    """The kind that data/lists declares under `key`."""
    return declared_in("lists", key)


def is_declared(folder: str, key: str) -> bool:
    """Whether data/`folder` declares fields under `key`."""
    return (resources.files("kfond") / "data" / folder / f"{key}.toml").is_file()


@cache
def declared_in(folder: str, key: str) -> ListKind:
    """The fields that data/`folder` declares under `key`, with what tells them."""
    file = resources.files("kfond") / "data" / folder / f"{key}.toml"
    declared = tomllib.loads(file.read_text(encoding="utf-8"))
    return ListKind(
        key=key,
        title=declared["title"],
        guidance=tuple(declared["guidance"]),
        fields=tuple(_field(field) for field in declared["fields"]),
        recognised_by=frozenset(declared["recognised_by"]),
        some_of=tuple(declared.get("some_of", ())),
        identity=tuple(declared["identity"]),
        name=declared.get("name", ""),
        spread=declared.get("spread", ""),
        is_open=declared.get("is_open", False),
        caution=declared.get("caution", ""),
    )


def _field(declared: Mapping[str, Any]) -> Field:
    return Field(
        key=declared["key"],
        type=Type(declared["type"]),
        heading=declared["heading"],
        words=tuple(declared.get("words", ())),
        guidance=declared["guidance"],
        example=declared.get("example", ""),
        is_required=declared.get("is_required", False),
        may_be_titled=declared.get("may_be_titled", False),
        choices={key: tuple(words) for key, words in declared.get("choices", {}).items()},
        is_strict=declared.get("is_strict", False),
        is_past=declared.get("is_past", False),
    )
