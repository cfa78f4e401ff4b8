"""Templates: the filters, the user's own, and what is wrong in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.errors import ExitCode, Refusal
from kfond.reports.documents.blocks import Figured, Heading, Paragraph, TableBlock, plain
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.render import cell, render
from kfond.reports.tables import Marked


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFOND_LANG", "sv")


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def template(folder: Path, text: str) -> str:
    (folder / "own.md.j2").write_text(text, encoding="utf-8")
    return "own.md.j2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 1234.5 | number }}", "1\N{NO-BREAK SPACE}234,5\n"),
        ("{{ (5, 6) | interval }}", "5–6\n"),
        ("{{ (5, none) | interval }}", "minst 5\n"),
        ("{{ 0 | count_of('plats') }}, {{ 1 | count_of('plats') }}", "ingen plats, 1 plats\n"),
        ("{{ ['Ale', 'Eda'] | join_and }}", "Ale och Eda\n"),
        ("a\n\n\n\nb", "a\n\nb\n"),
    ],
)
def test_filters_say_it_in_swedish(tmp_path: Path, text: str, expected: str) -> None:
    assert render(template(tmp_path, text), {}, tmp_path) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5 (varav 1 chef)", "5 (varav 1 chef)"),
        ("ja|nej", r"ja\|nej"),
        ("rad 1\r\nrad 2", "rad 1 rad 2"),
        ("*4* <b>", r"\*4\* \<b>"),
        ("[här](http://x)", r"\[här\](http://x)"),
        (r"\|", r"\\\|"),
        ("band_0_2", "band_0_2"),
        ("_kursiv_", r"\_kursiv\_"),
        ("H&M &amp; AT&T;", r"H&M \&amp; AT\&T;"),
        ("# 1", r"\# 1"),
        ("#1", "#1"),
        ("C #", r"C \#"),
        ("- nej", r"\- nej"),
        ("-5", "-5"),
        ("+ 2", r"\+ 2"),
        ("> 3", r"\> 3"),
        ("2017. Ett år", r"2017\. Ett år"),
        ("2.5", "2.5"),
        ("![bild](x)", r"!\[bild\](x)"),
        ("---", r"\---"),
        (Marked("1 003", "staffing.x"), "[1 003](figure:staffing.x)"),
        (Marked("a]b", "å (b)"), r"[a\]b](figure:%C3%A5%20%28b%29)"),
    ],
)
def test_text_stays_inside_its_cell(typed: object, expected: str) -> None:
    assert cell(typed) == expected


# Signs that Markdown could take for markup are as likely as all others together.
ANY_TEXT = st.text(
    st.sampled_from("\\`*_{}[]()#+-.!|<>&;:=~\"'/ \t\n 1aå")
    | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)


def collapsed(text: str) -> str:
    return " ".join(text.split())


@given(ANY_TEXT.filter(collapsed))
@example("Tabell: a")
@example("\\")
def test_any_text_comes_out_of_a_document_as_it_went_in(text: str) -> None:
    it = cell(text)
    blocks = blocks_of(
        f"# Titel\n\n## {it}\n\n{it}\n\nTabell: {it}\n\n| a | {it} |\n|:---|:---|\n| {it} | b |\n"
    )
    _, heading, paragraph, table = blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, TableBlock)
    came_out = [heading.line, paragraph.line, table.caption, table.heads[1], table.rows[0][0]]
    assert [collapsed(plain(line)) for line in came_out] == [collapsed(text)] * 5


@given(ANY_TEXT.filter(collapsed), ANY_TEXT.filter(collapsed))
def test_any_figure_is_found_again_by_its_id(words: str, figure: str) -> None:
    _, paragraph = blocks_of(f"# Titel\n\n{cell(Marked(words, figure))}\n")
    assert isinstance(paragraph, Paragraph)
    (found,) = paragraph.line
    assert isinstance(found, Figured)
    assert found.figure == figure
    assert collapsed(plain(found.parts)) == collapsed(words)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("ett\ntvå {{ saknas }}", 2, "ingenting heter ”saknas”"),
        ("{{ ett.tio }}", 1, "ingenting där heter ”tio”"),
        ("ett\n\n{% if ett %}", 3, "”if” öppnas och stängs inte"),
        ("{% om ett %}", 1, "det finns ingen tagg som heter ”om”"),
        ("ett\n{{ 'a' | finns_inte }}", 2, "”| finns_inte” är inget känt"),
        ("{{ ett } }", 1, "”}” kan inte stå där"),
        ("{{ ett ett }}", 1, "”ett” står där ”end of print statement” behövs"),
        ("{# utan slut", 1, "något öppnas och stängs inte"),
        ("{{ none }}", 1, "ett värde som inte är känt står utan ord för det"),
        ("ett\n{{ 1 / 0 }}", 2, "det delar med noll"),
        ("{{ 3 | count_of('plats', 'x') }}", 1, "det går inte att räkna ut"),
        ("{% include 'anual.md.j2' %}", 1, "det finns ingen mall som heter ”anual.md.j2”; den närmaste är annual"),
        ("ett\n{% include 'own.md.j2' %}", 2, "det anropar sig självt utan slut"),
        ("{{ ().__class__.__base__.__subclasses__() }}", 1, "det den ber om är inte tillåtet i en mall"),
        ("{% from 'tables.md.j2' import rad %}\n{{ rad() }}", 2, "mallen tables.md.j2 saknar makrot ”rad”"),
    ],
)  # fmt: skip
def test_a_broken_template_is_refused_with_its_line_in_words(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(Refusal) as refused:
        render(template(tmp_path, text), {"ett": 1}, tmp_path)
    (problem,) = refused.value.problems
    assert refused.value.code is ExitCode.USAGE
    assert f"Mallen {tmp_path / 'own.md.j2'}, rad {line}, fungerar inte: {what}" in problem.in_words("sv")


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("annual/macros.md.j2", "{% macro so_many_of(a, b='') %}\n{{ saknas }}\n{% endmacro %}", 2),
        ("annual/staff.md.j2", "Hej\n\n{% for %}", 3),
        ("tables.md.j2", "{% macro table(it) %}{{ it.rubrik }}{% endmacro %}", 1),
    ],
)
def test_a_part_that_is_broken_is_named_and_not_what_takes_it_in(
    tmp_path: Path, fyrbodal_db: Path, file: str, text: str, line: int
) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    done = kfond_("--db", fyrbodal_db, "report", "--year", "2017", "--templates", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"Mallen {tmp_path / file}, rad {line}, fungerar inte: " in done.stderr


def test_a_part_without_what_the_others_take_from_it_is_named(tmp_path: Path, fyrbodal_db: Path) -> None:
    (tmp_path / "tables.md.j2").write_text("{# tom #}", encoding="utf-8")
    done = kfond_("--db", fyrbodal_db, "report", "--year", "2017", "--templates", tmp_path)
    assert done.exit_code == 2
    assert (
        f"Våra mallar går inte ihop med dina ({tmp_path / 'tables.md.j2'}): mallen tables.md.j2 saknar"
        in done.stderr
    )


def test_a_section_of_ones_own_stands_among_ours(tmp_path: Path, fyrbodal_db: Path) -> None:
    (tmp_path / "annual").mkdir()
    (tmp_path / "annual" / "sums.md.j2").write_text("Vårt eget avsnitt.", encoding="utf-8")
    done = kfond_("--db", fyrbodal_db, "report", "--year", "2017", "--templates", tmp_path)
    assert "## Andelar och summor\n\nVårt eget avsnitt.\n" in done.stdout
    assert "## Personalläget\n\nUnderlaget är" in done.stdout


def test_our_templates_are_copied_to_start_from_and_say_the_same(tmp_path: Path, fyrbodal_db: Path) -> None:
    own = tmp_path / "mallar"
    (own / "annual").mkdir(parents=True)
    (own / "annual" / "sums.md.j2").write_text("Vårt eget.", encoding="utf-8")
    assert kfond_("report", "--copy-templates", own).exit_code == 0
    assert (own / "annual" / "sums.md.j2").read_text(encoding="utf-8") == "Vårt eget."
    (own / "annual" / "sums.md.j2").unlink()
    asked = ("--db", fyrbodal_db, "--today", "2018-01-15", "report", "--year", "2017")
    assert kfond_(*asked, "--templates", own).stdout == kfond_(*asked).stdout


def test_a_folder_that_is_not_there_or_holds_no_template_is_refused(
    tmp_path: Path, fyrbodal_db: Path
) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        render("annual.md.j2", {}, tmp_path / "mallar")
    (tmp_path / "anual.md.j2").write_text("# Årsrapport", encoding="utf-8")
    done = kfond_("--db", fyrbodal_db, "report", "--year", "2017", "--templates", tmp_path)
    assert (done.exit_code, "Ingen fil i" in done.stderr) == (2, True)


def test_a_template_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_bytes("Hej\nÅrsrapport".encode("latin-1"))
    with pytest.raises(Refusal, match=r"own.md.j2, line 2, .* not UTF-8"):
        render("own.md.j2", {}, tmp_path)
    (tmp_path / "plan.md.j2").mkdir()
    with pytest.raises(Refusal, match=r"plan.md.j2 cannot be read: it is a folder"):
        render("plan.md.j2", {}, tmp_path)
