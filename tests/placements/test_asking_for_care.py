"""Asking for placements, costs, homes and referrals: each form goes out, comes back filled in, and is counted."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.collecting.questions import OF_CARE, OF_THE_ORGANISATION
from kfond.db import reading
from kfond.lists.actions import current_rows
from kfond.lists.kinds import ROWS_OF_CARE, Type, list_kind
from kfond.placements.actions import home_tallies, referral_tallies, told_of
from kfond.placements.closing import answers_in
from kfond.placements.costs import costs_of
from kfond.placements.tallies import ALL, AnyMeasure, HomeMeasure, Measure, ReferralMeasure, Span
from kfond.workbook.forms import GUIDANCE_SHEET

SECOND = Span(date(2022, 5, 1), date(2022, 8, 31))
THIRD = Span(date(2022, 9, 1), date(2022, 12, 31))
YEAR = Span.of_year(2022)
KRAMFORS, SOLLEFTEA = "2282", "2283"


def kfond(*words: object, ends: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--today", "2023-02-01", *(str(word) for word in words)])
    assert result.exit_code == ends, result.output
    return result


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of a joint organisation of two municipalities."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    kfond("init", "--association", "Två ägare", "--member", "Kramfors", "--member", "Sollefteå")
    return tmp_path


def decide() -> None:
    kfond("placements", "rows", "--on", "--decision", "2022-17")


def ask(kind: str, *time: str) -> list[str]:
    """Asks; the names of the workbooks that go out."""
    kfond("collect", kind, *(time or ("--tertial", "2022T2")), "-o", "out", "--deadline", "2023-02-15")
    return sorted(path.name for path in Path("out").glob("*.xlsx"))


def send_back(name: str, *lines: Sequence[tuple[str, object]]) -> None:
    """Fills in lines of a form by their headings, and imports it."""
    book = load_workbook(Path("out") / name)
    sheet = book.worksheets[0]
    header = next(row for row in range(3, 9) if sheet.cell(row, 2).value and sheet.cell(row, 3).value)
    columns = {cell.value: cell.column for cell in sheet[header] if cell.value}
    for row, line in enumerate(lines, header + 1):
        for heading, content in line:
            sheet.cell(row, columns[heading]).value = content  # type: ignore[assignment]
    Path("back").mkdir(exist_ok=True)
    book.save(Path("back") / name)
    kfond("import", f"back/{name}")


def status(kind: str) -> dict[str, Any]:
    told = json.loads(kfond("collect", kind, "--status", "--json").stdout)
    return {each["municipality"]: each["answers"] for each in told["municipalities"]}


def number(span: Span, code: str, measure: AnyMeasure, kind: str = ALL) -> int | None:
    with reading(Path("kfond.db")) as session:
        if isinstance(measure, HomeMeasure):
            return home_tallies(session).tallies.number(span, code, kind, measure)
        if isinstance(measure, ReferralMeasure):
            return referral_tallies(session).tallies.number(span, code, kind, measure)
        return told_of(session).statistics.tallies.number(span, code, kind, measure)


# --- counts: out, back, counted -----------------------------------------------------------------------------


def test_counts_of_placements_of_a_tertial_come_back_and_are_counted() -> None:
    assert ask("placements") == ["placeringar-2022t2-kramfors.xlsx", "placeringar-2022t2-solleftea.xlsx"]

    send_back(
        "placeringar-2022t2-kramfors.xlsx",
        [("Placeringsform", "familjehem"), ("Pågående", 12), ("Avslutade", 3), ("Vårddygn", 1500)],
        [("Placeringsform", "nätverkshem"), ("Pågående", 5), ("Avslutade", 0), ("Vårddygn", 600)],
    )

    assert status("placements") == {"Kramfors": 2, "Sollefteå": 0}
    assert number(SECOND, KRAMFORS, Measure.ONGOING) == 17
    assert number(SECOND, KRAMFORS, Measure.DAYS, "kinship") == 600


def test_costs_and_budget_come_back_and_are_added_up() -> None:
    ask("placement_costs", "--as-of", "2022-12-31")

    send_back(
        "placeringskostnader-2022-12-31-solleftea.xlsx",
        [
            ("Placeringsform", "familjehem"),
            ("Arvode", 1850000),
            ("Omkostnader", "740 000"),
            ("Konsulentkostnad", 0),
            ("Startkostnad", 60000),
            ("Budget", 2600000),
        ],
        [("Placeringsform", "alla"), ("Budget", "2 900 000")],
    )

    assert status("placement_costs") == {"Kramfors": 0, "Sollefteå": 2}
    with reading(Path("kfond.db")) as session:
        costs = costs_of(current_rows(session, "placement_costs"))
    assert costs[YEAR, SOLLEFTEA, "foster_home"].total == 265_000_000
    assert costs[YEAR, SOLLEFTEA, ALL].budget == 290_000_000


def test_homes_are_asked_of_the_organisation_itself() -> None:
    assert ask("homes") == ["hem-2022t2-tva-agare.xlsx"]
    letter = Path("out/hem-2022t2-tva-agare.md").read_text("utf-8")
    assert "Till den som leder familjehemsorganisationen" in letter
    assert "Kommun" not in letter

    send_back(
        "hem-2022t2-tva-agare.xlsx", [("Intresseanmälningar", 9), ("Hem i banken", 21), ("Mentorer", 3)]
    )

    assert status("homes") == {"Två ägare": 1}
    assert number(SECOND, ALL, HomeMeasure.INTEREST) == 9
    assert number(SECOND, ALL, HomeMeasure.IN_BANK) == 21
    assert kfond("collect", "homes", "--remind", "-o", "again").stderr.startswith("Everybody has answered")


def test_referrals_come_back_and_are_counted() -> None:
    ask("referrals")

    send_back(
        "forfragningar-2022t2-kramfors.xlsx",
        [("Typ av hem", "jourhem"), ("Förfrågningar", 7), ("Matchade", 4), ("Avslutade utan hem", 2)],
    )

    assert status("referrals") == {"Kramfors": 1, "Sollefteå": 0}
    assert number(SECOND, KRAMFORS, ReferralMeasure.SETTLED, "emergency") == 6


def test_closing_interviews_come_back_and_the_next_form_has_their_questions() -> None:
    ask("closing_interviews")
    question = "Vad var viktigast för att du slutade?"

    send_back(
        "avslutsintervjuer-2022t2-tva-agare.xlsx",
        [("Fråga vid avslut", question), ("Kodat svar", "ersättningen"), ("Antal hem med svaret", 3)],
        [("Fråga vid avslut", question), ("Kodat svar", "flytt"), ("Antal hem med svaret", 6)],
    )

    with reading(Path("kfond.db")) as session:
        told = answers_in(current_rows(session, "closing_interviews"))
    assert [(each.span, each.question, each.answer, each.gave) for each in told] == [
        (SECOND, question, "ersättningen", 3),
        (SECOND, question, "flytt", 6),
    ]
    kfond("collect", "closing_interviews", "--tertial", "2022T3", "-o", "next")
    sheet = load_workbook("next/avslutsintervjuer-2022t3-tva-agare.xlsx").worksheets[0]
    rows = [[cell.value for cell in row][:4] for row in sheet.iter_rows(6, 7)]
    assert rows == [[question, "ersättningen", None, "3"], [question, "flytt", None, "6"]]


# --- which time ---------------------------------------------------------------------------------------------


def test_the_last_tertial_and_the_year_are_two_questions_though_they_end_on_one_day() -> None:
    ask("placements", "--tertial", "2022T3")
    ask("placements", "--as-of", "2022-12-31")
    assert [path.name for path in sorted(Path("out").glob("*kramfors.xlsx"))] == [
        "placeringar-2022-12-31-kramfors.xlsx",
        "placeringar-2022t3-kramfors.xlsx",
    ]

    send_back("placeringar-2022t3-kramfors.xlsx", [("Placeringsform", "familjehem"), ("Pågående", 12)])

    assert number(THIRD, KRAMFORS, Measure.ONGOING) == 12
    told = [
        kfond("collect", "placements", *time, "--status").stderr
        for time in (("--tertial", "2022T3"), ("--as-of", "2022-12-31"))
    ]
    assert told == [
        "placements T3 2022: 1 of 2 have answered; last day 2023-02-15.\n",
        "placements 2022: 0 of 2 have answered; last day 2023-02-15.\n",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("placements", "--as-of", "2022-06-30"), "Neither a third of a year nor a year ends on 2022-06-30."),
        (("placements", "--tertial", "2022T4"), "--tertial cannot be “2022T4”."),
        (("placements", "--tertial", "2022T2", "--as-of", "2022-08-31"), "do not go together"),
        (("staffing", "--tertial", "2022T2"), "staffing is not asked for by thirds of a year."),
    ],
)
def test_a_time_that_placements_are_not_counted_by_is_refused(words: tuple[str, ...], says: str) -> None:
    assert says in kfond("collect", *words, "-o", "out", ends=2).stderr


def test_a_day_that_ends_a_tertial_asks_for_that_tertial() -> None:
    assert ask("placements", "--as-of", "2022-08-31")[0] == "placeringar-2022t2-kramfors.xlsx"


# --- rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("placement_rows", "placements"), ("home_rows", "homes"), ("referral_rows", "referrals")],
)
def test_rows_are_not_asked_for_until_somebody_has_decided_it(kind: str, counts: str, folder: Path) -> None:
    told = kfond("collect", kind, "--tertial", "2022T2", "-o", "out", ends=3).stderr

    assert told.split() == (
        "A row for each placement, home or referral may not be asked for: nobody has decided to keep any. "
        f"Ask for counts instead (kfond collect {counts}), or decide it: "
        "kfond placements rows --on --decision NUMBER."
    ).split()  # fmt: skip
    assert not (folder / "out").exists()
    decide()
    kfond("placements", "rows", "--off", "--decision", "2022-18")
    kfond("collect", kind, "--tertial", "2022T2", "-o", "out", ends=3)


@pytest.mark.parametrize("kind", ROWS_OF_CARE)
def test_a_form_for_rows_says_what_it_holds_and_how_it_must_not_be_sent(kind: str) -> None:
    decide()
    kfond("settings", "set", "contact_email", "samordning@example.org")
    name = ask(kind)[0]
    caution = "Bladet innehåller personuppgifter, också utan namn. Skicka det aldrig med vanlig e-post."

    book = load_workbook(Path("out") / name)
    assert str(book.worksheets[0]["A2"].value).startswith(caution)
    letter = Path("out", name.replace(".xlsx", ".md")).read_text("utf-8")
    assert f"**Personuppgifter:** {caution}" in letter
    assert "skicka tillbaka den till" not in letter
    kfond("import", "--template", kind, "-o", "blankett.xlsx")
    assert str(load_workbook("blankett.xlsx").worksheets[0]["A2"].value).startswith(caution)


@pytest.mark.parametrize("kind", ROWS_OF_CARE)
def test_a_form_for_rows_has_no_field_for_names_numbers_of_persons_or_words(kind: str) -> None:
    fields = {field.key: field.type for field in list_kind(kind).fields}
    assert {Type.TEXT, Type.PERSON} & set(fields.values()) == set()
    decide()
    book = load_workbook(Path("out") / ask(kind)[0])
    headings = {cell.value for row in book.worksheets[0].iter_rows(1, 8) for cell in row if cell.value}
    assert {"Namn", "Personnummer", "Födelsedatum", "Anmärkning", "Kommentar"} & headings == set()
    assert GUIDANCE_SHEET in book.sheetnames


def test_rows_of_placements_come_back_and_are_counted() -> None:
    decide()
    ask("placement_rows", "--as-of", "2022-12-31")

    send_back(
        "placeringar-rader-2022-12-31-kramfors.xlsx",
        [("Placeringens nummer", "P1"), ("Placeringsform", "familjehem"), ("Började", date(2022, 1, 11))],
        [
            ("Placeringens nummer", "P2"),
            ("Barnets nummer", "B2"),
            ("Placeringsform", "jourhem"),
            ("Började", date(2022, 5, 1)),
            ("Slutade", date(2022, 5, 11)),
            ("Hur den slutade", "hemmet sade upp"),
        ],
    )

    assert status("placement_rows") == {"Kramfors": 2, "Sollefteå": 0}
    assert number(YEAR, KRAMFORS, Measure.ONGOING) == 1
    assert number(YEAR, KRAMFORS, Measure.DAYS) == 355 + 10
    assert number(SECOND, KRAMFORS, Measure.BY_HOME) == 1
    kfond("undo")
    assert status("placement_rows") == {"Kramfors": 0, "Sollefteå": 0}


def test_rows_of_homes_and_referrals_come_back_and_are_counted() -> None:
    decide()
    ask("home_rows", "--as-of", "2022-12-31")
    ask("referral_rows", "--as-of", "2022-12-31")

    send_back(
        "hem-rader-2022-12-31-tva-agare.xlsx",
        [
            ("Hemmets nummer", "H1"),
            ("Typ av hem", "familjehem"),
            ("Intresseanmälan", date(2022, 1, 20)),
            ("I familjehemsbanken", date(2022, 5, 20)),
        ],
    )
    send_back(
        "forfragningar-rader-2022-12-31-solleftea.xlsx",
        [
            ("Förfrågans nummer", "F1"),
            ("Typ av hem", "jourhem"),
            ("Frågade", date(2022, 9, 1)),
            ("Matchad", date(2022, 9, 5)),
        ],
    )

    assert status("home_rows") == {"Två ägare": 1}
    assert status("referral_rows") == {"Kramfors": 0, "Sollefteå": 1}
    assert number(YEAR, ALL, HomeMeasure.BANKED) == 1
    assert number(THIRD, SOLLEFTEA, ReferralMeasure.HALF_DAYS_TO_MATCH) == 8


# --- every kind ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(OF_CARE))
def test_a_form_that_comes_back_empty_is_no_answer_and_the_asked_are_reminded(kind: str) -> None:
    decide()
    names = ask(kind)
    assert len(names) == (1 if kind in OF_THE_ORGANISATION else 2)

    assert "Nothing is filled in on the sheet." in kfond("import", f"out/{names[0]}", ends=3).stderr
    assert set(status(kind).values()) == {0}
    kfond("collect", kind, "--remind", "-o", "again")
    assert len(list(Path("again").glob("paminnelse-*.md"))) == len(names)
    told = json.loads(kfond("collect", kind, "--status", "--json").stdout)
    assert [each["reminded_at"][:10] for each in told["municipalities"]] == ["2023-02-01"] * len(names)
    kfond("check")
