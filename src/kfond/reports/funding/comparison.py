"""The applications of a call side by side, as a document: what they cost and give, what they lack, what is proposed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from kfond.formatting import date_long, join_and
from kfond.funding.budget import summed
from kfond.funding.calls import Call, Incoming, Outcome
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.funding.call_picture import picture_of
from kfond.reports.funding.call_tables import (
    ADVICE,
    UNKNOWN,
    Missing,
    applicants_table,
    frame_table,
    money_of,
    outcome_of,
    proposals_table,
    reach_table,
)
from kfond.reports.funding.decisions import decided, full_stop
from kfond.reports.funding.money_pictures import count_applications
from kfond.reports.funding.money_tables import Money
from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import drawn
from kfond.reports.render import render

PICTURE = "ramen"
TEMPLATE = "funding/comparison.md.j2"
DEFINITIONS = {
    "Nås direkt": "de personer som ansökan säger att den når direkt",
    "Kr per person": "det sökta beloppet delat med dem som nås direkt",
    "Att komplettera": "så många saker som kontrollen mot fondens blankett finner; de står vid sin ansökan",
    "Kvar": "ramen minus det som är beviljat",
}


def comparison_title(call: Call) -> str:
    """Ansökningar till Vår fond 2027."""
    return f"Ansökningar till {call.fund.title} {join_and(list(map(str, call.years)))}"


def as_comparison(call: Call, missing: Missing, front: Front, templates_dir: Path | None = None) -> Document:
    """The document, in Swedish. `missing`: what the check finds in each application, None for one on paper."""
    front = replace(front, status=front.status or "Arbetsmaterial")
    money = money_of(call)
    tables = (
        (applicants_table(call, money), reach_table(call, missing), proposals_table(call, money))
        if call.incoming
        else ()
    )
    picture = picture_of(call, money)
    drawings = dict(drawn({PICTURE: picture})) if call.incoming else {}
    context = {
        "title": front.title,
        "front": front_line(front),
        "about": about(call),
        "summary": _summary(call, money),
        "tables": tables,
        "frame": frame_table(call, money),
        "drawings": drawings,
        "picture_table": data_table(picture),
        "definitions": DEFINITIONS,
        "applications": [_application(call, each, missing, money) for each in call.incoming],
    }
    told = "; ".join(f"{name}: {what}" for name, what in DEFINITIONS.items())
    return Document(
        front=front,
        markdown=render(TEMPLATE, context, templates_dir),
        pictures=MappingProxyType(drawings),
        definitions=MappingProxyType({table.caption: told for table in tables}),
    )


def about(call: Call) -> str:
    """Which fund, whose, and when one could apply."""
    return (
        f"{call.fund.title}, {call.fund.owner}. Utlysningen {call.key} var öppen "
        f"från {date_long(call.opens)} till {date_long(call.closes)}."
    )


def heading_of(incoming: Incoming) -> str:
    """Ansökan 2: Handledning i utredning, Orust kommun."""
    return f"Ansökan {incoming.key}: {incoming.title or 'Titel saknas'}, {incoming.applicant or 'sökande saknas'}"


def _summary(call: Call, money: Money) -> list[str]:
    if not call.incoming:
        return ["Ingen ansökan har kommit."]
    applied = summed(each.applied for each in call.incoming)
    years = [call.of_year(year) for year in call.years]
    said = [f"{count_applications(len(call.incoming))}. Sökt är {_sum(applied, money)}."]
    said += [
        f"Ramen för {year.year} är {money.kr(year.frame)}. Beviljat är {money.kr(year.granted)} och kvar är "
        f"{money.kr(year.left)}."
        for year in years
    ]
    undecided = sum(call.outcome(each) in (Outcome.OPEN, Outcome.WAITS) for each in call.incoming)
    if undecided:
        said.append(f"{count_applications(undecided)} är inte {'avgjord' if undecided == 1 else 'avgjorda'}.")
    return said


def _sum(applied: int | None, money: Money) -> str:
    return money.kr(applied) if applied is not None else "inte känt för alla"


def _application(call: Call, incoming: Incoming, missing: Missing, money: Money) -> dict[str, object]:
    lacking = missing[incoming.number]
    said = [f"Sökt: {money.kr(incoming.applied)}. Läge: {outcome_of(call, incoming)}."]
    if incoming.late_reason:
        said.append(f"Den kom efter sista dagen och togs emot ändå: {full_stop(incoming.late_reason)}")
    if incoming.is_on_paper:
        said.append("Den kom på papper, så kfond har inte läst den.")
    return {
        "heading": heading_of(incoming),
        "sentences": said,
        "groups": [
            f"{group.role or 'Personer'}{f', {group.unit}' if group.unit else ''}: "
            f"{UNKNOWN if group.count is None else group.count} "
            f"({'direkt' if group.reach == 'direct' else 'indirekt'})"
            for group in incoming.groups
        ],
        "assessments": [
            f"{each.by} ({date_long(each.on)}): {ADVICE[each.advice]}"
            f"{f', {money.kr(each.amount)}' if each.amount else ''}. {full_stop(each.why)}"
            for each in call.assessments_of(incoming.number)
        ],
        "decisions": tuple(decided(call.standings(incoming.number), money)),
        "missing": lacking or (),
        "sha256": incoming.sha256,
    }
