"""Small made-up tasks for the choice: schedules written as groups, with seats by code in each term."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from kfond.messages import say
from kfond.plan.choice.values import Limits, Order, Pinned, Prerequisite, Task, Trainer
from kfond.plan.menus.values import FULL_WEIGHT, Menu, Schedule
from kfond.sharing import Ask, Sharing, share_seats

NO_LIMITS = Limits(
    budgets=(None, None),
    day_caps={},
    own_budgets={},
    own_costs={},
    prerequisites=(),
    trainers=(),
    pins=(),
    changes={},
    seat_worth=1_000_000,
    change_cost=100_000,
    order=Order.FAIR_FIRST,
    is_fair=True,
    gap=0,
)


def schedule(
    groups: Sequence[int],
    seats: Sequence[Mapping[str, int]],
    late: int = 0,
    costs: tuple[int | None, ...] = (0, 0),
    days: int = 100,
) -> Schedule:
    """A schedule; `seats`: code -> seats for each term that has groups, in turn. Each has full weight."""
    left = iter(seats)
    sharings = tuple(_given(next(left)) if number else None for number in groups)
    value = FULL_WEIGHT * sum(sum(given.values()) for given in seats)
    return Schedule(tuple(groups), sharings, late, value, costs, days)


def nothing(late: int = 0, terms: int = 4, days: int = 100) -> Schedule:
    """The schedule without groups."""
    return Schedule((0,) * terms, (None,) * terms, late, 0, (0, 0), days)


def task(*menus: Menu, codes: tuple[str, ...] = ("1401", "1402"), **limits: object) -> Task:
    """A task of four terms, 2018-2019, with these limits and no others."""
    changed = replace(NO_LIMITS, **limits)  # type: ignore[arg-type]
    return Task(menus, changed, 4, 2, codes, (2018, 2019), {menu.key: menu.key.title() for menu in menus})


def _given(seats: Mapping[str, int]) -> Sharing:
    asks = [Ask(code, number, number) for code, number in seats.items()]
    return share_seats(asks, sum(seats.values()))


LVU = Menu(
    "lvu",
    (
        nothing(late=1),
        schedule((1, 0, 0, 0), [{"1401": 6, "1402": 6}], costs=(50_000_00, 0)),
        schedule((0, 1, 0, 0), [{"1401": 6, "1402": 6}], costs=(50_000_00, 0)),
        schedule(
            (1, 0, 1, 0), [{"1401": 6, "1402": 6}, {"1401": 2, "1402": 10}], costs=(50_000_00, 50_000_00)
        ),
    ),
)
BBIC = Menu(
    "bbic",
    (
        nothing(),
        schedule((1, 0, 0, 0), [{"1401": 12}], costs=(40_000_00, 0)),
        schedule((0, 0, 1, 0), [{"1402": 12}], costs=(0, 40_000_00)),
    ),
)


def made_up(seed: int, courses: int = 4, schedules: int = 4) -> Task:
    """A small task with some of every limit, the same for the same seed. It may be impossible."""
    dice = random.Random(seed)
    codes = tuple(f"14{place:02}" for place in range(dice.randint(1, 3)))
    menus = tuple(_menu(f"k{number}", codes, schedules, dice) for number in range(courses))
    most = sum(max(sum(cost or 0 for cost in one.costs) for one in menu.schedules) for menu in menus)
    budget = dice.choice((None, 0, most // 4, most // 2))
    keys = [menu.key for menu in menus]
    changed = tuple(dice.randint(0, 2) for _ in range(schedules))
    numbers = frozenset(dice.sample(range(schedules), 2))
    return Task(
        menus,
        replace(
            NO_LIMITS,
            budgets=(budget, dice.choice((None, most // 3))),
            day_caps={code: tuple(100 * dice.randint(2, 20) for _ in range(4)) for code in codes[:2]},
            own_budgets={codes[0]: (dice.randint(0, most // 5), most // 5)} if dice.random() < 0.3 else {},
            own_costs={
                (menu.key, number): {codes[0]: tuple((cost or 0) // len(codes) for cost in one.costs)}
                for menu in menus
                for number, one in enumerate(menu.schedules)
            },
            prerequisites=(Prerequisite(keys[0], keys[1], dice.randint(0, 6)),)
            if dice.random() < 0.4
            else (),
            trainers=(Trainer("Kim", tuple(keys[:2]), (1,) * 4),) if dice.random() < 0.4 else (),
            pins=(Pinned(keys[-1], numbers, say("pin")),) if dice.random() < 0.3 else (),
            changes={keys[0]: changed},
            withdrawn={keys[0]: tuple(number // 2 for number in changed)},
            order=dice.choice(list(Order)),
            is_fair=dice.random() < 0.9,
        ),
        4,
        2,
        codes,
        (2018, 2019),
        {key: key.title() for key in keys},
    )


def in_counties(made: Task) -> Task:
    """The same task without fairness, the first municipality a county of its own and the others another."""
    counties = {code: "13" if code == made.codes[0] else "14" for code in made.codes}
    return replace(made, limits=replace(made.limits, is_fair=False, counties=counties))


def _menu(key: str, codes: Sequence[str], schedules: int, dice: random.Random) -> Menu:
    days = 100 * dice.randint(1, 3)
    owed = dice.random() < 0.5
    made = [nothing(late=2 if owed else 0, days=days)]
    while len(made) < schedules:
        groups = tuple(dice.choice((0, 0, 1, 2)) for _ in range(4))
        seats = [{code: dice.randint(0, 5) for code in codes} for number in groups if number]
        price = dice.choice((None, 20_000, 35_000)) if any(groups) else 0
        costs = tuple(None if price is None else price * sum(groups[at : at + 2]) * 100 for at in (0, 2))
        made.append(schedule(groups, seats, dice.randint(0, 1) if owed else 0, costs, days))
    return Menu(key, tuple(made))


def every_choice(task: Task) -> Iterator[dict[str, int]]:
    """Every way to choose one schedule of each menu."""
    for numbers in product(*(range(len(menu.schedules)) for menu in task.menus)):
        yield {menu.key: number for menu, number in zip(task.menus, numbers, strict=True)}
