"""A doubt: what needs a human, where it stands, how it is read now, and how much hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.cells import Reading
from kfond.messages import Message
from kfond.provenance import Source
from kfond.review.weight import Weight

STAFF, LIST, LEFT_OUT, CONFLICT, ANSWER = "p", "l", "u", "m", "b"
"""What the letter of an id says that it is of: a figure of staff (personal), a value of a list, something left out
(utelämnat), sheets that disagree (motsägelse), an answer (besked). The digits behind it are the number in the database,
or in the order of what disagrees: a new file gives new ids."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that needs a human, as its sheet says it; what a partial import left out; or sheets that disagree.

    `whose` is the municipality with its unit, and the row of a list; `what` the measure or field. What was left
    out, or disagrees, has no `reading`; `read` then says what was wrong, and `proposal` what to write instead.
    """

    id: str
    kind: str
    municipality_code: str
    whose: str
    area: str
    day: date | None
    measure: str
    what: Message
    reading: Reading | None
    read: Message
    proposal: Message | None
    weight: Weight
    source: Source


def ranked(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts, the one that a plan would change most by first; of equal ones in the order of the sheets."""
    return tuple(sorted(doubts, key=lambda doubt: (doubt.weight.rank, _place_key(doubt))))


def _place_key(doubt: Doubt) -> tuple[str, str, int, int, str, str]:
    place = doubt.source.place
    found = re.fullmatch(r"([A-Z]+)(\d+)", place.cell)
    row, column = (int(found[2]), found[1]) if found else (0, "")
    return place.file, place.sheet, row, len(column), column, doubt.id
