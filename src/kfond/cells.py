"""The grammar of a messy cell: what a municipality typed into one cell, read into a figure, an interval or an
explicit unknown.

    cell      = [ answer ] , ( missing | none | total ) , { aside | mark }
    total     = [ words , ( "=" | "totalt" ) ] , sum , [ "varav" , words ]
    sum       = addend , { "+" , addend } , [ "+" ]          (a last "+" with nothing behind it: or more)
    addend    = piece , { ( "och" | "samt" | "&" ) , piece }
    piece     = { word } , [ quantity ] , { word }           (no quantity: an unknown amount, or only words)
    quantity  = { hedge } , range , [ "%" ] , { hedge }      (hedge: ca, drygt, minst, högst, "?" ...)
    range     = number , [ ( "-" | "/" | "eller" | "till" ) , number ] | "mellan" , number , "och" , number
    number    = digits , [ ( "," | "." ) , digits ] | fraction | number word
    aside     = "(" , words , ")"                            (never added)
    missing   = { "-" | "?" | ".." | "vet ej" | "uppgift saknas" ... }
    none      = ( "nej" | "inga" ... ) , { word }
    answer    = "ja" | "nej"

Whatever has two readings, or none, is unclear and for a human to look at. A wrong figure that looks exact is
the worst outcome there is: doubt is shown, never rounded away. The words stand in `kfond.cell_words`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import dropwhile

from kfond.cell_words import (
    HALVES,
    POST_ENDINGS,
    STAFF_STEMS,
    TOO_MANY,
    Role,
    Token,
    plain,
    read_working_times,
    scan,
    settle,
    tidy,
)

ABOUT_SPREAD = Decimal("0.2")
"""How far the true figure may lie from an approximate one, as a share of it: "ca" both ways, "drygt" above,
"knappt" below. Ours; no source states one."""

DOUBT_FLOOR = Decimal(1)
"""How far at least a counted figure with a question mark may be off, in posts: "1?" is 0 to 2. Ours."""

_MOST_HEDGES = 3
_LEAST_SLASHED = 4  # 1/2, 2/3 and 3/4 are fractions
_LEAST_PERCENTAGE = 5  # "10-15%" is a range, but "1 - 50%" is one person at 50 %
_LONGEST_EXPONENT = 20
_ERROR_OR_FORMULA = re.compile(r"#[#\w]|=")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LEADING, _TRAILING = " ,;:.!-–—", " ,;:!-–—"

_SOFT = frozenset({Role.ABOUT, Role.JUST_OVER, Role.JUST_UNDER, Role.DOUBT})
_FLOORS = frozenset({Role.AT_LEAST, Role.MORE_THAN, Role.ABOVE, Role.OR_MORE})
_CEILINGS = frozenset({Role.AT_MOST, Role.LESS_THAN, Role.BELOW, Role.OR_LESS})
_BEFORE = (_SOFT | _FLOORS | _CEILINGS) - {Role.OR_MORE, Role.OR_LESS}
_BEHIND = frozenset({Role.ABOUT, Role.DOUBT, Role.AT_LEAST, Role.OR_MORE, Role.AT_MOST, Role.OR_LESS})
_EITHER = frozenset({Role.DASH, Role.SLASH, Role.OR, Role.TO})
_STATES_QUANTITY = _BEFORE | {Role.FIGURE, Role.BETWEEN}
_UNITS = frozenset({Role.PIECE, Role.POST, Role.TOTAL})
_ANSWERS = frozenset({Role.YES, Role.NO, Role.NONE})
_SILENT = frozenset({Role.MISSING, Role.DASH, Role.ELLIPSIS, Role.DOUBT})
_WEIGHTLESS = frozenset({Role.PUNCTUATION, Role.FILLER, Role.PIECE, Role.POST, Role.PERCENT}) | _ANSWERS
# What leaves no single reading: anywhere in a sum; beside a figure, or beside "inga"; right before a figure.
_UNREADABLE = frozenset({Role.ODD, Role.RELATION, Role.EQUALS, Role.MISSING})
_CONFUSING = (_FLOORS | _CEILINGS | _UNREADABLE | {Role.VAGUE, Role.PERCENT}) - {Role.ABOVE, Role.BELOW}
_DENIES_FIGURE = frozenset({Role.MEASURE, Role.PART, Role.SLASH, Role.LACKING})
# These leave the figure as it is, but a human should look.
_DUBIOUS = frozenset(
    {
        *(Role.OTHER_TIME, Role.MEASURE, Role.BUT, Role.PART_TIME, Role.LACKING),
        *(Role.OR, Role.TO, Role.SYMBOL, Role.ELLIPSIS),
    }
)


class Expect(StrEnum):
    """What a column asks for."""

    COUNT = "count"  # posts or persons, decimals allowed
    SHARE = "share"  # yes or no, with a share of a post


class Quality(StrEnum):
    """How far a reading can be trusted."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    RANGE = "range"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MISSING = "missing"  # nothing is stated
    UNCLEAR = "unclear"  # something is stated that has no single reading


class Answer(StrEnum):
    """Yes or no, where a cell says so."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. Figures are posts or persons; of a share, parts of one post (0.5 for 50 %)."""

    verbatim: str
    quality: Quality
    value: Decimal | None  # of a range its middle; None when only a bound is known, when missing or unclear
    low: Decimal | None  # None: unbounded
    high: Decimal | None
    answer: Answer | None
    note: str  # the words beside the figure, as typed
    review: bool  # a human should look
    marks: str = ""  # footnote marks


class _NoSingleReadingError(Exception):
    """Unwinds the parser: what is stated can be read in two ways, or in none."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure or interval on its way to a reading."""

    quality: Quality
    value: Decimal | None
    low: Decimal
    high: Decimal | None
    review: bool = False


@dataclass(frozen=True, slots=True)
class _Quantity:
    """The tokens that state one figure or range, and what they state."""

    amount: _Amount
    start: int
    end: int
    percent: bool


_UNKNOWN_AMOUNT = _Amount(Quality.AT_LEAST, None, Decimal(0), None, review=True)
_Item = Token | _Quantity


def read_cell(content: object, expect: Expect = Expect.COUNT) -> Reading:
    """Return what a cell says: a figure, an interval, nothing ("missing") or no one thing ("unclear").

    `content` is what a sheet holds: text, a number, a date, an error such as "#N/A", or None. Never raises
    for these; the time is linear in the length of the text. The rules are ours, made after the published
    staffing table of 2017, where "-" means that nothing was answered.
    """
    verbatim = _verbatim(content)
    if content is None or isinstance(content, str | bool):
        return _read_text(verbatim, expect)
    if isinstance(content, int | float | Decimal):
        return _read_number(verbatim, content, expect)
    # Excel makes a date of "2-3"; which of its figures was meant, only the sender knows.
    return _unclear(verbatim, note=verbatim)


def _verbatim(content: object) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, bool):
        return "SANT" if content else "FALSKT"  # as Excel shows them in Swedish
    if isinstance(content, int | float | Decimal):
        number = _number(content)
        return f"{number:f}" if _is_plausible(number) else str(number)
    if isinstance(content, dt.datetime) and content.time() == dt.time():
        return content.date().isoformat()
    return str(content)


def _number(content: int | float | Decimal) -> Decimal:
    number = Decimal(repr(float(content))) if isinstance(content, float) else Decimal(content)
    return plain(number) if _is_plausible(number) else number


def _is_plausible(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) < _LONGEST_EXPONENT and abs(number) < TOO_MANY


def _read_number(verbatim: str, content: int | float | Decimal, expect: Expect) -> Reading:
    number = _number(content)
    if not _is_plausible(number) or number < 0 or (expect is Expect.SHARE and number > 1):
        return _unclear(verbatim)
    review = _YEAR.fullmatch(verbatim) is not None
    return Reading(verbatim, Quality.EXACT, number, number, number, None, "", review)


def _unclear(verbatim: str, answer: Answer | None = None, note: str = "") -> Reading:
    return Reading(verbatim, Quality.UNCLEAR, None, None, None, answer, note, review=True)


def _read_text(verbatim: str, expect: Expect) -> Reading:
    text = tidy(verbatim)
    if not text:
        return Reading(verbatim, Quality.MISSING, None, None, None, None, "", review=False)
    if _ERROR_OR_FORMULA.match(text):
        return _unclear(verbatim)
    tokens, asides, marks = _set_aside(scan(text))
    tokens = settle(tokens, text)
    if expect is Expect.SHARE:
        tokens = read_working_times(tokens)
    answer = _answer(_before_part(tokens))
    try:
        if any(token.role is Role.FIGURE for token in tokens):
            reading = _read_figures(tokens, answer, text, expect)
        else:
            reading = _read_words(tokens, answer, text, expect)
    except _NoSingleReadingError:
        reading = _unclear("", answer)
    return replace(_with_asides(reading, asides, text, expect), verbatim=verbatim, marks=marks)


# Asides and marks


def _set_aside(tokens: list[Token]) -> tuple[list[Token], list[list[Token]], str]:
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
    return outside, asides, "".join(marks)


def _with_asides(reading: Reading, asides: list[list[Token]], text: str, expect: Expect) -> Reading:
    """Return the reading with what its parentheses say: words, doubt, but never a figure."""
    asides = [aside for aside in asides if aside]
    roles = {token.role for aside in asides for token in aside}
    doubted = any({token.role for token in aside} <= {Role.DOUBT, Role.ABOUT} for aside in asides)
    if doubted and reading.quality is Quality.EXACT and reading.value is not None:
        low, high = _soften(reading.value, Role.DOUBT, expect)
        reading = replace(reading, quality=Quality.APPROXIMATE, low=low, high=high)
    doubtful = bool(roles & {Role.PLUS, Role.EQUALS, Role.TOTAL, Role.DOUBT, Role.MISSING})
    hides = reading.value is None and bool(roles & {Role.FIGURE, Role.ODD})
    notes = [reading.note, *(text[aside[0].start : aside[-1].end] for aside in asides)]
    note = "; ".join(filter(None, notes))
    return replace(reading, note=note, review=reading.review or doubtful or hides)


def _answer(tokens: Sequence[Token]) -> Answer | None:
    roles = {token.role for token in tokens}
    if roles & {Role.NO, Role.NONE}:
        return None if Role.YES in roles else Answer.NO
    return Answer.YES if Role.YES in roles else None


# Cells without a figure


def _read_words(tokens: list[Token], answer: Answer | None, text: str, expect: Expect) -> Reading:
    roles = {token.role for token in tokens}
    if answer is Answer.NO:
        return _read_none(tokens, text)
    nothing_more = roles <= (_SILENT | _WEIGHTLESS) - {Role.NO, Role.NONE}
    if answer is Answer.YES and expect is Expect.SHARE and Role.ODD not in roles:
        whole = Decimal(1)
        note = "" if nothing_more else _typed(tokens, text)
        return Reading("", Quality.MISSING, None, Decimal(0), whole, answer, note, not nothing_more)
    if answer is None and nothing_more and roles & _SILENT:
        return Reading("", Quality.MISSING, None, None, None, None, "", review=False)
    raise _NoSingleReadingError


def _read_none(tokens: list[Token], text: str) -> Reading:
    """Read "nej" or "inga" with the words beside it; only staff words beside it leave no doubt."""
    others = [token for token in tokens if token.role not in _WEIGHTLESS | {Role.DASH, Role.SLASH}]
    roles = {token.role for token in others}
    without = Role.LACKING in roles and any(token.role is Role.NONE for token in tokens)
    if without or roles & (_CONFUSING | {Role.PLUS, Role.HALF_TIME}):
        raise _NoSingleReadingError
    zero = Decimal(0)
    review = any(not token.key.startswith(STAFF_STEMS) for token in others)
    note = _typed((token for token in tokens if token.key != "?"), text)
    if roles & _SOFT:
        return Reading("", Quality.APPROXIMATE, zero, zero, DOUBT_FLOOR, Answer.NO, note, review=True)
    return Reading("", Quality.EXACT, zero, zero, zero, Answer.NO, note, review)


def _typed(tokens: Iterable[Token], text: str) -> str:
    """Return these tokens as typed, without a leading yes or no, tidy at the ends."""
    runs: list[tuple[Token, Token]] = []
    for token in dropwhile(lambda token: token.role in _ANSWERS | {Role.PUNCTUATION}, tokens):
        if runs and runs[-1][1].index + 1 == token.index:
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    pieces = (text[first.start : last.end] for first, last in runs)
    return " ".join(filter(None, (piece.lstrip(_LEADING).rstrip(_TRAILING) for piece in pieces)))


# Cells with a figure


def _read_figures(tokens: list[Token], answer: Answer | None, text: str, expect: Expect) -> Reading:
    stated = _before_part(tokens)
    parts, right = _split_total(tokens)
    head = _before_part(right)
    tail = right[len(head) :]
    amount, words = _read_sum(head, expect)
    _check_answer(stated, amount)
    review = amount.review or _year_alone(head)
    review = review or any(token.role in (Role.PLUS, Role.EQUALS, Role.TOTAL) for token in tail)
    if parts is not None:
        adds_on = any(token.role is Role.PLUS for token in head)
        review = review or adds_on or len(stated) < len(parts) or not _parts_agree(parts, amount, expect)
    kept = (parts or [], [*words, *tail])
    note = "; ".join(filter(None, (_typed(part, text) for part in kept)))
    return Reading("", amount.quality, amount.value, amount.low, amount.high, answer, note, review)


def _check_answer(stated: Sequence[Token], amount: _Amount) -> None:
    """Refuse "ja" with a zero, "inga" with a figure, and "uppgift saknas" beside one."""
    roles = {token.role for token in stated}
    none = amount.quality is Quality.EXACT and amount.value == 0
    says_no = not roles.isdisjoint({Role.NO, Role.NONE})
    if Role.MISSING in roles or (Role.YES in roles and (none or says_no)) or (says_no and not none):
        raise _NoSingleReadingError


def _year_alone(head: Sequence[Token]) -> bool:
    """Say whether the only figure looks like a year; among words such a figure can't be read at all."""
    if not any(token.role is Role.FIGURE and _YEAR.fullmatch(token.key) for token in head):
        return False
    if sum(token.role not in _WEIGHTLESS for token in head) > 1:
        raise _NoSingleReadingError
    return True


def _before_part(tokens: list[Token]) -> list[Token]:
    """Return what stands before "varav", "inkl." and their like, which name a part and change nothing."""
    figure_seen = False
    for position, token in enumerate(tokens):
        if token.role is Role.PART and figure_seen:
            return tokens[:position]
        figure_seen = figure_seen or token.role is Role.FIGURE
    return tokens


def _split_total(tokens: list[Token]) -> tuple[list[Token] | None, list[Token]]:
    """Return the parts and the explicit total behind "=" or "totalt"; without one, None and all tokens."""
    stated = len(_before_part(tokens))
    position = 0
    while position < len(tokens):
        role, start = tokens[position].role, position
        position += 1
        if role not in (Role.EQUALS, Role.TOTAL):
            continue
        while position < len(tokens) and tokens[position].role in (Role.EQUALS, Role.TOTAL, Role.PUNCTUATION):
            position += 1
        coming = tokens[position : position + _MOST_HEDGES + 1]
        if any(token.role is Role.FIGURE for token in coming) and coming[0].role in _STATES_QUANTITY:
            if role is Role.TOTAL and start >= stated:
                raise _NoSingleReadingError  # "8 varav totalt 2 vik": whose total?
            return tokens[:start], tokens[position:]
        if role is Role.EQUALS:
            raise _NoSingleReadingError
    return None, tokens


def _parts_agree(parts: list[Token], total: _Amount, expect: Expect) -> bool:
    """Say whether the parts can come to the total; one figure with words ("13 utr") may count others."""
    addends = _split(_group(_before_part(parts), expect), Role.PLUS)
    amounts = [[item.amount for item in addend if isinstance(item, _Quantity)] for addend in addends]
    figures = [amount for addend in amounts for amount in addend]
    words = any(token.role is Role.WORD for token in parts)
    if not figures or (len(addends) == len(figures) == 1 and words):
        return True
    added = _add([*figures, *(_UNKNOWN_AMOUNT for addend in amounts if not addend)])
    below = added.high is not None and added.high < total.low
    return not below and (total.high is None or added.low <= total.high)


# Sums


def _read_sum(tokens: list[Token], expect: Expect) -> tuple[_Amount, list[Token]]:
    """Return what a sum comes to, and the tokens to note: of one addend its words, of several the whole."""
    if any(token.role in _UNREADABLE for token in tokens):
        raise _NoSingleReadingError
    items = _group(tokens, expect)
    addends = _split(items, Role.PLUS)
    or_more = len(addends) > 1 and all(_is_weightless(item) for item in addends[-1])
    if or_more:
        addends.pop()
    if len(addends) > 1 and any(all(_is_weightless(item) for item in addend) for addend in addends):
        raise _NoSingleReadingError  # "+ 2", "5 ++ 2"
    amounts = [amount for addend in addends for amount in _read_addend(addend, len(addends) > 1, expect)]
    total = _add(amounts)
    if or_more:
        total = replace(total, quality=Quality.AT_LEAST, value=None, high=None)
    words = _words_beside(items)
    if len(amounts) > 1:
        words = tokens if any(word.role not in _WEIGHTLESS | {Role.JOIN} for word in words) else []
    return total, words


def _words_beside(items: Sequence[_Item]) -> list[Token]:
    """Return the tokens that state no quantity, without "+", "?" and a unit right behind a figure."""
    words: list[Token] = []
    previous: _Item | None = None
    for item in items:
        unit = isinstance(previous, _Quantity) and isinstance(item, Token) and item.role in _UNITS
        if isinstance(item, Token) and not unit and item.role is not Role.PLUS and item.key != "?":
            words.append(item)
        previous = item
    return words


def _split(items: Sequence[_Item], role: Role) -> list[list[_Item]]:
    split: list[list[_Item]] = [[]]
    for item in items:
        if isinstance(item, Token) and item.role is role:
            split.append([])
        else:
            split[-1].append(item)
    return split


def _is_weightless(item: _Item) -> bool:
    return isinstance(item, Token) and item.role in _WEIGHTLESS


def _add(amounts: Sequence[_Amount]) -> _Amount:
    """Return the sum: values with values, bounds with bounds; unknown in one, unknown in the sum."""
    if len(amounts) == 1:
        return amounts[0]
    low = plain(sum((amount.low for amount in amounts), Decimal(0)))
    review = any(amount.review for amount in amounts)
    highs = [amount.high for amount in amounts if amount.high is not None]
    if len(highs) < len(amounts):
        return _Amount(Quality.AT_LEAST, None, low, None, review)
    high = plain(sum(highs, Decimal(0)))
    qualities = {amount.quality for amount in amounts}
    if Quality.AT_MOST in qualities:  # "5 + max 2" is 5 to 7
        return _Amount(Quality.RANGE, plain((low + high) / 2), low, high, review=True)
    value = plain(sum((amount.value for amount in amounts if amount.value is not None), Decimal(0)))
    quality = next(q for q in (Quality.APPROXIMATE, Quality.RANGE, Quality.EXACT) if q in qualities)
    return _Amount(quality, value, low, high, review)


def _read_addend(addend: list[_Item], among_others: bool, expect: Expect) -> list[_Amount]:
    """Return the amounts of an addend: one, or for review several where "och" stands between quantities."""
    pieces = _split(addend, Role.JOIN)
    several = among_others or sum(any(isinstance(item, _Quantity) for item in piece) for piece in pieces) > 1
    amounts: list[_Amount] = []
    for piece in pieces:
        quantities = [(item, at) for at, item in enumerate(piece) if isinstance(item, _Quantity)]
        if len(quantities) > 1:
            raise _NoSingleReadingError  # "10 socsek, 4 fhsek"
        if quantities:
            amounts.append(_read_piece(piece, *quantities[0], several, expect))
        elif any(isinstance(item, Token) and item.role is Role.VAGUE for item in piece):
            amounts.append(_UNKNOWN_AMOUNT)
    if not amounts:
        return [_UNKNOWN_AMOUNT]  # "förstärkning"
    return [replace(amount, review=amount.review or len(pieces) > 1) for amount in amounts]


def _read_piece(
    piece: list[_Item], quantity: _Quantity, position: int, among_others: bool, expect: Expect
) -> _Amount:
    """Return the amount of a piece, in the light of the words beside its one quantity."""
    amount = quantity.amount
    words = [item for item in piece if isinstance(item, Token)]
    roles = {word.role for word in words}
    _check_neighbours(piece[:position], quantity, piece[position + 1 :])
    if roles & _CONFUSING or any(word.key.startswith("halv") for word in words):
        raise _NoSingleReadingError
    amount = replace(amount, review=amount.review or bool(roles & _DUBIOUS))
    if expect is Expect.SHARE and not quantity.percent:
        amount = _as_posts(amount, words)
    hedges = sorted((word for word in words if word.role in _SOFT), key=lambda word: word.key == "?")
    if hedges:
        amount = _doubted(amount, hedges[0], expect)
    if Role.LACKING in roles and among_others and amount.value is not None:
        amount = replace(amount, quality=Quality.APPROXIMATE, low=Decimal(0))
    return amount


def _check_neighbours(before: list[_Item], quantity: _Quantity, behind: list[_Item]) -> None:
    """Refuse a figure that its neighbours make negative, cut off, a part, or a count of something else."""
    if before and _role(before[-1]) is Role.DASH and (len(before) == 1 or before[-1].end == quantity.start):
        raise _NoSingleReadingError  # "-3"
    trailing = {_role(item) for item in behind}
    if Role.DASH in trailing and trailing <= {Role.DASH, Role.PUNCTUATION}:
        raise _NoSingleReadingError  # "5-"
    if any(_role(item) is Role.ONLY for item in [*before[:-1], *behind]):
        raise _NoSingleReadingError  # "8, bara konsulter"; but "bara 2" is 2
    nearest = next((_role(item) for item in reversed(before) if _role(item) is not Role.PUNCTUATION), None)
    following = _role(behind[0]) if behind else None
    if nearest in _DENIES_FIGURE or following in (Role.MEASURE, Role.SLASH):
        raise _NoSingleReadingError  # "vecka 34", "inkl 2 vik", "inte 5"; "2 år", "1/vecka"


def _role(item: _Item) -> Role | None:
    return item.role if isinstance(item, Token) else None


def _as_posts(amount: _Amount, words: list[Token]) -> _Amount:
    """Read a figure without "%" where a share is asked for: above 1 only where it says "tjänst"."""
    posts = any(word.role in (Role.POST, Role.FULL_TIME) or word.key.endswith(POST_ENDINGS) for word in words)
    if posts:
        return amount
    if max(amount.low, amount.high or amount.low) > 1:
        raise _NoSingleReadingError  # "50"
    person = amount.value == 1 and not all(_is_weightless(word) for word in words)
    return replace(amount, review=amount.review or person)  # "1 administratör": a person, or a post?


def _doubted(amount: _Amount, hedge: Token, expect: Expect) -> _Amount:
    """Return the amount as approximate for a hedge that stands apart from its figure ("5 tjänster ca")."""
    review = amount.review or hedge.key != "?"
    if amount.quality is not Quality.EXACT or amount.value is None:
        return replace(amount, review=review)
    low, high = _soften(amount.value, hedge.role, expect)
    return replace(amount, quality=Quality.APPROXIMATE, low=low, high=high, review=review)


# Quantities


def _group(tokens: list[Token], expect: Expect) -> list[_Item]:
    """Return the tokens with those that state one figure or range grouped into a quantity."""
    items: list[_Item] = []
    position = 0
    while position < len(tokens):
        found = _quantity_at(tokens, position, expect)
        if found is None:
            items.append(tokens[position])
            position += 1
        else:
            quantity, position = found
            items.append(quantity)
    return items


def _role_at(tokens: list[Token], position: int) -> Role | None:
    return tokens[position].role if position < len(tokens) else None


def _quantity_at(tokens: list[Token], start: int, expect: Expect) -> tuple[_Quantity, int] | None:
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
    amount = _hedged(low / 100 if percent else low, high / 100 if percent else high, hedges, expect)
    amount = replace(amount, review=percent and expect is Expect.COUNT)
    return _Quantity(amount, tokens[start].start, tokens[position - 1].end, percent), position


def _range_at(tokens: list[Token], position: int) -> tuple[Decimal, Decimal, bool, int] | None:
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
            raise _NoSingleReadingError
        return low, low, percent, behind
    high, percent_behind, behind = second
    # "5/6" is 5 or 6, but "1/2" may be a half and "1/9" the first of September.
    if low > high or (link is Role.SLASH and not (low >= _LEAST_SLASHED and high == low + 1)):
        raise _NoSingleReadingError
    if percent is not percent_behind and 0 < low < _LEAST_PERCENTAGE:
        raise _NoSingleReadingError
    return low, high, percent or percent_behind, behind


def _number_at(tokens: list[Token], position: int) -> tuple[Decimal, bool, int] | None:
    """Return the number, whether it is a percentage, and the position behind it."""
    if _role_at(tokens, position) is not Role.FIGURE:
        return None
    token = tokens[position]
    number = token.number or Decimal(0)
    following = [_role_at(tokens, position + 1), _role_at(tokens, position + 2)]
    half = following == [Role.JOIN, Role.FIGURE] and tokens[position + 2].key in HALVES
    if half and number == int(number):
        return number + Decimal("0.5"), False, position + 3  # "två och en halv"
    percent = following[0] is Role.PERCENT
    grouped = " " in token.key and token.key[-1].isdecimal()
    if percent and (grouped or 0 < number < 1):
        raise _NoSingleReadingError  # "1 100 %": one at 100 %? "0,5 %": half a post?
    return number, percent, position + 1 + percent


def _hedged(low: Decimal, high: Decimal, hedges: list[Role], expect: Expect) -> _Amount:
    """Return the amount that hedges make of a figure or range; a range keeps its own ends under "ca"."""
    value = plain((low + high) / 2)
    quality = Quality.EXACT if low == high else Quality.RANGE
    softening = [hedge for hedge in hedges if hedge in _SOFT]
    if softening and quality is Quality.EXACT:
        quality = Quality.APPROXIMATE
        low, high = _soften(value, softening[0], expect)
    floor, ceiling = bool(_FLOORS & set(hedges)), bool(_CEILINGS & set(hedges))
    if floor and ceiling:
        raise _NoSingleReadingError
    if floor:
        return _Amount(Quality.AT_LEAST, None, plain(low), None)
    if ceiling:
        return _Amount(Quality.AT_MOST, None, Decimal(0), plain(high))
    return _Amount(quality, value, plain(low), plain(high))


def _soften(value: Decimal, hedge: Role, expect: Expect) -> tuple[Decimal, Decimal]:
    """Return the interval of an approximate figure: never below 0, a share never above a whole post."""
    slack = value * ABOUT_SPREAD
    if hedge is Role.DOUBT and expect is Expect.COUNT:
        slack = max(slack, DOUBT_FLOOR)
    low = value if hedge is Role.JUST_OVER else max(value - slack, Decimal(0))
    high = value if hedge is Role.JUST_UNDER else value + slack
    if expect is Expect.SHARE:
        high = min(high, max(value, Decimal(1)))
    return plain(low), plain(high)
