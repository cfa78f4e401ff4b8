"""What a plan is made from, gathered from the database: staff, courses, and everything else that sheets have told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from kfond.catalogue.actions import catalogue, history
from kfond.catalogue.lines import Line
from kfond.catalogue.materials import KIND as MATERIAL
from kfond.catalogue.materials import materials_of
from kfond.catalogue.participations import Taken, taken_of
from kfond.catalogue.requests import KIND as NEEDS
from kfond.catalogue.requests import requests_of
from kfond.catalogue.trainers import KIND as TRAINERS
from kfond.catalogue.trainers import trainers_of
from kfond.db.settings import settings_of
from kfond.errors import Refusal, data_refusal
from kfond.lists.actions import current_rows
from kfond.messages import say
from kfond.models import Association, PublishedReport
from kfond.periods import Term, terms_of_years
from kfond.plan.adopted import Adopted, adopted_of
from kfond.plan.asked import Asked
from kfond.plan.assumptions import remarks_on, too_old_to_count
from kfond.plan.basis import Basis
from kfond.plan.breaks import KIND as BREAKS
from kfond.plan.breaks import breaks_of
from kfond.plan.costs.reading import commitments_of, prices_of
from kfond.plan.demands import Written, demands_of, with_earlier
from kfond.plan.forecast.values import Start
from kfond.plan.limits import KIND as LIMITS
from kfond.plan.limits import limits_of
from kfond.plan.outlines import KEY
from kfond.plan.refusals import refuse_areas, refuse_circles, refuse_double_promises, young_enough
from kfond.plan.turnovers import turnovers_of
from kfond.plan.unread import (
    figures_unread,
    names_not_tied,
    prerequisites_unknown,
    prices_unread,
    requests_unread,
)
from kfond.registry.actions import municipalities
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.actions import current_returns, days_with_figures
from kfond.staffing.boxes import Box, staff_of, sum_of, total_box
from kfond.staffing.movements import KIND as MOVEMENTS
from kfond.staffing.movements import movements_of
from kfond.staffing.returns import Measure, Return, SourceKind

NOBODY = Decimal(0)


def basis_of(
    session: Session,
    first_year: int,
    last_year: int,
    today: date,
    as_of: date | None,
    areas: Sequence[str],
    written: Written,
) -> Basis:
    """All that the plan is made from, as known on its day."""
    start = Term(first_year, 1).start
    day = as_of or min(today, start - timedelta(days=1))
    settings = settings_of(session)
    known = catalogue(session, day)
    if not known.lines:
        raise _no_catalogue(session, day)
    refuse_areas(areas, tuple(dict.fromkeys(line.stated.area for line in known.lines)))
    returns, too_old = young_enough(current_returns(session, day), day, settings)
    members = _members(session, settings, start, returns)
    association = session.get(Association, settings.association) if settings.association else None
    codes = {member.code for member in members}
    refuse_circles(known.lines)
    held = history(session, day)
    in_areas = dict.fromkeys(answer.area for answer in returns)
    terms = terms_of_years(first_year, last_year)
    adopted = _adopted(session, first_year, last_year)
    earlier = (adopted.pins, adopted.skips) if adopted else ((), ())
    pins, skips = with_earlier(demands_of(written, known.lines, terms), earlier, written, known.lines, terms)
    taken = taken_by_lists(session, known.lines)
    prices = prices_of(current_rows(session, "prices"), known.lines)
    commitments = commitments_of(current_rows(session, "commitments"), known.lines)
    refuse_double_promises(commitments.found)
    requests = requests_of(current_rows(session, NEEDS), known.lines)
    trainers = trainers_of(current_rows(session, TRAINERS), known.lines)
    unknown = (*prices.unknown, *commitments.unknown, *requests.unknown, *trainers.unknown)
    moved = tuple(one for one in movements_of(current_rows(session, MOVEMENTS)) if one.last_day <= day)
    before = tuple(row for row in taken if row.last_day <= day)
    return Basis(
        asked=Asked(first_year, last_year, day, tuple(areas), pins, skips),
        association=association.name if association else "",
        members=members,
        lines=known.lines,
        needs=known.needs,
        ties=held.ties,
        totals=held.totals,
        staff={area: staff_of(returns, area, settings.heads_per_post) for area in in_areas},
        starts=starts_of(returns, settings, codes),
        snapshots=_snapshots_before(session, returns, settings, codes),
        earlier=_earlier(session, before, settings),
        movements=moved,
        turnovers=turnovers_of(moved, lambda area, on: _heads_on(session, area, on, settings)),
        taken=before,
        requests=requests.found,
        prices=prices.found,
        commitments=commitments.found,
        trainers=trainers.found,
        limits=limits_of(current_rows(session, LIMITS)),
        breaks=breaks_of(current_rows(session, BREAKS)),
        materials=materials_of(current_rows(session, MATERIAL)),
        adopted=adopted,
        adopted_before=_adopted_before(session, first_year),
        staff_days=tuple(answer.as_of for answer in returns),
        remarks=(
            *too_old_to_count(too_old, day),
            *remarks_on(returns, settings.heads_per_post),
            *figures_unread([a for a in returns if a.municipality_code in codes], settings.heads_per_post),
            *names_not_tied(unknown),
            *prerequisites_unknown(known.lines),
            *requests_unread(requests.found),
            *prices_unread(prices.found),
        ),
        answered=len(
            {a.municipality_code for a in returns if a.source_kind is not SourceKind.REPORT} & codes
        ),
        settings=settings,
    )


def taken_by_lists(session: Session, lines: Sequence[Line] | None = None) -> tuple[Taken, ...]:
    """The rows of every list of participants, tied to the courses of `lines` (today's catalogue where None)."""
    known = catalogue(session).lines if lines is None else lines
    rows = (*current_rows(session, "participations"), *current_rows(session, "local_training"))
    return taken_of(rows, known).found


def starts_of(returns: Sequence[Return], settings: Settings, codes: set[str]) -> tuple[Start, ...]:
    """What each municipality had in each area, its units added up, ready to be carried forward."""
    by_place: dict[tuple[str, str], list[Return]] = {}
    for answer in returns:
        if answer.municipality_code in codes:
            by_place.setdefault((answer.area, answer.municipality_code), []).append(answer)
    found = []
    for (area, code), answers in sorted(by_place.items()):
        bands = staff_of(answers, area, settings.heads_per_post).get(code, {})
        if bands:
            total = sum_of(total_box(answer, settings.heads_per_post) for answer in answers)
            vacancies = sum_of(_vacancies(answer) for answer in answers)
            found.append(Start(code, area, max(answer.as_of for answer in answers), bands, total, vacancies))
    return tuple(found)


def _snapshots_before(
    session: Session, returns: Sequence[Return], settings: Settings, codes: set[str]
) -> tuple[Start, ...]:
    """The snapshot before that of `returns`, of each place whose units were the same then."""
    now = _units_of(returns)
    newest = {(start.area, start.code): start.as_of for start in starts_of(returns, settings, codes)}
    found: dict[tuple[str, str], Start] = {}
    for on in reversed(days_with_figures(session)):
        if len(found) == len(newest):
            break
        before = current_returns(session, on)
        then = _units_of(before)
        for start in starts_of(before, settings, codes):
            place = (start.area, start.code)
            is_older = place in newest and start.as_of < newest[place]
            if is_older and place not in found and then[place] == now[place]:
                found[place] = start
    return tuple(found[place] for place in sorted(found))


def _units_of(returns: Sequence[Return]) -> Mapping[tuple[str, str], frozenset[str]]:
    """The units that are in the returns of each area and municipality."""
    units: dict[tuple[str, str], set[str]] = {}
    for answer in returns:
        units.setdefault((answer.area, answer.municipality_code), set()).add(answer.unit)
    return {place: frozenset(names) for place, names in units.items()}


def _vacancies(answer: Return) -> Box:
    from kfond.staffing.boxes import box_of

    stated = answer.stated(Measure.VACANCIES)
    return box_of(stated.reading, stated.source) if stated else Box(NOBODY, None, None, ())


def _earlier(
    session: Session, taken: Sequence[Taken], settings: Settings
) -> Mapping[tuple[str, Term], Mapping[str, Mapping[Measure, Decimal]]]:
    """The staff at the start of every term in which something was held, as known then."""
    found: dict[tuple[str, Term], Mapping[str, Mapping[Measure, Decimal]]] = {}
    for term in sorted({Term.containing(row.first_day) for row in taken if not row.is_local}):
        returns = current_returns(session, term.start)
        for area in sorted({answer.area for answer in returns}):
            found[area, term] = {
                code: {band: box.best for band, box in bands.items() if box.best is not None}
                for code, bands in staff_of(returns, area, settings.heads_per_post).items()
            }
    return found


def _heads_on(session: Session, area: str, on: date, settings: Settings) -> Mapping[str, Decimal]:
    """The employees of an area as known on a day, by municipality; one with a band that is not known is left out."""
    found = {}
    for code, bands in staff_of(current_returns(session, on), area, settings.heads_per_post).items():
        total = sum_of(bands.values()).best
        if total is not None:
            found[code] = total
    return found


def _adopted(session: Session, first_year: int, last_year: int) -> Adopted | None:
    """The plan adopted last of those that have any of these years in them."""
    row = session.exec(
        select(PublishedReport)
        .where(
            PublishedReport.key == KEY,
            col(PublishedReport.undone_at).is_(None),
            col(PublishedReport.first_year) <= last_year,
            col(PublishedReport.year) >= first_year,
        )
        .order_by(col(PublishedReport.entry_id).desc())
    ).first()
    return adopted_of(json.loads(row.data), row.version) if row else None


def _adopted_before(session: Session, first_year: int) -> Mapping[Term, Adopted]:
    """The plan that was adopted last for each term before a year."""
    rows = session.exec(
        select(PublishedReport)
        .where(
            PublishedReport.key == KEY,
            col(PublishedReport.undone_at).is_(None),
            col(PublishedReport.first_year) < first_year,
        )
        .order_by(col(PublishedReport.entry_id))
    )
    found: dict[Term, Adopted] = {}
    for row in rows:
        adopted = adopted_of(json.loads(row.data), row.version)
        found |= {term: adopted for term in adopted.terms if term.year < first_year}
    return found


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
