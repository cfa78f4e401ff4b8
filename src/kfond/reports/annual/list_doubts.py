"""The cells of lists that told no sure number: what is not known of the training of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kfond.cells import Quality
from kfond.lists.rows import Row, Value
from kfond.provenance import Source
from kfond.reports.annual.doubts import Remark
from kfond.reports.wording import NOT_KNOWN, UNCLEAR, cell_in_words
from kfond.staffing.returns import Measure

PARTICIPATIONS: Mapping[str, str] = {
    "participations": "deltagartillfällen",
    "counts": "om de räknas i summan",
    "band": "band",
    "preliminary": "om siffran är preliminär",
}
LOCAL_TRAINING: Mapping[str, str] = {"participations": "deltagartillfällen", "cost": "kostnad"}
NUMBERS = ("participations", "cost")
NEEDED = ("participations",)
"""Where the cell is empty, something is missing."""


def doubts_in(rows: Iterable[Row], fields: Mapping[str, str]) -> tuple[Remark, ...]:
    """The cells of `fields` (key to what it is in words) that are missing, unclear or to be reviewed."""
    return tuple(remark for row in rows for remark in _of_row(row, fields))


def _of_row(row: Row, fields: Mapping[str, str]) -> Iterator[Remark]:
    whose = ", ".join(part for part in (row.name, row.municipality) if part)
    for key, what in fields.items():
        value = row.value(key)
        if value is None:
            if key in NEEDED:
                nothing = Source(row.source.place, "")
                yield Remark(whose, what, "", NOT_KNOWN, key, Quality.MISSING, False, nothing)
        elif _is_doubtful(value, key):
            read_as = _read_as(value, key)
            yield Remark(
                whose, what, value.source.verbatim, read_as, key, value.reading.quality, value.reading.review,
                value.source,
            )  # fmt: skip


def _is_doubtful(value: Value, key: str) -> bool:
    missing = value.reading.quality is Quality.MISSING and key in NEEDED
    return missing or value.reading.review or value.reading.quality is Quality.UNCLEAR


def _read_as(value: Value, key: str) -> str:
    is_unclear = value.reading.quality is Quality.UNCLEAR
    words = UNCLEAR if is_unclear else value.source.verbatim
    said = cell_in_words(Measure.POSITIONS, value.reading) if key in NUMBERS else words
    return ", ".join(part for part in (said, value.source.reviewed) if part)
