"""Each course before anything is chosen: who needs it, how large its groups are, its price, its schedules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Band, Relation
from kfond.periods import Term
from kfond.plan.asked import Pin, Skip
from kfond.plan.askers import Askers, Came
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import price_for
from kfond.plan.costs.totals import round_total
from kfond.plan.costs.values import Price
from kfond.plan.courses import PlannedCourse
from kfond.plan.demands import is_meant
from kfond.plan.group_sizes import GroupSize, group_size
from kfond.plan.menus.listing import menu_of
from kfond.plan.menus.premises import Premises
from kfond.plan.menus.promised import PromisedLine
from kfond.plan.menus.tree import is_small, most_schedules
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.menus.windows import PLANNABLE, Rhythm, rhythm_of
from kfond.plan.menus.worth import seat_weight
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, union_of
from kfond.plan.needs.need import OfCourse, course_need, missing_persons
from kfond.plan.needs.values import CourseNeed, State
from kfond.plan.past_rounds import past_rounds
from kfond.plan.records import (
    announced_groups,
    before_plan,
    came_to,
    counted_twice,
    memory_of,
    past_of,
    planned_before,
    promised_lines,
    requests_for,
)
from kfond.plan.season import Season, kept_of
from kfond.plan.waiting import Waits, waited_before

RECURRING_WORDS = ("café", "caféer", "nätverk", "nätverksträff", "handledarträff")
"""Words in the name of an event that everybody comes to each time, so that nobody is ever done with it. Ours."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A course with everything that a choice needs to know of it.

    `prices`: the one that holds in each term. `announced`: groups that stand whatever is chosen, by the number of
    their term; `promised`: the seats of those of them that an adopted plan has shared, None where all are open.
    `days`: hundredths that a seat takes, None where nobody has stated them. `menu` None: its frequency asks for
    nothing that can be chosen.
    """

    course: PlannedCourse
    size: GroupSize
    need: CourseNeed
    rhythm: Rhythm
    prices: tuple[Price | None, ...]
    days: int | None
    announced: Mapping[int, int]
    promised: Mapping[int, PromisedLine | None]
    askers: Askers
    menu: Menu | None = field(default=None)

    @property
    def key(self) -> str:
        """The course's key."""
        return self.course.key

    @property
    def missing(self) -> int | None:
        """Persons lacking to the smallest group, see `missing_persons`."""
        return missing_persons(self.need.state, self.askers.asking, self.size.smallest)

    def cost_of(self, at: int, groups: int, seats: int) -> int | None:
        """Whole öre for a round in term number `at`; None is not known."""
        return round_total(self.prices[at], groups, self.days, seats)


def draft_of(course: PlannedCourse, season: Season, pins: Sequence[Pin]) -> Draft:
    """The course with its menu; `pins` are those of this course."""
    plain = _plain(course, season)
    is_on_menu = course.kind in PLANNABLE and plain.need.state is not State.NONE
    menu = _menu(plain, season) if is_on_menu else None
    broken = [pin for pin in pins if not _keeps(menu, season.horizon, pin)]
    if broken:  # what is decided stands, whatever it breaks
        decided = {season.horizon.index(pin.term): _groups_of(pin, plain) for pin in broken}
        promised = {at: line for at, line in plain.promised.items() if at not in decided}
        plain = replace(plain, announced={**plain.announced, **decided}, promised=promised)
        menu = _menu(plain, season)
    elif plain.announced and menu is None:
        menu = _menu(plain, season)
    return replace(plain, menu=menu) if menu else plain


def keeps_pin(schedule: Schedule, horizon: Sequence[Term], pin: Pin) -> bool:
    """Whether a schedule holds what is pinned."""
    groups = schedule.groups[horizon.index(pin.term)]
    return groups > 0 if pin.groups is None else groups == pin.groups


def _keeps(menu: Menu | None, horizon: Sequence[Term], pin: Pin) -> bool:
    return menu is not None and any(keeps_pin(schedule, horizon, pin) for schedule in menu.schedules)


def _groups_of(pin: Pin, draft: Draft) -> int:
    """The groups pinned; else as many as those hold who lack the course, one at least."""
    if pin.groups:
        return pin.groups
    lacking = int(draft.need.total[0].best * draft.need.take_up.share) if draft.need.total else 0
    return max(1, -(-lacking // draft.size.largest))


def _plain(course: PlannedCourse, season: Season) -> Draft:
    basis, settings = season.basis, season.basis.settings
    size = group_size(course, basis.ties, settings)
    target = TargetGroup(
        key=course.key,
        area=course.area,
        slug=course.course.slug,
        bands=course.bands,
        lines=tuple(line.id for line in course.lines),
        is_recurring=_is_recurring(course),
        wherever=tuple((line.stated.area, line.stated.band) for line in season.lines[course.course.slug]),
    )
    shares, announced = kept_of(course, season), announced_groups(course, season)
    need = course_need(
        target,
        season.known,
        OfCourse(
            kept=shares,
            past=past_rounds(past_of(course, season, size, shares)),
            requests=requests_for(course, season),
            in_plan=frozenset(season.horizon[at] for at, groups in announced.items() if groups),
            planned=planned_before(course, season),
        ),
    )
    if notes := counted_twice(course, season):
        need = replace(need, notes=(*need.notes, *notes))
    promised = promised_lines(course, season)
    return Draft(
        course=course,
        size=size,
        need=need,
        rhythm=rhythm_of(course, season.horizon),
        prices=_prices(course, season),
        days=days_of(course, basis),
        announced=announced,
        promised=promised,
        askers=_askers(course, need, season, came_to(course, season, promised)),
    )


def _askers(course: PlannedCourse, need: CourseNeed, season: Season, came: Came) -> Askers:
    """Who asks for its seats; courses for the same persons of which nothing else is known have the same askers."""
    settings, is_on_request = season.basis.settings, course.kind is Kind.ON_REQUEST
    codes = [part.code for part in need.members]
    before = waited_before(before_plan(course, season), codes, season.horizon[0])
    held = memory_of(course, season)
    alike = (course.area, union_of(course.bands), need.take_up.share, need.is_recurring, is_on_request)
    is_new = need.is_new and not (before or came or any(held))
    if is_new and alike in season.askers:
        return season.askers[alike]
    askers = Askers(
        asking=Asking.of(need, settings, season.keys),
        waits=Waits.of(need, before, is_on_request),
        came=came,
        held=held,
        requested=tuple(
            frozenset(part.code for part in need.members if part.requests[at] is not None)
            for at in range(len(season.horizon))
        ),
        base_seats=settings.base_seats,
    )
    if is_new:
        season.askers[alike] = askers
    return askers


def _menu(draft: Draft, season: Season) -> Menu:
    premises = Premises(
        key=draft.key,
        rhythm=draft.rhythm,
        planned=len(season.terms),
        size=draft.size,
        state=draft.need.state,
        line=draft.askers.line,
        cost=draft.cost_of,
        days=draft.days or 0,
        seat_weight=seat_weight(eligible_persons(draft)),
        announced=draft.announced,
        promised=draft.promised,
        most_schedules=most_schedules(len(season.basis.members), len(season.basis.lines)),
        is_timely=only_in_time(draft, season),
    )
    return menu_of(premises)


def only_in_time(draft: Draft, season: Season) -> bool:
    """Whether schedules of a course that are later than another can be left out, since none of them is ever chosen.

    So it is where nothing that must hold ties it to other courses. In a plan small enough to be proven they stand:
    the worst share is held against them, and who asks what bound the plan is told of them.
    """
    basis = season.basis
    if is_small(len(basis.members), len(basis.lines)) or basis.settings.joint_budget is not None:
        return False
    return not is_tied(draft, season)


def is_tied(draft: Draft, season: Season) -> bool:
    """Whether something else counts for a course than what its schedules are compared by, see `menus.pruning.prune`."""
    basis = season.basis
    demanded: tuple[Pin | Skip, ...] = (*basis.asked.pins, *basis.asked.skips)
    return (
        basis.adopted is not None
        or any(limit.budget is not None for limit in basis.limits)
        or bool(draft.announced)
        or draft.course.course.slug in season.chained
        or any(is_meant(demand, draft.course) for demand in demanded)
    )


def _is_recurring(course: PlannedCourse) -> bool:
    words = course.course.name.casefold().replace("-", " ").split()
    return any(word.endswith(RECURRING_WORDS) for word in words)


def eligible_persons(draft: Draft) -> Mapping[Band, Decimal | None]:
    """The persons of each band, all municipalities together, as the sheets say."""
    found: dict[Band, Decimal | None] = dict.fromkeys(draft.course.bands)
    for band in found:
        boxes = [part.box for need in draft.need.members for part in need.bands if part.band is band]
        found[band] = sum((box.best for box in boxes if box.best is not None), Decimal(0)) if boxes else None
    return found


def _prices(course: PlannedCourse, season: Season) -> tuple[Price | None, ...]:
    """The price that holds in each term of the horizon."""
    slug = course.course.slug
    own = [stated for stated in season.basis.prices if stated.price.course == slug]
    by_year = {
        year: price_for(own, slug, course.area, year) for year in {term.year for term in season.horizon}
    }
    found = [by_year[term.year] for term in season.horizon]
    return tuple([stated.price if stated else None for stated in found])


def days_of(course: PlannedCourse, basis: Basis) -> int | None:
    """Hundredths of course days: as the catalogue says, else as it was held under its own name."""
    stated = [line.stated.days for line in course.lines if line.stated.days]
    if stated:
        return max(stated)
    mine = {line.id for line in course.lines}
    held = [
        tie.held.days
        for tie in basis.ties
        if tie.relation is Relation.SAME and not tie.likely and tie.held.days
        if mine & {line.id for line in tie.lines}
    ]
    return max(held, default=None)
