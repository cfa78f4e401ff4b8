"""A cell with a figure: its sum or explicit total, the parts named beside it, and whether they agree."""

from collections.abc import Sequence
from dataclasses import replace

from kfond.cells.amounts import UNKNOWN_AMOUNT, Amount, add
from kfond.cells.figures import looks_like_year
from kfond.cells.notes import as_typed, join_notes, may_change_figure
from kfond.cells.quantities import Quantity, group, is_quantity_at, split
from kfond.cells.reading import NOTHING, Answer, Expect, NoSingleReadingError, Quality, Reading
from kfond.cells.roles import DENIALS, WEIGHTLESS, Role
from kfond.cells.sums import read_sum
from kfond.cells.tokens import Token

_TOTALS = frozenset({Role.EQUALS, Role.TOTAL})


def read_total(tokens: list[Token], answer: Answer | None, text: str, expect: Expect) -> Reading:
    """Read a cell that states a figure."""
    stated = before_part(tokens)
    parts, right = _split_total(tokens)
    head = before_part(right)
    tail = right[len(head) :]
    amount, words = read_sum(head, expect)
    _check_answer(stated, amount)
    review = amount.review or _is_year_alone(head)
    review = review or any(token.role in _TOTALS | {Role.PLUS} for token in tail)
    review = review or (amount.quality is Quality.EXACT and any(map(may_change_figure, words)))
    if parts is not None:
        adds_on = any(token.role is Role.PLUS for token in head)
        review = review or adds_on or len(stated) < len(parts) or not _parts_agree(parts, amount, expect)
    return replace(
        NOTHING,
        quality=amount.quality,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        answer=answer,
        note=join_notes(as_typed(parts or (), text), as_typed([*words, *tail], text)),
        review=review,
    )


def before_part(tokens: list[Token]) -> list[Token]:
    """Return what stands before "varav", "inkl." and their like, which name a part and change nothing."""
    figure_seen = False
    for position, token in enumerate(tokens):
        if token.role is Role.PART and figure_seen:
            return tokens[:position]
        figure_seen = figure_seen or token.role is Role.FIGURE
    return tokens


def _split_total(tokens: list[Token]) -> tuple[list[Token] | None, list[Token]]:
    """Return the parts and the explicit total behind "=" or "totalt"; without one, None and all tokens."""
    stated = len(before_part(tokens))
    position = 0
    while position < len(tokens):
        role, start = tokens[position].role, position
        position += 1
        if role not in _TOTALS:
            continue
        while position < len(tokens) and tokens[position].role in _TOTALS | {Role.PUNCTUATION}:
            position += 1
        if is_quantity_at(tokens, position):
            if role is Role.TOTAL and start >= stated:
                raise NoSingleReadingError  # "8 varav totalt 2 vik": whose total?
            return tokens[:start], tokens[position:]
        if role is Role.EQUALS:
            raise NoSingleReadingError
    return None, tokens


def _parts_agree(parts: list[Token], total: Amount, expect: Expect) -> bool:
    """Say whether the parts can come to the total; one figure with words ("13 utr") may count others."""
    addends = split(group(before_part(parts), expect), Role.PLUS)
    amounts = [[item.amount for item in addend if isinstance(item, Quantity)] for addend in addends]
    figures = [amount for addend in amounts for amount in addend]
    words = any(token.role is Role.WORD for token in parts)
    if not figures or (len(addends) == len(figures) == 1 and words):
        return True
    added = add([*figures, *(UNKNOWN_AMOUNT for addend in amounts if not addend)])
    below = added.high is not None and added.high < total.low
    return not below and (total.high is None or added.low <= total.high)


def _check_answer(stated: Sequence[Token], amount: Amount) -> None:
    """Refuse "ja" with a zero, "inga" with a figure, and "uppgift saknas" beside one."""
    roles = {token.role for token in stated}
    none = amount.quality is Quality.EXACT and amount.value == 0
    says_no = not roles.isdisjoint(DENIALS)
    if Role.MISSING in roles or (Role.YES in roles and (none or says_no)) or (says_no and not none):
        raise NoSingleReadingError


def _is_year_alone(head: Sequence[Token]) -> bool:
    """Say whether the only figure looks like a year; among words such a figure can't be read at all."""
    if not any(token.role is Role.FIGURE and looks_like_year(token.key) for token in head):
        return False
    if sum(token.role not in WEIGHTLESS for token in head) > 1:
        raise NoSingleReadingError
    return True
