"""A reading as the columns of a row: figures in whole hundredths; the middle of a range computed, never stored."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Protocol, TypedDict

from kfond.cells import Answer, Quality, Reading


class Stating(Protocol):
    """A row that holds a figure or an answer, and how far it can be trusted."""

    quality: str
    value: int | None
    low: int | None
    high: int | None
    answer: str | None


class Readable(Stating, Protocol):
    """A row that holds a reading."""

    note: str
    review: bool


class ReadingColumns(TypedDict):
    """What of a reading is stored; its text stands in the cell."""

    quality: str
    value: int | None
    low: int | None
    high: int | None
    answer: str | None
    note: str
    review: bool


def columns_of(reading: Reading) -> ReadingColumns:
    """The columns to store."""
    return {
        "quality": reading.quality.value,
        "value": None if reading.quality is Quality.RANGE else hundredths(reading.value),
        "low": hundredths(reading.low),
        "high": hundredths(reading.high),
        "answer": reading.answer.value if reading.answer else None,
        "note": reading.note,
        "review": reading.review,
    }


def reading_of(row: Readable, verbatim: str) -> Reading:
    """The reading that a row holds, with the text of its cell."""
    return _reading(row, verbatim, row.note, row.review)


def figure_of(row: Stating) -> Reading:
    """The figure or answer that a row holds, without words and doubt."""
    return _reading(row, "", "", review=False)


def _reading(row: Stating, verbatim: str, note: str, review: bool) -> Reading:
    low, high, value = decimal(row.low), decimal(row.high), decimal(row.value)
    quality = Quality(row.quality)
    if quality is Quality.RANGE and low is not None and high is not None:
        value = (low + high) / 2
    answer = Answer(row.answer) if row.answer else None
    return Reading(verbatim, quality, value, low, high, answer, note=note, review=review)


def hundredths(value: Decimal | None) -> int | None:
    """A figure as whole hundredths, halves rounded up; not known stays not known."""
    return None if value is None else int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


@lru_cache(maxsize=4096)  # a database has few different figures, and a hundred thousand of each
def decimal(stored: int | None) -> Decimal | None:
    """Whole hundredths as the figure that they are."""
    return None if stored is None else (Decimal(stored) / 100).normalize() + 0
