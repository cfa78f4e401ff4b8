"""The figures of a report as a list for a spreadsheet: one row a figure, as a Swedish Excel opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from kfond.provenance import Figure
from kfond.reports.wording import cells_in_words

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for Windows-1252
HEADINGS = (
    "Siffra", "Värde", "Lägst", "Högst", "Definition", "Tillfrågade kommuner", "Svarat själva", "Med siffror",
    "Dold", "Celler", "Nyckel för kfond trace",
)  # fmt: skip
MOST_DECIMALS = 4  # a share of one, to the hundredth of a per cent
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(figures: Iterable[Figure]) -> str:
    """The figures, with semicolons and decimal commas; a number that is not known or is hidden is an empty field."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(HEADINGS)
    for figure in figures:
        rows.writerow([_inert(field) for field in _fields(figure)])
    return BYTE_ORDER_MARK + text.getvalue()


def _fields(figure: Figure) -> list[str]:
    cover = figure.coverage
    counts = (cover.asked, cover.answered, cover.with_figures) if cover else ("", "", "")
    return [
        figure.label,
        *(_plain(value) for value in (figure.value, figure.low, figure.high)),
        figure.definition,
        *(str(count) for count in counts),
        "ja" if figure.suppressed else "",
        cells_in_words(figure.sources),
        figure.id,
    ]


def _plain(value: Decimal | Fraction | int | None) -> str:
    """A number that a spreadsheet takes for one: no spaces, a plain minus, as many decimals as needed."""
    if value is None:
        return ""
    exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
    return f"{round(exact, MOST_DECIMALS).normalize():f}".replace(".", ",")


def _inert(field: str) -> str:
    """A field that a spreadsheet cannot take for a formula; a negative number stays one."""
    is_number = field.removeprefix("-").replace(",", "").isdigit()
    return f"'{field}" if field.startswith(FORMULA_STARTS) and not is_number else field
