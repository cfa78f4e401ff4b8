"""Why something in a plan is as it is."""

from __future__ import annotations

from dataclasses import dataclass

from kfond.messages import Message


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code for scripts, a sentence for people."""

    code: str
    text: Message
