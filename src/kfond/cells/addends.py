"""What stands between two plus signs: the amounts of an addend, in the light of the words beside them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kfond.cells.amounts import UNKNOWN_AMOUNT, Amount, doubt
from kfond.cells.quantities import Item, Quantity, split
from kfond.cells.reading import Expect, NoSingleReadingError, Quality
from kfond.cells.roles import CONFUSING, SOFT, WEIGHTLESS, Role
from kfond.cells.tokens import Token
from kfond.cells.words import HALF_STEM, POST_ENDINGS

# Right before a figure, these leave it no single reading.
_DENIES_FIGURE = frozenset({Role.MEASURE, Role.PART, Role.SLASH, Role.LACKING})
# These leave the figure as it is, but a human should look.
_DUBIOUS = frozenset(
    {
        *(Role.OTHER_TIME, Role.MEASURE, Role.BUT, Role.PART_TIME, Role.LACKING),
        *(Role.OR, Role.TO, Role.SYMBOL, Role.ELLIPSIS),
    }
)


def read_addend(addend: Sequence[Item], among_others: bool, expect: Expect) -> list[Amount]:
    """Return the amounts of an addend: one, or for review several where "och" stands between quantities."""
    pieces = split(addend, Role.JOIN)
    several = among_others or sum(item.role is Role.QUANTITY for item in addend) > 1
    found = [_read_piece(piece, several, expect) for piece in pieces]
    amounts = [amount for amount in found if amount is not None]
    if not amounts:
        return [UNKNOWN_AMOUNT]  # "förstärkning"
    return [replace(amount, review=amount.review or len(pieces) > 1) for amount in amounts]


def _read_piece(piece: Sequence[Item], among_others: bool, expect: Expect) -> Amount | None:
    """Return the amount of a piece; None if it has only words that state none."""
    words = [item for item in piece if isinstance(item, Token)]
    quantities = [(at, item) for at, item in enumerate(piece) if isinstance(item, Quantity)]
    if len(quantities) > 1:
        raise NoSingleReadingError  # "10 socsek, 4 fhsek"
    if not quantities:
        return UNKNOWN_AMOUNT if any(word.role is Role.VAGUE for word in words) else None
    position, quantity = quantities[0]
    _check_neighbours(words[:position], quantity, words[position:])
    return _read_beside(words, quantity, among_others, expect)


def _read_beside(words: Sequence[Token], quantity: Quantity, among_others: bool, expect: Expect) -> Amount:
    """Return the amount that the words beside a quantity leave of it."""
    roles = {word.role for word in words}
    if roles & CONFUSING or any(word.key.startswith(HALF_STEM) for word in words):
        raise NoSingleReadingError
    amount = quantity.amount
    if expect is Expect.SHARE and not quantity.percent:
        amount = _as_posts(amount, words)
    review = amount.review or bool(roles & _DUBIOUS) or (quantity.percent and amount.low > 1)  # "Ja 500 %"
    hedges = [word for word in words if word.role in SOFT]
    if hedges:
        hedge = min(hedges, key=lambda word: word.key == "?")
        amount = doubt(amount, hedge.role, expect)
        review = review or hedge.key != "?"
    if Role.LACKING in roles and among_others and amount.value is not None:
        amount = replace(amount, quality=Quality.APPROXIMATE, low=Decimal(0))
    return replace(amount, review=review)


def _check_neighbours(before: Sequence[Token], quantity: Quantity, behind: Sequence[Token]) -> None:
    """Refuse a figure that its neighbours make negative, cut off, a part, or a count of something else."""
    if before and before[-1].role is Role.DASH and (len(before) == 1 or before[-1].end == quantity.start):
        raise NoSingleReadingError  # "-3"
    trailing = {token.role for token in behind}
    if Role.DASH in trailing and trailing <= {Role.DASH, Role.PUNCTUATION}:
        raise NoSingleReadingError  # "5-"
    if any(token.role is Role.ONLY for token in [*before[:-1], *behind]):
        raise NoSingleReadingError  # "8, bara konsulter"; but "bara 2" is 2
    nearest = next((token.role for token in reversed(before) if token.role is not Role.PUNCTUATION), None)
    if nearest in _DENIES_FIGURE or (behind and behind[0].role in (Role.MEASURE, Role.SLASH)):
        raise NoSingleReadingError  # "vecka 34", "inkl 2 vik", "inte 5"; "2 år", "1/vecka"


def _as_posts(amount: Amount, words: Sequence[Token]) -> Amount:
    """Read a figure without "%" where a share is asked for: above 1 only where it says "tjänst"."""
    if any(word.role in (Role.POST, Role.FULL_TIME) or word.key.endswith(POST_ENDINGS) for word in words):
        return amount
    if max(amount.low, amount.high or amount.low) > 1:
        raise NoSingleReadingError  # "50"
    person = amount.value == 1 and any(word.role not in WEIGHTLESS for word in words)
    return replace(amount, review=amount.review or person)  # "1 administratör": a person, or a post?
