"""Pages: upright and lying sections, what stands at their head and foot, and what the file tells of itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import datetime
from textwrap import shorten
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from kfond.reports.documents.blocks import Block, Heading, PictureBlock, TableBlock
from kfond.reports.documents.document import Front
from kfond.reports.documents.front import case_of
from kfond.reports.writers.docx.elements import field, made, run
from kfond.reports.writers.docx.styles import TAGS, Styles
from kfond.reports.writers.docx.widths import Room, is_wide
from kfond.reports.writers.notes import notes_below
from kfond.workbook.packing import NO_DAY

SHORT_TITLE = 70  # signs at the foot of a page
PAGE_WORDS = {"sv": ("Sida ", " av "), "en": ("Page ", " of ")}


class Stretch(NamedTuple):
    """Blocks that stand on pages of one kind."""

    blocks: Sequence[Block]
    is_lying: bool


def stretches(blocks: Sequence[Block], upright: Room) -> list[Stretch]:
    """The blocks in the order of the document, those of wide tables apart with their headings and notes."""
    lying = [False] * len(blocks)
    for at, block in enumerate(blocks):
        table = block.data if isinstance(block, PictureBlock) else block
        if not isinstance(table, TableBlock) or not is_wide(table, upright):
            continue
        first = at
        while first > 0 and _leads_up(blocks[first - 1]):
            first -= 1
        last = at + notes_below(blocks, at)
        lying[first : last + 1] = [True] * (last + 1 - first)
    found: list[Stretch] = []
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or lying[at] != lying[start]:
            found.append(Stretch(blocks[start:at], lying[start]))
            start = at
    return found


def _leads_up(block: Block) -> bool:
    return isinstance(block, Heading) and block.level > 1


class Page:
    """The page of a document, upright as its file has it, and lying."""

    def __init__(self, section: Any, breadth: float = 1.0) -> None:
        """`breadth` is how broad its font is beside ours."""
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        if size is None:
            size = made("pgSz", w=11906, h=16838)
            section.append(size)
        if margins is None:
            margins = made(
                "pgMar", top=1417, right=1247, bottom=1417, left=1247, header=680, footer=680, gutter=0
            )
            size.addnext(margins)
        for element in (size, margins):
            _round(element)
        self._first, self._breadth = section, breadth
        self._wide, self._high = sorted((_length(size, "w"), _length(size, "h")))
        self._beside = sum(_length(margins, side) for side in ("left", "right", "gutter"))

    def room(self, *, is_lying: bool) -> Room:
        """How wide the text is."""
        return Room((self._high if is_lying else self._wide) - self._beside, self._breadth)

    def section(self, *, is_lying: bool, is_first: bool) -> Any:
        """The properties of a section (17.6.17). One after the first goes on with its heads, feet and numbers."""
        section = deepcopy(self._first)
        size = section.find(qn("w:pgSz"))
        size.attrib.pop(qn("w:orient"), None)
        wide, high = (self._high, self._wide) if is_lying else (self._wide, self._high)
        size.set(qn("w:w"), str(wide))
        size.set(qn("w:h"), str(high))
        if is_lying:
            size.set(qn("w:orient"), "landscape")
        if not is_first:
            for tag in ("headerReference", "footerReference", "titlePg", "pgNumType"):
                for element in section.findall(qn(f"w:{tag}")):
                    section.remove(element)
        return section


def _round(element: Any) -> None:
    """Makes its lengths whole: some programs write 1440.0000000000002."""
    for name, text in element.items():
        with suppress(ValueError):
            element.set(name, str(round(float(text))))


def _length(element: Any, name: str) -> int:
    return int(element.get(qn(f"w:{name}")) or 0)


def set_head_and_foot(document: Any, front: Front, styles: Styles, page: Page) -> None:
    """Status and case number at the head of the first page, title and page number at each foot.

    An organisation's file that has a head or foot of its own keeps that.
    """
    sections = document.sections
    has_head, has_foot = (
        any(True for section in sections for _ in section._sectPr.iter(qn(f"w:{kind}Reference")))
        for kind in ("header", "footer")
    )
    told = " · ".join(part for part in (front.status, case_of(front)) if part)
    page_word, of_word = PAGE_WORDS[front.language]
    if not has_head:
        sections[0].different_first_page_header_footer = True
        _set(sections[0].first_page_header, styles.id_of("header"), made("jc", val="right"), run(told))
        _set(sections[0].header, styles.id_of("header"), None)
    if has_foot:
        return
    for number, section in enumerate(sections):
        feet = [section.footer]
        if number == 0 and section.different_first_page_header_footer:
            feet.append(section.first_page_footer)
        for foot in feet:
            is_lying = section.page_width > section.page_height
            end = made("tab", val="right", pos=page.room(is_lying=is_lying).wide)
            title = shorten(front.title, SHORT_TITLE, placeholder="…")
            of_all = (*field("PAGE", "1"), run(of_word), *field("NUMPAGES", "1"))
            _set(foot, styles.id_of("footer"), made("tabs", end), run(f"{title}\t{page_word}"), *of_all)


def _set(story: Any, style: str, properties: Any, *inside: Any) -> None:
    """Fills the one paragraph of a head or foot, which becomes its section's own."""
    story.is_linked_to_previous = False
    paragraph = story.paragraphs[0]._p
    for element in list(paragraph):
        paragraph.remove(element)
    paragraph.append(made("pPr", made("pStyle", val=style), *([] if properties is None else [properties])))
    paragraph.extend(inside)


def tell_of(document: Any, front: Front) -> None:
    """The properties of the file; its day is the document's own, so that the same document is the same file."""
    about = document.core_properties
    day = NO_DAY if front.day is None else datetime(*front.day.timetuple()[:3])  # noqa: DTZ001  (a day, no time)
    about.title, about.author = front.title[:255], front.organisation[:255]
    about.last_modified_by, about.identifier = front.organisation[:255], front.case_number[:255]
    about.subject = " · ".join(part for part in (front.status, case_of(front)) if part)[:255]
    about.created = about.modified = day
    about.language, about.version, about.content_status = (
        TAGS[front.language],
        front.version[:255],
        front.status[:255],
    )
    about.comments = about.keywords = about.category = ""
    about.revision = 1
    about._element.remove(about._element.find(qn("cp:lastPrinted"))) if about.last_printed else None
