"""What a coordinator asks of the room: count, say what does not agree, dispose of rows.

Whether rows are kept, and what they say, is asked of `keeping`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session

from kfond.db.settings import settings_of
from kfond.errors import Problem
from kfond.lists.actions import current_rows
from kfond.lists.figures import ore_in
from kfond.placements.answers_shown import AnswersShown
from kfond.placements.checks import problems_of
from kfond.placements.closing import answers_in
from kfond.placements.computed_costs import CareDays, WithComputed, with_computed
from kfond.placements.conflicts import NO_CONFLICTS, Conflicts, conflicts_in
from kfond.placements.costs import costs_of
from kfond.placements.counts_shown import CountsShown
from kfond.placements.daily_amounts import Series, amounts_in, faults_of, spans_cut
from kfond.placements.disposal import (
    OF_DAYS,
    OF_HOMES,
    OF_PLACEMENTS,
    OF_REFERRALS,
    Disposal,
    dispose,
    freeze_days,
    frozen,
    with_frozen,
)
from kfond.placements.homes import homes_overlaid, homes_tallied
from kfond.placements.keeping import homes_kept, placements_kept, referrals_kept
from kfond.placements.merging import merged
from kfond.placements.mixing import Disagreement, Mixed, mixed, mixed_homes
from kfond.placements.referrals import referrals_overlaid, referrals_tallied
from kfond.placements.stated import homes_stated, referrals_stated, stated
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Tallies
from kfond.placements.tallying import spans_of_year, tallied
from kfond.placements.values import Placement
from kfond.registry.actions import municipalities


@dataclass(frozen=True, slots=True)
class Told:
    """What may be shown, what counts and rows disagree about, and what does not hang together between lists of rows."""

    statistics: Statistics
    disagreements: tuple[Disagreement, ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """What may be shown, each None where nobody tells of any; and where what was sent does not agree."""

    statistics: Statistics | None = None
    homes: CountsShown | None = None
    referrals: CountsShown | None = None
    closing: AnswersShown | None = None
    conflicts: Conflicts = NO_CONFLICTS


def statistics_of(session: Session) -> Statistics | None:
    """Everything on placements that may be shown; None where nobody tells of any."""
    found = told_of(session).statistics
    return found if found.tallies.by_spot else None


def told_of(session: Session) -> Told:
    """Everything on placements that may be shown, of rows and counts, and what has to be looked at.

    Those who have ever been members of the association are counted; every municipality where none is set.
    """
    settings = settings_of(session)
    codes = {ALL, *(member.code for member in municipalities(session, settings.association))}
    rows = tuple(each for each in placements_kept(session).held.values() if each.municipality_code in codes)
    by_rows = with_frozen(
        tallied(rows, count_end_day=settings.count_end_day == "yes"), frozen(session, OF_PLACEMENTS)
    )
    by_rows = Tallies({spot: tally for spot, tally in by_rows if spot.municipality_code in codes})
    counts = (row for row in current_rows(session, "placements") if row.municipality_code in codes)
    together = mixed(by_rows, stated(counts))
    once = merged(rows)
    return Told(
        Statistics(together.tallies, settings.smallest_shown, _days_of_parts(session, rows)),
        together.disagreements,
        (*once.notices, *problems_of(once.placements)),
    )


def costs_told_of(session: Session) -> WithComputed:
    """Every cost, booked and computed, with what cannot be computed and what is far from what is booked."""
    statistics = told_of(session).statistics
    beside = [row for row in current_rows(session, "placements") if ore_in(row, "cost") is not None]
    booked = {**costs_of(beside), **costs_of(current_rows(session, "placement_costs"))}
    days = CareDays(statistics.tallies, statistics.days_of_parts)
    return with_computed(booked, _amounts(session), days)


def faults_of_amounts(session: Session) -> tuple[Problem, ...]:
    """Amounts a day, of all files together, that hold on the same days, and days without one."""
    return faults_of(_amounts(session))


def _amounts(session: Session) -> Series:
    return amounts_in(current_rows(session, "daily_amounts"))


def _days_of_parts(session: Session, rows: Iterable[Placement]) -> Tallies:
    """Care days by municipality of the parts of tertials in which an amount changes, as far as rows tell them."""
    told = tuple(rows)
    kept = frozen(session, OF_DAYS)
    years = {year for row in told for year in range(row.known_from.year, row.known_to.year + 1)}
    tertials = [span for year in sorted(years) for span in spans_of_year(year)[:3]]
    cut = spans_cut(_amounts(session), tertials)
    count_end_day = settings_of(session).count_end_day == "yes"
    days = tallied(told, cut, count_end_day=count_end_day) if cut else Tallies()
    found = {
        spot: tally for spot, tally in days if spot.measure is Measure.DAYS and spot.municipality_code != ALL
    }
    return Tallies({**found, **kept.by_spot})


def care_of(session: Session) -> Care:
    """Everything on placements, homes, referrals and closing interviews, as it may be shown."""
    k = settings_of(session).smallest_shown
    told, homes, referrals = told_of(session), home_tallies(session), referral_tallies(session)
    answers = answers_in(current_rows(session, "closing_interviews"))
    found = Conflicts(
        (
            *conflicts_in("placements", told.disagreements, k),
            *conflicts_in("homes", homes.disagreements, k),
            *conflicts_in("referrals", referrals.disagreements, k),
        ),
        (
            *(("placement_rows", each) for each in told.notices),
            *(("home_rows", each) for each in homes_overlaid(homes_kept(session).held.values()).notices),
            *(
                ("referral_rows", each)
                for each in referrals_overlaid(referrals_kept(session).held.values()).notices
            ),
        ),
    )
    return Care(
        told.statistics if told.statistics.tallies.by_spot else None,
        CountsShown(homes.tallies, k) if homes.tallies.by_spot else None,
        CountsShown(referrals.tallies, k) if referrals.tallies.by_spot else None,
        AnswersShown(answers, k) if answers else None,
        found,
    )


def dispose_of_rows(session: Session, before: date) -> Disposal:
    """Deletes the rows of what ended before 1 January of a year; the statistics stay as they are.

    Raises Refusal (exit 3) where placements or homes that began before are not followed as long as they are to be.
    """
    by_rule = partial(tallied, count_end_day=settings_of(session).count_end_day == "yes")
    days = _days_of_parts(session, placements_kept(session).held.values())
    done = (
        dispose(session, OF_PLACEMENTS, placements_kept(session), by_rule, before),
        dispose(session, OF_HOMES, homes_kept(session), homes_tallied, before),
        dispose(session, OF_REFERRALS, referrals_kept(session), referrals_tallied, before),
    )
    freeze_days(session, days, _days_of_parts(session, placements_kept(session).held.values()))
    return Disposal(
        before,
        sum(each.gone for each in done),
        sum(each.stay for each in done),
        sum(each.frozen for each in done),
    )


def home_tallies(session: Session) -> Mixed:
    """What is known of homes by rows and by counts, and where the two disagree."""
    by_rows = with_frozen(homes_tallied(homes_kept(session).held.values()), frozen(session, OF_HOMES))
    return mixed_homes(by_rows, homes_stated(current_rows(session, "homes")))


def referral_tallies(session: Session) -> Mixed:
    """What is known of referrals by rows and by counts, and where the two disagree."""
    told = referrals_tallied(referrals_kept(session).held.values())
    by_rows = with_frozen(told, frozen(session, OF_REFERRALS))
    return mixed(by_rows, referrals_stated(current_rows(session, "referrals")))
