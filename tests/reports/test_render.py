"""Templates: the filters, the user's own, and what is wrong in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kfond.errors import ExitCode, Refusal
from kfond.reports.documents.blocks import Figured, Heading, Paragraph, TableBlock, plain
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.render import cell, render
from kfond.reports.tables import Marked


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
    ("text", "line"),
    [
        ("ett\ntvå {{ saknas }}", 2),
        ("ett\n\n{% if ett %}", 3),
        ("{{ none }}", 1),
        ("ett\n{{ 'a' | finns_inte }}", 2),
        ("ett\n{{ 1 / 0 }}", 2),
        ("{% include 'inte-har.md.j2' %}", 1),
        ("{{ ().__class__.__base__.__subclasses__() }}", 1),
    ],
)
def test_a_broken_template_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(Refusal) as refused:
        render(template(tmp_path, text), {"ett": 1}, tmp_path)
    assert refused.value.code is ExitCode.USAGE
    assert f"own.md.j2, line {line}," in str(refused.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        render("annual.md.j2", {}, tmp_path / "mallar")


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_bytes("Årsrapport".encode("latin-1"))
    with pytest.raises(Refusal, match="cannot be read"):
        render("own.md.j2", {}, tmp_path)
