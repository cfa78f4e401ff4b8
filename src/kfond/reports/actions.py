"""What a coordinator asks of the reports: the report of a year, and the figures behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from kfond.catalogue.actions import History, catalogue, history, periods_held
from kfond.db.settings import settings_of
from kfond.errors import Refusal, data_refusal
from kfond.funding.actions import cases
from kfond.funding.life import State
from kfond.funding.measures import MEASURES
from kfond.funding.measuring import computed, facts_of
from kfond.lists.actions import current_rows, years_of_rows
from kfond.lists.kinds import KINDS
from kfond.messages import say
from kfond.periods import Tertial
from kfond.placements.actions import care_of
from kfond.placements.keeping import years_of_care
from kfond.provenance import Figure, Source
from kfond.registry.actions import association_named, municipalities
from kfond.registry.members import Member
from kfond.reports.annual.kinds import ANNUAL, REPORT_KINDS, TERTIAL, ReportKind
from kfond.reports.annual.material import FrozenTertial, Material
from kfond.reports.annual.report import Report, build
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.funding.follow_up import figure_of
from kfond.reports.publishing.actions import Series, latest
from kfond.reports.publishing.corrections import corrections
from kfond.reports.publishing.words import publishable, told
from kfond.staffing.actions import current_returns, days_with_figures
from kfond.staffing.returns import Definition, Return


def report_of(
    session: Session,
    year: int,
    kind: ReportKind = ANNUAL,
    first_year: int | None = None,
    is_published: bool = False,
    tertial: Tertial | None = None,
) -> Report:
    """The report of a kind of the years from `first_year` (the same year where None) to `year`, or of a `tertial`.

    It repeats what a document may repeat of its cells, which is less where it `is_published`. Raises Refusal
    (exit 3), naming the years that have data, where `year` has none.
    """
    if year not in years_with_data(session):
        raise _no_data(session, year)
    material = _material(session, year, first_year or year)
    material = replace(material, tertial=tertial) if tertial else _with_frozen(session, material)
    return told(build(publishable(material) if is_published else material, kind), is_published)


def traced_figures(session: Session, report: Report) -> tuple[Figure, ...]:
    """The figures of a report with their cells as typed, whatever its document repeats of them."""
    material = _material(session, report.year, report.first_year)
    if report.tertial:
        return build(replace(material, tertial=report.tertial), report.kind).stated
    return build(_with_frozen(session, material), report.kind).stated


def years_with_data(session: Session) -> tuple[int, ...]:
    """The years of staff returns, of rows of lists, of placements and homes, and of courses held, oldest first."""
    years = {day.year for day in days_with_figures(session)} | years_of_rows(session) | years_of_care(session)
    for first, last in periods_held(session):
        years.update(range(first, last + 1))
    return tuple(sorted(years))


def newest_whole_year(session: Session, today: date) -> int:
    """The newest year with data that has ended before `today`. Raises Refusal (exit 3) where there is none."""
    ended = [year for year in years_with_data(session) if year < today.year]
    if not ended:
        raise _no_data(session, today.year - 1)
    return ended[-1]


def figures_of(session: Session, year: int) -> tuple[Figure, ...]:
    """Every figure of `year` that can be traced, over all FIGURE_MAKERS.

    Raises Refusal (exit 3), naming the years that have data, where there are none.
    """
    figures = tuple(figure for maker in FIGURE_MAKERS for figure in maker(session, year))
    if not figures:
        raise _no_data(session, year)
    return figures


def report_figures(session: Session, year: int) -> tuple[Figure, ...]:
    """The figures of every kind of report of the year, each once; none where the year has no data."""
    if year not in years_with_data(session):
        return ()
    sections = {section.key: section for kind in REPORT_KINDS.values() for section in kind.sections}
    every = replace(ANNUAL, sections=tuple(sections.values()))
    material = _material(session, year, year)
    figures = [
        *build(_with_frozen(session, material), every).figures,
        *(
            figure
            for tertial in tertials_of(year)
            for figure in build(replace(material, tertial=tertial), TERTIAL).figures
        ),
    ]
    return tuple({figure.id: figure for figure in figures}.values())


def cell_figures(session: Session, year: int) -> tuple[Figure, ...]:
    """Every single figure of the staffing sheets known at the end of `year`, each with its one cell."""
    if year not in years_with_data(session):
        return ()
    returns = current_returns(session, on=date(year, 12, 31))
    return StaffCells([answer for answer in returns if answer.as_of.year >= year - 1]).figures


def follow_up_figures(session: Session, year: int) -> tuple[Figure, ...]:
    """Every number that kfond computes for the follow-up of an application begun by `year`, as known on its last day.

    Also where something else is stated, and then stands in the report.
    """
    counted = [
        (case.key, application, target)
        for case in cases(session)
        if (application := case.application(State.COMPLETED, State.SUBMITTED)).start
        and application.start.year <= year
        for target in application.targets
        if target.measure in MEASURES
    ]
    if not counted:
        return ()  # what the measures count takes seconds to gather
    facts, until = facts_of(session), date(year, 12, 31)
    return tuple(
        figure
        for key, application, target in counted
        if (figure := figure_of(target, computed(target, application, facts, until), key))
    )


FIGURE_MAKERS: tuple[Callable[[Session, int], tuple[Figure, ...]], ...] = (
    report_figures,
    cell_figures,
    follow_up_figures,
)
"""Where the figures that can be traced come from: each gives those of a year, () where it has none."""


def _answers(session: Session, association: str, on: date) -> tuple[Return, ...]:
    """The newest returns of the association's members; of everybody where no association is set."""
    answers = current_returns(session, on=on, definition=None)
    if not association:
        return answers
    members = {member.code for member in municipalities(session, association, on)}
    return tuple(answer for answer in answers if answer.municipality_code in members)


def _with_frozen(session: Session, material: Material) -> Material:
    """The material with the reports of its year's tertials that have been fixed, and what is another number today."""
    frozen = []
    for tertial in tertials_of(material.year):
        fixed = latest(session, series_of(TERTIAL, material.year, material.year, tertial))
        if fixed:
            now = build(replace(material, tertial=tertial), TERTIAL)
            frozen.append(
                FrozenTertial(
                    tertial=tertial,
                    version=fixed.version,
                    day=fixed.adoption.on,
                    figures={figure.id: figure for figure in fixed.figures},
                    changed=corrections(fixed.figures, now.stated),
                )
            )
    return replace(material, frozen=tuple(frozen))


def tertials_of(year: int) -> tuple[Tertial, ...]:
    """The three thirds of a year."""
    return tuple(Tertial(year, number) for number in (1, 2, 3))


def series_of(kind: ReportKind, first_year: int, year: int, tertial: Tertial | None = None) -> Series:
    """The versions of a report; those of a tertial are kept apart from those of its year."""
    return Series(f"{kind.key}-{tertial.label}" if tertial else kind.key, first_year, year)


def _material(session: Session, year: int, first_year: int) -> Material:
    last_day = date(year, 12, 31)
    settings, care = settings_of(session), care_of(session)
    answers = _answers(session, settings.association, last_day)
    held = history(session)
    period = _period_of(held, year)
    members = municipalities(session, settings.association, last_day) if settings.association else ()
    return Material(
        year=year,
        first_year=first_year,
        association=association_named(session, settings.association).name if settings.association else "",
        members=frozenset(member.code for member in members),
        returns=tuple(answer for answer in answers if answer.definition is Definition.TABLE),
        reported=tuple(answer for answer in answers if answer.definition is not Definition.TABLE),
        period=period,
        ties=tuple(tie for tie in held.ties if (tie.held.first_year, tie.held.last_year) == period),
        totals=tuple(total for total in held.totals if (total.first_year, total.last_year) == period),
        reservations=_reservations(held, period),
        heads_per_post=settings.heads_per_post,
        smallest_shown=settings.smallest_shown,
        lists={kind: current_rows(session, kind) for kind in KINDS},
        earlier=_earlier(session, settings.association, year),
        catalogue=catalogue(session).lines,
        owners=_owners(session, settings.association, first_year, year),
        names={each.code: each.name for each in municipalities(session, "")},
        statistics=care.statistics,
        homes=care.homes,
        referrals=care.referrals,
        closing=care.closing,
        conflicts=care.conflicts,
        count_end_day=settings.count_end_day == "yes",
    )


def _owners(session: Session, association: str, first_year: int, year: int) -> tuple[Member, ...]:
    """Those who were members on some day of the years; none where no association is set."""
    if not association:
        return ()
    first, last = date(first_year, 1, 1), date(year, 12, 31)
    return tuple(
        member
        for member in municipalities(session, association)
        if (member.member_from is None or member.member_from <= last)
        and (member.member_to is None or member.member_to >= first)
    )


def _earlier(session: Session, association: str, year: int) -> Mapping[int, tuple[Return, ...]]:
    """The returns of each earlier year that has some, the newest of each unit."""
    years = sorted({day.year for day in days_with_figures(session) if day.year < year})
    return {
        each: tuple(
            answer
            for answer in _answers(session, association, date(each, 12, 31))
            if answer.definition is Definition.TABLE and answer.as_of.year == each
        )
        for each in years
    }


def _periods(held: History) -> set[tuple[int, int]]:
    courses = {(tie.held.first_year, tie.held.last_year) for tie in held.ties}
    return courses | {(total.first_year, total.last_year) for total in held.totals}


def _period_of(held: History, year: int) -> tuple[int, int] | None:
    """The shortest period that covers `year`, the latest of those as short: periods are never added up."""
    covering = [(first, last) for first, last in _periods(held) if first <= year <= last]
    return min(covering, key=lambda period: (period[1] - period[0], -period[0]), default=None)


def _reservations(held: History, period: tuple[int, int] | None) -> tuple[Source, ...]:
    """The reservations of the sheets that the period's courses stand on."""
    sheets = {
        (tie.held.source.place.file, tie.held.source.place.sheet)
        for tie in held.ties
        if (tie.held.first_year, tie.held.last_year) == period
    }
    return tuple(said for said in held.reservations if (said.place.file, said.place.sheet) in sheets)


def _no_data(session: Session, year: int) -> Refusal:
    years: Sequence[int] = years_with_data(session)
    return data_refusal(
        say("There is no data for {year}.", year=year),
        say("The years with data are: {years}.", years=tuple(years))
        if years
        else say("Import a sheet first: kfond import FILE."),
    )
