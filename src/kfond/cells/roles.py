"""What a word or sign does in a cell, and the families of such roles that more than one rule speaks of."""

from enum import StrEnum, auto


class Role(StrEnum):
    """What a word or sign does in a cell."""

    FIGURE = auto()
    QUANTITY = auto()  # a figure or range with its hedges, once they are taken together
    WORD = auto()  # says something that the grammar doesn't know
    SYMBOL = auto()  # a sign that the grammar doesn't know
    ODD = auto()  # holds digits, but no figure that has one reading
    MARK = auto()
    PUNCTUATION = auto()
    OPEN = auto()
    CLOSE = auto()
    YES = auto()
    NO = auto()
    NONE = auto()
    MISSING = auto()
    ONE = auto()
    HALF = auto()
    HALF_TIME = auto()
    FULL_TIME = auto()
    PART_TIME = auto()
    ABOUT = auto()
    JUST_OVER = auto()
    JUST_UNDER = auto()
    DOUBT = auto()
    AT_LEAST = auto()
    MORE_THAN = auto()
    ABOVE = auto()
    OR_MORE = auto()
    AT_MOST = auto()
    LESS_THAN = auto()
    BELOW = auto()
    OR_LESS = auto()
    BETWEEN = auto()
    OR = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    PERCENT = auto()
    PLUS = auto()
    JOIN = auto()
    EQUALS = auto()
    TOTAL = auto()
    PART = auto()
    RELATION = auto()
    ONLY = auto()
    VAGUE = auto()
    LACKING = auto()
    OTHER_TIME = auto()
    REFERENCE = auto()
    BUT = auto()
    POST = auto()
    PIECE = auto()
    MEASURE = auto()
    FILLER = auto()
    ELLIPSIS = auto()


DENIALS = frozenset({Role.NO, Role.NONE})
ANSWERS = DENIALS | {Role.YES}
SOFT = frozenset({Role.ABOUT, Role.JUST_OVER, Role.JUST_UNDER, Role.DOUBT})
FLOORS = frozenset({Role.AT_LEAST, Role.MORE_THAN, Role.ABOVE, Role.OR_MORE})
CEILINGS = frozenset({Role.AT_MOST, Role.LESS_THAN, Role.BELOW, Role.OR_LESS})

WEIGHTLESS = ANSWERS | {Role.PUNCTUATION, Role.FILLER, Role.PIECE, Role.POST, Role.PERCENT}
"""What neither changes a figure nor says anything that is worth a note."""

UNREADABLE = frozenset({Role.ODD, Role.RELATION, Role.EQUALS, Role.MISSING, Role.REFERENCE})
"""What leaves a sum no single reading, wherever in it it stands."""

CONFUSING = (FLOORS | CEILINGS | UNREADABLE | {Role.VAGUE, Role.PERCENT}) - {Role.ABOVE, Role.BELOW}
"""What leaves a figure, or "inga", no single reading, if it stands beside it on its own."""
