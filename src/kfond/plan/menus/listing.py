"""Listing the schedules of a course: whole groups term by term, each with its seats shared."""

from __future__ import annotations

from dataclasses import replace

from kfond.plan.menus.premises import Premises
from kfond.plan.menus.tree import Branch, Tree
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.menus.windows import Rhythm, beginnings_of, is_needed, lateness, starts_of
from kfond.plan.menus.worth import term_weights, value_of, yearly_costs
from kfond.plan.needs.values import State


def menu_of(premises: Premises) -> Menu:
    """Every schedule that the frequency allows and whose groups can be filled; the first holds only what is announced.
    Where only those in time are listed, none that is later than another: fewest terms late is sought first of all.

    In a term with R seats asked for, g groups are held only if g times the smallest group is at most R and no group
    would stand empty; announced groups are held whatever is asked. A need that is not known: the owed groups of each
    due start (or one), seats shared with nobody. A need known in part: one group may be held where those counted do
    not fill it. A group that those counted do not fill is listed only where the schedule is later without it.
    """
    rhythm = premises.rhythm
    starts = starts_of(rhythm, premises.announced)
    tree = Tree(premises, beginnings_of(starts), premises.is_timely)
    numbers = tree.numbers(starts)
    leaves = tree.leaves(numbers)
    late = [lateness(rhythm, leaf.groups, leaf.fillable) for leaf in leaves]
    if premises.is_timely and all(late):
        leaves = replace(tree, is_timely=False).leaves(numbers)
        late = [lateness(rhythm, leaf.groups, leaf.fillable) for leaf in leaves]
    listed = [(leaf, terms) for leaf, terms in zip(leaves, late, strict=True) if _is_sensible(leaf, rhythm)]
    if premises.is_timely:
        least = min(terms for _, terms in listed)
        listed = [(leaf, terms) for leaf, terms in listed if terms == least]
    weights = term_weights(len(rhythm.years), premises.planned)
    schedules = tuple(_schedule(leaf, terms, premises, weights) for leaf, terms in listed)
    return Menu(premises.key, schedules, any(leaf.is_thinned for leaf in leaves))


def _is_sensible(leaf: Branch, rhythm: Rhythm) -> bool:
    """Whether every group that those counted do not fill is due."""
    return all(is_needed(rhythm, leaf.groups, leaf.fillable, at) for at in leaf.unfilled)


def _schedule(leaf: Branch, late: int, premises: Premises, weights: tuple[int, ...]) -> Schedule:
    return Schedule(
        groups=leaf.groups,
        sharings=leaf.sharings,
        late=late,
        value=value_of(_counted(leaf, premises), weights, premises.seat_weight, premises.rhythm.terms_waited),
        costs=yearly_costs(
            premises.rhythm.years, premises.planned, zip(leaf.groups, leaf.seats, strict=True), premises.cost
        ),
        days=premises.days,
    )


def _counted(leaf: Branch, premises: Premises) -> tuple[int, ...]:
    """The seats that have a value: all that are given.

    Of a need that is not known, the smallest groups of the first start alone. That start is due, and sooner is better
    than later; but its seats are nobody's, so a further start must be owed and gains nothing.
    """
    if premises.state is not State.UNKNOWN:
        return leaf.seats
    first = next((at for at, groups in enumerate(leaf.groups) if groups), len(leaf.groups))
    return tuple(seats if at == first else 0 for at, seats in enumerate(leaf.seats))
