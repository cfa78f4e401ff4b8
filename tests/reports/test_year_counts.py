"""In how many municipalities something is so, where some cells leave it open."""

from __future__ import annotations

from datetime import date

import pytest

from kfond.cells import Expect, read_cell
from kfond.provenance import Place, Source
from kfond.reports.annual.counts import says_none, says_yes, where_all_say_none, where_any_says_yes
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated


def unit(municipality: str, name: str, measure: Measure, typed: str) -> Return:
    source = Source(Place("a.xlsx", "Blad1", f"{municipality}{name}"), typed)
    return Return(
        municipality_code=municipality,
        municipality=municipality,
        unit=name,
        area="BoU",
        as_of=date(2017, 3, 31),
        source_kind=SourceKind.INTERVIEW,
        definition=Definition.TABLE,
        includes="",
        note="",
        source=source,
        figures=(Stated(measure, read_cell(typed, measure.expect), source),),
    )


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("0", True),
        ("Nej", True),
        ("inga", True),
        ("2", False),
        ("minst 1", False),
        ("1?", None),  # 0 to 2
        ("0-1", None),
        ("-", None),
        ("?", None),
        ("några", None),
    ],
)
def test_whether_a_cell_says_that_there_are_none(typed: str, verdict: bool | None) -> None:
    assert says_none(read_cell(typed, Expect.COUNT)) is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Ja 50%", True),
        ("Ja: ? %", True),
        ("50 %", True),
        ("Nej", False),
        ("0 %", False),
        ("?", None),
        ("Reception", None),
    ],
)
def test_whether_a_cell_says_yes(typed: str, verdict: bool | None) -> None:
    assert says_yes(read_cell(typed, Expect.SHARE)) is verdict


def test_a_municipality_has_no_vacancy_only_when_all_its_units_say_so() -> None:
    counted = where_all_say_none(
        [
            unit("Ale", "1", Measure.VACANCIES, "0"),
            unit("Ale", "2", Measure.VACANCIES, "Nej"),
            unit("Bjuv", "1", Measure.VACANCIES, "0"),
            unit("Bjuv", "2", Measure.VACANCIES, "?"),
            unit("Eda", "1", Measure.VACANCIES, "?"),
            unit("Eda", "2", Measure.VACANCIES, "1"),
        ],
        Measure.VACANCIES,
    )
    assert (counted.so, counted.is_open, counted.asked) == (("Ale",), ("Bjuv",), 3)
    assert len(counted.sources) == 6


def test_one_unit_that_says_yes_is_enough() -> None:
    counted = where_any_says_yes(
        [
            unit("Ale", "1", Measure.ADMIN_SUPPORT, "Nej"),
            unit("Ale", "2", Measure.ADMIN_SUPPORT, "Ja 50%"),
            unit("Bjuv", "1", Measure.ADMIN_SUPPORT, "Nej"),
            unit("Bjuv", "2", Measure.ADMIN_SUPPORT, "Reception"),
        ],
        Measure.ADMIN_SUPPORT,
    )
    assert (counted.so, counted.is_open) == (("Ale",), ("Bjuv",))
