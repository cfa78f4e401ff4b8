"""What the fund has said of an application, as its document shows it: in the head, and in the form's decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kfond.formatting import date_iso
from kfond.funding.amounts import in_kronor
from kfond.reports.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Handled:
    """What the fund has said of an application: in words, with day and role, "" where nothing has been said.

    `decision` is what was decided, of the day `decided_on` by the role `decided_by`; `note` is what was said with it.
    `granted` is in öre, in all and `granted_in` by year; None and empty where nothing is entered. `used` and `unused`
    are what of it was used, and paid without being used, in öre, None before anything is paid.
    `sha256` is the fingerprint of the application's file as it was signed, "" for one that is not.
    """

    assessment: str = ""
    decision: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    note: str = ""
    granted: int | None = None
    granted_in: Mapping[int, int] = field(default_factory=dict)
    used: int | None = None
    unused: int | None = None
    sha256: str = ""


def status_of(state: str, handled: Handled) -> str:
    """Where the application stands, for the head of the document, and what was decided: Beviljad 2021-05-21 av
    stadsdirektören; once it goes on, Pågår; beviljad 2021-05-21 av stadsdirektören."""
    words = state
    if handled.decision and handled.decided_on:
        decided = f"{handled.decision} {date_iso(handled.decided_on)} av {handled.decided_by}"
        words = decided if state == handled.decision else f"{state}; {decided}"
    return words[:1].upper() + words[1:]


def decision_table(handled: Handled, case_number: str) -> Table:
    """What was decided, when and by which role, under which case, and how much for which year."""
    day = date_iso(handled.decided_on) if handled.decided_on else ""
    rows = [
        ("Beslut", handled.decision),
        ("Beslutsdag", day),
        ("Beslutat av", handled.decided_by),
        ("Diarienummer", case_number),
        ("Anteckning", handled.note),
        *((f"Beviljat för {year}", f"{in_kronor(ore)} kr") for year, ore in handled.granted_in.items()),
    ]
    if handled.granted is not None and sum(handled.granted_in.values()) != handled.granted:
        rows.append(("Beviljat i allt", f"{in_kronor(handled.granted)} kr"))
    told = tuple(row for row in rows if row[1])
    return Table("Beslutet", (Column("Uppgift", False), Column("Svar", False)), told)
