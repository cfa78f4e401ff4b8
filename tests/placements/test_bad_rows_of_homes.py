"""What may be written by mistake in rows of homes and referrals, and every word that comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.db import reading
from kfond.placements.actions import home_tallies, referral_tallies
from kfond.placements.keeping import homes_kept, referrals_kept
from kfond.placements.tallies import ALL, HomeMeasure, ReferralMeasure, Span
from workbooks import write_workbook

HEADINGS = {
    "home_rows": ["Hemmets nummer", "Listan gäller", "Typ av hem", "Intresseanmälan", "Kartläggning började",
                  "Kartläggning klar", "I familjehemsbanken", "Slutade", "Varför det slutade", "Kontrakt från",
                  "Kontrakt till"],
    "referral_rows": ["Kommun", "Listan gäller", "Förfrågans nummer", "Typ av hem", "Frågade", "Matchad",
                      "Avslutad utan hem"],
    "homes": ["Period", "Intresseanmälningar", "Nya i familjehemsbanken", "Hem i banken"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["--db", "kfond.db", "--today", "2023-02-10", *words])


def keep_rows() -> None:
    assert run("placements", "rows", "--on", "--decision", "2026-117").exit_code == 0


@pytest.mark.parametrize(
    ("kind", "line", "told"),
    [
        (
            "home_rows",
            ["H1", 2022, "familjehem", "2022-03-01", "2022-02-01"],
            "Blad1!E2: “2022-02-01” (Kartläggning började) comes before “2022-03-01” in D2. "
            "Write the right day in one of the two.",
        ),
        (
            "home_rows",
            ["H1", 2022, "familjehem", "2022-03-01", "", "", "2022-02-01"],
            "Blad1!G2: “2022-02-01” (I familjehemsbanken) comes before “2022-03-01” in D2. "
            "Write the right day in one of the two.",
        ),
        (
            "home_rows",
            ["H1", 2022, "familjehem", "", "", "", "2022-03-01", "2022-02-01"],
            "Blad1!H2: “2022-02-01” (Slutade) comes before “2022-03-01” in G2. Write the right day in one of the two.",
        ),
        (
            "home_rows",
            ["H1", 2022, "villa", "2022-03-01"],
            "Blad1!C2: “villa” is no answer below “Typ av hem”. Write one of: familjehem, nätverkshem, "
            "konsulentstött familjehem, jourhem, avlastning.",
        ),
        (
            "home_rows",
            ["H1", 2022, "familjehem", "2022-03-01", "", "", "", "", "avslag"],
            "Blad1!I2: The row says how it ended and not when. "
            "Write the day that it ended, or empty this cell while it goes on.",
        ),
        (
            "home_rows",
            ["H1", 2022, "familjehem", "2023-01-15"],
            "Blad1!D2: “2023-01-15” comes after 2022-12-31, the last day that the list speaks of. "
            "Write the right day, or the right time of the list.",
        ),
        (
            "referral_rows",
            ["Orust", 2022, "F1", "familjehem", "2022-03-01", "2022-02-01"],
            "Blad1!F2: “2022-02-01” (Matchad) comes before “2022-03-01” in E2. Write the right day in one of the two.",
        ),
        (
            "referral_rows",
            ["Orust", 2022, "F1", "familjehem", "2022-03-01", "2022-03-02", "2022-03-03"],
            "Blad1!G2: The row has both “Matchad” and “Avslutad utan hem”. Empty one of them.",
        ),
        (
            "referral_rows",
            ["Orust", 2022, "F1", "HVB", "2022-03-01"],
            "Blad1!D2: “HVB” is no answer below “Typ av hem”. Write one of: familjehem, nätverkshem, "
            "konsulentstött familjehem, jourhem, avlastning.",
        ),
    ],
)
def test_bad_input_is_told_with_its_cell_and_what_to_write(kind: str, line: list[object], told: str) -> None:
    keep_rows()
    write_workbook(Path("lista.xlsx"), Blad1=[HEADINGS[kind], line])

    done = run("import", "lista.xlsx", "--strict")

    assert (done.exit_code, done.stderr) == (3, f"lista.xlsx, {told}\n")


@pytest.mark.parametrize("kind", ["home_rows", "referral_rows"])
def test_an_identity_number_stops_the_file_and_is_not_repeated(kind: str) -> None:
    keep_rows()
    number = "20131224-2397"
    rows = {
        "home_rows": [["H1", 2022, "familjehem", "2022-03-01"], [number, 2022, "familjehem", "2022-03-01"]],
        "referral_rows": [["Orust", 2022, number, "familjehem", "2022-03-01"]],
    }
    write_workbook(Path("lista.xlsx"), Blad1=[HEADINGS[kind], *rows[kind]])

    done = run("import", "lista.xlsx")

    assert done.exit_code == 3
    assert "identity number" in done.stderr and number not in done.output
    with reading(Path("kfond.db")) as session:
        assert homes_kept(session).held == referrals_kept(session).held == {}


def test_no_row_is_taken_before_it_is_decided() -> None:
    write_workbook(Path("hem.xlsx"), Blad1=[HEADINGS["home_rows"], ["H1", 2022, "familjehem", "2022-03-01"]])

    done = run("import", "hem.xlsx")

    assert done.exit_code == 3
    assert "nobody has decided to keep any" in done.stderr


def test_rows_and_counts_that_were_imported_are_one_set_of_tallies() -> None:
    keep_rows()
    write_workbook(
        Path("lista.xlsx"),
        Hem=[
            HEADINGS["home_rows"],
            ["H1", 2022, "familjehem", "2022-03-01", "2022-03-10", "2022-05-01", "2022-05-02"],
            [
                "H2",
                2022,
                "jourhem",
                "2021-03-01",
                "",
                "",
                "",
                "2022-12-01",
                "avslag",
                "2021-06-01",
                "2023-06-30",
            ],
        ],
        Remisser=[
            HEADINGS["referral_rows"],
            ["Orust", 2022, "F1", "familjehem", "2022-03-01", "2022-03-11"],
            ["Orust", 2022, "F2", "familjehem", "2022-03-01", "", "2022-04-01"],
        ],
        Antal=[HEADINGS["homes"], [2022, 7, 1, 1], [2021, 5, 2, 2]],
    )
    done = run("import", "lista.xlsx")
    assert done.exit_code == 0, done.output

    with reading(Path("kfond.db")) as session:
        homes, referrals = home_tallies(session), referral_tallies(session)

    year, before = Span.of_year(2022), Span.of_year(2021)
    assert [
        homes.tallies.number(year, ALL, ALL, each)
        for each in (HomeMeasure.INTEREST, HomeMeasure.IN_BANK, HomeMeasure.LEFT_NOT_SUITABLE)
    ] == [1, 1, 1]
    assert homes.tallies.number(year, ALL, ALL, HomeMeasure.CONTRACTED_IN_TIME) == 1
    assert homes.tallies.number(before, ALL, ALL, HomeMeasure.INTEREST) == 5
    assert [(each.spot.measure, each.by_rows, each.by_counts.number) for each in homes.disagreements] == [
        (HomeMeasure.INTEREST, 1, 7)
    ]
    assert [
        referrals.tallies.number(year, ALL, ALL, each)
        for each in (ReferralMeasure.MATCHED, ReferralMeasure.NOT_MET, ReferralMeasure.HALF_DAYS_TO_MATCH)
    ] == [1, 1, 20]
