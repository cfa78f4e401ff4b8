"""Whether an application's promises can be followed up, and whether it is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kfond.formatting import number
from kfond.funding.application import Application
from kfond.funding.application_keys import PROJECT
from kfond.funding.checking.found import Found, twice
from kfond.funding.checking.words import time_of
from kfond.funding.fund import Fund, Part, PartKind
from kfond.funding.measures.values import Measure, chosen
from kfond.funding.targets import Operator, Target
from kfond.funding.units import PER_CENT, SHARE, factor, whole_in
from kfond.messages import say

OF_THE_FUND = frozenset({PartKind.ASSESSMENT, PartKind.DECISION})
STATED = "stated"
"""The measure of a target whose outcome is stated by hand, with its evidence."""


def targets(application: Application, fund: Fund, measures: Mapping[str, Measure]) -> Iterator[Found]:
    """Each target: a number with its unit, a measure, a baseline with its day, a phase that there is, a day in time."""
    for place, target in enumerate(application.targets):
        path = f"targets.{place}"
        if target.operator is not Operator.DONE:
            yield from _counted(target, path)
        yield from _measured(target, path, measures)
        yield from _placed(target, path, application)
        yield from _timed(target, path, application, fund)
    yield from twice("targets", [target.key for target in application.targets])


def _counted(target: Target, path: str) -> Iterator[Found]:
    """What a target with a number must have."""
    name = target.key or target.text
    if target.value is None:
        yield (
            path,
            say("the target “{target}” has no number", target=name),
            say(
                "Write {example}, or {done} for a goal without a number.",
                example="value = 200",
                done='operator = "done"',
            ),
        )
    if not target.unit:
        yield (
            path,
            say("the target “{target}” has no unit", target=name),
            say("Write what is counted: {example}.", example='unit = "deltagare"'),
        )
    if not target.measure:
        yield (
            path,
            say("the target “{target}” has no measure", target=name),
            say(
                "Name one ({command} lists them), or {stated} for an outcome that somebody states.",
                command="kfond application measures",
                stated=f'measure = "{STATED}"',
            ),
        )


def _measured(target: Target, path: str, measures: Mapping[str, Measure]) -> Iterator[Found]:
    if target.measure and target.measure != STATED and target.measure not in measures:
        yield (
            f"{path}.measure",
            say("there is no measure “{measure}”", measure=target.measure),
            say("Write one of {measures}.", measures=(*sorted(measures), STATED)),
        )
    if target.measure in measures and target.unit:
        yield from _in_its_unit(target, path, measures[target.measure].unit)
    known = measures[target.measure].filters if target.measure in measures else target.filters
    choices = measures[target.measure].choices if target.measure in measures else {}
    for key, word in target.filters.items():
        if key in choices and chosen(choices[key], word) is None:
            yield (
                f"{path}.filters.{key}",
                say(
                    "“{word}” is no {key} of the measure “{measure}”",
                    word=word,
                    key=key,
                    measure=target.measure,
                ),
                say("Write one of {words}.", words=tuple(words[0] for words in choices[key].values())),
            )
        if key not in known:
            yield (
                f"{path}.filters.{key}",
                say("the measure “{measure}” is not narrowed by “{key}”", measure=target.measure, key=key),
                say("Write one of {keys}.", keys=tuple(known)) if known else say("Take it away."),
            )
    if target.baseline is not None and target.baseline_on is None:
        yield (
            path,
            say("the baseline of “{target}” has no day", target=target.key or target.text),
            say("Write {example}.", example="baseline_on = 2020-12-31"),
        )


def _in_its_unit(target: Target, path: str, counted_in: str) -> Iterator[Found]:
    """The unit of a target beside that of its measure: a share of 75 or 0.75 per cent was meant as the other."""
    name = target.key or target.text
    if factor(counted_in, target.unit) is None:
        yield (
            f"{path}.unit",
            say(
                "the target “{target}” is in “{unit}” and its measure in “{counted}”",
                target=name,
                unit=target.unit,
                counted=counted_in,
            ),
            say("Write {units}.", units=(f'unit = "{SHARE}"', f'unit = "{PER_CENT}"'))
            if whole_in(counted_in)
            else say("Write what is counted: {example}.", example=f'unit = "{counted_in}"'),
        )
        return
    whole = whole_in(target.unit) if whole_in(counted_in) else None
    for key, told in (("value", target.value), ("baseline", target.baseline)):
        if whole and told and (told > whole or (whole > 1 and told < 1)):
            yield (
                f"{path}.{key}",
                say("{number} is no likely number of “{unit}”", number=number(told), unit=target.unit),
                say(
                    "Write it as in {one} or as in {other}.",
                    one=f'value = 75, unit = "{PER_CENT}"',
                    other=f'value = 0.75, unit = "{SHARE}"',
                ),
            )


def _placed(target: Target, path: str, application: Application) -> Iterator[Found]:
    if target.phase and target.phase not in {phase.key for phase in application.phases}:
        yield (
            f"{path}.phase",
            say(
                "the target “{target}” is of a phase that there is not: {phase}",
                target=target.key or target.text,
                phase=target.phase,
            ),
            say("Write the key of one of {table}.", table="[[phases]]"),
        )


def _timed(target: Target, path: str, application: Application, fund: Fund) -> Iterator[Found]:
    """The day that a target is due: within the time of the application, else of the fund, and after its baseline.

    What is promised for later than the project may be seen after its end.
    """
    if target.due is None:
        return
    name = target.key or target.text
    phase = next((each for each in application.phases if each.key == target.phase), None)
    opens, closes = time_of(fund)
    first = (phase and phase.start) or application.start or opens
    last = (application.end or closes) if target.horizon == PROJECT else None
    if first and target.due < first:
        yield (
            f"{path}.due",
            say("the target “{target}” is due {due}, before it begins", target=name, due=target.due),
            say("Write a day from {first} on.", first=first),
        )
    if last and target.due > last:
        yield (
            f"{path}.due",
            say("the target “{target}” is due {due}, after the end", target=name, due=target.due),
            say(
                "Write a day until {last}, or {example} for what shows later.",
                last=last,
                example='horizon = "middle"',
            ),
        )
    if target.baseline_on and target.baseline_on >= target.due:
        yield (
            f"{path}.baseline_on",
            say(
                "the baseline of “{target}” is of {baseline}, not before it is due, {due}",
                target=name,
                baseline=target.baseline_on,
                due=target.due,
            ),
            say("Change one of the two days."),
        )


def signatures(application: Application, fund: Fund) -> Iterator[Found]:
    """The signatures that the applicant gives."""
    for part in own_signatures(fund):
        signed = next((each for each in application.signed if each.role == part.role), None)
        if signed is None or signed.on is None:
            yield (
                "signed",
                say("“{heading}” is not signed", heading=part.heading),
                say(
                    "Write {table} with role, place and day when it is: {example}.",
                    table="[[signed]]",
                    example=f'role = "{part.role}"',
                ),
            )


def own_signatures(fund: Fund) -> tuple[Part, ...]:
    """The signatures that the applicant gives: those before the fund's own assessment and decision."""
    found = []
    for part in fund.parts:
        if part.kind in OF_THE_FUND:
            break
        if part.kind is PartKind.SIGNATURE:
            found.append(part)
    return tuple(found)
