"""Who can hold which course, by role or firm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import Tied, UnknownName, courses_by_name
from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.periods import Term
from kfond.provenance import Source

KIND = "trainers"


@dataclass(frozen=True, slots=True)
class Trainer:
    """How many groups of a course a trainer has time for in a term.

    `label` is a role or a firm, `course` a slug. `term` None: each term; `groups` None: a number that cannot be read.
    """

    label: str
    course: str
    term: Term | None
    groups: int | None
    source: Source


def trainers_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[Trainer]:
    """What the lists of trainers say, in their order; names that are of no course are `unknown`."""
    meant = courses_by_name(lines)
    found: list[Trainer] = []
    unknown: list[UnknownName] = []
    for row in rows:
        if row.kind != KIND:
            continue
        value = row.value("course")
        name, source = (value.text, value.source) if value else ("", row.source)
        if name_key(name) not in meant:
            unknown.append(UnknownName(name, source))
            continue
        term = Term.containing(row.first_day) if row.first_day else None
        found.append(Trainer(row.name, meant[name_key(name)], term, count_in(row, "groups"), row.source))
    return Tied(tuple(found), tuple(unknown))
