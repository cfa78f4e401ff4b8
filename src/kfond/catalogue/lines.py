"""The catalogue's lines and the courses held, as values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kfond.catalogue.frequency import Frequency
from kfond.periods import Term
from kfond.provenance import Source


class Band(StrEnum):
    """Whom a plan line is for, in the plan's order."""

    NEW = "0-2"
    SOME_YEARS = "3-5"
    EXPERIENCED = ">5"
    CASEWORKERS = "caseworkers"
    SUPERVISORS = "supervisors"


class Met(StrEnum):
    """Where a need for competence is met: by each municipality, or by all of them together."""

    LOCAL = "local"
    JOINT = "joint"


class Relation(StrEnum):
    """How another name belongs to a course."""

    SAME = "same"
    REPLACES = "replaces"
    DEEPENS = "deepens"


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that a line ties to its course; `likely` where the catalogue itself is not sure."""

    name: str
    relation: Relation
    likely: bool
    source: Source


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A course for a band of an area. Group sizes in persons, days in hundredths; None is "not stated".

    `prerequisites` are the names of courses that are to be taken before it, as the sheet writes them.
    """

    area: str
    band: Band
    met: Met
    need: str
    course: str
    frequency: str
    last_start: Term | None
    smallest: int | None
    largest: int | None
    days: int | None
    note: str
    other_names: tuple[OtherName, ...]
    source: Source
    frequency_source: Source | None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedText:
    """A need for competence named for a band, without a course of its own."""

    area: str
    band: Band
    met: Met
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its cell; a number that the source leaves out is None instead."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Held:
    """A course as held over the years `first_year`-`last_year`; None is "the source does not say".

    `area` is "" where the list names none.
    """

    name: str
    area: str
    first_year: int
    last_year: int
    format: str
    days: int | None
    times: Count | None
    participations: Count | None
    reached: Count | None
    planned: str
    deepens: str
    deepens_likely: bool
    status: str
    source: Source


@dataclass(frozen=True, slots=True)
class Total:
    """A total of participations that a sheet states for its area and period."""

    area: str
    first_year: int
    last_year: int
    participations: Count


def slug_of(name: str) -> str:
    """A course's stable key: "LVU grund" is "lvu-grund", "Återfallsprevention" is "aterfallsprevention"."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


@lru_cache(maxsize=4096)  # a report asks for the same names a hundred thousand times
def name_key(name: str) -> str:
    """A course name for comparison: case, spaces and a full stop at the end do not tell courses apart."""
    text = unicodedata.normalize("NFC", name).casefold().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip(" .")


@dataclass(frozen=True, slots=True)
class CourseIdentity:
    """A course, whatever it is called: its stable key and the name it goes by."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A catalogue line as kept: its course's identity, what its frequency means, when it entered."""

    id: int
    course: CourseIdentity
    stated: CatalogueLine
    frequency: Frequency
    entered: Term
