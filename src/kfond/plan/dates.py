"""Days for the groups of a plan: for each a first day that neither holidays nor school breaks stand in the way of.

The rules are ours. A course day is a Tuesday, Wednesday or Thursday of the season in which the term's courses are
held. It is no public holiday and not squeezed in between days off, and no municipality with seats has a school break
then. The groups of a term are spread over its weeks, the groups of a course and the courses of an area far apart: none
could be moved to a week with two fewer. A course of up to three days has them in a row; of a longer one only the first
day is proposed. A group that meets several times begins so early that it can meet once a week until the season ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kfond.holidays_of_sweden import ONE_DAY, is_squeezed_in
from kfond.messages import Message, say
from kfond.periods import Span, Term
from kfond.plan.annual_cycle import AnnualCycle
from kfond.plan.breaks import FOR_ALL, Break
from kfond.plan.week_loads import even_weeks

COURSE_WEEKDAYS = (1, 2, 3)
"""Tuesday to Thursday (Monday is 0). Ours: a day off beside the weekend takes no course day, and few travel early."""
LONGEST_BLOCK = len(COURSE_WEEKDAYS)
"""Days that a course may take in a row."""

Blocks = Mapping[int, tuple[Span, ...]]
"""Free days in a row, first and last, by the number of the week in the season."""


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A group of a round that wants a first day. `key` is the round's, and with `group` no other's.

    `days`: hundredths of course days, None is not known. `codes`: the municipalities with seats; none: the seats
    are open, and everybody's breaks count. `window`: where the catalogue states its day, or a span of days.
    `meetings`: how many times the group meets.
    """

    key: str
    name: str
    term: Term
    group: int
    days: int | None
    codes: tuple[str, ...]
    window: Span | None = None
    meetings: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A group with its days; both None where no day is free, and `remark` says what stands in the way.

    Of a window both ends are kept, and which of its days it will be is not known.
    """

    group: ToPlace
    first_day: date | None
    last_day: date | None
    remark: Message | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """What nobody teaches for: days off, and school breaks. `members`: code -> name of every municipality."""

    days_off: frozenset[date]
    breaks: tuple[Break, ...]
    members: Mapping[str, str]

    def breaks_of(self, codes: Sequence[str], season: Span) -> tuple[Break, ...]:
        """The breaks that count for a group, those of all among them, in the order of their days."""
        mine = frozenset(codes or self.members)
        return tuple(
            found
            for found in self.breaks
            if (found.code == FOR_ALL or found.code in mine)
            and found.first_day <= season[1]
            and found.last_day >= season[0]
        )


def proposed_days(
    rounds: Iterable[ToPlace],
    breaks: Iterable[Break],
    holidays: frozenset[date],
    members: Mapping[str, str],
    cycle: AnnualCycle,
) -> tuple[Placed, ...]:
    """A first and last day for each group, in the order of term, key and group.

    `holidays` are the days off of the years, `members` the plan's municipalities (code -> name), whose breaks keep a
    group with open seats away. The same groups get the same days whatever their order.
    """
    ordered_breaks = tuple(
        sorted(breaks, key=lambda each: (each.first_day, each.last_day, each.name, each.code))
    )
    beside = (day + step for day in holidays for step in (-ONE_DAY, ONE_DAY))
    squeezed_in = frozenset(day for day in beside if is_squeezed_in(day, holidays))
    closed = Closed(holidays | squeezed_in, ordered_breaks, members)
    ordered = sorted(rounds, key=lambda each: (each.term, each.key, each.group))
    return tuple(
        placed
        for term, groups in groupby(ordered, key=lambda each: each.term)
        for placed in _placed_in(tuple(groups), cycle.season(term), closed)
    )


def _placed_in(groups: Sequence[ToPlace], season: Span, closed: Closed) -> Iterator[Placed]:
    """The groups of one term with their days, in their order."""
    weeks = _weeks(season)
    days = _days_of(_free_weeks(groups, weeks, season, closed), len(weeks))
    for group in groups:
        if group.window is not None:
            yield Placed(group, *group.window)
        elif group in days:
            yield Placed(group, *days[group], _rest(group))
        else:
            yield Placed(group, None, None, _why_none(group, closed.breaks_of(group.codes, season), closed))


def _days_of(free: Mapping[ToPlace, Blocks], weeks: int) -> Mapping[ToPlace, Span]:
    """A block for each group, in the week that evens out the term and on the days with the fewest others.

    The first group of a round comes first, the second next: they want the same days and may change places.
    """
    busy: Counter[date] = Counter()
    blocks: dict[tuple[object, ...], list[Span]] = {}
    for group, week in zip(free, even_weeks([tuple(each) for each in free.values()], weeks), strict=True):
        block = min(free[group][week], key=lambda each: (_crowd(each, busy), each))
        busy.update(_days(*block))
        blocks.setdefault((group.key, group.codes, group.days), []).append(block)
    in_order = {alike: iter(sorted(those)) for alike, those in blocks.items()}
    return {group: next(in_order[group.key, group.codes, group.days]) for group in free}


def _free_weeks(
    groups: Sequence[ToPlace], weeks: Sequence[date], season: Span, closed: Closed
) -> dict[ToPlace, Blocks]:
    """What each group can choose from; one that has no day of its own and finds none is left out."""
    found: dict[tuple[tuple[str, ...], int, int], Blocks] = {}
    ways = {
        group: (group.codes, _block_length(group.days), group.meetings)
        for group in groups
        if group.window is None
    }
    for way in ways.values():
        if way not in found:
            codes, length, meetings = way
            free = _free_blocks(weeks, season, _closed_days(closed, codes, season), length)
            found[way] = _early_enough(free, len(weeks) - meetings)
    return {group: found[way] for group, way in ways.items() if found[way]}


def _early_enough(free: Blocks, last: int) -> Blocks:
    """The blocks up to a week, from which on there is one for each time that the group meets; else the earliest."""
    early = {week: blocks for week, blocks in free.items() if week <= last}
    return early or dict(sorted(free.items())[:1])


def _weeks(season: Span) -> tuple[date, ...]:
    """The Mondays of the weeks with a course day in the season."""
    days = (day for day in _days(*season) if day.weekday() in COURSE_WEEKDAYS)
    return tuple(dict.fromkeys(day - timedelta(days=day.weekday()) for day in days))


def _block_length(days: int | None) -> int:
    """How many days in a row to look for: a begun day is a day, and of a course of more than a block only the first."""
    whole = -(-(days or 0) // 100)
    return max(whole, 1) if whole <= LONGEST_BLOCK else 1


def _closed_days(closed: Closed, codes: Sequence[str], season: Span) -> frozenset[date]:
    spans = {(found.first_day, found.last_day) for found in closed.breaks_of(codes, season)}
    return closed.days_off.union(day for span in spans for day in _days(*span))


def _free_blocks(weeks: Sequence[date], season: Span, closed: frozenset[date], length: int) -> Blocks:
    """Every run of `length` free course days, by the number of its week; a week without one is left out."""
    found: dict[int, tuple[Span, ...]] = {}
    for number, monday in enumerate(weeks):
        days = [monday + timedelta(days=weekday) for weekday in COURSE_WEEKDAYS]
        runs = [days[start : start + length] for start in range(len(days) - length + 1)]
        free = tuple(
            (run[0], run[-1])
            for run in runs
            if all(season[0] <= day <= season[1] and day not in closed for day in run)
        )
        if free:
            found[number] = free
    return found


def _crowd(block: Span, busy: Counter[date]) -> int:
    """How many other groups the fullest day of a block has."""
    return max(busy[day] for day in _days(*block))


def _rest(group: ToPlace) -> Message | None:
    """What is left to decide of a course whose days are not all proposed."""
    days = group.days
    if group.meetings > 1:
        return say(
            "Only the first of {count} times is proposed; the others are to be set. With one a week "
            "they are done before the season of courses ends.",
            count=group.meetings,
        )
    if days is None:
        return say("Only the first day is proposed: how many days the course takes is not known.")
    if days > LONGEST_BLOCK * 100:
        return say("Only the first day is proposed: the other days of the course are still to be set.")
    return None


def _why_none(group: ToPlace, breaks: Sequence[Break], closed: Closed) -> Message:
    """Which breaks leave no day, each said once with the municipalities that have it."""
    if not breaks:
        return say(
            "{course} gets no day in {term}: no days in a row are free.",
            course=group.name,
            term=group.term.label,
        )
    where: dict[tuple[str, date, date], list[str]] = {}
    for found in breaks:
        names = where.setdefault((found.name, found.first_day, found.last_day), [])
        if found.code != FOR_ALL:
            names.append(closed.members.get(found.code, found.code))
    return say(
        "{course} gets no day in {term}: school breaks stand in the way: {breaks}.",
        course=group.name,
        term=group.term.label,
        breaks=tuple(_break_in_words(*when, names) for when, names in where.items()),
    )


def _break_in_words(name: str, first: date, last: date, names: Sequence[str]) -> Message:
    if not names:
        return say("{name} from {first} to {last}", name=name, first=first, last=last)
    return say(
        "{name} from {first} to {last} ({names})", name=name, first=first, last=last, names=tuple(names)
    )


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from first to last."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
