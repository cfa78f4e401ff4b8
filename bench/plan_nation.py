"""How long the plan of a nation takes: 290 municipalities, 200 courses and 8 000 staff, all made up.

Three ways: (a) as 60 associations of neighbours, each a plan of its own, with one worker and with two, which must
give the same bytes; (b) as one association; (c) as one association of its first 10, 20, ... municipalities. It counts
by the clock and by the processor, with gap and nodes of the stages, and the most memory that a process held. It never
fails by the clock: it prints the target beside the figure, and a person judges.

    python bench/plan_nation.py [parts|whole|growth...]
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import Band, CatalogueLine, CourseIdentity, Line, Met
from kfond.periods import Term
from kfond.plan.asked import Asked
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.forecast.values import Start
from kfond.provenance import Place, Source
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import BANDS, Box, sum_of
from kfond.staffing.returns import Measure

MUNICIPALITIES, COURSES, STAFF, ASSOCIATIONS = 290, 200, 8_000, 60
GROWTH = (10, 20, 40, 80, 160, 290)
AS_OF, ENTERED = date(2017, 9, 30), Term(2017, 2)
AREAS = ("BoU", "Vuxen", "EKB")
SHARES_OF_AREAS = (0.6, 0.3, 0.1)
SHARES_OF_BANDS = (0.35, 0.25, 0.4)
FREQUENCIES = (
    "1 gång/år", "1-2 ggr/år", "1-1½ år", "1-1½ år", "Vartannat år", "Vartannat år", "Vid behov", "Vid efterfrågan",
    "ca 1-2 grupper/termin", "Undersöka behovet först",
)  # fmt: skip
HUNDREDTHS, ORE = 100, 100


@dataclass(frozen=True, slots=True)
class Measured:
    """What one plan took: seconds by the clock and of the processor, the largest gap, all nodes, what it came to."""

    wall: float
    processor: float
    gap: float
    nodes: int
    schedules: int
    rounds: int
    digest: str


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
    whole = nation()
    first, last = (MUNICIPALITIES * at // ASSOCIATIONS for at in (number, number + 1))
    codes = {member.code for member in whole.members[first:last]}
    return _of(whole, codes)


def _of(whole: Basis, codes: set[str]) -> Basis:
    from dataclasses import replace

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


def _start(code: str, area: str, bands: dict[Measure, Box]) -> Start:
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
    raise NotImplementedError
