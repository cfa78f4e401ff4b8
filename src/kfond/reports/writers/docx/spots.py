"""The places of a Word form that take an answer: controls, cells beside or below labels, room below headings."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from kfond.messages import Message, say
from kfond.reports.writers.docx.form_text import W, clear, plain_words, set_text, text_of, write_line

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
CHECKED, UNCHECKED = "\u2612", "\u2610"
YES = frozenset({"ja", "x", "sant", "yes", "true"})
BLANKS = "_.… \u00a0\t"
"""What stands for room to write in."""


class Spot:
    """A place in the form that takes an answer."""

    where: Message

    def write(self, text: str) -> Message | None:
        """Writes the answer; what comes out says why it cannot be written."""
        raise NotImplementedError

    def holds(self, text: str) -> bool:
        """Whether the answer stands there."""
        raise NotImplementedError


class _Control(Spot):
    """A content control."""

    def __init__(self, element: Any) -> None:
        self._element, self._content = element, element.find(f"{W}sdtContent")
        self._kind = element.find(f"{W}sdtPr")
        self.where = say("content control")

    def write(self, text: str) -> Message | None:
        box = self._kind.find(f"{W14}checkbox")
        if box is not None:
            return self._tick(box, text)
        choices = self._choices()
        if choices and text not in choices:
            return say(
                "“{text}” is none of the answers to choose from: {choices}", text=text, choices=choices
            )
        for placeholder in self._kind.findall(f"{W}showingPlcHdr"):
            self._kind.remove(placeholder)
        set_text(self._content, text)
        return None

    def holds(self, text: str) -> bool:
        box = self._kind.find(f"{W14}checkbox")
        if box is not None:
            checked = box.find(f"{W14}checked")
            is_on = checked is not None and checked.get(f"{W14}val") in ("1", "true")
            return is_on == (plain_words(text) in YES)
        return plain_words(text_of(self._content)) == plain_words(text)

    def _choices(self) -> tuple[str, ...]:
        lists = [*self._kind.findall(f"{W}dropDownList")]
        return tuple(
            item.get(f"{W}displayText") or item.get(f"{W}value") or ""
            for each in lists
            for item in each.findall(f"{W}listItem")
        )

    def _tick(self, box: Any, text: str) -> Message | None:
        is_on = plain_words(text) in YES
        checked = box.find(f"{W14}checked")
        if checked is None:
            checked = box.makeelement(f"{W14}checked", {})
            box.insert(0, checked)
        checked.set(f"{W14}val", "1" if is_on else "0")
        set_text(self._content, CHECKED if is_on else UNCHECKED)
        return None


class _Cell(Spot):
    """A cell beside or below its label."""

    def __init__(self, cell: Any, where: Message) -> None:
        self._cell, self.where = cell, where

    def write(self, text: str) -> Message | None:
        set_text(self._cell, text)
        return None

    def holds(self, text: str) -> bool:
        return plain_words(text_of(self._cell)) == plain_words(text)


class _Below(Spot):
    """The room below a heading: an empty paragraph there is, or new ones."""

    def __init__(self, label: Any, hint: Any | None) -> None:
        self._after = label if hint is None else hint
        self.where = say("below its heading")

    def write(self, text: str) -> Message | None:
        lines = text.split("\n")
        room = self._after.getnext()
        if room is None or room.tag != f"{W}p" or text_of(room).strip(BLANKS + "\n"):
            room = deepcopy(self._after)
            clear(room)
            for style in room.findall(f"{W}pPr"):
                room.remove(style)
            self._after.addnext(room)
        write_line(room, lines[0])
        for line in lines[1:]:
            more = deepcopy(room)
            write_line(more, line)
            room.addnext(more)
            room = more
        return None

    def holds(self, text: str) -> bool:
        found, element = [], self._after
        for _ in text.split("\n"):
            element = element.getnext()
            if element is None:
                return False
            found.append(text_of(element))
        return plain_words("\n".join(found)) == plain_words(text)


class _Behind(Spot):
    """The room behind a label with a colon, in its own paragraph."""

    def __init__(self, paragraph: Any) -> None:
        self._paragraph = paragraph
        self.where = say("behind its label")

    def write(self, text: str) -> Message | None:
        words = text_of(self._paragraph)
        typed = words[: words.index(":") + 1]
        write_line(self._paragraph, f"{typed} {text}")
        return None

    def holds(self, text: str) -> bool:
        return plain_words(text_of(self._paragraph).partition(":")[2]) == plain_words(text)


def spot_for(body: Any, names: tuple[str, ...], is_filled: bool = False) -> Spot | None:
    """Where what is called by one of `names` belongs: a content control of that name, else the room at its label.

    None where there is none. Room that is not empty is none, unless the form `is_filled`.
    """
    wanted = {plain_words(name) for name in names}
    for control in body.iter(f"{W}sdt"):
        if wanted & set(_names_of(control)):
            return _Control(control)
    for table in body.iter(f"{W}tbl"):
        if spot := _in_table(table, wanted, is_filled):
            return spot
    for paragraph in body.iter(f"{W}p"):
        if spot := _at_paragraph(paragraph, wanted, is_filled):
            return spot
    return None


def _at_paragraph(paragraph: Any, wanted: set[str], is_filled: bool) -> Spot | None:
    """The room below or behind a label; in a cell only where the cell itself has room."""
    words = text_of(paragraph)
    is_in_cell = paragraph.getparent().tag == f"{W}tc"
    if plain_words(words) in wanted:
        hint = _hint_after(paragraph)
        below = (paragraph if hint is None else hint).getnext()
        has_room = below is not None and (is_filled or not text_of(below).strip(BLANKS + "\n"))
        return _Below(paragraph, hint) if has_room or not is_in_cell else None
    label, colon, rest = words.partition(":")
    if colon and plain_words(label) in wanted and (is_filled or not rest.strip(BLANKS)):
        return _Behind(paragraph)
    return None


def _names_of(control: Any) -> Iterator[str]:
    properties = control.find(f"{W}sdtPr")
    for name in ("tag", "alias"):
        found = properties.find(f"{W}{name}") if properties is not None else None
        if found is not None:
            yield plain_words(found.get(f"{W}val") or "")


def _in_table(table: Any, wanted: set[str], is_filled: bool) -> Spot | None:
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if plain_words(text_of(cell)) not in wanted:
                continue
            beside = row[place + 1] if place + 1 < len(row) else None
            if beside is not None and (is_filled or not text_of(beside).strip(BLANKS + "\n")):
                return _Cell(beside, say("in the cell beside its label"))
            under = rows[number + 1] if number + 1 < len(rows) else []
            if place < len(under) and (is_filled or not text_of(under[place]).strip(BLANKS + "\n")):
                return _Cell(under[place], say("in the cell below its label"))
    return None


def _hint_after(paragraph: Any) -> Any | None:
    """The paragraph in parenthesis right below a heading, which tells what to write."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return None
    words = text_of(following).strip()
    return following if words.startswith("(") and words.endswith(")") else None
