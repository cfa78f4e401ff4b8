"""Swedish numbers, dates, lists and order, compared with Babel where Babel has an answer."""

from __future__ import annotations

import decimal
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from kfond.formatting import (
    NOUNS,
    count_of,
    date_iso,
    date_long,
    interval,
    join_and,
    number,
    percent,
    swedish_key,
)
from kfond.messages import Message, together

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1\u00a0000"),
        (982360, "982\u00a0360"),
        (Decimal("7.30"), "7,3"),
        (Decimal("46.5"), "46,5"),
        (Decimal("-5.5"), "\u22125,5"),
        (Decimal("0.125"), "0,13"),
        (Decimal("-0.004"), "0"),
        (Fraction(2, 3), "0,67"),
    ],
)
def test_number_shows_as_many_decimals_as_needed(value: Decimal | Fraction | int, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (5, 1, "5,0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "\u22123"),
        (Decimal("9.995"), 2, "10,00"),
        (Decimal("1234.05"), 1, "1\u00a0234,1"),
    ],
)
def test_number_rounds_half_up_to_fixed_decimals(value: Decimal | int, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


@given(AMOUNTS, st.integers(min_value=0, max_value=3))
def test_number_agrees_with_babel(value: Decimal, decimals: int) -> None:
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):
        expected = format_decimal(value, format=pattern, locale="sv_SE")
    assert number(value, decimals) == with_true_minus(expected)


@given(st.decimals(min_value=-20, max_value=20, places=5), st.integers(min_value=0, max_value=2))
def test_percent_agrees_with_babel(share: Decimal, decimals: int) -> None:
    pattern = "#,##0." + "0" * decimals + " %" if decimals else "#,##0 %"
    with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):
        expected = format_percent(share, format=pattern.replace(" ", "\u00a0"), locale="sv_SE")
    assert percent(share, decimals) == with_true_minus(expected)


def with_true_minus(text: str) -> str:
    """Babel writes a hyphen for minus, and keeps it on a number that rounds to nought."""
    without_sign = text.removeprefix("-").removeprefix("\u2212")
    is_nought = not any(sign in "123456789" for sign in without_sign)
    return without_sign if is_nought or without_sign == text else "\u2212" + without_sign


def test_percent_has_a_no_break_space() -> None:
    assert percent(Decimal("0.125"), 1) == "12,5\u00a0%"
    assert percent(Fraction(26, 100)) == "26\u00a0%"


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (5, 6, "5–6"),
        (5, 5, "5"),
        (5, None, "minst 5"),
        (None, 6, "högst 6"),
        (Decimal("6.5"), 1000, "6,5–1\u00a0000"),
        (Decimal("5.001"), Decimal("5.002"), "5"),
    ],
)
def test_interval(low: int | Decimal | None, high: int | Decimal | None, shown: str) -> None:
    assert interval(low, high) == shown


@pytest.mark.parametrize(("low", "high"), [(None, None), (6, 5)])
def test_interval_refuses_reversed_and_endless(low: int | None, high: int | None) -> None:
    with pytest.raises(ValueError):
        interval(low, high)


def test_dates() -> None:
    assert date_long(date(2017, 9, 1)) == "1 september 2017"
    assert date_iso(date(2017, 9, 1)) == "2017-09-01"


@given(st.dates())
def test_dates_agree_with_babel(day: date) -> None:
    assert date_long(day) == format_date(day, format="d MMMM y", locale="sv_SE")
    assert date_iso(day) == day.isoformat()


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        ([], ""),
        (["Ale"], "Ale"),
        (["Ale", "Åmål"], "Ale och Åmål"),
        (["Ale", "Orust", "Åmål"], "Ale, Orust och Åmål"),
    ],
)
def test_join_and(items: list[str], shown: str) -> None:
    assert join_and(items) == shown


@pytest.mark.parametrize(
    ("n", "noun", "shown"),
    [
        (0, "plats", "ingen plats"),
        (0, "deltagartillfälle", "inget deltagartillfälle"),
        (1, "plats", "1 plats"),
        (2, "plats", "2 platser"),
        (1399, "deltagartillfälle", "1\u00a0399 deltagartillfällen"),
        (Decimal("1.5"), "tjänst", "1,5 tjänster"),
        (Decimal("1.00"), "tjänst", "1 tjänst"),
        (14, "kommun", "14 kommuner"),
        (4, "omgång", "4 omgångar"),
        (3, "kursstart", "3 kursstarter"),
        (2, "person", "2 personer"),
        (2, "grupp", "2 grupper"),
        (2, "kurs", "2 kurser"),
        (2, "rad", "2 rader"),
        (2, "cell", "2 celler"),
        (2, "termin", "2 terminer"),
    ],
)
def test_count_of(n: int | Decimal, noun: str, shown: str) -> None:
    assert count_of(n, noun) == shown


def test_nouns_are_found_by_their_singular() -> None:
    assert all(key == noun.singular for key, noun in NOUNS.items())


def test_count_of_an_unknown_noun_is_refused() -> None:
    with pytest.raises(KeyError):
        count_of(1, "kossa")


# The first list is the order that ICU's Swedish collation gives; the others are municipalities and titles.
@pytest.mark.parametrize(
    "in_order",
    [
        "Vara, Vetlanda, Wien, Über, Yx, Zorn, Åmål, Älvsbyn, Ängelholm, Ærö, Öckerö, Ørsted, Östersund",
        "Ale, Alingsås, Aneby, Upplands Väsby, Upplands-Bro, "
        "Åmål, Ånge, Älvkarleby, Öckerö, Örnsköldsvik, Österåker, Östhammar",
        "Dals-Ed, Dalsland",
        "ide, idé, Idéer",
        "Zorn, Åmål",
        "BBiC 1, BBiC 2, BBiC-forts",
    ],
)
def test_swedish_order(in_order: str) -> None:
    keys = [swedish_key(name) for name in in_order.split(", ")]
    assert all(first < second for first, second in pairwise(keys))


def test_swedish_key_takes_decomposed_letters_for_the_same() -> None:
    assert swedish_key(unicodedata.normalize("NFD", "Åmål")) == swedish_key("Åmål")


@pytest.mark.parametrize(
    ("years", "swedish", "english"),
    [
        ((), "för .", "för ."),
        (("2014",), "för 2014.", "för 2014."),
        (("2014", "2016"), "för 2014 och 2016.", "för 2014 and 2016."),
        (("2014", "2016", "2018"), "för 2014, 2016 och 2018.", "för 2014, 2016 and 2018."),
    ],
)
def test_several_things_in_a_sentence_of_either_language(
    years: tuple[str, ...], swedish: str, english: str
) -> None:
    said = Message("för {years}.", {"years": together(years)})

    assert (said.in_words("sv"), said.in_words("en")) == (swedish, english)
