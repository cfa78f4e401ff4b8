"""The contents list: a field that already holds its entries, so that it shows before Word has worked it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

from kfond.reports.documents.blocks import Block, Heading, plain
from kfond.reports.writers.docx.elements import made, paragraph, run
from kfond.reports.writers.docx.styles import Styles

TITLES = {"sv": "Innehåll", "en": "Contents"}
MOST_SECTIONS_WITHOUT = 4
MOST_ENTRIES = 24  # more than these, and the list names the main sections alone


class Listed(NamedTuple):
    """A heading with the bookmark that the list leads to."""

    heading: Heading
    bookmark: str


def listed(blocks: Sequence[Block]) -> list[Listed]:
    """The headings that the contents list names; none in a document of four sections or fewer."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if sum(heading.level == 2 for heading in headings) <= MOST_SECTIONS_WITHOUT:
        return []
    named = [heading for heading in headings if heading.level in (2, 3)]
    if len(named) > MOST_ENTRIES:
        named = [heading for heading in named if heading.level == 2]
    return [Listed(heading, f"_Toc{number:08d}") for number, heading in enumerate(named, 1)]


def contents(entries: Sequence[Listed], styles: Styles, language: str) -> Any:
    """The list as Word itself sets one up (17.5.2.13), page numbers left to Word."""
    deepest = max(entry.heading.level for entry in entries) - 1
    code = made("instrText")
    code.text = f' TOC \\o "1-{deepest}" \\h \\z '
    begin = [
        made("r", made("fldChar", fldCharType="begin")),
        made("r", code),
        made("r", made("fldChar", fldCharType="separate")),
    ]
    end = [made("r", made("fldChar", fldCharType="end"))]
    lines = []
    for at, (heading, bookmark) in enumerate(entries):
        link = made("hyperlink", run(plain(heading.line)), anchor=bookmark, history=1)
        inside = chain(begin if at == 0 else [], [link], end if at == len(entries) - 1 else [])
        lines.append(paragraph(styles.id_of(f"toc {heading.level - 1}"), *inside))
    gallery = made("docPartObj", made("docPartGallery", val="Table of Contents"), made("docPartUnique"))
    title = paragraph(styles.id_of("TOC Heading"), run(TITLES[language]))
    return made("sdt", made("sdtPr", gallery), made("sdtContent", title, *lines))
