"""The figures on what was done in a year: each activity's own, the sums of each kind, formats and thirds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kfond.activities.counting import (
    Thirds,
    counted_in,
    is_stated,
    is_within,
    occasions,
    reaches_into,
    things,
    thirds_of,
    trainings_by_format,
    with_minutes,
)
from kfond.activities.reading import KIND, activities_in
from kfond.activities.values import ON_OCCASIONS, Activity, Format, Kind, Stage, TakingPart
from kfond.periods import Span
from kfond.reports.annual.definitions import UNKNOWN, Ends, ends_of, exactly, figure
from kfond.reports.annual.definitions_activities import IN_WORDS
from kfond.reports.annual.list_rows import ids_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import key_of, words_of
from kfond.staffing.boxes import Box

KINDS: Mapping[Kind, str] = {
    Kind.MEETING: "Möten",
    Kind.TRAINING: "Utbildningar och föreläsningar",
    Kind.NETWORK: "Nätverksträffar",
    Kind.EVENT: "Evenemang",
    Kind.CAMPAIGN: "Kampanjer",
    Kind.MENTORING: "Mentorskap",
    Kind.STUDY: "Studier",
    Kind.STAFFING: "Bemanning",
    Kind.OTHER: "Annat",
}
FORMATS: Mapping[Format, str] = {
    Format.DIGITAL: "digitalt",
    Format.PHYSICAL: "fysiskt",
    Format.HYBRID: "i hybridformat",
}
STAGES: Mapping[Stage | None, str] = {Stage.BEFORE: "före", Stage.AFTER: "efter", None: ""}
TAKING_PART: Mapping[TakingPart | None, str] = {
    TakingPart.ATTENDED: "attended",
    TakingPart.INVITED: "invited",
    TakingPart.OFFERED: "offered",
    None: "took_part",
}
NOBODY_SAYS = "listan säger inte vilka"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was done in the years of a report: its name in words and in ids, and all its rows."""

    name: str
    key: str
    rows: tuple[Activity, ...]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.rows[0].kind

    @property
    def audience(self) -> str:
        """Who it was for; "" where nobody says."""
        return self.rows[0].audience

    @property
    def words(self) -> str:
        """What is said of it in words, each once."""
        return "; ".join(dict.fromkeys(row.in_words for row in self.rows if row.in_words))


def span_of_report(material: Material) -> Span:
    """The first and last day of a report."""
    return material.first_day, material.last_day


def activities_until(material: Material) -> tuple[Activity, ...]:
    """The activities with a day in the time of the report."""
    span = span_of_report(material)
    return tuple(
        each for each in activities_in(material.lists.get(KIND, ())) if reaches_into(each.span, span)
    )


def inside(material: Material, activities: Sequence[Activity]) -> tuple[Activity, ...]:
    """Of activities those to tell one by one: of a tertial those that lie in it, since one told of a year does not."""
    if material.tertial is None:
        return tuple(activities)
    return tuple(each for each in activities if is_within(each.span, span_of_report(material)))


def things_done(activities: Sequence[Activity]) -> tuple[Thing, ...]:
    """What was done, each thing once; of those with one name, those for others or of another kind are told apart."""
    every = things(activities)
    names = [_name(rows[0], [other[0] for other in every if other is not rows]) for rows in every]
    keys = ids_of(set(names))
    return tuple(Thing(name, keys[name], rows) for name, rows in zip(names, every, strict=True))


def _name(activity: Activity, others: Sequence[Activity]) -> str:
    same = [other for other in others if other.name.casefold() == activity.name.casefold()]
    differs = {
        "kind": any(other.kind is not activity.kind for other in same),
        "audience": any(other.audience.casefold() != activity.audience.casefold() for other in same),
    }
    parts = (
        activity.name,
        KINDS[activity.kind].lower() if differs["kind"] else "",
        activity.audience if differs["audience"] else "",
        STAGES[activity.stage],
    )
    return ", ".join(part for part in parts if part)


def of_thing(material: Material, thing: Thing) -> Iterator[Finding]:
    """The figures of something that was done: occasions, those who took part, shares and what else is counted."""
    names = {"activity": thing.name, "audience": thing.audience or NOBODY_SAYS, "period": words_of(material)}
    span, more = span_of_report(material), [IN_WORDS.format(words=thing.words)] if thing.words else []
    if thing.kind in ON_OCCASIONS or any(is_stated(row.occasions) for row in thing.rows):
        held = counted_in(thing.rows, span, occasions)
        yield _finding(material, f"{thing.key}.occasions", held, "occasions", more, names)
    for how, key in TAKING_PART.items():
        rows = [row for row in thing.rows if is_stated(row.participants) and row.taking_part is how]
        if rows:
            took_part = counted_in(rows, span, lambda each: each.participants)
            yield _finding(material, f"{thing.key}.{key}", took_part, key, more, names)
    for number, row in enumerate(row for row in thing.rows if is_stated(row.share)):
        yield _finding(material, f"{thing.key}.share{_again(number)}", row.share, "share", more, names)
    for number, row in enumerate(row for row in thing.rows if is_stated(row.counted)):
        yield _finding(
            material, f"{thing.key}.counted{_again(number)}", row.counted, "counted", more,
            {**names, "counted_as": row.counted_as or "listan säger inte av vad"},
        )  # fmt: skip


def of_kinds(material: Material, activities: Sequence[Activity]) -> Iterator[Finding]:
    """The occasions of each kind that happens on some, and the meetings that minutes were kept of."""
    span, period = span_of_report(material), words_of(material)
    for kind in kinds_on_occasions(activities):
        of_kind = [each for each in activities if each.kind is kind]
        held = counted_in(of_kind, span, occasions)
        silent = sum(not any(is_stated(row.occasions) for row in rows) for rows in things(of_kind))
        more = [f"Antalet är inte känt för {silent} av {len(things(of_kind))} aktiviteter."] if silent else []
        names = {"kind": KINDS[kind], "period": period}
        yield _finding(material, f"total.{kind}.occasions", held, "total", more, names)
    meetings = [each for each in activities if each.kind is Kind.MEETING]
    if meetings:
        yield _finding(
            material, "total.meeting.minutes", with_minutes(meetings, span), "minutes", (), {"period": period}
        )


def of_participants(material: Material, done: Sequence[Thing]) -> Iterator[Finding]:
    """How many activities there are, and of how many the list says how many took part or might have."""
    held = [thing for thing in done if thing.kind in ON_OCCASIONS]
    stated = [thing for thing in held if any(is_stated(row.participants) for row in thing.rows)]
    for key, found in (("known", held), ("with_number", stated)):
        yield Finding(
            figure(
                f"activities.{key_of(material)}.total.{key}",
                exactly(len(found)),
                (row.source for thing in found for row in thing.rows),
                meaning=f"activities.{key}",
                period=words_of(material),
            )
        )


def of_formats(material: Material, activities: Sequence[Activity]) -> Iterator[Finding]:
    """The occasions of trainings by format; nothing where no format is told."""
    if not any(each.formats for each in activities if each.kind is Kind.TRAINING):
        return
    for each, box in trainings_by_format(activities, span_of_report(material)).items():
        names = {"format": FORMATS[each], "period": words_of(material)}
        yield _finding(material, f"total.training.{each}", box, "format", (), names)


def of_thirds(year: int, activities: Sequence[Activity]) -> Mapping[Kind, tuple[Finding, ...]]:
    """For each kind the occasions of the three thirds, those that lie in none, by kind."""
    return {
        kind: tuple(
            _thirds(year, kind, thirds_of([a for a in activities if a.kind is kind], year, occasions))
        )
        for kind in kinds_on_occasions(activities)
    }


def kinds_on_occasions(activities: Sequence[Activity]) -> tuple[Kind, ...]:
    """The kinds of activities that there are, of those that happen on occasions."""
    return tuple(kind for kind in ON_OCCASIONS if any(each.kind is kind for each in activities))


def _thirds(year: int, kind: Kind, found: Thirds) -> Iterator[Finding]:
    for number, box in enumerate(found.thirds, 1):
        yield Finding(
            figure(
                f"activities.{year}.t{number}.{kind}.occasions",
                known_ends(box),
                box.sources,
                meaning="activities.third",
                kind=KINDS[kind],
                third=f"T{number} {year}",
            )
        )
    yield Finding(
        figure(
            f"activities.{year}.no_third.{kind}.occasions",
            known_ends(found.apart),
            found.apart.sources,
            meaning="activities.apart",
            kind=KINDS[kind],
            period=str(year),
        )
    )


def known_ends(box: Box) -> Ends:
    """The ends of a number; that it is at least 0 tells nothing."""
    ends = ends_of(box)
    return UNKNOWN if ends.value is None and not ends.low and ends.high is None else ends


def _again(number: int) -> str:
    return f".{number + 1}" if number else ""


def _finding(
    material: Material, key: str, box: Box, meaning: str, more: Sequence[str], names: Mapping[str, str]
) -> Finding:
    return Finding(
        figure(
            f"activities.{key_of(material)}.{key}",
            known_ends(box),
            box.sources,
            None,
            meaning=f"activities.{meaning}",
            more=more,
            **names,
        )
    )
