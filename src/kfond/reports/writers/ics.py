"""Events as a calendar file (iCalendar, RFC 5545) that Outlook, Google and the telephone take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kfond.reports.writers.signs import clean

if TYPE_CHECKING:
    from icalendar import Event as Component

MAKER = "-//kfond//kfond//SV"


class EventKind(StrEnum):
    """What an event is, as the calendar's category says it."""

    START = "Kursstart"
    DEADLINE = "Sista dag"


@dataclass(frozen=True, slots=True)
class Event:
    """Something of whole days, `first_day` to `last_day`. `uid` stays the same when the calendar is made again."""

    uid: str
    first_day: date
    last_day: date
    summary: str
    description: str
    kind: EventKind


def as_ics(events: Iterable[Event], name: str, day: date) -> bytes:
    """The events as a calendar called `name`, made on `day`; the same events give the same bytes in any order.

    The days stay free for other things in the reader's calendar, since a proposal books nobody.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(name))
    made = datetime.combine(day, time(), UTC)
    for event in sorted(events, key=lambda each: (each.first_day, each.uid)):
        calendar.add_component(_component(event, made))
    written: bytes = calendar.to_ical()
    return written


def _component(event: Event, made: datetime) -> Component:
    from icalendar import Event as Component

    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", made)
    component.add("dtstart", event.first_day)
    component.add("dtend", event.last_day + timedelta(days=1))  # the first day that is no longer part of it
    component.add("summary", clean(event.summary))
    component.add("description", clean(event.description, keep_lines=True))
    component.add("categories", [event.kind.value])
    component.add("transp", "TRANSPARENT")
    return component
