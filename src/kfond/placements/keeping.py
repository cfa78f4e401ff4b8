"""Rows of placements, homes and referrals as they are kept: whether they may be, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_uppercase
from typing import Any, Generic, TypeVar

from sqlmodel import Session, col, func, select

from kfond.db.log import CellKeeper
from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.models import Batch, FrozenTally, HomeRow, PersonColumn, PlacementRow, ReferralRow, RowsDecision
from kfond.placements.reading import homes_of, placements_of, referrals_of
from kfond.placements.tallies import ALL, Span
from kfond.placements.values import AgeGroup, Ending, Home, Kind, Placement, Referral, Step, WayOut
from kfond.provenance import Place, Source

_TABLES: tuple[Any, ...] = (PlacementRow, HomeRow, ReferralRow)
"""Where rows are kept, in the order of ROWS_OF_CARE."""
Value = TypeVar("Value", bound=Placement | Home | Referral)


@dataclass(frozen=True, slots=True)
class Decision:
    """That rows are kept, or no longer: the number of the case, and the day that it was decided."""

    is_on: bool
    decision: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Rows(Generic[Value]):
    """Rows of a kind by their key, in the order of the files: those that hold, and those that a later file replaced."""

    held: Mapping[int, Value]
    replaced: Mapping[int, Value]


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


def placements_kept(session: Session) -> Rows[Placement]:
    """Every placement that is kept, as `_rows` says."""
    return _rows(session, PlacementRow, _placement)


def homes_kept(session: Session) -> Rows[Home]:
    """Every home that is kept, as `_rows` says."""
    return _rows(session, HomeRow, _home)


def referrals_kept(session: Session) -> Rows[Referral]:
    """Every referral that is kept, as `_rows` says."""
    return _rows(session, ReferralRow, _referral)


def _rows(session: Session, table: Any, value_of: Callable[[Any, str], Value]) -> Rows[Value]:
    """The rows of a table. A file that comes again under its own name takes the place of what it said of a
    municipality and a time, whatever it has left out; of other files that tell of the same number the later one holds.
    """
    files = {batch.id: batch.file for batch in session.exec(select(Batch))}
    rows: list[Any] = list(session.exec(select(table).order_by(table.id)))
    lists: dict[int, tuple[object, ...]] = {each.id: (files[each.batch_id], *_list_of(each)) for each in rows}
    newest = {lists[each.id]: each.batch_id for each in rows}
    held: dict[int, Value] = {}
    replaced: dict[int, Value] = {}
    for each in rows:
        into = held if newest[lists[each.id]] == each.batch_id else replaced
        into[each.id] = value_of(each, files[each.batch_id])
    return Rows(held, replaced)


def _list_of(row: Any) -> tuple[str, date, date]:
    """Whose list a row is of, and of which time."""
    return getattr(row, "municipality_code", ALL), row.known_from, row.known_to


def is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a file of the same name has taken the place of some list of this batch."""
    kept: tuple[Rows[Any], ...] = (
        placements_kept(session),
        homes_kept(session),
        referrals_kept(session),
    )
    return any(
        rows.replaced.keys() & set(session.exec(select(table.id).where(table.batch_id == batch_id)))
        for table, rows in zip(_TABLES, kept, strict=True)
        if rows.replaced
    )


def years_of_care(session: Session) -> frozenset[int]:
    """The years that lists with rows speak of, those of rows that are gone among them."""
    frozen: Any = FrozenTally
    columns = [*((each.known_from, each.known_to) for each in _TABLES), (frozen.first_day, frozen.last_day)]
    spans = [span for first, last in columns for span in session.exec(select(first, last).distinct())]
    return frozenset(year for first, last in spans for year in range(first.year, last.year + 1))


def rows_that_tell(session: Session, kind: str, span: Span) -> Mapping[str, int]:
    """How many rows of a kind are of lists that speak of all of a time, by municipality; of homes under ""."""
    table: Any = dict(zip(ROWS_OF_CARE, _TABLES, strict=True))[kind]
    query = select(table).where(table.known_from <= span.first, table.known_to >= span.last)
    return Counter(getattr(row, "municipality_code", ALL) for row in session.exec(query))


def numbers_of_rows(session: Session) -> dict[str, int]:
    """How many rows of each kind of list are kept."""
    return {
        kind: session.exec(select(func.count()).select_from(table)).one()
        for kind, table in zip(ROWS_OF_CARE, _TABLES, strict=True)
    }


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
