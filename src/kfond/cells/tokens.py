"""From the text of a cell to its tokens: words, signs and figures, each with its role. A phrase of the
vocabulary is one token.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kfond.cells.figures import figure_typed
from kfond.cells.roles import Role
from kfond.cells.words import NUMBER_WORDS, VOCABULARY

_LETTER = r"[^\W\d_⁰¹²³⁴-⁹¼½¾]"
_SCANNER = re.compile(
    rf"""
    (?P<numbered>[0-9]++(?: :{_LETTER}++ | [ea](?!\w) | [-‐‑](?:{_LETTER}|[-‐‑])*{_LETTER} ))  # 1:e 2a
  | (?P<fraction>(?:[0-9]++[ ]?)?[¼½¾])
  | (?P<grouped>[1-9][0-9]{{0,2}}+(?:[ ][0-9]{{3}}(?![0-9]))++(?:,[0-9]++)?+(?![.,:]?[0-9]))  # 1 250
  | (?P<digits>[0-9]++(?:[.,:][0-9]++)*+)
  | (?P<word>{_LETTER}++(?:[.:'’‐‑-]{_LETTER}++)*+\.?)
  | (?P<mark>\*++|[⁰¹²³⁴-⁹]++\)?|[†‡]++)
  | (?P<space>\s+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LINE_BREAKS = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")
_ANY_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign or figure of a cell: `start` and `end` in the tidied text, `index` among its tokens."""

    role: Role
    key: str
    start: int
    end: int
    number: Decimal | None = None
    index: int = 0


def tidy(text: str) -> str:
    """Return the text as typed, but composed (NFC), without invisible signs, and with single plain spaces.

    A line break becomes a semicolon, so that figures on two lines never grow together into one.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE).strip()
    return _ANY_SPACE.sub(" ", _LINE_BREAKS.sub("; ", composed)).strip()


def scan(text: str) -> list[Token]:
    """Return the tokens of a tidied text, each with its role; phrases of the vocabulary are one token."""
    found = [_token(match) for match in _matches(text)]
    tokens: list[Token] = []
    position = 0
    while position < len(found):
        token, length = _longest_phrase(found, position)
        tokens.append(replace(token, index=len(tokens)))
        position += length
    return tokens


def _matches(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _SCANNER.finditer(text) if match.lastgroup != "space")


def _token(match: re.Match[str]) -> Token:
    typed, kind = match.group(), match.lastgroup
    role, number = Role.SYMBOL, None
    if kind in ("fraction", "grouped", "digits"):
        number = figure_typed(typed)
        role = Role.ODD if number is None else Role.FIGURE
    elif kind == "mark":
        role = Role.MARK
    elif any(sign.isnumeric() for sign in typed) and kind != "numbered":
        role = Role.ODD  # other scripts' digits, ⅓, Roman numerals
    elif kind in ("word", "numbered"):
        role = Role.WORD
    return Token(role, _key(typed), match.start(), match.end(), number)


def _key(typed: str) -> str:
    key = typed.casefold().translate(_DASHES)
    return key.rstrip(".") or key


_PHRASES = {
    tuple(_key(match.group()) for match in _matches(wording)): role
    for role, wordings in VOCABULARY.items()
    for wording in wordings
}
_LONGEST_PHRASE = max(map(len, _PHRASES))


def _longest_phrase(found: list[Token], position: int) -> tuple[Token, int]:
    """Return the token that starts here, with the number of scanned tokens it spans."""
    first = found[position]
    keys = tuple(token.key for token in found[position : position + _LONGEST_PHRASE])
    for length in range(len(keys), 0, -1):
        role = _PHRASES.get(keys[:length])
        if role is not None:
            last = found[position + length - 1]
            return Token(role, " ".join(keys[:length]), first.start, last.end), length
    if first.key in NUMBER_WORDS:
        return replace(first, role=Role.FIGURE, number=Decimal(NUMBER_WORDS[first.key])), 1
    return first, 1
