"""Tying a held course to the plan lines that stand for it: only where the catalogue says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kfond.catalogue.lines import CatalogueLine, Held, Line, Relation, name_key
from kfond.provenance import Source

Found = TypeVar("Found")
SAME = frozenset({Relation.SAME})
SAME_OR_BEFORE = frozenset({Relation.SAME, Relation.REPLACES})
"""A name of the course itself, or of one that it has come in the place of."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A held course with the plan lines it belongs to (none where it belongs to none), how and how surely."""

    held: Held
    lines: tuple[Line, ...]
    relation: Relation | None
    likely: bool


def tie(held: Held, lines: Sequence[Line]) -> Tie:
    """The tie of one held course: its own name first, then what it says it deepens, then other names.

    Names that lead to more than one course tie to none: nothing is guessed.
    """
    area_lines = [line for line in lines if held.area in ("", line.stated.area)]
    for relation, likely, found in _claims(held, area_lines):
        if found and len({line.course.slug for line in found}) == 1:
            return Tie(held, tuple(found), relation, likely)
    return Tie(held, (), None, likely=False)


def _claims(held: Held, lines: Sequence[Line]) -> Iterator[tuple[Relation, bool, list[Line]]]:
    key = name_key(held.name)
    yield Relation.SAME, False, [line for line in lines if name_key(line.stated.course) == key]
    if held.deepens:
        deeper = name_key(held.deepens)
        yield (
            Relation.DEEPENS,
            held.deepens_likely,
            [line for line in lines if name_key(line.stated.course) == deeper],
        )
    for relation in (Relation.SAME, Relation.REPLACES):
        for likely in (False, True):
            yield relation, likely, [line for line in lines if _calls(line, key, relation, likely)]


def _calls(line: Line, key: str, relation: Relation, likely: bool) -> bool:
    return any(
        name_key(other.name) == key and other.relation is relation and other.likely == likely
        for other in line.stated.other_names
    )


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name on a sheet that is certain to mean no course of the catalogue, with its cell."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Tied(Generic[Found]):
    """What sheets say of courses: what was `found` of courses of the catalogue, and the names that are of none."""

    found: tuple[Found, ...]
    unknown: tuple[UnknownName, ...]


def courses_by_name(lines: Iterable[Line], relations: Collection[Relation] = SAME) -> Mapping[str, str]:
    """Name key -> the slug of the one course that the name is certain to mean.

    A course's own name goes before another name of some other course; names that are only likely, or that lead to
    more than one course, are left out.
    """
    return courses_meant([(line.course.slug, line.stated) for line in lines], relations)


def courses_meant(
    courses: Iterable[tuple[str, CatalogueLine]], relations: Collection[Relation] = SAME
) -> Mapping[str, str]:
    """As `courses_by_name`, of lines that are not kept yet: each with the key of its course."""
    own: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for key, line in courses:
        own.setdefault(name_key(line.course), set()).add(key)
        for other in line.other_names:
            if other.relation in relations and not other.likely:
                others.setdefault(name_key(other.name), set()).add(key)
    meant = {**others, **own}
    return {name: min(keys) for name, keys in meant.items() if len(keys) == 1}


def one_identity_each(lines: Sequence[CatalogueLine]) -> dict[str, str]:
    """Name key -> the key of the course it is: lines with the same name, or a certain other name, are one."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    names = {name_key(line.course) for line in lines}
    for line in lines:
        own = lead(name_key(line.course))
        for other in line.other_names:
            key = name_key(other.name)
            if other.relation is Relation.SAME and not other.likely and key in names:
                leader[own] = lead(key)
                own = lead(key)
    return {key: lead(key) for key in names}
