"""Requests replace the forecast; more than there can be is asked about; silence is not 0."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kfond.catalogue.lines import Count, Held, Total
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.need import OfCourse
from kfond.plan.needs.per_employee import seats_per_employee
from kfond.plan.needs.requests import question_back
from kfond.plan.needs.values import CourseNeed, Request
from kfond.settings import DEFAULTS
from kfond.sharing import share_seats
from need_samples import FOREVER, TERMS, VT2018, known, need_of, new_staff, source


def asked(**seats: int) -> CourseNeed:
    """The need where Orust has 10, Tanum 6, Uddevalla no figures, and some have asked for seats in VT2018."""
    codes = {"orust": "1421", "tanum": "1435", "uddevalla": "1485"}
    requests = {(codes[name], VT2018): Request(number, 0, None) for name, number in seats.items()}
    return need_of(known(new_staff(10, 6)), of_course=OfCourse(FOREVER, requests=requests))


def granted(need: CourseNeed) -> dict[str, int]:
    return dict(share_seats(Asking.of(need, DEFAULTS).asks_in(0, {}, {}, {}), capacity=50).granted)


def test_a_request_for_0_gives_0_seats_and_silence_does_not() -> None:
    assert granted(asked()) == {"1421": 6, "1435": 4}
    assert granted(asked(tanum=0)) == {"1421": 6, "1435": 0}
    assert granted(asked(tanum=0, orust=0, uddevalla=0)) == {"1421": 0, "1435": 0, "1485": 0}


def test_more_than_there_are_is_a_question_back() -> None:
    need = asked(orust=11, tanum=6, uddevalla=40)

    question = question_back(need, "Samtal", TERMS)

    assert question
    assert question.in_words("en") == (
        "Samtal: more seats are asked for than there is staff (Orust asked for 11 in VT2018 and has 10 at most). "
        "Is the number right? Until it is answered, only the staff counted here counts."
    )
    assert granted(need) == {"1421": 10, "1435": 6, "1485": 34}
    assert question_back(asked(orust=10), "Samtal", TERMS) is None


def total(area: str, first: int, last: int, participations: int) -> Total:
    return Total(area, first, last, Count(participations, source("N56")))


def held(first: int, last: int, participations: int | None) -> Held:
    count = None if participations is None else Count(participations, source("C6"))
    return Held("LVU", "BoU", first, last, "", None, None, count, None, "", "", False, "", source("A6"))


def test_seats_per_employee_stand_beside_what_was_measured() -> None:
    employees = {"BoU": Decimal(140), "missbruk": Decimal(60)}
    totals = [total("BoU", 2010, 2013, 9), total("BoU", 2014, 2017, 1400)]

    # 700 seats in two years on 140 employees are 2.5 a year each, as many as the 1 400 of four years were.
    found = seats_per_employee({"BoU": 700, "EKB": 50}, employees, 2, totals, DEFAULTS)

    assert found
    assert (found.areas, found.rate, found.is_too_many) == (("BoU",), Decimal("2.5"), False)
    assert found.measured
    assert (found.measured.first_year, found.measured.last_year) == (2014, 2017)
    assert (found.measured.participations, found.measured.rate) == (1400, Decimal("2.5"))


@pytest.mark.parametrize(
    ("years", "in_rows", "rate"),
    [
        ((2014, 2017), 1050, Decimal("1.875")),
        ((2010, 2013), None, None),
    ],  # rows of other years are not of the total
)
def test_what_the_rows_come_to_stands_beside_the_source_s_total(
    years: tuple[int, int], in_rows: int | None, rate: Decimal | None
) -> None:
    rows = [held(*years, 1000), held(*years, 50), held(*years, None)]

    found = seats_per_employee(
        {"BoU": 700}, {"BoU": Decimal(140)}, 2, [total("BoU", 2014, 2017, 1400)], DEFAULTS, rows
    )

    assert found and found.measured
    assert (found.measured.participations, found.measured.rate) == (1400, Decimal("2.5"))
    assert (found.measured.in_rows, found.measured.rate_of_rows) == (in_rows, rate)


def test_a_plan_that_is_too_full_is_flagged_and_nothing_is_measured_out_of_nothing() -> None:
    employees = {"BoU": Decimal(140), "missbruk": Decimal(60)}

    def too_many(seats: int, *totals: Total) -> bool:
        found = seats_per_employee({"BoU": seats, "missbruk": 0}, employees, 2, totals, DEFAULTS)
        assert found
        return found.is_too_many

    assert not too_many(1050, total("BoU", 2014, 2017, 1400))  # 3.75 is one and a half times 2.5, no more
    assert too_many(1051, total("BoU", 2014, 2017, 1400))
    assert not too_many(5000, total("missbruk", 2014, 2017, 10))
    assert not too_many(5000)
    assert seats_per_employee({"EKB": 50}, employees, 2, [], DEFAULTS) is None
