"""The plan for spreadsheets: one row a round."""

from __future__ import annotations

import csv
import io

from kfond.plan.proposal import Plan
from kfond.reports.plan.words import for_whom

HEADINGS = ("Område", "För vem", "Kurs", "Termin", "Grupper", "Platser", "Minsta grupp", "Största grupp")


def as_csv(plan: Plan) -> str:
    """One row a round, separated by semicolons as Swedish Excel opens them; empty is not known or open."""
    target = io.StringIO()
    rows = csv.writer(target, delimiter=";", lineterminator="\n")
    rows.writerow(HEADINGS)
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
            )
        )
    return target.getvalue()
