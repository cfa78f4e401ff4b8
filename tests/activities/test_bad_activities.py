"""What may be written by mistake in a list of activities, points or surveys, and every word that comes back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from activities.written_activities import HEADINGS
from kfond.cli import app
from workbooks import write_workbook


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "line", "told"),
    [
        (
            "activities",
            [2022, "fest", "Grillkväll", 5],
            "Blad1!B2: “fest” is none of the answers to “Slag”. Write one of: möte, utbildning, nätverksträff, "
            "evenemang, kampanj, mentorskap, studie, bemanning, annat.",
        ),
        (
            "activities",
            [2022, "utbildning", "Pilot", "", "", "", "", 16, "tittade"],
            "Blad1!I2: “tittade” is none of the answers to “Deltog eller erbjöds”. "
            "Write one of: deltog, bjöds in, erbjöds.",
        ),
        (
            "activities",
            [2022, "vet ej", "Grillkväll", 5],
            "Blad1!B2: “vet ej” is none of the answers to “Slag”. Write one of: möte, utbildning, nätverksträff, "
            "evenemang, kampanj, mentorskap, studie, bemanning, annat.",
        ),
        (
            "activities",
            ["maj 2023", "möte", "Styrgrupp", 1],
            "Blad1!A2: “maj 2023” has not come yet. "
            "Write a day, month or year that has begun, at the latest 2023-02-10.",
        ),
        (
            "activities",
            ["i våras", "möte", "Styrgrupp", 1],
            "Blad1!A2: “i våras” is no day, term or year. "
            "Write a day (2017-03-14), a term (VT2017) or a year (2017).",
        ),
        (
            "activities",
            [2022, "möte", "Styrgrupp", "flera"],
            "Blad1!D2: “flera” cannot be read with certainty. Write a plain answer, and the words in a comment.",
        ),
        (
            "activities",
            [2022, "möte", "Styrgrupp", 4, "", "per brev"],
            "Blad1!F2: “per brev” cannot be read with certainty. Write a plain answer, and the words in a comment.",
        ),
        (
            "points",
            ["M1", "mätpunkt", "Möten", 2019, "", "2024-01-01"],
            "Blad1!F2: “2024-01-01” has not come yet. "
            "Write a day, month or year that has begun, at the latest 2023-02-10.",
        ),
        (
            "points",
            ["M1", "mätpunkt", "Möten", 2019, "", "i januari"],
            "Blad1!F2: “i januari” is no day. Write year, month and day, such as 2019-02-11.",
        ),
        (
            "points",
            ["P1", "planpunkt", "Kurs", 2022, 2022, "", "", "", "", "", "", "snart"],
            "Blad1!L2: “snart” is none of the answers to “Läge”. Write one of: klar, pågår, inte påbörjad, avförd.",
        ),
        (
            "surveys",
            ["Hemmen", 2022, "Trygg?", "", 60, "de flesta"],
            "Blad1!F2: “de flesta” cannot be read with certainty. Write a plain answer, and the words in a comment.",
        ),
        (
            "surveys",
            ["Hemmen", 2024, "Trygg?", "", 60, 40],
            "Blad1!B2: “2024” has not come yet. "
            "Write a day, month or year that has begun, at the latest 2023-02-10.",
        ),
    ],
)
def test_bad_input_is_told_with_its_cell_and_what_to_write(kind: str, line: list[object], told: str) -> None:
    write_workbook(Path("lista.xlsx"), Blad1=[HEADINGS[kind], line])

    done = CliRunner().invoke(app, ["--today", "2023-02-10", "import", "lista.xlsx", "--strict"])

    assert (done.exit_code, done.stderr) == (3, f"lista.xlsx, {told}\n")


def test_a_year_that_has_begun_and_a_point_that_will_hold_are_no_mistakes() -> None:
    write_workbook(
        Path("lista.xlsx"),
        Gjort=[HEADINGS["activities"], [2023, "möte", "Styrgrupp", 1]],
        Punkter=[HEADINGS["points"], ["M1", "mätpunkt", "Möten", 2024, "", "2023-02-10"]],
    )

    done = CliRunner().invoke(app, ["--today", "2023-02-10", "import", "lista.xlsx", "--strict"])

    assert done.exit_code == 0, done.output
