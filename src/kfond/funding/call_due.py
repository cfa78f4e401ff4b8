"""What a call of one's own asks for next: applications to take in, assess and decide on, minutes to write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kfond.funding.calls import Call, Incoming, Outcome
from kfond.funding.due import Due
from kfond.funding.fund import PartKind
from kfond.messages import Message, say, say_count


def due_of_call(call: Call, today: date, has_minutes: bool) -> tuple[Due, ...]:
    """All that is still to be done for a call. `has_minutes`: they were written after the latest decision.

    Nobody but whoever runs the fund sets a last day to assess and decide, so that these have none.
    """
    return tuple(_due_of_call(call, today, has_minutes))


def _due_of_call(call: Call, today: date, has_minutes: bool) -> Iterator[Due]:
    if today <= call.closes:
        yield _due(
            call,
            "closes",
            say("call {call}: last day for applications", call=call.key),
            f"kfond call receive {call.key}",
            call.closes,
        )
    undecided = [each for each in call.incoming if is_open(call, each)]
    new = [each for each in undecided if not call.assessments_of(each.number)]
    if new and any(part.kind is PartKind.ASSESSMENT for part in call.fund.parts):
        words = say_count(
            "call {call}: {count} application is not assessed",
            "call {call}: {count} applications are not assessed",
            len(new),
            call=call.key,
        )
        yield _due(call, "assess", words, f"kfond call assess {call.key} {new[0].key}")
    if today <= call.closes:
        return
    if undecided:
        words = say_count(
            "call {call}: {count} application is not decided",
            "call {call}: {count} applications are not decided",
            len(undecided),
            call=call.key,
        )
        yield _due(call, "decide", words, f"kfond call decide {call.key} {undecided[0].key}")
    elif call.incoming and not has_minutes:
        words = say("call {call}: minutes of the decisions", call=call.key)
        yield _due(call, "minutes", words, f"kfond call minutes {call.key} -o {call.key}.docx")


def is_open(call: Call, incoming: Incoming) -> bool:
    """Whether an application waits for a decision, or for another decider of one."""
    waits = any(standing.begun for standing in call.standings(incoming.number))
    return waits or call.outcome(incoming) in (Outcome.OPEN, Outcome.WAITS)


def _due(call: Call, key: str, what: Message, command: str, on: date | None = None) -> Due:
    return Due(f"{call.key}/{key}", on, what, command)
