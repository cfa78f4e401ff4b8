"""Reads lists with a row for each placement, home or referral: as every list, and strict about what cannot be.

A cell that a human would have to look at is a problem here and not a doubt: what it holds may tell of a child, so
that nothing of it is kept to be looked at later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kfond.errors import Problem
from kfond.importers import Asked, lists
from kfond.lists.kinds import ListKind, Type
from kfond.lists.rows import Row, Value
from kfond.messages import say
from kfond.workbook import Sheet

ORDERED = {
    "placement_rows": (("start", "end"), ("start", "planned_end")),
    "home_rows": (
        ("interest", "assessment"),
        ("assessment", "assessed"),
        ("interest", "banked"),
        ("interest", "left"),
        ("banked", "left"),
        ("placed", "left"),
        ("contracted_from", "contracted_to"),
    ),
    "referral_rows": (("asked", "matched"), ("asked", "closed")),
}
"""Days of a row of which the second cannot come before the first."""
EXCLUSIVE = {"referral_rows": ("matched", "closed")}
"""Days of a row of which it can have one."""
NEEDS_A_DAY = {"placement_rows": ("ending", "end"), "home_rows": ("way_out", "left")}
"""What a row can say only with its day."""
MAY_LIE_AHEAD = frozenset({"planned_end", "contracted_to"})


def read(sheet: Sheet, kind: ListKind, asked: Asked) -> lists.ListSheet:
    """The list without the rows that say what cannot be; each of those is a problem with its cell."""
    found = lists.read(sheet, kind, asked)
    problems: list[Problem] = []
    kept = []
    for row in found.rows:
        wrong = [*_unclear(row, kind), *_in_disorder(row, kind), *_after_the_list(row, kind)]
        problems += wrong
        if not wrong:
            kept.append(row)
    return replace(found, rows=tuple(kept), problems=(*found.problems, *problems))


def _unclear(row: Row, kind: ListKind) -> Iterator[Problem]:
    """Answers that are none of those that the field knows."""
    form = kind.field(kind.name)
    if row.name and row.name not in form.choices:
        yield Problem(
            row.source.place,
            say("“{text}” is no answer below “{heading}”.", text=row.source.verbatim, heading=form.heading),
            say("Write one of: {known}.", known=tuple(words[0] for words in form.choices.values())),
        )
    for value in row.values:
        field = kind.field(value.field)
        if not value.reading.review:
            continue
        known = ("Ja", "Nej") if field.type is Type.YES_NO else [words[0] for words in field.choices.values()]
        yield Problem(
            value.source.place,
            say(
                "“{text}” is no answer below “{heading}”.", text=value.source.verbatim, heading=field.heading
            ),
            say("Write one of: {known}.", known=tuple(known)),
        )


def _in_disorder(row: Row, kind: ListKind) -> Iterator[Problem]:
    """Days that come before those that they must follow, and days that exclude each other."""
    for first, second in ORDERED[kind.key]:
        before, after = row.value(first), row.value(second)
        if before and after and after.text < before.text:
            yield Problem(
                after.source.place,
                say(
                    "“{after}” ({heading}) comes before “{before}” in {cell}.",
                    after=after.text,
                    heading=kind.field(second).heading,
                    before=before.text,
                    cell=before.source.place.cell,
                ),
                say("Write the right day in one of the two."),
            )
    one, other = (row.value(key) for key in EXCLUSIVE.get(kind.key, ("", "")))
    if one and other:
        yield Problem(
            other.source.place,
            say(
                "The row has both “{one}” and “{other}”.",
                one=kind.field(one.field).heading,
                other=kind.field(other.field).heading,
            ),
            say("Empty one of them."),
        )
    told, day = (row.value(key) for key in NEEDS_A_DAY.get(kind.key, ("", "")))
    if told and not day:
        yield Problem(
            told.source.place,
            say("The row says how it ended and not when."),
            say("Write the day that it ended, or empty this cell while it goes on."),
        )


def _after_the_list(row: Row, kind: ListKind) -> Iterator[Problem]:
    """Days after the last one that the list speaks of."""
    last = row.last_day or date.max
    for value in row.values:
        if (
            _is_day(value, kind)
            and value.field not in MAY_LIE_AHEAD
            and date.fromisoformat(value.text) > last
        ):
            yield Problem(
                value.source.place,
                say(
                    "“{day}” comes after {last}, the last day that the list speaks of.",
                    day=value.text,
                    last=last.isoformat(),
                ),
                say("Write the right day, or the right time of the list."),
            )


def _is_day(value: Value, kind: ListKind) -> bool:
    return kind.field(value.field).type is Type.DAY and bool(value.text)
