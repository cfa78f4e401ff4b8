"""The training of the year: the joint courses that were held, and what municipalities arranged by themselves."""

from __future__ import annotations

from types import MappingProxyType

from kfond.formatting import count_of
from kfond.reports.annual.list_doubts import LOCAL_TRAINING, doubts_in
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import counted, key_of, rounds, words_of
from kfond.reports.annual.participation_tables import courses_held, local_courses
from kfond.reports.annual.participations import JOINT, LOCAL, by_course, is_preliminary, rounds_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.wording import marked


def _part(material: Material) -> Part | None:
    rows, local = material.rows_of(JOINT), material.rows_of(LOCAL)
    if not rows and not local:
        return None
    key, period = key_of(material), words_of(material)
    held = rounds(f"rounds.{key}.total", rows, "rounds.total", period=period)
    tables = {"courses_held": courses_held(rows, period), "local_courses": local_courses(local, period)}
    told = _told(held, len(by_course(rows)))
    bought = counted(
        f"local_training.{key}.participations", local, "local_training.participations", period=period
    )
    return Part(
        findings=(held, bought) if local else (held,),
        tables=MappingProxyType({name: table for name, table in tables.items() if table.rows}),
        words=MappingProxyType(
            {
                "period": period,
                "held": told,
                "preliminary": len(rounds_of(filter(is_preliminary, rows))),
                "local": bought,
                "local_places": len({row.municipality_code for row in local}),
            }
        ),
        summary=(f"**{told} hölls {period}**.",) if rows else (),
        key_figures=((f"{'omgång' if held.figure.value == 1 else 'omgångar'} {period}", held.figure),)
        if rows
        else (),
        left_out=doubts_in(local, LOCAL_TRAINING),
    )


def _told(held: Finding, courses: int) -> str:
    """17 omgångar av 14 kurser."""
    number = held.figure.value or 0
    if not number:
        return marked(held.figure, "Ingen omgång")
    return f"{marked(held.figure, count_of(number, 'omgång').capitalize())} av {count_of(courses, 'kurs')}"


ACTIVITIES = Section(
    "activities",
    "Kurser och omgångar",
    "Kurser och omgångar: inga listor över deltagartillfällen är kända för tiden.",
    _part,
    rank=5,
)
