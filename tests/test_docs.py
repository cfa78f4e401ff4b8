"""The papers: what they show works, what they link to is there, and they tell of all that the program has."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po
from typer.testing import CliRunner, Result

from kfond.cli import VERBS, app, loaded
from kfond.errors import ExitCode
from kfond.settings import DEFAULTS, DESCRIPTIONS, Settings

ROOT = Path(__file__).parents[1]
EXAMPLE, REGION = ROOT / "examples" / "staffing.xlsx", ROOT / "examples" / "region"
README, YEAR = ROOT / "README.md", ROOT / "docs" / "arets-gang.md"
HOUSE, REFERENCE, WORDS = (
    ROOT / "docs" / "house.md",
    ROOT / "docs" / "reference.md",
    ROOT / "docs" / "ordlista.md",
)
PAPERS = (README, ROOT / "CHANGELOG.md", ROOT / "bench" / "README.md", *sorted((ROOT / "docs").glob("*.md")))
SWEDISH = (
    YEAR,
    ROOT / "CHANGELOG.md",
    ROOT / "examples" / "README.md",
    *sorted((ROOT / "src" / "kfond" / "templates").glob("*.md.j2")),
)
MESSAGES = ROOT / "src" / "kfond" / "locale" / "sv" / "LC_MESSAGES" / "kfond.po"
CODE_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`]*`|```.*?```|\{.*?\}|\bkfond [a-z]+( [a-z]+)?\b|--[a-z-]+", re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)]+)\)")
OTHER_EXIT = re.compile(r"#.*\b(?:exit|slutkod) (?P<code>\d)")


class Example(NamedTuple):
    """A command line of a paper, and the exit code that the paper promises."""

    words: tuple[str, ...]
    exit_code: int


def examples(paper: Path) -> Iterator[Example]:
    """The kfond lines of the blocks that are to be run ("sh", "console"), in order."""
    for block in CODE_BLOCK.finditer(paper.read_text(encoding="utf-8")):
        if block["language"] not in ("sh", "console"):
            continue
        for line in block["text"].splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["kfond"]:
                other = OTHER_EXIT.search(line)
                yield Example(tuple(words[1:]), int(other["code"]) if other else 0)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("paper", [README, YEAR], ids=lambda paper: paper.name)
def test_every_example_runs_in_the_order_of_the_paper(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    shutil.copytree(REGION, tmp_path / "region")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KFOND_DB", raising=False)
    shown = list(examples(paper))
    assert len(shown) >= 3
    for example in shown:
        ended = run(*example.words)
        assert ended.exit_code == example.exit_code, (example, ended.stderr)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The plan for 2018 from the example workbook."""
    database = str(tmp_path_factory.mktemp("plan") / "kfond.db")
    run("--db", database, "import", str(EXAMPLE))
    return run("--db", database, "plan", "--year", "2018").stdout


def test_a_municipality_is_found_in_the_plan_as_the_papers_say(plan: str) -> None:
    appendix = plan.split("## Bilaga 1")[1].split("## Bilaga 2")[0]
    assert "\n### Orust\n" in appendix
    for paper in (README, YEAR):
        assert "`### Orust`" in paper.read_text(encoding="utf-8")


def test_the_sections_of_the_plan_that_the_year_names_are_there(plan: str) -> None:
    reading = YEAR.read_text(encoding="utf-8").split("## 6.")[1].split("## 7.")[0]
    named = re.findall(r"\*\*([^*]+)\*\*", reading)
    assert len(named) >= 5
    assert [name for name in named if f"\n## {name}" not in plan] == []


@pytest.mark.parametrize(
    "row",
    [
        "| Orust | 3,0 | inget spann | 2,6 | 1–4 | staffing.xlsx, Bilaga 1!H8 |",
        "| Strömstad | 3,1 | 0,5–5,6 |",
    ],
)
def test_the_two_cells_that_the_house_follows_arrive_in_the_plan(row: str, plan: str) -> None:
    assert row in plan
    assert f"`{row}`" in HOUSE.read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_shown_in_the_readme_or_in_the_year(verb: str) -> None:
    told = README.read_text(encoding="utf-8") + YEAR.read_text(encoding="utf-8")
    assert re.search(rf"\bkfond {verb}\b", told)


def test_the_reference_is_what_the_program_gives_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    reference = import_module("make_reference").reference()

    assert REFERENCE.read_text(encoding="utf-8") == reference, "run: make docs"


@pytest.mark.parametrize("verb", VERBS)
def test_the_top_help_says_of_a_verb_what_the_verb_says_of_itself(verb: str) -> None:
    assert loaded(verb).help == VERBS[verb].help


def test_every_setting_is_described_and_in_the_reference() -> None:
    assert list(DESCRIPTIONS) == [part.name for part in fields(Settings)]
    told = REFERENCE.read_text(encoding="utf-8")
    for key, default in DEFAULTS.as_text().items():
        assert f"| `{key}` | {f'`{default}`' if default else 'empty'} | " in told


@pytest.mark.parametrize("paper", [README, REFERENCE], ids=lambda paper: paper.name)
def test_every_exit_code_is_told(paper: Path) -> None:
    told = re.findall(r"^\| (\d) \| ", paper.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in told] == [int(code) for code in ExitCode]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    for link in LINK.finditer(paper.read_text(encoding="utf-8")):
        assert (paper.parent / link["target"]).exists(), link["target"]


def code_of_the_program() -> str:
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.toml")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("name", ["house.md", "decisions.md"])
def test_every_name_of_code_in_the_papers_for_builders_exists(name: str) -> None:
    """`read_cell()`, `staffing/actions.py`: a name in code type that ends so must be in the program."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    code = code_of_the_program()
    for function in re.findall(r"`(\w+)\(\)`", text):
        assert re.search(rf"\bdef {function}\(", code), function
    for file in re.findall(r"`([\w/]+\.(?:py|toml|j2))`", text):
        places = (ROOT / "src" / "kfond" / file, ROOT / file)
        assert any(place.exists() for place in places), file


class Word(NamedTuple):
    """A row of the word list."""

    swedish: str
    in_code: tuple[str, ...]
    meaning: str
    avoid: tuple[str, ...]


def word_list() -> list[Word]:
    """The rows of the one table in ordlista.md."""
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["Svenska", "i koden", "vad det betyder", "skriv inte"]
    assert cells[1] == ["---"] * 4
    return [Word(row[0], _words(row[1]), row[2], _words(row[3])) for row in cells[2:]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def test_the_word_list_has_one_row_a_word_and_every_row_a_meaning() -> None:
    words = word_list()
    assert len({word.swedish for word in words}) == len(words)
    assert all(word.in_code and word.meaning for word in words)


def test_the_names_that_the_word_list_gives_are_used_in_the_code() -> None:
    code = code_of_the_program()
    unused = [name for word in word_list() for name in word.in_code if name not in code]
    assert unused == []


@pytest.mark.parametrize("paper", SWEDISH, ids=lambda paper: paper.name)
def test_swedish_texts_keep_to_the_word_list(paper: Path) -> None:
    assert words_to_avoid_in(paper.read_text(encoding="utf-8")) == []


def test_swedish_messages_keep_to_the_word_list() -> None:
    with MESSAGES.open("rb") as file:
        messages = [message.string for message in read_po(file) if message.id]
    texts = [text for said in messages for text in ((said,) if isinstance(said, str) else said or ())]
    assert [(text, found) for text in texts if (found := words_to_avoid_in(text))] == []


def words_to_avoid_in(text: str) -> list[str]:
    """The words that the list tells to avoid and that stand in `text`, commands and code left out."""
    plain = CODE.sub(" ", text)
    avoid = [word for row in word_list() for word in row.avoid]
    return [word for word in avoid if re.search(rf"(?<!\w){word}(?!\w)", plain, re.IGNORECASE)]
