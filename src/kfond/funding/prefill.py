"""What kfond knows already when an application begins, gathered from the rooms that know it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from kfond.catalogue.actions import catalogue
from kfond.db.settings import settings_of
from kfond.errors import Refusal
from kfond.funding.known import Known, KnownGroup, KnownRound
from kfond.messages import Message
from kfond.models import Association, PublishedReport
from kfond.periods import Term
from kfond.plan.actions import proposal
from kfond.plan.outlines import KEY
from kfond.plan.refusals import young_enough
from kfond.registry.actions import municipalities
from kfond.registry.members import Member
from kfond.staffing.actions import current_returns
from kfond.staffing.boxes import staff_of, sum_of
from kfond.staffing.returns import Measure, Return


def known_for(session: Session, first_year: int, last_year: int, today: date) -> Known:
    """What is known for an application about some years, as of today or the day before them, the earlier.

    The courses are those of the plan adopted last for just these years, else of a proposal. Staff figures that are too
    old for a plan fill in nothing. Raises Refusal as `proposal` does where the demands contradict each other.
    """
    start, end = Term(first_year, 1).start, Term(last_year, 2).end
    on = min(today, start - timedelta(days=1))
    settings = settings_of(session)
    association = session.get(Association, settings.association) if settings.association else None
    members = municipalities(session, settings.association, on) if settings.association else ()
    adopted = _adopted(session, first_year, last_year)
    returns, too_old = _returns(session, on)
    proposed = () if adopted or too_old else _proposed(session, first_year, last_year, today, on)
    return Known(
        applicant=association.name if association else "",
        members=members,
        groups=_groups(session, members, returns),
        rounds=_kept(adopted) if adopted else proposed,
        plan_version=adopted.version if adopted else None,
        start=start,
        end=end,
        too_old=too_old,
    )


def _returns(session: Session, on: date) -> tuple[Sequence[Return], Message | None]:
    """The answers that are young enough for a plan; why there are none, where all of them are too old."""
    try:
        return young_enough(current_returns(session, on), on, settings_of(session))[0], None
    except Refusal as refusal:
        return (), refusal.problems[0].what


def _groups(session: Session, members: Sequence[Member], returns: Sequence[Return]) -> tuple[KnownGroup, ...]:
    codes = {member.code for member in members} or {answer.municipality_code for answer in returns}
    heads_per_post = settings_of(session).heads_per_post
    found = []
    for area in dict.fromkeys(answer.area for answer in returns):
        staff = staff_of(returns, area, heads_per_post)
        days = [answer.as_of for answer in returns if answer.area == area]
        for band in (Measure.BAND_0_2, Measure.BAND_2_5, Measure.BAND_OVER_5):
            boxes = [bands[band] for code, bands in staff.items() if code in codes and band in bands]
            if boxes:
                found.append(KnownGroup(area, band, max(days), sum_of(boxes), len(boxes), len(codes)))
    return tuple(found)


def _adopted(session: Session, first_year: int, last_year: int) -> PublishedReport | None:
    return session.exec(
        select(PublishedReport)
        .where(
            PublishedReport.key == KEY,
            col(PublishedReport.undone_at).is_(None),
            PublishedReport.first_year == first_year,
            PublishedReport.year == last_year,
        )
        .order_by(col(PublishedReport.version).desc())
    ).first()


def _kept(adopted: PublishedReport) -> tuple[KnownRound, ...]:
    courses: Sequence[Mapping[str, Any]] = json.loads(adopted.data)["courses"]
    return tuple(
        KnownRound(
            each["course"],
            each["term"],
            Term.parse(each["term"]).year,
            each["groups"],
            each["seats_total"],
            each["cost_ore"],
        )
        for each in courses
    )


def _proposed(
    session: Session, first_year: int, last_year: int, today: date, on: date
) -> tuple[KnownRound, ...]:
    if not catalogue(session, on).lines:
        return ()
    plan = proposal(session, first_year, last_year, today)
    return tuple(
        KnownRound(
            found.course.name,
            found.term.label,
            found.term.year,
            found.groups,
            found.seats,
            found.cost.total if found.cost else None,
        )
        for found in plan.rounds
    )
