"""Finding the course that somebody means by a name, a part of one, or what it used to be called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kfond.catalogue.lines import CourseIdentity, Line, name_key, slug_of

BETWEEN = "/"
MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a name led to: one course (in one area, or "" for every area that has it), or suggestions.

    `course` None: it leads to none or to several, which are then `suggestions`, as "area/name".
    """

    course: CourseIdentity | None
    area: str
    suggestions: tuple[str, ...]


def find_course(lines: Sequence[Line], text: str) -> Found:
    """The course that `text` names: "LVU", "lvu", "missbruk/LVM", "trauma", or an earlier name of it.

    A whole name wins over a part of one, and the course's own name over others that it is tied to. Nothing is
    guessed where a part fits several courses.
    """
    area, name = _area_and_name(lines, text)
    here = [line for line in lines if area in ("", line.stated.area)]
    key, slug = name_key(name), slug_of(name)
    for fits in (
        lambda line: (
            key in (name_key(line.stated.course), name_key(line.course.name)) or slug == line.course.slug
        ),
        lambda line: key in {name_key(other.name) for other in line.stated.other_names},
        lambda line: bool(slug) and slug in slug_of(line.stated.course),
        lambda line: bool(slug) and any(slug in slug_of(other.name) for other in line.stated.other_names),
    ):
        found = {line.course.slug: line.course for line in here if fits(line)}
        if len(found) == 1:
            return Found(next(iter(found.values())), area, ())
        if found:
            return Found(None, area, _named(line for line in here if line.course.slug in found))
    return Found(None, area, _near(here, name))


def _area_and_name(lines: Sequence[Line], text: str) -> tuple[str, str]:
    """The area before a stroke, where it is one of the catalogue's; a course's own name may hold a stroke."""
    before, stroke, after = text.partition(BETWEEN)
    for line in lines:
        if stroke and line.stated.area.casefold() == before.strip().casefold():
            return line.stated.area, after.strip()
    return "", text.strip()


def _near(lines: Sequence[Line], name: str) -> tuple[str, ...]:
    slugs = {line.course.slug: line for line in lines}
    near = get_close_matches(slug_of(name), sorted(slugs), n=MOST_SUGGESTED, cutoff=0.4)
    return _named(slugs[slug] for slug in near)


def _named(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{line.stated.area}{BETWEEN}{line.course.name}" for line in lines))
