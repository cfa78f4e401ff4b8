"""A fixed version of a report, as a value, and how it is put into words that a database keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from kfond.formatting import Exact
from kfond.provenance import Figure, Place, Source
from kfond.reports.documents.document import Document, Drawing, Front
from kfond.reports.publishing.words import for_document


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who adopted a report, on which day, under which case number; an empty text is not known."""

    on: date
    by: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a report as it was fixed. `figures` have their cells as typed, for the trace alone.

    `data` is the report as scripts get it, JSON; `content` tells whether two versions say the same.
    """

    key: str
    first_year: int
    year: int
    version: int
    adoption: Adoption
    front: Front
    markdown: str
    drawings: Mapping[str, Drawing]
    definitions: Mapping[str, str]
    figures: tuple[Figure, ...]
    data: str
    content: str

    @property
    def document(self) -> Document:
        """The document as it was fixed."""
        told = (for_document(figure, is_published=True) for figure in self.figures)
        return Document(
            front=self.front,
            markdown=self.markdown,
            pictures=self.drawings,
            figures=MappingProxyType({figure.id: figure for figure in told}),
            definitions=self.definitions,
        )


def number_as_text(value: Exact | None) -> str | None:
    """A number exactly: 3, 46.5, 2/3."""
    if value is None:
        return None
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def number_of_text(text: str | None) -> Exact | None:
    """The number of such a text. Raises ValueError where it is none."""
    if text is None:
        return None
    if "/" in text:
        return Fraction(text)
    return Decimal(text) if "." in text else int(text)


def sources_as_text(sources: tuple[Source, ...]) -> str:
    """Cells as JSON: file, sheet, cell, text as typed, and what a human has said of it."""
    rows = [(*_place(source.place), source.verbatim, source.reviewed) for source in sources]
    return json.dumps(rows, ensure_ascii=False)


def sources_of_text(text: str) -> tuple[Source, ...]:
    """The cells of such a text."""
    return tuple(Source(Place(*row[:3]), row[3], row[4]) for row in json.loads(text))


def drawings_as_text(drawings: Mapping[str, Drawing]) -> str:
    """Pictures as JSON, by their keys."""
    return json.dumps({key: asdict(drawing) for key, drawing in drawings.items()}, ensure_ascii=False)


def drawings_of_text(text: str) -> Mapping[str, Drawing]:
    """The pictures of such a text."""
    return MappingProxyType({key: Drawing(**parts) for key, parts in json.loads(text).items()})


def _place(place: Place) -> tuple[str, str, str]:
    return place.file, place.sheet, place.cell
