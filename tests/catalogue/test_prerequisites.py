"""What is to be taken before what: read from the catalogue, and refused where nobody could begin."""

import pytest

from kfond.catalogue.prerequisites import circles, prerequisites_of, unknown_prerequisites
from written_catalogue import lines_of, read_catalogue

Rows = list[tuple[object, ...]]


def row(
    course: str, before: str = "", names: str = "", band: str = "0-2 år", sizes: tuple[int, int] = (8, 20)
) -> tuple[object, ...]:
    return ("BoU", band, course, "1 gång/år", *sizes, before, names)


def problems(rows: Rows) -> list[str]:
    return [problem.in_words("en") for problem in read_catalogue(rows, "Förkunskaper", "Andra namn").problems]


def test_the_courses_before_a_course_are_those_of_all_its_lines() -> None:
    lines = lines_of(
        [
            row("LVU grund", names="LVU; LVU 1 (troligen)"),
            row("BBIC grund"),
            row("LVU fördjupning", "LVU"),
            row("LVU fördjupning", "BBIC grund;\n lvu  GRUND. ", band="3-5 år"),
        ],
        "Förkunskaper",
        "Andra namn",
    )
    assert [line.stated.prerequisites for line in lines] == [(), (), ("LVU",), ("BBIC grund", "lvu  GRUND.")]
    assert prerequisites_of(lines) == {"lvu-fordjupning": ("bbic-grund", "lvu-grund")}
    assert prerequisites_of(lines[::-1]) == prerequisites_of(lines)
    assert unknown_prerequisites(lines) == ()


def test_a_prerequisite_whose_course_has_left_the_catalogue_is_told_and_ties_to_nothing() -> None:
    lines = lines_of([row("LVU grund"), row("LVU fördjupning", "LVU grund")], "Förkunskaper", "Andra namn")

    assert prerequisites_of(lines[1:]) == {}
    (unknown,) = unknown_prerequisites(lines[1:])
    assert (unknown.name, unknown.source.place.cell) == ("LVU grund", "C3")


NO_COURSE = (
    "is no course of the catalogue. Write a course as it stands in its own row, or take the name away."
)
NO_BEGINNING = "Nobody could begin, since each course needs the one after it: "
BANDS = "0-2 år, 3-5 år, > 5 år, arbetsledare, handläggare och behandlare"
TAKE_AWAY = "Take the name away in the row of the course that can be taken first."


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row("A", "B")], [f"G2: “B” {NO_COURSE}"]),
        ([row("A", "B; C"), row("B", names="C (troligen)")], [f"G2: “C” {NO_COURSE}"]),
        ([row("A", "X"), row("B", names="X"), row("C", names="X")], [f"G2: “X” {NO_COURSE}"]),  # which of them?
        ([row("A", "A")], [f"G2: {NO_BEGINNING}A → A (G2). {TAKE_AWAY}"]),
        ([row("A", "Aa", names="Aa")], [f"G2: {NO_BEGINNING}A → A (G2). {TAKE_AWAY}"]),
        (
            [row("A", "B"), row("B", "C"), row("C", "A"), row("D", "A")],
            [f"G2: {NO_BEGINNING}A → B → C → A (G2, G3, G4). {TAKE_AWAY}"],
        ),
        (
            [row("A", "B; Z"), row("B", "A", sizes=(20, 8)), row("C", band="nyss")],
            [
                "E3: The smallest group of B (20) is larger than the largest (8). Write a smaller number here.",
                f"B4: “nyss” is no known band. Write one of: {BANDS}.",
                f"G2: “Z” {NO_COURSE}",
                f"G2: {NO_BEGINNING}A → B → A (G2, G3). {TAKE_AWAY}",
            ],
        ),
    ],
)  # fmt: skip
def test_every_contradiction_is_told_with_its_cell(rows: Rows, told: list[str]) -> None:
    assert problems(rows) == [f"katalog.xlsx, Blad1!{one}" for one in told]


@pytest.mark.parametrize(
    ("needed", "found"),
    [
        ({}, ()),
        ({"a": ["b"], "b": ["c"]}, ()),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, ()),  # two ways to one course are no circle
        ({"b": ["a"], "a": ["b"]}, (("a", "b"),)),
        ({"a": ["b"], "b": ["a", "b"]}, (("a", "b"), ("b",))),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, (("a", "b", "c"),)),
    ],
)
def test_circles(needed: dict[str, list[str]], found: tuple[tuple[str, ...], ...]) -> None:
    assert circles(needed) == found
