"""What a plan adds up: need and seats of each municipality, prices of their own terms, costs that are not known."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from made_up_bases import Staff, basis_with

from kfond.catalogue.requests import Requested
from kfond.messages import say
from kfond.periods import Term
from kfond.plan.basis import Basis
from kfond.plan.bounds import bounds_of
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.shares import NO_PARTICIPANTS, NO_SEATS
from kfond.plan.costs.values import Price
from kfond.plan.explaining import explained
from kfond.plan.outlines import outline_of
from kfond.plan.payments import prices_in
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from kfond.registry.members import Member
from kfond.reports.plan.as_json import as_json
from written_catalogue import lines_of

VT2018, HT2018, VT2019 = Term(2018, 1), Term(2018, 2), Term(2019, 1)
CELL = Source(Place("lista.xlsx", "Blad1", "D2"), "1")
STAFF: Staff = {"1401": (12, 6, 4), "1402": (8, 2, 3)}
NEW = ("BoU", "0-2 år", "LVU", "1 gång/år", 4, 20)


def price(year: int | None, group: int, participant: int | None = None) -> StatedPrice:
    return StatedPrice(year, Price("lvu", "BoU", group, None, participant, None, "", None, CELL), ())


def basis_of(*lines: tuple[object, ...], prices: Sequence[StatedPrice] = (), staff: Staff = STAFF) -> Basis:
    return replace(basis_with(staff, lines_of(lines)), prices=tuple(prices))


def test_what_everybody_comes_to_each_time_is_needed_each_time_by_those_who_usually_come() -> None:
    plan = propose(basis_of(("BoU", "0-2 år", "FoU-café", "2 ggr/år", 4, 30)))
    (course,) = plan.courses
    share = course.need.take_up.share

    assert [found.term.label for found in plan.rounds] == ["VT2018", "HT2018", "VT2019", "HT2019"]
    for covered in plan.coverage:
        (need,) = [part for part in course.need.members if part.code == covered.code]
        each_time = sum((need.eligible[at].best * share for at in range(4)), Decimal(0))
        assert covered.need is not None
        assert abs(covered.need - each_time) < Decimal("0.001")


def test_who_needs_another_course_is_counted_once() -> None:
    plan = propose(basis_of(NEW))
    first, last = plan.rounds

    for covered, given, lacking in zip(plan.coverage, first.shares, last.shares, strict=True):
        assert given.seats and lacking.lacking
        assert covered.need == given.seats + lacking.lacking.best


def test_a_price_near_the_smallest_group_is_that_of_the_term() -> None:
    plan = propose(basis_of(NEW, prices=(price(2018, 12_000_00), price(2019, 24_000_00))))
    (course,) = plan.courses

    def told(*terms: Term) -> list[tuple[list[str], int | None]]:
        return [
            ([term.label for term in mine], one.per_group) for mine, one in prices_in(plan, course, terms)
        ]

    assert told(VT2018, HT2018, VT2019) == [(["VT2018", "HT2018"], 12_000_00), (["VT2019"], 24_000_00)]
    assert told() == [(["VT2018"], 12_000_00)]  # not planned: the first term to come
    tables = explained(plan, course, bounds_of(plan, course)).chapters[-1].tables
    terms = [found.term.label for found in plan.rounds]
    assert [table.caption.in_words("en") for table in tables] == [
        f"A group near the smallest in {term}, number of persons and kronor" for term in terms
    ]
    # 4 persons share 12 000 kronor, and 24 000 the year after
    assert [str(table.rows[1][1]) for table in tables] == ["3000.0", "6000.0"]


@pytest.mark.parametrize(
    ("participant", "total", "why"),
    [(None, 12_000_00, NO_SEATS), (0, 12_000_00, NO_SEATS), (500_00, None, NO_PARTICIPANTS)],
)
def test_what_open_seats_cost_is_not_known_where_each_participant_costs(
    participant: int | None, total: int | None, why: object
) -> None:
    nobody_counted = replace(
        basis_of(NEW, prices=(price(None, 12_000_00, participant),)), staff={}, starts=()
    )

    found = propose(nobody_counted).rounds[0]

    assert found.seats is None
    assert found.cost is not None
    assert (found.cost.total, found.cost.why) == (total, why)


@pytest.mark.parametrize("prices", [(), (price(None, 12_000_00),)])
def test_that_terms_after_the_plan_cost_half_is_told_where_a_cost_is_known(
    prices: Sequence[StatedPrice],
) -> None:
    plan = propose(basis_of(NEW, prices=prices))
    (course,) = plan.courses

    said = [
        sentence.in_words("en")
        for chapter in explained(plan, course, {}).chapters
        for sentence in chapter.sentences
    ]

    assert any("what is held in VT2020, HT2020 counts half" in sentence for sentence in said) == bool(prices)


def test_seats_per_employee_are_of_those_whose_employees_are_counted() -> None:
    basis = basis_of(NEW)
    guests = replace(
        basis,
        members=(*basis.members, Member("1403", "Kommun 1403", "Län")),
        requests=(Requested("lvu", "1403", VT2018, 9, 0, CELL), Requested("lvu", "1403", HT2018, 9, 0, CELL)),
    )

    plan = propose(guests)

    given = {code: sum(share.seats or 0 for found in plan.rounds for share in found.shares
                       if share.need.code == code) for code in ("1401", "1402", "1403")}  # fmt: skip
    assert given["1403"] == 9
    (rate,) = [found.text.in_words("en") for found in plan.assumptions if found.code == "seats_per_employee"]
    counted = Decimal(given["1401"] + given["1402"]) / 2 / 35  # seats in two years, for 35 employees
    assert f"gives {counted.quantize(Decimal('0.1'))} seats" in rate
    assert counted.quantize(Decimal("0.1")) != (Decimal(sum(given.values())) / 2 / 35).quantize(
        Decimal("0.1")
    )


def test_an_outline_has_all_rounds_of_a_course_that_is_asked_for_in_two_ways() -> None:
    plan = propose(basis_of(NEW, ("BoU", "3-5 år", "LVU", "Vid behov", 2, 20)))
    outline = outline_of(json.loads(json.dumps(as_json(plan, "en"))), say("the proposal now"))

    both = [by_term for by_term in outline.rounds["BoU", "LVU"].values() if len(by_term) > 1]
    assert both
    assert outline.starts == len(plan.rounds)
    assert outline.groups == sum(found.groups or 0 for found in plan.rounds)
    assert outline.shared == sum(found.seats or 0 for found in plan.rounds)


def test_an_outline_has_all_reasons_of_a_course_that_is_left_out_in_two_ways() -> None:
    plan = propose(basis_of(("BoU", "0-2 år", "LVU", "Vid efterfrågan", 4, 20),
                            ("BoU", "3-5 år", "LVU", "Respektive kommuns eget upplägg", 4, 20)))  # fmt: skip
    outline = outline_of(json.loads(json.dumps(as_json(plan, "en"))), say("the proposal now"))

    assert [len(texts) for texts in outline.not_planned.values()] == [2] == [len(plan.not_planned)]
