"""Who has waited longest comes first: terms in a row in which a municipality asked for a course and got no seat."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from made_up_bases import basis_with

from kfond.catalogue.requests import Requested
from kfond.periods import Term
from kfond.plan.adopted import Adopted, AdoptedRound
from kfond.plan.basis import Basis
from kfond.plan.needs.values import Request
from kfond.plan.propose import propose
from kfond.plan.waiting import BeforePlan, waited_before
from kfond.provenance import Place, Source
from written_catalogue import lines_of

ORUST = "1421"
VT2017, HT2017, VT2018, HT2018 = (Term(2017, 1) + step for step in range(4))
CELL = Source(Place("behov.xlsx", "Blad1", "D2"), "1")
Round = AdoptedRound | None


def asked(*seats: tuple[Term, int]) -> Mapping[tuple[str, Term], Request]:
    return {(ORUST, term): Request(number, 0, CELL) for term, number in seats}


def place(seats: int = 0, queue: int = 0) -> AdoptedRound:
    return AdoptedRound(1, {ORUST: seats}, {ORUST: queue})


@pytest.mark.parametrize(
    ("requests", "stood", "taken", "waited"),
    [
        # in writing
        (asked((HT2017, 2)), {}, (), 1),
        (asked((VT2017, 1), (HT2017, 2)), {}, (), 2),
        (asked((VT2017, 1)), {}, (), 0),  # nothing is known of HT2017
        (asked((VT2017, 1), (HT2017, 0)), {}, (), 0),  # wanted none
        (asked((VT2017, 1), (HT2017, 2)), {}, (VT2017,), 1),  # took part in VT2017
        (asked((VT2017, 1), (HT2017, 2)), {}, (HT2017,), 0),
        # in the queue of an adopted plan
        ({}, {HT2017: place(queue=2)}, (), 1),
        ({}, {VT2017: place(queue=2), HT2017: None}, (), 2),  # the plan had no round in HT2017
        ({}, {VT2017: place(queue=2)}, (), 0),  # no plan for HT2017
        ({}, {VT2017: place(queue=2), HT2017: place(seats=1, queue=3)}, (), 0),  # one seat is a seat
        ({}, {VT2017: place(seats=1, queue=3), HT2017: None}, (), 1),  # and then the rest went on waiting
        ({}, {VT2017: place(queue=2), HT2017: place()}, (), 0),  # asked for none
        ({}, {VT2017: AdoptedRound(1, {}, {}), HT2017: None}, (), 0),  # open seats: nobody stood in a queue
        # one after the other
        (asked((VT2017, 1)), {HT2017: place(queue=1)}, (), 2),
        (asked((HT2017, 0)), {VT2017: place(queue=1), HT2017: None}, (), 0),
    ],
)  # fmt: skip
def test_the_terms_that_a_municipality_has_waited_before_the_plan(
    requests: Mapping[tuple[str, Term], Request],
    stood: Mapping[Term, Round],
    taken: tuple[Term, ...],
    waited: int,
) -> None:
    past = BeforePlan(requests, stood, frozenset((ORUST, term) for term in taken))

    assert waited_before(past, [ORUST], VT2018) == ({ORUST: waited} if waited else {})


LINES = lines_of([("BoU", "0-2 år", "LVU", "1 grupp/termin", 2, 2)])


def one_seat_each(*others: tuple[str, Term, int]) -> Basis:
    """Three municipalities that ask for one seat each in every term, but for `others`; a group holds two."""
    codes, terms = ("1401", "1402", "1403"), tuple(VT2018 + step for step in range(6))
    wanted = {(code, term): 1 for code in codes for term in terms}
    wanted |= {(code, term): seats for code, term, seats in others}
    return replace(
        basis_with(dict.fromkeys(codes, (9, 0, 0)), LINES),
        requests=tuple(
            Requested("lvu", code, term, seats, 0, CELL) for (code, term), seats in wanted.items()
        ),
    )


def seats_of(basis: Basis) -> dict[str, str]:
    """Term -> the last digits of those with a seat."""
    return {
        found.term.label: "".join(share.need.code[-1] for share in found.shares if share.seats)
        for found in propose(basis).rounds
    }


def test_who_got_no_seat_is_first_in_the_next_term() -> None:
    # 1 and 2 in the order of their codes; then 3, who has waited, and 1; then 2, who has waited, and 1 ...
    assert seats_of(one_seat_each()) == {"VT2018": "12", "HT2018": "13", "VT2019": "12", "HT2019": "13"}


def test_a_term_in_which_it_asks_for_none_begins_its_wait_anew() -> None:
    # 3 got no seat in VT2018 and wants none in HT2018: in VT2019 nobody has waited, and codes decide.
    seats = seats_of(one_seat_each(("1403", HT2018, 0)))

    assert (seats["HT2018"], seats["VT2019"]) == ("12", "12")


def test_a_queue_in_the_plan_before_comes_first_and_the_reason_says_so() -> None:
    held = {HT2017: AdoptedRound(1, {"1401": 1, "1402": 1, "1403": 0}, {"1403": 1})}
    before = Adopted(1, (HT2017,), {("BoU", "lvu"): {"BoU/lvu/groups_per_term": held}}, (), ())
    basis = replace(one_seat_each(), adopted_before={HT2017: before})

    first = propose(basis).rounds[0]

    assert {
        share.need.code: (share.seats, share.waited, share.reason.in_words("en")) for share in first.shares
    } == {
        "1401": (1, 0, "1 seat to begin with, no more is asked for"),
        "1402": (
            0,
            0,
            "1 seat in the queue: who has waited longest comes first, then the lowest municipality code",
        ),
        "1403": (1, 1, "has waited 1 term, 1 seat to begin with, no more is asked for"),
    }


def test_whoever_asked_in_writing_in_the_term_before_the_plan_has_waited() -> None:
    assert seats_of(one_seat_each(("1403", HT2017, 1)))["VT2018"] == "13"
