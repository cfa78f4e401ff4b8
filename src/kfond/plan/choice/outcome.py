"""What a choice comes to, counted from the chosen groups and seats alone: plain sums that anybody can follow.

Knows nothing of the solver. Whole numbers and fractions, so that nothing is rounded on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kfond.plan.choice.values import Declined, Task, Unpaid
from kfond.plan.menus.values import FULL_WEIGHT, Menu, Schedule


@dataclass(frozen=True, slots=True)
class Outcome:
    """The goals and limits of a choice.

    `rounds`: crowd -> in each term; `evens`: the rounds that its peak may reach whatever is chosen, see `even_share`;
    `costs`:
    whole öre in each year; `shares`: municipality code -> share of the seats that it could get, less the shares that
    it must decline (empty where fairness is not asked for); `value`: whole öre, less what the limits of counties
    take from it; `changed` and
    `withdrawn`: groups, see `Limits`; `declined_of_counties` and `unpaid_of_counties` as in `Choice`.
    """

    late: int
    rounds: Mapping[str, tuple[int, ...]]
    evens: Mapping[str, int]
    costs: tuple[int, ...]
    shares: Mapping[str, Fraction]
    value: int
    changed: int
    withdrawn: int
    declined: tuple[Declined, ...]
    unpaid: tuple[Unpaid, ...]
    unattainable: tuple[str, ...]
    uncounted: tuple[str, ...]
    declined_of_counties: tuple[Declined, ...]
    unpaid_of_counties: tuple[Unpaid, ...]

    @property
    def peak(self) -> int:
        """Rounds in the fullest term of each crowd, or what any plan may have, all crowds together."""
        return sum(
            max(self.evens[crowd], *held) if held else self.evens[crowd]
            for crowd, held in self.rounds.items()
        )

    @property
    def fullest(self) -> int:
        """The same, counted as they are held."""
        return sum(max(held, default=0) for held in self.rounds.values())

    @property
    def fairness(self) -> Fraction:
        """The worst share."""
        return min(self.shares.values(), default=Fraction(1))

    @property
    def worst_off(self) -> tuple[str, ...]:
        """The municipalities with the worst share, in order of code."""
        return tuple(code for code, share in sorted(self.shares.items()) if share == self.fairness)


def outcome_of(task: Task, chosen: Mapping[str, int]) -> Outcome:
    """What the chosen schedules (course key -> number) come to. KeyError or IndexError where one does not exist."""
    numbers = tuple(sorted(chosen.items()))
    if numbers not in task.outcomes:
        task.outcomes[numbers] = _outcome(task, chosen)
    return task.outcomes[numbers]


def _outcome(task: Task, chosen: Mapping[str, int]) -> Outcome:
    schedules = {menu.key: menu.schedules[chosen[menu.key]] for menu in _in_order(task)}
    declined = tuple(_declined(task, schedules))
    unpaid = tuple(_unpaid(task, chosen))
    of_counties = tuple(_declined_of_counties(task, schedules)), tuple(_unpaid_of_counties(task, chosen))
    attainable, most_days = _at_most(task) if task.limits.is_fair else ({}, {})
    return Outcome(
        late=sum(schedule.late for schedule in schedules.values()),
        rounds={
            crowd: tuple(
                sum(
                    schedule.groups[term] > 0
                    for key, schedule in schedules.items()
                    if task.crowd_of(key) == crowd
                )
                for term in range(task.horizon)
            )
            for crowd in task.crowd_names
        },
        evens={crowd: even_share(task, crowd) for crowd in task.crowd_names},
        costs=tuple(
            sum(schedule.costs[year] or 0 for schedule in schedules.values())
            for year in range(len(task.limits.budgets))
        ),
        shares=_shares(task, schedules, attainable, most_days, declined, unpaid),
        value=sum(_worth_of(task, key, chosen[key], schedule) for key, schedule in schedules.items())
        - sum(part.days * task.limits.day_worth for part in of_counties[0])
        - sum(lack.amount for lack in of_counties[1]),
        changed=_groups(task.limits.changes, chosen),
        withdrawn=_groups(task.limits.withdrawn, chosen),
        declined=declined,
        unpaid=unpaid,
        unattainable=tuple(code for code, seats in attainable.items() if not seats),
        uncounted=tuple(
            key for key, schedule in schedules.items() if None in schedule.costs and any(schedule.groups)
        ),
        declined_of_counties=of_counties[0],
        unpaid_of_counties=of_counties[1],
    )


def _groups(counted: Mapping[str, tuple[int, ...]], chosen: Mapping[str, int]) -> int:
    """What the chosen schedules come to of groups that are counted for each schedule of some courses."""
    return sum(counted[key][number] for key, number in chosen.items() if key in counted)


def _worth_of(task: Task, key: str, number: int, schedule: Schedule) -> int:
    """Whole öre: what a schedule's seats are worth (rounded down), less what is known of its cost and its changes."""
    changed = task.limits.changes[key][number] if key in task.limits.changes else 0
    seats = schedule.value * task.limits.seat_worth // FULL_WEIGHT
    return (
        seats - sum(cost for cost in schedule.costs if cost is not None) - changed * task.limits.change_cost
    )


def allowed_numbers(task: Task, menu: Menu) -> tuple[int, ...]:
    """The schedules of a menu that keep everything that is decided beforehand."""
    pins = [pin.numbers for pin in task.limits.pins if pin.course == menu.key]
    return tuple(
        number for number in range(len(menu.schedules)) if all(number in numbers for numbers in pins)
    )


def even_share(task: Task, crowd: str) -> int:
    """Rounds of a crowd a term, rounded up, if all that could run were spread evenly over the horizon.

    Of a course that is owed the fewest rounds of its least late schedules, of any other the most. No plan is asked
    to have a lower peak: the lowest of all is that of a plan without rounds, and then what is never owed never runs.
    """
    could_run = 0
    for menu in task.menus:
        if task.crowd_of(menu.key) != crowd:
            continue
        allowed = [menu.schedules[number] for number in allowed_numbers(task, menu)]
        least = min((schedule.late for schedule in allowed), default=0)
        rounds = {
            sum(groups > 0 for groups in schedule.groups) for schedule in allowed if schedule.late == least
        }
        could_run += (min(rounds) or max(rounds)) if rounds else 0
    return -(-could_run // task.horizon) if task.horizon else 0


def _in_order(task: Task) -> tuple[Menu, ...]:
    return tuple(sorted(task.menus, key=lambda menu: menu.key))


def _days(schedules: Mapping[str, Schedule]) -> dict[tuple[str, int], int]:
    """Hundredths of days that the chosen seats take, by municipality and term."""
    days: dict[tuple[str, int], int] = {}
    for schedule in schedules.values():
        for term, sharing in enumerate(schedule.sharings):
            for code, given in sharing.granted if sharing else ():
                days[code, term] = days.get((code, term), 0) + given * schedule.days
    return days


def _declined(task: Task, schedules: Mapping[str, Schedule]) -> Iterator[Declined]:
    days = _days(schedules)
    for code in sorted({*task.codes} & {*task.limits.day_caps}):
        for term, most in enumerate(task.limits.day_caps[code]):
            if days.get((code, term), 0) > most:
                yield Declined(code, term, days[code, term] - most)


def _unpaid(task: Task, chosen: Mapping[str, int]) -> Iterator[Unpaid]:
    for code in sorted({*task.codes} & {*task.limits.own_budgets}):
        for year, most in enumerate(task.limits.own_budgets[code]):
            amount = sum(_own_cost(task, key, number, code)[year] for key, number in chosen.items())
            if amount > most:
                yield Unpaid(code, year, amount - most)


def _in_counties(task: Task, limits: Mapping[str, tuple[int, ...]]) -> dict[str, list[str]]:
    """The municipalities of each county that have a limit, counties and municipalities in order."""
    found: dict[str, list[str]] = {}
    for code in sorted(limits, key=lambda code: (task.limits.counties.get(code, ""), code)):
        if code in task.limits.counties:
            found.setdefault(task.limits.counties[code], []).append(code)
    return found


def _declined_of_counties(task: Task, schedules: Mapping[str, Schedule]) -> Iterator[Declined]:
    days = _days(schedules)
    for county, codes in _in_counties(task, task.limits.day_caps).items():
        for term in range(task.horizon):
            taken = sum(days.get((code, term), 0) for code in codes)
            most = sum(task.limits.day_caps[code][term] for code in codes)
            if taken > most:
                yield Declined(county, term, taken - most)


def _unpaid_of_counties(task: Task, chosen: Mapping[str, int]) -> Iterator[Unpaid]:
    for county, codes in _in_counties(task, task.limits.own_budgets).items():
        for year in range(len(task.limits.budgets)):
            cost = sum(
                _own_cost(task, key, number, code)[year] for key, number in chosen.items() for code in codes
            )
            most = sum(task.limits.own_budgets[code][year] for code in codes)
            if cost > most:
                yield Unpaid(county, year, cost - most)


def _own_cost(task: Task, key: str, number: int, code: str) -> tuple[int, ...]:
    nothing = (0,) * len(task.limits.budgets)
    return task.limits.own_costs.get((key, number), {}).get(code, nothing)


def _at_most(task: Task) -> tuple[dict[str, int], dict[str, int]]:
    """The seats and the hundredths of days that each municipality could come to, if each course had the schedule that
    gives it most of them."""
    seats, days = dict.fromkeys(sorted(task.codes), 0), dict.fromkeys(sorted(task.codes), 0)
    for menu in task.menus:
        most_seats: dict[str, int] = {}
        most_days: dict[str, int] = {}
        for number in allowed_numbers(task, menu):
            schedule = menu.schedules[number]
            for code, given in _all_seats(schedule).items():
                if given > most_seats.get(code, 0):
                    most_seats[code] = given
                if given * schedule.days > most_days.get(code, 0):
                    most_days[code] = given * schedule.days
        for total, most in ((seats, most_seats), (days, most_days)):
            for code in most.keys() & total.keys():
                total[code] += most[code]
    return seats, days


def _all_seats(schedule: Schedule) -> dict[str, int]:
    """Seats of each municipality, all terms together."""
    seats: dict[str, int] = {}
    for sharing in schedule.sharings:
        for code, given in sharing.granted if sharing else ():
            seats[code] = seats.get(code, 0) + given
    return seats


def _shares(
    task: Task,
    schedules: Mapping[str, Schedule],
    attainable: Mapping[str, int],
    most_days: Mapping[str, int],
    declined: tuple[Declined, ...],
    unpaid: tuple[Unpaid, ...],
) -> dict[str, Fraction]:
    got = [_all_seats(schedule) for schedule in schedules.values()]
    shares = {
        code: Fraction(sum(seats.get(code, 0) for seats in got), most)
        for code, most in attainable.items()
        if most
    }
    for part in declined:
        if part.code in shares:
            shares[part.code] -= Fraction(part.days, most_days[part.code])
    for lack in unpaid:
        if lack.code in shares:
            shares[lack.code] -= Fraction(lack.amount, _most_money(task, lack.code))
    return shares


def _most_money(task: Task, code: str) -> int:
    """Whole öre over all years, if each course had the schedule that costs this municipality most."""
    return sum(
        max(sum(_own_cost(task, menu.key, number, code)) for number in allowed_numbers(task, menu))
        for menu in task.menus
    )
