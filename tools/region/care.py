"""What else is counted in the region: placements, workload, interviews, indicators, other regions. All made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from region.dice import Dice
from region.staff import BY_NAME, MUNICIPALITIES, Municipality, Staff

FORMS = {
    "familjehem": (0.95, 900),
    "nätverkshem": (0.35, 600),
    "jourhem": (0.2, 1_500),
    "konsulentstött familjehem": (0.4, 2_300),
    "HVB": (0.3, 4_800),
    "stödboende": (0.1, 1_900),
}
"""A form of placement: children in it for each post of the municipality, and kronor a day."""

MEASURED = tuple(BY_NAME[name] for name in ("Håbo", "Karlshamn", "Sala", "Ystad", "Åre"))
MEASURED_IN = (date(2015, 10, 31), date(2017, 10, 31))

REGIONS = (
    (
        "Norrskensbygden",
        "Introduktion för nya",
        148_000,
        "6 dagar på ett år",
        "Höst 2015",
        4200,
        "interna utbildare",
    ),
    ("Norrskensbygden", "Fördjupning år 3", 148_000, "4 heldagar", "Vår 2017", 3600, "högskola"),
    (
        "Slättens förbund",
        "Barnhandläggare steg 1",
        312_500,
        "8 dagar",
        "Vår 2014",
        5500,
        "interna och externa",
    ),
    ("Kustregionen", "Trygg start", 96_400, "ca 5 dagar", "Höst 2016", "ingår i medlemsavgiften", "externa"),
    ("Fem sjöar", "Introduktionsprogram", 205_000, "12 halvdagar", "Vår 2018", 2900, "interna utbildare"),
)

THEMES = (
    "Barnsamtal",
    "LVU",
    "BBIC",
    "Signs of Safety",
    "Våld",
    "Handledning av nya",
    "Samverkan med skolan",
)


@dataclass(frozen=True)
class Placements:
    """One municipality's year in one form: ongoing at its end, and what led there."""

    place: Municipality
    year: int
    form: str
    ongoing: int
    started: int
    ended: int
    breakdowns: int
    days: int
    cost: int


def placements() -> Iterator[Placements]:
    """The placements of 2016 to 2018: each year begins with those that the year before ended with."""
    for place in MUNICIPALITIES:
        for form, (share, price) in FORMS.items():
            dice = Dice("placements", place.code, form)
            ongoing = round(sum(place.posts) * share * (0.7 + 0.06 * dice.between(0, 10)))
            for year in (2016, 2017, 2018):
                before = ongoing
                ended = sum(dice.roll(0.35) for _ in range(before))
                breakdowns = sum(dice.roll(0.25) for _ in range(ended))
                started = sum(dice.roll(0.33) for _ in range(before + 1))
                ongoing = before - ended + started
                days = 365 * (before - ended) + sum(dice.between(20, 340) for _ in range(ended + started))
                yield Placements(place, year, form, ongoing, started, ended, breakdowns, days, days * price)


@dataclass(frozen=True)
class Workload:
    """One measurement by the Gothenburg model in one unit: the mean points a case, and who is above the limit."""

    place: Municipality
    unit: str
    day: date
    points: float
    workers: int
    above: int


def workload(staff: Staff) -> Iterator[Workload]:
    """The measurements of five municipalities, 2015 and 2017."""
    for day in MEASURED_IN:
        for place in MEASURED:
            for unit in place.units:
                dice = Dice("workload", place.code, unit, day)
                workers = len(staff.on(day, place, unit))
                above = sum(dice.roll(0.45 if day.year == 2015 else 0.3) for _ in range(workers))
                yield Workload(place, unit, day, dice.between(45, 82) / 10, workers, above)


@dataclass(frozen=True)
class Interview:
    """What a supervisor answered."""

    place: Municipality
    day: date
    introduction: str
    individual_plans: str
    supervision: str
    themes: str
    reasonable: str


def interviews(year: int) -> Iterator[Interview]:
    """The interviews of a year; in the second more have plans than in the first."""
    for place in MUNICIPALITIES:
        dice = Dice("interview", place.code)
        has_plan, has_plans = dice.roll(0.5), dice.roll(0.3)
        later = Dice("interview", place.code, year)
        if year == 2017:
            has_plan, has_plans = has_plan or later.roll(0.6), has_plans or later.roll(0.4)
        yield Interview(
            place,
            date(year, 3, later.between(2, 27)),
            ("Ja" if dice.roll(0.7) else "Ja, men den är gammal") if has_plan else "Nej",
            "Ja" if has_plans else "Nej",
            dice.pick(("extern", "extern", "intern", "intern och extern", "ingen")),
            "; ".join(later.shuffled(THEMES)[: later.between(1, 3)]),
            later.pick(("12-15", "högst 15", "ca 14", "beror på tyngden", "15")),
        )
