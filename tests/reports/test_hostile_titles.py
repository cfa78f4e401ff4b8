"""Names that look like markup come out as plain text in every format: from the sheet through the database."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import CATALOGUE, HELD, with_cell, write_workbook

NAME = '<b>#read("x")*fet*|_a_ $x$ [l](y) {{ 1 }}'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, fyrbodal_db: Path) -> Path:
    """A folder with a plan and a report in every format, of a catalogue and courses held with that name."""
    folder = tmp_path_factory.mktemp("hostile")
    db = folder / "kfond.db"
    db.write_bytes(fyrbodal_db.read_bytes())
    sheets = {
        "catalogue": with_cell(with_cell(CATALOGUE, 3, 5, NAME), 3, 4, NAME),
        "held": with_cell(HELD, 3, 1, NAME),
    }
    for name, rows in sheets.items():
        run(db, "import", write_workbook(folder / f"{name}.xlsx", **{name: rows}))
    run(db, "plan", "--year", "2018", "-o", folder)
    run(db, "report", "--year", "2017", "-o", folder)
    return folder


def run(db: Path, *words: object) -> None:
    done = CliRunner().invoke(app, ["--db", str(db), "--today", "2017-12-01", *(str(word) for word in words)])
    assert done.exit_code == 0, done.output


def text_of(path: Path) -> str:
    """The words of a document, without what sets them."""
    if path.suffix == ".md":
        from markdown_it import MarkdownIt

        html = (
            MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text(encoding="utf-8"))
        )
        return unescape(re.sub(r"<[^>]+>", "", html))
    if path.suffix == ".html":
        body = path.read_text(encoding="utf-8").partition("<body")[2]
        return unescape(re.sub(r"<[^>]+>", "", body))
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        return done.stdout.decode()
    parts = {".docx": "word/document.xml", ".xlsx": "xl/"}[path.suffix]
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        xml = [archive.read(name).decode() for name in archive.namelist() if name.startswith(parts)]
    return unescape(re.sub(r"<[^>]+>", "", "".join(xml)))


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf", ".xlsx"])
@pytest.mark.parametrize("name", ["kompetensplan-2018", "arsrapport-2017"])
def test_a_name_with_markup_is_plain_text(written: Path, name: str, suffix: str) -> None:
    words = "".join(text_of(written / f"{name}{suffix}").split())  # a narrow column divides it over lines
    assert "".join(NAME.split()) in words
