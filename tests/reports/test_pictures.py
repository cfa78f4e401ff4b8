"""Pictures: nothing is drawn for what is not known, lengths are the numbers, no text meets another or is cut."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import Scene, draw, scene
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
from kfond.reports.pictures.lettering import plain, width_of, wrapped
from kfond.reports.pictures.palette import LIGHT, SERIES, STEPS, Colour
from kfond.reports.pictures.shapes import Box, Label, Line, Mark
from kfond.reports.pictures.space import NARROW, PHONE, WIDE, Space
from kfond.reports.pictures.ticks import ticks
from kfond.reports.pictures.words import description
from picture_samples import HIDDEN, NAMES, PICTURES, UNKNOWN, amounts, titles

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
SEATS = titles("Titel", "Platser per kommun", ("plats", "platser"))
PLAIN = titles("Titel", "Per kommun", ("", ""))
SPACES = pytest.mark.parametrize("space", [WIDE, NARROW], ids=["wide", "narrow"])

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


def labels_of(drawn: Scene) -> list[Label]:
    return [shape for shape in drawn.shapes if isinstance(shape, Label)]


def texts_of(drawn: Scene) -> str:
    return " ".join(label.text for label in labels_of(drawn))


def boxes_of(drawn: Scene) -> list[Box]:
    return [shape for shape in drawn.shapes if isinstance(shape, Box)]


def outside(drawn: Scene) -> list[str]:
    """What does not lie within the box of the picture."""
    bounds = [(label.text, *label.bounds) for label in labels_of(drawn)]
    bounds += [("box", box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes_of(drawn)]
    for shape in drawn.shapes:
        if isinstance(shape, Line):
            bounds += [("line", x, y, x, y) for points in shape.strokes for x, y in points]
        if isinstance(shape, Mark):
            far = shape.radius * 1.2
            bounds.append(("mark", shape.x - far, shape.y - far, shape.x + far, shape.y + far))
    return [
        f"{what} {left:.1f} {top:.1f} {right:.1f} {bottom:.1f}"
        for what, left, top, right, bottom in bounds
        if left < -0.1 or top < -0.1 or right > drawn.width + 0.1 or bottom > drawn.height + 0.1
    ]


def meeting(labels: Sequence[Label]) -> list[tuple[str, str]]:
    """Labels that lie over each other by more than the air around letters."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(labels, 2)
        if min(one.bounds[2], other.bounds[2]) - max(one.bounds[0], other.bounds[0]) > 0.5
        and min(one.bounds[3], other.bounds[3]) - max(one.bounds[1], other.bounds[1]) > 1.5
    ]


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


# The SVG itself.


@pytest.mark.parametrize("key", PICTURES)
def test_the_svg_is_that_of_the_golden_file(key: str) -> None:
    drawing = draw(PICTURES[key], key)
    for size, svg in (("wide", drawing.wide), ("narrow", drawing.narrow)):
        assert svg == (GOLDEN / f"{key}-{size}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", PICTURES)
def test_a_reader_who_does_not_see_gets_title_and_description(key: str) -> None:
    drawing = draw(PICTURES[key], key)
    for svg in (drawing.wide, drawing.narrow):
        root = ElementTree.fromstring(svg)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and told is not None
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert (title.text, told.text) == (PICTURES[key].titles.title, drawing.description)


def test_ids_differ_between_pictures_and_sizes() -> None:
    drawings = [draw(PICTURES["stacks"], key) for key in ("one", "two")]
    found = [
        re.findall(r'\bid="([^"]+)"', svg) for drawing in drawings for svg in (drawing.wide, drawing.narrow)
    ]
    assert len(found[0]) == 4  # title, description, two patterns
    assert len(set(itertools.chain(*found))) == sum(map(len, found))


@pytest.mark.parametrize("key", PICTURES)
def test_nothing_from_outside_and_no_style_is_needed(key: str) -> None:
    svg = draw(PICTURES[key], key).wide
    assert not re.search(r"<style|style=|var\(|foreignObject|href|@import|<script", svg)
    for element in ElementTree.fromstring(svg).iter():
        painted = element.get("class")
        assert painted is None or element.get("fill") or element.get("stroke"), painted


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", 'A" onload="x', "R&D 'Ale'", "a\x00b\x1bc", "{{ 7 * 7 }}", "]]>", "\ud800"],
)
def test_a_hostile_name_stays_text(hostile: str) -> None:
    drawing = draw(Bars(titles(hostile, hostile, ("<", ">")), ((hostile, Amount(7)),)), hostile)
    for svg in (drawing.wide, drawing.narrow):
        root = ElementTree.fromstring(svg.encode("utf-8"))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "path"}
        assert root.findtext(f"{SVG}title") == plain(hostile)


@pytest.mark.parametrize("key", PICTURES)
def test_letters_can_be_read_on_a_phone(key: str) -> None:
    sizes = [label.size for label in labels_of(scene(PICTURES[key], NARROW))]
    assert min(sizes) * PHONE / NARROW.width >= 11


@pytest.mark.parametrize("colour", [one for one in Colour if one not in (Colour.PAPER, Colour.RULE)])
def test_colours_stand_out_from_paper(colour: Colour) -> None:
    assert contrast(LIGHT[colour], LIGHT[Colour.PAPER]) >= 4.5


def test_rules_stand_out_enough_for_what_is_not_text() -> None:
    assert contrast(LIGHT[Colour.RULE], LIGHT[Colour.PAPER]) >= 3


def test_series_differ_in_pattern_mark_and_line_and_not_in_colour_alone() -> None:
    for looks in (
        [one.paint.pattern for one in SERIES],
        [one.form for one in SERIES],
        [one.dashes for one in SERIES],
        [one.pattern for one in STEPS],
    ):
        assert len(set(looks)) == len(looks) == 4


def contrast(one: str, other: str) -> float:
    """The ratio that WCAG 2.1 defines."""

    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# The words.


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (
            Bars(SEATS, (("Ale", Amount(12)), ("Eda", Amount(1)))),
            "Högst är Ale med 12 platser, lägst Eda med 1.",
        ),
        (
            Bars(SEATS, (("Ale", Amount(12)), ("Eda", Amount(0)), ("Åmål", Amount(12)))),
            "Högst är Ale och Åmål med 12 platser var, lägst Eda med 0.",
        ),
        (Bars(SEATS, (("Ale", Amount(1)),)), "Ale: 1 plats."),
        (Bars(SEATS, (("Ale", Amount(1)), ("Eda", Amount(1)))), "Alla har 1 plats."),
        (Bars(SEATS, (("Ale", Amount(0)), ("Eda", Amount(0)))), "Alla har 0 platser."),
        (
            Bars(SEATS, (("Ale", Amount(2)), ("Eda", Amount(2)), ("Åmål", UNKNOWN))),
            "Alla som är kända har 2 platser. Uppgift saknas för Åmål.",
        ),
        (Bars(SEATS, (("Ale", HIDDEN), ("Eda", Amount(9)))), "Eda: 9 platser. Ale: färre än 5."),
        (Bars(SEATS, (("Ale", UNKNOWN), ("Eda", UNKNOWN))), "Uppgift saknas för alla."),
        (
            Bars(SEATS, (*((name, UNKNOWN) for name in NAMES[:6]), ("Ale", Amount(3)))),
            "Ale: 3 platser. Uppgift saknas för 6 av 7.",
        ),
        (
            Bars(SEATS, (("Ale", Amount(12, 10, 15)), ("Eda", Amount(None, 5, 9)))),
            "Ale: 12 platser. Osäkert är Ale: 12 (10–15) platser, Eda: 5–9 platser.",
        ),
        (
            Bars(
                titles("Titel", "Andel som gått", ("%", "%")),
                (("Ale", Amount(Decimal("66.5"))), ("Eda", Amount(50))),
            ),
            "Högst är Ale med 66,5 %, lägst Eda med 50 %.",
        ),
        (
            Columns(SEATS, ("2016", "2017"), (("Platser", amounts(9, 4)),)),
            "Från 9 platser (2016) till 4 (2017). Högst är 2016 med 9 platser, lägst 2017 med 4.",
        ),
        (
            Lines(SEATS, ("2016", "2017"), (("A", amounts(9, None)), ("B", amounts(1, 2)))),
            "A: 2016: 9 platser. Uppgift saknas för 2017. B: Från 1 plats (2016) till 2 (2017). "
            "Högst är 2017 med 2 platser, lägst 2016 med 1.",
        ),
        (
            Panels(SEATS, ("2016", "2017"), (("Ale", amounts(9, 4)), ("Eda", amounts(2, None)))),
            "Högst är Ale 2016 med 9 platser, lägst Eda 2016 med 2. Uppgift saknas för Eda 2017.",
        ),
        (
            Stacks(SEATS, ("0–2 år", "3–5 år"), (("Ale", amounts(1, 2)), ("Eda", amounts(3, None)))),
            "0–2 år: Högst är Eda med 3 platser, lägst Ale med 1. 3–5 år: Ale: 2 platser. "
            "Uppgift saknas för Eda.",
        ),
        (
            Intervals(SEATS, ("Tjänster",), (("Ale", (Amount(None, 24),)), ("Eda", (Amount(8),)))),
            "Tjänster: Eda: 8 platser. Osäkert är Ale: minst 24 platser.",
        ),
        (
            Pairs(SEATS, "Behov", "Platser", (("Ale", Amount(5), Amount(4)), ("Eda", Amount(2), Amount(2)))),
            "1 av 2 har färre platser än behov. Längst ifrån är Ale, 4 av 5: 1 plats färre.",
        ),
        (
            Pairs(SEATS, "Behov", "Platser", (("Ale", Amount(5), Amount(5)), ("Eda", Amount(2), UNKNOWN))),
            "Ale: 5 av 5. Platser: Uppgift saknas för Eda.",
        ),
        (
            Funnel(
                titles("Titel", "Bidrag", ("kr", "kr")),
                (
                    ("Sökt belopp", Amount(2000)),
                    ("Beviljat belopp", Amount(1500)),
                    ("Använt belopp", UNKNOWN),
                ),
            ),
            "Sökt belopp: 2 000 kr. Beviljat belopp: 1 500 kr, 75 % av sökt belopp. "
            "Använt belopp: uppgift saknas.",
        ),
        (
            Wheel(
                PLAIN,
                2018,
                (Task("Anmälan", date(2018, 6, 1), date(2018, 6, 15)),),
                (Deadline("Bokslut", date(2018, 2, 10)),),
                date(2018, 5, 2),
            ),
            "Årshjul för 2018 med 1 uppgift och 1 fast dag. "
            "I tur och ordning: Bokslut 10 feb; Anmälan 1–15 jun. I dag är 2 maj.",
        ),
    ],
)
def test_a_picture_in_words(picture: Picture, told: str) -> None:
    head = f"{picture.titles.title}. {picture.titles.subtitle}. "
    assert description(picture).replace("\N{NO-BREAK SPACE}", " ") == head + told


@pytest.mark.parametrize(
    ("key", "caption", "columns", "first_row"),
    [
        (
            "courses",
            "Deltagartillfällen per kurs 2014–2018",
            ["Kurs", "Deltagartillfällen"],
            ["LVU grund", "93"],
        ),
        (
            "two-columns",
            "Personer och deltagartillfällen per år",
            ["År", "Personer", "Deltagartillfällen"],
            ["2014", "118", "212"],
        ),
        (
            "stacks",
            "Socialsekreterare i barn och unga efter erfarenhet, 31 mars 2017 (personer)",
            ["Kommun", "0–2 år", "3–5 år", "mer än 5 år"],
            ["Habo", "3,0", "2,0", "4,0"],
        ),
        (
            "pairs",
            "Behov av och platser på LVU grund, HT 2018",
            ["Kommun", "Behov", "Platser"],
            ["Habo", "7", "7"],
        ),
        (
            "funnel",
            "Statsbidrag för kompetensutveckling 2017, kronor",
            ["Steg", "Kronor", "Andel av steget före"],
            ["Sökt belopp", "1 500 000", "inte aktuellt"],
        ),
        (
            "lines",
            "Barn placerade i familjehem och sammanbrott per termin",
            ["Termin", "Placeringar", "Sammanbrott", "Omplaceringar"],
            ["VT 2014", "112", "21", "30"],
        ),
        (
            "wheel",
            "När det planeras, anmäls, hålls och redovisas, 2018",
            ["Vad", "Från", "Till"],
            ["Verksamhetsberättelse", "2017-12-01", "2018-02-28"],
        ),
    ],
)
def test_the_data_of_a_picture_as_a_table(
    key: str, caption: str, columns: list[str], first_row: list[str]
) -> None:
    table = data_table(PICTURES[key])
    assert table.caption == caption
    assert [column.heading for column in table.columns] == columns
    assert [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in table.rows[0]] == first_row


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
