"""The plan as a calendar: a proposed first day for each group, starts with a day of their own, and last days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kfond.catalogue.lines import Line, slug_of
from kfond.catalogue.meetings import meetings_of
from kfond.formatting import count_of, date_long, join_and, swedish_key
from kfond.holidays_of_sweden import days_off
from kfond.messages import Message
from kfond.plan.annual_cycle import annual_cycle
from kfond.plan.breaks import days_kept_free
from kfond.plan.dates import Placed, ToPlace, proposed_days
from kfond.plan.proposal import Plan, Round
from kfond.reports.plan.words import LANGUAGE, area_name, for_whom, named, term_in_words, with_capital
from kfond.reports.writers.ics import Event, EventKind

PROPOSED_DAY = (
    "Dagen är ett förslag från kfond, utanför helgdagar och skollov. För kommuner som inte har uppgett sina skollov "
    "gäller de veckor som är vanliga i länet."
)


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The events of a plan, and what has no day with the reason."""

    events: tuple[Event, ...]
    without_day: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """A round with what the catalogue's lines say of it; `name`: its course, told apart from those of other areas."""

    key: str
    name: str
    round: Round
    lines: tuple[Line, ...]

    @property
    def dated(self) -> Line | None:
        """The line with a day of its own, where somebody else runs the course."""
        return next(
            (line for line in self.lines if self.round.groups is None and line.frequency.window), None
        )

    @property
    def days(self) -> int | None:
        """Hundredths of course days; the most that a line states, None where none does."""
        return max((line.stated.days for line in self.lines if line.stated.days), default=None)


def calendar_of(plan: Plan, answers: Sequence[tuple[str, date]] = ()) -> PlanCalendar:
    """The calendar of a plan: starts, last days to enrol, and the last days to answer that have been set.

    `answers` are what was asked for and the last day to answer. School breaks are kept
    free as municipalities have stated them; for the others those usual in their county.
    """
    members = {covered.code: covered.municipality for covered in plan.coverage}
    years = (plan.first_year, plan.last_year)
    starts = {start.key: start for start in _starts(plan)}
    placed = proposed_days(
        (group for start in starts.values() for group in _groups(start)),
        days_kept_free(members, *years, plan.basis.breaks),
        frozenset(days_off(date(years[0], 1, 1), date(years[1], 12, 31))),
        members,
        annual_cycle(),
    )
    owner = slug_of(plan.basis.association) or "plan"
    events = (
        *_start_events(placed, starts, owner),
        *_last_days_to_enrol(starts.values(), owner),
        *_deadlines(plan, owner),
        *_last_days_to_answer(plan, answers, owner),
    )
    without = tuple(each.remark for each in placed if each.first_day is None and each.remark)
    return PlanCalendar(events, without)


def _starts(plan: Plan) -> Iterator[_Start]:
    """The rounds of a plan with keys that stay the same when the plan is made again.

    Where lines of one course that ask in different ways have a round each in a term, the second is told apart by its
    kind.
    """
    seen = set()
    for found in plan.rounds:
        lines = tuple(each.line for each in plan.lines if found in each.rounds)
        key = "/".join((slug_of(found.area), found.course.slug, found.term.label.lower()))
        if found.groups is not None and key in seen:
            key = f"{key}/{slug_of(found.kind)}"
        seen.add(key)
        start = _Start(key, named(plan, found), found, lines)
        window = start.dated.frequency.window if start.dated else None
        yield replace(start, key=f"{key}/{window[0].isoformat()}") if window else start


def _groups(start: _Start) -> Iterator[ToPlace]:
    codes = tuple(sorted(share.need.code for share in start.round.shares if share.seats != 0))  # None is open
    window = start.dated.frequency.window if start.dated else None
    for group in range(1, (start.round.groups or 1) + 1):
        yield ToPlace(
            start.key, start.name, start.round.term, group, start.days, codes, window, meetings_of(start.name)
        )


def _start_events(placed: Iterable[Placed], starts: Mapping[str, _Start], owner: str) -> Iterator[Event]:
    for each in placed:
        if each.first_day is None or each.last_day is None:
            continue
        start = starts[each.group.key]
        summary, said = _start_in_words(start, each)
        about = f"{with_capital(area_name(start.round.area))}, för {for_whom(start.round.bands)}."
        yield Event(
            uid=f"{start.key}/{each.group.group}/{owner}@kfond",
            first_day=each.first_day,
            last_day=each.last_day,
            summary=summary,
            description="\n".join((about, *said)),
            kind=EventKind.START,
        )


def _start_in_words(start: _Start, placed: Placed) -> tuple[str, list[str]]:
    """The heading of a start, and the sentences that follow what it is for."""
    name = start.name
    if start.dated:
        is_one_day = placed.first_day == placed.last_day
        said = [_in_catalogue(start.dated)]
        if not is_one_day:
            said.append("Vilken av dagarna är inte känt.")
        return f"Kursstart: {name}" if is_one_day else f"Kursstart någon av dagarna: {name}", said
    of_several = (
        f", grupp {placed.group.group} av {start.round.groups}" if (start.round.groups or 1) > 1 else ""
    )
    said = [_seats_in_words(start.round), PROPOSED_DAY]
    if placed.remark:
        said.append(placed.remark.in_words(LANGUAGE))
    return f"Kursstart: {name}{of_several} (förslag)", said


def _in_catalogue(line: Line) -> str:
    return f"Så står det i kurskatalogen: ”{line.frequency.verbatim}”"


def _seats_in_words(found: Round) -> str:
    shares = sorted(
        (share for share in found.shares if share.seats),
        key=lambda share: swedish_key(share.need.municipality),
    )
    if not shares or found.seats is None:
        return f"{_groups_in_words(found)}: platserna är öppna."
    given = join_and([f"{share.need.municipality} {share.seats}" for share in shares])
    rest = " Resten är öppna." if found.is_open else ""
    return f"{_groups_in_words(found)}: {count_of(found.seats, 'plats')}, {given}.{rest}"


def _groups_in_words(found: Round) -> str:
    term = term_in_words(found.term)
    return f"Alla grupper {term}" if (found.groups or 1) > 1 else with_capital(term)


def _last_days_to_enrol(starts: Iterable[_Start], owner: str) -> Iterator[Event]:
    for start in starts:
        if start.dated and (day := start.dated.frequency.enrol_by):
            yield Event(
                uid=f"{start.key}/enrol-by/{owner}@kfond",
                first_day=day,
                last_day=day,
                summary=f"Sista dag att anmäla: {start.name}",
                description=_in_catalogue(start.dated),
                kind=EventKind.DEADLINE,
            )


def _deadlines(plan: Plan, owner: str) -> Iterator[Event]:
    """The last days of the association's year: those of the plan's years, and those before that are for its terms."""
    for deadline in annual_cycle().deadlines:
        for year in range(plan.first_year - 1, plan.last_year + 1):
            term = deadline.term_after(year)
            if year < plan.first_year and term not in plan.terms:
                continue
            day = deadline.day_in(year)
            about = f"Gäller {term_in_words(term)}. " if term else ""
            yield Event(
                uid=f"{slug_of(deadline.name)}/{day.isoformat()}/{owner}@kfond",
                first_day=day,
                last_day=day,
                summary=deadline.name,
                description=f"{about}Dagen är ett förslag från kfond och är inte beslutad.",
                kind=EventKind.DEADLINE,
            )


def _last_days_to_answer(plan: Plan, answers: Iterable[tuple[str, date]], owner: str) -> Iterator[Event]:
    for subject, day in answers:
        if plan.first_year <= day.year <= plan.last_year:
            yield Event(
                uid=f"answer/{slug_of(subject)}/{day.isoformat()}/{owner}@kfond",
                first_day=day,
                last_day=day,
                summary=f"Sista dag att svara: {subject}",
                description=f"Frågan är ställd till kommunerna; sista svarsdag är {date_long(day)}.",
                kind=EventKind.DEADLINE,
            )
