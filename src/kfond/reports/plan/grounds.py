"""What a plan rests on, for its first page: the sheets that it was made from, and what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from kfond.formatting import EN_DASH, count_of, date_long, join_and, number, percent, swedish_key
from kfond.plan.needs.values import State
from kfond.plan.proposal import Plan
from kfond.provenance import Source
from kfond.reports.plan.words import with_capital
from kfond.reports.tables import Column, Table
from kfond.reports.wording import period_in_words
from kfond.settings import DEFAULTS


def grounds_sentences(plan: Plan) -> list[str]:
    """What the plan is made from, of which days and years, and what nobody has sent."""
    others = [words for words, _ in _others(plan)]
    said = [_staff(plan)]
    if others:
        said.append(f"Planen bygger också på {join_and(others)}.")
    lacking = [
        words
        for words, there in (
            ("priser", plan.basis.prices),
            ("platser som kommunerna själva har bett om", plan.basis.requests),
            ("kommunernas egna ramar", plan.basis.limits),
        )
        if not there
    ]
    return [*said, *([f"Uppgifter saknas om {join_and(lacking)}."] if lacking else [])]


def _staff(plan: Plan) -> str:
    """From how many municipalities there are staff figures, of which days, and how many answered themselves."""
    if not plan.basis.staff_days:
        return "Planen är gjord utan personaluppgifter: alla platser är öppna."
    first, last = min(plan.basis.staff_days), max(plan.basis.staff_days)
    days = date_long(first) if first == last else f"{date_long(first)} till {date_long(last)}"
    some, members = plan.basis.answered, len(plan.basis.members)
    answered = f"alla {members}" if some == members > 1 else f"{some} av {members}" if some else "ingen"
    return (
        f"Personaluppgifter från {plan.with_figures} av {count_of(members, 'kommun')}, {days}; {answered} har svarat "
        "själva."
    )


def _others(plan: Plan) -> list[tuple[str, list[Source]]]:
    """What there is beside the staff figures, each with the cells that it is read from."""
    basis = plan.basis
    asking = count_of(len({each.municipality_code for each in basis.requests}), "kommun")
    found = [
        ("kurskatalogen", [line.stated.source for line in basis.lines]),
        ("genomförda kurser", [each.held.source for each in basis.ties]),
        (f"listor över deltagande {_years(plan)}", [each.source for each in basis.taken]),
        ("avgångar och nyanställningar", [each.source for each in basis.movements]),
        (f"platser som {asking} har bett om", [each.source for each in basis.requests]),
        ("kurspriser", [each.price.source for each in basis.prices]),
        ("åtaganden", [each.source for each in basis.commitments]),
        ("kommunernas ramar", [each.source for each in basis.limits]),
        ("utbildarnas tid", [each.source for each in basis.trainers]),
        ("skollov", [each.source for each in basis.breaks if each.source]),
    ]
    return [(words, sources) for words, sources in found if sources]


def _years(plan: Plan) -> str:
    taken = plan.basis.taken
    if not taken:
        return ""
    return period_in_words(
        min(each.first_day for each in taken).year, max(each.last_day for each in taken).year
    )


def sheets_table(plan: Plan) -> Table:
    """Every sheet that the plan is made from, under what it tells of."""
    found = [("personaluppgifter", list(plan.sources())), *_others(plan)]
    rows = tuple((with_capital(words), _sheets(sources)) for words, sources in found if sources)
    return Table("Bladen som planen är gjord av", (Column("Vad", False), Column("Blad", False)), rows)


def _sheets(sources: Iterable[Source]) -> str:
    places = {str(replace(source.place, cell="")) for source in sources}
    return "; ".join(sorted(places, key=swedish_key))


def take_up_sentence(plan: Plan) -> str:
    """How many of those who need a course take a seat: the assumption that the seats depend on most.

    "" where no seat is reckoned from a need.
    """
    shares = {
        course.need.take_up.share
        for course in plan.courses
        if course.need.state in (State.KNOWN, State.PARTLY) and any(found.seats for found in course.rounds)
    }
    if not shares:
        return ""
    settings = plan.basis.settings
    whose = "kfonds antagande" if settings.take_up == DEFAULTS.take_up else "ur inställningarna"
    assumed = f"{percent(settings.take_up)} ({whose})"
    least, most = min(shares), max(shares)
    if least == most == settings.take_up:
        return f"Av dem som behöver en kurs räknas {assumed} ta en plats när den erbjuds en gång."
    return (
        f"Av dem som behöver en kurs räknas {_span(least, most)} ta en plats när den erbjuds en gång, efter hur det "
        f"har varit, sammanvägt med {assumed}."
    )


def _span(least: Decimal, most: Decimal) -> str:
    first, last = percent(least), percent(most)
    return first if first == last else f"{number(least * 100, 0)}{EN_DASH}{last}"
