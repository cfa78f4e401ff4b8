"""A document before it has a format: its front, its Markdown source, its pictures and its figures.

The source is CommonMark with tables, and four customs of ours:

- `Tabell: …` in the paragraph right above a table is its caption, with the unit in it. A table without one is
  refused. The first column holds the row headers.
- `![description](picture:KEY)` alone in a paragraph is a picture of the document; the table right after it holds
  the same data.
- `[15](figure:ID)` is a figure of the document as it stands in the text; `[…](entry:ID)` the place in the list at
  the end where that figure is explained with its cells.
- The paragraph right after the title tells of the document (status, organisation, day); a block quotation is a
  box, the first one the summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kfond.provenance import Figure


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of a document tells of it; an empty text is not known or does not apply.

    `status` is in words: Utkast, Förslag, Antagen 2017-09-01 av direktionen. `fingerprint` is the short one of
    the database that the document was made from, `day` the day that it was made. `language` is what its text is
    written in: "sv", or "en" for a story told to somebody who reads English.
    """

    title: str
    organisation: str = ""
    case_number: str = ""
    status: str = ""
    version: str = ""
    fingerprint: str = ""
    day: date | None = None
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG: `wide` in a 640 units wide box for paper and screens, `narrow` in 360 for a phone.

    `description` gives its message and its extremes, for those who do not see it. Every colour is a class of
    the page's style with a presentation attribute for where there is no such style.
    """

    title: str
    description: str
    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that every writer can write: `pictures` by KEY and `figures` by ID of its `markdown`.

    `definitions` tells what each table shows, caption to text, for the list in a workbook; it may be empty. Lines
    after the first stand beneath the table on its sheet.
    """

    front: Front
    markdown: str
    pictures: Mapping[str, Drawing] = field(default_factory=lambda: MappingProxyType({}))
    figures: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))
    definitions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
