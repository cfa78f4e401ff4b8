"""What a coordinator asks of lists of staff: keep their persons, count them as of a day.

Experience moves with the day: a list of 2017 has others in its bands when it is counted in 2019. Who has left or
come since is not in the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, func, text
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from kfond.db.log import CellKeeper
from kfond.models import Batch, Cell, Municipality, Person, PersonColumn
from kfond.staffing.people import (
    CONSULTANT,
    OTHER_EDUCATION,
    OUTSIDE_POSTS,
    SOCIAL_WORK_DEGREE,
    VACANT,
    People,
    PersonRow,
    years_before,
)
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated
from kfond.staffing.tallies import CELLS_NAMED, Tally, reading_of, source_of

ROWS_AT_A_TIME = 5_000

_CODE, _AREA, _DAY, _BATCH = (
    col(Person.municipality_code),
    col(Person.area),
    col(Person.as_of),
    col(Person.batch_id),
)

Newest = Mapping[tuple[str, str], tuple[date, int]]
"""Municipality and area -> the day of its newest list of staff, and that list's batch."""
Headings = Mapping[str, tuple[str, int]]
"""Field -> the column and row of its heading, on one sheet."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """How a list differs from the one before it of the same units: persons who are new, and who are gone.

    `since` is the day of the list before, None where there is none. `elsewhere` are persons whom a list of
    another municipality has too.
    """

    since: date | None
    added: int
    gone: int
    elsewhere: int


def record_people(session: Session, batch_id: int, cells: CellKeeper, people: People) -> Turnover:
    """Keeps the persons of a sheet and tells what they change. An earlier list stays, under its own batch."""
    turnover = _turnover(session, people)
    session.add_all(
        PersonColumn(batch_id=batch_id, sheet=people.sheet, field=field, cell_id=cells.key_of(heading))
        for field, heading in people.headings.items()
    )
    session.flush()
    _insert(session, batch_id, people)
    return turnover


def _insert(session: Session, batch_id: int, people: People) -> None:
    """Keeps the rows, some thousands at a time, in the session's transaction. They go straight to the driver: to
    take each through the types of the model would be a third of the time of a whole import.
    """
    of_all = (batch_id, people.sheet, people.as_of.isoformat())
    names = ("batch_id", "sheet", "as_of", *PersonRow._fields)
    quoted = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO person ({quoted}) VALUES ({', '.join('?' * len(names))})"
    first, last = PersonRow._fields.index("since_first"), PersonRow._fields.index("years")
    connection = session.connection()
    for start in range(0, len(people.rows), ROWS_AT_A_TIME):
        chunk = people.rows[start : start + ROWS_AT_A_TIME]
        connection.exec_driver_sql(
            statement,
            [
                (*of_all, *row[:first], _iso(row.since_first), _iso(row.since_last), *row[last:])
                for row in chunk
            ],
        )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def newest_people(session: Session, on: date | None = None) -> Newest:
    """The newest list of staff of each municipality and area; of two for one day, the one imported last."""
    lists = columns(_CODE, _AREA, _DAY, _BATCH).distinct()
    if on is not None:
        lists = lists.where(col(Person.as_of) <= on)
    newest: dict[tuple[str, str], tuple[date, int]] = {}
    for code, area, as_of, batch_id in session.connection().execute(lists):
        newest[(code, area)] = max(newest.get((code, area), (as_of, batch_id)), (as_of, batch_id))
    return newest


def list_days(session: Session) -> set[tuple[str, str, date]]:
    """Municipality, area and day of every list of staff."""
    found = session.connection().execute(columns(_CODE, _AREA, _DAY).distinct())
    return {(code, area, day) for code, area, day in found}


def counted_returns(
    session: Session, on: date | None = None, newest: Newest | None = None
) -> tuple[Return, ...]:
    """What the newest lists of staff add up to as of `on` (None: as of each list's own day), a return a unit.

    A person on several rows of a municipality and area is counted once, on the row with the largest share of a
    post, with the longest experience and highest education that any of the rows states. A row without a readable
    start may be in any band: the band is then a range. Vacant posts are counted only where a list has any.
    `newest` names the lists to count, by default those of every municipality.
    """
    lists = newest_people(session, on) if newest is None else newest
    names = {place.code: place.name for place in session.exec(select(Municipality))} if lists else {}
    returns: list[Return] = []
    for as_of, batch_id in sorted({(day, batch) for day, batch in lists.values()}, key=lambda one: one[1]):
        batch = session.get_one(Batch, batch_id)
        headings = _headings(session, batch_id)
        units: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
        for row in _counted(session, batch_id, on or as_of):
            if lists.get((row["municipality_code"], row["area"])) == (as_of, batch_id):
                units[(row["municipality_code"], row["unit"], row["area"])].append(row)
        with_vacancies = {
            code for (code, _, _), rows in units.items() if any(r["vacancies_count"] for r in rows)
        }
        for (code, unit, area), rows in units.items():
            figures = _figures(batch.file, rows, headings, code in with_vacancies)
            returns.append(
                Return(
                    municipality_code=code,
                    municipality=names[code],
                    unit=unit,
                    area=area,
                    as_of=as_of,
                    source_kind=SourceKind.PEOPLE,
                    definition=Definition.TABLE,
                    includes="",
                    note="",
                    source=figures[0].source,
                    figures=figures,
                )
            )
    return tuple(returns)


def is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a later list of staff speaks of the same municipality, area and day as this one."""
    connection = session.connection()
    mine = columns(_CODE, _AREA, _DAY).where(_BATCH.in_([batch_id])).distinct()
    of_this = {tuple(found) for found in connection.execute(mine)}
    if not of_this:
        return False
    newest = columns(_CODE, _AREA, _DAY, func.max(_BATCH)).group_by(_CODE, _AREA, _DAY)
    return any(
        (code, area, day) in of_this and last > batch_id
        for code, area, day, last in connection.execute(newest)
    )


def _turnover(session: Session, people: People) -> Turnover:
    """Compared with the newest list before it, up to the same day, of the units on this sheet."""
    units = {(row.municipality_code, row.unit, row.area) for row in people.rows}
    now = {(row.municipality_code, row.pseudonym) for row in people.rows if row.pseudonym is not None}
    newest = newest_people(session, people.as_of)
    lists = {newest[(code, area)] for code, _, area in units if (code, area) in newest}
    before: set[tuple[str, str]] = set()
    first: dict[str, str] = {}
    elsewhere = {known for code, known in now if first.setdefault(known, code) != code}
    query = columns(_CODE, col(Person.unit), _AREA, col(Person.pseudonym), _BATCH).where(
        col(Person.pseudonym).is_not(None), _BATCH.in_({batch for _, batch in newest.values()})
    )
    for code, unit, area, known, batch_id in session.connection().execute(query):
        pseudonym = str(known)
        if (code, unit, area) in units and newest[(code, area)][1] == batch_id:
            before.add((code, pseudonym))
        if first.get(pseudonym, code) != code:
            elsewhere.add(pseudonym)
    return Turnover(
        since=max((day for day, _ in lists), default=None) if before else None,
        added=len(now - before),
        gone=len(before - now),
        elsewhere=len(elsewhere),
    )


def _headings(session: Session, batch_id: int) -> Mapping[str, Headings]:
    """Sheet -> where the heading of each field stands."""
    query = select(PersonColumn, Cell).join(Cell).where(col(PersonColumn.batch_id) == batch_id)
    found: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for column, cell in session.exec(query):
        letters = cell.address.rstrip("0123456789")
        found[column.sheet][column.field] = (letters, int(cell.address.removeprefix(letters)))
    return found


@dataclass(frozen=True, slots=True)
class _Sum:
    """How a measure is added up, in SQL: the rows that are surely in it, those that may be, and how much each adds.

    `likely` is the part of a doubtful row that is taken as the best guess. `fields` are the columns that may say
    it; `is_second` tells the rows in which the second of two did.
    """

    fields: tuple[str, ...]
    sure: str
    possible: str
    each: str = "100"
    likely: str = "50"
    is_second: str = "0"


def _band(sure: str, possible: str) -> _Sum:
    """Who may be in several bands adds as much to the best guess of each, and one person in all."""
    return _Sum(("years", "started"), sure, possible, likely="100 / bands", is_second="years IS NULL")


_SUMS: Mapping[Measure, _Sum] = {
    Measure.POSITIONS: _Sum(("rate",), "is_post AND rate IS NOT NULL", "is_post AND rate IS NULL", "rate"),
    Measure.SOCIAL_WORK_DEGREE: _Sum(
        ("education",), "is_person AND education = :degree", "is_person AND education = ''"
    ),
    Measure.OTHER_EDUCATION: _Sum(
        ("education",), "is_person AND education = :other", "is_person AND education = ''"
    ),
    Measure.CONSULTANTS: _Sum(
        ("employment", "role"),
        "is_person AND :consultant IN (employment, role)",
        "is_person AND employment = '' AND role = ''",
        is_second="employment <> :consultant AND role = :consultant",
    ),
    Measure.BAND_0_2: _band("in_first AND NOT in_second", "in_first AND in_second"),
    Measure.BAND_2_5: _band(
        "in_second AND NOT in_first AND NOT in_third", "in_second AND (in_first OR in_third)"
    ),
    Measure.BAND_OVER_5: _band("in_third AND NOT in_second", "in_third AND in_second"),
    Measure.VACANCIES: _Sum(
        ("rate",), "is_vacant AND rate IS NOT NULL", "is_vacant AND rate IS NULL", "rate"
    ),
}
"""A post of unknown size is at most a full one."""

_ROWS = """
WITH of_person AS (
  SELECT *,
    employment = :vacant AS is_vacant,
    MIN(CASE WHEN since_last IS NOT NULL THEN COALESCE(since_first, '0001-01-01') END) OVER person AS first,
    MIN(since_last) OVER person AS last,
    MAX(education) OVER person AS best_education,
    ROW_NUMBER() OVER (
      PARTITION BY municipality_code, area, COALESCE(pseudonym, id) ORDER BY rate DESC, id
    ) AS nth
  FROM person
  WHERE batch_id = :batch AND role NOT IN (:outside_1, :outside_2)
  WINDOW person AS (PARTITION BY municipality_code, area, COALESCE(pseudonym, id))
),
of_day AS (
  SELECT sheet, row, municipality_code, unit, area, role, employment, best_education AS education, rate,
    years, is_vacant,
    1 AS is_post,
    NOT is_vacant AND nth = 1 AS is_person,
    NOT is_vacant AND nth = 1 AND (last IS NULL OR last > :two_years) AS in_first,
    NOT is_vacant AND nth = 1 AND (last IS NULL OR first <= :two_years AND last > :five_years) AS in_second,
    NOT is_vacant AND nth = 1 AND (last IS NULL OR first <= :five_years) AS in_third
  FROM of_person
)
SELECT sheet, municipality_code, unit, area, {sums}
FROM (SELECT *, in_first + in_second + in_third AS bands FROM of_day)
GROUP BY sheet, municipality_code, unit, area
ORDER BY MIN(row)
"""


def _counted(session: Session, batch_id: int, on: date) -> Sequence[RowMapping]:
    sums = ", ".join(_columns_of(measure.value, summed) for measure, summed in _SUMS.items())
    found = session.connection().execute(
        text(_ROWS.format(sums=sums)),
        {
            "batch": batch_id,
            "vacant": VACANT,
            "outside_1": OUTSIDE_POSTS[0],
            "outside_2": OUTSIDE_POSTS[1],
            "degree": SOCIAL_WORK_DEGREE,
            "other": OTHER_EDUCATION,
            "consultant": CONSULTANT,
            "two_years": years_before(on, 200).isoformat(),
            "five_years": years_before(on, 500).isoformat(),
        },
    )
    return found.mappings().all()


def _columns_of(name: str, summed: _Sum) -> str:
    every = f"({summed.sure}) OR ({summed.possible})"
    return f"""
      TOTAL(CASE WHEN {summed.sure} THEN {summed.each} END) AS {name}_sure,
      COUNT(CASE WHEN {summed.possible} THEN 1 END) AS {name}_possible,
      TOTAL(CASE WHEN {summed.possible} THEN 1.0 * {summed.likely} END) AS {name}_likely,
      COUNT(CASE WHEN {every} THEN 1 END) AS {name}_count,
      MIN(CASE WHEN {every} THEN row END) AS {name}_first,
      MAX(CASE WHEN {every} THEN row END) AS {name}_last,
      COUNT(CASE WHEN ({every}) AND {summed.is_second} THEN 1 END) AS {name}_second,
      CASE WHEN COUNT(CASE WHEN {every} THEN 1 END) <= {CELLS_NAMED}
        THEN GROUP_CONCAT(CASE WHEN {every} THEN row || ':' || ({summed.is_second}) END) END AS {name}_rows"""


def _figures(
    file: str, rows: Sequence[RowMapping], headings: Mapping[str, Headings], has_vacancies: bool
) -> tuple[Stated, ...]:
    figures = []
    for measure, summed in _SUMS.items():
        tallies = [tally for row in rows if (tally := _tally(row, measure, summed, headings[row["sheet"]]))]
        if len(tallies) == len(rows) and (has_vacancies or measure is not Measure.VACANCIES):
            figures.append(Stated(measure, reading_of(tallies), source_of(file, tallies)))
    return tuple(figures)


def _tally(row: RowMapping, measure: Measure, summed: _Sum, headings: Headings) -> Tally | None:
    """The sum of one sheet; None where the sheet has no column that says it."""
    columns = [headings[field] for field in summed.fields if field in headings]
    if not columns and measure in (Measure.POSITIONS, Measure.VACANCIES):
        columns = list(headings.values())  # posts of unknown size: the rows themselves are what there is
    if not columns:
        return None
    name = measure.value
    main = columns[-1] if 2 * row[f"{name}_second"] > row[f"{name}_count"] else columns[0]
    named = [one.split(":") for one in (row[f"{name}_rows"] or "").split(",") if one]
    return Tally(
        sheet=row["sheet"],
        column=main[0],
        heading=main[1],
        sure=round(row[f"{name}_sure"]),
        possible=100 * row[f"{name}_possible"],
        likely=round(row[f"{name}_likely"]),
        named=tuple((int(at), columns[-1 if is_second == "1" else 0][0]) for at, is_second in named),
        first=row[f"{name}_first"],
        last=row[f"{name}_last"],
        count=row[f"{name}_count"],
    )
