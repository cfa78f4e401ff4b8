"""The seats of an adopted plan stand in the terms that have begun, whatever is learnt later."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from made_up_bases import basis_with

from kfond.catalogue.participations import Taken
from kfond.periods import Term
from kfond.plan.adopted import Adopted, AdoptedRound, adopted_of
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.courses import courses_of
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from kfond.reports.plan.as_json import as_json
from written_catalogue import lines_of

VT2018, HT2018 = Term(2018, 1), Term(2018, 2)
IN_SPRING, IN_AUTUMN = date(2018, 3, 1), date(2018, 9, 1)
CELL = Source(Place("lista.xlsx", "Blad1", "D2"), "1")
LINES = lines_of([("BoU", "0-2 år", "LVU", "1-2 grupper/termin", 2, 10)])
STAFF = {"1401": (12, 0, 0), "1402": (6, 0, 0)}
GROWN = {"1401": (12, 0, 0), "1402": (30, 0, 0)}
PER_HEAD = StatedPrice(None, Price("lvu", "BoU", 100_000, None, 5_000, None, "", None, CELL), ())
Seats = Mapping[str, int | None]


def basis_of(staff: Mapping[str, tuple[int, int, int]]) -> Basis:
    return replace(basis_with(staff, LINES), prices=(PER_HEAD,))


def adopted_from(plan: Plan, *without: str) -> Adopted:
    """The plan as it is kept; `without`: what old versions did not keep of a round."""
    data: Any = json.loads(json.dumps(as_json(plan, "en")))
    for found in data["courses"]:
        for name in without:
            del found[name]
    return adopted_of(data, 1)


def later(staff: Mapping[str, tuple[int, int, int]], adopted: Adopted, on: date = IN_SPRING) -> Basis:
    """What is known on a day after a plan was adopted."""
    basis = basis_of(staff)
    return replace(basis, adopted=adopted, asked=replace(basis.asked, as_of=on))


def seats_in(plan: Plan, term: Term) -> Seats:
    (found,) = plan.rounds_of(term)
    return {share.need.code: share.seats for share in found.shares}


def test_a_later_sheet_changes_no_seat_and_no_cost_of_a_term_that_has_begun() -> None:
    first = propose(basis_of(STAFF))

    plan = propose(later(GROWN, adopted_from(first)))

    assert seats_in(plan, VT2018) == seats_in(first, VT2018) == {"1401": 6, "1402": 3}
    (before,), (now,) = first.rounds_of(VT2018), plan.rounds_of(VT2018)
    assert before.cost is not None and now.cost is not None
    assert now.cost.total == before.cost.total == 1 * 100_000 + 9 * 5_000
    assert now.cost.shares == before.cost.shares
    assert seats_in(plan, HT2018) != seats_in(first, HT2018)  # which has not begun
    assert {share.reason.in_words("en") for share in now.shares} == {
        "6 seats by the plan that was adopted",
        "3 seats by the plan that was adopted",
    }
    assert "VT2018: 9 seats are shared as in the plan that was adopted, whatever has been learnt since." in {
        reason.text.in_words("en") for reason in now.reasons
    }


def test_a_plan_that_was_kept_without_its_seats_is_readable_and_they_are_shared_anew() -> None:
    first = propose(basis_of(STAFF))

    plan = propose(later(GROWN, adopted_from(first, "seats", "key")))

    (found,) = plan.rounds_of(VT2018)
    assert found.groups == first.rounds_of(VT2018)[0].groups
    assert seats_in(plan, VT2018) != seats_in(first, VT2018)


def test_seats_that_were_open_stay_open() -> None:
    nobody_counted = replace(basis_of(STAFF), staff={}, starts=())
    first = propose(nobody_counted)

    plan = propose(later(STAFF, adopted_from(first)))

    assert seats_in(plan, VT2018) == {"1401": None, "1402": None}
    assert seats_in(plan, HT2018)["1401"] is not None
    assert {share.reason.in_words("en") for share in plan.rounds_of(VT2018)[0].shares} == {
        "open for enrolment in the plan that was adopted"
    }


def came(*counts: tuple[str, int | None]) -> tuple[Taken, ...]:
    """A list of who took part in VT2018."""
    day = date(2018, 2, 1)
    return tuple(Taken("LVU", "lvu", code, day, day, "1", None, count, False, CELL) for code, count in counts)


@pytest.mark.parametrize(
    ("on", "listed", "persons"),
    [
        (IN_AUTUMN, (), {"1401": 6, "1402": 3}),
        (IN_AUTUMN, (("1401", 2),), {"1401": 2, "1402": 3}),  # over: who came, where a list names it
        (IN_AUTUMN, (("1401", 7), ("1402", 0)), {"1401": 7, "1402": 0}),
        (IN_AUTUMN, (("1401", None),), {"1401": 6, "1402": 3}),  # a number that cannot be read
        (IN_SPRING, (("1401", 2),), {"1401": 6, "1402": 3}),  # more may come before the term is over
        (IN_SPRING, (("1401", 7),), {"1401": 7, "1402": 3}),
    ],
)
def test_who_came_counts_for_the_need_that_is_left_and_the_seats_stand(
    on: date, listed: tuple[tuple[str, int | None], ...], persons: Mapping[str, int]
) -> None:
    adopted = adopted_from(propose(basis_of(STAFF)))
    basis = replace(later(STAFF, adopted, on), taken=came(*listed))

    plan = propose(basis)

    assert seats_in(plan, VT2018) == {"1401": 6, "1402": 3}
    (course,) = plan.courses
    kept = course.need.kept[1]
    for need, share in zip(course.need.members, plan.rounds_of(HT2018)[0].shares, strict=True):
        assert share.lacking is not None
        assert share.lacking.best == need.left[1].best - persons[need.code] * kept


BOTH = lines_of(
    [
        ("BoU", "0-2 år", "LVU", "1 gång/år", 4, 10),
        ("BoU", "3-5 år", "LVU", "Vid behov", 4, 10),
    ]
)


def test_a_course_that_is_owed_to_some_and_on_demand_for_others_keeps_both_its_rounds() -> None:
    basis = basis_with({"1401": (12, 12, 0), "1402": (6, 9, 0)}, BOTH)
    first = propose(basis)
    groups = {(found.key, found.term): found.groups for found in first.rounds}
    assert {key for key, _ in groups} == {"BoU/lvu/per_year", "BoU/lvu/on_demand"}

    plan = propose(
        replace(basis, adopted=adopted_from(first), asked=replace(basis.asked, as_of=date(2019, 12, 1)))
    )

    assert {(found.key, found.term): found.groups for found in plan.rounds} == groups


@pytest.mark.parametrize(
    ("key", "stands"),
    [
        ("BoU/lvu/on_demand", {"BoU/lvu/per_year": 0, "BoU/lvu/on_demand": 2}),
        ("BoU/lvu/interval", {"BoU/lvu/per_year": 2, "BoU/lvu/on_demand": 0}),  # asked otherwise then
        ("", {"BoU/lvu/per_year": 2, "BoU/lvu/on_demand": 0}),  # kept without it
    ],
)
def test_what_was_adopted_is_of_one_course_alone(key: str, stands: Mapping[str, int]) -> None:
    rounds = {("BoU", "lvu"): {key: {VT2018: AdoptedRound(2, {"1401": 9}, {})}}}
    adopted = Adopted(1, (VT2018,), rounds, (), ())
    courses = courses_of(BOTH, VT2018)

    found = {course.key: adopted.rounds_of(course, courses) for course in courses}

    assert {key: by_term[VT2018].groups if by_term else 0 for key, by_term in found.items()} == stands


def test_rounds_of_an_old_plan_that_kept_no_keys_are_added_up() -> None:
    basis = basis_with({"1401": (12, 12, 0), "1402": (6, 9, 0)}, BOTH)
    first = propose(basis)
    adopted = adopted_from(first, "key")
    owed, on_demand = courses_of(BOTH, VT2018)

    stood = adopted.rounds_of(owed, (owed, on_demand))

    assert sum(each.groups for each in stood.values()) == sum(found.groups or 0 for found in first.rounds)
    assert adopted.rounds_of(on_demand, (owed, on_demand)) == {}
