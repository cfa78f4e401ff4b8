"""How large a part of a post somebody works: 100, 100 %, 1, 0,8 or "heltid"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from kfond.cells import Quality, read_cell
from kfond.importers.fields import choices_of
from kfond.importers.people.columns import Told
from kfond.importers.people.faults import Wrong
from kfond.lists.kinds import Field

MOST_OF_A_POST = 150  # per cent in one row; what is more is two rows, or a slip (ours)
FEWEST_PER_CENT = 5  # a number below it and above one is neither a share nor per cent (ours)
_NUMBER = re.compile(
    r"(?P<minus>[-−–] ?)?(?P<number>\d{1,4}(?:[.,]\d{1,6})?) ?(?P<percent>%|procent|proc\.?)?"
)


def rate_reader(field: Field) -> Callable[[object, str], Told[int | None]]:
    """Reads a share of a post, in hundredths; the words of `field` mean whole ones."""
    words = choices_of(field)

    def read(content: object, text: str) -> Told[int | None]:
        word = words.meaning(text)
        if word:
            return int(word), None
        if isinstance(content, bool):
            return None, Wrong.UNREADABLE_SHARE
        found = _NUMBER.fullmatch(text)
        if not found:
            is_silent = not text or read_cell(text).quality is Quality.MISSING
            return None, None if is_silent else Wrong.UNREADABLE_SHARE
        if found["minus"]:
            return None, Wrong.NEGATIVE
        return _share(Decimal(found["number"].replace(",", ".")), bool(found["percent"]))

    return read


def _share(number: Decimal, is_percent: bool) -> Told[int | None]:
    """Up to one it is a share, from five on per cent; between them it could be either."""
    percent = number if is_percent or number >= FEWEST_PER_CENT else number * 100
    if not is_percent and 1 < number < FEWEST_PER_CENT:
        return None, Wrong.UNREADABLE_SHARE
    if percent > MOST_OF_A_POST:
        return None, Wrong.NO_SHARE
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP)), None
