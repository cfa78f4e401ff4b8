"""What people have pinned to the cells of a sheet: notes, and comments with answers. Names are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.refusals import damaged
from kfond.workbook.xlsx.names import named
from kfond.workbook.xlsx.table import At, at_address
from kfond.workbook.xlsx.texts import RichText

_NAME_LINE = re.compile(r"\s*[^\n:\d]{1,60}:[ \t]*\r?\n")  # Excel begins a note with the name of who wrote it
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def comments_of(archive: Archive, sheet_part: str) -> Mapping[At, str]:
    """The comments of a sheet by row and column. Raises Refusal (exit 3) where they are damaged.

    A comment with answers stands in the file twice: as it is, and in a note for older programs. The first
    is taken ([MS-XLSX] 2.1.24; notes: ECMA-376, part 1, 18.7).
    """
    notes: dict[At, str] = {}
    threads: dict[At, str] = {}
    try:
        for tie in archive.related(sheet_part).values():
            if tie.kind == "comments" and tie.target in archive:
                notes |= _notes(archive, tie.target)
            elif tie.kind == "threadedComment" and tie.target in archive:
                threads |= _threads(archive, tie.target)
    except ValueError as fault:  # pinned to something that is no cell
        raise damaged(archive.file) from fault
    return notes | threads


def _notes(archive: Archive, part: str) -> dict[At, str]:
    rich = RichText()
    notes: dict[At, str] = {}
    pinned: list[str] = []

    def end() -> None:
        text = _NAME_LINE.sub("", rich.take().text, count=1).strip()
        if text:
            notes[at_address(pinned[-1])] = text

    begin = {**rich.begin, "comment": lambda attributes: pinned.append(attributes.get("ref", ""))}
    archive.parse(part, named(begin), named({**rich.end, "comment": end}), rich.text)
    return notes


def _threads(archive: Archive, part: str) -> dict[At, str]:
    thread = _Thread()
    begin = {"threadedComment": thread.begin, "text": thread.begin_text, "mention": thread.mention}
    end = {"threadedComment": thread.end, "text": thread.end_text}
    archive.parse(
        part,
        {f"{_THREADED} {name}": handler for name, handler in begin.items()},
        {f"{_THREADED} {name}": handler for name, handler in end.items()},
        thread.text,
    )
    return thread.texts


class _Thread:
    """Joins a comment and the answers to it; the names of people whom it turns to are cut out."""

    def __init__(self) -> None:
        self.texts: dict[At, str] = {}
        self._ref = ""
        self._signs: list[str] = []
        self._mentions: list[tuple[int, int]] = []
        self._is_text = False

    def begin(self, attributes: Attributes) -> None:
        self._ref = attributes.get("ref", "")
        self._signs, self._mentions = [], []

    def begin_text(self, _: Attributes) -> None:
        self._is_text = True

    def end_text(self) -> None:
        self._is_text = False

    def text(self, signs: str) -> None:
        if self._is_text:
            self._signs.append(signs)

    def mention(self, attributes: Attributes) -> None:
        start = int(attributes.get("startIndex", ""))
        self._mentions.append((start, start + int(attributes.get("length", ""))))

    def end(self) -> None:
        text = "".join(self._signs)
        for start, end in sorted(self._mentions, reverse=True):
            text = text[:start] + text[end:]
        at = at_address(self._ref)
        self.texts[at] = "\n".join(part for part in (self.texts.get(at, ""), text.strip()) if part)
