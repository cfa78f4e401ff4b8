"""Which course is to be taken before which, and where that goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, UnknownName, courses_by_name
from kfond.errors import Problem
from kfond.messages import say


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


def circle_problems(lines: Sequence[Line]) -> tuple[Problem, ...]:
    """Every line that closes a circle, with its cell; two catalogues, each sound by itself, may close one together."""
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    names = {line.course.slug: line.course.name for line in lines}
    found = []
    for circle in circles(prerequisites_of(lines)):
        closing = set(zip(circle, (*circle[1:], circle[0]), strict=True))
        way = " → ".join(names[slug] for slug in (*circle, circle[0]))
        found += [
            Problem(
                line.stated.source.place,
                say("Nobody could begin, since each course needs the one after it: {way}.", way=way),
                say("Take one of them out of the column Förkunskaper, and import the catalogue again."),
            )
            for line in lines
            if any(
                (line.course.slug, meant.get(name_key(name))) in closing for name in line.stated.prerequisites
            )
        ]
    return tuple(found)


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
