"""The coordinator's own texts beside the figures of a report: which there may be, and what has been written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from kfond.provenance import Figure
from kfond.reports.annual.kinds import AHEAD, CHALLENGES, FOREWORD
from kfond.reports.annual.report import Report

NOTHING_TO_SAY = ("-", "–")
MOST_FIGURES = 20


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a text: `key` is the section that it comments, or one of the kind; `file` its name in the folder."""

    key: str
    file: str
    title: str
    guidance: str

    @property
    def level(self) -> int:
        """The level of the heading that the text stands below."""
        return 2 if self.key in (FOREWORD, CHALLENGES, AHEAD) else 3


class State(StrEnum):
    """How far a text has come."""

    WRITTEN = "written"
    MISSING = "missing"
    SCAFFOLD = "scaffold"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text, or that there is none yet: `markdown` is fit to stand in the report, "" where nothing is written."""

    slot: Slot
    state: State
    markdown: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether somebody has still to write it."""
        return self.state in (State.MISSING, State.SCAFFOLD)


@cache
def slots() -> tuple[Slot, ...]:
    """Every text that a report may have, in their order, as data/texts has them."""
    file = resources.files("kfond") / "data" / "texts" / "annual.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))["text"]
    return tuple(Slot(text["key"], text["file"], text["title"], text["guidance"].strip()) for text in texts)


def slots_of(report: Report) -> tuple[Slot, ...]:
    """The texts that a report has room for: of its sections with data, and what its kind has beside them."""
    keys = {section.key for section, _ in report.parts} | set(report.kind.texts)
    return tuple(slot for slot in slots() if slot.key in keys)


def state_of(markdown: str) -> State:
    """What a file that exists amounts to, from its text without comments."""
    if not markdown:
        return State.SCAFFOLD
    return State.NOT_WANTED if markdown in NOTHING_TO_SAY else State.WRITTEN


def scaffold(slot: Slot, report: Report) -> str:
    """The file to write a text in: what it may tell and which figures it can name, in a comment."""
    lines = (
        f"<!-- {slot.title}, {report.title}",
        "",
        slot.guidance,
        "",
        "Skriv nedanför den sista raden här. Det som står i den här rutan kommer aldrig med i rapporten.",
        "Vill du inte säga något, skriv bara ett streck (-). Rubriker skrivs med # framför.",
        *_figure_lines(slot, report),
        "-->",
    )
    return "\n".join(lines) + "\n\n"


def _figure_lines(slot: Slot, report: Report) -> Iterator[str]:
    figures = _figures_of(slot, report)
    if not figures:
        return
    yield ""
    yield "En siffra ur rapporten hämtas så här, och är då alltid densamma som i rapporten:"
    for figure in figures[:MOST_FIGURES]:
        yield f"  [](figure:{figure.id})  {figure.label}"
    if len(figures) > MOST_FIGURES:
        yield "Fler finns: kfond report --json visar dem alla."


def _figures_of(slot: Slot, report: Report) -> tuple[Figure, ...]:
    """The figures of the slot's section; the key figures of the report for a text that belongs to none."""
    of_section: Mapping[str, tuple[Figure, ...]] = {
        section.key: tuple(finding.figure for finding in part.findings) for section, part in report.parts
    }
    return of_section.get(slot.key) or tuple(figure for _, figure in report.key_figures)
