"""The tables of a call: its applications side by side, what was decided on them, what is left of the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kfond.formatting import NO_BREAK_SPACE, date_iso, number
from kfond.funding.budget import summed
from kfond.funding.call_words import OUTCOMES
from kfond.funding.calls import DIRECT, INDIRECT, Advice, Assessment, Call, Incoming, Outcome, same_role
from kfond.reports.funding.money_tables import Money
from kfond.reports.tables import Column, Table

LANGUAGE = "sv"
UNKNOWN, NOT_YET = "inte känt", "–"
ADVICE: Mapping[Advice, str] = {
    Advice.GRANT: "bevilja",
    Advice.PART: "bevilja delvis",
    Advice.REFUSE: "avslå",
}
Missing = Mapping[int, Sequence[str] | None]
"""What the check finds in each application, by number; None for one that came on paper."""


def money_of(call: Call) -> Money:
    """How amounts are written in the documents of a call."""
    amounts: list[int | None] = [each.applied for each in call.incoming]
    amounts += [each.amount for each in call.assessments]
    amounts += [each.amount for each in call.words]
    return Money.for_amounts([*amounts, *call.frames.values()])


def applicants_table(call: Call, money: Money) -> Table:
    """Who applies for what, when it came, and the sum."""
    columns = (
        Column("Nr", False),
        Column("Sökande", False),
        Column("Titel", False),
        Column("Inkom", False),
        Column("Sökt"),
    )
    rows = [
        (
            each.key,
            each.applicant or UNKNOWN,
            each.title or UNKNOWN,
            date_iso(each.received_on) + (" (sent)" if each.late_reason else ""),
            money.number(each.applied),
        )
        for each in call.incoming
    ]
    if len(rows) > 1:
        rows.append(("Summa", "", "", "", money.number(summed(each.applied for each in call.incoming))))
    return Table("Inkomna ansökningar, kronor", columns, tuple(rows))


def reach_table(call: Call, missing: Missing) -> Table:
    """What each application gives: its time, whom it reaches, what a person costs, how much it lacks."""
    columns = (
        Column("Nr", False),
        Column("Sökande", False),
        Column("Tid", False),
        Column("Nås direkt"),
        Column("Nås indirekt"),
        Column("Kr per person"),
        Column("Att komplettera"),
    )
    rows = tuple(
        (
            each.key,
            each.applicant or UNKNOWN,
            _span(each.start, each.end),
            _count(each.reached(DIRECT)),
            _count(each.reached(INDIRECT)) if any(g.reach == INDIRECT for g in each.groups) else NOT_YET,
            UNKNOWN if each.cost_per_person is None else number(each.cost_per_person / 100, 0),
            _lacking(missing[each.number]),
        )
        for each in call.incoming
    )
    return Table("Vad ansökningarna ger, personer och kronor", columns, rows)


def proposals_table(call: Call, money: Money) -> Table:
    """What each role proposes beside what is applied for and decided."""
    roles = tuple({same_role(each.by): each.by for each in call.assessments}.values())
    columns = (
        Column("Nr", False),
        Column("Sökande", False),
        Column("Sökt"),
        *(Column(f"Förslag {role}", False) for role in roles),
        Column("Beslut", False),
        Column("Beviljat"),
    )
    rows = tuple(
        (
            each.key,
            each.applicant or UNKNOWN,
            money.number(each.applied),
            *(_proposed(call.assessments_of(each.number), role, money) for role in roles),
            outcome_of(call, each),
            money.number(call.granted_to(each.number), NOT_YET),
        )
        for each in call.incoming
    )
    return Table("Förslag och beslut, kronor", columns, rows)


def decisions_table(call: Call, money: Money) -> Table:
    """What was decided on each application, year by year, and the sums."""
    columns = (
        Column("Nr", False),
        Column("Sökande", False),
        Column("Beslut", False),
        Column("Sökt"),
        *(Column(f"Beviljat {year}") for year in call.years),
    )
    rows = [
        (
            each.key,
            each.applicant or UNKNOWN,
            outcome_of(call, each),
            money.number(each.applied),
            *(
                money.number(standing.granted) if standing.held else NOT_YET
                for standing in call.standings(each.number)
            ),
        )
        for each in call.incoming
    ]
    if len(rows) > 1:
        granted = (money.number(call.of_year(year).granted) for year in call.years)
        applied = summed(each.applied for each in call.incoming)
        rows.append(("Summa", "", "", money.number(applied), *granted))
    return Table("Beslut, kronor", columns, tuple(rows))


def frame_table(call: Call, money: Money) -> Table:
    """The frame of each year, what is granted of it, what is left."""
    years = tuple(map(call.of_year, call.years))
    rows = [(str(year.year), (year.frame, year.granted, year.left, year.begun)) for year in years]
    if len(rows) > 1:
        in_all = zip(*(amounts for _, amounts in rows), strict=True)
        frame, granted, left, begun = map(sum, in_all)
        rows.append(("Summa", (frame, granted, left, begun)))
    heads = ("Ram", "Beviljat", "Kvar", "Väntar på beslut")
    shown = len(heads) if any(year.begun for year in years) else len(heads) - 1
    return Table(
        "Ramen år för år, kronor",
        (Column("År", False), *map(Column, heads[:shown])),
        tuple((name, *map(money.number, amounts[:shown])) for name, amounts in rows),
    )


def outcome_of(call: Call, incoming: Incoming) -> str:
    """What has come of an application: beviljad, avslagen, väntar på HR-direktören."""
    outcome = call.outcome(incoming)
    if outcome is Outcome.WAITS:
        waits = [each.begun.waits_for for each in call.standings(incoming.number) if each.begun]
        return f"väntar på {', '.join(dict.fromkeys(role for roles in waits for role in roles))}"
    return OUTCOMES[outcome].in_words(LANGUAGE)


def _proposed(assessments: Sequence[Assessment], role: str, money: Money) -> str:
    said = next((each for each in assessments if same_role(each.by) == same_role(role)), None)
    if said is None:
        return NOT_YET
    return (
        ADVICE[said.advice]
        if said.advice is Advice.REFUSE
        else (f"{ADVICE[said.advice]}, {money.number(said.amount)}")
    )


def _span(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return UNKNOWN
    return f"{date_iso(start)}{NO_BREAK_SPACE}– {date_iso(end)}"


def _count(count: int | None) -> str:
    return UNKNOWN if count is None else number(count)


def _lacking(found: Sequence[str] | None) -> str:
    return UNKNOWN if found is None else str(len(found))
