"""The plan for spreadsheets: one row a round."""

from __future__ import annotations

import csv
import io

from kfond.plan.proposal import Plan, Round
from kfond.reports.plan.kronor import cost_of
from kfond.reports.plan.words import for_whom

BYTE_ORDER_MARK = "\ufeff"
HEADINGS = (
    "Område",
    "För vem",
    "Kurs",
    "Termin",
    "Grupper",
    "Platser",
    "Minsta grupp",
    "Största grupp",
    "Kostnad, kr",
)


def as_csv(plan: Plan) -> str:
    """One row a round, its cost, and a column of seats for each municipality; empty is open, not known, or not ours.

    With a byte order mark and semicolons, as Swedish Excel opens it.
    """
    target = io.StringIO()
    target.write(BYTE_ORDER_MARK)
    rows = csv.writer(target, delimiter=";", lineterminator="\n")
    rows.writerow((*HEADINGS, *(covered.municipality for covered in plan.coverage)))
    for found in plan.rounds:
        rows.writerow(
            (
                found.area,
                for_whom(found.bands),
                found.course.name,
                found.term.label,
                "" if found.groups is None else found.groups,
                "" if found.seats is None else found.seats,
                found.size.smallest,
                found.size.largest,
                _kronor(found),
                *_seats(plan, found),
            )
        )
    return target.getvalue()


def _kronor(found: Round) -> str:
    """What a round costs, with a decimal comma; empty where it is not known, never 0."""
    cost = cost_of(found)
    return "" if cost is None else f"{cost // 100},{cost % 100:02d}"


def _seats(plan: Plan, found: Round) -> list[int | str]:
    """The seats of each municipality in a round, in the order of the columns."""
    seats = {share.need.code: share.seats for share in found.shares}
    return [known if (known := seats.get(covered.code)) is not None else "" for covered in plan.coverage]
