"""Text sign by sign: what a page cannot show, and where a word may go on in the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator

BREAK = "\N{ZERO WIDTH SPACE}"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
BLANKS = re.compile("[\t\v\f\r\x1c-\x1f\x85\u2028\u2029]")
UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
LONGEST_REAL_WORD = 30  # letters; Swedish has no longer one that a sheet would hold
LONG_WORD = re.compile(r"\S{6,}")
DATE = r"\d{4}-\d\d-\d\d"
JOINTS = "-/._\N{EN DASH}"  # signs that a word may go on behind in the next line
PIECE = re.compile(rf"{DATE}|[^{JOINTS}]+[{JOINTS}]*|[{JOINTS}]+")
PARTS = re.compile(r"(?P<whole>\w+!\$?[A-Z]{1,3}\$?\d+)|(?P<long>\b[^\W\d_]{14,}\b)")


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Text without signs that no page can show: control signs, those of private use, halves of pairs.

    What turns the direction of writing is left out; it would set names and figures backwards.
    """
    shown = UNSHOWN.sub(UNKNOWN, BLANKS.sub(" ", TURNING.sub("", text)))
    return shown if keep_lines else shown.replace("\n", " ")


def parted(text: str) -> Iterator[tuple[str, str]]:
    """Text in pieces, each with its kind.

    `whole` is the address of a cell (1!B23), which stands on one line; `long` a word that hyphens may divide; other
    `text` ends its lines between words.
    """
    done = 0
    for match in PARTS.finditer(text):
        if match.start() > done:
            yield "text", text[done : match.start()]
        yield str(match.lastgroup), match[0]
        done = match.end()
    if done < len(text):
        yield "text", text[done:]


def divisible(text: str, longest: int) -> str:
    """Text in which a word of more than `longest` letters may go on in the next line: behind a hyphen, a slash or a
    point within it, else wherever the line is full. A date stands whole, so that it can be searched for.

    A word of letters alone is left to the rules of hyphenation, unless no language has a word so long.
    """
    if len(text) <= longest:
        return text
    return LONG_WORD.sub(lambda word: _divided(word[0], longest), text)


def _divided(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    made = ""
    for piece in PIECE.findall(word):
        made += f"{BREAK if _needs_break(made, piece) else ''}{_piece(piece, longest)}"
    return made


def _needs_break(before: str, after: str) -> bool:
    """Whether the line would not end of itself between the two, as it does behind the hyphen of HR-avdelningen."""
    is_joint = before.endswith(tuple(JOINTS))
    return is_joint and not (before.endswith("-") and after[0].isalpha())


def _piece(piece: str, longest: int) -> str:
    letters = piece.rstrip(JOINTS)
    has_hyphens = letters.isalpha() and len(letters) <= LONGEST_REAL_WORD
    is_whole = len(piece) <= longest or has_hyphens or re.fullmatch(DATE, piece)
    return piece if is_whole else BREAK.join(piece)
