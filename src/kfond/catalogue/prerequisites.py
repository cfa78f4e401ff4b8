"""Which course is to be taken before which, and where that goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, UnknownName, courses_by_name


def prerequisites_of(lines: Sequence[Line]) -> Mapping[str, tuple[str, ...]]:
    """Slug -> the slugs of the courses to be taken before it, of all its lines together, both in order.

    Courses without any are left out, and so are names that are of no course (`unknown_prerequisites`).
    """
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    needed: dict[str, set[str]] = {}
    for line in lines:
        for name in line.stated.prerequisites:
            if name_key(name) in meant:
                needed.setdefault(line.course.slug, set()).add(meant[name_key(name)])
    return {slug: tuple(sorted(needed[slug])) for slug in sorted(needed)}


def unknown_prerequisites(lines: Sequence[Line]) -> tuple[UnknownName, ...]:
    """The prerequisites that are of no course of the catalogue, each with the cell of the course that names it."""
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    return tuple(
        UnknownName(name, line.stated.source)
        for line in lines
        for name in line.stated.prerequisites
        if name_key(name) not in meant
    )


def circles(needed: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The shortest circle through each course that in the end needs itself, each circle once, beginning with the
    course that comes first in order: ("a", "b") where a needs b and b needs a."""
    found = {_begun_at_first(circle) for course in sorted(needed) if (circle := _way_back(course, needed))}
    return tuple(sorted(found))


def _way_back(course: str, needed: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The courses on the shortest way from a course to itself, itself first; () where there is none."""
    ways: list[tuple[str, ...]] = [(course,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: the shorter ways come first
        for before in sorted(needed.get(way[-1], ())):
            if before == course:
                return way
            if before not in seen:
                seen.add(before)
                ways.append((*way, before))
    return ()


def _begun_at_first(circle: tuple[str, ...]) -> tuple[str, ...]:
    at = circle.index(min(circle))
    return (*circle[at:], *circle[:at])
