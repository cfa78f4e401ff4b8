"""Finding a figure again: by its id, or by the number that stands in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from kfond.formatting import EN_DASH, MINUS
from kfond.provenance import Figure
from kfond.reports.wording import shown, span

SAME_SIGN = str.maketrans({EN_DASH: "-", MINUS: "-", ".": ","})
MOST_NEIGHBOURS = 5
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OTHER_SOURCES = (
    ("staffing.posts.", "staffing.reported."),
    ("participations.recurring", "participations.stated_total"),
)
"""How the ids begin of figures that two sources state: the rest, to its next dot, is the same in both."""


def find(figures: Sequence[Figure], wanted: str) -> tuple[Figure, ...]:
    """The figure with the id `wanted`, else all that show it: 1003, "1 003", 46,5, 67 %, 19–20; else all whose
    name has its words, in any order."""
    by_id = tuple(figure for figure in figures if figure.id == wanted.strip())
    if by_id:
        return by_id
    key = _key(wanted)
    shows = tuple(figure for figure in figures if key and key in _keys(figure))
    return shows or tuple(figure for figure in figures if _is_named(figure, wanted))


def of_year_first(figures: Sequence[Figure], year: int) -> tuple[Figure, ...]:
    """The same figures, those whose name is of another year alone last."""
    return tuple(sorted(figures, key=lambda figure: bool(_years(figure)) and str(year) not in _years(figure)))


def _years(figure: Figure) -> set[str]:
    return set(YEAR.findall(figure.label))


def _is_named(figure: Figure, wanted: str) -> bool:
    """Whether every word of `wanted` stands in the figure's name; a number is no word."""
    words = wanted.casefold().split()
    label = figure.label.casefold()
    return any(map(str.isalpha, words)) and all(word in label for word in words)


def beside(figures: Sequence[Figure], found: Sequence[Figure]) -> tuple[Figure, ...]:
    """What another source says of the same as `found`: both are shown, neither is the right one."""
    own = {figure.id for figure in found}
    twins = {twin for figure in found for pair in OTHER_SOURCES for twin in _twins(figure.id, pair)}
    return tuple(
        figure for figure in figures if figure.id not in own and any(figure.id.startswith(t) for t in twins)
    )


def _twins(key: str, pair: tuple[str, str]) -> list[str]:
    """How the ids of the figures begin that say the same as `key` by the other source of a pair."""
    return [
        other + key.removeprefix(one).split(".")[0]
        for one, other in (pair, pair[::-1])
        if key.startswith(one)
    ]


def neighbours(figures: Sequence[Figure], wanted: str) -> tuple[str, ...]:
    """The ids nearest to what was asked for: in value where it is a number, else in spelling."""
    asked = _number(wanted)
    if asked is None:
        return tuple(
            get_close_matches(wanted.strip(), [figure.id for figure in figures], MOST_NEIGHBOURS, cutoff=0.3)
        )
    known = [(abs(asked - Decimal(float(f.value))), f.id) for f in figures if f.value is not None]
    return tuple(key for _, key in sorted(known)[:MOST_NEIGHBOURS])


def _keys(figure: Figure) -> set[str]:
    """All the ways in which a figure's number may be typed."""
    said = {_key(shown(figure)), _key(span(figure))}
    if isinstance(figure.value, int | Decimal):
        said.add(_key(f"{figure.value:f}" if isinstance(figure.value, Decimal) else str(figure.value)))
    return (said | {key.removesuffix("%") for key in said}) - {""}


def _key(text: str) -> str:
    """A number as typed, without what does not tell numbers apart: spaces, "ca", the kind of dash and comma."""
    key = "".join(text.casefold().split()).removeprefix("ca").translate(SAME_SIGN)
    number = _number(key)
    return f"{number.normalize():f}".replace(".", ",") if number is not None else key


def _number(text: str) -> Decimal | None:
    plain = "".join(text.split()).replace(",", ".").removesuffix("%")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
