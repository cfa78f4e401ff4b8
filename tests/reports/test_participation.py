"""What the reports say of the training of the year: worked out by hand on a few rows, and held against the region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond import db
from kfond.catalogue.lines import slug_of
from kfond.cells import read_cell
from kfond.cells.reading import unclear
from kfond.lists.rows import Row, Value
from kfond.periods import read_period
from kfond.provenance import Coverage, Figure, Place, Source
from kfond.reports.actions import report_of
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.kinds import REPORT_KINDS
from kfond.reports.annual.material import Material
from kfond.reports.annual.participation_figures import persons
from kfond.reports.annual.participation_pictures import change, most
from kfond.reports.annual.participations import rounds_of, tells_all
from kfond.reports.annual.report import Report, build
from kfond.reports.documents.document import Front
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.tables import Marked
from kfond.reports.wording import cells_in_words, shown, span_of_days
from region.courses import COURSES, Course, Training
from region.staff import Staff

CODES = {"Ale": "1440", "Orust": "1421", "Åmål": "1492"}


def row(
    course: str, when: str, place: str, typed: str, *, person: str = "", file: str = "lista.csv", **said: str
) -> Row:
    """A row of a list of participations; `typed` is the cell with the number, `said` its other cells."""
    source = Source(
        Place(file, "Lista", f"D{abs(hash((course, when, place, person, typed))) % 900 + 2}"), typed
    )
    span = read_period(when)
    assert span
    nothing = read_cell("")
    values = [Value("participations", read_cell(typed), "", source)]
    for field, text in said.items():
        answer = read_cell(text).answer if field == "preliminary" else None
        values.append(Value(field, replace(nothing, verbatim=text, answer=answer), text, source))
    first, last = span
    return Row(
        "participations", CODES[place], place, "", "", course, first, last, person, tuple(values), source
    )


def made(rows: Sequence[Row], kind: str = "follow-up", **more: object) -> Report:
    """The report of 2018 for three members of which nothing is known but the rows."""
    material = Material(
        year=2018, first_year=2018, association="", members=frozenset(CODES.values()), returns=(), reported=(),
        period=None, ties=(), totals=(), reservations=(), heads_per_post=Decimal("1.25"),
        lists={"participations": tuple(rows)},
    )  # fmt: skip
    return build(replace(material, **more), REPORT_KINDS[kind])  # type: ignore[arg-type]


def value(report: Report, key: str) -> object:
    found: Figure = report.found[key].figure
    return found.value if found.value is not None else (found.low, found.high)


def section(report: Report, key: str) -> object:
    return {found.key: part for found, part in report.parts}[key]


LISTS = [
    row("LVU", "VT2018", "Ale", "4", round="1"),
    row("LVU", "VT2018", "Orust", "3", round="1"),
    row("LVU", "VT2018", "Orust", "2", round="2"),
    row("BBIC", "2018-10-09", "Ale", "5", preliminary="ja"),
    row("Seminarium", "2018-02-01", "Ale", "7", counts="outside"),
    row("Forum", "2018-03-01", "Orust", "2", counts="own_heading"),
    row("LVU", "HT2017", "Ale", "6"),
]


def test_the_sum_and_what_stands_beside_it() -> None:
    report = made(LISTS)
    assert value(report, "participations.2018.total") == 4 + 3 + 2 + 5
    assert value(report, "participations.2018.preliminary") == 5
    assert value(report, "participations.2018.outside") == 7
    assert value(report, "participations.2018.own_heading") == 2
    assert value(report, "participations.2017.total") == 6
    assert value(report, "participations.2018.course.lvu") == 9
    assert value(report, "participations.2018.municipality.ale") == 9
    assert value(report, "participations.2018.outside.course.seminarium") == 7
    assert value(report, "rounds.2018.total") == 5  # LVU 1 and 2, BBIC, Seminarium, Forum


def test_the_first_sentences_say_the_result_with_singular_and_plural() -> None:
    summary = made(LISTS).summary
    assert "**[5 omgångar](figure:rounds.2018.total) av 4 kurser hölls 2018**." in summary
    assert summary[0] == (
        "De gemensamma kurserna hade **[14 deltagartillfällen](figure:participations.2018.total)** 2018, "
        "8 fler än 2017 ([6](figure:participations.2017.total)); "
        "[5](figure:participations.2018.preliminary) av dem är preliminära."
    )
    alone = made([row("LVU", "VT2018", "Ale", "1")]).summary
    assert "**[1 omgång](figure:rounds.2018.total) av 1 kurs hölls 2018**." in alone
    assert "[1 deltagartillfälle]" in alone[0]


def test_a_cell_without_a_number_makes_the_sum_at_least_what_is_known() -> None:
    report = made([row("LVU", "VT2018", "Ale", "4"), row("LVU", "VT2018", "Orust", "?")])
    assert value(report, "participations.2018.total") == (4, None)
    assert shown(report.found["participations.2018.total"].figure) == "minst 4"
    assert [(it.whose, it.typed, it.read_as) for it in report.left_out] == [
        ("LVU, Orust", "?", "uppgift saknas")
    ]


def test_an_unclear_answer_about_the_sum_leaves_it_open() -> None:
    open_row = row("LVU", "VT2018", "Orust", "3")
    counts = Value("counts", unclear(note="kanske"), "", open_row.source)
    report = made([row("LVU", "VT2018", "Ale", "4"), replace(open_row, values=(*open_row.values, counts))])
    found = report.found["participations.2018.total"].figure
    assert (found.value, found.low, found.high) == (None, 4, 7)


def test_a_round_that_nobody_came_to_was_not_held() -> None:
    rows = [
        row("LVU", "VT2018", "Ale", "0"),
        row("BBIC", "VT2018", "Ale", "0"),
        row("BBIC", "VT2018", "Orust", "1"),
    ]
    assert len(rounds_of(rows)) == 1


def test_persons_are_counted_once_and_only_where_they_are_known() -> None:
    rows = [
        row("LVU", "VT2018", "Ale", "1", person="a"),
        row("BBIC", "HT2018", "Ale", "1", person="a"),
        row("LVU", "VT2018", "Orust", "1", person="b"),
        row("MI", "VT2018", "Orust", "8"),
    ]
    found = persons(rows, "2018", "2018")
    assert found
    assert [finding.figure.value for finding in found] == [2, 3]  # two persons, three participations
    assert persons(rows[3:], "2018", "2018") is None


def test_a_municipality_that_no_list_names_had_nobody_there_unless_lists_came_one_by_one() -> None:
    assert tells_all([row("LVU", "VT2018", "Ale", "1"), row("LVU", "VT2018", "Orust", "1")])
    assert not tells_all(
        [row("LVU", "VT2018", "Ale", "1", file="ale.csv"), row("LVU", "VT2018", "Orust", "1")]
    )
    assert not tells_all([])


def test_who_was_reached_and_who_was_not() -> None:
    report = made(LISTS)
    assert value(report, "participations.2018.reached") == 2
    assert value(report, "participations.2018.reached.course.lvu") == 2
    assert section(report, "reach").words["missed"] == ("kommunkod 1492",)  # type: ignore[attr-defined]


def test_the_tables_carry_the_ids_of_their_figures() -> None:
    report = made(LISTS)
    marked = {
        cell.figure
        for table in report.tables.values()
        for line in table.rows
        for cell in line
        if isinstance(cell, Marked)
    }
    assert marked <= set(report.found)
    assert {"participations.2018.course.lvu", "participations.2017.municipality.ale"} <= marked
    assert [found.id for found in report.figures if not (found.definition and found.sources)] == []


# Thirds of the year

BY_DAY = [
    row("LVU", "2018-02-01", "Ale", "4"),
    row("BBIC", "maj 2018", "Ale", "3"),
    row("MI", "T3 2018", "Orust", "2"),
    row("Familjesamtal", "VT2018", "Orust", "5"),
    row("Forum", "2018", "Ale", "1"),
]


def test_thirds_of_the_year_hold_what_surely_began_in_them_and_at_most_what_may_have() -> None:
    report = made(BY_DAY, "tertial")
    assert value(report, "participations.2018.t1") == (4, 4 + 5 + 1)
    assert value(report, "participations.2018.t2") == (3, 3 + 5 + 1)
    assert value(report, "participations.2018.t3") == (2, 2 + 1)
    assert value(report, "participations.2018.no_third") == 6
    assert value(report, "participations.2018.total") == 15
    assert value(report, "rounds.2018.t1") == (1, 3)
    assert value(report, "rounds.2018.no_third") == 2


def test_thirds_are_one_number_where_every_round_has_its_day() -> None:
    report = made(BY_DAY[:3], "tertial")
    assert [value(report, f"participations.2018.t{third}") for third in (1, 2, 3)] == [4, 3, 2]
    assert "alla går att fördela på tertial" in section(report, "tertials").words["told"]  # type: ignore[attr-defined]


WHENS = ("VT2018", "HT2018", "2018", "2018-04-30", "2018-05-01", "T2 2018", "november 2018")
rows_of_a_year = st.lists(
    st.builds(
        row,
        st.sampled_from(["LVU", "BBIC", "MI"]),
        st.sampled_from(WHENS),
        st.sampled_from(list(CODES)),
        st.sampled_from(["0", "1", "7", "ca 5", "3-4"]),
        counts=st.sampled_from(["inside", "outside", "own_heading"]),
        band=st.sampled_from(["band_0_2", "band_over_5", "supervisors", ""]),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=30)
@given(rows_of_a_year)
def test_thirds_and_what_lies_in_none_add_up_to_the_year(rows: list[Row]) -> None:
    report = made(rows, "tertial")
    for what in ("participations", "rounds"):
        low = sum(
            report.found[f"{what}.2018.{part}"].figure.low or 0 for part in ("t1", "t2", "t3", "no_third")
        )
        assert low == report.found[f"{what}.2018.total"].figure.low


@settings(deadline=None, max_examples=30)
@given(rows_of_a_year)
def test_municipalities_courses_and_bands_each_add_up_to_the_sum(rows: list[Row]) -> None:
    report = made(rows)
    whole = report.found.get("participations.2018.total")
    for parts in (("municipality.",), ("course.",), ("band_", "supervisors", "no_band")):
        starts = tuple(f"participations.2018.{part}" for part in parts)
        found = [each.figure.value for key, each in report.found.items() if key.startswith(starts)]
        assert sum(found) == (whole.figure.value if whole else 0)  # type: ignore[arg-type]


# Words


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ({2017: "4", 2018: "9"}, "Deltagartillfällena ökade 2018, från 4 till 9"),
        ({2017: "9", 2018: "4"}, "Deltagartillfällena minskade 2018, från 9 till 4"),
        ({2017: "4", 2018: "4"}, "Lika många deltagartillfällen 2018 som 2017, 4"),
        ({2018: "1"}, "1 deltagartillfälle 2018"),
        ({2017: "?", 2018: "9"}, "9 deltagartillfällen 2018"),
    ],
)
def test_the_title_over_the_years_says_what_is_seen(numbers: dict[int, str], title: str) -> None:
    rows = [row("LVU", f"VT{year}", "Ale", typed) for year, typed in numbers.items()]
    found = made(rows).found
    assert change({year: found[f"participations.{year}.total"] for year in numbers}) == title


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ({"Ale": "2", "Orust": "9"}, "Orust hade flest deltagartillfällen 2018: 9"),
        ({"Ale": "9", "Orust": "9", "Åmål": "1"}, "Ale och Orust hade flest deltagartillfällen 2018: 9 var"),
        ({"Ale": "9", "Orust": "9"}, "Alla hade lika många deltagartillfällen 2018: 9"),
    ],
)
def test_the_title_of_bars_names_who_has_most(numbers: dict[str, str], title: str) -> None:
    report = made([row("LVU", "VT2018", place, typed) for place, typed in numbers.items()])
    ids = {"Ale": "ale", "Orust": "orust", "Åmål": "amal"}
    found = {place: report.found[f"participations.2018.municipality.{ids[place]}"] for place in numbers}
    assert most(found, "2018") == title


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("VT2018", "VT2018"),
        ("2018", "2018"),
        ("T2 2018", "T2 2018"),
        ("feb 2018", "februari 2018"),
        ("2018-03-03", "2018-03-03"),
        ("2018-03-03 till 2018-04-03", "2018-03-03–2018-04-03"),
    ],
)
def test_a_time_in_a_table(typed: str, words: str) -> None:
    span = read_period(typed)
    assert span and span_of_days(*span) == words


def test_cells_below_each_other_are_said_by_their_ends() -> None:
    cells = ["E4", "E5", "E6", "E7", "E9", "E10", "F5"]
    sources = [Source(Place("a.xlsx", "Blad1", cell), "") for cell in cells]
    assert cells_in_words(sources) == "a.xlsx, Blad1!E4–E7, E9, E10 och F5"


# The made-up region


@pytest.fixture(scope="module")
def staff() -> Staff:
    return Staff()


@pytest.fixture(scope="module")
def training(staff: Staff) -> Training:
    return Training(staff)


@pytest.fixture(scope="module")
def region(region_db: Path) -> Report:
    with db.reading(region_db) as session:
        return report_of(session, 2018)


def test_the_figures_of_the_region_are_those_of_the_model(region: Report, training: Training) -> None:
    seats = [seat for seat in training.of_year(2018) if seat.course.counts == "inside"]
    assert value(region, "participations.2018.total") == len(seats) == 143
    by_place = Counter(seat.worker.municipality.name for seat in seats)
    counted = {
        finding.figure.label.partition(", ")[2]: finding.figure.value
        for key, finding in region.found.items()
        if key.startswith("participations.2018.municipality.")
    }
    assert counted == by_place
    by_band = Counter(seat.band for seat in seats)
    assert value(region, "participations.2018.band_0_2") == by_band["0-2"]
    beside = Counter(seat.course.counts for seat in training.of_year(2018))
    assert value(region, "participations.2018.outside") == beside["outside"]
    assert value(region, "participations.2018.own_heading") == beside["own_heading"]
    assert value(region, "rounds.2018.total") == len(
        {(seat.course.name, seat.term, seat.number) for seat in training.of_year(2018)}
    )


def test_two_municipalities_of_nearly_one_name_are_told_apart(region: Report) -> None:
    assert value(region, "participations.2018.municipality.habo-0643") == 11
    assert value(region, "participations.2018.municipality.habo-0305") == 14
    assert value(region, "participations.2018.municipality.alvsbyn") == 8


def test_both_sources_of_five_years_are_printed_and_agree(region: Report) -> None:
    assert value(region, "participations.2014-2018.total") == value(region, "participations.recurring") == 742
    assert value(region, "participations.2014-2018.list_difference") == 0
    assert len(region.tables["two_sources"].rows) == 16 + 1


@pytest.mark.parametrize(
    "course", [course for course in COURSES if course.band != "supervisors" and course.held]
)
def test_the_bounds_of_saturation_hold_for_the_people_of_the_model(
    region: Report, staff: Staff, training: Training, course: Course
) -> None:
    """Of the target group of March 2018 no more had gone by the end of the year than is said."""
    day = date(2018, 3, 31)
    assert training.seats
    group = [
        worker
        for worker in staff.workers
        if worker.works_on(day) and not worker.is_supervisor and worker.band_on(day) == course.band
        if worker.municipality.name != "Nora"  # whose reply could not be read
    ]
    gone = sum(course.name in worker.taken for worker in group)
    trained = region.found[f"saturation.trained.{slug_of(course.name)}"].figure.high
    remaining = region.found[f"saturation.remaining.{slug_of(course.name)}"].figure.low
    assert trained is not None and gone <= trained
    assert remaining is not None and len(group) - gone >= remaining


def test_participations_per_post_show_both_numbers_and_leave_out_what_is_not_known(region: Report) -> None:
    rows = {str(line[0]): [str(cell) for cell in line[1:]] for line in region.tables["per_post"].rows}
    assert rows["Habo"] == ["11", "4", "2,75"]
    assert rows["Nora"] == ["12", "uppgift saknas", "går inte att räkna"]
    assert rows["Tillsammans, 9 kommuner"] == ["131", "76", "1,72"]
    found = region.found["participations.2018.per_post"].figure
    assert (found.value, found.coverage) == (Fraction(131, 76), Coverage(10, 10, 9))


def test_thirds_of_a_year_with_days(region_db: Path, training: Training) -> None:
    with db.reading(region_db) as session:
        report = report_of(session, 2015, REPORT_KINDS["tertial"])
    seats = Counter(
        (seat.day.month + 3) // 4 for seat in training.of_year(2015) if seat.course.counts == "inside"
    )
    assert [value(report, f"participations.2015.t{third}") for third in (1, 2, 3)] == [
        seats[1],
        seats[2],
        seats[3],
    ]
    assert seats.total() == value(report, "participations.2015.total") == 120


def test_costs_that_municipalities_state(region: Report) -> None:
    assert value(region, "costs.2018.local_training") == 12_000
    assert value(region, "local_training.2018.participations") == 1


def test_what_no_sheet_tells_is_named(region: Report) -> None:
    assert [text for _, text in region.not_included][-2:] == [
        "Utvärderingar: inga utvärderingar är inlästa.",
        "Kostnader mot budget: ingen budget är inläst att jämföra kostnaderna med.",
    ]


@pytest.mark.parametrize("kind", ["annual", "follow-up", "tertial"])
@pytest.mark.parametrize(("first", "year"), [(2014, 2014), (2015, 2015), (2014, 2018), (2018, 2018)])
def test_every_mark_of_a_report_leads_to_an_entry_and_every_picture_to_a_drawing(
    region_db: Path, kind: str, first: int, year: int
) -> None:
    with db.reading(region_db) as session:
        report = report_of(session, year, REPORT_KINDS[kind], first)
    document = as_document(report, Front(report.title))
    assert set(re.findall(r"\(figure:([^)]*)\)", document.markdown)) <= set(document.figures)
    assert sorted(re.findall(r"\(picture:([^)]*)\)", document.markdown)) == sorted(document.pictures)
    assert "None" not in document.markdown
    blocks_of(document.markdown)
