"""A document as PDF: tagged for those who listen to it (PDF/UA-1), fit to be kept (PDF/A-2a), in our own font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import say
from kfond.reports.documents.blocks import (
    Block,
    Box,
    Heading,
    ListBlock,
    Paragraph,
    PictureBlock,
    Text,
    plain,
)
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import BETWEEN, case_of, day_of, ground_of, version_of
from kfond.reports.documents.parsing import REMEDY, blocks_of
from kfond.reports.writers.for_typst import Value, parts_of
from kfond.reports.writers.signs import clean
from kfond.reports.writers.typesetting import OUR_FAULT, Undrawable, pdf_of, png_of, ready_for_typst

SHORT_TITLE = 80  # letters at the foot of a page


def as_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a; the same bytes for the same document, on every machine.

    Raises Refusal for a source that cannot be read (exit 2), and, naming each picture, where one is lacking, where
    nothing describes it, and where it cannot be drawn (exit 3).
    """
    blocks = blocks_of(document.markdown)
    pictures = list(_pictures_in(blocks))
    _refuse([problem for picture in pictures for problem in _problems_of(picture, document)])
    drawings = {picture.key: ready_for_typst(document.pictures[picture.key].wide) for picture in pictures}
    said = _front(document.front, blocks)
    try:
        return pdf_of({**said, "parts": parts_of(_without_repetition(blocks, document.front), drawings)})
    except Undrawable as fault:
        _refuse([_undrawable(picture) for picture in pictures if not _can_draw(drawings[picture.key])])
        what = say("The pages of the document cannot be made: {reason}.", reason=fault)
        raise Refusal(ExitCode.DATA, Problem(None, what, OUR_FAULT)) from fault


def _front(front: Front, blocks: Sequence[Block]) -> Value:
    """What the document says of itself: at its head, at the foot of its pages, to programs that list it."""
    heading = next(plain(block.line) for block in blocks if isinstance(block, Heading))
    title = clean(front.title.strip() or heading)
    return {
        "title": title,
        "short_title": shortened(title),
        "authors": [clean(front.organisation)] if front.organisation else [],
        "keywords": [clean(word) for word in (case_of(front), version_of(front), ground_of(front)) if word],
        "day": [front.day.year, front.day.month, front.day.day] if front.day else None,
        "head": _head(front),
        "language": front.language,
    }


def _head(front: Front) -> list[list[str]]:
    """The rows at the head of page 1, left and right, without what is not known."""
    left = (front.organisation, day_of(front), ground_of(front))
    right = (front.status, case_of(front), version_of(front))
    rows = zip_longest(filter(None, left), filter(None, right), fillvalue="")
    return [[clean(word) for word in row] for row in rows]


def shortened(title: str) -> str:
    """A title that has room at the foot of a page: whole words, and three dots for the rest."""
    if len(title) <= SHORT_TITLE:
        return title
    kept = title[:SHORT_TITLE].rpartition(" ")[0] or title[:SHORT_TITLE]
    return kept.rstrip(" ,;:–-") + " …"


def _without_repetition(blocks: Sequence[Block], front: Front) -> Iterator[Block]:
    """The blocks without what the paragraph below the title repeats of the head of the page."""
    said = {word for row in _head(front) for word in row}
    for block in blocks:
        if not (
            isinstance(block, Paragraph) and block.is_front and all(isinstance(it, Text) for it in block.line)
        ):
            yield block
            continue
        rest = [word for word in plain(block.line).split(BETWEEN) if word.strip() not in said]
        if rest:
            yield replace(block, line=(Text(BETWEEN.join(rest)),))


def _pictures_in(blocks: Sequence[Block]) -> Iterator[PictureBlock]:
    for block in blocks:
        match block:
            case PictureBlock():
                yield block
            case Box(blocks=inner):
                yield from _pictures_in(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from _pictures_in(item)
            case _:
                pass


def _problems_of(picture: PictureBlock, document: Document) -> Iterator[Problem]:
    if picture.key not in document.pictures:
        yield Problem(None, say("The document has no picture “{key}”.", key=picture.key), REMEDY)
    if not picture.description.strip():
        what = say("Nothing describes the picture “{key}” to those who do not see it.", key=picture.key)
        yield Problem(None, what, say("Write what it shows between the brackets before its name."))


def _can_draw(svg: str) -> bool:
    try:
        png_of(svg, pixels_wide=64)
    except Undrawable:
        return False
    return True


def _undrawable(picture: PictureBlock) -> Problem:
    return Problem(None, say("The picture “{key}” cannot be drawn.", key=picture.key), OUR_FAULT)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
