"""Rows of homes and referrals are disposed of like those of placements, and nothing that is told changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.commands.papers import DOCUMENT_FORMATS, written
from kfond.db import reading
from kfond.placements.actions import home_tallies, referral_tallies
from kfond.placements.keeping import numbers_of_rows
from kfond.reports.actions import report_of
from kfond.reports.annual.as_csv import as_csv
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.as_json import as_json
from kfond.reports.annual.kinds import REPORT_KINDS
from kfond.reports.fronts import front_of
from workbooks import write_workbook

HOMES = (
    "Hemmets nummer", "Listan gäller", "Typ av hem", "Intresseanmälan", "Kartläggning började", "Kartläggning klar",
    "I familjehemsbanken", "Slutade", "Varför det slutade", "Kontrakt från", "Kontrakt till",
)  # fmt: skip
REFERRALS = (
    "Kommun", "Listan gäller", "Förfrågans nummer", "Typ av hem", "Frågade", "Matchad", "Avslutad utan hem",
)  # fmt: skip
YEARS = (2019, 2020, 2021)


def homes() -> Iterator[tuple[object, ...]]:
    """Homes that come one after the other, each in the lists of its years; every third leaves after a year."""
    for number in range(45):
        interest = date(2019, 1, 5) + timedelta(24 * number)
        days = [interest + timedelta(each) for each in (0, 20 + number, 90, 120)]
        left = interest + timedelta(300) if number % 3 == 0 else None
        for year in YEARS:
            last = date(year, 12, 31)
            if interest > last or (left and left < date(year, 1, 1)):
                continue
            told = [day.isoformat() if day <= last else "" for day in days]
            out = (left.isoformat(), "avslag") if left and left <= last else ("", "")
            yield (f"H{number}", year, "familjehem", *told, *out, "", "")


def referrals() -> Iterator[tuple[object, ...]]:
    """Sixty times that two municipalities asked; of five four are matched, after more and more days."""
    for number in range(60):
        asked = date(2019, 1, 10) + timedelta(14 * number)
        settled = asked + timedelta(number)
        for year in YEARS:
            last = date(year, 12, 31)
            if asked > last or settled < date(year, 1, 1):
                continue
            day = settled.isoformat() if settled <= last else ""
            matched, closed = ("", day) if number % 5 == 0 else (day, "")
            code = ("Ale", "Orust")[number % 2]
            yield (code, year, f"F{number}", "familjehem", asked.isoformat(), matched, closed)


def kfond(folder: Path, *words: str) -> Result:
    path = str(folder / "kfond.db")
    return CliRunner().invoke(app, ["--db", path, "--today", "2022-02-10", *words], env={"KFOND_LANG": "en"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert kfond(tmp_path, "placements", "rows", "--on", "--decision", "2026-117").exit_code == 0
    sheets = {f"Hem {year}": [HOMES, *(row for row in homes() if row[1] == year)] for year in YEARS}
    sheets |= {
        f"Remisser {year}": [REFERRALS, *(row for row in referrals() if row[1] == year)] for year in YEARS
    }
    book = write_workbook(tmp_path / "rader.xlsx", **sheets)
    done = kfond(tmp_path, "import", "--strict", str(book))
    assert done.exit_code == 0, done.output
    return tmp_path


def documents(folder: Path) -> dict[str, object]:
    """The report on placements of 2019 in every format."""
    with reading(folder / "kfond.db") as session:
        report = report_of(session, 2019, REPORT_KINDS["placements"])
        document = as_document(report, front_of(session, report.title, "Utkast", date(2022, 2, 10)))
    return {
        **{form: written(document, form) for form in DOCUMENT_FORMATS},
        ".json": as_json(report),
        ".csv": as_csv(report.figures),
    }


def test_no_byte_of_a_report_changes(folder: Path) -> None:
    before = documents(folder)
    assert "| Intresseanmälningar |" in str(before[".md"])
    assert "| Förfrågningar |" in str(before[".md"])

    done = kfond(folder, "placements", "dispose", "--before", "2020")

    assert done.exit_code == 0, done.output
    assert [form for form, content in documents(folder).items() if content != before[form]] == []


@pytest.mark.parametrize("years", [("2020",), ("2020", "2021"), ("2020", "2020")])
def test_every_tally_stays_and_rows_are_gone(folder: Path, years: tuple[str, ...]) -> None:
    with reading(folder / "kfond.db") as session:
        rows = numbers_of_rows(session)
        before = home_tallies(session), referral_tallies(session)

    for year in years:
        done = kfond(folder, "placements", "dispose", "--before", year)
        assert done.exit_code == 0, done.output

    with reading(folder / "kfond.db") as session:
        left = numbers_of_rows(session)
        after = home_tallies(session), referral_tallies(session)
    assert after == before
    assert 0 < left["home_rows"] < rows["home_rows"]
    assert 0 < left["referral_rows"] < rows["referral_rows"]
    assert kfond(folder, "check").exit_code == 0


def test_homes_that_are_not_followed_for_12_months_stay(folder: Path) -> None:
    done = kfond(folder, "placements", "dispose", "--before", "2022")
    assert done.exit_code == 3
    assert "have not been followed for 12 months" in done.output
