"""Staff turnover by its definitions, each named. There is no single Swedish one, and two are never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from kfond.messages import Message, say
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement

REPLACEMENT = "turnover/replacement_min"
AGV = "turnover/agv"
OWN_REQUEST = "turnover/own_request_excl_pension"
EXTERNAL = "turnover/external_exits"
FOUR_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Turnover:
    """One definition: what it is called, what it counts, and its numbers.

    `numerator` and `denominator` are persons, None where not known; `value` their ratio, a share (0.25 is 25 %) for
    the period reported, not turned into a yearly one; None where it is not computable, and `why_not` says why.
    """

    id: str
    name: Message
    counts: Message
    numerator: int | None
    denominator: Decimal | None
    value: Decimal | None
    why_not: Message | None


DEFINITIONS = (
    # Nyckeltalsinstitutet: the smaller of those who begin and those who leave. Over the mean: ours.
    (
        REPLACEMENT,
        say("replacement"),
        say(
            "the smaller of those hired and those who left, over the mean of employees at the start and the end"
        ),
    ),
    # Arbetsgivarverket: if more were hired than left: those who left; else those hired. Over the mean.
    (
        AGV,
        say("as state employers count"),
        say(
            "those who left where more were hired, else those hired, over the mean of employees at the start and "
            "the end; who retired counts"
        ),
    ),
    # Familjen Helsingborg: exits on own request, without pensions, over permanent employees.
    (
        OWN_REQUEST,
        say("at their own request, without pensions"),
        say(
            "those who left at their own request, not to retire, over the mean of employees at the start and the end"
        ),
    ),
    # Common in municipalities' annual reports.
    (
        EXTERNAL,
        say("external exits"),
        say("all who left, whatever the reason, over the mean of employees at the start and the end"),
    ),
)


def turnover(
    movements: Sequence[Movement], opening: Decimal | None, closing: Decimal | None
) -> tuple[Turnover, ...]:
    """The turnover of those whom `movements` are about, by every definition, in the order A to D.

    `opening` and `closing`: employees, not consultants, on the first and last day of the period, the same
    municipalities and area. Reports of several half-years add up where every place has reported the same ones.
    """
    counted = movements if _same_days(movements) else ()
    left, hired, asked = (_sum_of(counted, part) for part in ("leavers", "hires", "own_request"))
    smaller = None if left is None or hired is None else min(left, hired)
    base = None if opening is None or closing is None else (opening + closing) / 2
    unstated = {
        "leavers": say("not computable: how many left is not reported for all"),
        "hires": say("not computable: how many were hired is not reported for all"),
        "own_request": say("not computable: how many left at their own request is not reported for all"),
    }
    lack_of_both = unstated["leavers"] if left is None else unstated["hires"]
    numerators = {
        REPLACEMENT: (smaller, lack_of_both),
        AGV: (smaller, lack_of_both),
        OWN_REQUEST: (asked, unstated["own_request"]),
        EXTERNAL: (left, unstated["leavers"]),
    }
    general = _obstacle(movements, base)
    return tuple(
        _turnover(definition, *numerators[definition[0]], base, general) for definition in DEFINITIONS
    )


def _turnover(
    definition: tuple[str, Message, Message],
    numerator: int | None,
    lack: Message,
    base: Decimal | None,
    obstacle: Message | None,
) -> Turnover:
    why_not = obstacle or (lack if numerator is None else None)
    value = None
    if why_not is None and numerator is not None and base:
        value = (numerator / base).quantize(FOUR_DECIMALS)
    return Turnover(*definition, numerator, base, value, why_not)


def _obstacle(movements: Sequence[Movement], base: Decimal | None) -> Message | None:
    """What stands in the way of every definition."""
    if not movements:
        return say("not computable: nobody has reported who left and who was hired")
    if not _same_days(movements):
        return say("not computable: the reports are not about the same days")
    if base is None:
        return say("not computable: the number of employees at the start or the end is not known")
    if not base:
        return say("not computable: there were no employees")
    return None


def _same_days(movements: Sequence[Movement]) -> bool:
    """Whether every place reported the same periods, none of which overlap."""
    periods: dict[tuple[str, str], set[tuple[date, date]]] = {}
    for one in movements:
        periods.setdefault((one.municipality_code, one.area), set()).add((one.first_day, one.last_day))
    first, *others = (sorted(days) for days in periods.values()) if periods else ([],)
    apart = all(earlier[1] < later[0] for earlier, later in pairwise(first))
    return apart and all(days == first for days in others)


def _sum_of(movements: Sequence[Movement], part: str) -> int | None:
    """All of one kind; None where some place and period has it neither for all bands together nor for each."""
    if not movements:
        return None
    reports: dict[tuple[str, str, date], list[Movement]] = {}
    for one in movements:
        reports.setdefault((one.municipality_code, one.area, one.first_day), []).append(one)
    total = 0
    for rows in reports.values():
        together = [getattr(one, part) for one in rows if one.band is None]
        if not together or None in together:
            together = [getattr(one, part) for one in rows if one.band is not None]
            if {one.band for one in rows} - {None} != set(BANDS) or None in together:
                return None
        total += sum(together)
    return total
