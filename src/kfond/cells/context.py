"""What its neighbours make of a token: "en", "halv" and "heltid" turn out to be figures, and digits that are
grown together with a letter turn out to be none.
"""

from dataclasses import replace
from decimal import Decimal

from kfond.cells.roles import Role
from kfond.cells.tokens import Token
from kfond.cells.words import LOOSE_AMOUNTS

_ONE, _HALF = Decimal(1), Decimal("0.5")
_WORKING_TIMES = {Role.FULL_TIME: _ONE, Role.HALF_TIME: _HALF}
_OPENS_QUANTITY = frozenset(
    {
        *(Role.YES, Role.PUNCTUATION, Role.PLUS, Role.JOIN, Role.EQUALS, Role.TOTAL, Role.ONLY, Role.PART),
        *(Role.ABOUT, Role.JUST_OVER, Role.JUST_UNDER, Role.DOUBT, Role.AT_LEAST, Role.MORE_THAN, Role.ABOVE),
        *(Role.AT_MOST, Role.LESS_THAN, Role.BELOW, Role.BETWEEN, Role.OR, Role.TO, Role.DASH, Role.SLASH),
    }
)


def settle(tokens: list[Token], text: str) -> list[Token]:
    """Return the tokens with "en" and "halv" as figures where they stand as a quantity.

    Digits that are grown together with a letter or a leading comma ("EKB2", "5b", ",5") become odd.
    """
    settled: list[Token] = []
    for position, token in enumerate(tokens):
        previous = settled[-1] if settled else None
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        opens = previous is None or previous.role in _OPENS_QUANTITY
        if token.role is Role.HALF and previous and previous.role is Role.ONE:
            previous = settled.pop()
            token = replace(token, role=Role.FIGURE, number=_HALF, start=previous.start)
        elif token.role is Role.HALF and opens:
            token = replace(token, role=Role.FIGURE, number=_HALF)
        elif token.role is Role.ONE and opens and not _counts_loosely(following):
            token = replace(token, role=Role.FIGURE, number=_ONE)
        elif token.role is Role.FIGURE and _grown_together(token, previous, following, text):
            token = replace(token, role=Role.ODD, number=None)
        settled.append(token)
    return settled


def _counts_loosely(following: Token | None) -> bool:
    """Whether "en" before this word counts nothing: "en halv", "ett tjugotal", "en majoritet"."""
    if following is None:
        return False
    return following.role is Role.HALF or following.key.endswith("tal") or following.key in LOOSE_AMOUNTS


def _grown_together(token: Token, previous: Token | None, following: Token | None, text: str) -> bool:
    if following and following.start == token.end and len(following.key) == 1 and following.key.isalpha():
        return True
    if previous is None or previous.end != token.start:
        return False
    touching = text[previous.end - 1]
    if touching in ".,":
        stands_alone = previous.start == 0 or text[previous.start - 1] == " "
        return previous.role is Role.PUNCTUATION and stands_alone
    return touching.isalpha() and previous.role not in _OPENS_QUANTITY


def read_working_times(tokens: list[Token]) -> list[Token]:
    """Return the tokens with "heltid" and "halvtid" as figures, if there are no others."""
    if any(token.role is Role.FIGURE for token in tokens):
        return tokens
    return [
        replace(token, role=Role.FIGURE, number=_WORKING_TIMES[token.role])
        if token.role in _WORKING_TIMES
        else token
        for token in tokens
    ]
