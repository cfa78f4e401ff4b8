"""What came of the targets of an application: computed where kfond can, stated by hand where somebody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from kfond.activities.actions import rounds_of
from kfond.activities.reading import KIND as ACTIVITIES
from kfond.activities.reading import activities_in
from kfond.catalogue.actions import catalogue
from kfond.catalogue.participations import JOINT, taken_of
from kfond.db.settings import settings_of
from kfond.funding.application import Application
from kfond.funding.application_keys import PROJECT
from kfond.funding.judging import is_contradicted
from kfond.funding.measures import MEASURES
from kfond.funding.measures.values import Facts
from kfond.funding.targets import Outcome, Target
from kfond.funding.units import factor
from kfond.lists.actions import current_rows
from kfond.models import FundingOutcome
from kfond.placements.actions import statistics_of
from kfond.staffing.actions import current_returns
from kfond.staffing.boxes import staff_of, sum_of
from kfond.staffing.movements import KIND as MOVEMENTS
from kfond.staffing.movements import movements_of

INDICATORS = "indicators"
NOT_STATED = "utfallet är inte angivet"


def facts_of(session: Session) -> Facts:
    """All that the measures count, as it is known now. Participations are those of courses held together."""
    heads_per_post = settings_of(session).heads_per_post

    def heads_on(area: str, on: date) -> Mapping[str, Decimal]:
        staff = staff_of(current_returns(session, on), area, heads_per_post)
        totals = {code: sum_of(bands.values()).best for code, bands in staff.items()}
        return {code: total for code, total in totals.items() if total is not None}

    taken = taken_of(current_rows(session, JOINT), catalogue(session).lines).found
    return Facts(
        taken=taken,
        activities=activities_in(current_rows(session, ACTIVITIES)),
        indicators=tuple(current_rows(session, INDICATORS)),
        movements=movements_of(current_rows(session, MOVEMENTS)),
        heads_on=heads_on,
        statistics=statistics_of(session),
        surveys=rounds_of(session),
        smallest=settings_of(session).smallest_shown,
    )


def outcomes(
    session: Session, application: Application, number: int, until: date
) -> tuple[tuple[Target, Outcome], ...]:
    """Each target with what came of it until a day: what was stated last by then, with what kfond computes beside
    it, else what kfond computes alone.

    `number` is that of the application in the database.
    """
    facts = facts_of(session)
    stated = _stated(session, number, until)
    found = []
    for target in application.targets:
        measured, said = computed(target, application, facts, until), stated.get(target.key)
        if said is None:
            found.append((target, measured))
        else:
            found.append((target, said if measured.value is None else replace(said, measured=measured)))
    return tuple(found)


def contradictions(
    session: Session, application: Application, number: int, until: date
) -> tuple[tuple[Target, Outcome], ...]:
    """The targets of which somebody has stated something else than kfond computes, as known on a day."""
    stated = _stated(session, number, until)
    if not any(target.key in stated and target.measure in MEASURES for target in application.targets):
        return ()  # what all measures count takes seconds to gather
    found = outcomes(session, application, number, until)
    return tuple((target, outcome) for target, outcome in found if is_contradicted(target, outcome))


def computed(target: Target, application: Application, facts: Facts, until: date) -> Outcome:
    """What kfond computes of a target: over its phase where it has one, else over the application's time.

    What is to show later than the project is seen until it is due, after the project's end too.
    """
    measure = MEASURES.get(target.measure)
    if measure is None:
        return Outcome(target.key, until, None, None, NOT_STATED, (), is_stated=False)
    if strange := sorted(target.filters.keys() - measure.filters.keys()):
        why = f"måttet avgränsas inte med {', '.join(strange)}"
        return Outcome(target.key, until, None, None, why, (), is_stated=False)
    phase = next((each for each in application.phases if each.key == target.phase), None)
    start = phase.start if phase and phase.start else application.start
    if start is None:
        return Outcome(target.key, until, None, None, "starten är inte känd", (), is_stated=False)
    ends = application.end if target.horizon == PROJECT else None
    last = min(day for day in (until, target.due, ends) if day)
    found = measure.compute(facts, (start, last), target.filters)
    times = factor(found.unit or measure.unit, target.unit)
    if times is None:
        measured_in = found.unit or measure.unit
        why = f"måttet räknas i ”{measured_in}” och målet i ”{target.unit}”, som inte går att jämföra"
        return Outcome(target.key, last, None, None, why, (), is_stated=False)
    value, low, high = (
        None if each is None else each * times for each in (found.value, found.low, found.high)
    )
    return Outcome(
        target.key,
        last,
        value,
        None,
        found.why,
        found.sources,
        is_stated=False,
        basis=found.basis,
        low=low,
        high=high,
    )


def stated_targets(session: Session, number: int) -> frozenset[str]:
    """The keys of the targets of an application of which somebody has stated what came."""
    return frozenset(_stated(session, number, date.max))


def _stated(session: Session, number: int, until: date) -> Mapping[str, Outcome]:
    """The outcome of each target that was stated last, of those of a day until then."""
    rows: Iterable[FundingOutcome] = session.exec(
        select(FundingOutcome)
        .where(
            FundingOutcome.application_id == number,
            col(FundingOutcome.undone_at).is_(None),
            FundingOutcome.on_day <= until,
        )
        .order_by(col(FundingOutcome.on_day), col(FundingOutcome.id))
    )
    return {row.target: _outcome(row) for row in rows}


def _outcome(row: FundingOutcome) -> Outcome:
    women, men = _exact(row.women), _exact(row.men)
    return Outcome(
        target=row.target,
        on=row.on_day,
        value=_exact(row.value),
        reached=row.reached,
        why=row.explanation,
        sources=(),
        is_stated=True,
        evidence=row.evidence,
        by_sex=None if women is None and men is None else (women, men),
    )


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def keep_outcome(session: Session, number: int, outcome: Outcome, entry: int) -> None:
    """Keeps an outcome that somebody states."""
    women, men = outcome.by_sex or (None, None)
    session.add(
        FundingOutcome(
            application_id=number,
            target=outcome.target,
            on_day=outcome.on,
            value=_as_text(outcome.value),
            reached=outcome.reached,
            women=_as_text(women),
            men=_as_text(men),
            evidence=outcome.evidence,
            explanation=outcome.why,
            entry_id=entry,
        )
    )
    session.flush()


def _as_text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
