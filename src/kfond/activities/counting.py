"""How often something was done in a time, and for how many: nothing counted twice, what is not known kept open.

Rows of one thing (the same kind, name, audience and stage) may tell of a year and of parts of it. A row that lies
within another is a part of it: the whole counts, and its parts say when. What the parts leave of the whole lies in no
part that can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kfond.activities.values import Activity, Format, Kind, TakingPart
from kfond.periods import Span, Tertial
from kfond.staffing.boxes import NOBODY, Box, sum_of

Pick = Callable[[Activity], Box]
"""The number of an activity that is counted."""
NOTHING = Box(NOBODY, NOBODY, NOBODY, ())


def occasions(activity: Activity) -> Box:
    """How many times it happened."""
    return activity.occasions


def participants(activity: Activity) -> Box:
    """How many took part, or were invited or offered to."""
    return activity.participants


def year_of(year: int) -> Span:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def is_within(inner: Span, outer: Span) -> bool:
    """Whether a time lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def reaches_into(one: Span, other: Span) -> bool:
    """Whether two times have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def things(activities: Iterable[Activity]) -> tuple[tuple[Activity, ...], ...]:
    """The activities by what they are, those of one thing together, in the order of the lists."""
    found: dict[tuple[object, ...], list[Activity]] = {}
    for each in activities:
        key = each.kind, each.name.casefold(), each.audience.casefold(), each.stage
        found.setdefault(key, []).append(each)
    return tuple(tuple(rows) for rows in found.values())


def counted_in(activities: Iterable[Activity], span: Span, pick: Pick) -> Box:
    """The sum of a number over a time: at least what surely lies in it, at most all that reaches into it."""
    return sum_of(_of_thing(rows, span, pick) for rows in things(activities))


def meetings_with_minutes(activities: Iterable[Activity], span: Span) -> Mapping[str, Box]:
    """The meetings of a time that minutes were kept of, by who met; where nobody says, they may be none or all."""
    meetings = [each for each in activities if each.kind is Kind.MEETING and reaches_into(each.span, span)]
    names = dict.fromkeys(each.name for each in meetings if each.has_minutes is not False)
    return {name: with_minutes([each for each in meetings if each.name == name], span) for name in names}


def with_minutes(meetings: Sequence[Activity], span: Span) -> Box:
    """How many meetings of a time minutes were kept of."""
    sure = counted_in([each for each in meetings if each.has_minutes], span, occasions)
    maybe = counted_in([each for each in meetings if each.has_minutes is None], span, occasions)
    return sure if maybe.high == 0 else sure + Box(NOBODY, None, maybe.high, maybe.sources)


def trainings_by_format(activities: Iterable[Activity], span: Span) -> Mapping[Format, Box]:
    """The occasions of trainings of a time, by format. One whose format nobody tells may be of any."""
    trainings = [each for each in activities if each.kind is Kind.TRAINING]
    return {each: counted_in(trainings, span, _in_format(each)) for each in Format}


def participants_by_audience(
    activities: Iterable[Activity], span: Span
) -> Mapping[tuple[TakingPart | None, str], Box]:
    """Those whose number is stated, by what is known of them and by who they are.

    Homes, persons and families are never added to each other, and who was invited or offered something never to
    those who came. None: nobody says what the number is of.
    """
    stated = [each for each in activities if is_stated(each.participants) and reaches_into(each.span, span)]
    keys = dict.fromkeys((each.taking_part, each.audience) for each in stated)
    return {
        key: counted_in(
            [each for each in stated if (each.taking_part, each.audience) == key], span, participants
        )
        for key in keys
    }


def is_stated(box: Box) -> bool:
    """Whether a cell says anything of a number."""
    return bool(box.sources)


@dataclass(frozen=True, slots=True)
class Thirds:
    """A year by its thirds: what surely lies in each and at most may, what lies in none, and the whole.

    The low ends of the thirds and `apart` are together the whole, where the cells state whole numbers.
    """

    thirds: tuple[Box, Box, Box]
    apart: Box
    whole: Box


def thirds_of(activities: Iterable[Activity], year: int, pick: Pick) -> Thirds:
    """A number of a year and of its thirds."""
    rows = tuple(activities)
    one, two, three = (
        counted_in(rows, (third.start, third.end), pick)
        for third in (Tertial(year, number) for number in (1, 2, 3))
    )
    apart = sum_of(_apart(of_thing, year, pick) for of_thing in things(rows))
    return Thirds((one, two, three), apart, counted_in(rows, year_of(year), pick))


def contradicted(activities: Iterable[Activity], pick: Pick) -> tuple[Activity, ...]:
    """The activities whose parts make more than they state themselves."""
    return tuple(each for rows in things(activities) for each in _contradicted(rows, pick))


def _contradicted(rows: Sequence[Activity], pick: Pick) -> Iterator[Activity]:
    for whole, parts in _nested(rows):
        high = pick(whole).high
        if high is not None and _of_thing(parts, whole.span, pick).low > high:
            yield whole
        yield from _contradicted(parts, pick)


def _in_format(wanted: Format) -> Pick:
    """How many occasions of an activity were in a format: of several formats each at least once."""

    def occasions_in(activity: Activity) -> Box:
        every, formats = activity.occasions, activity.formats
        if not formats:
            return replace(every, low=NOBODY, best=None)
        if wanted not in formats:
            return NOTHING
        others = len(formats) - 1
        if not others:
            return every
        high = None if every.high is None else every.high - others
        if high is not None and high < 1:  # more formats than occasions: which of them is wrong nobody knows
            return replace(every, low=NOBODY, best=None)
        return replace(every, low=Decimal(1), best=high if high == 1 else None, high=high)

    return occasions_in


def _nested(rows: Sequence[Activity]) -> list[tuple[Activity, list[Activity]]]:
    """The rows that lie in no other of them, each with those that lie in it."""
    by_length = sorted(rows, key=lambda each: each.span[0] - each.span[1])
    nested: list[tuple[Activity, list[Activity]]] = []
    for row in by_length:
        parts = next(
            (parts for whole, parts in nested if is_within(row.span, whole.span) and row.span != whole.span),
            None,
        )
        if parts is None:
            nested.append((row, []))
        else:
            parts.append(row)
    return nested


def _of_thing(rows: Sequence[Activity], span: Span, pick: Pick) -> Box:
    return sum_of(_of_whole(whole, parts, span, pick) for whole, parts in _nested(rows))


def _of_whole(whole: Activity, parts: Sequence[Activity], span: Span, pick: Pick) -> Box:
    """What a row and its parts tell of a time: all of it, the parts that lie there and what may, or nothing."""
    if is_within(whole.span, span):
        return _agreed(pick(whole), _of_thing(parts, whole.span, pick)) if parts else pick(whole)
    if not reaches_into(whole.span, span):
        return NOTHING
    rest, inside = _rest(whole, parts, pick), _of_thing(parts, span, pick)
    return inside if rest.high == 0 else inside + Box(NOBODY, None, rest.high, rest.sources)


def _agreed(stated: Box, made: Box) -> Box:
    """What a whole states, with what its parts make where it states nothing, or less than they make."""
    if not is_stated(stated):
        return replace(made, best=None, high=None)
    if stated.high is not None and made.low > stated.high:
        return Box(stated.low, None, made.high, stated.sources + made.sources)
    return stated


def _rest(whole: Activity, parts: Sequence[Activity], pick: Pick) -> Box:
    """What the parts leave of the whole."""
    stated, made = pick(whole), _of_thing(parts, whole.span, pick)
    return Box(
        NOBODY if made.high is None else max(NOBODY, stated.low - made.high),
        None if stated.best is None or made.best is None else max(NOBODY, stated.best - made.best),
        None if stated.high is None else max(NOBODY, stated.high - made.low),
        stated.sources,
    )


def _apart(rows: Sequence[Activity], year: int, pick: Pick) -> Box:
    """What lies in the year and in no single third of it."""
    thirds = [(third.start, third.end) for third in (Tertial(year, number) for number in (1, 2, 3))]
    total = NOTHING
    for whole, parts in _nested(rows):
        if is_within(whole.span, year_of(year)) and not any(is_within(whole.span, third) for third in thirds):
            total = total + _rest(whole, parts, pick) + _apart(parts, year, pick)
    return total
