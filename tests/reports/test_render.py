"""Templates: the filters, the user's own, and what is wrong in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kfond.errors import ExitCode, Refusal
from kfond.reports.render import cell, render


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
        ("[här](http://x)", r"\[här](http://x)"),
        (r"\|", r"\\\|"),
    ],
)
def test_text_stays_inside_its_cell(typed: str, expected: str) -> None:
    assert cell(typed) == expected


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
