"""The tables of a plan, row by row, in the words of a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.catalogue.lines import Band, Met, NeedText
from kfond.formatting import join_and, number, swedish_key
from kfond.plan.needs.values import State
from kfond.plan.proposal import LinePlan, NotPlanned, Plan, Round
from kfond.reports.plan.kronor import cost_of, has_prices, kronor
from kfond.reports.plan.words import (
    LANGUAGE,
    OPEN,
    SHORT_REASONS,
    for_whom,
    in_swedish,
    with_capital,
)
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NOT_KNOWN


def bands_of(plan: Plan, area: str) -> list[Band]:
    """The bands that the catalogue has lines for in an area, in the plan's order."""
    mine = {line.line.stated.band for line in plan.lines if line.line.stated.area == area}
    return [band for band in Band if band in mine]


def band_section(plan: Plan, area: str, band: Band) -> dict[str, object]:
    """What a band needs, and its lines with when they run: the field's own table."""

    def texts(met: Met) -> list[str]:
        return [need.text for need in plan.basis.needs if _is_of(need, area, band) and need.met is met]

    lines = [line for line in plan.lines if line.line.stated.area == area and line.line.stated.band is band]
    return {
        "shared": _shared(lines, band),
        "name": with_capital(for_whom([band])),
        "local": texts(Met.LOCAL),
        "joint": texts(Met.JOINT),
        "table": _band_table(plan, area, band, lines),
    }


def _band_table(plan: Plan, area: str, band: Band, lines: Sequence[LinePlan]) -> Table:
    """The field's own table: met locally or jointly, course, frequency, then term, groups and seats."""
    with_costs = has_prices(plan)
    columns = (
        Column("Kurs", False),
        Column("Möts", False),
        Column("Frekvens", False),
        Column("Termin", False),
        Column("Grupper"),
        Column("Platser"),
        *([Column("Kostnad, kr")] if with_costs else []),
    )
    units = "antal grupper och platser, kronor" if with_costs else "antal grupper och platser"
    rows = tuple(row for line in lines for row in _line_rows(line, with_costs))
    return Table(f"Kurser {area} {for_whom([band])}, {units}", columns, rows)


def _shared(lines: Sequence[LinePlan], band: Band) -> list[tuple[str, str]]:
    """The courses whose rounds are for other bands too, with those bands: their seats count once."""
    return [
        (line.line.stated.course, for_whom(other for other in line.rounds[0].bands if other is not band))
        for line in lines
        if line.rounds and len(line.rounds[0].bands) > 1
    ]


def _is_of(need: NeedText, area: str, band: Band) -> bool:
    return need.area == area and need.band is band


def _line_rows(plan: LinePlan, with_costs: bool) -> Iterator[tuple[str, ...]]:
    """A row for each round of a line, or the one that says why there is none."""
    stated = plan.line.stated
    said = (
        stated.course,
        "lokalt" if stated.met is Met.LOCAL else "gemensamt",
        stated.frequency or NOT_KNOWN,
    )
    for found in plan.rounds:
        cost = (_cost_of(found),) if with_costs else ()
        yield (*said, found.term.label, _groups(found), _seats_of(found), *cost)
    if not plan.rounds:
        yield (*said, _short(plan.not_planned), "inga", "inga", *(["ingen"] if with_costs else []))


def _cost_of(found: Round) -> str:
    return "söks hos anordnaren" if found.groups is None else kronor(cost_of(found))


def _short(not_planned: NotPlanned | None) -> str:
    return SHORT_REASONS[not_planned.reason.code] if not_planned else NOT_KNOWN


def _groups(found: Round) -> str:
    return "ordnas av andra" if found.groups is None else number(found.groups)


def _seats_of(found: Round) -> str:
    if found.groups is None:
        return "söks hos anordnaren"
    if found.seats is None:
        return OPEN
    return f"{number(found.seats)} och öppna" if found.state is State.PARTLY else number(found.seats)


def open_round_row(found: Round) -> tuple[str, str, str, str]:
    """A round whose seats are open to all."""
    return (found.course.name, found.area, for_whom(found.bands), found.term.label)


def not_planned_row(found: NotPlanned) -> tuple[str, str, str, str]:
    """A course without a round, why, and what would change it."""
    why = in_swedish(found.reason)
    if found.remedy:
        why = f"{why} {found.remedy.in_words(LANGUAGE)}"
    return (found.course.name, found.area, for_whom(found.bands), why)


def reasons_by_course(plan: Plan) -> list[dict[str, object]]:
    """Each planned course once, with its rounds and the reasons that they share."""
    found: dict[tuple[str, str, str], list[Round]] = {}
    for planned in plan.rounds:
        key = (planned.area, planned.course.slug, "dated" if planned.groups is None else planned.key)
        found.setdefault(key, []).append(planned)
    return [
        {
            "name": rounds[0].course.name,
            "area": rounds[0].area,
            "bands": for_whom(rounds[0].bands),
            "terms": join_and([planned.term.label for planned in rounds]),
            "reasons": list(dict.fromkeys(in_swedish(r) for planned in rounds for r in planned.reasons)),
        }
        for (_, _, _), rounds in sorted(
            found.items(), key=lambda item: (item[0][0], swedish_key(item[1][0].course.name))
        )
    ]
