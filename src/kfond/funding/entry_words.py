"""What entries on money are called, and what is said of where the money stands."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.funding.ledger import Entry, EntryKind, Standing, kronor
from kfond.messages import Message, say

WORDS: Mapping[EntryKind, Message] = {
    EntryKind.RECOMMENDED: say("recommended"),
    EntryKind.GRANTED: say("granted"),
    EntryKind.REQUESTED: say("requested"),
    EntryKind.PLANNED: say("planned to be paid"),
    EntryKind.PAID: say("paid"),
    EntryKind.USED: say("used"),
    EntryKind.CO_FINANCED: say("co-financed"),
    EntryKind.MOVED: say("moved"),
    EntryKind.REPAID: say("repaid"),
}


def entered(key: str, entry: Entry) -> Message:
    """One entry in one sentence."""
    if entry.amount < 0:
        return say(
            "{key}: {amount} kronor taken from what is entered as {kind}.",
            key=key,
            amount=kronor(-entry.amount),
            kind=WORDS[entry.kind],
        )
    return say(
        "{key}: {amount} kronor {kind} on {day}.",
        key=key,
        amount=kronor(entry.amount),
        kind=WORDS[entry.kind],
        day=entry.on.isoformat(),
    )


def stands(standing: Standing) -> Message:
    """Where the money stands, in one sentence."""
    total = standing.total
    if total.granted is None:
        return say("Nothing is decided yet; {used} kronor are used.", used=kronor(total.used))
    return say(
        "Granted {granted}, paid {paid}, planned {planned}, left {left}; used {used}, not used {unused} kronor.",
        granted=kronor(total.granted),
        paid=kronor(total.paid),
        planned=kronor(total.planned),
        left=kronor(total.left or 0),
        used=kronor(total.used),
        unused=kronor(total.unused or 0),
    )
