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
    """A document of the gallery: its name, what it is, its folder of the demonstration, its command."""

    name: str
    what: str
    folder: str
    words: str


PAPERS = (
    Paper(
        "arsrapport-2017",
        "the annual report of 2017, from the published figures of one association",
        PUBLISHED.folder,
        "report --year 2017",
    ),
    Paper(
        "kompetensplan-2018-2019",
        "the plan for 2018 and 2019, from the same figures",
        PUBLISHED.folder,
        "plan --year 2018 --to 2019",
    ),
    Paper(
        "arsrapport-2018",
        "the annual report of 2018 of an association that does not exist",
        MADE_UP.folder,
        "report --year 2018",
    ),
    Paper(
        "arsrapport-2014-2018",
        "the same for five years in one",
        MADE_UP.folder,
        "report --year 2018 --from 2014",
    ),
    Paper("uppfoljning-2018", "the follow-up of its courses", MADE_UP.folder, "report follow-up --year 2018"),
    Paper("personallaget-2018", "its staff alone", MADE_UP.folder, "report staffing --year 2018"),
    Paper(
        "tertialrapport-2018",
        "its participations tertial by tertial",
        MADE_UP.folder,
        "report tertial --year 2018",
    ),
    Paper(
        "kompetensplan-2019-2020", "its plan for 2019 and 2020", MADE_UP.folder, "plan --year 2019 --to 2020"
    ),
)
LETTERS = {"brev": "a letter to one of its municipalities", "paminnelse": "the reminder of it"}
LETTER_FORMATS = ("md", "html", "docx", "pdf")
ASKED = "collect staffing --as-of 2019-03-31"
HEAD = """# Gallery

Every document of kfond in every format, as `python tools/make_gallery.py` writes them from what `kfond demo` makes. The
figures of 2017 are published ones; Övningsförbundet does not exist, and all of its figures are made up.

| Document | Formats |
|---|---|
"""


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
                kfond(*paper.words.split(), "-o", str(file), "--db", str(demo / paper.folder / "kfond.db"))
                yield file
        for suffix in LETTER_FORMATS:
            yield from _letters(target, suffix, demo / MADE_UP.folder / "kfond.db")


def _letters(target: Path, suffix: str, database: Path) -> Iterator[Path]:
    """A letter and its reminder, to the municipality that comes first."""
    for name, asked in (("brev", "--deadline 2019-04-20"), ("paminnelse", "--remind")):
        folder = database.parent / f"{name}-{suffix}"
        kfond(*ASKED.split(), *asked.split(), "--format", suffix, "-o", str(folder), "--db", str(database))
        letter = next(iter(sorted(folder.glob(f"*.{suffix}"))))
        file = target / f"{name}.{suffix}"
        shutil.copy(letter, file)
        yield file


def contents() -> str:
    """The list of what is in the gallery, as Markdown."""
    papers = [(paper.name, paper.what, FORMATS) for paper in PAPERS]
    papers += [(name, what, LETTER_FORMATS) for name, what in LETTERS.items()]
    rows = []
    for name, what, formats in papers:
        files = ", ".join(f"[{suffix}]({name}.{suffix})" for suffix in formats)
        rows.append(f"| {what} | {files} |\n")
    return HEAD + "".join(rows)


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else GALLERY
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "README.md").write_text(contents(), encoding="utf-8", newline="\n")
    for file in write_gallery(target):
        print(f"{file.name:40} {file.stat().st_size // 1024:6} KiB")


if __name__ == "__main__":
    main()
