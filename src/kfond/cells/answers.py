"""Yes, no, none or silence: what a cell answers, and the cell that has no figure."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kfond.cells.amounts import DOUBT_FLOOR
from kfond.cells.notes import as_typed
from kfond.cells.reading import NOTHING, Answer, Expect, NoSingleReadingError, Quality, Reading, exact
from kfond.cells.roles import CONFUSING, DENIALS, SOFT, WEIGHTLESS, Role
from kfond.cells.tokens import Token
from kfond.cells.words import STAFF_STEMS

_SILENT = frozenset({Role.MISSING, Role.DASH, Role.ELLIPSIS, Role.DOUBT})


def answer_of(tokens: Sequence[Token]) -> Answer | None:
    """Return the yes or no among the tokens; None if they say neither, or both."""
    roles = {token.role for token in tokens}
    if roles & DENIALS:
        return None if Role.YES in roles else Answer.NO
    return Answer.YES if Role.YES in roles else None


def read_words(tokens: list[Token], answer: Answer | None, text: str, expect: Expect) -> Reading:
    """Read a cell that states no figure."""
    roles = {token.role for token in tokens}
    if answer is Answer.NO:
        return _read_none(tokens, text)
    nothing_more = roles <= (_SILENT | WEIGHTLESS) - DENIALS
    if answer is Answer.YES and expect is Expect.SHARE and Role.ODD not in roles:
        note = "" if nothing_more else as_typed(tokens, text)
        up_to_a_post = replace(NOTHING, low=Decimal(0), high=Decimal(1))
        return replace(up_to_a_post, answer=answer, note=note, review=not nothing_more)
    if answer is None and nothing_more and roles & _SILENT:
        return NOTHING
    raise NoSingleReadingError


def _read_none(tokens: list[Token], text: str) -> Reading:
    """Read "nej" or "inga" with the words beside it; only staff words beside it leave no doubt."""
    others = [token for token in tokens if token.role not in WEIGHTLESS | {Role.DASH, Role.SLASH}]
    roles = {token.role for token in others}
    without = Role.LACKING in roles and any(token.role is Role.NONE for token in tokens)
    if without or roles & (CONFUSING | {Role.PLUS, Role.HALF_TIME}):
        raise NoSingleReadingError
    note = as_typed((token for token in tokens if token.key != "?"), text)
    none = replace(exact(Decimal(0)), answer=Answer.NO, note=note)
    if roles & SOFT:
        return replace(none, quality=Quality.APPROXIMATE, high=DOUBT_FLOOR, review=True)
    return replace(none, review=any(not token.key.startswith(STAFF_STEMS) for token in others))
