"""Points: the version that held in a year is the one shown for it, and a standing tells of its own year alone."""

from __future__ import annotations

from datetime import date

import pytest

from activities.written_activities import rows
from kfond.activities.points import holding_in, points_in, worded_twice
from kfond.reports.annual.kinds import ReportKind
from kfond.reports.annual.report import build
from kfond.reports.annual.sections import POINTS, YEAR_IN_COUNTS
from reports.written_material import material

GUIDELINES = rows(
    "points",
    ("M1", "mätpunkt", "Antal möten", 2019, "", date(2019, 1, 1)),
    ("M1", "mätpunkt", "Antal protokollförda möten", 2023, "", date(2019, 1, 1), date(2023, 1, 13)),
    ("M2", "mätpunkt", "Tid till svar", 2019, 2021, date(2019, 1, 1)),
    ("P1", "planpunkt", "Ny metod", 2022, 2022, date(2021, 11, 15), "", "", "", "", "", "pågår"),
)


@pytest.mark.parametrize(
    ("year", "held"),
    [
        (2018, []),
        (2019, ["Antal möten", "Tid till svar"]),
        (2022, ["Antal möten", "Ny metod"]),
        (2023, ["Antal protokollförda möten"]),
        (2030, ["Antal protokollförda möten"]),
    ],
)
def test_the_version_that_held_in_a_year(year: int, held: list[str]) -> None:
    assert [point.wording for point in holding_in(points_in(GUIDELINES), year)] == held


def test_a_standing_tells_of_its_own_year_alone() -> None:
    (point,) = points_in(
        rows(
            "points",
            ("M1", "mätpunkt", "Tid", 2019, "", "", "", "", 9, "", "", "", date(2021, 12, 31)),
            ("M1", "mätpunkt", "Tid", 2019, "", "", "", "", 8, "", "", "", date(2022, 4, 30)),
            ("M1", "mätpunkt", "Tid", 2019, "", "", "", "", 7, "", "", "", date(2022, 12, 31)),
        )
    )

    outcomes = {year: standing.outcome.best for year in (2021, 2022) if (standing := point.standing_in(year))}
    assert outcomes == {2021: 9, 2022: 7}
    assert point.standing_in(2023) is None


def test_an_undated_standing_holds_only_where_its_version_is_of_one_year() -> None:
    one, open_ended = points_in(
        rows(
            "points",
            ("P1", "planpunkt", "Metod", 2022, 2022, "", "", "", "", "", "", "klar"),
            ("P2", "planpunkt", "Kurs", 2022, "", "", "", "", "", "", "", "klar"),
        )
    )

    standing = one.standing_in(2022)
    assert standing and standing.status == "done"
    assert open_ended.standing_in(2022) is None


def test_a_version_with_two_wordings_is_told() -> None:
    listed = rows(
        "points",
        ("M1", "mätpunkt", "Antal möten", 2019),
        ("M1", "mätpunkt", "Möten", 2019, "", "", date(2020, 1, 1)),
    )
    assert worded_twice(points_in(listed)) == ()  # the second is a revision

    listed = rows(
        "points",
        ("M1", "mätpunkt", "Antal möten", 2019, "", "", "", "", "", "", "", "", date(2021, 12, 31)),
        ("M1", "mätpunkt", "Möten", 2019, "", "", "", "", "", "", "", "", date(2022, 12, 31)),
    )
    assert [(one.wording, two.wording) for one, two in worded_twice(points_in(listed))] == [
        ("Antal möten", "Möten")
    ]


@pytest.mark.parametrize(
    ("sections", "outcome"),
    [
        ((YEAR_IN_COUNTS, POINTS), "4"),
        ((POINTS, YEAR_IN_COUNTS), "4"),
        ((POINTS,), "siffran finns inte i den här rapporten"),
    ],
)
def test_a_point_shows_the_figure_that_it_is_measured_by(sections: tuple[object, ...], outcome: str) -> None:
    listed = rows(
        "points", ("M1", "mätpunkt", "Möten", 2019, "", "", "", "activities.ÅR.total.meeting.occasions")
    )
    meetings = rows("activities", (2022, "möte", "Styrgrupp", 4))
    kind = ReportKind("work", "Arbetet", sections)  # type: ignore[arg-type]

    report = build(material(2022, {"points": listed, "activities": meetings}), kind)

    assert [str(cell) for cell in report.tables["points_measurement"].rows[0]] == ["M1", "”Möten”", outcome]


def test_a_revised_point_shows_what_it_took_the_place_of_in_its_first_year_and_both_are_kept() -> None:
    kind = ReportKind("work", "Arbetet", (POINTS,))
    told = {
        year: [
            str(cell)
            for cell in build(material(year, {"points": GUIDELINES}), kind)
            .tables["points_measurement"]
            .rows[0]
        ]
        for year in (2022, 2023, 2024)
    }

    assert told[2022][1] == "”Antal möten”"
    assert (told[2023][1], told[2023][-1]) == ("”Antal protokollförda möten”", "dessförinnan ”Antal möten”")
    assert (told[2024][1], "Antal möten" in told[2024][-1]) == ("”Antal protokollförda möten”", False)
    assert len([point for point in points_in(GUIDELINES) if point.name == "M1"]) == 2
