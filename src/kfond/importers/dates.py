"""The day that a sheet speaks of: asked for, or stated in its title, its name or the file's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.messages import Message, say
from kfond.periods import find_date


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day, and how it is known."""

    day: date
    known_from: Message


def given_or_stated(given: date | None, texts: Iterable[str]) -> AsOf | None:
    """The day given with the command, else the first one stated in `texts`; a month means its last day."""
    if given:
        return AsOf(given, say("--as-of"))
    for text in texts:
        found = find_date(text)
        if found:
            return AsOf(found, say("the date in “{text}”", text=text))
    return None
