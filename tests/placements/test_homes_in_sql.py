"""The same tallies of homes and referrals by another hand: each measure in a line of SQL, from its definition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_homes import home, referral
from made_up_rows import span

from kfond.placements.homes import homes_tallied
from kfond.placements.overlaying import Listed
from kfond.placements.referrals import referrals_tallied
from kfond.placements.tallies import ALL, HomeMeasure, ReferralMeasure, Span
from kfond.placements.tallying import spans_of_year
from kfond.placements.values import Home, Kind, Referral, Step, WayOut

KNOWN = ("2020-01-01", "2022-12-31")
SPANS = [each for year in (2021, 2022) for each in spans_of_year(year)]
KINDS = (Kind.TRADITIONAL, Kind.EMERGENCY, Kind.RELIEF)
CODES = ("1421", "2281")
FIRST_DAY = date(2020, 1, 1)
STEPS = [step.value for step in Step]

THERE = "(left_on IS NULL OR left_on > :last)"
COHORT = "interest BETWEEN :first AND :last"
A_YEAR_ON = "min(date(interest, '+12 months'), date(interest, 'start of month', '+13 months', '-1 day'))"
ALL_TAKEN = " AND ".join(f"{step} IS NOT NULL" for step in STEPS[1:])
ENDS = "min(coalesce(date(contracted_to, '+1 day'), '9999-12-31'), coalesce(left_on, '9999-12-31'))"
CONTRACT = f"kind = 'emergency' AND contracted_from <= :last AND {ENDS} > contracted_from"
LEFT = "left_on BETWEEN :first AND :last"
OF_HOMES: Mapping[HomeMeasure, str] = {
    **{HomeMeasure(step): f"{step} BETWEEN :first AND :last" for step in STEPS},
    **{HomeMeasure(f"{step}_within"): f"{COHORT} AND {step} < {A_YEAR_ON}" for step in STEPS[1:]},
    HomeMeasure.INTEREST_OPEN: f"{COHORT} AND left_on IS NULL AND NOT ({ALL_TAKEN}) AND '2023-01-01' < {A_YEAR_ON}",
    HomeMeasure.TRAINED_FIRST: "placed BETWEEN :first AND :last AND trained < placed",
    HomeMeasure.TRAINED_FIRST_UNKNOWN: "placed BETWEEN :first AND :last AND trained IS NULL",
    HomeMeasure.IN_BANK: f"banked <= :last AND {THERE}",
    HomeMeasure.MENTORED: f"mentored_from <= :last AND {THERE}",
    HomeMeasure.CONTRACTED: f"{CONTRACT} AND {ENDS} > :last",
    HomeMeasure.CONTRACTED_IN_TIME: f"{CONTRACT} AND {ENDS} > :first",
    HomeMeasure.LEFT: LEFT,
    **{HomeMeasure(f"left_{way}"): f"{LEFT} AND way_out = '{way}'" for way in WayOut},
    HomeMeasure.LEFT_UNKNOWN: f"{LEFT} AND way_out IS NULL",
}
BETWEEN = {
    HomeMeasure.HALF_DAYS_TO_ASSESSMENT: ("interest", "assessment"),
    HomeMeasure.HALF_DAYS_TO_ASSESSED: ("assessment", "assessed"),
    HomeMeasure.HALF_DAYS_TO_TRAINED: ("assessed", "trained"),
    HomeMeasure.HALF_DAYS_TO_BANKED: ("trained", "banked"),
    HomeMeasure.HALF_DAYS_TO_PLACED: ("banked", "placed"),
    HomeMeasure.HALF_DAYS_ALL_THE_WAY: ("interest", "placed"),
}
SETTLED = "coalesce(matched, closed)"
OF_REFERRALS: Mapping[ReferralMeasure, str] = {
    ReferralMeasure.ASKED: "asked BETWEEN :first AND :last",
    ReferralMeasure.MATCHED: "matched BETWEEN :first AND :last",
    ReferralMeasure.NOT_MET: "closed BETWEEN :first AND :last",
    ReferralMeasure.SETTLED: f"{SETTLED} BETWEEN :first AND :last",
    ReferralMeasure.WAITING: f"asked <= :last AND ({SETTLED} IS NULL OR {SETTLED} > :last)",
}
OF = "WHERE (:code = '' OR code = :code) AND (:kind = kind OR :kind = '' AND kind <> 'relief')"
COLUMNS = (
    "home", "code", "kind", *STEPS, "left_on", "way_out", "mentored_from", "contracted_from", "contracted_to"
)  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE told ({', '.join(columns)})")
    base.executemany(
        f"INSERT INTO told VALUES ({', '.join('?' * len(columns))})",
        [[each.isoformat() if isinstance(each, date) else each for each in row] for row in rows],
    )
    return base


def asked(of: Span, code: str, kind: str) -> dict[str, str]:
    return {"first": of.first.isoformat(), "last": of.last.isoformat(), "code": code, "kind": kind}


def counted(base: sqlite3.Connection, lines: Iterable[str], of: Mapping[str, str]) -> tuple[object, ...]:
    totals = ", ".join(f"total({line})" for line in lines)
    return tuple(base.execute(f"SELECT {totals} FROM told {OF}", of).fetchone())


def half_days(base: sqlite3.Connection, first: str, then: str, of: Mapping[str, str]) -> float | None:
    days = f"julianday({then}) - julianday({first})"
    wanted = f"{then} BETWEEN :first AND :last AND {first} <= {then}"
    found = [each for (each,) in base.execute(f"SELECT {days} FROM told {OF} AND {wanted}", of)]
    return 2 * median(found) if found else None


def days() -> st.SearchStrategy[date | None]:
    return st.one_of(st.none(), st.integers(0, 1095).map(lambda number: FIRST_DAY + timedelta(number)))


@st.composite
def homes(draw: st.DrawFn) -> Home:
    found = {step: day for step in Step if (day := draw(days()))}
    made = home("", kind=draw(st.sampled_from(KINDS)), known=KNOWN)
    left = draw(days())
    return replace(
        made,
        steps=found,
        left=left,
        way_out=draw(st.sampled_from([None, *WayOut])) if left else None,
        mentored_from=draw(days()),
        contracted_from=draw(days()),
        contracted_to=draw(days()),
    )


@settings(max_examples=50)
@given(st.lists(homes(), max_size=20))
def test_sql_counts_the_same_homes(drawn: list[Home]) -> None:
    rows = [replace(each, home=str(number)) for number, each in enumerate(drawn)]
    tallies = homes_tallied(rows, SPANS, lists=[Listed(ALL, span(*KNOWN))])
    base = table(
        COLUMNS,
        [
            (
                each.home, "", str(each.kind), *(each.steps.get(step) for step in Step), each.left,
                each.way_out and str(each.way_out), each.mentored_from, each.contracted_from, each.contracted_to,
            )
            for each in rows
        ],
    )  # fmt: skip
    for of in SPANS:
        for kind in (*KINDS, ALL):
            wanted = asked(of, ALL, kind)
            ours = tuple(tallies.number(of, ALL, kind, measure) for measure in OF_HOMES)
            assert ours == counted(base, OF_HOMES.values(), wanted), (of, kind)
            for measure, (first, then) in BETWEEN.items():
                assert tallies.number(of, ALL, kind, measure) == half_days(base, first, then, wanted)


@st.composite
def referrals(draw: st.DrawFn) -> Referral:
    start = FIRST_DAY + timedelta(draw(st.integers(0, 1095)))
    end = start + timedelta(draw(st.integers(0, 400)))
    is_matched, is_closed = draw(st.sampled_from([(True, False), (False, True), (False, False)]))
    return referral(
        "",
        start.isoformat(),
        matched=end.isoformat() if is_matched else "",
        closed=end.isoformat() if is_closed else "",
        kind=draw(st.sampled_from(KINDS)),
        code=draw(st.sampled_from(CODES)),
        known=KNOWN,
    )


@settings(max_examples=50)
@given(st.lists(referrals(), max_size=20))
def test_sql_counts_the_same_referrals(drawn: list[Referral]) -> None:
    rows = [replace(each, number=str(number)) for number, each in enumerate(drawn)]
    tallies = referrals_tallied(rows, SPANS, lists=[Listed(code, span(*KNOWN)) for code in CODES])
    base = table(
        ("code", "kind", "asked", "matched", "closed"),
        [(each.municipality_code, str(each.kind), each.asked, each.matched, each.closed) for each in rows],
    )
    for of in SPANS:
        for code in (*CODES, ALL):
            for kind in (*KINDS, ALL):
                wanted = asked(of, code, kind)
                ours = tuple(tallies.number(of, code, kind, measure) for measure in OF_REFERRALS)
                assert ours == counted(base, OF_REFERRALS.values(), wanted), (of, code, kind)
                assert tallies.number(of, code, kind, ReferralMeasure.HALF_DAYS_TO_MATCH) == half_days(
                    base, "asked", "matched", wanted
                )


@given(st.lists(referrals(), max_size=20))
def test_who_waited_and_who_asked_are_settled_or_wait(drawn: list[Referral]) -> None:
    rows = [replace(each, number=str(number)) for number, each in enumerate(drawn)]
    before, year = Span.of_year(2021), Span.of_year(2022)
    tallies = referrals_tallied(rows, (before, year), lists=[Listed("2281", span(*KNOWN))])
    waited = tallies.number(before, ALL, ALL, ReferralMeasure.WAITING) or 0
    came, settled, waiting = (
        tallies.number(year, ALL, ALL, each) or 0
        for each in (ReferralMeasure.ASKED, ReferralMeasure.SETTLED, ReferralMeasure.WAITING)
    )
    assert waited + came == settled + waiting
