"""Whether an application's words are there: its head, time, sections, fields, and who it is for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from kfond.funding.application import Application, TargetGroup
from kfond.funding.application_file import HEADING
from kfond.funding.checking.found import Found
from kfond.funding.fund import Fund, Part, PartKind, Way
from kfond.funding.toml_tables import YEARS
from kfond.messages import Message, say, say_count

RESPONSIBLE = "responsible"
"""What of an application the field of whoever answers for it shows: a role."""


def head(application: Application) -> Iterator[Found]:
    """Title and applicant."""
    for key in ("title", "applicant"):
        if not getattr(application, key):
            yield (
                key,
                say("“{key}” is not written", key=key),
                say("Write it in the head: {key} = “…”.", key=key),
            )


def period(application: Application, fund: Fund) -> Iterator[Found]:
    """The start and the end, within the time of the fund."""
    first, last = time_of(fund)
    for key, day in (("start", application.start), ("end", application.end)):
        if day is None and fund.way is Way.APPLICATION:
            yield (
                key,
                say("“{key}” is not written", key=key),
                say("Write a day in the head: {example}.", example=f"{key} = 2021-08-01"),
            )
        elif day and first and day < first:
            yield key, say("{day} is before the fund begins", day=day), _within(first, last)
        elif day and last and day > last:
            yield key, say("{day} is after the fund ends", day=day), _within(first, last)
    if application.start and application.end and application.end < application.start:
        yield (
            "end",
            say("the end, {end}, is before the start, {start}", end=application.end, start=application.start),
            say("Change one of the two days."),
        )


def time_of(fund: Fund) -> tuple[date | None, date | None]:
    """The first and the last day of a fund, else those of its years."""
    years = fund.years
    return (
        fund.first_day or (date(years[0], 1, 1) if years else None),
        fund.last_day or (date(years[1], 12, 31) if years else None),
    )


def years_of(fund: Fund) -> range:
    """The years that an application to a fund may be for; all that there are where it does not say."""
    first, last = time_of(fund)
    return range(first.year if first else YEARS[0], (last.year if last else YEARS[-1]) + 1)


def _within(first: date | None, last: date | None) -> Message:
    if first and last:
        return say("Write a day from {first} to {last}.", first=first, last=last)
    if first:
        return say("Write a day from {first} on.", first=first)
    return say("Write a day until {last}.", last=last)


def phases(application: Application) -> Iterator[Found]:
    """Each phase, within the application's time."""
    for number, phase in enumerate(application.phases):
        path = f"phases.{number}"
        if phase.start is None or phase.end is None:
            yield (
                path,
                say("the phase “{name}” lacks a day", name=phase.name),
                say("Write its start and its end."),
            )
            continue
        if phase.end < phase.start:
            yield (
                f"{path}.end",
                say("the phase “{name}” ends before it starts", name=phase.name),
                say("Change one of the two days."),
            )
        outside = (application.start and phase.start < application.start) or (
            application.end and phase.end > application.end
        )
        if outside:
            yield (
                path,
                say("the phase “{name}” reaches outside the application's time", name=phase.name),
                say("Change the phase, or the start and the end."),
            )


def sections(application: Application, fund: Fund) -> Iterator[Found]:
    """Each section: written, whole and not too long."""
    for part in fund.parts:
        text = application.sections.get(part.key, "")
        path = f"sections.{part.key}"
        if part.is_required and not _is_filled(part, text, application):
            yield _unwritten(part, path)
        elif text:
            yield from _subheadings(part, text, path)
        if part.longest is not None and len(text) > part.longest:
            yield (
                path,
                say(
                    "“{heading}” has {length} characters; the fund takes {longest}",
                    heading=part.heading,
                    length=len(text),
                    longest=part.longest,
                ),
                say_count(
                    "Take away {count} character.", "Take away {count} characters.", len(text) - part.longest
                ),
            )


def words_of(text: str) -> str:
    """A text without its headings, "" where there is nothing else."""
    return "\n".join(line for line in text.split("\n") if not HEADING.match(line)).strip()


def _is_filled(part: Part, text: str, application: Application) -> bool:
    match part.kind:
        case PartKind.TEXT:
            return bool(words_of(text))
        case PartKind.TARGETS:
            return bool(words_of(text) or application.targets)
        case PartKind.LIST:
            return bool(words_of(text) or getattr(application, part.lists, ()))
        case _:
            return True


def _unwritten(part: Part, path: str) -> Found:
    what = say("“{heading}” is not written", heading=part.heading)
    match part.kind:
        case PartKind.TARGETS:
            return (
                path,
                what,
                say("Write a text below its heading, or {table} in the head.", table="[[targets]]"),
            )
        case PartKind.LIST:
            return (
                part.lists,
                what,
                say("Write a list in the head: {example}.", example=f'{part.lists} = ["…"]'),
            )
        case _:
            return path, what, say("Write below the heading {example}.", example=f"## {part.heading}")


def _subheadings(part: Part, text: str, path: str) -> Iterator[Found]:
    """The headings that a section must have, each with words below it."""
    below: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.split("\n"):
        if heading := HEADING.match(line):
            words = below.setdefault(heading["words"].casefold(), [])
        else:
            words.append(line)
    for subheading in part.subheadings:
        if not "".join(below.get(subheading.casefold(), [])).strip():
            yield (
                path,
                say("“{heading}” lacks “{part}”", heading=part.heading, part=subheading),
                say("Write it below a heading of its own: {example}.", example=f"### {subheading}"),
            )


def fields(application: Application, fund: Fund) -> Iterator[Found]:
    """The form's own fields."""
    for part in fund.parts:
        for field in part.fields:
            if field.is_required and not field.fills and not application.fields.get(field.key):
                yield (
                    f"fields.{field.key}",
                    say("“{heading}” is not written", heading=field.label),
                    say("Write it below {table}: {example}.", table="[fields]", example=f'{field.key} = "…"'),
                )
            if field.is_required and field.fills == RESPONSIBLE and not application.responsible:
                yield (
                    RESPONSIBLE,
                    say("“{heading}” is not written", heading=field.label),
                    say("Write it in the head: {key} = “…”.", key=RESPONSIBLE),
                )


def target_groups(application: Application, fund: Fund) -> Iterator[Found]:
    """Who is reached, and how many they are."""
    asked = any(part.kind is PartKind.TARGET_GROUP and part.is_required for part in fund.parts)
    if asked and not application.target_groups:
        yield (
            "target_groups",
            say("no target group is written"),
            say("Write {table} with role and count for each.", table="[[target_groups]]"),
        )
    for number, group in enumerate(application.target_groups):
        yield from _target_group(group, f"target_groups.{number}")


def _target_group(group: TargetGroup, path: str) -> Iterator[Found]:
    if not group.role:
        yield (
            path,
            say("a target group has no role"),
            say("Write its role, such as {example}.", example="socialsekreterare"),
        )
    if group.count is None:
        yield (
            path,
            say("how many the target group “{role}” is, is not known", role=group.role),
            say("Write {example}.", example="count = 12"),
        )


def municipalities(application: Application, known: Collection[str]) -> Iterator[Found]:
    """The municipalities, by codes that there are."""
    for code in application.municipalities:
        if code not in known:
            yield (
                "municipalities",
                say("there is no municipality {code}", code=code),
                say(
                    "Write its code of four digits in quotes; {command} lists them.",
                    command="kfond municipalities",
                ),
            )
