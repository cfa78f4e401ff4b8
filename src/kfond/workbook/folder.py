"""Which files are meant where a folder or a pattern is named, or several of them."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kfond.errors import Problem
from kfond.formatting import swedish_key
from kfond.messages import say
from kfond.provenance import Place

READABLE = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".docm", ".csv", ".tsv"})
_DOCUMENTS = frozenset({".docx", ".docm"})
_NOT_OF_THE_SENDER = ("~$", ".")  # Excel's lock file; hidden files, among them LibreOffice's .~lock.x.ods#


@dataclass(frozen=True, slots=True)
class Files:
    """The files to read, in order; those left out for their kind; what was named and gave nothing."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]
    problems: tuple[Problem, ...]


def files_meant(named: Sequence[Path]) -> Files:
    """The files that `named` means, each once: a file itself; the sheets in a folder, or that fit a pattern.

    A pattern comes here as it was typed where the shell does not expand it, as on Windows. In a folder the
    suffix decides, since nobody said of its files that they are sheets, and a document of Word without a table
    is the letter that came with them; folders in it are not looked into.
    """
    files: list[Path] = []
    left_out: list[Path] = []
    problems: list[Problem] = []
    for path in named:
        found = _inside(path)
        if found is None:
            files.append(path)
            continue
        sheets = [file for file in found if file.suffix.lower() in READABLE and not _is_letter(file)]
        files += sheets
        left_out += [file for file in found if file not in sheets]
        if not sheets:
            problems.append(_nothing_in(path))
    return Files(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(left_out)), tuple(problems))


def _inside(path: Path) -> list[Path] | None:
    """The files of a folder or pattern in Swedish order; None for a file, or for nothing that exists."""
    if path.is_dir():
        return _in_order(path.iterdir())
    if not path.exists() and glob.has_magic(str(path)):
        return _in_order(Path(name) for name in glob.glob(str(path)))  # noqa: PTH207  (Path knows no absolute)
    return None


def _is_letter(path: Path) -> bool:
    """Whether it is a document of Word without a table: the letter that came with the sheets."""
    if path.suffix.lower() not in _DOCUMENTS:
        return False
    from kfond.workbook.docx import has_table

    return not has_table(path)


def _in_order(paths: Iterable[Path]) -> list[Path]:
    theirs = [path for path in paths if path.is_file() and not path.name.startswith(_NOT_OF_THE_SENDER)]
    return sorted(theirs, key=lambda path: (swedish_key(path.stem), path.name))


def _nothing_in(path: Path) -> Problem:
    kinds = tuple(sorted(READABLE))
    if path.is_dir():
        return Problem(
            Place(path.name or str(path)),
            say("The folder has no file that kfond reads ({kinds}).", kinds=kinds),
            say("Put the files there, or name the folder that they are in."),
        )
    return Problem(
        Place(str(path)),
        say("No file that kfond reads has such a name ({kinds}).", kinds=kinds),
        say("Check the pattern, and the folder that you are in."),
    )
