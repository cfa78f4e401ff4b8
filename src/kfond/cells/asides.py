"""Parentheses and footnote marks: set aside before a cell is read. What a parenthesis says is kept, and may
cast doubt on the figure, but is never added to it. A comment to the cell is one more parenthesis.
"""

import re
from dataclasses import replace

from kfond.cells.amounts import soften
from kfond.cells.notes import join_notes, may_change_figure
from kfond.cells.reading import Expect, Quality, Reading
from kfond.cells.roles import Role
from kfond.cells.tokens import Token, scan, tidy

_AUTHOR = re.compile(r"\A[^\n:]{1,60}:\r?\n")
"""How Excel begins a comment: with the name of who wrote it, which is no business of ours."""

# "3 (eller fler)" is no plain 3.
_BOUNDING = frozenset(
    {
        *(Role.AT_LEAST, Role.MORE_THAN, Role.OR_MORE, Role.AT_MOST, Role.LESS_THAN, Role.OR_LESS),
        *(Role.JUST_OVER, Role.JUST_UNDER),
    }
)
_DOUBTFUL = frozenset({Role.PLUS, Role.EQUALS, Role.TOTAL, Role.DOUBT, Role.MISSING})

# A figure or a working time in a parenthesis that names no part ("1 (50 %)") speaks against the one outside it.
_STATING = frozenset({Role.FIGURE, Role.HALF_TIME, Role.FULL_TIME, Role.PART_TIME})

# Words of a comment that may speak of another day, another place or fewer persons than the figure does.
_TURNING = frozenset({Role.OTHER_TIME, Role.LACKING, Role.BUT, Role.REFERENCE, Role.RELATION, Role.ONLY})


def set_aside(tokens: list[Token]) -> tuple[list[Token], list[list[Token]], str]:
    """Return the tokens outside all parentheses, those of each parenthesis, and the footnote marks.

    A parenthesis that is never closed goes on to the end; a closing one without an opening one is dropped.
    """
    outside: list[Token] = []
    asides: list[list[Token]] = []
    marks: list[str] = []
    depth = 0
    for token in tokens:
        if token.role is Role.OPEN:
            depth += 1
            if depth == 1:
                asides.append([])
                continue
        elif token.role is Role.CLOSE:
            depth = max(depth - 1, 0)
            if depth == 0:
                continue
        if depth:
            asides[-1].append(token)
        elif token.role is Role.MARK:
            marks.append(token.key)
        else:
            outside.append(token)
    return outside, [aside for aside in asides if aside], "".join(marks)


def with_asides(reading: Reading, asides: list[list[Token]], text: str, expect: Expect) -> Reading:
    """Return the reading with what its parentheses say: words, doubt, but never a figure."""
    roles = {token.role for aside in asides for token in aside}
    doubted = Role.DOUBT in roles or any({token.role for token in aside} <= {Role.ABOUT} for aside in asides)
    if doubted and reading.quality is Quality.EXACT and reading.value is not None:
        low, high = soften(reading.value, Role.DOUBT, expect)
        reading = replace(reading, quality=Quality.APPROXIMATE, low=low, high=high)
    states_more = any(
        aside[0].role is not Role.PART and not _STATING.isdisjoint(token.role for token in aside)
        for aside in asides
    )
    hides = reading.value is None and bool(roles & {Role.FIGURE, Role.ODD})
    note = join_notes(reading.note, *(text[aside[0].start : aside[-1].end] for aside in asides))
    bounds = any(
        aside[0].role is not Role.PART and not _BOUNDING.isdisjoint(token.role for token in aside)
        for aside in asides
    )
    return replace(
        reading, note=note, review=reading.review or bool(roles & _DOUBTFUL) or hides or states_more or bounds
    )


def without_author(comment: str) -> str:
    """Return a comment without the name of who wrote it."""
    return _AUTHOR.sub("", comment)


def with_comment(reading: Reading, comment: str, expect: Expect) -> Reading:
    """Return the reading with what a comment beside its cell says, as if it stood in a parenthesis.

    Nobody types a comment without a reason: one beside a cell without a figure, or one with words that may
    turn the figure into another, calls for review.
    """
    text = tidy(without_author(comment))
    aside = [token for token in scan(text) if token.role not in (Role.OPEN, Role.CLOSE)]
    if all(token.role in (Role.DASH, Role.PUNCTUATION) for token in aside):
        return reading
    turned = reading.value is None or any(t.role in _TURNING or may_change_figure(t) for t in aside)
    with_words = with_asides(reading, [aside], text, expect)
    return replace(with_words, review=with_words.review or turned)
