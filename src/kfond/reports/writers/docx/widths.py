"""How wide the columns of a table are: what stands in them decides, estimated without a font."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple

from kfond.reports.documents.blocks import Align, TableBlock, plain

SUBSTITUTE = 1.15  # how broad the fonts are that stand in for IBM Plex Sans where it is not at hand
TEXT_SIZE = 9  # points, as the style of a table's text says
PADDING = 240  # twentieths of a point beside the text of a cell, with a little room to spare
MOST_UPRIGHT = 9  # columns on an upright page
HEAD_WEIGHT = 1.08  # how much wider a bold text is
LONGEST_UNBROKEN = 13  # signs; a longer word may be hyphenated
LONGEST_WHOLE = 24  # signs of a word that stands whole as long as there is room
LONGEST_FIGURE = 9  # signs of a figure with its words ("minst 24", "ca 45,6") that stand together
SAMPLE = 40  # texts of a column that are looked at: the longest ones
BREADTHS = 5  # steps from the broadest font that words may stand whole in to ours
LEVELS = 16  # widths that are tried for a column
_WIDE, _NARROW = frozenset("mwMWÅÄÖ@%—"), frozenset("ijlftrI.,:;'|()[]-\N{NO-BREAK SPACE} ")
_BREAKS = re.compile(r"[ –]|(?<!\d)-|-(?!\d)")  # not within a date, and not behind a slash


class Room(NamedTuple):
    """How wide a table may be, in twentieths of a point, and how broad its font is beside IBM Plex Sans."""

    wide: int
    breadth: float = 1.0


class Need(NamedTuple):
    """What a column needs: the width of its longest word and of its longest line, and its texts by length."""

    least: int
    full: int
    texts: tuple[tuple[int, int], ...]

    def height(self, width: int) -> int:
        """How tall its texts are at a width, tall ones weighing more: the squares of their lines."""
        return sum(times * ceil(text / (width - PADDING)) ** 2 for text, times in self.texts)


class Step(NamedTuple):
    """What a column gains for each unit that it is widened, the column, and the width that it then has."""

    gain: float
    column: int
    width: int


def is_wide(table: TableBlock, room: Room) -> bool:
    """Whether a table needs a page that lies: more than nine columns, or words that do not fit side by side."""
    return (
        len(table.heads) > MOST_UPRIGHT
        or sum(need.least for need in _needs(_asked(table), room.breadth)) > room.wide
    )


def widths(table: TableBlock, room: Room) -> list[int]:
    """The widths of the columns, in twentieths of a point, together at most as wide as the room.

    Where there is room for every longest line, they get that. Else each starts with its longest word, and the
    rest goes where it saves most lines. Words stand whole in another font too, as long as there is room.
    """
    needs, available = _affordable(table, room), room.wide
    if sum(need.full for need in needs) <= available:
        return [need.full for need in needs]
    given = [need.least for need in needs]
    if sum(given) >= available:
        return [width * available // sum(given) for width in given]
    for step in sorted((step for at in range(len(needs)) for step in _steps(at, needs[at])), reverse=True):
        if step.width - given[step.column] <= available - sum(given):
            given[step.column] = max(given[step.column], step.width)
    spare = available - sum(given)
    wanted = [max(need.full - width, 0) for need, width in zip(needs, given, strict=True)]
    return [width + spare * want // max(sum(wanted), 1) for width, want in zip(given, wanted, strict=True)]


def _affordable(table: TableBlock, room: Room) -> list[Need]:
    """What the columns ask for: first with all that a reader would like, at last whole words in our font alone."""
    return next(
        (needs for needs in _wishes(table, room.breadth) if sum(need.least for need in needs) <= room.wide),
        _needs(_asked(table), room.breadth),
    )


def _wishes(table: TableBlock, ours: float) -> Iterator[list[Need]]:
    """What the columns may ask for, the most first: every word whole in any font; in our font, and the short ones in
    a font as broad as there is room for; the short ones alone."""
    long = _asked(table, LONGEST_WHOLE, has_whole_figures=True)
    short = _asked(table, has_whole_figures=True)
    breadths = [ours + level * (max(ours, SUBSTITUTE) - ours) / BREADTHS for level in range(BREADTHS, -1, -1)]
    yield _needs(long, breadths[0])
    in_ours = _needs(long, ours)
    for breadth in breadths:
        yield [
            need._replace(least=max(need.least, whole.least))
            for need, whole in zip(_needs(short, breadth), in_ours, strict=True)
        ]
    for breadth in breadths:
        yield _needs(short, breadth)


def _steps(column: int, need: Need) -> Iterator[Step]:
    """The widenings that pay: from each width on, the one that gains most for what it takes."""
    span = need.full - need.least
    tried = [need.least + span * level // LEVELS for level in range(LEVELS + 1)]
    heights = [need.height(width) for width in tried]
    at = 0
    while at < LEVELS and span:
        gains = [
            (Step((heights[at] - heights[to]) / (tried[to] - tried[at]), column, tried[to]), to)
            for to in range(at + 1, LEVELS + 1)
            if tried[to] > tried[at]
        ]
        best, at = max(gains, key=lambda gain: gain[0].gain) if gains else (None, LEVELS)
        if best is None or best.gain <= 0:
            return
        yield best


class Asked(NamedTuple):
    """What a column asks for, in sizes of its font: its longest word, its longest line, its texts by length."""

    word: float
    line: float
    texts: tuple[tuple[float, int], ...]


def _asked(
    table: TableBlock, longest: int = LONGEST_UNBROKEN, *, has_whole_figures: bool = False
) -> list[Asked]:
    """What each column asks for; of a word longer than `longest` so many signs stand together."""
    asked = []
    for at, head in enumerate(table.heads):
        name = plain(head)
        texts = Counter(plain(row[at]) for row in table.rows)
        lengths = sorted(((_ems(text), times) for text, times in texts.items()), reverse=True)[:SAMPLE]
        is_whole = has_whole_figures and table.aligns[at] is Align.RIGHT
        word = max((_unparted(text, longest, is_figure=is_whole) for text in texts), default=0.0)
        asked.append(
            Asked(
                max(word, _longest_word(name, longest) * HEAD_WEIGHT),
                max(lengths[0][0] if lengths else 0.0, _head_line(name) * HEAD_WEIGHT),
                (*lengths, (_ems(name) * HEAD_WEIGHT, 1)),
            )
        )
    return asked


def _needs(asked: Iterable[Asked], breadth: float) -> list[Need]:
    """The same in a font so broad beside ours."""
    return [
        Need(
            _length(each.word * breadth),
            _length(each.line * breadth),
            tuple((_length(ems * breadth) - PADDING, times) for ems, times in each.texts),
        )
        for each in asked
    ]


def _head_line(name: str) -> float:
    """The width that a head would like: its longest word whole, and not many lines."""
    longest = max(_ems(word) for word in name.split() or [""])
    return max(_ems(name) / 2 + 2, longest) if len(name) > LONGEST_UNBROKEN else _ems(name)


def _unparted(text: str, longest: int, *, is_figure: bool) -> float:
    if is_figure and len(text) <= LONGEST_FIGURE and any(map(str.isdigit, text)):
        return _ems(text)
    return _longest_word(text, longest)


def _longest_word(text: str, longest: int) -> float:
    return max((_ems(word[:longest]) for word in _BREAKS.split(text)), default=0.0)


def _length(ems: float) -> int:
    return PADDING + ceil(ems * TEXT_SIZE * 20)


def _ems(text: str) -> float:
    """How wide a text is, in the size of its font; IBM Plex Sans, which Calibri is narrower than."""
    wide, narrow = sum(sign in _WIDE for sign in text), sum(sign in _NARROW for sign in text)
    capitals = sum(sign.isupper() for sign in text)
    return 0.58 * len(text) + 0.3 * wide - 0.24 * narrow + 0.06 * capitals
