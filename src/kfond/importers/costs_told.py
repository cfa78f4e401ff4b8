"""What an import of costs or amounts a day tells of the two together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import Session, select

from kfond.collecting.questions import span_in_words
from kfond.lists.kinds import list_kind
from kfond.messages import Message, say
from kfond.models import Municipality
from kfond.placements.actions import costs_told_of, faults_of_amounts
from kfond.placements.computed_costs import Told


def costs_told(session: Session) -> Message:
    """What of booked and computed costs does not hang together; never an amount, which would tell of care days."""
    told = costs_told_of(session)
    names = {place.code: place.name for place in session.exec(select(Municipality))}
    faults = tuple(str(fault.place) for fault in faults_of_amounts(session))
    return Message(
        "{off}{uncomputed}{faults}",
        {
            "off": _places(
                say("; booked costs far from care days times amounts, and the booked ones hold: {places}"),
                told.off,
                names,
            ),
            "uncomputed": _places(
                say(
                    "; not computed, since an amount changes in the midst of a time whose days are known only as a "
                    "whole: {places}"
                ),
                told.uncomputed,
                names,
            ),
            "faults": say("; amounts that overlap or leave a gap: {places}", places=faults)
            if faults
            else Message(""),
        },
    )


def _places(message: Message, told: Sequence[Told], names: Mapping[str, str]) -> Message:
    """A message with the municipality, kind, part and time of each."""
    kind = list_kind("daily_amounts")
    words = tuple(
        " ".join(
            (
                names[each.code],
                kind.field("form").choices[each.kind][0],
                kind.field("part").choices[each.part.value][0],
                span_in_words((each.span.first, each.span.last)),
            )
        )
        for each in told
    )
    return Message(message.text, {"places": words}) if words else Message("")
