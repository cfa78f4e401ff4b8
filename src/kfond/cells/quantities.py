"""The figures and ranges of a cell, each taken together with the hedges around it into one quantity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kfond.cells.amounts import Amount, hedge_range
from kfond.cells.reading import Expect, NoSingleReadingError
from kfond.cells.roles import CEILINGS, FLOORS, SOFT, Role
from kfond.cells.tokens import Token
from kfond.cells.words import VOCABULARY

_MOST_HEDGES = 3
_LEAST_SLASHED = 4  # 1/2, 2/3 and 3/4 are fractions
_LEAST_PERCENTAGE = 5  # "10-15%" is a range, but "1 - 50%" is one person at 50 %

_BEFORE = (SOFT | FLOORS | CEILINGS) - {Role.OR_MORE, Role.OR_LESS}
_BEHIND = frozenset({Role.ABOUT, Role.DOUBT, Role.AT_LEAST, Role.OR_MORE, Role.AT_MOST, Role.OR_LESS})
_EITHER = frozenset({Role.DASH, Role.SLASH, Role.OR, Role.TO})
_STATES_QUANTITY = _BEFORE | {Role.FIGURE, Role.BETWEEN}


@dataclass(frozen=True, slots=True)
class Quantity:
    """The tokens that state one figure or range, and what they state."""

    amount: Amount
    start: int
    end: int
    percent: bool
    role: Role = Role.QUANTITY


Item = Token | Quantity


def group(tokens: Sequence[Token], expect: Expect) -> list[Item]:
    """Return the tokens with those that state one figure or range grouped into a quantity."""
    items: list[Item] = []
    position = 0
    while position < len(tokens):
        item, position = _quantity_at(tokens, position, expect) or (tokens[position], position + 1)
        items.append(item)
    return items


def split(items: Sequence[Item], role: Role) -> list[list[Item]]:
    """Return what stands before, between and behind the items of this role."""
    runs: list[list[Item]] = [[]]
    for item in items:
        if item.role is role:
            runs.append([])
        else:
            runs[-1].append(item)
    return runs


def is_quantity_at(tokens: Sequence[Token], position: int) -> bool:
    """Say whether the tokens from here on look like a quantity."""
    coming = tokens[position : position + _MOST_HEDGES + 1]
    return any(token.role is Role.FIGURE for token in coming) and coming[0].role in _STATES_QUANTITY


def _role_at(tokens: Sequence[Token], position: int) -> Role | None:
    return tokens[position].role if position < len(tokens) else None


def _quantity_at(tokens: Sequence[Token], start: int, expect: Expect) -> tuple[Quantity, int] | None:
    """Return the quantity that starts here, and the position behind it."""
    hedges: list[Role] = []
    position = start
    while len(hedges) < _MOST_HEDGES and _role_at(tokens, position) in _BEFORE:
        hedges.append(tokens[position].role)
        position += 1
        if _role_at(tokens, position) is Role.PUNCTUATION:
            position += 1  # "ca: 5"
    found = _range_at(tokens, position)
    if found is None:
        return None
    low, high, percent, position = found
    while len(hedges) < 2 * _MOST_HEDGES and _role_at(tokens, position) in _BEHIND:
        hedges.append(tokens[position].role)
        position += 1
    amount = hedge_range(low / 100 if percent else low, high / 100 if percent else high, hedges, expect)
    amount = replace(amount, review=percent and expect is Expect.COUNT)
    return Quantity(amount, tokens[start].start, tokens[position - 1].end, percent), position


def _range_at(tokens: Sequence[Token], position: int) -> tuple[Decimal, Decimal, bool, int] | None:
    """Return low, high, whether they are percentages, and the position behind them."""
    between = _role_at(tokens, position) is Role.BETWEEN
    first = _number_at(tokens, position + between)
    if first is None:
        return None
    low, percent, behind = first
    link = _role_at(tokens, behind)
    linked = link in _EITHER or (between and link is Role.JOIN)
    second = _number_at(tokens, behind + 1) if linked else None
    if second is None:
        if between:
            raise NoSingleReadingError
        return low, low, percent, behind
    high, percent_behind, behind = second
    # "5/6" is 5 or 6, but "1/2" may be a half and "1/9" the first of September.
    if low > high or (link is Role.SLASH and not (low >= _LEAST_SLASHED and high == low + 1)):
        raise NoSingleReadingError
    if percent is not percent_behind and 0 < low < _LEAST_PERCENTAGE:
        raise NoSingleReadingError
    return low, high, percent or percent_behind, behind


def _number_at(tokens: Sequence[Token], position: int) -> tuple[Decimal, bool, int] | None:
    """Return the number, whether it is a percentage, and the position behind it."""
    if _role_at(tokens, position) is not Role.FIGURE:
        return None
    token = tokens[position]
    number = token.number or Decimal(0)
    following = [_role_at(tokens, position + 1), _role_at(tokens, position + 2)]
    half = following == [Role.JOIN, Role.FIGURE] and tokens[position + 2].key in VOCABULARY[Role.HALF]
    if half and number == int(number):
        return number + Decimal("0.5"), False, position + 3  # "två och en halv"
    percent = following[0] is Role.PERCENT
    grouped = " " in token.key and token.key[-1].isdecimal()
    if percent and (grouped or 0 < number < 1):
        raise NoSingleReadingError  # "1 100 %": one at 100 %? "0,5 %": half a post?
    return number, percent, position + 1 + percent
