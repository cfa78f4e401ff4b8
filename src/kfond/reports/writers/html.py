"""The web page of a document: one file, which needs neither a network nor a script to be read."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from kfond.reports.documents.blocks import (
    Block,
    Box,
    Entry,
    Figured,
    Heading,
    Inline,
    Line,
    ListBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    plain,
)
from kfond.reports.documents.document import Document, Drawing
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.render import render
from kfond.reports.writers.looks import looks_of
from kfond.reports.writers.sums import is_sum

TEMPLATE, STYLE, SCRIPT = "document.html.j2", "document.css", "document.js"
FONTS = (("Regular", 400, "normal"), ("Italic", 400, "italic"), ("SemiBold", 600, "normal"))
FEWEST_IN_CONTENTS = 5
MAIN = "innehall"
OWN_ANCHORS = (MAIN, "innehallsforteckning")
NOT_IN_ANCHORS = re.compile(r"[^\w.-]+")
OWN_IDS = re.compile(r'(\bid=")([^"]+)|(\burl\(#)([^)]+)|(\b(?:xlink:)?href="#)([^"]+)')
LABELS = re.compile(r'(\baria-(?:labelledby|describedby)=")([^"]+)')


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the page with the id that leads to it, and the pieces within it, those of each item by themselves.

    `explains` are the figures whose entries stand in it, `drawing` is what a picture shows,
    `sums` the rows of a table that sum up the others, `looks` the class names of its cells, row by row, heads first.
    """

    block: Block
    anchor: str = ""
    within: tuple[tuple[Piece, ...], ...] = ()
    drawing: Drawing | None = None
    sums: tuple[int, ...] = ()
    explains: tuple[str, ...] = ()
    looks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What the template fills in: what stands before the first section, and the sections, with the ways between them.

    `entries` gives the id of each explained figure, `uses` where it stands first: the id and the name of that place.
    """

    title: str
    front: tuple[Piece, ...]
    lead: tuple[Piece, ...]
    body: tuple[Piece, ...]
    contents: tuple[Piece, ...]
    entries: Mapping[str, str]
    uses: Mapping[str, tuple[str, str]]


def as_html(document: Document) -> str:
    """The page of a document: one file with its style, its fonts, its pictures and a script that may be off.

    Raises Refusal as `blocks_of` does.
    """
    style, script = _style(), _text(SCRIPT)
    return render(
        TEMPLATE,
        {
            "document": document,
            "page": _page(document),
            "style": style,
            "script": script,
            "script_hash": b64encode(sha256(script.encode()).digest()).decode(),
        },
    )


def _page(document: Document) -> Page:
    pieces = _Pieces(document.pictures).of(blocks_of(document.markdown))
    first = next((place for place, piece in enumerate(pieces) if _level(piece) == 2), len(pieces))
    sections = tuple(piece for piece in pieces if _level(piece) == 2)
    in_front = 1 + (len(pieces) > 1 and isinstance(block := pieces[1].block, Paragraph) and block.is_front)
    return Page(
        title=" – ".join(filter(None, (plain(_line(pieces[0])), document.front.organisation))),
        front=pieces[:in_front],
        lead=pieces[in_front:first],
        body=pieces[first:],
        contents=sections if len(sections) >= FEWEST_IN_CONTENTS else (),
        entries={
            part.figure: _figure_anchor(part.figure) for part in _parts(pieces) if isinstance(part, Entry)
        },
        uses=_uses(pieces),
    )


def _level(piece: Piece) -> int:
    return piece.block.level if isinstance(piece.block, Heading) else 0


def _line(piece: Piece) -> Line:
    assert isinstance(piece.block, Heading)
    return piece.block.line


class _Pieces:
    """Blocks into pieces; no id is given twice."""

    def __init__(self, pictures: Mapping[str, Drawing]) -> None:
        self.pictures = pictures
        self.given = set(OWN_ANCHORS)
        self.counted: Counter[str] = Counter()

    def of(self, blocks: Iterable[Block]) -> tuple[Piece, ...]:
        return tuple(self._piece(block) for block in blocks)

    def _piece(self, block: Block) -> Piece:
        match block:
            case Heading():
                return Piece(
                    block, self._anchor(NOT_IN_ANCHORS.sub("-", plain(block.line).lower()).strip("-."))
                )
            case TableBlock():
                sums = tuple(at for at in range(len(block.rows)) if is_sum(block, at))
                anchor = self._anchor("tabell", is_numbered=True)
                return Piece(block, anchor, sums=sums, looks=looks_of(block))
            case PictureBlock():
                anchor = self._anchor("bild", is_numbered=True)
                data = self.of(() if block.data is None else (block.data,))
                return Piece(block, anchor, (data,), _apart(self.pictures.get(block.key), anchor))
            case ListBlock():
                return Piece(block, within=tuple(self.of(item) for item in block.items))
            case Box():
                return Piece(block, within=(self.of(block.blocks),))
            case Paragraph():
                return Piece(
                    block, explains=tuple(part.figure for part in _parts_of(block) if isinstance(part, Entry))
                )

    def _anchor(self, name: str, *, is_numbered: bool = False) -> str:
        """An id that no other piece has: tabell-1, tabell-2; a heading's is its own words."""
        anchor = name
        while is_numbered or not anchor or anchor in self.given:
            self.counted[name] += 1
            anchor = f"{name}-{self.counted[name]}"
            is_numbered = False
        self.given.add(anchor)
        return anchor


def _apart(drawing: Drawing | None, anchor: str) -> Drawing | None:
    """A drawing whose ids are its own in the page, in either size."""
    if drawing is None:
        return None
    return Drawing(
        drawing.title,
        drawing.description,
        _with_own_ids(drawing.wide, f"{anchor}-bred"),
        _with_own_ids(drawing.narrow, f"{anchor}-smal"),
    )


def _with_own_ids(svg: str, name: str) -> str:
    def own(found: re.Match[str]) -> str:
        before, it = (part for part in found.groups() if part is not None)
        return f"{before}{name}-{it}"

    def labels(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{name}-{it}" for it in found[2].split())

    return LABELS.sub(labels, OWN_IDS.sub(own, svg))


def _figure_anchor(figure: str) -> str:
    return f"siffra:{quote(figure, safe='')}"


def _uses(pieces: Iterable[Piece]) -> dict[str, tuple[str, str]]:
    """Where each figure stands first: in a table or below a heading."""
    uses: dict[str, tuple[str, str]] = {}
    place = (MAIN, "innehållet")
    for piece in _all(pieces):
        match piece.block:
            case Heading(line=line):
                where = place = (piece.anchor, plain(line))
            case TableBlock(caption=caption):
                where = (piece.anchor, plain(caption))
            case _:
                where = place
        for part in _parts_of(piece.block):
            if isinstance(part, Figured):
                uses.setdefault(part.figure, where)
    return uses


def _all(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        for inner in piece.within:
            yield from _all(inner)


def _parts(pieces: Iterable[Piece]) -> Iterator[Inline]:
    for piece in _all(pieces):
        yield from _parts_of(piece.block)


def _parts_of(block: Block) -> Iterator[Inline]:
    """Every part of the lines of a block itself, the parts of parts included."""
    match block:
        case Heading(line=line) | Paragraph(line=line):
            yield from _deep(line)
        case TableBlock(caption, heads, _, rows):
            for line in (caption, *heads, *(cell for row in rows for cell in row)):
                yield from _deep(line)
        case _:
            pass


def _deep(line: Line) -> Iterator[Inline]:
    for part in line:
        yield part
        yield from _deep(getattr(part, "parts", ()))


@cache
def _style() -> str:
    """The style of every page, with the fonts in it."""
    faces = "".join(
        f'@font-face{{font-family:"Kfond Sans";font-weight:{weight};font-style:{slant};font-display:block;'
        f"src:url(data:font/woff2;base64,{_font(style)}) format('woff2')}}\n"
        for style, weight, slant in FONTS
    )
    return faces + _text(STYLE)


def _font(style: str) -> str:
    return b64encode((files("kfond") / "data" / "fonts" / f"KfondSans-{style}.woff2").read_bytes()).decode()


def _text(name: str) -> str:
    return (files("kfond") / "templates" / name).read_text(encoding="utf-8")
