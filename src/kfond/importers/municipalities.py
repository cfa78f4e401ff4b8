"""Which municipality a cell or a title names, and what to ask when it is none."""

from __future__ import annotations

import re
from itertools import pairwise

from kfond.errors import Problem
from kfond.messages import say
from kfond.provenance import Place
from kfond.registry.names import Named, Register, split_marks


def municipality_in(text: str, register: Register) -> Named | None:
    """The one municipality that a title or the name of a sheet or file names; None for none, or several.

    In a sentence only words with a capital letter count: "vara" and "mark" are words as well as names. A year is
    no code: 2026 is Gagnef's.
    """
    if re.fullmatch(r"\s*(?:19|20)\d{2}\s*", text):
        return None
    whole = register.find(text)
    if whole:
        return whole
    words = [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text) if word[0].isupper()]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    named_by_pair = {named.code: named for pair in pairs if (named := register.find(pair))}
    found = named_by_pair or {named.code: named for word in words if (named := register.find(word))}
    return next(iter(found.values())) if len(found) == 1 else None


def unknown_municipality(place: Place, text: str, register: Register) -> Problem:
    """A cell that should name a municipality and does not; close names are asked about, never taken."""
    bare = split_marks(text)[0] or text
    code = bare[:4]
    if code in register.names and not bare[4:5].isdigit() and bare[4:].strip(" ,:-"):
        return Problem(
            place,
            say("“{text}” gives the code of {name} with another name.", text=bare, name=register.names[code]),
            say("Write the name of a municipality or its four-digit code."),
        )
    close = register.suggestions(text)
    return Problem(
        place,
        say("“{text}” is no Swedish municipality.", text=bare),
        say("Did you mean {names}? Write the name or the four-digit code.", names=close)
        if close
        else say("Write the name of a municipality or its four-digit code."),
    )
