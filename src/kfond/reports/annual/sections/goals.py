"""Goals and outcomes: each indicator's outcome beside its target and its baseline, definition by definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from kfond.formatting import count_of, date_iso, join_and, number
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.goals import Goal, goals, in_words, is_number
from kfond.reports.annual.list_rows import coverage_of, doubts_in, ends_in, ids_of, rows_until, span_in_words
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import HIDDEN, NOT_KNOWN, marked, said
from kfond.suppression import without_hidden

WHOLE = "Hela förbundet"
DOUBTFUL: Mapping[str, str] = {"value": "utfall", "target": "mål", "baseline": "utgångsläge"}
NOT_STATED = "inte angiven"
SIDES: Mapping[str, str] = {"above": "över målet", "at": "på målet", "below": "under målet"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a template shows of a goal: its heading, its sentences, the key of its table, what it is and whence."""

    title: str
    told: str
    table: str
    definition: str
    sources: tuple[str, ...]
    hides: bool
    is_one_of_several: bool


def _part(material: Material) -> Part | None:
    rows = rows_until(material, "indicators")
    found = goals(material, rows)
    if not found:
        return None
    keys = _keys(found)
    findings = tuple(
        finding
        for goal, key in zip(found, keys, strict=True)
        for finding in (*_outcomes(goal, key), *_sides(material, goal, key))
    )
    by_id = {finding.figure.id: finding for finding in findings}
    tables = {
        f"goals_{at}": _table(goal, key) for at, (goal, key) in enumerate(zip(found, keys, strict=True), 1)
    }
    told = [
        _told_of(found, goal, key, f"goals_{at}", by_id)
        for at, (goal, key) in enumerate(zip(found, keys, strict=True), 1)
    ]
    return Part(
        findings=findings,
        tables=MappingProxyType(tables),
        words=MappingProxyType({"goals": told}),
        left_out=doubts_in([row for goal in found for row in goal.rows], DOUBTFUL),
        summary=tuple(each.told for each in told[:1]),
    )


def _keys(found: Sequence[Goal]) -> list[str]:
    """A key for each goal, such as personalomsattning; another definition in the same period is numbered."""
    names = ids_of({goal.indicator.casefold() for goal in found})
    keys: list[str] = []
    for goal in found:
        key = f"goals.{names[goal.indicator.casefold()]}"
        again = sum(
            other.indicator.casefold() == goal.indicator.casefold() and _period(other) == _period(goal)
            for other in found[: len(keys)]
        )
        keys.append(key if not again else f"{key}-definition-{again + 1}")
    return keys


def _period(goal: Goal) -> str:
    return span_in_words(goal.first_day, goal.last_day)


def _when(goal: Goal) -> str:
    """The period in an id: 2018, or 2018-01-01--2018-04-30."""
    words = _period(goal)
    return words if words.isdigit() else f"{date_iso(goal.first_day)}--{date_iso(goal.last_day)}"


def _whose(row: Row) -> str:
    return row.municipality or WHOLE


def _ids(goal: Goal, key: str) -> Mapping[str, str]:
    """The figure's id of each row."""
    names = ids_of({_whose(row) for row in goal.rows})
    return {row.municipality_code: f"{key}.{names[_whose(row)]}.{_when(goal)}" for row in goal.rows}


def _outcomes(goal: Goal, key: str) -> Iterator[Finding]:
    ids = _ids(goal, key)
    for row in goal.rows:
        value = row.value("value")
        if value is None or not is_number(row, "value"):
            continue
        made = figure(
            ids[row.municipality_code],
            ends_in(value),
            (value.source,),
            meaning="goals.outcome",
            indicator=goal.indicator,
            period=_period(goal),
            whose=_whose(row),
            definition=goal.definition.rstrip(".") or "Definition saknas i listan",
            measured_in=goal.measured_in or NOT_STATED,
            source=row.text("source") or NOT_STATED,
        )
        is_hidden = row.municipality_code in goal.hidden
        yield Finding(without_hidden(made, is_hidden) if is_hidden else made)


def _sides(material: Material, goal: Goal, key: str) -> Iterator[Finding]:
    """How many municipalities are above their target, at it and below it."""
    distances = {row: goal.distance(row) for row in goal.rows if row.municipality_code}
    known = {row: distance for row, distance in distances.items() if distance is not None}
    if not known:
        return
    for side in SIDES:
        on_side = [row for row, distance in known.items() if _side(distance) == side]
        yield Finding(
            figure(
                f"{key}.{side}.{_when(goal)}",
                exactly(len(on_side)),
                (value.source for row in known if (value := row.value("value"))),
                coverage_of(material, distances, known),
                meaning=f"goals.{side}",
                indicator=goal.indicator,
                period=_period(goal),
            ),
            tuple(_whose(row) for row in on_side),
        )


def _side(distance: Fraction) -> str:
    return "at" if distance == 0 else "above" if distance > 0 else "below"


def _told_of(found: Sequence[Goal], goal: Goal, key: str, table: str, by_id: Mapping[str, Finding]) -> Told:
    others = [
        other
        for other in found
        if other is not goal and other.indicator.casefold() == goal.indicator.casefold()
    ]
    sources = dict.fromkeys(text for row in goal.rows if (text := row.text("source")))
    return Told(
        title=f"{goal.indicator} {_period(goal)}",
        told=_result(goal, key, by_id),
        table=table,
        definition=goal.definition.rstrip("."),
        sources=tuple(sources),
        hides=bool(goal.hidden),
        is_one_of_several=any(_definition(other) != _definition(goal) for other in others),
    )


def _definition(goal: Goal) -> tuple[str, str]:
    return goal.definition.casefold(), goal.measured_in.casefold()


def _result(goal: Goal, key: str, by_id: Mapping[str, Finding]) -> str:
    """The outcome of the whole association, and how many municipalities are on which side of their target."""
    said_of = [*_whole(goal, key, by_id), *_counted(goal, key, by_id)]
    if not said_of:
        return f"**{goal.indicator} {_period(goal)}** har inget utfall som går att ställa mot ett mål."
    return f"**{goal.indicator} {_period(goal)}:** {'; '.join(said_of)}."


def _whole(goal: Goal, key: str, by_id: Mapping[str, Finding]) -> Iterator[str]:
    row = next((row for row in goal.rows if not row.municipality_code), None)
    if row is None or goal.outcome(row) is None:
        return
    outcome = by_id[_ids(goal, key)[""]].figure
    distance = goal.distance(row)
    target = row.value("target")
    beside = f", {in_words(distance, goal.measured_in)} {said(target.reading)}" if distance and target else ""
    beside = ", som är målet" if distance == 0 else beside
    yield f"{marked(outcome)} {goal.measured_in} för hela förbundet{beside}".replace("  ", " ")


def _counted(goal: Goal, key: str, by_id: Mapping[str, Finding]) -> Iterator[str]:
    """4 kommuner ligger över målet, 1 på målet och 5 under målet; sides with none are left out."""
    words: list[str] = []
    for side, where in SIDES.items():
        finding = by_id.get(f"{key}.{side}.{_when(goal)}")
        if finding is None or not finding.figure.value:
            continue
        is_first = not words
        count = count_of(finding.figure.value, "kommun") if is_first else number(finding.figure.value)
        words.append(f"{marked(finding.figure, count)} {'ligger ' if is_first else ''}{where}")
    if words:
        yield join_and(words)


def _table(goal: Goal, key: str) -> Table:
    year = goal.first_day.year
    ids = _ids(goal, key)
    has_before = bool(goal.before)
    unit = f", {goal.measured_in}" if goal.measured_in else ", enhet inte angiven"
    return Table(
        f"{goal.indicator} {_period(goal)}{unit}",
        (
            Column("Kommun", False),
            Column("Utgångsläge"),
            *([Column(f"Utfall {year - 1}")] if has_before else []),
            Column(f"Utfall {year}"),
            Column("Mål"),
            Column("Till målet", False),
        ),
        tuple(_row(goal, row, ids[row.municipality_code], has_before=has_before) for row in goal.rows),
    )


def _row(goal: Goal, row: Row, key: str, *, has_before: bool) -> tuple[Cell, ...]:
    is_hidden = row.municipality_code in goal.hidden
    distance = goal.distance(row)
    outcome: Cell = HIDDEN if is_hidden else _said(row, "value")
    if not is_hidden and is_number(row, "value"):
        outcome = Marked(str(outcome), key)
    before = goal.before.get(row.municipality_code)
    return (
        _whose(row),
        HIDDEN if is_hidden else _said(row, "baseline"),
        *([HIDDEN if is_hidden else _said(before, "value") if before else NOT_KNOWN] if has_before else []),
        outcome,
        _said(row, "target"),
        HIDDEN
        if is_hidden
        else "går inte att säga"
        if distance is None
        else in_words(distance, goal.measured_in),
    )


def _said(row: Row, field: str) -> str:
    value = row.value(field)
    return said(value.reading if value else None)


GOALS = Section("goals", "Mål och utfall", "Mål och utfall: inga indikatorer är kända för året.", _part)
