"""How many are expected of a round: the best value by hand, the interval by what it must hold."""

from dataclasses import replace
from decimal import Decimal

from kfond.messages import say
from kfond.plan.estimates import Estimate
from kfond.plan.needs.values import CourseNeed, Need, State, TakeUp
from kfond.plan.turnout import turnout
from kfond.settings import DEFAULTS

ORUST, TANUM, SILENT = "1421", "1435", "1484"


def lacking(low: str, best: str, high: str) -> Estimate:
    return Estimate(Decimal(low), Decimal(best), Decimal(high))


def member(code: str, *left: Estimate) -> Need:
    return Need(code, code, (), False, left, None, left, (None, None))


def course(*members: Need, share: str = "0.6", offered: int = 0) -> CourseNeed:
    take_up = TakeUp(Decimal(share), 0, offered, say("our default"))
    kept = (Decimal(1), Decimal("0.9"))
    return CourseNeed(State.KNOWN, members, (), take_up, kept)


NEED = course(
    member(ORUST, lacking("8", "10", "12"), lacking("7", "11", "15")),
    member(TANUM, lacking("0", "1", "2"), lacking("0", "1", "3")),
    member(SILENT),
)


def test_the_best_value_is_the_share_of_those_who_lack_it_less_those_given_a_seat_before():
    now = turnout(NEED, 0, {}, DEFAULTS)
    later = turnout(NEED, 1, {ORUST: (4, 0)}, DEFAULTS)

    assert now.best == {
        ORUST: Decimal("6.0000"),
        TANUM: Decimal("0.6000"),
    }  # of 10 and 1; nothing of the silent
    assert later.best[ORUST] == Decimal("4.4400")  # 0.6 x (11 - 4 x 0.9)
    assert now.of([ORUST, TANUM]).best == Decimal("6.6000")


def test_a_course_that_each_takes_every_time_counts_no_seat_given_before():
    recurring = replace(NEED, is_recurring=True)

    assert turnout(recurring, 1, {ORUST: (4, 0)}, DEFAULTS).best[ORUST] == Decimal("6.6000")


def test_the_interval_holds_eight_draws_in_ten_and_no_narrower_one_does():
    found = turnout(NEED, 0, {}, DEFAULTS)
    estimate, draws = found.of([ORUST]), found.draws[ORUST]

    def held(low: int, high: int) -> int:
        return int(((draws >= low) & (draws <= high)).sum())

    low, high = int(estimate.low), int(estimate.high)
    assert held(low, high) >= 320
    assert all(held(first, first + high - low - 1) < 320 for first in range(13))


def test_more_offers_behind_the_share_make_the_interval_narrower():
    many = course(*NEED.members, offered=1000)
    wide, narrow = (turnout(need, 0, {}, DEFAULTS).of([ORUST]) for need in (NEED, many))

    assert narrow.high - narrow.low < wide.high - wide.low


def test_a_share_of_one_brings_everybody_who_is_known_to_lack_it():
    sure = course(member(ORUST, lacking("5", "5", "5")), share="1")

    assert turnout(sure, 0, {}, DEFAULTS).of([ORUST]) == lacking("5", "5", "5")
