"""Documents as workbooks: numbers that are numbers, text that stays text, a list of it all."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.formatting import interval, number, percent
from kfond.provenance import Figure
from kfond.reports.annual.definitions import MEANINGS
from kfond.reports.documents.document import Document, Front
from kfond.reports.wording import UNITS
from kfond.reports.writers.amounts import amount_in, exact_amount
from kfond.reports.writers.xlsx import as_xlsx
from kfond.workbook.books import sheet_name
from sample_document import SEATS, VACANT, sample

FRONT = Front(title="Rapport")


def opened(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(document)))


def rows(sheet: Any) -> list[list[object]]:
    """The rows that are filled, without the empty cells at their end."""
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [[value for value in row if value is not None] for row in found if any(v is not None for v in row)]


def cell_of(words: str, head: str = "Antal", side: str = "---:", figure: Figure | None = None) -> Any:
    """The cell that a table has for `words`."""
    figures = {figure.id: figure} if figure else {}
    markdown = f"# Rapport\n\nTabell: Test\n\n| Kommun | {head} |\n|:---|{side}|\n| Orust | {words} |\n"
    return opened(Document(FRONT, markdown, figures=figures))["Test"]["B5"]


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("3", 3, "#,##0"),
        ("0", 0, "#,##0"),
        ("1\N{NO-BREAK SPACE}003", 1003, "#,##0"),
        ("1 234,5", 1234.5, "#,##0.0"),
        ("12 345 678", 12345678, "#,##0"),
        ("2,50", 2.5, "#,##0.00"),
        ("−2,5", -2.5, "#,##0.0"),
        ("-7", -7, "#,##0"),
        ("+2", 2, "+#,##0;-#,##0;#,##0"),
        ("+0,5", 0.5, "+#,##0.0;-#,##0.0;#,##0.0"),
        ("67\N{NO-BREAK SPACE}%", 0.67, "0 %"),
        ("12,5 %", 0.125, "0.0 %"),
        ("ca 4,5", 4.5, '"ca "#,##0.0'),
        ("ca 50 %", 0.5, '"ca "0 %'),
        ("5 400 kr", 5400, '#,##0" kr"'),
        ("**15**", 15, "#,##0"),
    ],
)
def test_words_that_are_surely_a_number_become_one(words: str, value: float, shown: str) -> None:
    cell = cell_of(words)
    assert (cell.value, cell.number_format, cell.data_type) == (value, shown, "n")


@pytest.mark.parametrize(
    "words",
    [
        "5–6",
        "minst 24",
        "högst 3",
        "färre än 5",
        "uppgift saknas",
        "oklart",
        "0181",
        "1421",
        "1234",
        "007",
        "3 (osäkert)",
        "55 + 32",
        "1.234",
        "1 23",
        "1 2345",
        "1,2,3",
        ",5",
        "5,",
        "3/4",
        "1e5",
        "٣",
        "ca −5",
        "2017-02-30",
        "2017-3-31",
        "0017-03-31",
        "TRUE",
        "#N/A",
        "1 234 567 890 123 456",
        "0,1234567890123456",
    ],
)
def test_what_is_not_surely_a_number_stays_text(words: str) -> None:
    cell = cell_of(words)
    assert (cell.value, cell.data_type) == (words, "s")


@pytest.mark.parametrize("day", ["2017-03-31", "1900-03-01", "2096-02-29"])
def test_a_day_is_a_day_that_can_be_sorted_and_reckoned_with(day: str) -> None:
    cell = cell_of(day, side=":---")
    assert (cell.value, cell.number_format) == (datetime.fromisoformat(day), "yyyy-mm-dd")


def test_an_ordinary_space_makes_groups_only_in_a_column_of_numbers() -> None:
    assert cell_of("5 100", side=":---").value == "5 100"
    assert cell_of("5\N{NO-BREAK SPACE}100", side=":---").value == 5100
    assert cell_of("+2", side=":---").value == "+2"


@pytest.mark.parametrize(("head", "value"), [("År", 2017), ("Kommunkod", "2017")])
def test_four_digits_are_a_year_unless_the_head_says_code(head: str, value: object) -> None:
    cell = cell_of("2017", head)
    assert cell.value == value
    assert cell.number_format == ("0" if value == 2017 else "General")


@pytest.mark.parametrize(
    "hostile", ["=1+1", "=HYPERLINK(x)", "+46 1", "-a", "@SUM(A1)", '=cmd\\|" /C calc"!A0', "_x0041_"]
)
def test_a_text_can_never_be_a_formula(hostile: str) -> None:
    cell = cell_of(hostile.replace("_", r"\_"))
    assert cell.data_type == "s"
    assert cell.quotePrefix == (hostile[0] in "=+-@")
    assert cell.value.replace("_x005F_", "_") == hostile.replace("\\|", "|")


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_number_that_we_wrote_comes_back_as_that_number(scaled: int, decimals: int) -> None:
    value = Fraction(scaled, 10**decimals)
    amount = amount_in(number(value, decimals))
    assert amount is not None
    assert amount.value == value
    assert amount_in(number(value, decimals), is_number=False) == amount


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_share_that_we_wrote_comes_back_as_that_share(scaled: int, decimals: int) -> None:
    share = Fraction(scaled, 10 ** (decimals + 2))
    amount = amount_in(percent(share, decimals))
    assert amount is not None and amount.value == share


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_an_interval_is_never_a_number(low: int, more: int) -> None:
    for words in (interval(low, low + more), interval(low, None), interval(None, low)):
        assert amount_in(words) is None


@given(st.text())
def test_what_is_read_as_a_number_says_that_number(text: str) -> None:
    amount = amount_in(text)
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    assert amount is None or digits.lstrip("0").rstrip("0") == str(
        int(abs(Fraction(amount.value)) * 10**20)
    ).strip("0")


def figure(value: Decimal | Fraction | int | None, unit: str = "posts") -> Figure:
    return Figure("vakanser", "Vakanta tjänster", value, unit, "", ())


@pytest.mark.parametrize(
    ("words", "value", "unit", "exact"),
    [
        ("45,5", Fraction(91, 2), "posts", Fraction(91, 2)),
        ("46", Fraction(91, 2), "posts", Fraction(91, 2)),
        ("ca 45,6", Fraction(4563, 100), "persons", Fraction(4563, 100)),
        ("67 %", Fraction(2, 3), "share", Fraction(2, 3)),
        ("−3", Fraction(-5, 2), "posts", Fraction(-5, 2)),
        ("1", Fraction(91, 2), "posts", None),
        ("5–6", 5, "posts", None),
        ("uppgift saknas", None, "posts", None),
    ],
)
def test_a_figure_in_a_cell_has_its_exact_value_where_the_words_are_that_value(
    words: str, value: Fraction | int | None, unit: str, exact: Fraction | None
) -> None:
    amount = exact_amount(words, figure(value, unit))
    assert (amount.value if amount else None) == exact


def test_a_figure_in_a_cell_is_shown_with_as_many_decimals_as_in_the_document() -> None:
    cell = cell_of("**[67 %](figure:vakanser)**", figure=figure(Fraction(2, 3), "share"))
    assert (cell.value, cell.number_format) == (2 / 3, "0 %")


def test_the_first_sheet_lists_every_table_and_tells_of_the_document() -> None:
    sheet = opened(sample())["Innehåll"]
    assert rows(sheet) == [
        ["Årsrapport 2017, å ä ö"],
        ["Ett klick på ett blad i listan leder dit."],
        ["Blad", "Tabell", "Vad den visar"],
        [
            "Siffror",
            "Siffrorna i dokumentet, med definition och källor",
            "Beteckningen är den som kfond trace tar. Lägst och högst är gränserna för vad siffran kan vara.",
        ],
        [
            "Tjänster och vakanser",
            "Tjänster och vakanser per kommun, antal",
            "Antal tjänster och vakanta tjänster som kommunen anger.",
        ],
        [
            "Deltagartillfällen per kurs",
            "Deltagartillfällen per kurs, antal",
            "En person som går två kurser räknas två gånger.",
        ],
        ["Organisation: Övningsförbundet"],
        ["Diarienummer: ÖF 2018/12"],
        ["Status: Utkast"],
        ["Version: 2"],
        ["Dag: 1 februari 2018"],
        ["Databasens fingeravtryck: 3f2a90c1d4e5"],
    ]
    assert sheet["A6"].hyperlink.location == "'Tjänster och vakanser'!A1"


def test_the_second_sheet_has_every_figure_with_the_cells_behind_it() -> None:
    sheet = opened(sample())["Siffror"]
    vacant, seats = rows(sheet)[3:]
    assert vacant[:6] == [VACANT.id, "Vakanta tjänster", 45.5, 43, 48, "tjänster"]
    assert vacant[6:] == [VACANT.definition, "12 av 14", "12 av 14", "personal.xlsx, Blad 1!D11"]
    assert seats[:6] == [SEATS.id, "Deltagartillfällen", 1003, 1003, 1003, "deltagartillfällen"]
    assert seats[6:] == [SEATS.definition, "kurser.xlsx, Genomförda!C4 och C5"]


def test_every_unit_has_its_swedish_word() -> None:
    assert {meaning.unit for meaning in MEANINGS.values()} <= set(UNITS)


def test_a_figure_that_is_not_known_says_so() -> None:
    known = Document(FRONT, "# Rapport", figures={"vakanser": figure(None)})
    assert rows(opened(known)["Siffror"])[-1][2:5] == ["uppgift saknas", "inte känt", "inte känt"]


def test_a_table_is_a_sheet_that_can_be_sorted_kept_in_sight_and_printed() -> None:
    sheet = opened(sample())["Tjänster och vakanser"]
    assert rows(sheet)[2:] == [
        ["Kommun", "Tjänster", "Vakanta", "Stöd"],
        ["Orust", 3, 1, "ja, 50 %"],
        ["Strömstad", 4.5, "uppgift saknas", "oklart"],
        ["Åmål", 1234.5, "5–6", "nej"],
        ["Summa", 1242, -2.5, 0.67],
    ]
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:D7", "the sum is not sorted among the municipalities"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$4:$4", "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_notes_stand_below_their_table_and_what_leads_to_the_next_does_not() -> None:
    table = "| Kommun | Antal |\n|:---|---:|\n| Orust | 3 |\n"
    notes = "Noter:\n\n1. Först.\n2. Sedan.\n\nNu den andra."
    markdown = f"# Rapport\n\nTabell: Ett\n\n{table}\n{notes}\n\nTabell: Två\n\n{table}"
    book = opened(Document(FRONT, markdown))
    assert [row[0] for row in rows(book["Ett"])[3:]] == ["Noter:", "1. Först.", "2. Sedan."]
    assert rows(book["Två"])[3:] == []


@pytest.mark.parametrize(
    ("caption", "taken", "name"),
    [
        ("Tjänster per kommun, antal", (), "Tjänster per kommun"),
        ("Siffrorna för hela området, med spann och täckning", (), "Siffrorna för hela området"),
        ("Vad som föreslås, termin för termin", (), "Vad som föreslås"),
        ("Deltagartillfällen per kommun och år 2014–2018, antal", (), "Deltagartillfällen per kommun"),
        ("Kurser [2017]: A/B?", (), "Kurser  2017   A B"),
        ("Kurser, antal", ("kurser",), "Kurser (2)"),
        ("Personalen 2017 och 2018 i de kommuner där båda åren är kända", (), "Personalen 2017 och 2018"),
        (
            "Ordnat av kommunen själv 2018, kostnad i kronor",
            ("Ordnat av kommunen själv 2018",),
            "Ordnat av kommunen själv",
        ),
        ("X" * 40, ("X" * 31,), f"{'X' * 27} (2)"),
        ("Historik", (), "Historik (2)"),
        ("", (), "Blad"),
        ("X" * 40, (), "X" * 31),
    ],
)
def test_a_sheet_has_a_short_name_of_its_own(caption: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(caption, taken) == name


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_names_of_sheets_are_legal_and_none_is_twice(captions: list[str]) -> None:
    names: list[str] = []
    for caption in captions:
        names.append(sheet_name(caption, tuple(names)))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name


def test_the_same_document_is_the_same_file() -> None:
    assert as_xlsx(sample()) == as_xlsx(sample())
