"""Footnotes of a staffing block: which columns they change, and how.

The same mark may mean different things in two blocks of one sheet, so a footnote counts only for the block
that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kfond.importers.vocabulary import plain, words_of
from kfond.periods import read_span
from kfond.registry.names import Register
from kfond.staffing.returns import Definition

Effect = Literal["beside", "report", "includes", "area", "day", "note"]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with its mark ("" where it has none), its text as typed and what it does."""

    mark: str
    text: str
    effect: Effect
    row: int
    area: str = ""
    report_year: int | None = None
    day: date | None = None

    @property
    def report_day(self) -> date | None:
        """The day that figures of a yearly report speak of: the last of that year."""
        return date(self.report_year, 12, 31) if self.report_year else None


def read_footnote(text: str, row: int) -> Footnote:
    """The footnote in one cell: "** Inkl EKB" is the mark "**" and the effect "includes EKB"."""
    marked = re.match(r"\s*([*†‡]+|[¹²³⁴⁵⁶⁷⁸⁹]+)\s*(.*)", text, re.DOTALL)
    mark, body = (marked[1], marked[2]) if marked else ("", text)
    for rule in words_of("staffing")["footnotes"]:
        found = re.search(rule["pattern"], plain(body))
        groups = found.groupdict() if found else {}
        span = read_span(groups["day"]) if "day" in groups else None
        if found and (span or "day" not in groups):
            area = groups.get("area") or ""
            year = groups.get("year")
            return Footnote(
                mark,
                text,
                rule["effect"],
                row,
                area=_area_code(area),
                report_year=int(year) if year else None,
                day=span[1] if span else None,
            )
    return Footnote(mark, text, "note", row)


@dataclass(frozen=True, slots=True)
class Reported:
    """A municipality's figures from another source that a footnote quotes, with what they count."""

    municipality_code: str
    municipality: str
    definition: Definition
    total: Decimal
    with_degree: Decimal
    excerpt: str


_UNITS = {"årsarbetare": Definition.FTE_REPORTED, "myndighetsutövare": Definition.CASEWORKERS_REPORTED}
_NUMBER = r"\d+(?:[.,]\d+)?"
_PAIR = re.compile(rf"(?P<total>{_NUMBER})\s*(?P<unit>\w+)?\s+varav\s+(?P<part>{_NUMBER})", re.IGNORECASE)


def reported_figures(text: str, register: Register, codes: Sequence[str]) -> tuple[Reported, ...]:
    """The pairs "N årsarbetare varav M (med socionomutbildning)" in a footnote, by municipality.

    Each pair belongs to the municipality of `codes` named last before it; a pair without a unit counts what
    the pair before it counts. A pair whose municipality or unit cannot be told is left out here and stays in
    the footnote's text.
    """
    named = _mentions(text, register, codes)
    found: list[Reported] = []
    unit: Definition | None = None
    start = 0
    for pair in _PAIR.finditer(text):
        unit = _UNITS.get((pair["unit"] or "").casefold(), unit)
        before = [code for position, code in named if position < pair.start()]
        if before and unit:
            code = before[-1]
            excerpt = text[start : pair.end()].strip(" .,:")
            sentence = re.split(r"\.\s", excerpt)[-1]
            found.append(
                Reported(
                    code,
                    register.names[code],
                    unit,
                    _decimal(pair["total"]),
                    _decimal(pair["part"]),
                    sentence,
                )
            )
        start = pair.end()
    return tuple(found)


def _mentions(text: str, register: Register, codes: Sequence[str]) -> list[tuple[int, str]]:
    """Where the text names a municipality of `codes` (also with a genitive s), in order."""
    return sorted(
        (match.start(), code)
        for code in dict.fromkeys(codes)
        for match in re.finditer(rf"(?<!\w){re.escape(register.names[code])}s?(?!\w)", text, re.IGNORECASE)
    )


def _area_code(word: str) -> str:
    if not word:
        return ""
    areas = words_of("staffing")["areas"]
    return next((area for area, words in areas.items() if plain(word) in words), "")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
