"""The plan that was adopted, as far as a new one must know it: its groups, and the seats that it promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.asked import Pin, Skip
from kfond.plan.courses import PlannedCourse

Place = tuple[str, str]
"""Area and slug of a course."""


@dataclass(frozen=True, slots=True)
class AdoptedRound:
    """The groups of a course in one term, and what was promised of them.

    `seats`: municipality code -> seats given, those without a seat among them; a municipality that is not in it had
    open seats. None: the plan did not keep them. `queued`: seats asked for and not given.
    """

    groups: int
    seats: Mapping[str, int] | None
    queued: Mapping[str, int]

    def with_more(self, other: AdoptedRound) -> AdoptedRound:
        """Two rounds of one course in the same term, added up."""
        both = None if self.seats is None or other.seats is None else _sum(self.seats, other.seats)
        return AdoptedRound(self.groups + other.groups, both, _sum(self.queued, other.queued))


ByTerm = Mapping[Term, AdoptedRound]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan that was adopted. `rounds`: area and slug -> key of the course -> term -> round, only those of its own.

    The key is "" where a plan was kept without it.
    """

    version: int
    terms: tuple[Term, ...]
    rounds: Mapping[Place, Mapping[str, ByTerm]]
    pins: tuple[Pin, ...]
    skips: tuple[Skip, ...]

    @property
    def name(self) -> Message:
        """The plan as it is named in a sentence: its years and its version."""
        first, last = self.terms[0].year, self.terms[-1].year
        years = str(first) if first == last else f"{first}–{last}"
        return say("the adopted plan of {years}, version {version}", years=years, version=self.version)

    def rounds_of(self, course: PlannedCourse, courses: Sequence[PlannedCourse]) -> ByTerm:
        """What stands for a course; `courses` are all of the plan that is made.

        A key that no course has any more (the catalogue asks in another way now), or that was not kept, is of the
        first course of the same name and area, so that nothing that was adopted is lost or counted twice.
        """
        alike = [other.key for other in courses if _place_of(other) == _place_of(course)]
        by_key = self.rounds.get(_place_of(course), {})
        left = [key for key in sorted(by_key) if key not in alike] if course.key == alike[0] else []
        found: dict[Term, AdoptedRound] = {}
        for key in (course.key, *left):
            for term, each in by_key.get(key, {}).items():
                found[term] = found[term].with_more(each) if term in found else each
        return found


def adopted_of(data: Mapping[str, Any], version: int) -> Adopted:
    """The adopted plan behind what was kept of it."""
    rounds: dict[Place, dict[str, dict[Term, AdoptedRound]]] = {}
    for found in data["courses"]:
        if found["groups"] is not None:
            by_key = rounds.setdefault((found["area"], found["slug"]), {})
            by_term, term = by_key.setdefault(found.get("key", ""), {}), Term.parse(found["term"])
            one = _round(found)
            by_term[term] = by_term[term].with_more(one) if term in by_term else one
    pins = tuple(
        Pin(each["course"], each["area"], Term.parse(each["term"]), each["groups"], each["why"])
        for each in data["pins"]
    )
    skips = tuple(Skip(each["course"], each["area"], each["why"]) for each in data["skips"])
    terms = tuple(Term.parse(label) for label in data["terms"])
    return Adopted(version, terms, rounds, pins, skips)


def _round(data: Mapping[str, Any]) -> AdoptedRound:
    shares: Iterable[Mapping[str, Any]] = data.get("seats") or ()
    given = {each["municipality_code"]: each.get("seats") for each in shares}
    queued = {each["municipality_code"]: each.get("queued") or 0 for each in shares}
    return AdoptedRound(
        groups=data["groups"],
        seats={code: seats for code, seats in given.items() if seats is not None} if given else None,
        queued={code: seats for code, seats in queued.items() if seats},
    )


def _place_of(course: PlannedCourse) -> Place:
    return course.area, course.course.slug


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {code: one.get(code, 0) + other.get(code, 0) for code in sorted({*one, *other})}
