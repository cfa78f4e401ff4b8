"""A finding of the check: where in the file, what is wrong, and the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kfond.messages import Message, say

Found = tuple[str, Message, Message]
"""Path in the file, what is wrong, and the remedy."""


def twice(path: str, keys: Sequence[str]) -> Iterator[Found]:
    """Keys that two tables of one list share."""
    for key, times in Counter(keys).items():
        if times > 1:
            yield (
                path,
                say("two of {table} are called “{key}”", table=f"[[{path}]]", key=key),
                say("Rename one of them."),
            )
