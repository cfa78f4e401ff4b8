"""Parentheses and footnote marks: set aside before a cell is read. What a parenthesis says is kept, and may
cast doubt on the figure, but is never added to it.
"""

from dataclasses import replace

from kfond.cells.amounts import soften
from kfond.cells.notes import join_notes
from kfond.cells.reading import Expect, Quality, Reading
from kfond.cells.roles import Role
from kfond.cells.tokens import Token

_DOUBTFUL = frozenset({Role.PLUS, Role.EQUALS, Role.TOTAL, Role.DOUBT, Role.MISSING})

# A figure or a working time in a parenthesis that names no part ("1 (50 %)") speaks against the one outside it.
_STATING = frozenset({Role.FIGURE, Role.HALF_TIME, Role.FULL_TIME, Role.PART_TIME})


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
    doubted = any({token.role for token in aside} <= {Role.DOUBT, Role.ABOUT} for aside in asides)
    if doubted and reading.quality is Quality.EXACT and reading.value is not None:
        low, high = soften(reading.value, Role.DOUBT, expect)
        reading = replace(reading, quality=Quality.APPROXIMATE, low=low, high=high)
    states_more = any(
        aside[0].role is not Role.PART and not _STATING.isdisjoint(token.role for token in aside)
        for aside in asides
    )
    hides = reading.value is None and bool(roles & {Role.FIGURE, Role.ODD})
    note = join_notes(reading.note, *(text[aside[0].start : aside[-1].end] for aside in asides))
    return replace(
        reading, note=note, review=reading.review or bool(roles & _DOUBTFUL) or hides or states_more
    )
