"""Lists in the layouts that they come in: each test shows the sheet, and the rows that it says."""

from collections.abc import Sequence

import pytest

from written_lists import read_list

PARTICIPATIONS = [
    ["Deltagare i utbildningar"],
    ["Kurs", "Omgång", "Termin", "Kommun", "Antal deltagare", "Preliminärt"],
    ["LVU", 1, "VT2017", "Orust", 4, "nej"],
    ["LVU", 1, "VT2017", "Tanum", "ca 3", "ja"],
    ["BBIC", 2, "HT2017", "Orust", "vet ej", ""],
]


def test_a_row_for_each_round_and_municipality() -> None:
    read = read_list("participations", PARTICIPATIONS)

    assert read.rows == [
        "LVU | Orust | 2017-01-01–2017-06-30 | round=1 participations=4 preliminary=no",
        "LVU | Tanum | 2017-01-01–2017-06-30 | round=1 participations=3 (approximate) preliminary=yes",
        "BBIC | Orust | 2017-07-01–2017-12-31 | round=2 participations=? (missing)",
    ]
    assert (read.problems, read.notices) == ([], [])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["Deltagare VT2017"], ["Kurs", "Orust", "Tanum", "Summa"], ["LVU", 4, 3, 7], ["BBIC", 2, "", 2]],
            id="municipalities as columns, the term in the title, a sum column",
        ),
        pytest.param(
            [
                ["", "Deltagare VT2017", ""],
                ["Kurs", "Orust", "Tanum"],
                ["LVU", 4, 3],
                ["BBIC", 2, ""],
                ["Summa", 6, 3],
            ],
            id="a sum row",
        ),
        pytest.param(
            [
                ["Kurs", "Deltagare", "", "Termin"],
                ["", "Orust", "Tanum", ""],
                ["LVU", 4, 3, "VT2017"],
                ["BBIC", 2, "", "VT2017"],
            ],
            id="headings in two rows",
        ),
        pytest.param(
            [
                ["Kurs", "LVU", "LVU", "BBIC"],
                ["Kommun", "Orust", "Tanum", "Orust"],
                ["Termin", "VT2017", "VT2017", "VT2017"],
                ["Deltagare", 4, 3, 2],
            ],
            id="turned on its side",
        ),
        pytest.param(
            [
                ["Kurs", "Kommun", "Deltagare"],
                ["VT2017"],
                ["LVU", "Orust", 4],
                ["LVU", "Tanum", 3],
                ["BBIC", "Orust", 2],
            ],
            id="the term on a line of its own",
        ),
        pytest.param(
            [
                ["Kurs", "Termin", "Deltagare"],
                ["Orust"],
                ["LVU", "vt 17", 4],
                ["BBIC", "vt 17", 2],
                [],
                ["Tanum"],
                ["LVU", "vt 17", 3],
            ],
            id="each municipality on a line of its own",
        ),
        pytest.param(
            [
                ["Orust"],
                ["Kurs", "Termin", "Deltagare"],
                ["LVU", "våren 2017", 4],
                ["BBIC", "våren 2017", 2],
                [],
                ["Tanum"],
                ["Kurs", "Termin", "Deltagare"],
                ["LVU", "våren 2017", 3],
            ],
            id="a table for each municipality, below each other",
        ),
        pytest.param(
            [
                ["", "Deltagare VT2017"],
                [],
                ["", "Kurs", "", "Kommun", "Deltagare"],
                ["", "LVU", "", "Orust", 4],
                ["", "LVU", "", "Tanum", 3],
                ["", "BBIC", "", "Orust", 2],
            ],
            id="blank rows and columns",
        ),
    ],
)
def test_the_same_participations_in_another_layout(rows: Sequence[Sequence[object]]) -> None:
    read = read_list("participations", rows)

    assert sorted(read.rows) == [
        "BBIC | Orust | 2017-01-01–2017-06-30 | participations=2",
        "LVU | Orust | 2017-01-01–2017-06-30 | participations=4",
        "LVU | Tanum | 2017-01-01–2017-06-30 | participations=3",
    ]
    assert read.problems == []


def test_what_the_title_says_of_every_row_is_told() -> None:
    read = read_list(
        "participations",
        [["Uppgifter från Orust"], ["Deltagare VT2017"], ["Kurs", "Deltagare"], ["LVU", 4]],
    )

    assert read.rows == ["LVU | Orust | 2017-01-01–2017-06-30 | participations=4"]
    assert read.notices == [
        "Of the rows after A3, the municipality is taken from “Uppgifter från Orust”.",
        "Of the rows after A3, the time is taken from “Deltagare VT2017”.",
    ]


def test_a_word_of_a_sentence_is_no_municipality() -> None:
    read = read_list(
        "participations",
        [["Det ska vara ifyllt till mars 2017"], ["Kurs", "Deltagare", "Anmärkning"], ["LVU", 4, ""]],
        kind="participations",
    )

    assert read.problems[0].startswith("list.xlsx, Blad1: Headings are missing: Kommun.")


def test_terms_as_columns() -> None:
    read = read_list(
        "participations",
        [["Orust"], ["Kurs", "VT2017", "HT2017"], ["LVU", 4, "prel. 3"]],
    )

    assert read.rows == [
        "LVU | Orust | 2017-01-01–2017-06-30 | participations=4",
        "LVU | Orust | 2017-07-01–2017-12-31 | participations=3 (approximate)",
    ]


def test_bands_as_columns() -> None:
    read = read_list(
        "participations",
        [
            ["Deltagare 2017"],
            ["Kurs", "Kommun", "0–2 år", "2–5 år", "Över 5 år"],
            ["LVU", "Orust", 4, 1, ""],
        ],
    )

    assert read.rows == [
        "LVU | Orust | 2017-01-01–2017-12-31 | band=band_0_2 participations=4",
        "LVU | Orust | 2017-01-01–2017-12-31 | band=band_2_5 participations=1",
    ]


def test_forms_of_placement_as_columns() -> None:
    read = read_list(
        "placements",
        [["Pågående placeringar 2017"], ["Kommun", "Familjehem", "Jourhem"], ["Orust", 12, 2]],
    )

    assert read.rows == [
        "foster_home | Orust | 2017-01-01–2017-12-31 | ongoing=12",
        "emergency | Orust | 2017-01-01–2017-12-31 | ongoing=2",
    ]


def test_a_sum_that_is_not_the_sum_of_its_parts() -> None:
    read = read_list(
        "participations",
        [["Deltagare 2017"], ["Kurs", "Orust", "Tanum", "Totalt"], ["LVU", 4, 3, 8], ["Summa", 4, 4, 8]],
    )

    assert len(read.rows) == 2
    assert read.notices[1:] == [
        "The sum in D3 is 8, but its parts make 7; the parts were kept.",
        "The sum in C4 is 4, but its parts make 3; the parts were kept.",
    ]


def test_a_row_for_each_person_counts_persons() -> None:
    read = read_list(
        "participations",
        [
            ["Deltagarlista LVU 2017-03-14"],
            ["Kurs", "Datum", "Namn", "Kommun"],
            ["LVU", "2017-03-14", "Person Ett", "Orust"],
            ["LVU", "2017-03-14", "Person Två", "Orust"],
        ],
    )

    assert read.rows == ["LVU | Orust | 2017-03-14–2017-03-14 | participations=1"] * 2


def test_every_problem_is_told_with_its_cell_and_the_other_rows_are_read() -> None:
    read = read_list(
        "participations",
        [
            *PARTICIPATIONS[:3],
            ["LVU", 1, "VT2017", "Orus", 4, ""],
            ["LVU", 1, "förra terminen", "Tanum", 4, ""],
            ["", 1, "VT2017", "Tanum", 4, ""],
            ["LVU", 1, "VT2017", "Orust", 5, ""],
            ["Sotenäs"],
            ["BBIC", 1, "VT2017", "Tanum", 5, ""],
        ],
    )

    assert len(read.rows) == 2
    assert read.problems == [
        "list.xlsx, Blad1!D4: “Orus” is no Swedish municipality. Did you mean Orust? "
        "Write the name or the four-digit code.",
        "list.xlsx, Blad1!C5: “förra terminen” is no day, term or year. "
        "Write a day (2017-03-14), a term (VT2017) or a year (2017).",
        "list.xlsx, Blad1!A6: The row has nothing below “Kurs”. "
        "Write it there. Kursens namn, gärna som det står i kurskatalogen.",
        "list.xlsx, Blad1!A8: “Sotenäs” stands alone on its row. Fill in the row, or empty the cell.",
        "list.xlsx, Blad1!A7: The row speaks of the same thing as the row of A3. "
        "Take one of them away, or write what tells them apart (round, unit, period).",
    ]


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        (
            "local_training",
            [
                ["Kommun", "Utbildning", "År", "Anordnare", "Antal deltagare", "Kostnad"],
                ["Orust", "Signs of Safety", 2017, "högskola", 6, "45 000 kr"],
            ],
            "Signs of Safety | Orust | 2017-01-01–2017-12-31 | arranged='högskola' participations=6 cost=45000",
        ),
        (
            "workload",
            [
                ["Arbetstyngd enligt Göteborgsmodellen, oktober 2015"],
                ["Kommun", "Enhet", "Modell", "Poäng per ärende", "Andel över gränsen"],
                ["Orust", "Utredning", "Göteborgsmodellen", "6,5", "33 %"],
            ],
            "Göteborgsmodellen | Orust Utredning | 2015-10-01–2015-10-31 | points=6.5 above_limit=0.33",
        ),
        (
            "comparisons",
            [
                ["Region", "Befolkning", "Antal dagar", "Kostnad per deltagare"],
                ["Övningslän", "333.923", "10 heldagar", "5.500/delt"],
            ],
            "Övningslän |  | – | population=333923 extent='10 heldagar' price=5500",
        ),
        (
            "indicators",
            [
                ["Indikator", "Kommun", "År", "Utfall", "Mäts i", "Mål"],
                ["Personalomsättning", "Orust", 2017, "12,5", "procent", 10],
            ],
            "Personalomsättning | Orust | 2017-01-01–2017-12-31 | value=12.5 measured_in='procent' target=10",
        ),
        (
            "interviews",
            [
                ["Intervjuer mars 2017"],
                ["Kommun", "Introduktionsplan", "Handledning", "Önskade teman", "Finns mentor?"],
                ["Orust", "Ja, sedan 2016", "extern", "Barnsamtal", "på gång"],
            ],
            " | Orust | 2017-03-01–2017-03-31 | introduction=yes supervision=external themes='Barnsamtal' "
            "Finns mentor?='på gång'",
        ),
        (
            "placements",
            [
                ["Kommun", "Tertial", "Form", "Pågående", "Avslutade", "Sammanbrott", "Dygn"],
                ["Orust", "T1 2017", "Traditionellt familjehem", 12, 3, 1, "1 404"],
            ],
            "foster_home | Orust | 2017-01-01–2017-04-30 | ongoing=12 ended=3 breakdowns=1 days=1404",
        ),
        (
            "breaks",
            [["Kommun", "Lov", "Vecka"], ["Orust", "sportlov", "v. 7 2018"]],
            "sportlov | Orust | 2018-02-12–2018-02-18 | ",
        ),
    ],
)
def test_each_kind_of_list(kind: str, rows: Sequence[Sequence[object]], said: str) -> None:
    read = read_list(kind, rows)

    assert (read.kind, read.rows, read.problems) == (kind, [said], [])


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("982.360", "population=982360"),
        ("982 360", "population=982360"),
        (982360, "population=982360"),
        ("ca 980 000", "population=? (unclear)"),
        ("98.2", "population=? (unclear)"),
        ("-", "population=? (missing)"),
    ],
)
def test_a_dot_cuts_off_thousands_of_inhabitants_and_is_never_a_decimal_sign(
    typed: object, read_as: str
) -> None:
    read = read_list("comparisons", [["Region", "Befolkning", "Pris"], ["Övningslän", typed, 1]])

    assert read.rows == [f"Övningslän |  | – | {read_as} price=1"]


def test_a_list_without_a_heading_that_it_needs_names_it() -> None:
    read = read_list("participations", [["Kurs", "Deltagare"], ["LVU", 4]], kind="participations")

    assert read.problems == [
        "list.xlsx, Blad1: Headings are missing: När, Kommun. "
        "Write them, or say which of the sheet's own words mean them: --map 'Own word=När'."
    ]


def test_on_the_sheet_of_one_municipality_the_form_alla_is_a_row_and_no_sum() -> None:
    table = [["Placeringsform", "Arvode", "Budget"], ["familjehem", 1850000, 2600000], ["alla", "", 2900000]]

    alone = read_list("placement_costs", [["Period", "2022"], ["Kommun", "Orust"], *table])
    assert alone.rows[1:] == ["all | Orust | 2022-01-01–2022-12-31 | budget=2900000"]

    several = [["Kommun", "Period", *table[0]], ["Orust", 2022, *table[1]], ["Alla", "", "", "", 2600000]]
    assert len(read_list("placement_costs", several).rows) == 1
