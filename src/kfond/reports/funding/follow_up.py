"""The part and final report of an application: what was promised, what came of it, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from kfond.formatting import date_iso, date_long, join_and, number, percent
from kfond.funding.application import Application
from kfond.funding.fund import Fund
from kfond.funding.judging import TOLERANCE, Verdict, judged
from kfond.funding.life import State, Step
from kfond.funding.measures import MEASURES
from kfond.funding.targets import Operator, Outcome, Target
from kfond.provenance import Figure
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line, ground_told
from kfond.reports.funding.form import SHARE, wanted
from kfond.reports.funding.money import MoneyTold
from kfond.reports.funding.verdicts import VERDICTS, verdicts_in_words
from kfond.reports.publishing.words import for_document
from kfond.reports.render import render
from kfond.reports.tables import Column, Marked, Table
from kfond.reports.wording import SHARE as AS_SHARE

TEMPLATE = "funding/follow_up.md.j2"
HIDDEN = "dold"
NOT_KNOWN = "inte känt"
LOOSE = (Operator.ABOUT, Operator.NEARLY)
NOT_MEASURED = "inte mätt än"
HORIZONS: Mapping[str, str] = {
    "long": "På lång sikt",
    "middle": "På medellång sikt",
    "project": "Projektets mål",
}


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """A target with what came of it and what is to be said of it."""

    target: Target
    outcome: Outcome
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the report is made of. `texts`: heading -> Markdown of the writer's own, "" where it is not written.

    `key` is the application's. `handed_in` is the day that it was, None for a draft. Groups of fewer than `smallest`
    are hidden where women and men are told apart.
    """

    key: str
    application: Application
    fund: Fund
    until: date
    is_final: bool
    handed_in: date | None
    results: tuple[tuple[Target, Outcome], ...]
    texts: Mapping[str, str]
    money: MoneyTold
    smallest: int


def handed_in_on(steps: Sequence[Step], is_final: bool, until: date) -> date | None:
    """The day that the report was handed in, as the steps of its application tell; None where none of them does.

    Of several part reports it is the first one from `until` on; one that was taken back does not count.
    """
    wanted = State.FINAL_REPORTED if is_final else State.PART_REPORTED
    day = None
    for step in steps:
        if step.is_back:
            day = day if step.state in AFTER[wanted] else None
        elif step.state is wanted and day is None and (is_final or step.on >= until):
            day = step.on
    return day


AFTER: Mapping[State, tuple[State, ...]] = {
    State.FINAL_REPORTED: (State.FINAL_REPORTED, State.CLOSED, State.REPAID),
    State.PART_REPORTED: (State.PART_REPORTED, State.FINAL_REPORTED, State.CLOSED, State.REPAID),
}
"""The states in which a report has been handed in."""


def as_follow_up(report: FollowUp, front: Front, templates_dir: Path | None = None) -> Document:
    """The report as a document; each number that kfond computed leads to its cells."""
    followed = tuple(
        FollowedUp(target, outcome, judged(target, outcome, report.until))
        for target, outcome in report.results
    )
    figures = {
        figure.id: for_document(figure, is_published=True)
        for each in followed
        if (figure := figure_of(each.target, each.outcome, report.key))
    }
    context = {
        "title": front.title,
        "front": front_line(front),
        "ground": ground_told(front),
        "report": report,
        "sentences": _summary(report, followed),
        "targets": [
            (heading, _targets([each for each in followed if each.target.horizon == key], heading, figures))
            for key, heading in HORIZONS.items()
            if any(each.target.horizon == key for each in followed)
        ],
        "unexplained": [
            each.target.text
            for each in followed
            if each.verdict is Verdict.NOT_REACHED and not each.outcome.why.strip()
        ],
        "explained": [(each.target.text, each.outcome.why) for each in followed if each.outcome.why],
        "sexes": _sexes(followed, report.smallest),
        "quoted": [(each.target.text, each.target.quoted) for each in followed if each.target.quoted],
        "definitions": _definitions(followed),
        "figures": list(figures.values()),
        "tolerance": percent(TOLERANCE) if any(each.target.operator in LOOSE for each in followed) else "",
    }
    return Document(front, render(TEMPLATE, context, templates_dir), figures=figures)


def figure_of(target: Target, outcome: Outcome, key: str) -> Figure | None:
    """The number of a target of the application `key` as a figure that can be traced; None where kfond did not compute
    it."""
    measure = MEASURES.get(target.measure)
    if outcome.is_stated or outcome.value is None or measure is None:
        return None
    return Figure(
        id=f"application.{key}.{target.key}",
        label=target.text,
        value=outcome.value,
        unit=AS_SHARE if target.unit == SHARE else "counted",
        definition=measure.definition,
        sources=outcome.sources,
        sensitive=measure.is_on_persons,
    )


def _summary(report: FollowUp, followed: Sequence[FollowedUp]) -> list[str]:
    """How the targets came out, what was granted, used and is to be repaid, and of which day all of it is."""
    verdicts = verdicts_in_words([each.verdict for each in followed])
    return [*([verdicts] if verdicts else []), *report.money.sentences, _of_which_day(report)]


def _of_which_day(report: FollowUp) -> str:
    until = f"till och med den {date_long(report.until)}"
    if report.handed_in is None or report.handed_in >= report.until:
        return f"Rapporten gäller {until}."
    return (
        f"Rapporten lämnades in den {date_long(report.handed_in)}; här står det som är känt {until}, men pengarna som "
        "de var då."
    )


def _targets(followed: Sequence[FollowedUp], heading: str, figures: Mapping[str, Figure]) -> Table:
    """Target by target; where the project began stands there if that is known of any of them."""
    has_baseline = any(each.target.baseline is not None for each in followed)
    heads = (
        "Mål",
        "Utlovat",
        *(("Utgångsläge",) if has_baseline else ()),
        "Utfall",
        "Bedömning",
        "Mätt så här",
    )
    rows = tuple(
        (
            each.target.text,
            "uppnås" if each.target.operator is Operator.DONE else wanted(each.target),
            *((_baseline(each.target),) if has_baseline else ()),
            _outcome(each, figures),
            VERDICTS[each.verdict],
            _measured(each),
        )
        for each in followed
    )
    return Table(f"{heading}: utlovat och utfall", tuple(Column(name, False) for name in heads), rows)


def _baseline(target: Target) -> str:
    return NOT_KNOWN if target.baseline is None else _shown(target.baseline, target)


def _outcome(followed: FollowedUp, figures: Mapping[str, Figure]) -> str | Marked:
    value, target = followed.outcome.value, followed.target
    if value is None:
        if target.operator is Operator.DONE and followed.outcome.reached is not None:
            return "ja" if followed.outcome.reached else "nej"
        return _between(followed.outcome, target)
    words = (
        _shown(value, target) if target.unit == SHARE else f"{_shown(value, target)} {target.unit}".strip()
    )
    if target.denominator:
        words += f" av {number(target.denominator)}"
    id_ = next((key for key in figures if key.endswith(f".{target.key}")), "")
    return Marked(words, id_) if id_ else words


def _between(outcome: Outcome, target: Target) -> str:
    """What is known of a number that is not: its ends, where it has any."""
    low, high = outcome.low or None, outcome.high
    ends = [_shown(end, target) for end in (low, high) if end is not None]
    if not ends:
        return NOT_KNOWN
    words = f"mellan {join_and(ends)}" if len(ends) > 1 else f"{'minst' if low else 'högst'} {ends[0]}"
    return words if target.unit == SHARE else f"{words} {target.unit}".strip()


def _shown(value: Fraction, target: Target) -> str:
    return percent(value, 1) if target.unit == SHARE else number(value)


def _measured(followed: FollowedUp) -> str:
    if followed.outcome.is_stated:
        evidence = followed.outcome.evidence
        said = f"{date_iso(followed.outcome.on)}, {f'enligt {evidence}' if evidence else 'angivet'}"
        return said + _beside(followed)
    measure, basis = MEASURES.get(followed.target.measure), followed.outcome.basis
    return f"{measure.label}{f' ({basis})' if basis else ''}" if measure else NOT_MEASURED


def _beside(followed: FollowedUp) -> str:
    """What kfond measures beside what is stated, where it measures something."""
    measured = followed.outcome.measured
    if measured is None or measured.value is None:
        return ""
    label = MEASURES[followed.target.measure].label
    return f"; mätt till {date_iso(measured.on)}: {_shown(measured.value, followed.target)} ({label})"


def _sexes(followed: Sequence[FollowedUp], smallest: int) -> Table | None:
    rows = []
    for each in followed:
        if each.outcome.by_sex:
            women, men = each.outcome.by_sex
            rows.append((each.target.text, *_split(women, men, smallest)))
    columns = (Column("Mål", False), Column("Kvinnor"), Column("Män"), Column("Andel kvinnor"))
    return Table("Könsuppdelade utfall", columns, tuple(rows)) if rows else None


def _split(women: Fraction | None, men: Fraction | None, smallest: int) -> tuple[str, str, str]:
    """Both are hidden where one is small: beside the sum each gives the other away."""
    if any(one is not None and 0 < one < smallest for one in (women, men)):
        return HIDDEN, HIDDEN, HIDDEN
    if women is None or men is None:
        told = [NOT_KNOWN if one is None else number(one) for one in (women, men)]
        return told[0], told[1], NOT_KNOWN
    together = women + men
    return number(women), number(men), percent(women / together) if together else NOT_KNOWN


def _definitions(followed: Sequence[FollowedUp]) -> list[tuple[str, str, str]]:
    used = dict.fromkeys(each.target.measure for each in followed if each.target.measure in MEASURES)
    return [(MEASURES[key].label, MEASURES[key].definition, MEASURES[key].source) for key in used]
