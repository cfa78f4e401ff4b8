"""How much a doubt matters: persons not known, times the joint courses that the band stands behind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import Band, CatalogueLine, CourseIdentity, Line, Met
from kfond.cells import read_cell
from kfond.periods import Term
from kfond.provenance import Place, Source
from kfond.review.weight import lines_on_bands, weigh
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated

HEADS = Decimal("1.25")


def line(band: Band, met: Met = Met.JOINT, area: str = "BoU") -> Line:
    source = Source(Place("k.xlsx", "Katalog", "E2"), "LVU")
    stated = CatalogueLine(
        area, band, met, "", "LVU", "Varje år", None, None, None, None, "", (), source, None
    )
    return Line(1, CourseIdentity("lvu", "LVU"), stated, read_frequency("Varje år"), Term(2017, 2))


def orust(**cells: object) -> Return:
    """A unit with 4 posts and nobody in any band, but for the cells given."""
    typed = {"positions": 4, "vacancies": 0, "band_0_2": 0, "band_2_5": 0, "band_over_5": 0, **cells}
    source = Source(Place("p.xlsx", "Blad1", "B3"), "")
    figures = tuple(
        Stated(Measure(key), read_cell(cell, Measure(key).expect), source) for key, cell in typed.items()
    )
    return Return(
        "1421",
        "Orust",
        "",
        "BoU",
        date(2017, 3, 31),
        SourceKind.RETURN,
        Definition.TABLE,
        "",
        "",
        source,
        figures,
    )


CATALOGUE = (line(Band.NEW), line(Band.NEW), line(Band.CASEWORKERS), line(Band.EXPERIENCED, Met.LOCAL))


def test_joint_lines_are_counted_on_each_band_that_they_are_for() -> None:
    assert lines_on_bands(CATALOGUE, "BoU") == {"band_0_2": 3, "band_2_5": 1, "band_over_5": 1}


def test_an_area_without_a_catalogue_counts_one_line_a_band() -> None:
    assert lines_on_bands(CATALOGUE, "EKB") == {"band_0_2": 1, "band_2_5": 1, "band_over_5": 1}


@pytest.mark.parametrize(
    ("cells", "measure", "width", "courses"),
    [
        # the posts leave room for 4 to 5 persons in the only band without a figure
        ({"band_0_2": "alla utom chefen"}, "band_0_2", "1", 3),
        # nobody knows the posts either: no bound
        ({"band_0_2": "alla utom chefen", "positions": "vet ej"}, "band_0_2", None, 3),
        # a figure in doubt is one person off at least, however sure its ends look
        ({"band_2_5": "3 (eller så)"}, "band_2_5", "1", 1),
        ({"band_0_2": "2-8 (med chefen)"}, "band_0_2", "6", 3),
        # posts bound a band without a figure; 4 posts in doubt are one post off, or 1.25 persons
        ({"band_0_2": "många", "positions": "4 (+ några)"}, "positions", "1.25", 3),
        ({"band_0_2": "många", "positions": "oklart antal"}, "positions", None, 3),
        # vacancies cannot take away more than the posts
        ({"band_0_2": "många", "vacancies": "några"}, "vacancies", "4", 3),
        # where every band has its figure, posts change nothing; nor do consultants ever
        ({"positions": "4 (+ några)"}, "positions", "0", 0),
        ({"consultants": "enbart på helger"}, "consultants", "0", 0),
    ],
)
def test_what_a_doubt_weighs(cells: dict[str, object], measure: str, width: str | None, courses: int) -> None:
    answer = orust(**cells)
    stated = answer.stated(Measure(measure))
    assert stated is not None
    weight = weigh(answer, stated, lines_on_bands(CATALOGUE, "BoU"), HEADS)
    assert (weight.width, weight.lines) == (None if width is None else Decimal(width), courses)


def test_without_a_bound_comes_first_then_persons_times_courses_then_what_no_plan_uses() -> None:
    answer = orust(band_0_2="många", band_2_5="3 (eller så)", consultants="?!", positions="vet ej")
    on_bands = lines_on_bands(CATALOGUE, "BoU")
    ranks = {
        measure: weigh(answer, stated, on_bands, HEADS).rank
        for measure in ("consultants", "band_2_5", "band_0_2")
        if (stated := answer.stated(Measure(measure)))
    }
    assert sorted(ranks, key=lambda measure: ranks[measure]) == ["band_0_2", "band_2_5", "consultants"]


def test_a_figure_of_another_definition_weighs_nothing() -> None:
    answer = replace(orust(band_0_2="många"), definition=Definition.FTE_REPORTED)
    stated = answer.stated(Measure.BAND_0_2)
    assert stated is not None
    assert weigh(answer, stated, lines_on_bands(CATALOGUE, "BoU"), HEADS).lines == 0
