"""Small made-up bases of a plan: a few municipalities with their staff, a few courses; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Line
from kfond.plan.asked import Asked
from kfond.plan.basis import Basis
from kfond.plan.forecast.values import Start
from kfond.provenance import Place, Source
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import BANDS, Box, sum_of
from written_catalogue import lines_of

AS_OF = date(2017, 9, 30)
DAY = date(2017, 6, 30)
SETTINGS = DEFAULTS.changed({"draws": "20", "smallest_group": "5", "largest_group": "12"})
FREQUENCIES = ("1-1½ år", "Vartannat år", "1 gång/år", "1-2 ggr/år")
COURSES = ("LVU", "Trauma", "Samtal", "Klarspråk", "BBIC", "Kultur", "Anknytning", "Utredning")
BY_BAND = ("0-2 år", "3-5 år", "> 5 år")
Staff = Mapping[str, tuple[int, int, int]]


def box(number: int, cell: str) -> Box:
    persons = Decimal(number)
    return Box(persons, persons, persons, (Source(Place("sheet.xlsx", "Blad1", cell), str(number)),))


def made_up_staff(dice: random.Random, municipalities: int) -> Staff:
    return {
        f"14{place:02}": (dice.randint(0, 12), dice.randint(0, 12), dice.randint(0, 8))
        for place in range(municipalities)
    }


def made_up_lines(dice: random.Random, courses: int) -> tuple[Line, ...]:
    return lines_of(
        [
            ("BoU", dice.choice(BY_BAND), name, dice.choice(FREQUENCIES), 5, dice.choice((10, 12, 16)))
            for name in COURSES[:courses]
        ]
    )


def start_of(code: str, bands: Sequence[int]) -> Start:
    boxes = {band: box(number, f"{band.value}/{code}") for band, number in zip(BANDS, bands, strict=True)}
    return Start(code, "BoU", DAY, boxes, sum_of(boxes.values()), box(0, f"vacant/{code}"))


def basis_with(staff: Staff, lines: tuple[Line, ...], names: Mapping[str, str] | None = None) -> Basis:
    """The basis of a plan for 2018-2019 where nothing else is known."""
    starts = tuple(start_of(code, bands) for code, bands in staff.items())
    return Basis(
        asked=Asked(2018, 2019, AS_OF),
        association="Övningsförbundet",
        members=tuple(Member(code, (names or {}).get(code, f"Kommun {code}"), "Län") for code in staff),
        lines=lines,
        needs=(),
        ties=(),
        totals=(),
        staff={"BoU": {start.code: start.bands for start in starts}},
        starts=starts,
        earlier={},
        movements=(),
        taken=(),
        requests=(),
        prices=(),
        commitments=(),
        trainers=(),
        limits=(),
        breaks=(),
        materials=(),
        adopted=None,
        staff_days=(DAY,),
        remarks=(),
        answered=len(staff),
        turnovers=(),
        settings=SETTINGS,
    )


def made_up_basis(seed: int, municipalities: int = 4, courses: int = 5) -> Basis:
    """A basis that may be anything but large."""
    dice = random.Random(seed)
    return basis_with(made_up_staff(dice, municipalities), made_up_lines(dice, courses))
