"""A sum, and the words that are kept beside it."""

from collections.abc import Sequence
from dataclasses import replace

from kfond.cells.addends import read_addend
from kfond.cells.amounts import Amount, add
from kfond.cells.quantities import Item, Quantity, group, split
from kfond.cells.reading import Expect, NoSingleReadingError, Quality
from kfond.cells.roles import UNREADABLE, WEIGHTLESS, Role
from kfond.cells.tokens import Token

_UNITS = frozenset({Role.PIECE, Role.POST, Role.TOTAL})


def read_sum(tokens: Sequence[Token], expect: Expect) -> tuple[Amount, Sequence[Token]]:
    """Return what a sum comes to, and the tokens to note: of one addend its words, of several the whole."""
    if any(token.role in UNREADABLE for token in tokens):
        raise NoSingleReadingError
    items = group(tokens, expect)
    addends = split(items, Role.PLUS)
    or_more = len(addends) > 1 and _is_empty(addends[-1])
    if or_more:
        addends.pop()
    if len(addends) > 1 and any(map(_is_empty, addends)):
        raise NoSingleReadingError  # "+ 2", "5 ++ 2"
    amounts = [amount for addend in addends for amount in read_addend(addend, len(addends) > 1, expect)]
    total = add(amounts)
    if or_more:
        total = replace(total, quality=Quality.AT_LEAST, value=None, high=None)
    words: Sequence[Token] = _words_beside(items)
    if len(amounts) > 1:
        words = tokens if any(word.role not in WEIGHTLESS | {Role.JOIN} for word in words) else ()
    return total, words


def _is_empty(addend: Sequence[Item]) -> bool:
    return all(item.role in WEIGHTLESS for item in addend)


def _words_beside(items: Sequence[Item]) -> list[Token]:
    """Return the tokens that state no quantity, without "+", "?" and a unit right behind a figure."""
    words: list[Token] = []
    previous: Item | None = None
    for item in items:
        unit = isinstance(previous, Quantity) and item.role in _UNITS
        if isinstance(item, Token) and not unit and item.role is not Role.PLUS and item.key != "?":
            words.append(item)
        previous = item
    return words
