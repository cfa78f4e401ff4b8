"""A small region with made-up staff and made-up forecasts, for the tests of the need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from kfond.catalogue.frequency import Frequency, Kind
from kfond.catalogue.lines import Band, CatalogueLine, Count, CourseIdentity, Held, Line, Met, Relation
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import Tie
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.values import Forecast
from kfond.plan.needs.bands import TargetGroup
from kfond.plan.needs.need import OfCourse, course_need
from kfond.plan.needs.places import Known, taken_by_course
from kfond.plan.needs.values import CourseNeed, Need
from kfond.provenance import Place, Source
from kfond.registry.members import Member
from kfond.settings import DEFAULTS, Settings
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.returns import Measure

VT2018 = Term(2018, 1)
TERMS = tuple(VT2018 + number for number in range(4))
AS_OF = date(2017, 10, 31)
ORUST, TANUM, UDDEVALLA = (
    Member(code, name, "Västra Götalands län")
    for code, name in (("1421", "Orust"), ("1435", "Tanum"), ("1485", "Uddevalla"))
)
MEMBERS = (ORUST, TANUM, UDDEVALLA)
NEW = TargetGroup("BoU/samtal", "BoU", "samtal", (Band.NEW,), (1,))
KEPT = tuple(Decimal(share) for share in ("1", "0.8", "0.6", "0.5", "0.4"))
FOREVER = (Decimal(1), Decimal(1))
Staff = Mapping[str, tuple[float, float, float]]


def source(cell: str) -> Source:
    return Source(Place("lists.xlsx", "Blad1", cell), "")


def taken(
    code: str,
    day: str,
    count: int | None,
    *,
    cell: str = "A1",
    band: Band | None = None,
    is_local: bool = False,
    course: str = "samtal",
) -> Taken:
    on = date.fromisoformat(day)
    return Taken("Samtal", course, code, on, on, "", band, count, is_local, source(cell))


def line(number: int = 1) -> Line:
    stated = CatalogueLine(
        "BoU", Band.NEW, Met.JOINT, "", "Samtal", "", None, None, None, None, "", (), source("B1"), None
    )
    return Line(number, CourseIdentity("samtal", "Samtal"), stated, Frequency("", Kind.UNSPECIFIED), VT2018)


def pooled(
    participations: int | None,
    times: int | None,
    first: int = 2016,
    last: int = 2017,
    *,
    relation: Relation = Relation.SAME,
    likely: bool = False,
) -> Tie:
    held = Held(
        "Samtal",
        "BoU",
        first,
        last,
        "",
        None,
        None if times is None else Count(times, source("C1")),
        None if participations is None else Count(participations, source("D1")),
        None,
        "",
        "",
        False,
        "",
        source("A1"),
    )
    return Tie(held, (line(),), relation, likely)


def forecast(staff: Staff, spread: float = 0.0, draws: int = 400) -> Forecast:
    """The same staff in every term: municipality code -> persons of the three bands, give or take `spread`."""
    wobble = np.linspace(-spread, spread, draws)[:, None, None]
    places = {}
    for code, persons in staff.items():
        places["BoU", code] = {
            measure: tuple(
                Estimate(*(Decimal(str(max(0, number + part))) for part in (-spread, 0, spread)))
                for _ in TERMS
            )
            for measure, number in zip(BANDS, persons, strict=True)
        }
    every = {
        ("BoU", code): np.maximum(
            0, np.array(persons, dtype=float) + np.zeros((draws, len(TERMS), 1)) + wobble
        )
        for code, persons in staff.items()
    }
    return Forecast(TERMS, places, {}, every, {}, ())


def sheets(staff: Staff) -> Mapping[str, Mapping[Measure, Box]]:
    """The sheets that such a forecast starts from."""
    return {
        code: {
            measure: Box(Decimal(str(number)), Decimal(str(number)), Decimal(str(number)), (source("H8"),))
            for measure, number in zip(BANDS, persons, strict=True)
        }
        for code, persons in staff.items()
    }


def known(
    staff: Staff,
    rows: Sequence[Taken] = (),
    ties: Sequence[Tie] = (),
    members: Sequence[Member] = MEMBERS,
    settings: Settings = DEFAULTS,
    spread: float = 0.0,
) -> Known:
    return Known(
        members=tuple(members),
        staff={"BoU": sheets(staff)},
        forecast=forecast(staff, spread),
        terms=TERMS,
        taken=taken_by_course(rows),
        ties=tuple(ties),
        as_of=AS_OF,
        settings=settings,
    )


def new_staff(orust: float, tanum: float | None = None, uddevalla: float | None = None) -> Staff:
    """Persons with 0-2 years; None: no figures."""
    numbers = {"1421": orust, "1435": tanum, "1485": uddevalla}
    return MappingProxyType({code: (n, 0.0, 0.0) for code, n in numbers.items() if n is not None})


def need_of(basis: Known, target: TargetGroup = NEW, of_course: OfCourse | None = None) -> CourseNeed:
    return course_need(target, basis, of_course or OfCourse(FOREVER))


def of_code(need: CourseNeed, code: str) -> Need:
    return next(part for part in need.members if part.code == code)


def shown(estimate: Estimate) -> tuple[str, str, str]:
    """Low, best and high as a reader would write them."""
    return tuple(f"{value.normalize():f}" for value in (estimate.low, estimate.best, estimate.high))  # type: ignore[return-value]
