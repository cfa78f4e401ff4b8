"""The same tallies by another hand: each measure in a line of SQL, written from its definition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up_rows import T1, T2, T3, YEAR, row, span

from kfond.placements.overlaying import Listed
from kfond.placements.tallies import ALL, Measure, Span
from kfond.placements.tallying import spans_of_year, tallied
from kfond.placements.values import Ending, Kind, Placement

CODES = ("1421", "2262", "2281")
KNOWN = span("2020-01-01", "2022-12-31")
LISTS = [Listed(code, KNOWN) for code in CODES]
SPANS = [each for year in (2021, 2022) for each in spans_of_year(year)]
KINDS = (Kind.TRADITIONAL, Kind.NETWORK, Kind.RELIEF, Kind.SECURE, ALL)  # nobody is in secure care
FIRST_DAY = date(2018, 1, 1)

BROKEN = "ending LIKE 'breakdown%'"
STARTED = "start BETWEEN :first AND :last"
ENDED = 'end BETWEEN :first AND :last AND "end" >= start'
UNDER_WAY = "start <= :last AND (end IS NULL OR end >= :first)"
# The same day two years on, or the last of that February.
TWO_YEARS = "min(date(start, '+24 months'), date(start, 'start of month', '+25 months', '-1 day'))"
UNTIL = "min(coalesce(date(end, :extra), '9999-12-31'), date(:last, '+1 day'))"
DAYS = f"julianday({UNTIL}) - julianday(max(start, :first))"
IN_SQL: Mapping[Measure, str] = {
    Measure.ONGOING: "total(start <= :last AND (end IS NULL OR end > :last))",
    Measure.STARTED: f"total({STARTED})",
    Measure.ENDED: f"total({ENDED})",
    Measure.UNDER_WAY: f"total({UNDER_WAY})",
    Measure.DAYS: f"CASE WHEN :kind <> 'relief' THEN total(CASE WHEN {UNDER_WAY} THEN max(0, {DAYS}) ELSE 0 END) END",
    Measure.BREAKDOWNS: f"total({ENDED} AND {BROKEN})",
    Measure.BY_CHILD: f"total({ENDED} AND ending = 'breakdown_child')",
    Measure.BY_HOME: f"total({ENDED} AND ending = 'breakdown_foster_home')",
    Measure.BY_PARENTS: f"total({ENDED} AND ending = 'breakdown_parents')",
    Measure.BY_AUTHORITY: f"total({ENDED} AND ending = 'breakdown_authority')",
    Measure.ENDING_UNKNOWN: f"total({ENDED} AND ending = 'unknown')",
    Measure.ENDED_WITH_PLAN: f"total({ENDED} AND planned IS NOT NULL)",
    Measure.ENDED_EARLY: f"total({ENDED} AND end < planned)",
    Measure.COHORT: f"total({STARTED})",
    Measure.COHORT_BROKEN: f"total({STARTED} AND {BROKEN} AND end < {TWO_YEARS})",
    Measure.COHORT_OPEN: f"total({STARTED} AND end IS NULL AND date(:known_to, '+1 day') < {TWO_YEARS})",
    Measure.COHORT_UNKNOWN: f"total({STARTED} AND ending = 'unknown' AND end < {TWO_YEARS})",
    Measure.CHILDREN: f"CASE WHEN total({UNDER_WAY} AND child = '') = 0 "
    f"THEN count(DISTINCT CASE WHEN {UNDER_WAY} THEN child END) END",
    Measure.CHILDREN_BROKEN: f"CASE WHEN total({UNDER_WAY} AND child = '') = 0 "
    f"THEN count(DISTINCT CASE WHEN {ENDED} AND {BROKEN} THEN child END) END",
    Measure.TRAINED_BEFORE: f"total({STARTED} AND trained = 1)",
    Measure.TRAINED_UNKNOWN: f"total({STARTED} AND trained IS NULL)",
}
OF = "WHERE (:code = '' OR code = :code) AND (:kind = kind OR :kind = '' AND kind <> 'relief')"


def in_sql(
    rows: Iterable[Placement], count_end_day: bool
) -> dict[tuple[Span, str, str], dict[Measure, object]]:
    """What SQLite makes of the rows: by time, municipality and kind, a number for each measure."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE placement (code, kind, child, start, planned, end, ending, trained)")
    base.executemany(
        "INSERT INTO placement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.municipality_code, str(each.kind), each.child, each.start.isoformat(),
                each.planned_end and each.planned_end.isoformat(), each.end and each.end.isoformat(),
                each.ending and str(each.ending), each.had_training,
            )
            for each in rows
        ],
    )  # fmt: skip
    found = {}
    for each in SPANS:
        days = {
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "known_to": KNOWN.last.isoformat(),
        }
        for code in (*CODES, ALL):
            for kind in KINDS:
                asked = {**days, "code": code, "kind": str(kind), "extra": f"+{int(count_end_day)} days"}
                (numbers,) = base.execute(f"SELECT {', '.join(IN_SQL.values())} FROM placement {OF}", asked)
                found[each, code, kind] = dict(zip(IN_SQL, numbers, strict=True))
    base.close()
    return found


def days_on(first: int, last: int) -> st.SearchStrategy[int]:
    """So many days, and often the few that make a difference."""
    return st.one_of(st.sampled_from((0, 1, 364, 365, 366, 729, 730, 731)), st.integers(first, last))


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    start = FIRST_DAY + timedelta(draw(st.integers(0, 1825)))
    end = start + timedelta(draw(days_on(0, 1500)))
    planned = draw(st.one_of(st.none(), days_on(0, 1500)))
    is_over = end <= KNOWN.last
    made = row(
        draw(st.sampled_from(("", "a", "b", "c", "d", "e", "f", "g"))),
        draw(st.sampled_from((Kind.TRADITIONAL, Kind.TRADITIONAL, Kind.NETWORK, Kind.RELIEF))),
        start.isoformat(),
        end.isoformat() if is_over else "",
        draw(st.sampled_from(Ending)) if is_over else None,
        trained=draw(st.sampled_from((True, False, None))),
        code=draw(st.sampled_from(CODES)),
        known=(KNOWN.first.isoformat(), KNOWN.last.isoformat()),
    )
    return made if planned is None else replace(made, planned_end=start + timedelta(planned))


LEAP_DAY = row(
    "a", Kind.NETWORK, "2020-02-29", "2022-02-28", Ending.BROKEN, known=("2020-01-01", "2022-12-31")
)


@settings(max_examples=50)
@given(st.lists(placements(), max_size=25), st.booleans())
@example([LEAP_DAY], False)
def test_sql_counts_the_same(rows: list[Placement], count_end_day: bool) -> None:
    tallies = tallied(rows, SPANS, count_end_day=count_end_day, lists=LISTS)
    told = in_sql(rows, count_end_day)
    for (each, code, kind), numbers in told.items():
        ours = {measure: tallies.number(each, code, kind, measure) for measure in Measure}
        assert ours == numbers, (each, code, kind)


ADD_UP = (
    Measure.STARTED, Measure.ENDED, Measure.DAYS, Measure.BREAKDOWNS, Measure.BY_CHILD, Measure.BY_HOME,
    Measure.BY_PARENTS, Measure.BY_AUTHORITY, Measure.ENDING_UNKNOWN, Measure.ENDED_WITH_PLAN, Measure.ENDED_EARLY,
    Measure.COHORT, Measure.COHORT_BROKEN, Measure.COHORT_OPEN, Measure.COHORT_UNKNOWN, Measure.TRAINED_BEFORE,
    Measure.TRAINED_UNKNOWN,
)  # fmt: skip


@given(st.lists(placements(), max_size=25), st.booleans())
def test_three_tertials_are_a_year(rows: list[Placement], count_end_day: bool) -> None:
    tallies = tallied(rows, (T1, T2, T3, YEAR), count_end_day=count_end_day, lists=LISTS)
    for measure in ADD_UP:
        parts = [tallies.number(each, ALL, ALL, measure) or 0 for each in (T1, T2, T3)]
        assert sum(parts) == tallies.number(YEAR, ALL, ALL, measure), measure


@given(st.lists(placements(), max_size=25))
def test_who_was_there_and_who_came_are_who_left_and_who_is_there(rows: list[Placement]) -> None:
    year_before = span("2021-01-01", "2021-12-31")
    tallies = tallied(rows, (year_before, YEAR), lists=LISTS)
    before = tallies.number(year_before, ALL, ALL, Measure.ONGOING)
    now = [tallies.number(YEAR, ALL, ALL, each) for each in (Measure.STARTED, Measure.ENDED, Measure.ONGOING)]
    assert before is not None and None not in now
    started, ended, ongoing = (each or 0 for each in now)
    assert before + started == ongoing + ended
