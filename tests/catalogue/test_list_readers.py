"""From the rows of lists to the values of the catalogue: participations, requests, trainers, material."""

from datetime import date

import pytest

from kfond.catalogue.lines import Band
from kfond.catalogue.materials import MaterialKind, materials_of
from kfond.catalogue.participations import taken_of
from kfond.catalogue.requests import requests_of
from kfond.catalogue.ties import UnknownName
from kfond.catalogue.trainers import trainers_of
from kfond.periods import Term
from written_catalogue import lines_of
from written_lists import rows_of

LINES = lines_of(
    [
        ("BoU", "0-2 år", "LVU", "1 gång/år", 8, 20, "LVU grund; Juridik (troligen); Steg 1", ""),
        ("BoU", "3-5 år", "Barnsamtal", "1 gång/år", 8, 20, "Steg 1", "Samtala med barn"),
    ],
    "Andra namn",
    "Ersätter",
)


def unknown(found: tuple[UnknownName, ...]) -> list[tuple[str, str]]:
    return [(one.name, one.source.place.cell) for one in found]


@pytest.mark.parametrize(
    ("name", "course"),
    [
        ("LVU", "lvu"),
        (" lvu grund. ", "lvu"),
        ("Samtala med barn", "barnsamtal"),  # it has come in the place of that one
        ("Juridik", ""),  # only likely
        ("Steg 1", ""),  # of two courses
        ("LVU fördjupning", ""),
    ],
)
def test_a_name_is_tied_to_a_course_only_where_it_is_certain(name: str, course: str) -> None:
    rows = rows_of("participations", [["Kurs", "När", "Kommun", "Antal"], [name, "VT2017", "Orust", 4]])
    read = taken_of(rows, LINES)
    (taken,) = read.found
    assert taken.course == course
    assert unknown(read.unknown) == ([] if course else [(name.strip(), "A2")])


def test_participations_count_whatever_sum_they_are_in_and_what_cannot_be_read_is_not_known() -> None:
    rows = rows_of(
        "participations",
        [
            ["Kurs", "Omgång", "När", "Kommun", "Antal", "Målgrupp", "Räknas"],
            ["LVU", 1, "VT2017", "Orust", 4, "0-2 år", "i summan"],
            ["LVU", 1, "VT2017", "Tanum", "ca 3", "2-5 år", "utanför summan"],
            ["LVU", 2, "2017-09-12", "Tanum", 0, "arbetsledare", "egen rubrik"],
            ["LVU", 2, "2017-09-12", "Orust", "några", "många", ""],
            ["LVU", 3, "HT2017", "Orust", "-", "", ""],
        ],
    )
    own = rows_of(
        "local_training",
        [["Kommun", "Kurs", "När", "Anordnare", "Deltagare"], ["Orust", "Barnsamtal", 2017, "högskola", 6]],
    )
    taken = taken_of([*rows, *own], LINES).found
    assert [(one.municipality_code, one.round, one.band, one.count, one.is_local) for one in taken] == [
        ("1421", "1", Band.NEW, 4, False),
        ("1435", "1", Band.SOME_YEARS, 3, False),
        ("1435", "2", Band.SUPERVISORS, 0, False),
        ("1421", "2", None, None, False),
        ("1421", "3", None, None, False),
        ("1421", "", None, 6, True),
    ]
    assert [(taken[2].first_day, taken[2].last_day), taken[5].last_day] == [
        (date(2017, 9, 12), date(2017, 9, 12)),
        date(2017, 12, 31),
    ]
    assert taken[0].source.place.cell == "A2"


def test_a_row_a_person_is_one_participation() -> None:
    rows = rows_of(
        "participations",
        [
            ["Kurs", "När", "Kommun", "Namn"],
            ["LVU", "VT2017", "Orust", "Person 1"],
            ["LVU", "VT2017", "Orust", "Person 2"],
        ],
    )
    assert [one.count for one in taken_of(rows, LINES).found] == [1, 1]


def test_requests_and_those_for_no_course() -> None:
    rows = rows_of(
        "needs",
        [
            ["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många"],
            ["Orust", "LVU", "VT2019", 4, 2],
            ["Orust", "Samtala med barn", "HT2019", 0, ""],
            ["Tanum", "LVU", "VT2019", "4 eller 6", "vet ej"],
            ["Tanum", "Barnsamtal", "VT2019", -1, -1],
            ["Tanum", "Krisstöd", "VT2019", 3, ""],
        ],
    )
    read = requests_of(rows, LINES)
    assert [
        (one.course, one.municipality_code, one.term, one.seats, one.fewest, one.source.place.cell)
        for one in read.found
    ] == [
        ("lvu", "1421", Term(2019, 1), 4, 2, "D2"),
        ("barnsamtal", "1421", Term(2019, 2), 0, 0, "D3"),
        ("lvu", "1435", Term(2019, 1), None, None, "D4"),
        ("barnsamtal", "1435", Term(2019, 1), None, None, "D5"),
    ]
    assert unknown(read.unknown) == [("Krisstöd", "B6")]


def test_trainers_and_those_of_no_course() -> None:
    rows = rows_of(
        "trainers",
        [
            ["Utbildare", "Kurs", "Termin", "Högst antal grupper"],
            ["högskola", "LVU", "VT2019", 2],
            ["metodhandledare i Orust", "Barnsamtal", "", "så många som behövs"],
            ["högskola", "Samtala med barn", "", 1],  # who held the earlier course may not hold this one
        ],
    )
    read = trainers_of(rows, LINES)
    assert [(one.label, one.course, one.term, one.groups) for one in read.found] == [
        ("högskola", "lvu", Term(2019, 1), 2),
        ("metodhandledare i Orust", "barnsamtal", None, None),
    ]
    assert unknown(read.unknown) == [("Samtala med barn", "B4")]


def test_material() -> None:
    rows = rows_of(
        "material",
        [
            ["Område", "Band", "Titel", "Slag", "Länk", "Längd", "Studieguide"],
            ["BoU", "0-2 år", "Att lyssna", "Film", "https://example.org/1", 25, "https://example.org/2"],
            ["", "", "Sekretess", "webbkurs", "https://example.org/3", "en stund", ""],
            ["EKB", "ungefär alla", "Tolkar", "pärm", "https://example.org/4", "", ""],
        ],
    )
    assert [
        (one.area, one.band, one.is_for_all, one.title, one.kind, one.link, one.minutes, one.study_guide)
        for one in materials_of(rows)
    ] == [
        ("BoU", Band.NEW, False, "Att lyssna", MaterialKind.FILM, "https://example.org/1", 25, "https://example.org/2"),
        ("", None, True, "Sekretess", MaterialKind.WEB_COURSE, "https://example.org/3", None, ""),
        ("EKB", None, False, "Tolkar", None, "https://example.org/4", None, ""),
    ]  # fmt: skip
