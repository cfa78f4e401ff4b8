"""The figures on what placements cost: by form, by care day and part, where a difference comes from, and by owner.

What few placements cost tells of single children, as their days do: where the care days of a form are hidden, so is
all that it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from kfond.formatting import swedish_key
from kfond.lists.figures import ore_in
from kfond.placements.computed_costs import CareDays, WithComputed, with_computed
from kfond.placements.costs import (
    Cost,
    Costs,
    DayCost,
    Difference,
    Outcome,
    Part,
    cost_per_day,
    costs_of,
    difference,
    outcomes,
    sum_known,
    with_all_kinds,
)
from kfond.placements.daily_amounts import amounts_in
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure
from kfond.placements.values import Kind
from kfond.provenance import Coverage, Figure, Source
from kfond.reports.annual.definitions import UNKNOWN, Ends, exactly, figure
from kfond.reports.annual.list_rows import rows_until
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placement_figures import ALL_FORMS, Time, form_in_words, id_of, sealed
from kfond.suppression import without_hidden

PARTS: Mapping[Part, str] = {
    Part.FEE: "Arvode",
    Part.EXPENSES: "Omkostnader",
    Part.CONSULTANT: "Konsulentkostnad",
    Part.START_UP: "Startkostnad",
    Part.OTHER: "Övrigt",
}
COMPARED = (Kind.CONSULTANT.value, Kind.TRADITIONAL.value)
"""The two forms whose difference is told: a home with bought support, and one of one's own."""
ORE = 100
BOOKED, COMPUTED = "bokförd", "beräknad"


def costs_in(material: Material, statistics: Statistics) -> Costs:
    """Booked costs, and those computed of care days and amounts a day where none are booked."""
    return with_all_kinds(_computed(material, statistics).costs, statistics.tallies)


def booked_in(material: Material, statistics: Statistics) -> Costs:
    """What lists of costs state; where they state nothing, the cost beside the counts of placements."""
    return with_all_kinds(_booked(material), statistics.tallies)


def _booked(material: Material) -> Costs:
    beside = [row for row in rows_until(material, "placements") if ore_in(row, "cost") is not None]
    return {**costs_of(beside), **costs_of(rows_until(material, "placement_costs"))}


def _computed(material: Material, statistics: Statistics) -> WithComputed:
    series = amounts_in(rows_until(material, "daily_amounts"))
    days = CareDays(statistics.tallies, statistics.days_of_parts)
    return with_computed(_booked(material), series, days)


def uncomputed_in(material: Material, statistics: Statistics, time: Time) -> Mapping[str, Sequence[str]]:
    """By form, the parts whose cost cannot be computed for somebody in a time or a part of it."""
    found: dict[str, dict[str, None]] = {}
    for told in _computed(material, statistics).uncomputed:
        if time.span.first <= told.span.first and told.span.last <= time.span.last:
            found.setdefault(told.kind, {})[PARTS[told.part]] = None
    return {form: tuple(parts) for form, parts in found.items()}


def basis_of(costs: Costs, time: Time, form: str) -> str:
    """Whether what a form cost is booked, computed or both, over the municipalities whose cost is known."""
    told = _told(costs, time, form).values()
    parts = [part in cost.computed for cost in told for part in cost.parts]
    is_booked = any(not each for each in parts) or any(not cost.parts for cost in told)
    if not any(parts):
        return BOOKED if is_booked else ""
    return f"{BOOKED} och {COMPUTED}" if is_booked else COMPUTED


def is_hidden(statistics: Statistics, time: Time, form: str) -> bool:
    """Whether what a form costs must not be shown: it has so few placements that their days are hidden."""
    return statistics.number(time.span, Measure.DAYS, ALL, form) is None


def cost_of_form(material: Material, costs: Costs, time: Time, form: str) -> Finding:
    """What a form cost, over the municipalities whose cost is known."""
    told = _told(costs, time, form)
    total = sum(cost.total or 0 for cost in told.values())
    made = figure(
        id_of(time, form, "cost"),
        exactly(Fraction(total, ORE)) if told else UNKNOWN,
        sealed(source for cost in told.values() for source in cost.sources),
        _coverage(material, costs, time, told),
        meaning="placements.cost",
        time=time.words,
        form=form_in_words(form),
        basis=basis_of(costs, time, form) or "inte känd",
    )
    statistics = material.statistics
    hides = statistics is None or statistics.is_cost_hidden(costs, time.span, form)
    return Finding(without_hidden(made, bool(told) and (hides or _hides(material, time, form))))


def day_cost_of(
    material: Material, costs: Costs, time: Time, form: str
) -> tuple[DayCost | None, tuple[Finding, ...]]:
    """What a care day of a form costs, in all and by part; nothing of the parts where they are not known."""
    statistics = material.statistics
    found = cost_per_day(costs, statistics.tallies, time.span, form) if statistics else None
    hides = found is not None and (statistics is None or statistics.day_cost(costs, time.span, form) is None)
    names = {"time": time.words, "form": form_in_words(form)}
    coverage = _coverage(material, costs, time, found.codes if found else ())
    whole = figure(
        id_of(time, form, "cost_per_day"),
        exactly(found.total / ORE) if found else UNKNOWN,
        sealed(found.sources) if found else (),
        coverage,
        meaning="placements.cost_per_day",
        **names,
    )
    parts = [
        figure(
            id_of(time, form, f"cost_per_day.{part}"),
            exactly(amount / ORE),
            sealed(found.sources),
            coverage,
            meaning="placements.cost_part_per_day",
            part=PARTS[part],
            **names,
        )
        for part, amount in (found.parts.items() if found else ())
        if found
    ]
    findings = tuple(Finding(without_hidden(each, hides)) for each in (whole, *parts))
    return (None if hides else found), findings


def differences(
    time: Time, one: DayCost | None, other: DayCost | None
) -> tuple[Difference | None, tuple[Finding, ...]]:
    """How much more a care day of one form costs than of the other, and what of it comes from which part."""
    if one is None or other is None:
        return None, ()
    found = difference(one, other)
    sources = sealed((*one.sources, *other.sources))
    names = {"time": time.words, "one": form_in_words(one.kind), "other": form_in_words(other.kind)}
    key = f"placements.{time.key}.{one.kind}-{other.kind}.difference"
    whole = figure(key, exactly(found.total / ORE), sources, None, meaning="placements.difference", **names)
    parts = (
        figure(
            f"{key}.{part}",
            exactly(amount / ORE),
            sources,
            None,
            meaning="placements.difference_part",
            part=PARTS[part],
            part_lower=PARTS[part].lower(),
            **names,
        )
        for part, amount in found.parts.items()
    )
    return found, tuple(Finding(without_hidden(each, False)) for each in (whole, *parts))


def of_owners(material: Material, costs: Costs, time: Time) -> Mapping[str, Sequence[Figure]]:
    """Budget, outcome, what is left and the share that was used, of each owner by name, in Swedish order, and of
    them all under "".
    """
    found = outcomes(costs, time.span)
    found = tuple(each for each in found if each.budget is not None or each.outcome is not None)
    hidden = _hidden_owners(material, time, found)
    by_name = sorted(found, key=lambda each: swedish_key(material.names.get(each.code, each.code)))
    rows = {
        material.names.get(each.code, each.code): tuple(
            _of_owner(material, costs, time, (each,), each.code in hidden)
        )
        for each in by_name
    }
    if len(found) > 1:
        hides = any(each.code in hidden for each in found) and _hides(material, time, ALL)
        rows[""] = tuple(_of_owner(material, costs, time, found, hides))
    return rows


def _hidden_owners(material: Material, time: Time, found: Sequence[Outcome]) -> frozenset[str]:
    """The owners whose outcome is of so few placements that it is hidden, and one more where that would tell it.

    Where the days of all forms together are hidden, every outcome is: their sum would be what all forms cost.
    """
    if _hides(material, time, ALL):
        return frozenset(each.code for each in found)
    sizes = {each.code: _size(material, time, each.code) for each in found}
    few = {code for code, size in sizes.items() if size is None or 0 < size < material.smallest_shown}
    others = sorted((size, code) for code, size in sizes.items() if code not in few and size)
    if len(few) == 1 and others:
        few.add(others[0][1])
    return frozenset(few)


def _size(material: Material, time: Time, code: str) -> int | None:
    """How many placements an owner had at most: those that go on and those that ended; None where one is hidden."""
    assert material.statistics is not None
    numbers = [
        material.statistics.number(time.span, measure, code) for measure in (Measure.ONGOING, Measure.ENDED)
    ]
    if any(tally is None for tally in numbers):
        return None
    return sum(tally.number or 0 for tally in numbers if tally)


def _of_owner(
    material: Material, costs: Costs, time: Time, found: Sequence[Outcome], hides: bool
) -> Iterator[Figure]:
    """The figures of one owner, or of several together where both numbers are known of all of them."""
    whose = material.names.get(found[0].code, found[0].code) if len(found) == 1 else "alla ägare"
    key = f"placements.{time.key}.owner.{found[0].code if len(found) == 1 else ALL_FORMS}"
    codes = {each.code for each in found}
    sources = sealed(_sources(costs, time, codes))
    totals: dict[str, int | None] = {}
    for name, amounts in (
        ("budget", [each.budget for each in found]),
        ("outcome", [each.outcome for each in found]),
        ("left", [each.left for each in found]),
    ):
        totals[name] = sum_known(amounts)
        known = {each.code for each, amount in zip(found, amounts, strict=True) if amount is not None}
        made = figure(
            f"{key}.{name}",
            _kronor(totals[name]),
            sources,
            _coverage(material, costs, time, known),
            meaning=f"placements.{name}",
            time=time.words,
            whose=whose,
        )
        yield without_hidden(made, hides and name != "budget" and totals[name] is not None)
    budget, outcome = totals["budget"], totals["outcome"]
    is_known = outcome is not None and bool(budget)
    share = figure(
        f"{key}.used_share",
        exactly(Fraction(outcome or 0, budget or 1)) if is_known else UNKNOWN,
        sources,
        _coverage(material, costs, time, codes if is_known else ()),
        meaning="placements.used_share",
        time=time.words,
        whose=whose,
    )
    yield without_hidden(share, hides and is_known)


def _kronor(ore: int | None) -> Ends:
    return UNKNOWN if ore is None else exactly(Fraction(ore, ORE))


def _sources(costs: Costs, time: Time, codes: set[str]) -> Iterator[Source]:
    for (span, code, _), cost in sorted(costs.items(), key=lambda item: item[0]):
        if span == time.span and code in codes:
            yield from cost.sources


def _told(costs: Costs, time: Time, form: str) -> Mapping[str, Cost]:
    return {
        code: cost
        for (span, code, kind), cost in sorted(costs.items(), key=lambda item: item[0])
        if (span, kind) == (time.span, form) and cost.total is not None
    }


def _coverage(
    material: Material, costs: Costs, time: Time, counted: Sequence[str] | Mapping[str, object] | set[str]
) -> Coverage:
    answered = {code for span, code, _ in costs if span == time.span}
    return Coverage(len(material.members | answered), len(answered), len(counted))


def _hides(material: Material, time: Time, form: str) -> bool:
    return material.statistics is None or is_hidden(material.statistics, time, form)
