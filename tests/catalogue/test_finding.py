"""Finding a course by what a coordinator calls it."""

from pathlib import Path

import pytest

from kfond.catalogue.actions import catalogue
from kfond.catalogue.finding import find_course
from kfond.catalogue.lines import Line
from kfond.db import reading


@pytest.fixture(scope="module")
def lines(fyrbodal_db: Path) -> tuple[Line, ...]:
    with reading(fyrbodal_db) as session:
        return catalogue(session).lines


@pytest.mark.parametrize(
    ("text", "area", "name"),
    [
        ("LVU", "", "LVU"),
        ("lvu", "", "LVU"),
        ("missbruk/LVM", "missbruk", "LVM"),
        ("trauma", "", "Förhållningssätt vid trauma"),
        ("Familjeterapi", "", "Att arbeta med familjer (ersätter familjeterapi 1 och 2)"),
        ("handledning", "", "Yrkeshandledning 10 ggr a 3 tim"),
    ],
)
def test_what_a_coordinator_writes(lines: tuple[Line, ...], text: str, area: str, name: str) -> None:
    found = find_course(lines, text)

    assert (found.course.name if found.course else None, found.area) == (name, area)


def test_a_part_of_several_names_is_no_guess(lines: tuple[Line, ...]) -> None:
    found = find_course(lines, "samtal")

    assert found.course is None
    assert found.suggestions == ("BoU/Praktiska redskap för samtal med barn", "BoU/Samtal med barn")


def test_a_slip_of_the_pen_is_answered_with_what_is_near(lines: tuple[Line, ...]) -> None:
    found = find_course(lines, "Klarspårk")

    assert found.course is None
    assert found.suggestions[0] == "BoU/Klarspråk"
