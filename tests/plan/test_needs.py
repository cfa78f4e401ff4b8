"""The need of a course: what is known, what is not, and that the two are never mixed up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.catalogue.lines import Band
from kfond.plan.estimates import Estimate
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import measures_of, union_of
from kfond.plan.needs.need import OfCourse, missing_persons
from kfond.plan.needs.take_up import PastRound
from kfond.plan.needs.values import CourseNeed, Request, State
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure
from need_samples import (
    FOREVER,
    KEPT,
    MEMBERS,
    NEW,
    TERMS,
    VT2018,
    Staff,
    known,
    need_of,
    new_staff,
    of_code,
    shown,
    taken,
)


def test_a_need_worked_by_hand() -> None:
    # Orust 10, Tanum 6, Uddevalla 14 persons with 0-2 years. In HT2017 Orust sent 4 and Uddevalla 5, of whom 0.8
    # are left in VT2018 and 0.6 in HT2018. Of 20 who were offered it, 9 came: (6 + 9) / (10 + 20) = 0.5.
    rows = [taken("1421", "2017-09-12", 4), taken("1485", "2017-09-12", 5)]
    of_course = OfCourse(KEPT, past=(PastRound(VT2018 + -1, 9, 20, 25),))

    need = need_of(known(new_staff(10, 6, 14), rows), NEW, of_course)

    assert [[shown(term)[1] for term in part.left[:2]] for part in need.members] == [
        ["6.8", "7.6"],  # 10 - 4 x 0.8, 10 - 4 x 0.6
        ["6", "6"],
        ["10", "11"],  # 14 - 5 x 0.8, 14 - 5 x 0.6
    ]
    assert [shown(term)[1] for term in need.total] == ["22.8", "24.6", "25.5", "26.4"]
    assert need.take_up.share == Decimal("0.5")
    assert missing_to(15, need) == 1  # 0.5 x 26.4 = 13.2 in the fullest term: 14 come, and a group needs 15
    assert (need.state, need.notes) == (State.KNOWN, ())


@pytest.mark.parametrize(
    ("staff", "bands", "state"),
    [
        (new_staff(10, 6, 14), (Band.NEW,), State.KNOWN),
        (new_staff(0, 0, 0), (Band.NEW,), State.NONE),
        (new_staff(10, 6), (Band.NEW,), State.PARTLY),
        (new_staff(0, 0), (Band.NEW,), State.PARTLY),
        (new_staff(10, 6, 14), (Band.NEW, Band.SUPERVISORS), State.PARTLY),
        (new_staff(10, 6, 14), (Band.SUPERVISORS,), State.UNKNOWN),
        ({}, (Band.NEW,), State.UNKNOWN),
    ],
)
def test_the_states_of_a_need(staff: Staff, bands: tuple[Band, ...], state: State) -> None:
    assert need_of(known(staff), replace(NEW, bands=bands)).state is state


def test_a_municipality_without_figures_is_missing_and_not_zero() -> None:
    need = need_of(known(new_staff(10, 0)))

    assert [(part.is_missing, part.left[:1]) for part in need.members] == [
        (False, (Estimate(Decimal(10), Decimal(10), Decimal(10)),)),
        (False, (Estimate(Decimal(0), Decimal(0), Decimal(0)),)),
        (True, ()),
    ]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ((Band.SOME_YEARS, Band.NEW), (Band.NEW, Band.SOME_YEARS)),
        ((Band.NEW, Band.CASEWORKERS), (Band.CASEWORKERS,)),
        ((Band.SUPERVISORS, Band.CASEWORKERS, Band.EXPERIENCED), (Band.CASEWORKERS, Band.SUPERVISORS)),
    ],
)
def test_nobody_is_in_two_bands_of_a_course(bands: tuple[Band, ...], expected: tuple[Band, ...]) -> None:
    assert union_of(bands) == expected


def test_bands_are_added_and_each_knows_its_cells() -> None:
    staff = {"1421": (2.0, 3.0, 5.0)}

    need = need_of(known(staff), replace(NEW, bands=(Band.NEW, Band.SOME_YEARS, Band.CASEWORKERS)))

    orust = of_code(need, "1421")
    assert shown(orust.eligible[0]) == ("10", "10", "10")
    assert (orust.box.best, len(orust.sources)) == (10, 3)
    assert measures_of([Band.CASEWORKERS, Band.NEW]) == (
        Measure.BAND_0_2,
        Measure.BAND_2_5,
        Measure.BAND_OVER_5,
    )


def test_the_total_comes_from_the_draws_and_not_from_the_sum_of_intervals() -> None:
    # Each is 10 give or take 5, but when Orust has more, Tanum has fewer: together they are always 20.
    basis = known(new_staff(10, 10), members=MEMBERS[:2], spread=5)
    draws = {key: found[::-1] if key[1] == "1435" else found for key, found in basis.forecast.draws.items()}

    need = need_of(replace(basis, forecast=replace(basis.forecast, draws=draws)))

    assert shown(need.total[0]) == ("20", "20", "20")
    assert shown(need.members[0].left[0]) == ("5", "10", "15")


def test_a_recurring_course_is_needed_by_all_whoever_has_had_it() -> None:
    rows = [taken("1421", "2017-09-12", 4)]

    need = need_of(known(new_staff(10, 6, 14), rows), replace(NEW, is_recurring=True))

    assert [shown(part.left[0])[1] for part in need.members] == ["10", "6", "14"]
    assert all(part.trained is None for part in need.members)


@pytest.mark.parametrize(
    ("consultants", "switch", "best", "is_partly"),
    [
        ("3", "no", "10", False),
        ("3", "yes", "13", False),
        (None, "yes", "10", True),  # asked for, but not stated: a part is not known
    ],
)
def test_consultants_are_apart_until_the_switch_says_otherwise(
    consultants: str | None, switch: str, best: str, is_partly: bool
) -> None:
    basis = known({"1421": (2.0, 3.0, 5.0)}, members=MEMBERS[:1])
    if consultants:
        box = Box(Decimal(consultants), Decimal(consultants), Decimal(consultants), ())
        staff = {**basis.staff["BoU"]["1421"], Measure.CONSULTANTS: box}
        basis = replace(basis, staff={"BoU": {"1421": staff}})
    basis = replace(basis, settings=replace(DEFAULTS, consultants_need_seats=switch))

    everybody = need_of(basis, replace(NEW, bands=(Band.CASEWORKERS,)))

    assert shown(everybody.members[0].left[0])[1] == best
    assert (everybody.state is State.PARTLY) == is_partly
    assert shown(need_of(basis).members[0].left[0])[1] == "2"  # their experience is not known


def missing_to(smallest: int, need: CourseNeed) -> int | None:
    return missing_persons(need.state, Asking.of(need, DEFAULTS), smallest)


@pytest.mark.parametrize(
    ("persons", "smallest", "missing"),
    [
        (20, 12, None),  # 0.6 x 20 = 12
        (15, 12, 3),  # 9 come
        (0, 12, 12),
    ],
)
def test_how_many_are_missing_to_the_smallest_group(
    persons: float, smallest: int, missing: int | None
) -> None:
    basis = known(new_staff(persons), members=MEMBERS[:1])

    assert missing_to(smallest, need_of(basis)) == missing


def test_nothing_is_said_to_be_missing_where_nothing_is_known_and_a_request_fills_a_group() -> None:
    assert missing_to(12, need_of(known({}))) is None

    asked = {("1421", VT2018 + 1): Request(12, 0, None)}
    basis = known(new_staff(15), members=MEMBERS[:1])
    need = need_of(basis, of_course=OfCourse(FOREVER, requests=asked))
    assert missing_to(12, need) is None
    assert need.members[0].requests == (None, asked["1421", VT2018 + 1], None, None)


@given(
    persons=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    counts=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    spread=st.integers(0, 6),
)
def test_the_best_value_is_inside_its_interval_or_flagged(
    persons: list[int], counts: list[int], spread: int
) -> None:
    rows = [taken(member.code, "2017-09-12", count) for member, count in zip(MEMBERS, counts, strict=True)]

    need = need_of(known(new_staff(*persons), rows, spread=spread))

    estimates = [*need.total, *(term for part in need.members for term in (*part.left, *part.eligible))]
    estimates += [term for part in need.members if part.trained for term in part.trained.staying]
    assert len(need.total) == len(TERMS)
    for found in estimates:
        assert 0 <= found.low <= found.high
        assert found.is_flagged == (not found.low <= found.best <= found.high)
    for part in need.members:
        assert not any(term.is_flagged for term in (part.trained.staying if part.trained else ()))
