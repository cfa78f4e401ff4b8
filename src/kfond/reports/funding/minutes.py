"""The minutes of a call, as a document: what was decided and why, by whom, what is left, and lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kfond.formatting import date_long, join_and
from kfond.funding.calls import Call, Decision, Incoming, Outcome, Standing, deciders
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.funding.call_tables import ADVICE, decisions_table, frame_table, money_of
from kfond.reports.funding.comparison import about, full_stop, heading_of
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
        "decisions": list(_decided(call.standings(incoming.number), money)) or ["Beslut: inte avgjord."],
    }


def _decided(standings: Sequence[Standing], money: Money) -> Iterator[str]:
    """A sentence a decision; years that were refused in the same words are told of together."""
    years: dict[tuple[str, int], list[str]] = {}
    for held in (standing.held for standing in standings if standing.held):
        years.setdefault((_what(held, money), held.year if held.amount else 0), []).append(str(held.year))
    for (what, _), of in years.items():
        yield f"Beslut för {' och för '.join(of)}: {what}"
    for begun in (standing.begun for standing in standings if standing.begun):
        waits = " och ".join(begun.waits_for)
        yield (
            f"Påbörjat beslut för {begun.year}, gäller inte förrän {waits} har beslutat likadant: "
            f"{_what(begun, money)}"
        )


def _what(decision: Decision, money: Money) -> str:
    """What, why, and who decided when."""
    what = f"{money.kr(decision.amount)} beviljas." if decision.amount else "ansökan avslås."
    why = f" Skäl: {full_stop(decision.why)}" if decision.why else ""
    who = ", ".join(f"{word.by} den {date_long(word.on)}" for word in decision.words)
    return f"{what}{why} Beslutat av {who}."
