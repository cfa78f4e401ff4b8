"""The Swedish of the program: whole, free of English, and held to the word list in docs/ordlista.md."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from typer.testing import CliRunner

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Relation
from kfond.cells import Quality
from kfond.cli import VERBS, app, loaded
from kfond.plan.needs.values import State
from kfond.settings import CHOICES, DESCRIPTIONS
from kfond.staffing.returns import Definition, Measure
from kfond.workbook import read_workbook

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "staffing.xlsx"
PLACEHOLDER = re.compile(r"\{\w+\}")
WORD = re.compile(r"[^\W\d_]{2,}")
FILE = re.compile(r"[\w-]*\.(?:csv|db|docx?|json|md|toml|xlsx?)\b")
OPTION = re.compile(r"--[a-z][a-z-]*")
ASSIGNED = re.compile(r"[\w-]+=[\w.:]+")
CHOSEN = "|".join(sorted({word for words in CHOICES.values() for word in words if word}))
CHOICE = re.compile(rf"\b(?:{CHOSEN})\b")
QUOTED_CHOICE = re.compile(rf"”(?:{CHOSEN})”")
DASHES = {"", "-", "–", "—"}


def words(text: str) -> set[str]:
    """The words of a text in small letters; a single letter is no word."""
    return {found.lower() for found in WORD.findall(text)}


# Words of the English sentences that are Swedish words too ("not" is a footnote).
SPELT_ALIKE = words(
    "band be budget cell en format in kronor not per period person plan program pseudonym schema start tertial text"
    " version"
)
# Swedish headings and words of a sheet, which the English sentences quote.
QUOTED = words(
    "antal bou deltagare direktionen frekvens förkunskaper gemensamt ht kommun kurs lokalt område sv tjänster vt år"
)
# Programs and units, called the same everywhere.
NAMES = words("excel json kb kfond libreoffice sqlite toml word")


def _make_locale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_locale", ROOT / "tools" / "make_locale.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_locale = _make_locale()
TRANSLATIONS = [
    (english, swedish)
    for message in make_locale.kept()
    if message.id
    for english, swedish in zip(
        [message.id] if isinstance(message.id, str) else message.id,
        [message.string] if isinstance(message.string, str) else message.string,
        strict=True,
    )
]


ENGLISH = (
    {word for english, _ in TRANSLATIONS for word in words(PLACEHOLDER.sub(" ", english))}
    - SPELT_ALIKE
    - QUOTED
    - NAMES
)


def _commands() -> Iterator[str]:
    """Every command as it is typed, the longest first: "kfond settings export", "kfond settings"."""
    for name in VERBS:
        yield from (f"kfond {name} {under}" for under in getattr(loaded(name), "commands", {}))
        yield f"kfond {name}"


TYPED = re.compile("|".join(rf"{re.escape(command)}\b" for command in _commands()))


def prose(text: str, *also: str) -> str:
    """A text without placeholders, commands, options, setting keys and values, file names and `also`."""
    text = PLACEHOLDER.sub(" ", text.replace("{kfond}", "kfond"))
    for known in sorted((*also, *(key for key in DESCRIPTIONS if "_" in key)), key=len, reverse=True):
        text = text.replace(known, " ")
    for typed in (TYPED, OPTION, FILE, ASSIGNED, QUOTED_CHOICE):
        text = typed.sub(" ", text)
    return text


def unwanted_words() -> list[str]:
    """The column "skriv inte" of the word list."""
    rows = [
        line.strip("| ").split(" | ")
        for line in (ROOT / "docs" / "ordlista.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Svenska")
    ]
    return [word.strip() for row in rows if len(row) == 4 for word in row[3].split(",") if word.strip()]


def said_in(text: str, unwanted: Iterable[str]) -> list[str]:
    return [word for word in unwanted if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


# The translations


def test_every_sentence_of_the_program_is_translated_and_nothing_else() -> None:
    said = make_locale.sentences()
    assert {message.id for message in make_locale.kept() if message.id} == set(said)
    assert make_locale.missing(make_locale.kept()) == ()
    assert not [message.id for message in make_locale.kept() if message.id and message.fuzzy]


def test_the_files_are_what_the_tool_writes() -> None:
    catalog = make_locale.updated(make_locale.kept(), make_locale.sentences())
    assert make_locale.PO.read_bytes() == make_locale.as_po(catalog), "run make locale"
    assert make_locale.MO.read_bytes() == make_locale.as_mo(catalog), "run make locale"


def test_a_sentence_in_pieces_in_a_table_or_with_a_plural_is_found(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text(
        'WORDS = {"a": (say("in a table"), 1)}\n'
        'desk.say(say("one {a} " "sentence", a=say_count("{count} cell", "{count} cells", 2)))\n'
    )
    assert make_locale.sentences(tmp_path) == (
        "in a table",
        "one {a} sentence",
        ("{count} cell", "{count} cells"),
    )


def test_a_sentence_that_is_not_plain_text_stops_the_tool(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text('say(f"about {value}")\n')
    with pytest.raises(SystemExit, match="plain text"):
        make_locale.sentences(tmp_path)


def test_translations_have_the_placeholders_of_their_english() -> None:
    assert [
        (english, swedish)
        for english, swedish in TRANSLATIONS
        if sorted(PLACEHOLDER.findall(swedish)) != sorted(PLACEHOLDER.findall(english))
    ] == []


def test_no_translation_has_an_english_word_or_english_quotation_marks() -> None:
    found = {
        swedish: english_words
        for _, swedish in TRANSLATIONS
        if (english_words := words(prose(swedish, "Inställningen association")) & ENGLISH) or "“" in swedish
    }
    assert found == {}


def test_translations_hold_to_the_word_list() -> None:
    unwanted = unwanted_words()
    assert "deltagarantal" in unwanted
    found = {swedish: wrong for _, swedish in TRANSLATIONS if (wrong := said_in(prose(swedish), unwanted))}
    assert found == {}


# The documents


@pytest.fixture(scope="module")
def workbook_words() -> set[str]:
    """What the municipalities have written themselves, and what their sheets are called."""
    sheets = read_workbook(EXAMPLE).sheets
    cells = (cell.text for sheet in sheets for cell in sheet.cells.values())
    return words(" ".join([*cells, *(sheet.name for sheet in sheets)]))


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Both plans and the report, written from the example workbook."""
    folder = tmp_path_factory.mktemp("documents")

    def written(name: str, *command: str) -> str:
        run = CliRunner().invoke(
            app,
            ["--db", str(folder / "kfond.db"), "--today", "2018-01-15", *command, "-o", str(folder / name)],
        )
        assert run.exit_code == 0, run.output
        return (folder / name).read_text("utf-8")

    done = CliRunner().invoke(app, ["--db", str(folder / "kfond.db"), "import", str(EXAMPLE)])
    assert done.exit_code == 0, done.output
    return {
        "plan for two years": written("two.md", "plan", "--year", "2018", "--to", "2019"),
        "plan for one year": written("one.md", "plan", "--year", "2018"),
        "report": written("report.md", "report", "--year", "2017"),
    }


@pytest.fixture(params=["plan for two years", "plan for one year", "report"])
def document(request: pytest.FixtureRequest, documents: dict[str, str]) -> str:
    return documents[request.param]


def test_documents_have_no_english_word(document: str, workbook_words: set[str]) -> None:
    assert words(prose(document)) & (ENGLISH - workbook_words) == set()


def test_documents_have_no_value_or_identifier_of_the_program(
    document: str, workbook_words: set[str]
) -> None:
    codes = {
        code.value for codes in (Measure, Kind, State, Quality, Relation, Definition) for code in codes
    } - workbook_words
    assert re.findall(r"[{}]", document) == []
    text = prose(document)
    assert said_in(text, ["None", "True", "False", "nan", "inf", *codes]) == []
    assert re.findall(r"\w*[^\W_]_[^\W_]\w*", text) == []


def test_documents_hold_to_the_word_list(document: str, workbook_words: set[str]) -> None:
    assert said_in(document, [word for word in unwanted_words() if word not in workbook_words]) == []


def test_every_caption_has_a_table_and_every_table_a_caption(document: str) -> None:
    lines = document.splitlines()
    captions = [at for at, line in enumerate(lines) if line.startswith("Tabell:")]
    heads = [
        at for at, line in enumerate(lines) if line.startswith("|") and not lines[at - 1].startswith("|")
    ]
    assert captions
    assert [at + 2 for at in captions] == heads
    assert [lines[at] for at in heads if not lines[at + 2].startswith("|")] == []


def test_no_cell_of_a_table_is_empty_or_a_dash(document: str) -> None:
    rows = [line for line in document.splitlines() if line.startswith("|") and not set(line) <= set("|:- ")]
    assert len(rows) > 20
    assert [
        row for row in rows if {cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]} & DASHES
    ] == []


# A run


def _unknown_municipality(path: Path) -> None:
    """The example's sheet with a municipality that does not exist."""
    book = openpyxl.load_workbook(EXAMPLE)
    book["Bilaga 1"]["B3"] = "Ankeborg"
    book.save(path)


def test_every_message_of_a_run_is_swedish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workbook_words: set[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")
    (tmp_path / "staffing.xlsx").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "trasig.xlsx").write_text("ingen arbetsbok")
    _unknown_municipality(tmp_path / "ankeborg.xlsx")
    commands = {
        "plan --year 2018": 4,
        "import staffing.xlsx --dry-run": 0,
        "import staffing.xlsx": 0,
        "import trasig.xlsx": 3,
        "import saknas.xlsx": 3,
        "import ankeborg.xlsx": 3,
        "settings": 0,
        "settings set base_seats 2": 0,
        "settings set base_seats många": 3,
        "courses": 0,
        "participations": 0,
        "staffing": 0,
        "review --kind staffing": 0,
        "review accept p55 p40": 0,
        "review accept p77": 3,
        "review answers": 0,
        "review withdraw p55": 0,
        "review --marked ankeborg.xlsx": 0,
        "municipalities": 0,
        "report --year 2010": 3,
        "trace 1003": 0,
        "check": 0,
        "db info": 0,
        "undo": 0,
        "undo 7": 3,
        "log": 0,
    }
    for command, exit_code in commands.items():
        run = CliRunner().invoke(app, command.split())
        told = prose(run.output, str(tmp_path), *commands, *DESCRIPTIONS, "participations.stated_total")
        if command == "settings":
            told = CHOICE.sub(" ", told)
        assert run.exit_code == exit_code, (command, run.output)
        assert run.output.strip(), command
        assert words(told) & (ENGLISH - workbook_words) == set(), (command, run.output)
