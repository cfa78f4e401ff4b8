"""Writes docs/gallery: every document of kfond in every format, from the demonstration's two folders.

    python tools/make_gallery.py [DIR]

Run it after a change to a document or to a writer, look at what came out, and keep it. The same program writes the
same bytes again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from kfond.cli import app
from kfond.commands.demo import MADE_UP, PUBLISHED

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
FORMATS = ("md", "html", "docx", "pdf", "xlsx")
TODAY = "2019-01-15"


class Paper(NamedTuple):
    """A document of the gallery: its name, the folder of the demonstration that it is made in, its command."""

    name: str
    folder: str
    words: tuple[str, ...]


PAPERS = (
    Paper("arsrapport-2017", PUBLISHED.folder, ("report", "--year", "2017")),
    Paper("kompetensplan-2018-2019", PUBLISHED.folder, ("plan", "--year", "2018", "--to", "2019")),
    Paper("arsrapport-2018", MADE_UP.folder, ("report", "--year", "2018")),
    Paper("arsrapport-2014-2018", MADE_UP.folder, ("report", "--year", "2018", "--from", "2014")),
    Paper("uppfoljning-2018", MADE_UP.folder, ("report", "follow-up", "--year", "2018")),
    Paper("personallaget-2018", MADE_UP.folder, ("report", "staffing", "--year", "2018")),
    Paper("tertialrapport-2018", MADE_UP.folder, ("report", "tertial", "--year", "2018")),
    Paper("kompetensplan-2019-2020", MADE_UP.folder, ("plan", "--year", "2019", "--to", "2020")),
)


def kfond(*words: str) -> None:
    """Runs kfond as on the day of the gallery. Raises SystemExit with what it said where it fails."""
    done = CliRunner().invoke(app, [*words, "--today", TODAY], env={"KFOND_LANG": "sv"})
    if done.exit_code:
        raise SystemExit(f"kfond {' '.join(words)}: {done.output}")


def write_gallery(target: Path, formats: tuple[str, ...] = FORMATS) -> Iterator[Path]:
    """Writes each document of the gallery into `target`, and yields each file."""
    with tempfile.TemporaryDirectory() as name:
        demo = Path(name) / "demo"
        kfond("demo", str(demo))
        for paper in PAPERS:
            for suffix in formats:
                file = target / f"{paper.name}.{suffix}"
                kfond(*paper.words, "-o", str(file), "--db", str(demo / paper.folder / "kfond.db"))
                yield file


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else GALLERY
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for file in write_gallery(target):
        print(f"{file.name:40} {file.stat().st_size // 1024:6} KiB")


if __name__ == "__main__":
    main()
