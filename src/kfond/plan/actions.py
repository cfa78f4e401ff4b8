"""What a coordinator asks of the plan: a proposal for some years."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from kfond.catalogue.actions import catalogue, history
from kfond.db.settings import settings_of
from kfond.errors import Refusal, data_refusal
from kfond.lists.actions import current_rows
from kfond.lists.kinds import SCHOOL_BREAKS
from kfond.messages import say
from kfond.models import Association
from kfond.periods import Term
from kfond.plan.assumptions import remarks_on
from kfond.plan.basis import Basis
from kfond.plan.dates import FOR_ALL, Break
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.registry.actions import municipalities
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.actions import current_returns
from kfond.staffing.boxes import staff_of
from kfond.staffing.returns import Return, SourceKind


def proposal(
    session: Session, first_year: int, last_year: int, today: date, as_of: date | None = None
) -> Plan:
    """The plan for `first_year`-`last_year`, from what was known on `as_of`.

    `as_of` is by default the earlier of today and the day before the first term. Raises Refusal (exit 3)
    when there is no catalogue, or when the staff figures are too old.
    """
    start = Term(first_year, 1).start
    day = as_of or min(today, start - timedelta(days=1))
    settings = settings_of(session)
    lines = catalogue(session, day)
    if not lines.lines:
        raise _no_catalogue(session, day)
    returns = current_returns(session, day)
    _refuse_old(returns, day, settings)
    members = _members(session, settings, start, returns)
    association = session.get(Association, settings.association) if settings.association else None
    codes = {member.code for member in members}
    held = history(session, day)
    areas = dict.fromkeys(answer.area for answer in returns)
    return propose(
        Basis(
            first_year=first_year,
            last_year=last_year,
            as_of=day,
            association=association.name if association else "",
            members=members,
            lines=lines.lines,
            needs=lines.needs,
            ties=held.ties,
            totals=held.totals,
            staff={area: staff_of(returns, area, settings.heads_per_post) for area in areas},
            staff_days=tuple(answer.as_of for answer in returns),
            remarks=remarks_on(returns, settings.heads_per_post),
            answered=len(
                {a.municipality_code for a in returns if a.source_kind is not SourceKind.REPORT} & codes
            ),
            settings=settings,
        )
    )


def stated_breaks(session: Session) -> tuple[Break, ...]:
    """The school breaks that lists have stated; one of no single municipality is everybody's."""
    return tuple(
        Break(row.municipality_code or FOR_ALL, row.name, row.first_day, row.last_day)
        for row in current_rows(session, SCHOOL_BREAKS)
        if row.first_day and row.last_day
    )


def _no_catalogue(session: Session, day: date) -> Refusal:
    later = catalogue(session).lines
    if later:
        return data_refusal(
            say(
                "The course catalogue entered in {term}, later than {day}.",
                term=later[0].entered.label,
                day=day,
            ),
            say("Plan a later year, or from a later day (--as-of)."),
        )
    return data_refusal(
        say("There is no course catalogue yet."),
        say(
            "Import a sheet with the headings Område, Band, Kurs and Frekvens (kfond import FILE); kfond demo writes "
            "one to start from."
        ),
    )


def _members(
    session: Session, settings: Settings, on: date, returns: tuple[Return, ...]
) -> tuple[Member, ...]:
    """The municipalities of the plan: the association's members, else those that have answered."""
    if settings.association:
        return municipalities(session, settings.association, on)
    answered = {answer.municipality_code for answer in returns}
    return tuple(member for member in municipalities(session, "") if member.code in answered)


def _refuse_old(returns: tuple[Return, ...], day: date, settings: Settings) -> None:
    newest = max((answer.as_of for answer in returns), default=None)
    if newest is None:
        return
    months = (day.year - newest.year) * 12 + day.month - newest.month
    if months > settings.refuse_after_months:
        raise data_refusal(
            say(
                "The newest staff figures are from {day}, {months} months before the plan.",
                day=newest,
                months=months,
            ),
            say(
                "Import newer figures, or accept older ones: kfond settings set refuse_after_months {months}.",
                months=months,
            ),
        )
