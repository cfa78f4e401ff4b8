"""The words that are kept beside a figure, as they were typed."""

from collections.abc import Iterable
from itertools import dropwhile

from kfond.cells.roles import ANSWERS, Role
from kfond.cells.tokens import Token
from kfond.cells.words import HARMLESS_STEMS, HARMLESS_WORDS

_LEADING, _TRAILING = " ,;:.!-–—", " ,;:!-–—"


def as_typed(tokens: Iterable[Token], text: str) -> str:
    """Return these tokens as typed, without a leading yes or no, tidy at the ends."""
    runs: list[tuple[Token, Token]] = []
    for token in dropwhile(lambda token: token.role in ANSWERS | {Role.PUNCTUATION}, tokens):
        if runs and runs[-1][1].index + 1 == token.index:
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    pieces = (text[first.start : last.end] for first, last in runs)
    return " ".join(filter(None, (piece.lstrip(_LEADING).rstrip(_TRAILING) for piece in pieces)))


def join_notes(*notes: str) -> str:
    """Return the notes that say something, as one."""
    return "; ".join(filter(None, notes))


def may_change_figure(word: Token) -> bool:
    """Whether a word beside a figure is one that nobody has said leaves it as it is."""
    return (
        word.role is Role.WORD
        and word.key.rstrip(".") not in HARMLESS_WORDS
        and not word.key.startswith(HARMLESS_STEMS)
    )
