"""The tables of a plan, row by row, in the words of a reader."""

from __future__ import annotations

from collections.abc import Sequence

from kfond.catalogue.lines import Band, Met, NeedText
from kfond.formatting import count_of, interval, join_and, number, swedish_key
from kfond.plan.needs.values import State
from kfond.plan.proposal import LinePlan, MunicipalSeats, NotPlanned, Plan, Round
from kfond.provenance import Source
from kfond.reports.plan.words import (
    LANGUAGE,
    OPEN,
    SHORT_REASONS,
    area_name,
    for_whom,
    in_swedish,
    people,
    with_capital,
)
from kfond.reports.wording import NOT_KNOWN
from kfond.staffing.boxes import Box


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
        "area": area_name(area),
        "shared": _shared(lines, band),
        "name": with_capital(for_whom([band])),
        "people": people([band]),
        "local": texts(Met.LOCAL),
        "joint": texts(Met.JOINT),
        "rows": [_line_row(line) for line in lines],
    }


def _shared(lines: Sequence[LinePlan], band: Band) -> list[tuple[str, str]]:
    """The courses whose rounds are for other bands too, with those bands: their seats count once."""
    return [
        (line.line.stated.course, for_whom(other for other in line.rounds[0].bands if other is not band))
        for line in lines
        if line.rounds and len(line.rounds[0].bands) > 1
    ]


def _is_of(need: NeedText, area: str, band: Band) -> bool:
    return need.area == area and need.band is band


def _line_row(plan: LinePlan) -> tuple[str, str, str, str, str, str]:
    stated = plan.line.stated
    rounds = plan.rounds
    return (
        stated.course,
        "lokalt" if stated.met is Met.LOCAL else "gemensamt",
        stated.frequency or NOT_KNOWN,
        join_and([found.term.label for found in rounds]) if rounds else _short(plan.not_planned),
        " + ".join(_groups(found) for found in rounds) if rounds else "inga",
        " + ".join(_seats_of(found) for found in rounds) if rounds else "inga",
    )


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


def coverage_rows(plan: Plan) -> list[list[str]]:
    """Need and seats of each municipality, term by term."""
    rows = []
    for covered in plan.coverage:
        per_term = [
            sum(
                share.seats or 0
                for found in plan.rounds_of(term)
                for share in found.shares
                if share.need.code == covered.code
            )
            for term in plan.terms
        ]
        need = NOT_KNOWN if covered.need is None else number(covered.need, 1)
        rows.append(
            [covered.municipality, need, *(number(seats) for seats in per_term), number(covered.seats)]
        )
    return rows


def members_of(plan: Plan) -> list[tuple[str, str]]:
    """The municipalities of the plan: code and name, in Swedish order."""
    return [(covered.code, covered.municipality) for covered in plan.coverage]


def municipality_section(plan: Plan, code: str, name: str) -> dict[str, object]:
    """What one municipality gets, course by course."""
    rows = []
    for found in plan.rounds:
        for share in found.shares:
            if share.need.code == code and share.seats is not None and (share.seats or share.queued):
                rows.append(_seat_row(found, share))
    seats = sum(covered.seats for covered in plan.coverage if covered.code == code)
    return {"name": name, "seats": count_of(seats, "plats"), "rows": rows}


def _seat_row(found: Round, share: MunicipalSeats) -> tuple[str, ...]:
    return (
        found.course.name,
        for_whom(found.bands),
        found.term.label,
        _need_before(share),
        number(share.seats or 0),
        number(share.queued),
        share.reason.in_words(LANGUAGE),
    )


def _need_before(share: MunicipalSeats) -> str:
    if share.lacking is None:
        return NOT_KNOWN
    known = number(share.lacking.best, 1)
    return f"minst {known}" if share.need.has_unknown_band else known


def open_round_row(found: Round) -> tuple[str, str, str, str]:
    """A round whose seats are open to all."""
    return (found.course.name, found.area, for_whom(found.bands), found.term.label)


def not_planned_row(found: NotPlanned) -> tuple[str, str, str, str]:
    """A course without a round, and why."""
    return (found.course.name, found.area, for_whom(found.bands), in_swedish(found.reason))


def need_table(plan: Plan, area: str, band: Band) -> dict[str, object] | None:
    """The persons of a band in each municipality, with the cells; None for a band without figures."""
    by_municipality = next(needs for of_area, needs in plan.staff if of_area == area)
    rows = [
        (need.municipality, *_box_words(part.box), _cells(part.box))
        for need in by_municipality
        for part in need.bands
        if part.band is band
    ]
    if not rows:
        return None
    courses = sorted(
        {line.line.course.name for line in plan.lines if _asks(line, area, band)}, key=swedish_key
    )
    return {"area": area_name(area), "people": people([band]), "courses": join_and(courses), "rows": rows}


def _asks(line: LinePlan, area: str, band: Band) -> bool:
    own = any(found.groups is not None for found in line.rounds)
    return line.line.stated.area == area and line.line.stated.band is band and own


def _box_words(box: Box) -> tuple[str, str]:
    best = NOT_KNOWN if box.best is None else number(box.best, 1)
    if box.low == box.best == box.high:
        return best, "inget spann"
    return best, interval(box.low, box.high, 1)


def _cells(box: Box) -> str:
    """Where the figure stands. The words of a cell are shown only where they gave no figure by themselves."""
    cells = {str(source.place): _words_of(source, box.is_bounded) for source in box.sources}
    return "; ".join(f"{address}{words}" for address, words in cells.items())


def _words_of(source: Source, is_bounded: bool) -> str:
    if source.reviewed:
        return f" ”{source.verbatim or 'tom'}”, {source.reviewed}"
    return f" ”{source.verbatim or 'tom'}”" if is_bounded else ""


def reasons_by_course(plan: Plan) -> list[dict[str, object]]:
    """Each planned course once, with its rounds and the reasons that they share."""
    found: dict[tuple[str, str, str], list[Round]] = {}
    for planned in plan.rounds:
        key = (planned.area, planned.course.slug, "dated" if planned.groups is None else "own")
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
