"""The sheets to fill in: what is written in one comes back, value by value, with its cell."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from kfond.catalogue.lines import Band, Met
from kfond.cli import app
from kfond.db import reading
from kfond.importers import Asked, catalogue, held
from kfond.importers.templates import Known, asked_fields, kinds_with_template, sheet_name, template_of
from kfond.importers.vocabulary import area_in
from kfond.lists.actions import current_rows
from kfond.lists.kinds import ABOUT, KINDS, Field, Type, list_kind
from kfond.lists.rows import Row
from kfond.periods import Term, find_date, find_period
from kfond.registry.actions import register
from kfond.registry.names import Register
from kfond.staffing.actions import current_returns
from kfond.workbook import read_workbook
from kfond.workbook.form_writer import write_form

MEMBERS = ("Lysekil", "Orust", "Tanum")
EMPTY = "Nothing is filled in on the sheet. Fill in the white cells, save the file and import it again.\n"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def form(kind: str, *options: str) -> tuple[Workbook, Worksheet]:
    """The form as kfond writes it, opened as Excel would."""
    Path("form.xlsx").unlink(missing_ok=True)  # a form that may hold answers is never written over
    assert kfond_("import", "--template", kind, "-o", "form.xlsx", *options).exit_code == 0
    book = load_workbook("form.xlsx")
    return book, book.worksheets[0]


def taken_in(book: Workbook) -> str:
    book.save("form.xlsx")
    result = kfond_("import", "form.xlsx")
    assert result.exit_code == 0, result.stderr
    return result.stderr


# --- lists ------------------------------------------------------------------------------------------------

MESSY = {
    Type.COUNT: "ca 4",
    Type.WHOLE: "982.360",
    Type.MONEY: "81 tkr",
    Type.SHARE: "33 %",
    Type.YES_NO: "Ja, sedan 2015",
    Type.TEXT: "  två ord\nmed radbrytning ",
    Type.PERIOD: "mars 2016",
    Type.TERM: "2016-03-14",
    Type.YEAR: "hösten 2016",
    Type.DAY: "3 mars 2016",
    Type.MUNICIPALITY: "1415",
    Type.AREA: "ensamkommande",
    Type.LINK: "http://film.example.org:8080/visa?id=1&x=å#t=30s",
}
PLAIN = {
    Type.COUNT: 4,
    Type.WHOLE: 982360,
    Type.MONEY: 81000,
    Type.SHARE: 0.33,
    Type.YES_NO: "Nej",
    Type.TEXT: "ord",
}
PLAIN |= {Type.PERIOD: "2017", Type.MUNICIPALITY: "Orust", Type.UNIT: "norr", Type.AREA: "BoU"}
PLAIN |= {Type.TERM: "VT2017", Type.YEAR: 2017, Type.LINK: "https://www.example.org/film"}
PLAIN |= {Type.DAY: datetime(2017, 2, 13)}  # noqa: DTZ001
SPANS = {
    Type.PERIOD: ["2017-01-01–2017-12-31", "2016-03-01–2016-03-31"],
    Type.TERM: ["2017-01-01–2017-06-30", "2016-01-01–2016-06-30"],
    Type.YEAR: ["2017-01-01–2017-12-31", "2016-01-01–2016-12-31"],
    Type.DAY: ["2017-02-13–2017-02-13", "2016-03-03–2016-03-03"],
}
"""What a time in the plain and in the messy line is read as, by how its field asks for it."""


def filled(field: Field, how: dict[Type, object]) -> object:
    """What is written in a field's cell."""
    if field.type is Type.CHOICE:
        return next(iter(field.choices.values()))[0]
    if field.type is Type.CHOICES:
        words = [said[0] for said in field.choices.values()]
        return ", ".join(words) if how is MESSY else words[0]
    return how.get(field.type, PLAIN.get(field.type))


def written(row: Row, field: Field) -> str | None:
    """The words of a field as they came back."""
    if field.key == list_kind(row.kind).name:
        return row.source.verbatim
    value = row.value(field.key)
    return value.source.verbatim if value else None


# Rows of costs must fit each other and an application; tests/funding/test_fund_commands.py fills in their form.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "fund_costs"])
def test_every_value_of_a_list_comes_back_with_its_cell(kind: str) -> None:
    book, sheet = form(kind)
    fields = asked_fields(list_kind(kind))
    lines = [{f.key: filled(f, how) for f in fields} for how in (PLAIN, MESSY)]
    for row, line in enumerate(lines, 5):
        for column, field in enumerate(fields, 1):
            sheet.cell(row, column).value = line[field.key]  # type: ignore[assignment]

    told = taken_in(book)

    with reading(Path("kfond.db")) as session:
        kept = current_rows(session, kind)
    assert [row.municipality for row in kept] == (
        ["Orust", "Stenungsund"] if any(f.type is Type.MUNICIPALITY for f in fields) else ["", ""]
    )
    of_row = {field.type for field in fields} & SPANS.keys()
    for asked in of_row - {Type.DAY} or of_row:  # beside a time in one cell, days are what the row says
        assert [f"{row.first_day}–{row.last_day}" for row in kept] == SPANS[asked]
    if any(field.type is Type.AREA for field in fields):
        assert [row.area for row in kept] == ["BoU", "EKB"]
    for number, (row_kept, line) in enumerate(zip(kept, lines, strict=True), 5):
        for column, field in enumerate(fields, 1):
            if field.type in ABOUT:
                continue
            assert written(row_kept, field) == str(line[field.key]).strip(), field.key
            value = row_kept.value(field.key)
            if value:
                assert value.source.place.cell == sheet.cell(number, column).coordinate
    assert "not recognised" not in told
    assert "Listor" not in told
    assert "was not read" not in told


def test_a_question_of_ones_own_is_written_in_an_empty_heading() -> None:
    book, sheet = form("interviews")
    for column, text in enumerate(("Orust", "", "2017-03-31", "Ja", "Nej", "extern", "LVU"), 1):
        sheet.cell(5, column).value = text or None
    sheet.cell(4, 8).value, sheet.cell(5, 8).value = "Hur går det?", "Bra, men trångt"

    taken_in(book)

    with reading(Path("kfond.db")) as session:
        (row,) = current_rows(session, "interviews")
    assert row.text("Hur går det?") == "Bra, men trångt"
    assert row.value("Hur går det?").source.place.cell == "H5"  # type: ignore[union-attr]


# --- staff, catalogue, courses held -----------------------------------------------------------------------

ANSWERS = {
    "positions": (7, "8 (inkl 1:e och 3 famhemssekr)"),
    "social_work_degree": (5.5, "ca 5"),
    "other_education": (2, "-"),
    "consultants": (0, "vet ej"),
    "band_0_2": (1, "2 till 3"),
    "band_2_5": (3, "½"),
    "band_over_5": (2, "Alla utom konsulterna"),
    "vacancies": (1, "Nej"),
    "admin_support": ("Ja, 50 %", "Ja ca 50%"),
}


def test_every_figure_of_staff_comes_back_with_its_cell() -> None:
    book, sheet = form("staffing", "--as-of", "2018-03-31")
    sheet["B6"], sheet["C6"] = "Orust", "Uddevalla 2"
    for row, (plain, messy) in enumerate(ANSWERS.values(), 7):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = plain, messy

    told = taken_in(book)

    with reading(Path("kfond.db")) as session:
        returns = current_returns(session)
    assert [(r.name, r.area, str(r.as_of)) for r in returns] == [
        ("Orust", "BoU", "2018-03-31"),
        ("Uddevalla 2", "BoU", "2018-03-31"),
    ]
    assert [
        [(f.measure.value, f.source.verbatim, f.source.place.cell) for f in answer.figures]
        for answer in returns
    ] == [
        [
            (measure, str(texts[at]), f"{letter}{row}")
            for row, (measure, texts) in enumerate(ANSWERS.items(), 7)
        ]
        for at, letter in enumerate("BC")
    ]
    assert "not recognised" not in told
    assert "Listor" not in told


def test_a_day_that_excel_keeps_as_a_date_is_the_day_of_the_figures() -> None:
    book, sheet = form("staffing")
    sheet["B3"], sheet["B6"], sheet["B7"] = datetime(2018, 3, 31), "Orust", 7  # noqa: DTZ001

    assert "staff as of 2018-03-31" in taken_in(book)


def test_a_column_that_nobody_filled_in_does_not_take_the_place_of_figures() -> None:
    """Orust sends the form of all members back with its own column filled in, after Tanum did the same."""
    kfond_("init", "--association", "fyrbodal")
    for name, letter in (("Tanum", "K"), ("Orust", "H")):
        book, sheet = form("staffing", "--as-of", "2018-03-31")
        assert sheet[f"{letter}6"].value == name
        sheet[f"{letter}7"] = 7
        told = taken_in(book)
    assert "Nothing is filled in for Bengtsfors (B6), " in told

    with reading(Path("kfond.db")) as session:
        assert [(r.name, len(r.figures)) for r in current_returns(session)] == [("Tanum", 9), ("Orust", 9)]


def test_units_that_answered_before_have_a_column_each(fyrbodal_copy: Path) -> None:
    _, sheet = form("staffing", "--db", str(fyrbodal_copy))
    names = [cell.value for cell in sheet[6]]
    assert names[10:16] == [
        "Tanum",
        "Trollhättan 1",
        "Trollhättan 2",
        "Uddevalla 1",
        "Uddevalla 2",
        "Vänersborg",
    ]


def test_every_value_of_a_catalogue_comes_back_with_its_cell() -> None:
    book, sheet = form("catalogue")
    sheet["B3"] = datetime(2017, 9, 1)  # noqa: DTZ001
    line = ("BoU", "> 5 år", "gemensamt", "Rättspraxis", "LVU", "Vartannat år", "HT2017", 12, "25", 2.5)
    names = ("LVU grund (troligen); LVU", "Juridik", "Barnrätt", "Ledarskap", "ny")
    for column, content in enumerate((*line, *names), 1):
        sheet.cell(6, column).value = content
    for column, content in enumerate(("missbruk", "Arbetsledare", "lokalt", "Ledarskap"), 1):
        sheet.cell(7, column).value = content
    for column, content in enumerate(("BoU", "0-2 år", "", "", "Ledarskap", "1 gång/år"), 1):
        sheet.cell(8, column).value = content or None

    assert "course catalogue from 2017-09-01" in taken_in(book)

    read = catalogue.read(read_workbook(Path("form.xlsx")).sheets[0], Asked(Register.of({}, {})))
    assert (read.problems, read.day) == ((), date(2017, 9, 1))
    (kept, _), (need,) = read.lines, read.needs
    assert kept.prerequisites == ("Ledarskap",)
    assert (kept.area, kept.band, kept.met, kept.need) == ("BoU", Band.EXPERIENCED, Met.JOINT, "Rättspraxis")
    assert (kept.course, kept.frequency, kept.last_start) == ("LVU", "Vartannat år", Term(2017, 2))
    assert (kept.smallest, kept.largest, kept.days, kept.note) == (12, 25, 250, "ny")
    assert [(name.name, name.relation.value, name.likely) for name in kept.other_names] == [
        ("LVU grund", "same", True),
        ("LVU", "same", False),
        ("Juridik", "replaces", False),
        ("Barnrätt", "deepens", False),
    ]
    assert (kept.source.place.cell, kept.other_names[-1].source.place.cell) == ("E6", "M6")
    assert (need.area, need.band, need.met, need.text) == (
        "missbruk",
        Band.SUPERVISORS,
        Met.LOCAL,
        "Ledarskap",
    )


def test_every_value_of_courses_held_comes_back_with_its_cell() -> None:
    book, sheet = form("held")
    sheet["B3"] = "2014–2017"
    for column, content in enumerate(("LVU", "(1+2 dgr)", 3, "2", 90, "13 av 14", "ja", "Barnrätt", "ny"), 1):
        sheet.cell(7, column).value = content

    assert "courses held 2014–2017: 1 course, 90 participations in all" in taken_in(book)

    read = held.read(read_workbook(Path("form.xlsx")).sheets[0], Asked(Register.of({}, {})))
    (kept,) = read.held
    assert (kept.name, kept.area, kept.first_year, kept.last_year) == ("LVU", "BoU", 2014, 2017)
    assert (kept.format, kept.days, kept.planned, kept.deepens, kept.status) == (
        "(1+2 dgr)",
        300,
        "ja",
        "Barnrätt",
        "ny",
    )
    assert [
        count and (count.number, count.source.place.cell) for count in (kept.times, kept.participations)
    ] == [
        (2, "D7"),
        (90, "E7"),
    ]
    assert kept.reached
    assert (kept.reached.number, kept.reached.source.place.cell) == (13, "F7")


@pytest.mark.parametrize("kind", kinds_with_template())
def test_what_a_form_says_above_its_headings_is_not_taken_for_a_day_a_place_or_an_area(
    kind: str, fyrbodal_db: Path
) -> None:
    _, sheet = form(kind)
    header = 4 + sum(sheet.cell(row, 1).font.b for row in (3, 4))  # below title, legend and lines of facts
    texts = [sheet.title, *(str(sheet.cell(row, 1).value or "") for row in range(1, header))]
    with reading(fyrbodal_db) as session:
        known = register(session)
    words = [word for text in texts for word in text.replace("”", " ").split()]
    assert [text for text in texts if find_date(text) or find_period(text) or area_in(text)] == []
    assert [word for word in words if known.find(word)] == []


# --- what is no answer, and what cannot be asked ----------------------------------------------------------


@pytest.mark.parametrize("kind", kinds_with_template())
def test_a_form_that_nobody_filled_in_is_a_problem(kind: str) -> None:
    book, sheet = form(kind, "--as-of", "2018-03-31")
    book.save("form.xlsx")

    result = kfond_("import", "form.xlsx")

    assert result.exit_code == 3
    assert result.stderr == f"form.xlsx, {sheet.title}: {EMPTY}"


def test_headings_of_a_form_without_a_row_are_a_problem_too() -> None:
    book = Workbook()
    for row in (["Genomförda utbildningar 2014-2017"], ["Kurs", "Deltagare"]):
        book.worksheets[0].append(row)
    book.save("held.xlsx")

    result = kfond_("import", "held.xlsx")

    assert (result.exit_code, result.stderr) == (3, f"held.xlsx, Sheet: {EMPTY}")


def test_a_sheet_of_the_senders_own_with_the_name_of_ours_is_read() -> None:
    book, sheet = form("placements")
    own = book.worksheets[1]
    own.delete_rows(1, 100)
    for row in (["Kommun", "Period", "Form", "Pågående"], ["Orust", "2017", "jourhem", 3]):
        own.append(row)
    for column, content in enumerate(("Tanum", "2017", "jourhem", 4), 1):
        sheet.cell(5, column).value = content

    assert "[Så fyller du i] placements: 1 row in 1 municipality" in taken_in(book)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--template", "staff", "-o", "a.xlsx"), "sheet to fill in for “staff”. Did you mean staffing"),
        (("--template", "staffing"), "--template needs to know which file to write. Add for example -o staffing.xlsx"),
        (("--template", "staffing", "-o", "a.xls"), "A sheet to fill in cannot be written as “a.xls”."),
        (("--template", "staffing", "-o", "none/a.xlsx"), "cannot be written: there is no such file or folder."),
        (("b.xlsx", "--template", "staffing", "-o", "a.xlsx"), "writes a sheet to fill in and reads no file."),
        (("-o", "a.xlsx"), "no --template says which sheet."),
        ((), "No file is named."),
    ],
)  # fmt: skip
def test_a_use_that_cannot_be_meant_is_told(words: tuple[str, ...], says: str, empty_folder: Path) -> None:
    result = kfond_("import", *words)

    assert result.exit_code == 2
    assert says in result.stderr
    assert list(empty_folder.iterdir()) == []


# --- the workbook itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", kinds_with_template())
def test_only_the_cells_to_fill_in_are_open_and_every_rule_tells_in_swedish(kind: str) -> None:
    _, sheet = form(kind)
    rules = sheet.data_validations.dataValidation
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet["A1"].protection.locked
    assert [rule.sqref for rule in rules if not rule.showErrorMessage] == []
    assert [rule.sqref for rule in rules if rule.type and not (rule.error and rule.errorTitle)] == []
    checked = {at for rule in rules for area in rule.sqref.ranges for at in area.cells}
    opened = {
        (cell.row, cell.column)
        for row in sheet.iter_rows(max_col=12)
        for cell in row
        if not cell.protection.locked
    }
    notes = {at for at in opened if kind == "staffing" and at[0] > 15}  # the free lines below the table
    assert opened - notes <= checked
    assert opened


@pytest.mark.parametrize("kind", kinds_with_template())
def test_a_form_prints_lying_as_wide_as_a_page_with_its_headings_on_each(kind: str) -> None:
    book, _ = form(kind)
    for sheet in book.worksheets[:2]:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]


@pytest.mark.parametrize("kind", kinds_with_template())
def test_the_second_sheet_explains_every_column(kind: str) -> None:
    known = Known(MEMBERS)
    explained = {guide.heading: guide for guide in template_of(kind, known).guides}
    book, _ = form(kind)
    told = [[cell.value for cell in row] for row in book["Så fyller du i"].iter_rows()]
    for heading, guide in explained.items():
        (row,) = [row for row in told if row[0] == heading]
        assert row[1] == guide.guidance
        assert row[4] == ("ja" if guide.is_required else "nej")
    assert len(explained) >= 4


def test_a_drop_down_offers_the_members_of_the_association(fyrbodal_copy: Path) -> None:
    book, sheet = form("placements", "--db", str(fyrbodal_copy))
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if "A5" in str(rule.sqref)]
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", "Listor!$A$5:$A$18", "warning")
    assert [row[0].value for row in book["Listor"]["A5:A18"]][:2] == ["Bengtsfors", "Dals-Ed"]


@pytest.mark.parametrize("kind", kinds_with_template())
def test_the_same_form_is_the_same_file(kind: str) -> None:
    asked = template_of(kind, Known(MEMBERS))
    assert write_form(asked) == write_form(asked)


def test_a_form_asks_for_nobodys_name_or_number() -> None:
    asked = [guide.heading for guide in template_of("participations", Known(MEMBERS)).guides]
    assert asked == [
        "Kurs",
        "Omgång",
        "När",
        "Kommun",
        "Deltagare",
        "Målgrupp",
        "Räknas",
        "Preliminärt",
        "Anmärkning",
        "Område",
    ]


def test_a_title_too_long_for_a_sheet_is_cut_between_words() -> None:
    assert sheet_name("Utbildning som kommunen själv har ordnat") == "Utbildning som kommunen själv"
    assert sheet_name("Kostnader för projekt och fonder") == "Kostnader för projekt"  # no "och" at its end


def test_a_form_that_somebody_filled_in_is_never_written_over() -> None:
    _, sheet = form("participations")
    filled = Path("form.xlsx").read_bytes()
    assert kfond_("import", "--template", "participations", "-o", "form.xlsx").exit_code == 0  # the same form

    result = kfond_("import", "--template", "workload", "-o", "form.xlsx")

    assert (result.exit_code, Path("form.xlsx").read_bytes()) == (2, filled)
    assert "exists and may hold answers; it was not touched." in result.stderr
    assert sheet.title == "Deltagare i utbildningar"
