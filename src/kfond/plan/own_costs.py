"""What each schedule costs the municipalities that have a budget of their own: their shares, and what they promised.

Who has promised packages of a course pays for those instead of its share of the course: the packages promised, and the
seats beyond them, at the price of the promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kfond.plan.costs.values import Commitment
from kfond.plan.drafts import Draft
from kfond.plan.menus.values import Schedule
from kfond.plan.payments import cost_of_round
from kfond.plan.season import Season

OwnCosts = Mapping[tuple[str, int], Mapping[str, tuple[int, ...]]]


def own_costs(
    drafts: Sequence[Draft], season: Season, years: Sequence[int], codes: Collection[str]
) -> OwnCosts:
    """Course key and number of a schedule -> municipality code (those of `codes`) -> whole öre in each of `years`.

    A share that is not known counts as nothing, as against every budget. What is promised whatever is held stands on
    one course alone, so that it is counted once: the first that it is a promise of, or the first of all.
    """
    menus = sorted((draft for draft in drafts if draft.menu), key=lambda draft: draft.key)
    bearers = {draft.course.course.slug: draft.key for draft in reversed(menus)}
    found: dict[tuple[str, int], Mapping[str, tuple[int, ...]]] = {}
    for draft in menus:
        mine = [each for each in season.basis.commitments if each.code in codes and each.year in years]
        borne = [each for each in mine if bearers.get(each.course, menus[0].key) == draft.key]
        for number, schedule in enumerate(draft.menu.schedules if draft.menu else ()):
            costs = {code: [0] * len(years) for code in codes}
            for code, year, amount in (
                *_shares(draft, schedule, season, mine),
                *_promised(draft, schedule, season, mine, borne),
            ):
                if code in costs:
                    costs[code][years.index(year)] += amount
            found[draft.key, number] = {code: tuple(amounts) for code, amounts in costs.items()}
    return found


def _shares(
    draft: Draft, schedule: Schedule, season: Season, promises: Sequence[Commitment]
) -> Iterator[tuple[str, int, int]]:
    """Code, year and öre of each share of a round, of those who have promised nothing of the course for that year."""
    promised = {(each.code, each.year) for each in promises if each.course == draft.course.course.slug}
    for at, term in enumerate(season.horizon):
        if schedule.groups[at]:
            for code, amount in cost_of_round(draft, schedule, at, season).shares.items():
                if (code, term.year) not in promised:
                    yield code, term.year, amount


def _promised(
    draft: Draft,
    schedule: Schedule,
    season: Season,
    promises: Sequence[Commitment],
    borne: Sequence[Commitment],
) -> Iterator[tuple[str, int, int]]:
    """Code, year and öre of the packages: those that are used, and where they stand on this course those promised."""
    for each in promises:
        used = 0
        if each.course == draft.course.course.slug:
            seats = zip(season.horizon, schedule.seats_of(each.code), strict=True)
            used = sum(given for term, given in seats if term.year == each.year)
        paid = max(used, each.packages) if each in borne else used
        yield each.code, each.year, paid * each.price
