"""What may not be entered of a person, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.messages import Message, say
from kfond.privacy import has_identity_number


def private(*texts: str) -> Iterator[tuple[Message, Message]]:
    """That a personal identity number stands in one of these texts, and what to do."""
    if any(has_identity_number(text) for text in texts):
        yield (
            say("An identity number of a person stands in it."),
            say("Take it away; applications name roles, not persons."),
        )
