"""Asking the municipalities: the files that go out, the answers that come back, and a reminder to the rest."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import page
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from kfond.catalogue.actions import catalogue
from kfond.catalogue.lines import Met
from kfond.cli import app
from kfond.collecting.questions import KINDS, OF_CARE, OF_THE_ORGANISATION, Question, file_stem, span_in_words
from kfond.db import reading
from kfond.importers.templates import kinds_with_template
from kfond.lists.actions import current_rows
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.staffing.actions import current_returns
from workbooks import Rows, write_workbook

Json = Any
ASKED_FOR = [
    kind
    for kind in KINDS
    if kind in kinds_with_template() and kind not in OF_THE_ORGANISATION and kind not in ROWS_OF_CARE
]
PLACEMENTS: Rows = [
    ["Placeringar 2016"],
    ["Kommun", "Period", "Placeringsform", "Pågående", "Avslutade"],
    ["Orust", "2016", "familjehem", 12, 3],
    ["Orust", "2016", "konsulentplacering", 2, "ca 1"],
    ["Tanum", "2016", "HVB", 1, 0],
]
LOCAL_TRAINING: Rows = [
    ["Egna utbildningar"],
    ["Kommun", "Kurs", "När", "Anordnare", "Deltagare"],
    ["Orust", "Signs of Safety", "HT2016", "högskola", 6],
]
DEFINED: Rows = [
    ["Indikatorer"],
    ["Indikator", "Kommun", "Period", "Värde", "Definition"],
    ["Sjukfrånvaro", "Orust", "2016", 7, "dagar per anställd"],
]


@pytest.fixture(autouse=True)
def folder(fyrbodal_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of the fourteen municipalities and their staff of March 2017."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond_(*words: object, ends: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--today", "2018-02-01", *(str(word) for word in words)])
    assert result.exit_code == ends, result.output
    return result


def asked(kind: str, day: str, *more: str) -> str:
    return kfond_("collect", kind, "--as-of", day, "-o", "out", *more).stderr


def filled(name: str, fill: Callable[[Worksheet], None]) -> str:
    """A sheet of out/ as it comes back, filled in; the name of the file."""
    book = load_workbook(Path("out") / name)
    fill(book.worksheets[0])
    Path("back").mkdir(exist_ok=True)
    book.save(Path("back") / name)
    return f"back/{name}"


def status(kind: str, *more: str) -> dict[str, Json]:
    told = json.loads(kfond_("collect", kind, "--status", "--json", *more).stdout)
    return {each["municipality"]: each for each in told["municipalities"]}


def answered(kind: str) -> list[str]:
    return [name for name, each in status(kind).items() if each["answered"]]


def column(sheet: Worksheet, letter: str, first: int, last: int) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


# --- the question -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_each_member_gets_a_sheet_and_a_letter_in_ascii(kind: str, folder: Path) -> None:
    day = "2018-04-30" if kind in OF_CARE else "2018-03-31"
    told = asked(kind, day)

    names = sorted(path.name for path in (folder / "out").iterdir())
    assert len(names) == 28
    assert [name for name in names if not name.isascii()] == []
    when = "2018t1" if kind in OF_CARE else day
    assert [name for name in names if name.endswith(f"-{when}-amal.xlsx")] != []
    assert told.startswith("Asked 14 municipalities for ")


def test_a_sheet_for_staff_shows_last_time_and_copies_none_of_it() -> None:
    asked("staffing", "2018-03-31", "--deadline", "2018-04-20")

    sheet = load_workbook("out/personal-2018-03-31-uddevalla.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[6]][:5] == [
        "Uppgift",
        "Uddevalla 1",
        "Förra gången (2017-03-31)",
        "Uddevalla 2",
        "Förra gången (2017-03-31)",
    ]
    assert (sheet["B3"].value.date(), sheet["B4"].value) == (date(2018, 3, 31), "BoU")
    assert column(sheet, "B", 7, 15) == [None] * 9
    assert column(sheet, "C", 7, 15) == ["19", "16", "3", "3", "7", "6", "4", "2", "Reception"]
    assert all(sheet[f"{cell}7"].protection.locked for cell in "AC")
    assert not sheet["B7"].protection.locked


def test_a_sheet_of_a_list_has_the_lines_of_last_time_with_their_answers_beside() -> None:
    kfond_("import", write_workbook(Path("placements.xlsx"), Blad1=PLACEMENTS))
    asked("placements", "2017-12-31")

    sheet = load_workbook("out/placeringar-2017-12-31-orust.xlsx").worksheets[0]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(3, 8)] == [
        ["Period", "2017", None],
        ["Kommun", "Orust", None],
        [None, None, None],
        ["Placeringsform", "Pågående", "Förra gången (2016): Pågående"],
        ["familjehem", None, "12"],
        ["konsulentstött familjehem", None, "2"],
    ]


def test_of_events_nothing_is_filled_in_beforehand() -> None:
    kfond_("import", write_workbook(Path("own.xlsx"), Blad1=LOCAL_TRAINING))
    asked("local_training", "2017-12-31")

    sheet = load_workbook("out/egna-utbildningar-2017-12-31-orust.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[7]][:10] == [None] * 10
    assert [cell.value for cell in sheet[7]][10:] == ["Signs of Safety", "HT2016", "högskola", "6"]


def test_a_sheet_of_needs_names_the_joint_courses_and_shows_what_was_asked_for_last_time() -> None:
    needs = [
        ["Behov av platser HT2018"],
        ["Kommun", "Kurs", "Önskade platser", "Minst så många"],
        ["Orust", "LVU", 3, 2],
        ["Orust", "Krisstöd", 2, ""],
    ]
    kfond_("import", write_workbook(Path("needs.xlsx"), Blad1=needs))
    asked("needs", "2019-01-01")

    sheet = load_workbook("out/behov-2019-01-01-orust.xlsx").worksheets[0]
    rows = [[cell.value for cell in row][:5] for row in sheet.iter_rows(3, 80)]
    assert rows[0][:2] == ["Termin", "VT2019"]
    assert rows[3][:4] == [
        "Kurs",
        "Önskade platser",
        "Förra gången (HT2018): Önskade platser",
        "Minst så många",
    ]
    lines = {row[0]: row[1:3] for row in rows[4:] if row[0]}
    with reading(Path("kfond.db")) as session:
        courses = [line.stated.course for line in catalogue(session).lines if line.stated.met is Met.JOINT]
    assert list(lines) == [*dict.fromkeys(courses), "Krisstöd"]
    assert (lines["LVU"], lines["Krisstöd"]) == ([None, "3"], [None, "2"])


def test_the_letter_says_what_why_by_when_and_how() -> None:
    kfond_("settings", "set", "contact_email", "utbildning@example.org")
    asked("staffing", "2018-03-31", "--deadline", "2018-04-20")

    letter = Path("out/personal-2018-03-31-amal.md").read_text("utf-8")
    assert letter.startswith(
        "# Personalläget: Åmål\n\nFyrbodals kommunalförbund · 1 februari 2018\n\n"
        "Till den som leder socialtjänstens arbete med barn och unga\n"
    )
    assert "så som det är den 31 mars 2018." in letter
    assert "**Svara senast den 20 april 2018.**" in letter
    assert "`personal-2018-03-31-amal.xlsx`" in letter
    assert "skicka tillbaka den till utbildning@example.org." in letter
    assert "Vänliga hälsningar" not in letter


def test_without_a_contact_the_letter_names_none() -> None:
    asked("staffing", "2018-03-31")
    letter = Path("out/personal-2018-03-31-amal.md").read_text("utf-8")
    assert "skicka tillbaka den som svar på det här brevet." in letter
    assert "@" not in letter
    assert "Svara senast" not in letter


def test_the_same_question_again_gives_the_same_files_and_stands_as_it_was(folder: Path) -> None:
    asked("staffing", "2018-03-31")
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}

    told = asked("staffing", "2018-03-31")

    assert told.startswith(
        "The question stands as it was put before: staff 2018-03-31 (BoU), to 14 municipalities."
    )
    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == before
    assert len(json.loads(kfond_("log", "--json").stdout)) == 2  # the import, and the question once


def test_a_new_deadline_takes_the_place_of_the_old() -> None:
    asked("staffing", "2018-03-31", "--deadline", "2018-04-20")

    told = kfond_(
        "collect", "staffing", "--as-of", "2018-03-31", "--deadline", "2018-05-01", "-o", "later"
    ).stderr

    assert "The last day to answer is now 2018-05-01." in told
    assert "den 1 maj 2018" in Path("later/personal-2018-03-31-amal.md").read_text("utf-8")


def test_an_answer_that_lies_in_the_folder_is_never_written_over(folder: Path) -> None:
    asked("staffing", "2018-03-31")
    back = filled("personal-2018-03-31-orust.xlsx", lambda sheet: sheet.__setitem__("B7", 5))
    Path(back).replace("out/personal-2018-03-31-orust.xlsx")
    mine = Path("out/personal-2018-03-31-orust.xlsx").read_bytes()

    told = kfond_("collect", "staffing", "--as-of", "2018-03-31", "-o", "out", ends=2).stderr

    assert "Already in the folder with another content: personal-2018-03-31-orust.xlsx." in told
    assert Path("out/personal-2018-03-31-orust.xlsx").read_bytes() == mine


def test_a_dry_run_names_the_files_and_keeps_nothing(folder: Path) -> None:
    told = asked("staffing", "2018-03-31", "--dry-run")

    assert "personal-2018-03-31-amal.xlsx\n" in told
    assert not (folder / "out").exists()
    kfond_("collect", "staffing", "--status", ends=3)


# --- the answer -------------------------------------------------------------------------------------------


def fill_staff(sheet: Worksheet) -> None:
    for row, content in enumerate(
        (7, "ca 5", 2, 0, 1, "2 till 3", "Alla utom konsulterna", 1, "Ja, 50 %"), 7
    ):
        sheet[f"B{row}"] = content


def test_an_answer_sheet_turns_the_status_to_answered_and_undo_turns_it_back() -> None:
    asked("staffing", "2018-03-31")
    assert answered("staffing") == []

    told = kfond_("import", filled("personal-2018-03-31-orust.xlsx", fill_staff)).stderr

    assert answered("staffing") == ["Orust"]
    (cell,) = status("staffing")["Orust"]["review"]
    assert (cell["verbatim"], cell["source"]["cell"]) == ("Alla utom konsulterna", "B13")
    assert "not recognised" not in told
    assert "Listor" not in told
    assert "Förra gången" not in told
    with reading(Path("kfond.db")) as session:
        kept = {(str(r.as_of), r.name): r for r in current_returns(session) if r.municipality == "Orust"}
        before = [r for r in current_returns(session, date(2018, 1, 1)) if r.municipality == "Orust"]
    assert list(kept) == [("2018-03-31", "Orust")]
    assert before[0].figures[0].source.verbatim == "3(+10 utförare)"

    kfond_("undo")
    assert answered("staffing") == []


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_a_sheet_that_comes_back_as_it_was_sent_is_no_answer(kind: str, folder: Path) -> None:
    for name, rows in (("placements", PLACEMENTS), ("own", LOCAL_TRAINING), ("indicators", DEFINED)):
        kfond_("import", write_workbook(Path(f"{name}.xlsx"), Blad1=rows))
    asked(kind, "2017-12-31")
    (sent,) = (folder / "out").glob("*-orust.xlsx")

    told = kfond_("import", sent, ends=3).stderr

    assert told.endswith(
        "Nothing is filled in on the sheet. Fill in the white cells, save the file and import it again.\n"
    )
    assert answered(kind) == []


@pytest.mark.parametrize(
    ("answered_in", "form", "left_out"), [("B7", "foster_home", "A8"), ("B8", "agency", "A7")]
)
def test_a_line_that_got_no_answer_is_left_out_and_told(answered_in: str, form: str, left_out: str) -> None:
    kfond_("import", write_workbook(Path("placements.xlsx"), Blad1=PLACEMENTS))
    asked("placements", "2017-12-31")

    back = filled("placeringar-2017-12-31-orust.xlsx", lambda sheet: sheet.__setitem__(answered_in, "ca 15"))
    told = kfond_("import", back).stderr

    assert f"Lines that were filled in beforehand and got no answer: {left_out}." in told
    with reading(Path("kfond.db")) as session:
        rows = [row for row in current_rows(session, "placements") if row.municipality == "Orust"]
    assert [(row.name, str(row.last_day), [v.source.verbatim for v in row.values]) for row in rows] == [
        ("foster_home", "2016-12-31", ["12", "3"]),
        ("agency", "2016-12-31", ["2", "ca 1"]),
        (form, "2017-12-31", ["ca 15"]),
    ]
    assert answered("placements") == ["Orust"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("indicators", ["Sjukfrånvaro", 8]),
        ("workload", ["", "Göteborgsmodellen", "6,5"]),
        ("participations", ["LVU", "1", "HT2017", 4]),
        ("local_training", ["", "LVU", "VT2017", "högskola", 3]),
        ("interviews", ["", "Ja"]),
        ("needs", ["LVU", 4, 2]),
        ("movements", ["BoU", "0-2 år", 3]),
    ],
)
def test_every_list_that_is_asked_for_comes_back(kind: str, line: Sequence[object], folder: Path) -> None:
    asked(kind, "2017-12-31")
    (sent,) = (folder / "out").glob("*-tanum.xlsx")

    def fill(sheet: Worksheet) -> None:
        for at, content in enumerate(line, 1):
            sheet.cell(7, at).value = content or None  # type: ignore[assignment]

    kfond_("import", filled(sent.name, fill))

    assert answered(kind) == ["Tanum"]
    assert status(kind)["Tanum"]["answers"] == 1


def test_an_answer_for_another_day_does_not_count() -> None:
    asked("staffing", "2018-03-31")
    rows = [
        ["Personal inom BoU juni 2018"],
        ["", "Orust"],
        ["Antal tjänster", 3],
        ["Antal 0-2 år", 1],
        ["Antal 2-5 år", 1],
    ]
    kfond_("import", write_workbook(Path("june.xlsx"), Blad1=rows))
    assert answered("staffing") == []


# --- status and reminder ----------------------------------------------------------------------------------


def test_the_status_is_a_table_with_what_is_for_review() -> None:
    asked("staffing", "2018-03-31", "--deadline", "2018-04-20")
    kfond_("import", filled("personal-2018-03-31-orust.xlsx", fill_staff))

    told = kfond_("collect", "staffing", "--status")

    assert "Orust         yes, 9 cells  B13 “Alla utom konsulterna”\n" in told.stdout
    assert "Tanum         no\n" in told.stdout
    assert told.stderr == "staff 2018-03-31 (BoU): 1 of 14 have answered; last day 2018-04-20.\n"


def test_the_rest_are_reminded_and_it_is_noted_when(folder: Path) -> None:
    asked("staffing", "2018-03-31", "--deadline", "2018-04-20")
    kfond_("import", filled("personal-2018-03-31-orust.xlsx", fill_staff))

    kfond_("collect", "staffing", "--remind", "-o", "again", "--dry-run")
    assert not (folder / "again").exists()
    kfond_("collect", "staffing", "--remind", "-o", "again")

    names = {path.name for path in (folder / "again").iterdir()}
    assert len(names) == 13
    assert "paminnelse-personal-2018-03-31-orust.md" not in names
    letter = Path("again/paminnelse-personal-2018-03-31-tanum.md").read_text("utf-8")
    assert letter.startswith("# Påminnelse: Personalläget, Tanum\n")
    assert "Vi bad om det senast den 20 april 2018." in letter
    reminded = {name: each["reminded_at"] for name, each in status("staffing").items()}
    assert (reminded["Orust"], reminded["Tanum"][:10]) == (None, "2018-02-01")
    kfond_("check")


def test_when_all_have_answered_nobody_is_reminded(folder: Path) -> None:
    kfond_("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    asked("staffing", "2017-03-31")

    told = kfond_("collect", "staffing", "--remind", "-o", "again").stderr

    assert told == "Everybody has answered staff 2017-03-31 (BoU); nobody is reminded.\n"
    assert not (folder / "again").exists()


@pytest.mark.parametrize(
    ("words", "ends", "says"),
    [
        (("catalogue",), 2, "“catalogue” is nothing that one municipality can be asked for. Write one of: staffing"),
        (("staffing", "-o", "out"), 2, "It is not said which day the answers are to speak of."),
        (("staffing", "--as-of", "2018-03-31"), 2, "It is not said where to write the files."),
        (("staffing", "--as-of", "mars", "-o", "out"), 2, "--as-of cannot be “mars”. Write a day such as 2017-03-31."),
        (("staffing", "--area", "skola", "--status"), 2, "“skola” is no known area. Write one of: BoU, EKB, missbruk."),
        (("placements", "--area", "BoU", "--status"), 2, "placements is not asked for by area."),
        (("staffing", "--status", "--remind"), 2, "--status and --remind do not go together."),
        (("staffing", "--json"), 2, "--json shows the status. Add --status, or leave out --json."),
        (("staffing", "--status"), 3, "That question has not been put to anybody. Put it first:"),
    ],
)  # fmt: skip
def test_a_use_that_cannot_be_meant_is_told(words: tuple[str, ...], ends: int, says: str) -> None:
    assert says in kfond_("collect", *words, ends=ends).stderr


def test_without_an_association_nobody_can_be_asked(folder: Path) -> None:
    kfond_("settings", "set", "association", "")

    told = kfond_("collect", "staffing", "--as-of", "2018-03-31", "-o", "out", ends=3).stderr

    assert told.startswith("It is not known whose members are to be asked.")
    assert not (folder / "out").exists()


# --- what a question speaks of ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "as_of", "first", "last", "is_answer"),
    [
        ("workload", "2017-10-31", "2017-10-01", "2017-10-31", True),  # "oktober 2017" has the day in it
        ("workload", "2017-10-31", "2017-03-01", "2017-03-31", False),
        ("placements", "2017-12-31", "2017-01-01", "2017-12-31", True),
        (
            "placements",
            "2017-12-31",
            "2017-01-01",
            "2017-04-30",
            False,
        ),  # a third of the year is not the year
        ("participations", "2017-12-31", "2017-07-01", "2017-12-31", True),
        ("participations", "2017-12-31", "2016-07-01", "2016-12-31", False),
        ("needs", "2019-02-01", "2019-01-01", "2019-06-30", True),  # the term that the day lies in
        ("needs", "2019-02-01", "2019-07-01", "2019-12-31", False),
        ("movements", "2018-12-31", "2018-07-01", "2018-12-31", True),
    ],
)
def test_what_counts_as_an_answer(kind: str, as_of: str, first: str, last: str, is_answer: bool) -> None:
    question = Question(1, kind, date.fromisoformat(as_of), "", None, date(2018, 3, 1))
    assert question.is_answered_by(date.fromisoformat(first), date.fromisoformat(last)) is is_answer


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2017-03-31", "2017-03-31", "2017-03-31"),
        ("2017-01-01", "2017-12-31", "2017"),
        ("2017-07-01", "2017-12-31", "HT2017"),
        ("2018-01-01", "2018-04-30", "T1 2018"),
        ("2018-01-01", "2018-03-31", "2018-01-01 till 2018-03-31"),
    ],
)
def test_a_period_in_words(first: str, last: str, words: str) -> None:
    assert span_in_words((date.fromisoformat(first), date.fromisoformat(last))) == words


def test_another_area_has_files_of_its_own() -> None:
    question = Question(1, "staffing", date(2018, 3, 31), "missbruk", None, date(2018, 3, 1))
    assert file_stem(question, "Upplands Väsby") == "personal-missbruk-2018-03-31-upplands-vasby"


def test_a_letter_and_its_reminder_can_be_kept_for_good() -> None:
    """As PDF they are PDF/UA-1 and PDF/A-2a like every other document: both need a day, and have one."""
    asked("staffing", "2018-03-31", "--format", "pdf")
    kfond_("collect", "staffing", "--as-of", "2018-03-31", "--remind", "--format", "pdf", "-o", "out")
    letters = sorted(Path("out").glob("*amal.pdf"))
    assert len(letters) == 2
    for letter in letters:
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            assert page.validate_pdf_bytes(letter.read_bytes(), profile=profile).is_compliant


@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!doctype html>")]
)
def test_letters_come_as_documents_too_and_the_same_again(form: str, begins: bytes) -> None:
    words = ("--format", form, "--case-number", "FK 2018/7")
    asked("staffing", "2018-03-31", *words)
    letter = Path("out") / f"personal-2018-03-31-amal.{form}"
    assert letter.read_bytes()[:15].lower().startswith(begins.lower())
    again = asked("staffing", "2018-03-31", *words)
    assert "28 files" in again


def test_a_letter_is_no_workbook() -> None:
    refused = kfond_("collect", "staffing", "--as-of", "2018-03-31", "-o", "out", "--format", "xlsx", ends=2)
    assert "A letter cannot be written as “xlsx”. Write one of: md, docx, pdf, html." in refused.stderr
