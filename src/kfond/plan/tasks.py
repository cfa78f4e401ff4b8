"""The drafts of all courses as one task of choosing, with the limits that bind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kfond.catalogue.prerequisites import prerequisites_of
from kfond.catalogue.trainers import Trainer as StatedTrainer
from kfond.messages import Message, say, say_count
from kfond.plan.asked import Pin
from kfond.plan.basis import Basis
from kfond.plan.choice.values import Limits, Order, Pinned, Prerequisite, Task, Trainer
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.demands import is_meant
from kfond.plan.drafts import Draft, is_tied, keeps_pin
from kfond.plan.menus.pruning import may_run_out, prune
from kfond.plan.menus.tree import is_small
from kfond.plan.menus.values import Menu
from kfond.plan.own_costs import own_costs
from kfond.plan.season import Season

MOST_IN_FAIRNESS = 40
"""Municipalities of one association; above it fairness between them is off, and what they can take is added up by
county. The gap of large plans holds there, and where municipalities and lines are too many together to look at every
plan."""
DIGITS_OF_COUNTY = 2
"""The first digits of a municipality's code are its county's (SCB, Län och kommuner i kodnummerordning)."""
HUNDREDTHS = 100


def task_of(drafts: Sequence[Draft], season: Season) -> Task:
    """The task of choosing one schedule for each draft that has a menu, in order of their keys."""
    menus = tuple(draft.menu for draft in sorted(drafts, key=lambda draft: draft.key) if draft.menu)
    basis = season.basis
    return Task(
        menus=menus,
        limits=_limits(drafts, season),
        horizon=len(season.horizon),
        planned=len(season.terms),
        codes=tuple(sorted(member.code for member in basis.members)),
        years=tuple(sorted({term.year for term in season.horizon})),
        names={draft.key: draft.course.course.name for draft in drafts},
        crowds={draft.key: draft.course.area for draft in drafts},
    )


def thinned(drafts: Sequence[Draft], season: Season) -> tuple[Draft, ...]:
    """The drafts without the schedules that another of the same course beats in all that the choice looks at."""
    menus = [draft.menu for draft in drafts if draft.menu]
    counties = _counties(season.basis)
    short = may_run_out(menus, _day_caps(season))
    counties_short = {counties.get(code) for code in short}
    # Days of a county are added up: where some of it may run out, every day of it counts.
    scarce = {*short, *(code for code, county in counties.items() if county in counties_short)}
    return tuple(_thinned(draft, draft.menu, scarce, season) if draft.menu else draft for draft in drafts)


def _thinned(draft: Draft, menu: Menu, scarce: Collection[str], season: Season) -> Draft:
    kept = prune(menu, scarce, keep=is_tied(draft, season))
    return draft if kept is menu else replace(draft, menu=kept)


def _limits(drafts: Sequence[Draft], season: Season) -> Limits:
    basis, settings = season.basis, season.basis.settings
    years = sorted({term.year for term in season.horizon})
    counties = _counties(basis)
    is_fair = not counties
    budget = None if settings.joint_budget is None else int(settings.joint_budget * ORE_IN_KRONA)
    own = _own_budgets(season, years)
    changes = _changes(drafts, season)
    return Limits(
        budgets=(budget,) * len(years),
        day_caps=_day_caps(season),
        own_budgets=own,
        own_costs=own_costs(drafts, season, years, own) if own else {},
        prerequisites=tuple(_prerequisites(drafts, season)),
        trainers=tuple(_trainers(drafts, season)),
        pins=tuple(_pinned(drafts, season)),
        changes={key: tuple(changed for changed, _ in each) for key, each in changes.items()},
        withdrawn={key: tuple(taken for _, taken in each) for key, each in changes.items()},
        seat_worth=int(settings.seat_worth * ORE_IN_KRONA),
        change_cost=int(settings.change_cost * ORE_IN_KRONA),
        order=Order(settings.order_of_goals),
        is_fair=is_fair,
        gap=0.0
        if is_fair and is_small(len(basis.members), len(basis.lines))
        else float(settings.gap_of_large),
        counties=counties,
    )


def _counties(basis: Basis) -> Mapping[str, str]:
    """The county of each member, where there are too many of them to be compared; else none."""
    codes = sorted(member.code for member in basis.members)
    return {code: code[:DIGITS_OF_COUNTY] for code in codes} if len(codes) > MOST_IN_FAIRNESS else {}


def _day_caps(season: Season) -> Mapping[str, tuple[int, ...]]:
    """Hundredths of days that each municipality's staff can take in each term; none where its staff is not known."""
    usual = int(season.basis.settings.training_days * HUNDREDTHS)
    stated = {(limit.code, limit.year): limit.days for limit in season.basis.limits if limit.days is not None}
    return {
        code: tuple(
            int(persons * stated.get((code, term.year), usual))
            for persons, term in zip(staff, season.horizon, strict=True)
        )
        for code, staff in season.staff.items()
    }


def _own_budgets(season: Season, years: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
    """Whole öre that a municipality states for joint courses; a year without a figure takes the nearest before."""
    stated: dict[str, dict[int, int]] = {}
    for limit in season.basis.limits:
        if limit.budget is not None:
            stated.setdefault(limit.code, {})[limit.year] = limit.budget
    return {
        code: tuple(
            by_year[max((known for known in by_year if known <= year), default=min(by_year))]
            for year in years
        )
        for code, by_year in sorted(stated.items())
    }


def _prerequisites(drafts: Sequence[Draft], season: Season) -> Iterator[Prerequisite]:
    """Courses that must be taken before others, where both are chosen from menus; the same area's first."""
    needed = prerequisites_of(season.basis.lines)
    by_place = {(draft.course.area, draft.course.course.slug): draft for draft in drafts if draft.menu}
    for (area, slug), draft in sorted(by_place.items()):
        for before in needed.get(slug, ()):
            first = by_place.get((area, before))
            if first and first is not draft:
                have = sum(
                    (need.trained.persons.best for need in first.need.members if need.trained), Decimal(0)
                )
                yield Prerequisite(draft.key, first.key, int(have))


def _trainers(drafts: Sequence[Draft], season: Season) -> Iterator[Trainer]:
    """Those whose time is stated: at most so many groups of their courses in a term."""
    by_label: dict[str, list[StatedTrainer]] = {}
    for trainer in season.basis.trainers:
        if trainer.groups is not None:
            by_label.setdefault(trainer.label, []).append(trainer)
    for label, stated in sorted(by_label.items()):
        slugs = {each.course for each in stated}
        keys = tuple(
            draft.key
            for draft in sorted(drafts, key=lambda draft: draft.key)
            if draft.menu and draft.course.course.slug in slugs
        )
        if keys:
            most = sum(_most_groups(draft) for draft in drafts if draft.key in keys)
            yield Trainer(
                label, keys, tuple(_time_of(stated, season, at, most) for at in range(len(season.horizon)))
            )


def _most_groups(draft: Draft) -> int:
    return max((sum(schedule.groups) for schedule in draft.menu.schedules), default=0) if draft.menu else 0


def _time_of(stated: Sequence[StatedTrainer], season: Season, at: int, most: int) -> int:
    """Groups that a trainer has time for in a term; any number where nothing is stated of it."""
    own = [each.groups or 0 for each in stated if each.term == season.horizon[at]]
    always = [each.groups or 0 for each in stated if each.term is None]
    return max(own) if own else max(always) if always else most


def _pinned(drafts: Sequence[Draft], season: Season) -> Iterator[Pinned]:
    asked = season.basis.asked
    planned = len(season.terms)
    for draft in sorted(drafts, key=lambda draft: draft.key):
        if draft.menu is None:
            continue
        name = draft.course.course.name
        schedules = draft.menu.schedules
        for pin in asked.pins:
            if is_meant(pin, draft.course) and pin.term in season.horizon:
                keep = [
                    at for at, schedule in enumerate(schedules) if keeps_pin(schedule, season.horizon, pin)
                ]
                yield Pinned(draft.key, frozenset(keep), _label(name, pin))
        for skip in asked.skips:
            if is_meant(skip, draft.course):
                keep = [at for at, schedule in enumerate(schedules) if not any(schedule.groups[:planned])]
                yield Pinned(draft.key, frozenset(keep), say("{course} is not run", course=name))


def _label(name: str, pin: Pin) -> Message:
    """What is pinned, in words."""
    if pin.groups is None:
        return say("{course} starts in {term}", course=name, term=pin.term.label)
    return say_count(
        "{course} starts in {term} with {count} group",
        "{course} starts in {term} with {count} groups",
        pin.groups,
        course=name,
        term=pin.term.label,
    )


def _changes(drafts: Sequence[Draft], season: Season) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Against the adopted plan, the groups that each schedule changes, and those that it takes away of them."""
    adopted = season.basis.adopted
    if adopted is None:
        return {}
    found = {}
    for draft in drafts:
        stands = {term: each.groups for term, each in adopted.rounds_of(draft.course, season.courses).items()}
        if draft.menu:
            more = (
                [
                    groups - stands.get(term, 0)
                    for term, groups in zip(season.horizon, schedule.groups, strict=True)
                    if term in adopted.terms
                ]
                for schedule in draft.menu.schedules
            )
            found[draft.key] = tuple(
                (sum(abs(each) for each in of_terms), sum(-each for each in of_terms if each < 0))
                for of_terms in more
            )
    return found
