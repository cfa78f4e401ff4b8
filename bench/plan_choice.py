"""How long the choice of a plan takes: stage by stage, with gaps and nodes.

Two made-up tasks. (a) Associations of 14 municipalities with 38 courses and up to 150 schedules each over six terms,
one for each seed, solved to proof; (b) the nation as one association, 290 municipalities and 200 courses with
thinned menus, without fairness, days added up by county, to 1 %. It never fails by the clock: it prints the target
beside the figure, and a person judges.

    python bench/plan_choice.py [SEEDS]
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from kfond.messages import say
from kfond.plan.choice.choose import choose
from kfond.plan.choice.values import Choice, Limits, Order, Pinned, Prerequisite, Task, Trainer
from kfond.plan.menus.values import FULL_WEIGHT, Menu, Schedule
from kfond.sharing import Ask, Sharing, share_seats

SEEDS = 20
HORIZON, PLANNED = 6, 4
WEIGHTS = (100, 95, 95, 90, 50, 47)
FULL = 300
ORE = 100
MOST_STARTS, MOST_LEVELS, THIN_FROM = 3, 3, 30


@dataclass(frozen=True, slots=True)
class Course:
    """A made-up course: persons who need it in each municipality, its groups, its gaps between starts, its cost."""

    key: str
    needs: dict[str, int]
    smallest: int
    largest: int
    window: tuple[int, int] | None
    is_urgent: bool
    days: int
    price: int | None


def association(seed: int, municipalities: int = 14, courses: int = 38, most: int = 150) -> Task:
    """A task like that of a real association: municipalities of very different size, most courses owed."""
    dice = random.Random(seed)
    staff = {f"{1400 + place}": int(4 + 60 * dice.random() ** 2.5) for place in range(municipalities)}
    made = [course(f"kurs-{number:03}", staff, dice) for number in range(courses)]
    menus = tuple(menu(one, most) for one in made)
    spent = sum(
        max((schedule.costs[0] or 0) + (schedule.costs[1] or 0) for schedule in one.schedules)
        for one in menus
    )
    keys = [one.key for one in made]
    held = max(menus, key=lambda one: len(one.schedules))
    limits = Limits(
        budgets=(int(spent * 0.3), int(spent * 0.3), None),
        day_caps={code: (400 * heads,) * HORIZON for code, heads in staff.items()},
        own_budgets={},
        own_costs={},
        prerequisites=(Prerequisite(keys[1], keys[0], 20), Prerequisite(keys[3], keys[2], 10)),
        trainers=(Trainer("Utbildare 1", tuple(keys[5:12]), (3,) * HORIZON),),
        pins=(Pinned(held.key, frozenset(range(1, len(held.schedules))), say("pin")),),
        changes={},
        seat_worth=10_000 * ORE,
        change_cost=1_000 * ORE,
        order=Order.FAIR_FIRST,
        is_fair=municipalities <= 40,
        gap=0 if municipalities <= 40 else 0.01,
        counties={code: code[:2] for code in staff} if municipalities > 40 else {},
    )
    return Task(menus, limits, HORIZON, PLANNED, tuple(sorted(staff)), (2018, 2019, 2020), {})


def course(key: str, staff: dict[str, int], dice: random.Random) -> Course:
    """A course for a part of the staff, its window as the field's frequencies have them."""
    share = dice.choice((0.15, 0.3, 0.5))
    supervision = dice.random() < 0.1
    return Course(
        key,
        {code: dice.randint(0, max(1, round(heads * share * 1.25))) for code, heads in staff.items()},
        5 if supervision else 12,
        8 if supervision else 25,
        dice.choice(((1, 2), (2, 3), (2, 3), (4, 5), None)),
        dice.random() < 0.4,
        100 * dice.choice((1, 1, 1, 2, 2, 3)),
        None if dice.random() < 0.2 else 100_000 * dice.randint(15, 90),
    )


def menu(one: Course, most: int) -> Menu:
    """Its schedules: whole groups in each term, no more than the need fills, thinned to `most`."""
    vectors = list(group_vectors(one))
    if len(vectors) > THIN_FROM * most:
        vectors = vectors[:1] + vectors[1 :: -(-len(vectors) // most)]
    shared: dict[tuple[tuple[int, ...], int], Sharing] = {}
    schedules = [made for groups in vectors if (made := schedule(one, groups, shared)) is not None]
    schedules.sort(key=lambda made: (any(made.groups), made.late, -made.value, made.groups))
    kept = schedules if len(schedules) <= most else schedules[:1] + schedules[1 :: -(-len(schedules) // most)]
    return Menu(one.key, tuple(kept), is_thinned=len(kept) < len(vectors))


def group_vectors(one: Course) -> Iterator[tuple[int, ...]]:
    """Groups in each term that keep the smallest gap between starts; of very many groups even steps."""
    total = sum(one.needs.values())
    highest = -(-total // one.largest)
    levels = range(highest + 1) if highest <= MOST_LEVELS else (0, 1, -(-highest // 2), highest)
    shortest = one.window[0] if one.window else 1
    for groups in product(levels, repeat=HORIZON):
        starts = [term for term, number in enumerate(groups) if number]
        if len(starts) > MOST_STARTS or sum(groups) * one.smallest > max(total, one.smallest):
            continue
        if all(later - earlier >= shortest for earlier, later in pairwise(starts)):
            yield groups


def schedule(
    one: Course, groups: tuple[int, ...], shared: dict[tuple[tuple[int, ...], int], Sharing]
) -> Schedule | None:
    """The schedule of these groups with its seats shared; None where the need does not fill them."""
    left = dict(one.needs)
    sharings: list[Sharing | None] = []
    value = 0
    for term, number in enumerate(groups):
        if not number:
            sharings.append(None)
            continue
        asked = sum(left.values())
        if asked < number * one.smallest or number > -(-asked // one.largest):
            return None
        key = (tuple(left.values()), number * one.largest)
        if key not in shared:
            asks = [Ask(code, seats, seats) for code, seats in left.items()]
            shared[key] = share_seats(asks, number * one.largest)
        sharings.append(shared[key])
        for code, given in shared[key].granted:
            left[code] -= given
            value += given * WEIGHTS[term] * (3 if one.is_urgent else 2) * FULL_WEIGHT // FULL
    price = one.price
    costs = tuple(
        None if price is None else price * sum(groups[at : at + 2]) // (2 if at >= PLANNED else 1)
        for at in range(0, HORIZON, 2)
    )
    return Schedule(groups, tuple(sharings), lateness(one, groups), value, costs, one.days)


def lateness(one: Course, groups: Sequence[int]) -> int:
    """Terms beyond the largest gap between starts, the plan's beginning counted as a start."""
    if one.window is None or sum(one.needs.values()) < one.smallest:
        return 0
    starts = [-1, *(term for term, number in enumerate(groups) if number), HORIZON]
    return sum(max(0, later - earlier - one.window[1]) for earlier, later in pairwise(starts))


def measured(task: Task) -> tuple[float, Choice]:
    """Seconds of the processor that the choice takes, its checking included, and what came of it."""
    before = time.process_time()
    found = choose(task)
    taken = time.process_time() - before
    assert isinstance(found, Choice), found
    return taken, found


def shown(name: str, task: Task, taken: float, found: Choice) -> str:
    """A line of the table."""
    lines = sum(len(menu.schedules) for menu in task.menus)
    stages = "  ".join(
        f"{stage.code} {stage.value:.6g} gap {stage.gap:.2%} nodes {stage.nodes}" for stage in found.stages
    )
    return f"{name:>10} {lines:6} schedules {taken:6.2f} s  {stages}"


def main() -> None:
    """Measures and prints a line for each task."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    times = []
    for seed in range(seeds):
        task = association(seed)
        taken, found = measured(task)
        times.append(taken)
        print(shown(f"seed {seed}", task, taken, found), flush=True)
    print(f"median {statistics.median(times):.2f} s (target 1), worst {max(times):.2f} s (target 5)")
    task = association(1, municipalities=290, courses=200, most=20)
    taken, found = measured(task)
    print(shown("nation", task, taken, found), "(target 15 s)")


if __name__ == "__main__":
    main()
