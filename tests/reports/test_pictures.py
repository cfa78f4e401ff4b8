"""Pictures as drawn: nothing for what is not known, lengths are the numbers, no text meets another or is cut."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import SPACES, boxes_of, labels_of, meeting, outside, texts_of

from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import scene
from kfond.reports.pictures.kinds import (
    Amount,
    Bars,
    Columns,
    Deadline,
    Funnel,
    Intervals,
    Lines,
    Pairs,
    Panels,
    Picture,
    Stacks,
    Task,
    Wheel,
)
from kfond.reports.pictures.lettering import width_of, wrapped
from kfond.reports.pictures.shapes import Line, Mark
from kfond.reports.pictures.space import NARROW, WIDE, Space
from kfond.reports.pictures.ticks import ticks
from picture_samples import HIDDEN, NAMES, PICTURES, PLAIN, SEATS, UNKNOWN, amounts

names = st.sampled_from(
    [
        *NAMES,
        "Förhållningssätt vid trauma – grundutbildning i två delar",
        "Handläggningochdokumentationisocialtjänstensbarnavårdsarbete",
        "Å",
    ]
)
numbers = st.one_of(
    st.integers(0, 9),
    st.integers(0, 100_000),
    st.decimals(0, 500, places=1, allow_nan=False),
    st.fractions(0, 50, max_denominator=7),
)


@st.composite
def any_amount(draw_one: st.DrawFn) -> Amount:
    kind = draw_one(st.sampled_from(["exact", "exact", "exact", "span", "ends", "open", "unknown", "hidden"]))
    low, value, high = sorted(draw_one(st.tuples(numbers, numbers, numbers)), key=Fraction)
    return {
        "exact": Amount(value),
        "span": Amount(value, low, high),
        "ends": Amount(None, low, high),
        "open": Amount(value, low),
        "unknown": UNKNOWN,
        "hidden": Amount(value, hidden=True),
    }[kind]


@st.composite
def any_picture(draw_one: st.DrawFn) -> Picture:
    kind = draw_one(
        st.sampled_from(["bars", "columns", "panels", "stacks", "intervals", "pairs", "funnel", "lines"])
    )
    rows = draw_one(st.lists(names, min_size=1, max_size=14))
    series = draw_one(st.integers(1, 4))
    periods = tuple(str(2010 + place) for place in range(draw_one(st.integers(1, 12))))

    def several(number: int) -> tuple[Amount, ...]:
        return tuple(draw_one(any_amount()) for _ in range(number))

    by_name = tuple((name, several(series)) for name in rows[:6])
    over_time = tuple((name, several(len(periods))) for name in rows[:4])
    parts = ("0–2 år", "3–5 år", "mer än 5 år", "första linjens arbetsledare")[:series]
    return {
        "bars": lambda: Bars(SEATS, tuple((name, *several(1)) for name in rows)),
        "columns": lambda: Columns(SEATS, periods, over_time),
        "panels": lambda: Panels(SEATS, periods, over_time),
        "stacks": lambda: Stacks(SEATS, parts, by_name),
        "intervals": lambda: Intervals(SEATS, parts[:2], tuple((name, some[:2]) for name, some in by_name)),
        "pairs": lambda: Pairs(SEATS, "Behov", "Platser", tuple((name, *several(2)) for name in rows)),
        "funnel": lambda: Funnel(SEATS, tuple((name, *several(1)) for name in rows[:4])),
        "lines": lambda: Lines(SEATS, periods, over_time),
    }[kind]()


@SPACES
@pytest.mark.parametrize("key", PICTURES)
def test_every_kind_keeps_its_texts_apart_and_inside(key: str, space: Space) -> None:
    drawn = scene(PICTURES[key], space)
    assert outside(drawn) == []
    assert meeting(labels_of(drawn)) == []


@settings(max_examples=60, deadline=None)
@given(any_picture(), st.sampled_from([WIDE, NARROW]))
def test_no_picture_cuts_or_overprints_a_text(picture: Picture, space: Space) -> None:
    drawn = scene(picture, space)
    assert outside(drawn) == []
    if not isinstance(picture, Lines):  # words in a line's gap may lie near another line's; they have a halo
        assert meeting(labels_of(drawn)) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(numbers, min_size=1, max_size=20), st.sampled_from([WIDE, NARROW]))
def test_bars_are_as_long_as_their_numbers(values: list[int | Decimal | Fraction], space: Space) -> None:
    drawn = scene(Bars(SEATS, tuple(("Ale", Amount(value)) for value in values)), space)
    lengths = [box.width for box in boxes_of(drawn)]
    drawn_for = [float(value) for value in values if value]
    assert len(lengths) == len(drawn_for)
    for length, value in zip(lengths, drawn_for, strict=True):
        assert length / max(lengths) == pytest.approx(value / max(drawn_for))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 300), min_size=5, max_size=5), min_size=1, max_size=14))
def test_panels_share_one_scale(values: list[list[int]]) -> None:
    years = ("2014", "2015", "2016", "2017", "2018")
    drawn = scene(Panels(SEATS, years, tuple(("Ale", amounts(*row)) for row in values)), WIDE)
    ones = [
        box.height / value
        for box, value in zip(boxes_of(drawn), filter(None, itertools.chain(*values)), strict=True)
    ]
    assert all(one == pytest.approx(ones[0]) for one in ones)


@SPACES
@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (Bars(SEATS, (("Ale", UNKNOWN),)), "uppgift saknas"),
        (Bars(SEATS, (("Ale", HIDDEN),)), "färre än 5"),
        (Bars(SEATS, (("Ale", Amount(2, hidden=True, hidden_as="visas inte")),)), "visas inte"),
        (Columns(SEATS, ("2017",), (("", (UNKNOWN,)),)), "uppgift saknas"),
        (Columns(SEATS, ("2017",), (("", (HIDDEN,)),)), "färre än 5"),
        (Panels(SEATS, ("2017",), (("Ale", (UNKNOWN,)),)), "uppgift saknas"),
        (Stacks(SEATS, ("0–2 år",), (("Ale", (UNKNOWN,)),)), "uppgift saknas"),
        (Stacks(SEATS, ("0–2 år",), (("Ale", (HIDDEN,)),)), "färre än 5"),
        (Intervals(SEATS, ("Tjänster",), (("Ale", (UNKNOWN,)),)), "uppgift saknas"),
        (Pairs(SEATS, "Behov", "Platser", (("Ale", UNKNOWN, UNKNOWN),)), "uppgift saknas"),
        (Funnel(SEATS, (("Sökt", UNKNOWN), ("Använt", UNKNOWN))), "uppgift saknas"),
        (Lines(SEATS, ("2016", "2017"), (("Ale", (UNKNOWN, UNKNOWN)),)), "uppgift saknas"),
    ],
)
def test_what_has_no_number_is_said_and_not_drawn(picture: Picture, words: str, space: Space) -> None:
    drawn = scene(picture, space)
    assert words in texts_of(drawn)
    assert [
        shape for shape in drawn.shapes if isinstance(shape, Mark) and shape.radius == 5 and shape.y > 120
    ] == []
    assert [box for box in boxes_of(drawn) if box.width != 16] == []  # 16 is the swatch of a key
    assert isinstance(picture, Lines) or " 0" not in texts_of(drawn).replace("0–2", "")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(0), "0"),
        (Amount(5, 5, 5), "5"),
        (Amount(12, 10, 15), "12 (10–15)"),
        (Amount(None, 10, 15), "10–15"),
        (Amount(5, 5), "minst 5"),
        (Amount(None, None, 6), "högst 6"),
        (Amount(Decimal("4.55")), "4,55"),
        (Amount(Fraction(10, 3)), "3,3"),
        (Amount(1_399), "1\N{NO-BREAK SPACE}399"),
        (Amount(None), "uppgift saknas"),
        (Amount(4, hidden=True), "färre än 5"),
    ],
)
def test_the_words_at_a_bars_end(amount: Amount, words: str) -> None:
    assert f"Ale {words}" in texts_of(scene(Bars(SEATS, (("Ale", amount),)), WIDE))
    assert data_table(Bars(SEATS, (("Ale", amount),))).rows == (("Ale", words),)


def test_an_open_end_gets_an_arrow_beyond_the_bar() -> None:
    drawn = scene(Bars(SEATS, (("Ale", Amount(24, 24)),)), WIDE)
    (bar,) = boxes_of(drawn)
    (whisker,) = [shape for shape in drawn.shapes if isinstance(shape, Line) and shape.halo]
    assert max(x for points in whisker.strokes for x, _ in points) > bar.x + bar.width


def test_columns_lie_down_where_their_numbers_would_meet() -> None:
    years = tuple(str(year) for year in range(2005, 2019))
    series = tuple((name, amounts(*[1_234_567] * 14)) for name in ("Sökt", "Beviljat", "Använt", "Kvar"))
    drawn = scene(Columns(SEATS, years, series), NARROW)
    assert len({round(box.height, 3) for box in boxes_of(drawn) if box.width > 20}) == 1
    assert meeting(labels_of(drawn)) == []


@pytest.mark.parametrize(
    ("largest", "whole", "expected"),
    [
        (0, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (155, True, [0, 50, 100, 150]),
        (Fraction(3, 2), False, [0, Fraction(1, 2), 1, Fraction(3, 2)]),
        (1_000_000, True, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]),
    ],
)
def test_scales_have_round_numbers(largest: int, whole: bool, expected: list[int]) -> None:
    assert list(ticks(largest, whole=whole)) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Upplands Väsby", ("Upplands Väsby",)),
        (
            "Förhållningssätt vid trauma – grundutbildning i två delar",
            ("Förhållningssätt vid trauma –", "grundutbildning i två delar"),
        ),
        ("1\N{NO-BREAK SPACE}200 kr", ("1\N{NO-BREAK SPACE}200 kr",)),
        ("", ("",)),
    ],
)
def test_long_names_are_parted_between_words(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 13, 200) == lines


def test_the_width_of_words_is_that_of_the_font() -> None:
    """Ten zeros of 600 thousandths at 10 units are 60 wide, and 3 % more for safety."""
    assert width_of("0" * 10, 10) == pytest.approx(61.8)
    assert width_of("Åmål", 10, bold=True) > width_of("Åmål", 10)


@SPACES
@pytest.mark.parametrize("year", [2017, 2020])
def test_a_task_over_the_new_year_goes_past_the_top_of_the_wheel(year: int, space: Space) -> None:
    task = Task("Bokslut", date(year - 1, 12, 1), date(year, 2, 28))
    drawn = scene(Wheel(PLAIN, year, (task, task), (), None), space)
    assert outside(drawn) == []
    assert "1\N{NO-BREAK SPACE}dec" in texts_of(drawn)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(2018, 1, 1), date(2018, 12, 31)), st.integers(0, 200)), max_size=10),
    st.lists(st.dates(date(2018, 1, 1), date(2018, 12, 31)), max_size=6),
    st.sampled_from([WIDE, NARROW]),
)
def test_the_words_around_the_wheel_keep_apart(
    tasks: list[tuple[date, int]], days: list[date], space: Space
) -> None:
    picture = Wheel(
        PLAIN,
        2018,
        tuple(
            Task("Utvärdering av våren", day, date.fromordinal(day.toordinal() + length))
            for day, length in tasks
        ),
        tuple(Deadline("Personaluppgifter från kommunerna", day) for day in days),
    )
    drawn = scene(picture, space)
    assert outside(drawn) == []
    assert meeting(labels_of(drawn)) == []


def test_whole_seats_are_shown_whole_beside_a_need_in_tenths() -> None:
    rows = (("Ale", Amount(Decimal("26.5")), Amount(24)), ("Eda", Amount(11), Amount(9)))

    drawn = texts_of(scene(Pairs(SEATS, "Behov", "Platser", rows), WIDE))

    assert "24 av 26,5" in drawn
    assert "9 av 11,0" in drawn
