"""The minutes of a call, as a document: what was decided and why, by whom, what is left, and lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kfond.formatting import date_long, join_and
from kfond.funding.calls import Call, Incoming, Outcome, deciders
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.funding.call_tables import ADVICE, decisions_table, frame_table, money_of
from kfond.reports.funding.comparison import about, heading_of
from kfond.reports.funding.decisions import decided, full_stop
from kfond.reports.funding.money_pictures import count_applications
from kfond.reports.funding.money_tables import Money
from kfond.reports.render import render

TEMPLATE = "funding/minutes.md.j2"


def minutes_title(call: Call) -> str:
    """Protokoll: beslut om Vår fond 2027."""
    return f"Protokoll: beslut om {call.fund.title} {join_and(list(map(str, call.years)))}"


def as_minutes(call: Call, front: Front, templates_dir: Path | None = None) -> Document:
    """The document, in Swedish: a draft while an application is not decided."""
    money = money_of(call)
    undecided = [each for each in call.incoming if call.outcome(each) in (Outcome.OPEN, Outcome.WAITS)]
    has_begun = any(standing.begun for each in call.incoming for standing in call.standings(each.number))
    status = front.status or ("Utkast" if undecided or has_begun else "Beslut")
    front = replace(front, status=status)
    signing = deciders(call.fund) or tuple(dict.fromkeys(word.by for word in call.words))
    context = {
        "title": front.title,
        "front": front_line(front),
        "about": about(call),
        "summary": list(_summary(call, len(undecided), money)),
        "decisions": decisions_table(call, money),
        "frame": frame_table(call, money),
        "applications": [_application(call, each, money) for each in call.incoming],
        "signing": [role[:1].upper() + role[1:] for role in signing],
    }
    return Document(front, render(TEMPLATE, context, templates_dir))


def _summary(call: Call, undecided: int, money: Money) -> Iterator[str]:
    outcomes = [call.outcome(each) for each in call.incoming]
    granted, in_part = outcomes.count(Outcome.GRANTED), outcomes.count(Outcome.PART)
    partly = f"{in_part} delvis {'beviljad' if in_part == 1 else 'beviljade'}, " if in_part else ""
    refused = outcomes.count(Outcome.REFUSED)
    yield (
        f"{count_applications(len(outcomes))}: {granted} {'beviljad' if granted == 1 else 'beviljade'}, {partly}"
        f"{refused} {'avslagen' if refused == 1 else 'avslagna'} och {undecided} inte "
        f"{'avgjord' if undecided == 1 else 'avgjorda'}."
    )
    for year in map(call.of_year, call.years):
        yield (
            f"Av ramen för {year.year}, {money.kr(year.frame)}, är {money.kr(year.granted)} beviljade. "
            f"Kvar är {money.kr(year.left)}."
        )


def _application(call: Call, incoming: Incoming, money: Money) -> dict[str, object]:
    said = [f"Sökt: {money.kr(incoming.applied)}. Inkom den {date_long(incoming.received_on)}."]
    if incoming.late_reason:
        said.append(f"Den kom efter sista dagen och togs emot ändå: {full_stop(incoming.late_reason)}")
    return {
        "heading": heading_of(incoming),
        "sentences": said,
        "proposals": [
            f"Förslag av {each.by}: {ADVICE[each.advice]}{f', {money.kr(each.amount)}' if each.amount else ''}. "
            f"{full_stop(each.why)}"
            for each in call.assessments_of(incoming.number)
        ],
        "decisions": list(decided(call.standings(incoming.number), money)) or ["Beslut: inte avgjord."],
    }
