"""A made-up nation as a plan takes it: 290 municipalities of very different size, 200 courses, 8 000 staff.

Names and codes of the municipalities are real; everything else comes from seeded dice. Used by plan_nation.py.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import Band, CatalogueLine, CourseIdentity, Line, Met
from kfond.periods import Term
from kfond.plan.asked import Asked
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.forecast.values import Start
from kfond.provenance import Place, Source
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import BANDS, Box, sum_of
from kfond.staffing.returns import Measure

MUNICIPALITIES, COURSES, STAFF, ASSOCIATIONS = 290, 200, 8_000, 60
AS_OF, ENTERED = date(2017, 9, 30), Term(2017, 2)
AREAS = ("BoU", "Vuxen", "EKB")
SHARES_OF_AREAS = (0.6, 0.3, 0.1)
SHARES_OF_BANDS = (0.35, 0.25, 0.4)
FREQUENCIES = (
    "1 gång/år", "1-2 ggr/år", "1-1½ år", "1-1½ år", "Vartannat år", "Vartannat år", "Vid behov", "Vid efterfrågan",
    "ca 1-2 grupper/termin", "Undersöka behovet först",
)  # fmt: skip
HUNDREDTHS, ORE_IN_KRONA = 100, 100


def nation(municipalities: int = MUNICIPALITIES, courses: int = COURSES) -> Basis:
    """The first so many municipalities of the register, each with its part of the nation's staff."""
    members = [Member(code, name, county) for code, name, county in _register()][:municipalities]
    dice = random.Random(290)
    weights = [0.2 + dice.random() ** 4 * 5 for _ in range(MUNICIPALITIES)]
    heads = [STAFF * weight / sum(weights) for weight in weights]
    staff: dict[str, dict[str, dict[Measure, Box]]] = {area: {} for area in AREAS}
    for member, number in zip(members, heads, strict=False):
        for area, share in zip(AREAS, SHARES_OF_AREAS, strict=True):
            staff[area][member.code] = {
                band: _box(number * share * part * dice.uniform(0.6, 1.4), dice, f"{member.name} {area}")
                for band, part in zip(BANDS, SHARES_OF_BANDS, strict=True)
            }
    lines = _catalogue(courses)
    return Basis(
        asked=Asked(2018, 2019, AS_OF),
        association="Riket",
        members=tuple(members),
        lines=lines,
        needs=(),
        ties=(),
        totals=(),
        staff=staff,
        starts=tuple(_start(code, area, bands) for area in AREAS for code, bands in staff[area].items()),
        earlier={},
        movements=(),
        turnovers=(),
        taken=(),
        requests=(),
        prices=_prices(lines),
        commitments=(),
        trainers=(),
        limits=(),
        breaks=(),
        materials=(),
        adopted=None,
        staff_days=(AS_OF,) * len(members),
        remarks=(),
        answered=len(members),
        settings=DEFAULTS,
    )


def association(number: int) -> Basis:
    """One of the associations that the nation is divided into, neighbours by code."""
    whole = _whole()
    first, last = (MUNICIPALITIES * at // ASSOCIATIONS for at in (number, number + 1))
    return _part(whole, {member.code for member in whole.members[first:last]})


@cache
def _whole() -> Basis:
    """The nation, made up once a process."""
    return nation()


def _part(whole: Basis, codes: Collection[str]) -> Basis:
    """The nation's plan for some of its municipalities alone."""
    return replace(
        whole,
        members=tuple(member for member in whole.members if member.code in codes),
        staff={
            area: {code: bands for code, bands in by_code.items() if code in codes}
            for area, by_code in whole.staff.items()
        },
        starts=tuple(start for start in whole.starts if start.code in codes),
        staff_days=(AS_OF,) * len(codes),
        answered=len(codes),
    )


def _register() -> list[tuple[str, str, str]]:
    """Code, name and county of every municipality."""
    register = resources.files("kfond") / "data" / "register" / "municipalities.csv"
    rows = csv.DictReader(register.read_text(encoding="utf-8").splitlines())
    return [(row["code"], row["name"], row["code"][:2]) for row in rows if not row["valid_to"]]


def _box(persons: float, dice: random.Random, cell: str) -> Box:
    """A figure of a sheet: mostly exact, one in ten an interval."""
    best = round(persons)
    spread = 1 + best // 5 if dice.random() < 0.1 else 0
    source = Source(Place("personal.xlsx", "Blad1", cell), str(best))
    return Box(Decimal(max(0, best - spread)), Decimal(best), Decimal(best + spread), (source,))


def _start(code: str, area: str, bands: Mapping[Measure, Box]) -> Start:
    persons = sum_of(bands.values())
    return Start(code, area, AS_OF, bands, persons, Box(Decimal(0), Decimal(1), Decimal(2), ()))


def _catalogue(courses: int) -> tuple[Line, ...]:
    dice = random.Random(200)
    lines = []
    for number in range(courses):
        name = f"Kurs {number + 1:03}"
        place = Source(Place("katalog.xlsx", "Blad1", f"A{number + 2}"), name)
        area = dice.choices(AREAS, SHARES_OF_AREAS)[0]
        phrase, band = dice.choice(FREQUENCIES), dice.choice(tuple(Band)[:4])
        stated = CatalogueLine(
            area=area,
            band=band,
            met=Met.JOINT,
            need="",
            course=name,
            frequency=phrase,
            last_start=dice.choice((None, Term(2016, 1), Term(2016, 2), Term(2017, 1), Term(2017, 2))),
            smallest=dice.choice((None, 8, 12)),
            largest=dice.choice((None, 20, 25, 30)),
            days=HUNDREDTHS * dice.choice((1, 1, 2, 3)),
            note="",
            other_names=(),
            source=place,
            frequency_source=place,
        )
        identity = CourseIdentity(f"kurs-{number + 1:03}", name)
        lines.append(Line(number + 1, identity, stated, read_frequency(phrase), ENTERED))
    return tuple(lines)


def _prices(lines: tuple[Line, ...]) -> tuple[StatedPrice, ...]:
    """What a group of each course costs; of one in five nobody knows."""
    dice = random.Random(5)
    return tuple(
        StatedPrice(
            None,
            Price(
                course=line.course.slug,
                area=line.stated.area,
                per_group=dice.randint(15, 90) * 1_000 * ORE_IN_KRONA,
                per_day=None,
                per_participant=None,
                trainer=None,
                lender="",
                charged=None,
                source=line.stated.source,
            ),
            (),
        )
        for line in lines
        if dice.random() > 0.2
    )
