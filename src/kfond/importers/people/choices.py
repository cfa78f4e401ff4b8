"""Cells that give one of a few answers, and those that name a municipality, a unit or an area."""

from __future__ import annotations

import re
from collections.abc import Callable

from kfond.cells import Quality, read_cell
from kfond.importers.fields import choices_of
from kfond.importers.people.columns import Told
from kfond.importers.people.faults import Wrong
from kfond.importers.vocabulary import area_in, plain
from kfond.lists.kinds import Field
from kfond.registry.names import Named, Register
from kfond.staffing.people import VACANT


def choice_reader(field: Field) -> Callable[[object, str], Told[str]]:
    """Reads a cell that holds one of the field's answers, in any of its wordings."""
    words = choices_of(field)

    def read(content: object, text: str) -> Told[str]:
        chosen = words.meaning(text)
        if chosen:
            return chosen, None
        return "", None if _is_silent(text) else Wrong.UNKNOWN_ANSWER

    return read


def role_reader(field: Field) -> Callable[[object, str], Told[str]]:
    """Reads a role, also where more words stand around it: "Socialsekreterare, mottagningen".

    Where several roles are named the longest wording holds; a vacant post is vacant whatever else it is called.
    """
    meanings = choices_of(field).meanings

    def read(content: object, text: str) -> Told[str]:
        whole = plain(text)
        if whole in meanings:
            return meanings[whole], None
        found = [word for word in meanings if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", whole)]
        longest = [word for word in found if not any(word != other and word in other for other in found)]
        named = {meanings[word] for word in longest}
        if VACANT in named:
            return VACANT, None
        if len(named) == 1:
            return named.pop(), None
        return "", None if _is_silent(text) else Wrong.UNKNOWN_ANSWER

    return read


def municipality_reader(register: Register) -> Callable[[object, str], Told[Named | None]]:
    """Reads the name, alias or code of a municipality."""

    def read(content: object, text: str) -> Told[Named | None]:
        named = register.find(text) if text else None
        return named, Wrong.NO_MUNICIPALITY if text and named is None else None

    return read


def read_unit(content: object, text: str) -> Told[str]:
    """The name of a unit; an address of a person is none."""
    return ("", Wrong.ADDRESS) if "@" in text else (text, None)


def read_area(content: object, text: str) -> Told[str]:
    """The area that a cell names; "" for an empty cell."""
    area = area_in(text) if text else ""
    return area or "", Wrong.NO_AREA if area is None else None


def _is_silent(text: str) -> bool:
    return not text or read_cell(text).quality is Quality.MISSING
