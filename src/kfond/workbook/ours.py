"""What of a workbook kfond has written itself: the sheet that lists what to correct, and its questions in comments.

A marked copy comes back corrected, and nothing of ours in it may be read as the sender's own words. Whoever
opens the copy reads these words too, so they are Swedish, whatever language the program speaks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kfond.workbook.sheets import Sheet

SHEET = "Att rätta"
TITLE = "Att rätta – den här fliken är gjord av kfond och läses inte in"

# No line may end in a colon: some readers take such a line for the name of whoever wrote the comment.
_OPENING = "[Fråga från samordnaren]"
_CLOSING = "[Slut på frågan. Svara gärna här under.]"
_QUESTION = re.compile(rf"\s*{re.escape(_OPENING)}.*?{re.escape(_CLOSING)}[ \t]*", re.DOTALL)


def as_question(text: str) -> str:
    """A text for a comment, so that it is known as ours when the file comes back."""
    return f"{_OPENING}\n{text}\n{_CLOSING}"


def has_question(comment: str) -> bool:
    """Whether a comment holds a question of ours."""
    return _QUESTION.search(comment) is not None


def without_question(comment: str) -> str:
    """What somebody else wrote in a comment, before our question or behind it."""
    return _QUESTION.sub("\n", comment).strip()


def is_ours(sheet: Sheet) -> bool:
    """Whether a sheet is our list of what to correct."""
    return sheet.name.startswith(SHEET) and sheet.text(1, 1) == TITLE


def senders_own(sheet: Sheet) -> Sheet:
    """The sheet without our questions in its comments."""
    ours = {at: cell for at, cell in sheet.cells.items() if has_question(cell.comment)}
    if not ours:
        return sheet
    own = {at: replace(cell, comment=without_question(cell.comment)) for at, cell in ours.items()}
    return replace(sheet, cells={**sheet.cells, **own})
