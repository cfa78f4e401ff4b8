"""The staff in the terms ahead: a picture and a table for each area, and the rates that carry it forward."""

from __future__ import annotations

from decimal import Decimal

from kfond.formatting import interval, join_and, number, swedish_key
from kfond.plan.forecast.assumed import assumptions
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Rate
from kfond.plan.proposal import Plan
from kfond.reports.pictures.kinds import Amount, Lines, Titles
from kfond.reports.plan.words import LANGUAGE, area_name
from kfond.reports.tables import Column, Table
from kfond.reports.wording import MEASURES, NO_SPAN, NOT_KNOWN
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure

HUNDRED = 100
TENTH = Decimal("0.1")


def staff_areas(plan: Plan) -> list[str]:
    """The areas with a forecast, as their figures are in the plan."""
    return [area for area, bands in plan.forecast.totals.items() if bands]


def staff_key(area: str) -> str:
    """The key of an area's picture."""
    return f"personal-{area.lower()}"


def staff_picture(plan: Plan, area: str) -> Lines:
    """The best value of each band in each term."""
    bands = plan.forecast.totals[area]
    return Lines(
        titles=Titles(
            title=_title(plan, area),
            subtitle=f"Medarbetare efter erfarenhet, {area_name(area)}, väntat antal personer termin för termin",
            note=f"Prognos från personaluppgifterna i {_places(plan, area)} av {len(plan.basis.members)} kommuner.",
            unit=("person", "personer"),
        ),
        periods=tuple(term.label for term in plan.forecast.terms),
        series=tuple(
            (MEASURES[band], tuple(Amount(each.best.quantize(TENTH)) for each in bands[band]))
            for band in BANDS
            if band in bands
        ),
    )


def _title(plan: Plan, area: str) -> str:
    """Which band changes most, from the first term to the last."""
    bands = plan.forecast.totals[area]
    ends = [(band, each[0].best, each[-1].best) for band, each in bands.items()]
    band, first, last = max(ends, key=lambda end: abs(end[2] - end[1]))
    goes = "ökar" if last > first else "minskar"
    return f"De med {MEASURES[band]} {goes} mest: från {number(first, 0)} till {number(last, 0)}"


def _places(plan: Plan, area: str) -> int:
    return len({code for of_area, code in plan.forecast.places if of_area == area})


def staff_table(plan: Plan, area: str) -> Table:
    """Best value and 80 % interval of each band, term by term."""
    bands = plan.forecast.totals[area]
    found = [band for band in BANDS if band in bands]
    heads = [head for band in found for head in (MEASURES[band], f"{MEASURES[band]}, lägst–högst")]
    rows = tuple(
        (
            term.label,
            *(
                cell
                for band in found
                for cell in (
                    number(bands[band][at].best, 1),
                    interval(bands[band][at].low, bands[band][at].high),
                )
            ),
        )
        for at, term in enumerate(plan.forecast.terms)
    )
    columns = (Column("Termin", False), *(Column(head) for head in heads))
    return Table(f"Personalen framåt i {area}, väntat antal personer och 80 %-spann", columns, rows)


def rates_table(plan: Plan) -> Table:
    """Each rate that holds for a whole area, with its range and where it comes from."""
    rows = tuple(
        (
            each.area,
            each.what.in_words(LANGUAGE),
            number(each.rate.best * HUNDRED, 1),
            _range(each.rate),
            each.rate.origin.in_words(LANGUAGE),
        )
        for each in sorted(assumptions(plan.rates), key=lambda each: each.area)
        if each.code == REGION
    )
    columns = (
        Column("Område", False),
        Column("Antagande", False),
        Column("Procent"),
        Column("Lägst–högst"),
        Column("Varifrån", False),
    )
    return Table("Vad prognosen bygger på, procent", columns, rows)


def net_change_table(plan: Plan) -> Table | None:
    """By how much each band has changed between two sheets, and whether the rates that are set allow it; else None."""
    rows = tuple(
        (
            each.area,
            MEASURES[each.band],
            number(len(each.codes)),
            f"{each.first_day.isoformat()}–{each.last_day.isoformat()}",
            number(each.before, 1),
            number(each.after, 1),
            interval(each.least, each.most, 1),
            number(each.change, 1),
            interval(Decimal(each.lowest), Decimal(each.highest)),
            "ja" if each.is_allowed else "nej",
        )
        for each in plan.net_changes
    )
    if not rows:
        return None
    columns = (
        Column("Område", False),
        Column("Erfarenhet", False),
        Column("Kommuner"),
        Column("Mellan", False),
        *(Column(head) for head in ("Före", "Efter", "Efter, lägst–högst", "Ändring", "Andelarna ger")),
        Column("Ryms", False),
    )
    return Table("Hur personalen har ändrats mellan två blad, antal personer", columns, rows)


def own_rates_table(plan: Plan) -> Table | None:
    """The share of each band that leaves a municipality in a year, where its own reports make it another; else None."""
    areas = staff_areas(plan)
    own = [
        (area, member)
        for area in areas
        for member in sorted(plan.basis.members, key=lambda member: swedish_key(member.name))
        if any(each.code == member.code and each.area == area for each in assumptions(plan.rates))
    ]
    if not own:
        return None
    heads = [
        f"{MEASURES[band]}{what}" for band in BANDS for what in ("", ", lägst–högst", ", slutade av halvår")
    ]
    rows = tuple(
        (
            f"{member.name}, {area}" if len(areas) > 1 else member.name,
            *(cell for band in BANDS for cell in _own(plan, area, member.code, band)),
        )
        for area, member in own
    )
    columns = (Column("Kommun", False), *(Column(head) for head in heads))
    return Table("Andel som slutar på ett år kommun för kommun, procent och personhalvår", columns, rows)


def _own(plan: Plan, area: str, code: str, band: Measure) -> tuple[str, str, str]:
    """The share, its range, and how many left of how many person-half-years; or that it is the area's."""
    rate = plan.rates[area, code].leaving[band]
    measured = rate.origin.args
    if rate == plan.rates[area, REGION].leaving[band]:
        left = "som området"
    elif "exits" in measured and "terms" in measured:
        left = f"{_shown(measured['exits'])} av {_shown(measured['terms'])}"
    else:
        left = NOT_KNOWN
    return number(rate.best * HUNDRED, 1), _range(rate), left


def _shown(value: object) -> str:
    return number(value) if isinstance(value, int | Decimal) else str(value)


def _range(rate: Rate) -> str:
    if rate.low == rate.high:
        return NO_SPAN
    return interval(rate.low * HUNDRED, rate.high * HUNDRED, 1)


def flagged_sentence(plan: Plan) -> str:
    """Which best values lie outside their intervals, and why that may be; "" where none does."""
    found = [
        f"{MEASURES[band]} i {area}"
        for area, bands in plan.forecast.totals.items()
        for band, each in bands.items()
        if any(estimate.is_flagged for estimate in each)
    ]
    if not found:
        return ""
    return (
        f"För {join_and(found)} ligger det bästa värdet utanför spannet i någon termin: det räknas utan slump, "
        "spannet med."
    )
