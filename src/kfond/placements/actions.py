"""What a coordinator asks of the room: keep rows where that is decided, stop, dispose of them, count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_uppercase
from typing import Any

from sqlmodel import Session, col, func, select

from kfond.db.log import CellKeeper
from kfond.db.settings import settings_of
from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.lists.actions import current_rows
from kfond.lists.figures import ore_in
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.models import Batch, HomeRow, PersonColumn, PlacementRow, ReferralRow, RowsDecision
from kfond.placements.answers_shown import AnswersShown
from kfond.placements.closing import answers_in
from kfond.placements.computed_costs import CareDays, WithComputed, with_computed
from kfond.placements.conflicts import NO_CONFLICTS, Conflicts, conflicts_in
from kfond.placements.costs import costs_of
from kfond.placements.counts_shown import CountsShown
from kfond.placements.daily_amounts import Series, amounts_in, faults_of, spans_cut
from kfond.placements.disposal import DAYS_OF_PARTS, Disposal, dispose, freeze_days, frozen, with_frozen
from kfond.placements.homes import homes_overlaid, homes_tallied
from kfond.placements.merging import merged
from kfond.placements.mixing import Disagreement, Mixed, mixed, mixed_homes
from kfond.placements.reading import homes_of, placements_of, referrals_of
from kfond.placements.referrals import referrals_overlaid, referrals_tallied
from kfond.placements.stated import homes_stated, referrals_stated, stated
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Span, Tallies
from kfond.placements.tallying import spans_of_year, tallied
from kfond.placements.values import AgeGroup, Ending, Home, Kind, Placement, Referral, Step, WayOut
from kfond.provenance import Place, Source
from kfond.registry.actions import municipalities

ROW_TABLES = (PlacementRow, HomeRow, ReferralRow)
"""Where the rows of each of ROWS_OF_CARE are kept."""


@dataclass(frozen=True, slots=True)
class Decision:
    """That rows are kept, or no longer: the number of the case, and the day that it was decided."""

    is_on: bool
    decision: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known by rows, in the order of the files."""

    placements: tuple[Placement, ...]
    homes: tuple[Home, ...]
    referrals: tuple[Referral, ...]


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
    rows = tuple(each for each in kept_rows(session).placements if each.municipality_code in codes)
    by_rows = with_frozen(tallied(rows, count_end_day=settings.count_end_day == "yes"), frozen(session))
    by_rows = Tallies({spot: tally for spot, tally in by_rows if spot.municipality_code in codes})
    counts = (row for row in current_rows(session, "placements") if row.municipality_code in codes)
    together = mixed(by_rows, stated(counts))
    statistics = Statistics(together.tallies, settings.smallest_shown, _days_of_parts(session, rows))
    return Told(statistics, together.disagreements, merged(rows).notices)


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
    kept = frozen(session, DAYS_OF_PARTS)
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
    k, files = settings_of(session).smallest_shown, _files(session)
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
            *(("home_rows", each) for each in homes_overlaid(_homes(session, files)).notices),
            *(("referral_rows", each) for each in referrals_overlaid(_referrals(session, files)).notices),
        ),
    )
    return Care(
        told.statistics if told.statistics.tallies.by_spot else None,
        CountsShown(homes.tallies, k) if homes.tallies.by_spot else None,
        CountsShown(referrals.tallies, k) if referrals.tallies.by_spot else None,
        AnswersShown(answers, k) if answers else None,
        found,
    )


def dispose_of_placements(session: Session, before: date) -> Disposal:
    """Deletes the rows of placements that ended before 1 January of a year; the statistics stay as they are.

    Raises Refusal (exit 3) where placements that started before are not followed for 24 months yet.
    """
    rows = list(_in_order(session, PlacementRow))
    placements = {row.id: each for row, each in zip(rows, kept_rows(session).placements, strict=True)}
    count_end_day = settings_of(session).count_end_day == "yes"
    days = _days_of_parts(session, placements.values())
    done = dispose(session, placements, before, count_end_day=count_end_day)
    freeze_days(session, days, _days_of_parts(session, kept_rows(session).placements))
    return done


def decision_in_force(session: Session) -> Decision | None:
    """The latest decision about rows; None where there is none, and no row is kept."""
    found = session.exec(select(RowsDecision).order_by(col(RowsDecision.id).desc())).first()
    return Decision(found.is_on, found.decision, found.decided_on) if found else None


def require_decision_to_keep_rows(session: Session, instead: str) -> None:
    """Refuses (exit 3) to ask for rows where nobody has decided to keep any; `instead` asks for counts."""
    decision = decision_in_force(session)
    if decision is None or not decision.is_on:
        raise data_refusal(
            say(
                "A row for each placement, home or referral may not be asked for: nobody has decided to keep any."
            ),
            say(
                "Ask for counts instead ({counts}), or decide it: {command} NUMBER.",
                counts=instead,
                command="kfond placements rows --on --decision",
            ),
        )


def rows_that_tell(session: Session, kind: str, span: Span) -> Mapping[str, int]:
    """How many rows of a kind are of lists that speak of all of a time, by municipality; of homes under ""."""
    table: Any = dict(zip(ROWS_OF_CARE, ROW_TABLES, strict=True))[kind]
    query = select(table).where(table.known_from <= span.first, table.known_to >= span.last)
    return Counter(getattr(row, "municipality_code", ALL) for row in session.exec(query))


def decide_on_rows(session: Session, decision: Decision, at: datetime) -> None:
    """Keeps a decision that rows are kept from now on, or no longer. Rows that are there stay until disposed of."""
    session.add(
        RowsDecision(is_on=decision.is_on, decision=decision.decision, decided_on=decision.decided_on, at=at)
    )
    session.flush()


def record_rows_of_care(
    session: Session,
    batch: Batch,
    cells: CellKeeper,
    kind: str,
    rows: Sequence[Row],
    headings: Mapping[str, Source],
) -> None:
    """Keeps the rows of a list of placements, homes or referrals; of their cells only the headings are kept.

    Raises Refusal (exit 3) where no decision says that rows are kept.
    """
    decision = decision_in_force(session)
    if decision is None or not decision.is_on:
        raise Refusal(
            ExitCode.DATA,
            Problem(
                Place(batch.file, rows[0].source.place.sheet) if rows else None,
                say(
                    "The sheet has a row for each placement, home or referral; nobody has decided to keep any."
                ),
                say(
                    "Send counts instead ({form}), or decide it: {command} NUMBER.",
                    form="kfond import --template placements",
                    command="kfond placements rows --on --decision",
                ),
            ),
        )
    assert batch.id is not None
    sheet = rows[0].source.place.sheet if rows else ""
    session.add_all(
        PersonColumn(batch_id=batch.id, sheet=sheet, field=field, cell_id=cells.key_of(heading))
        for field, heading in headings.items()
    )
    if kind == "placement_rows":
        session.add_all(_placement_row(batch.id, sheet, each) for each in placements_of(rows))
    elif kind == "home_rows":
        session.add_all(_home_row(batch.id, sheet, each) for each in homes_of(rows))
    else:
        session.add_all(_referral_row(batch.id, sheet, each) for each in referrals_of(rows))
    session.flush()


def kept_rows(session: Session) -> Kept:
    """Every row that is kept, in the order of the files; of two that tell of the same number the later one holds."""
    files = _files(session)
    return Kept(
        tuple(_placement(row, files[row.batch_id]) for row in _in_order(session, PlacementRow)),
        _homes(session, files),
        _referrals(session, files),
    )


def home_tallies(session: Session) -> Mixed:
    """What is known of homes by rows and by counts, and where the two disagree."""
    by_rows = homes_tallied(_homes(session, _files(session)))
    return mixed_homes(by_rows, homes_stated(current_rows(session, "homes")))


def referral_tallies(session: Session) -> Mixed:
    """What is known of referrals by rows and by counts, and where the two disagree."""
    by_rows = referrals_tallied(_referrals(session, _files(session)))
    return mixed(by_rows, referrals_stated(current_rows(session, "referrals")))


def numbers_of_rows(session: Session) -> dict[str, int]:
    """How many rows of each kind of list are kept."""
    return {
        kind: session.exec(select(func.count()).select_from(table)).one()
        for kind, table in zip(ROWS_OF_CARE, ROW_TABLES, strict=True)
    }


def _files(session: Session) -> Mapping[int | None, str]:
    return {batch.id: batch.file for batch in session.exec(select(Batch))}


def _homes(session: Session, files: Mapping[int | None, str]) -> tuple[Home, ...]:
    return tuple(_home(row, files[row.batch_id]) for row in _in_order(session, HomeRow))


def _referrals(session: Session, files: Mapping[int | None, str]) -> tuple[Referral, ...]:
    return tuple(_referral(row, files[row.batch_id]) for row in _in_order(session, ReferralRow))


def _in_order(session: Session, table: Any) -> Iterable[Any]:
    return session.exec(select(table).order_by(table.id))


def _placement_row(batch_id: int, sheet: str, placement: Placement) -> PlacementRow:
    return PlacementRow(
        batch_id=batch_id,
        sheet=sheet,
        row=_row_in(placement.source),
        municipality_code=placement.municipality_code,
        kind=placement.kind.value,
        number=placement.number,
        child=placement.child or None,
        home=placement.home or None,
        start_day=placement.start,
        planned_end=placement.planned_end,
        end_day=placement.end,
        ending=placement.ending.value if placement.ending else None,
        age_group=placement.age_group.value if placement.age_group else None,
        had_training=placement.had_training,
        known_from=placement.known_from,
        known_to=placement.known_to,
    )


def _placement(row: PlacementRow, file: str) -> Placement:
    return Placement(
        municipality_code=row.municipality_code,
        kind=Kind(row.kind),
        child=row.child or "",
        home=row.home or "",
        start=row.start_day,
        planned_end=row.planned_end,
        end=row.end_day,
        ending=Ending(row.ending) if row.ending else None,
        age_group=AgeGroup(row.age_group) if row.age_group else None,
        had_training=row.had_training,
        known_from=row.known_from,
        known_to=row.known_to,
        source=_source(file, row.sheet, row.row),
        number=row.number,
    )


def _home_row(batch_id: int, sheet: str, home: Home) -> HomeRow:
    return HomeRow(
        batch_id=batch_id,
        sheet=sheet,
        row=_row_in(home.source),
        home=home.home,
        kind=home.kind.value,
        interest=home.steps.get(Step.INTEREST),
        assessment=home.steps.get(Step.ASSESSMENT),
        assessed=home.steps.get(Step.ASSESSED),
        trained=home.steps.get(Step.TRAINED),
        banked=home.steps.get(Step.BANKED),
        placed=home.steps.get(Step.PLACED),
        left_on=home.left,
        way_out=home.way_out.value if home.way_out else None,
        is_mentor=home.is_mentor,
        mentored_from=home.mentored_from,
        contracted_from=home.contracted_from,
        contracted_to=home.contracted_to,
        known_from=home.known_from,
        known_to=home.known_to,
    )


def _home(row: HomeRow, file: str) -> Home:
    return Home(
        home=row.home,
        kind=Kind(row.kind),
        steps={step: day for step in Step if (day := getattr(row, step.value))},
        left=row.left_on,
        way_out=WayOut(row.way_out) if row.way_out else None,
        is_mentor=row.is_mentor,
        mentored_from=row.mentored_from,
        contracted_from=row.contracted_from,
        contracted_to=row.contracted_to,
        known_from=row.known_from,
        known_to=row.known_to,
        source=_source(file, row.sheet, row.row),
    )


def _referral_row(batch_id: int, sheet: str, referral: Referral) -> ReferralRow:
    return ReferralRow(
        batch_id=batch_id,
        sheet=sheet,
        row=_row_in(referral.source),
        municipality_code=referral.municipality_code,
        kind=referral.kind.value,
        number=referral.number,
        asked=referral.asked,
        matched=referral.matched,
        closed=referral.closed,
        known_from=referral.known_from,
        known_to=referral.known_to,
    )


def _referral(row: ReferralRow, file: str) -> Referral:
    return Referral(
        municipality_code=row.municipality_code,
        kind=Kind(row.kind),
        asked=row.asked,
        matched=row.matched,
        closed=row.closed,
        known_from=row.known_from,
        known_to=row.known_to,
        source=_source(file, row.sheet, row.row),
        number=row.number,
    )


def _row_in(source: Source) -> int:
    """The number of the row that a cell stands in."""
    return int(source.place.cell.lstrip(ascii_uppercase))


def _source(file: str, sheet: str, row: int) -> Source:
    """The row by its first cell; nothing of what it holds."""
    return Source(Place(file, sheet, f"A{row}"), "")
