"""The names of sheets: what Excel allows, as near to what is meant as can be, and none twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31  # of Excel, which allows none of these signs in it either, and no sheet called History
LONGEST_NUMBERED = LONGEST - 4  # of a name that has " (2)" after it
_NOT_ALLOWED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = ("history", "historik")


def free_title(name: str, taken: Iterable[str]) -> str:
    """A name that Excel allows for a sheet, as near to `name` as can be, and not among those taken."""
    allowed = _NOT_ALLOWED.sub(" ", name).strip("' ")[:LONGEST].strip("' ") or "Blad"
    numbered = (f"{allowed[:LONGEST_NUMBERED].rstrip()} ({number})" for number in range(2, 1000))
    used = {*(title.casefold() for title in taken), *_RESERVED}
    return next(title for title in (allowed, *numbered) if title.casefold() not in used)
