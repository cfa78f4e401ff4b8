"""What earlier rounds tell of how many take a seat, worked by hand."""

from datetime import date
from decimal import Decimal

from kfond.catalogue.participations import Taken
from kfond.periods import Term
from kfond.plan.needs.take_up import PastRound, take_up_of
from kfond.plan.past_rounds import Past, past_rounds
from kfond.provenance import Place, Source
from kfond.settings import DEFAULTS

VT2016, VT2017 = Term(2016, 1), Term(2017, 1)
ORUST, TANUM = "1421", "1435"
KEPT = tuple(Decimal(share) for share in ("1", "0.9", "0.8", "0.7"))


def took(code: str, term: Term, count: int | None, is_local: bool = False) -> Taken:
    source = Source(Place("deltagare.xlsx", "Blad1", "B2"), str(count))
    return Taken(
        "LVU", "lvu", code, term.start, date(term.year, 3, 1), term.label, None, count, is_local, source
    )


def persons(*figures: tuple[str, Term, int]) -> dict[tuple[str, Term], Decimal]:
    return {(code, term): Decimal(number) for code, term, number in figures}


def test_those_offered_a_seat_are_those_who_lacked_the_course():
    past = Past(
        rows=(took(ORUST, VT2016, 5), took(ORUST, VT2017, 2), took(TANUM, VT2017, 3)),
        persons=persons((ORUST, VT2016, 10), (ORUST, VT2017, 10), (TANUM, VT2016, 6), (TANUM, VT2017, 6)),
        seats={VT2016: 20, VT2017: 20},
        requests={},
        kept=KEPT,
    )

    assert past_rounds(past) == (
        PastRound(VT2016, taken=5, offered=16, capacity=20),  # Tanum sent none of its 6
        PastRound(
            VT2017, taken=5, offered=12, capacity=20
        ),  # of Orust's 5 from VT2016 4 are left: 10 - 4, and 6
    )


def test_training_of_its_own_counts_as_trained_and_is_no_round():
    past = Past(
        rows=(took(ORUST, VT2016, 5, is_local=True), took(ORUST, VT2017, 2)),
        persons=persons((ORUST, VT2016, 10), (ORUST, VT2017, 10)),
        seats={VT2017: 20},
        requests={},
        kept=KEPT,
    )

    assert past_rounds(past) == (PastRound(VT2017, taken=2, offered=6, capacity=20),)


def test_who_has_no_figure_or_no_readable_number_tells_nothing():
    past = Past(
        rows=(took(ORUST, VT2017, 2), took(TANUM, VT2017, None), took("1484", VT2017, 4)),
        persons=persons((ORUST, VT2017, 8), (TANUM, VT2017, 6)),
        seats={VT2017: 20},
        requests={},
        kept=KEPT,
    )

    assert past_rounds(past) == (PastRound(VT2017, taken=2, offered=8, capacity=20),)


def test_of_a_full_round_what_was_asked_for_tells_how_many_wanted_to_come():
    past = Past(
        rows=(took(ORUST, VT2017, 2), took(TANUM, VT2017, 4)),
        persons=persons((ORUST, VT2017, 20), (TANUM, VT2017, 12)),
        seats={VT2017: 6},
        requests={(ORUST, VT2017): 5},
        kept=KEPT,
    )

    asked, bound = past_rounds(past)
    assert asked == PastRound(VT2017, taken=5, offered=20, capacity=21)
    assert not asked.is_full
    assert bound == PastRound(VT2017, taken=4, offered=12, capacity=None)
    assert bound.is_full
    # 6 of 10 beforehand and 5 of 20 asked for: 11 of 30. Tanum's 4 of 12 is less, and a bound from below alone.
    assert take_up_of((asked, bound), DEFAULTS).share == Decimal("0.3667")
    assert take_up_of((bound,), DEFAULTS).share == Decimal("0.6")


def test_where_nobody_knows_how_many_seats_there_were_a_round_may_have_been_full():
    past = Past((took(ORUST, VT2017, 2),), persons((ORUST, VT2017, 20)), {}, {}, KEPT)

    (found,) = past_rounds(past)
    assert found.is_full
