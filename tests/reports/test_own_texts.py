"""The coordinator's own texts beside the figures: from the scaffold to the report, and what is wrong in one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kfond.cli import app
from kfond.provenance import Figure
from kfond.reports.annual.sections import EVERY
from kfond.reports.annual.texts import AHEAD, CHALLENGES, FOREWORD, slots
from kfond.reports.documents.own_text import fitted
from kfond.reports.documents.parsing import blocks_of

VACANT = Figure("staffing.vacancies", "Vakanta tjänster", 1003, "posts", "Summan.", ())
COURSE = Figure("participations.course.lvu", "Deltagartillfällen, LVU", None, "participations", "Summan.", ())
FILES = ["inledning.md", "genomforda-kurser.md", "personallaget.md", "framat.md"]
"""The texts of a report with staff and courses held alone."""
THOUSAND = "1\N{NO-BREAK SPACE}003"


@pytest.fixture(autouse=True)
def folder(fyrbodal_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of 2017; texts/2017 in it is where the texts are looked for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond_(*words: object, ends: int = 0) -> Result:
    done = CliRunner().invoke(app, ["--today", "2018-02-01", *(str(word) for word in words)])
    assert done.exit_code == ends, done.output
    return done


def write(name: str, text: str | bytes) -> Path:
    path = Path("texts/2017") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def report(*more: str, ends: int = 0) -> str:
    return kfond_("report", "--year", "2017", *more, ends=ends).stdout


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("Hej.", "Hej."),
        ("Hej\r\ndär.\r\n", "Hej\ndär."),
        ("<!-- råd\nrad två --> Hej.", "Hej."),
        ("[](figure:staffing.vacancies) är vakanta", f"[{THOUSAND}](figure:staffing.vacancies) är vakanta"),
        ("[så många](figure:staffing.vacancies)", "[så många](figure:staffing.vacancies)"),
        ("[](figure:participations.course.lvu)", "[uppgift saknas](figure:participations.course.lvu)"),
        ("`[](figure:staffing.vacancies)`", "`[](figure:staffing.vacancies)`"),
        ("    [](figure:inte.en.siffra)", "[](figure:inte.en.siffra)"),
        ("<b>fet</b> 3 < 4 <https://sida.se>", r"\<b>fet\</b> 3 < 4 <https://sida.se>"),
        ("`<b>`", "`<b>`"),
        ("# Ett\n\n### Två\n\n# Tre", "### Ett\n\n#### Två\n\n### Tre"),
        ("Ett\n===\n\nTvå\n---", "### Ett\n\n\n#### Två"),
        ("## Ett ##\n\n# Två", "### Ett\n\n### Två"),
        ("#### [](figure:staffing.vacancies) kvar", f"### [{THOUSAND}](figure:staffing.vacancies) kvar"),
        ("```\n# ingen rubrik <b>\n```", "```\n# ingen rubrik <b>\n```"),
        ("A\N{COMBINING RING ABOVE}r", "År"),
    ],
)
def test_a_text_is_fitted_below_its_heading(typed: str, stands: str) -> None:
    found = fitted(typed, "a.md", 2, (VACANT, COURSE))
    assert found.problems == ()
    assert found.markdown == stands
    blocks_of(f"# Rapport\n\n## Avsnitt\n\n{found.markdown}")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Hej\n\n[](figure:staffing.vacancy)", "Rad 3: Ingen siffra i rapporten heter ”staffing.vacancy”. De närmaste"),
        ("Hej\n- ett\n- två [x](figure:zzz)", "Rad 3: Ingen siffra i rapporten heter ”zzz”. kfond report --json visar"),
        ("Hej\n\n[s][1]\n\n[1]: figure:zzz", "Rad 3: Ingen siffra i rapporten heter ”zzz”."),
        ("En rad\n<!-- utan slut", "Rad 2: En kommentar börjar här och slutar inte. Avsluta den med -->"),
        ("Ring\n19121212-1212", "Rad 2: Det som står här ser ut som ett personnummer."),
        ("<!-- 19121212-1212 -->", "Rad 1: Det som står här ser ut som ett personnummer."),
        ("Hej\n\n| a | b |\n|---|---|\n| 1 | 2 |", "Rad 3: Tabellen som börjar med ”a | b” saknar rubrik."),
        ("Hej ![hus](hus.png)", "Rad 1: En text kan inte ha någon bild."),
        ("![hus](picture:deltagare)", "Rad 1: En text kan inte ha någon bild."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_text_is_told_with_its_line(typed: str, problem: str) -> None:
    told = [found.in_words("sv") for found in fitted(typed, "a.md", 2, (VACANT,)).problems]
    assert [line.partition(problem)[:2] for line in told] == [("a.md: ", problem)]
    assert "19121212" not in "".join(told)


def test_everything_that_is_wrong_is_told_at_once_with_file_and_line() -> None:
    write("inledning.md", "Ett\n[](figure:staffing.vacancy)\n\n[](figure:staffing.bandet)\n")
    write("personallaget.md", "Hej\nd\xe5".encode("latin-1"))
    (Path("texts/2017") / "framat.md").mkdir()
    told = kfond_("report", "--year", "2017", ends=3).stderr
    assert [Path(line.split(": ")[0]).name for line in told.splitlines()] == [
        "inledning.md",
        "inledning.md",
        "personallaget.md",
        "framat.md",
    ]
    assert "Rad 2: där finns ett tecken som inte är UTF-8. Spara filen som text i UTF-8." in told
    assert "framat.md: Filen går inte att läsa: det är en mapp." in told


def test_from_the_scaffold_to_the_report() -> None:
    made = kfond_("texts", "--year", "2017", "--new")
    assert made.stderr.splitlines()[:4] == FILES
    assert sorted(path.name for path in Path("texts/2017").iterdir()) == sorted(FILES)
    empty = report()
    assert "> **Här saknas texten ”Personalläget”.** Den skrivs i filen `personallaget.md`." in empty
    assert "<!--" not in empty

    with Path("texts/2017/personallaget.md").open("a", encoding="utf-8") as file:
        file.write("Läget är bättre: [](figure:staffing.vacancies) tjänster är vakanta.\n")
    write("inledning.md", "# Året\n\nEtt bra år.\n")
    write("genomforda-kurser.md", "-\n")
    written = report()
    assert "\n## Inledning\n\n### Året\n\nEtt bra år.\n" in written
    assert "\n### Kommentar\n\nLäget är bättre: 15 tjänster är vakanta.\n" in written
    assert written.count("### Kommentar") == 1
    assert (
        "## Texter som saknas\n\nFöljande texter är inte skrivna än:\n\n- Framåt (`framat.md`)\n" in written
    )

    again = kfond_("texts", "--year", "2017", "--new").stderr
    assert again.startswith("0 nya filer i ")
    assert Path("texts/2017/inledning.md").read_text(encoding="utf-8").startswith("# Året")


def test_the_texts_are_listed_with_their_state() -> None:
    kfond_("texts", "--year", "2017", "--new")
    write("inledning.md", "Ett bra år.")
    write("framat.md", "–")
    Path("texts/2017/genomforda-kurser.md").unlink()
    listed = kfond_("texts", "--year", "2017").stdout.splitlines()
    assert [line.split("  ")[-1].strip() for line in listed[1:]] == [
        "skriven, 3 ord",
        "saknas",
        "saknas, filen finns att skriva i",
        "utelämnad med avsikt",
    ]
    told = json.loads(kfond_("texts", "--year", "2017", "--json").stdout)
    assert [text["state"] for text in told] == ["written", "missing", "scaffold", "not_wanted"]


def test_without_a_folder_of_texts_there_is_no_gap_and_a_line_says_how_to_begin() -> None:
    done = kfond_("report", "--year", "2017")
    assert "saknas texten" not in done.stdout
    assert "kfond texts --year 2017 --new" in done.stderr
    write("inledning.md", "Ett bra år.")
    assert report("--no-texts") == done.stdout
    assert kfond_("report", "--year", "2017", "--json").stderr == ""


def test_a_file_that_is_no_text_of_the_report_is_told_of() -> None:
    write("personalläget.md", "Hej")
    assert "personalläget.md" in kfond_("report", "--year", "2017").stderr


def test_texts_of_another_folder() -> None:
    write("inledning.md", "Ett bra år.")
    Path("texts").rename("mina")
    assert "Ett bra år." in report("--texts", "mina/2017")
    assert "Ett bra år." in report("--texts", "mina")
    assert "Mappen borta finns inte" in kfond_("report", "--year", "2017", "--texts", "borta", ends=2).stderr


def test_a_narrower_report_takes_the_texts_of_its_sections_alone() -> None:
    write("inledning.md", "Ett bra år.")
    write("personallaget.md", "Läget är gott.")
    told = kfond_("report", "staffing", "--year", "2017").stdout
    assert ("Läget är gott." in told, "Ett bra år." in told) == (True, False)


def test_every_text_belongs_to_a_section() -> None:
    order = [FOREWORD, *(section.key for section in EVERY), CHALLENGES, AHEAD]
    keys = [slot.key for slot in slots()]
    assert keys == sorted(keys, key=order.index)
    assert len({slot.file for slot in slots()}) == len(keys)
