"""Change since the year before: only the same units beside each other, only where both years are known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kfond.reports.annual.section import Part
from kfond.reports.annual.sections import CHANGE
from kfond.staffing.returns import Return
from reports.written_material import material, unit


def change(before: list[Return], after: list[Return]) -> Part | None:
    return CHANGE.build(material(2018, returns=after, earlier={2017: before}))


def test_only_municipalities_known_in_both_years_are_summed() -> None:
    part = change(
        [
            unit("Ale", 2017, positions="10", vacancies="1"),
            unit("Orust", 2017, positions="5", vacancies="?"),
            unit("Tanum", 2017, positions="7", vacancies="2"),
        ],
        [
            unit("Ale", 2018, positions="12,5", vacancies="3"),
            unit("Orust", 2018, positions="4", vacancies="1"),
            unit("Habo", 2018, positions="3", vacancies="0"),
        ],
    )
    assert part
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    values = {key: figure.value for key, figure in figures.items()}
    assert values == {
        "change.positions.2017": 10 + 5,
        "change.positions.2018": Decimal("12.5") + 4,
        "change.positions": Decimal("1.5"),
        "change.vacancies.2017": 1,  # Orust's question mark is not zero
        "change.vacancies.2018": 3,
        "change.vacancies": 2,
    }
    assert [source.verbatim for source in figures["change.vacancies"].sources] == ["1", "3"]
    assert (
        "Inte med, eftersom åren inte går att jämföra: Habo, Orust och Tanum."
        in figures["change.vacancies"].definition
    )
    assert part.words["not_compared"] == [
        ("Habo", "siffror för 2017 saknas"),
        ("Tanum", "siffror för 2018 saknas"),
    ]
    assert part.summary == (
        "**Antalet vakanta tjänster ökade** från [1](figure:change.vacancies.2017) till "
        "[3](figure:change.vacancies.2018) i den enda kommun där båda årens siffror är kända.",
    )


@pytest.mark.parametrize(
    ("before", "after", "why_not"),
    [
        ({"unit": "1"}, {"unit": "2"}, "redovisas i andra enheter 2018 än 2017"),
        ({"includes": "EKB"}, {}, "siffrorna räknar inte samma områden båda åren"),
        ({}, {}, ""),
    ],
)
def test_other_units_and_other_areas_are_not_compared(
    before: dict[str, str], after: dict[str, str], why_not: str
) -> None:
    whole = [unit("Tanum", 2017, positions="7")], [unit("Tanum", 2018, positions="7")]
    part = change(
        [unit("Ale", 2017, positions="10", **before), *whole[0]],
        [unit("Ale", 2018, positions="12", **after), *whole[1]],
    )
    assert part
    assert part.words["not_compared"] == ([("Ale", why_not)] if why_not else [])
    assert part.findings[-1].figure.value == (0 if why_not else 2)


@pytest.mark.parametrize(
    ("before", "after", "cell"),
    [
        ("3", "5", "+2"),
        ("5", "3,5", "−1,5"),
        ("3", "3", "0"),
        ("1-2", "2", "0 till +1"),
        ("minst 2", "5", "högst +3"),
        ("-", "5", "inte känd"),
    ],
)
def test_a_difference_in_words(before: str, after: str, cell: str) -> None:
    part = change(
        [unit("Ale", 2017, positions="10", vacancies=before)],
        [unit("Ale", 2018, positions="10", vacancies=after)],
    )
    assert part
    assert str(part.tables["change_posts"].rows[0][-1]) == cell


def test_a_difference_that_may_go_either_way_is_not_called_a_rise() -> None:
    part = change([unit("Ale", 2017, vacancies="2-4")], [unit("Ale", 2018, vacancies="3")])
    assert part
    assert "åt vilket håll det gick är inte säkert" in part.words["told"][0]


def test_without_the_year_before_there_is_no_section() -> None:
    assert change([], [unit("Ale", 2018, positions="10")]) is None
    only_older = material(
        2018, returns=[unit("Ale", 2018, positions="10")], earlier={2016: [unit("Ale", 2016, positions="9")]}
    )
    assert CHANGE.build(only_older) is None
