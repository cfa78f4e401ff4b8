"""How the starts were chosen: what was sought in which order, what was decided beforehand, how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kfond.formatting import join_and, number, percent
from kfond.messages import Message
from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.values import Goal, Stage
from kfond.plan.proposal import Plan
from kfond.reports.plan.words import in_swedish
from kfond.reports.tables import Column, Table

SOUGHT: Mapping[Goal, str] = {
    Goal.LATE: "så få terminers försening som möjligt",
    Goal.PEAK: "så få kursstarter som möjligt i den fullaste terminen",
    Goal.FAIR: "så mycket som möjligt till den kommun som får minst av vad den kunde få",
    Goal.VALUE: "så många platser som möjligt dit där de gör mest nytta, för pengarna",
}
NO_GAP = 0.00005
EVERYBODY = "alla områden"
LEFT_BEHIND = ("unattainable", "declined_of_counties", "unpaid_of_counties")
OF_CHOICE = ("stage_late", "stage_peak", "stage_fair", "gap", "declined", "unpaid", *LEFT_BEHIND)
ELSEWHERE = (
    *OF_CHOICE,
    "forecast_rate",
    "net_change",
    "net_change_beyond",
    "turnover",
    "names_not_tied",
)
"""Codes of assumptions that have a place of their own in the document."""


def stages_table(plan: Plan) -> Table | None:
    """The stages in the order in which they were taken; None where there was nothing to choose."""
    if not plan.choice.stages:
        return None
    rows = tuple(
        (f"{at}", SOUGHT[stage.code], _outcome(plan, stage), _sureness(stage))
        for at, stage in enumerate(plan.choice.stages, start=1)
    )
    columns = (
        Column("Steg", False),
        Column("Vad som söktes", False),
        Column("Vad det blev", False),
        Column("Hur säkert det är", False),
    )
    return Table("Stegen i valet av kursstarter, i tur och ordning", columns, rows)


def _outcome(plan: Plan, stage: Stage) -> str:
    match stage.code:
        case Goal.LATE:
            late = round(stage.value)
            return (
                "ingen försening i planen"
                if not late
                else f"{number(late)} terminer, alla kurser tillsammans"
            )
        case Goal.PEAK:
            return f"{number(round(stage.value))} kursstarter"
        case Goal.FAIR:
            return _worst_off(plan)
        case Goal.VALUE:
            return "de kursstarter som står i planen"


def _worst_off(plan: Plan) -> str:
    """The worst share, and the municipalities that have it."""
    outcome = outcome_of(plan.task, plan.choice.chosen)
    share = f"{number(int(max(Fraction(0), outcome.fairness) * 100))} % av vad den kunde få"
    names = {covered.code: covered.municipality for covered in plan.coverage}
    worst = [names[code] for code in outcome.worst_off]
    return f"{share}: {join_and(worst)}" if worst else share


def _sureness(stage: Stage) -> str:
    if stage.gap < NO_GAP:
        return "bevisat bäst"
    return f"högst {percent(Decimal(str(round(stage.gap, 4))), 2)} från det bästa"


def decisions_table(plan: Plan) -> Table | None:
    """What was decided beforehand, with its reason; None where nothing was."""
    asked = plan.basis.asked
    names = {course.course.course.slug: course.course.course.name for course in plan.courses}
    rows = [
        (
            names.get(pin.course, pin.course),
            pin.area or EVERYBODY,
            _start(pin.term.label, pin.groups),
            pin.why,
        )
        for pin in asked.pins
    ]
    rows += [
        (names.get(skip.course, skip.course), skip.area or EVERYBODY, "hålls inte", skip.why)
        for skip in asked.skips
    ]
    if not rows:
        return None
    columns = (
        Column("Kurs", False),
        Column("Område", False),
        Column("Beslut", False),
        Column("Skäl", False),
    )
    return Table("Det som är bestämt på förhand, kurser och terminer", columns, tuple(rows))


def _start(term: str, groups: int | None) -> str:
    if groups is None:
        return f"startar {term}"
    return f"startar {term} med {number(groups)} {'grupp' if groups == 1 else 'grupper'}"


def left_behind(plan: Plan) -> list[str]:
    """What else is to be said of the choice: who could get nothing, and what counties cannot take or pay."""
    return [in_swedish(found) for found in plan.assumptions if found.code in LEFT_BEHIND]


def turnover_sentences(plan: Plan) -> list[str]:
    """The turnover of the newest year reported, by each definition."""
    return [in_swedish(found) for found in plan.assumptions if found.code == "turnover"]


def other_assumptions(plan: Plan) -> list[str]:
    """What the plan takes for granted and is told nowhere else."""
    return [in_swedish(found) for found in plan.assumptions if found.code not in ELSEWHERE]


def names_table(plan: Plan) -> Table | None:
    """The names in lists that are of no course in the catalogue, with their cells; None where there are none."""
    rows = tuple(
        (str(each.args["name"]), str(each.args["cell"]))
        for found in plan.assumptions
        if found.code == "names_not_tied"
        for each in _messages(found.text.args["names"])
    )
    if not rows:
        return None
    columns = (Column("Namn", False), Column("Cell", False))
    return Table("Namn i listorna som inte hör till någon kurs i katalogen", columns, rows)


def _messages(names: object) -> tuple[Message, ...]:
    return names if isinstance(names, tuple) else ()
