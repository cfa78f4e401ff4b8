"""Goals: the outcome beside target and baseline, and how far it is, definition by definition."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kfond.lists.rows import Row
from kfond.reports.annual.goals import in_words
from kfond.reports.annual.section import Part
from kfond.reports.annual.sections import GOALS
from kfond.staffing.returns import Return
from reports.written_material import material, row, unit


def outcome(
    whose: str, year: int, value: str, *, indicator: str = "Personalomsättning", definition: str = "A"
) -> Row:
    return row(
        "indicators", whose, str(year), name=indicator, value=value, measured_in="procent", target="15",
        baseline="20", definition=definition,
    )  # fmt: skip


def section(*rows: Row, returns: list[Return] | None = None) -> Part:
    part = GOALS.build(material(2018, {"indicators": rows}, returns=returns or []))
    assert part
    return part


@pytest.mark.parametrize(
    ("distance", "measured_in", "words"),
    [
        (Fraction("9.2"), "procent", "9,2\u00a0procentenheter över målet"),
        (Fraction(-15), "Procent", "15\u00a0procentenheter under målet"),
        (Fraction(0), "procent", "på målet"),
        (Fraction(-3), "index", "3 under målet"),
    ],
)
def test_a_distance_in_words(distance: Fraction, measured_in: str, words: str) -> None:
    assert in_words(distance, measured_in) == words


def test_outcomes_beside_target_and_baseline() -> None:
    part = section(
        outcome("Ale", 2017, "12"),
        outcome("Ale", 2018, "10,3"),
        outcome("Orust", 2018, "24,2"),
        outcome("Tanum", 2018, "?"),
    )
    assert [tuple(map(str, cells)) for cells in part.tables["goals_1"].rows] == [
        ("Ale", "20", "12", "10,3", "15", "4,7\u00a0procentenheter under målet"),
        ("Orust", "20", "uppgift saknas", "24,2", "15", "9,2\u00a0procentenheter över målet"),
        ("Tanum", "20", "uppgift saknas", "uppgift saknas", "15", "går inte att säga"),
    ]
    values = {finding.figure.id: finding.figure.value for finding in part.findings}
    assert values["goals.personalomsattning.above.2018"] == 1
    assert values["goals.personalomsattning.below.2018"] == 1  # Tanum's is not known and on neither side
    assert "goals.personalomsattning.tanum.2018" not in values


def test_two_definitions_are_never_in_one_table() -> None:
    part = section(outcome("Ale", 2018, "10"), outcome("Orust", 2018, "30", definition="B"))
    assert [[str(cells[0]) for cells in table.rows] for table in part.tables.values()] == [["Ale"], ["Orust"]]
    assert [goal.is_one_of_several for goal in part.words["goals"]] == [True, True]
    assert {finding.figure.id for finding in part.findings} >= {
        "goals.personalomsattning.ale.2018",
        "goals.personalomsattning-definition-2.orust.2018",
    }


def test_last_year_under_another_definition_is_not_shown_beside_this_year() -> None:
    part = section(outcome("Ale", 2017, "99", definition="B"), outcome("Ale", 2018, "10"))
    assert [column.heading for column in part.tables["goals_1"].columns] == [
        "Kommun", "Utgångsläge", "Utfall 2018", "Mål", "Till målet",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("posts", "shown"),
    [("11", "7"), ("10", "dold"), ("9-12", "dold"), ("?", "dold"), ("", "dold")],
)
def test_sick_leave_of_a_group_that_is_or_may_be_small_is_hidden(posts: str, shown: str) -> None:
    part = section(
        outcome("Ale", 2018, "7", indicator="Sjukfrånvaro"),
        outcome("", 2018, "6", indicator="Sjukfrånvaro"),
        returns=[unit("Ale", 2018, positions=posts)] if posts else [],
    )
    cells = {str(cells[0]): [str(cell) for cell in cells] for cells in part.tables["goals_1"].rows}
    assert cells["Ale"][2] == shown
    assert cells["Hela förbundet"][2] == "6"
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    assert figures["goals.sjukfranvaro.ale.2018"].suppressed is (shown == "dold")
    assert figures["goals.sjukfranvaro.ale.2018"].value == (7 if shown == "7" else None)
