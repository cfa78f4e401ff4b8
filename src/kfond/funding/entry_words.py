"""What entries on money are called, and what is said of where the money stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kfond.funding.entry_rules import Ledger
from kfond.funding.ledger import Entry, EntryKind, kronor
from kfond.funding.repayments import repayments_of
from kfond.messages import Message, say

WORDS: Mapping[EntryKind, Message] = {
    EntryKind.RECOMMENDED: say("recommendation"),
    EntryKind.GRANTED: say("decision"),
    EntryKind.REQUESTED: say("requisition"),
    EntryKind.PLANNED: say("planned payment"),
    EntryKind.PAID: say("payment"),
    EntryKind.USED: say("use"),
    EntryKind.CO_FINANCED: say("co-financing"),
    EntryKind.MOVED: say("move between lines"),
    EntryKind.RECLAIMED: say("decision that money is to be repaid"),
    EntryKind.REPAID: say("repayment"),
}


def entered(key: str, entry: Entry) -> Message:
    """One entry in one sentence."""
    if entry.amount < 0:
        return say(
            "{key}: correction, {amount} kronor less ({kind}, {day}).",
            key=key,
            amount=kronor(-entry.amount),
            kind=WORDS[entry.kind],
            day=entry.on.isoformat(),
        )
    return say(
        "{key}: {kind}, {amount} kronor, {day}.",
        key=key,
        amount=kronor(entry.amount),
        kind=WORDS[entry.kind],
        day=entry.on.isoformat(),
    )


def stands(ledger: Ledger) -> Iterator[Message]:
    """Where the money stands, in one sentence, and in one more where some is wanted back or repaid."""
    standing = ledger.standing
    total = standing.total
    if total.granted is None:
        yield say("Nothing is decided yet; {used} kronor are used.", used=kronor(total.used))
        return
    unused = total.granted - total.used
    figures = {
        "granted": kronor(total.granted),
        "paid": kronor(total.paid),
        "planned": kronor(total.planned),
        "left": kronor(total.left or 0),
        "used": kronor(total.used),
        "unused": kronor(abs(unused)),
    }
    yield (
        say(
            "Granted {granted}, paid {paid}, planned {planned}, left {left}; used {used}, not used {unused} kronor.",
            **figures,
        )
        if unused >= 0
        else say(
            "Granted {granted}, paid {paid}, planned {planned}, left {left}; used {used}, {unused} kronor too many.",
            **figures,
        )
    )
    if total.repaid or total.reclaimed:
        back = repayments_of(ledger.ground, ledger.entries, standing)
        yield say(
            "Repaid {repaid}, still to be repaid {back} kronor.",
            repaid=kronor(total.repaid),
            back=kronor(sum(each.amount for each in back)),
        )
