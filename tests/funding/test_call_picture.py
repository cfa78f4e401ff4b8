"""The picture of a call: what each application asks for, and within it what it is granted or proposed for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from test_calls import CHIEF, call

from kfond.funding.calls import Advice, Assessment, Call, Word
from kfond.reports.documents.document import Front
from kfond.reports.funding.call_picture import picture_of
from kfond.reports.funding.call_tables import money_of
from kfond.reports.funding.comparison import as_comparison
from kfond.reports.funding.minutes import as_minutes

DAY = date(2021, 5, 1)


def shown(of: Call) -> list[tuple[str, object, object]]:
    """The rows of the picture: whose, applied for, and beside it the number or the words."""
    rows = picture_of(of, money_of(of)).rows
    return [
        (name, wanted.value, given.hidden_as if given.hidden else given.value) for name, wanted, given in rows
    ]


def proposed(number: int, kronor: int, by: str, day: int) -> Assessment:
    advice = Advice.PART if kronor else Advice.REFUSE
    return Assessment(number, advice, kronor * 100, by, date(2021, 4, day), "Skäl")


def granted(number: int, kronor: int) -> Word:
    return Word(number, 2021, kronor * 100, CHIEF, DAY, "")


def test_before_a_decision_it_shows_the_latest_proposal() -> None:
    before = replace(
        call(60_000, 30_000, None),
        assessments=(
            proposed(1, 50_000, "HR", 20),
            proposed(1, 40_000, "chefen", 22),
            proposed(2, 0, "HR", 20),
        ),
    )
    assert shown(before) == [
        ("Enhet 0 (1)", 60_000, 40_000),
        ("Enhet 1 (2)", 30_000, 0),
        ("Enhet 2 (3)", None, "inget förslag"),
    ]
    assert picture_of(before, money_of(before)).given == "Föreslaget"


def test_after_one_it_shows_what_is_granted_and_which_are_not_decided() -> None:
    after = replace(call(80_000, 45_000), words=(granted(1, 81_000),))
    assert shown(after) == [("Enhet 0 (1)", 80_000, 81_000), ("Enhet 1 (2)", 45_000, "inte beslutat")]


def test_its_title_says_how_what_is_applied_for_stands_to_the_frame() -> None:
    titles = [
        picture_of(of, money_of(of)).titles.title.replace("\N{NO-BREAK SPACE}", " ")
        for of in (call(80_000, 45_000), call(80_000, 20_000), call(80_000, None))
    ]
    assert titles == [
        "Sökt är 25 000 kronor mer än ramen",
        "Allt som är sökt ryms i ramen",
        "Sökt och föreslaget per ansökan",
    ]


def test_it_stands_in_the_comparison_where_anything_has_come() -> None:
    missing = {1: (), 2: None}
    with_two = as_comparison(call(80_000, 45_000), missing, Front("Ansökningar", "Ankeborg"))
    assert "25\N{NO-BREAK SPACE}000" in with_two.pictures["ramen"].title
    assert "picture:ramen" in with_two.markdown
    assert not as_comparison(call(), {}, Front("Ansökningar", "Ankeborg")).pictures


def test_the_minutes_tell_what_was_granted_whole_apart_from_what_was_granted_in_part() -> None:
    decided = replace(
        call(40_000, 45_000, 30_000), words=(granted(1, 40_000), granted(2, 20_000), granted(3, 0))
    )
    text = as_minutes(decided, Front("Protokoll", "Ankeborg")).markdown
    assert "3 ansökningar: 1 beviljad, 1 delvis beviljad, 1 avslagen och 0 inte avgjorda." in text
