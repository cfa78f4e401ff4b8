"""What a report does not know: cells without a figure or with doubt, units whose figures contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfond.cells import Quality
from kfond.provenance import Source
from kfond.reports.annual.material import MAIN_AREA, Material, in_order
from kfond.reports.tables import Column, Table
from kfond.reports.wording import MEASURES, NOT_KNOWN, cell_in_words, cells_in_words, quoted, unit_name
from kfond.staffing.boxes import disagreement
from kfond.staffing.returns import Return, Stated

NOT_IN_SHEET = "står inte i bladet"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a cell: whose, what, the text as typed ("" for an empty cell), how it was read, where.

    Where a sheet has no cell for it at all, the text is NOT_IN_SHEET.

    `key` is the measure or the count in English, `quality` that of the reading; both for scripts. `source` is
    the cell, or that of the row's name where a list has no cell for what it leaves out.
    """

    whose: str
    what: str
    typed: str
    read_as: str
    key: str
    quality: Quality
    review: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A unit whose experience bands add up to what its posts cannot hold; numbers as (least, most)."""

    unit: str
    in_bands: tuple[Decimal, Decimal | None]
    by_posts: tuple[Decimal, Decimal | None]
    sources: tuple[Source, ...]


def on_staff(material: Material) -> tuple[Remark, ...]:
    """Every missing, unclear or doubtful cell on staff, and what a sheet does not tell at all."""
    return tuple(remark for answer in in_order(material.returns) for remark in _doubts(answer))


def _doubts(answer: Return) -> Iterator[Remark]:
    for cell in answer.figures:
        if _is_doubtful(cell):
            yield _remark(answer, cell)
    for measure, what in MEASURES.items():
        if answer.stated(measure) is None:
            whose = unit_name(answer, MAIN_AREA)
            yield Remark(
                whose, what, NOT_IN_SHEET, NOT_KNOWN, measure.value, Quality.MISSING, False, answer.source
            )


def on_courses(material: Material) -> tuple[Remark, ...]:
    """Every number that the list of courses held leaves out."""
    return tuple(_courses(material))


def remarks(material: Material) -> tuple[Remark, ...]:
    """The cells whose figure is sure enough to count, but has words beside it that a reader should know."""
    return tuple(remark for cell, remark in _cells(material) if cell.reading.note and not _is_doubtful(cell))


def contradictions(material: Material) -> tuple[Contradiction, ...]:
    """The units whose bands and posts cannot both be right."""
    found = []
    for answer in in_order(material.returns):
        if boxes := disagreement(answer, material.heads_per_post):
            bands, posts = boxes
            sources = tuple(dict.fromkeys(bands.sources + posts.sources))
            ends = ((bands.low, bands.high), (posts.low, posts.high))
            found.append(Contradiction(unit_name(answer, MAIN_AREA), *ends, sources))
    return tuple(found)


def _cells(material: Material) -> Iterator[tuple[Stated, Remark]]:
    for answer in in_order(material.returns):
        for cell in answer.figures:
            yield cell, _remark(answer, cell)


def _is_doubtful(cell: Stated) -> bool:
    return cell.reading.review or cell.reading.quality in (Quality.MISSING, Quality.UNCLEAR)


def _remark(answer: Return, cell: Stated) -> Remark:
    return Remark(
        whose=unit_name(answer, MAIN_AREA),
        what=MEASURES[cell.measure],
        typed=cell.source.verbatim,
        read_as=", ".join(
            part for part in (cell_in_words(cell.measure, cell.reading), cell.source.reviewed) if part
        ),
        key=cell.measure.value,
        quality=cell.reading.quality,
        review=cell.reading.review,
        source=cell.source,
    )


def _courses(material: Material) -> Iterator[Remark]:
    for tie in material.ties:
        held = tie.held
        for key, what, count in (
            ("times", "kurstillfällen", held.times),
            ("participations", "deltagartillfällen", held.participations),
            ("reached", "kommuner som nåtts", held.reached),
        ):
            if count is None:
                yield Remark(held.name, what, "", NOT_KNOWN, key, Quality.MISSING, False, held.source)


def _typed(said: Remark) -> str:
    return said.typed if said.typed == NOT_IN_SHEET else quoted(said.typed)


def remarks_table(caption: str, found: Sequence[Remark]) -> Table:
    """Remarks as a table: whose, what, the text as typed, how it was read, and the cell."""
    headings = ("Kommun eller kurs", "Uppgift", "Står i underlaget", "Läst som", "Cell")
    return Table(
        caption,
        tuple(Column(heading, is_number=False) for heading in headings),
        tuple(
            (said.whose, said.what, _typed(said), said.read_as, cells_in_words((said.source,)))
            for said in found
        ),
    )
