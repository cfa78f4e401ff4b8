"""The Markdown of a document: its source without the customs that only our writers understand.

A figure and its entry become their words, a picture a line that tells what it shows; the table of its data
follows in the source anyway. All else stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from kfond.reports.documents.document import Document, Drawing
from kfond.reports.documents.parsing import BAR, ENTRY, FIGURE, LINE_ENDS, PICTURE, lines_with_text
from kfond.reports.render import cell

# What a bracket is not looked for in, brackets, and where the link that they make leads.
SIGNS = re.compile(
    r"\\(?s:.)|(?P<ticks>`+)(?!`)(?s:.+?)(?<!`)(?P=ticks)(?!`)|`+|(?P<open>!?\[)"
    r"|\](?P<link>\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<address>[^\s()<>]+))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\))?"
)
NUMBER_OF_AN_ITEM = re.compile(r"^([ >]*(?:[-+*] +)*[0-9]{1,9})([.)](?:\s|$))")


def as_markdown(document: Document) -> str:
    """The source of a document with its figures, entries and pictures as plain words."""
    lines = LINE_ENDS.split(document.markdown)
    written, done = [], 0
    starts = _starts(document.markdown)
    for first, last, is_row in lines_with_text(document.markdown):
        start, end = starts[first], starts[min(last, len(lines))]
        written.append(document.markdown[done:start])
        text = document.markdown[start:end]
        parts = _cells(text) if is_row else (text,)
        written.append("".join(_without_customs(part, document.pictures) for part in parts))
        done = end
    return "".join((*written, document.markdown[done:]))


def _starts(markdown: str) -> list[int]:
    """Where each line begins, and the end."""
    return [0, *(end.end() for end in LINE_ENDS.finditer(markdown)), len(markdown)]


def _cells(row: str) -> Iterator[str]:
    """The cells of a row, each with the bar before it: no link reaches over a bar."""
    done = 0
    for bar in BAR.finditer(row):
        yield row[done : bar.start()]
        done = bar.start()
    yield row[done:]


def _without_customs(text: str, pictures: Mapping[str, Drawing]) -> str:
    """Running text with the links and pictures of ours replaced by words."""
    replaced: list[tuple[int, int, str]] = []
    open_brackets: list[tuple[re.Match[str], bool]] = []
    for sign in SIGNS.finditer(text):
        if sign["open"]:
            open_brackets.append((sign, True))
        elif sign[0].startswith("]") and open_brackets:
            opening, may_link = open_brackets.pop()
            if not sign["link"]:
                continue
            if not may_link:  # text with brackets, and no link even when the one in it is gone
                replaced += [(*bracket.span(), rf"\{bracket[0]}") for bracket in (opening, sign)]
                continue
            address = sign["angled"] if sign["angled"] is not None else sign["address"]
            if opening[0] == "![":
                replaced += _picture(opening, sign, address, pictures)
                continue
            # a link holds no other link: what is open around it makes none
            open_brackets = [(other, other[0] == "![" and may) for other, may in open_brackets]
            if address.startswith((FIGURE, ENTRY)):
                replaced += [(*opening.span(), ""), (*sign.span(), "")]
    return _replaced(text, replaced)


def _picture(
    opening: re.Match[str], closing: re.Match[str], address: str, pictures: Mapping[str, Drawing]
) -> Iterator[tuple[int, int, str]]:
    if not address.startswith(PICTURE):
        return
    drawing = pictures.get(unquote(address.removeprefix(PICTURE)))
    title = f"{cell(drawing.title).rstrip('.')}. " if drawing and drawing.title else ""
    if drawing and drawing.description.startswith(drawing.title):  # it says so itself
        title = ""
    yield *opening.span(), f"Bild: {title}"
    yield *closing.span(), ""


def _replaced(text: str, replaced: list[tuple[int, int, str]]) -> str:
    if not replaced:
        return text
    parts, done = [], 0
    for start, end, words in sorted(replaced):
        parts += [text[done:start], words]
        done = end
    written = "".join((*parts, text[done:]))
    is_numbered = NUMBER_OF_AN_ITEM.match(text) is None
    return NUMBER_OF_AN_ITEM.sub(r"\1\\\2", written) if is_numbered else written
