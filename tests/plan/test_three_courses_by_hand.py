"""Three courses of the published plan for 2018-2019, every number worked out anew from the cells of the sheet.

Nothing here calls the engine: the sheet's figures, half-years with a pencil, uddatalsmetoden with fractions.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app

Json = Any
Persons = list[Decimal]  # those of each half-year: four of 0-2 years, six of 2-5, one of more
TERMS = ("VT2018", "HT2018", "VT2019", "HT2019", "VT2020", "HT2020")
TENTH, FOUR = Decimal("0.1"), Decimal("0.0001")

# Code: (0-2 years, 2-5 years, more than 5) of sheet Bilaga 1, child welfare only.
SHEET: dict[str, tuple[str, str, str]] = {
    "1421": ("3", "4", "3"),  # Orust H8-H11
    "1427": ("1", "3", "2"),  # Sotenäs I8-I11
    "1430": ("1", "2", "2"),  # Munkedal G8-G11
    "1435": ("4", "1", "3"),  # Tanum C23-C26
    # Dals-Ed C8-C11: "-" of 2-5 years. 1.5 posts hold at most 1.875 persons, and 1.5 are in the other bands:
    # in all 1.5-1.875, in the middle 1.6875, which leaves 0.1875.
    "1438": ("0.5", "0.1875", "1.0"),
    "1439": ("3", "3", "1"),  # Färgelanda D8-D11
    "1460": ("1", "0.8", "2.75"),  # Bengtsfors B8-B11
    "1461": ("0", "0", "1"),  # Mellerud F8-F11
    "1484": ("3", "5", "0"),  # Lysekil E8-E11
    "1485": ("12", "24", "9"),  # Uddevalla 1 and 2: G23-G26 and H23-H26
    # Strömstad B23-B26: "all but the consultants" of 0-2 years, nobody in the others. 4.5 posts of which 4
    # vacant: between 0.5 and 4.5 x 1.25 = 5.625 persons, in the middle 3.0625.
    "1486": ("3.0625", "0", "0"),
    "1487": ("10", "5", "0"),  # Vänersborg F23-F26
    "1488": ("3", "10", "12"),  # Trollhättan 1: D23-D26 (unit 2 is for unaccompanied children)
    "1492": ("1", "3", "3"),  # Åmål I23-I26
}
A_TERM_EARLIER = ("1438", "1460")
"""A footnote dates these two to the end of 2016; the others are of 31 March 2017."""
SURELY_THERE: dict[str, tuple[str, str]] = {"1438": ("0.5", "0"), "1486": ("0.5", "0")}
"""Where a cell is unclear: what it says at the least of 0-2 and of 2-5 years."""


def a_half_year(yearly: str) -> Decimal:
    """25 % a year are 13.4 % a half-year: what is left twice makes 75 %."""
    return 1 - (1 - Decimal(yearly)).sqrt()


LEAVE = [a_half_year("0.25")] * 4 + [a_half_year("0.15")] * 6 + [a_half_year("0.10")]
BAND = [0] * 4 + [1] * 6 + [2]


def spread(bands: Sequence[Decimal]) -> Persons:
    """Evenly over the half-years of each band."""
    return [bands[0] / 4] * 4 + [bands[1] / 6] * 6 + [bands[2]]


def of_bands(cells: Persons) -> list[Decimal]:
    """To four decimals, as they are kept."""
    return [
        sum((n for n, band in zip(cells, BAND, strict=True) if band == which), Decimal(0)).quantize(FOUR)
        for which in range(3)
    ]


def older(cells: Persons) -> Persons:
    """Everybody half a year on; the last cell gathers."""
    return [Decimal(0), *cells[:9], cells[9] + cells[10]]


def staff_by_term() -> dict[str, list[list[Decimal]]]:
    """Code -> term -> persons of the three bands. March 2017 is the staff of HT2017, the end of 2016 that of VT2017;
    VT2018 is one half-year on, or two."""
    found: dict[str, list[list[Decimal]]] = {}
    for code, (new, some, many) in SHEET.items():
        cells = spread([Decimal(new), Decimal(some), Decimal(many)])
        found[code] = []
        for _ in range(len(TERMS) + (code in A_TERM_EARLIER)):
            left = [n * share for n, share in zip(cells, LEAVE, strict=True)]
            hired = sum(left)  # vacant posts stay as many as they are
            stay = older([n - gone for n, gone in zip(cells, left, strict=True)])
            cells = [
                n + share * hired
                for n, share in zip(
                    stay,
                    [Decimal("0.7"), *[Decimal(0)] * 3, *[Decimal("0.2") / 6] * 6, 1 - Decimal("0.9")],
                    strict=True,
                )
            ]
            found[code].append(of_bands(cells))
        found[code] = found[code][-len(TERMS) :]
    return found


STAFF = staff_by_term()


@cache
def still_there(bands: tuple[int, ...]) -> list[Decimal]:
    """The share of those trained who are still there and in the bands after 0, 1, 2 ... half-years.

    They are spread as the whole region's staff of VT2018 is; a fifth of the leavers stays in the region.
    """
    whole = [
        sum(STAFF[code][0][band] for code in STAFF) if band in bands else Decimal(0) for band in range(3)
    ]
    cells, shares = spread(whole), [Decimal(1)]
    for _ in range(14):
        moved = older([n * (1 - gone * Decimal("0.8")) for n, gone in zip(cells, LEAVE, strict=True)])
        cells = [n if band in bands else Decimal(0) for n, band in zip(moved, BAND, strict=True)]
        shares.append((sum(cells) / sum(whole)).quantize(FOUR))
    return shares


Given = dict[str, list[int]]  # code -> seats in each term so far


@dataclass(frozen=True)
class Course:
    """A course as the catalogue has it; `participations` are those of 2014-2017 that are certain to be this one."""

    name: str
    bands: tuple[int, ...]
    participations: int = 0

    @cache  # noqa: B019
    def eligible(self, code: str, term: int) -> Decimal:
        return sum((STAFF[code][term][band] for band in self.bands), Decimal(0))

    @cache  # noqa: B019
    def trained(self, code: str, term: int) -> Decimal:
        """As many each half-year VT2014-HT2017, thinned; 5 % came twice; each municipality's part goes by its staff."""
        kept = still_there(self.bands)
        there = sum((Decimal(self.participations) / 8 * kept[term + age] for age in range(1, 9)), Decimal(0))
        part = self.eligible(code, 0) / sum(self.eligible(other, 0) for other in STAFF)
        return (there * Decimal("0.95") * part).quantize(FOUR, ROUND_HALF_UP)

    def lack(self, code: str, term: int, given: Given) -> Decimal:
        """Those who are there, less those trained, less those given a seat who are still there."""
        kept = still_there(self.bands)
        seated = sum((n * kept[term - then] for then, n in enumerate(given[code][:term])), Decimal(0))
        return max(Decimal(0), max(Decimal(0), self.eligible(code, term) - self.trained(code, term)) - seated)

    def is_certain(self, code: str, term: int, given: Given) -> bool:
        """Whether somebody lacks it even if an unclear cell means the fewest; after a seat, half a person at least."""
        cells = SURELY_THERE.get(code, SHEET[code][:2])
        sure = sum((Decimal(cells[band]) for band in self.bands), Decimal(0))
        seated = sum(given[code][:term])
        is_there = not seated or self.lack(code, term, given) >= Decimal("0.5")
        return sure - self.trained(code, term) > seated and is_there

    def asked(self, term: int, given: Given) -> dict[str, int]:
        """60 % of those who lack it, rounded up once for all; nobody's seat in the queue is rounded away."""
        part = {code: Fraction(self.lack(code, term, given)) * Fraction(6, 10) for code in SHEET}
        least = {code: int(part[code] > 0 and self.is_certain(code, term, given)) for code in sorted(SHEET)}
        if term:
            before = self.asked(term - 1, given)
            for code, seats in before.items():
                waiting = seats - (given[code][term - 1] if len(given[code]) >= term else 0)
                least[code] = max(least[code], min(waiting, ceil(part[code])))
        return shared_out(part, least)

    def seats(self, groups: Sequence[int]) -> list["Round"]:
        """Term by term, what so many groups of 25 give to whom."""
        given: Given = {code: [] for code in SHEET}
        rounds = []
        for term, number in enumerate(groups):
            asked = self.asked(term, given) if number else dict.fromkeys(SHEET, 0)
            keys = {code: need_in_persons(self.lack(code, term, given)) for code in SHEET}
            held = {code: sum(given[code][max(0, term - 4) :]) for code in SHEET}
            got, told = by_odd_numbers(asked, keys, held, number * 25)
            lack = {code: self.lack(code, term, given) for code in SHEET}
            rounds.append(Round(asked, got, told, lack))
            for code in SHEET:
                given[code].append(got[code])
        return rounds


@dataclass(frozen=True)
class Round:
    asked: Mapping[str, int]
    got: Mapping[str, int]
    told: Mapping[str, str]
    lack: Mapping[str, Decimal]


def need_in_persons(lack: Decimal) -> int:
    """Whole persons; anybody at all is one."""
    return int(lack.quantize(Decimal(1), ROUND_HALF_UP)) or int(lack > 0)


def shared_out(part: Mapping[str, Fraction], least: Mapping[str, int]) -> dict[str, int]:
    """Whole seats: the floor of each, and what is left to the largest remainders; nobody below its least."""
    pool = max(ceil(sum(part.values())), sum(least.values()))
    fixed: dict[str, int] = {}
    while True:
        others = [code for code in sorted(part) if code not in fixed and (part[code] or least[code])]
        left, wanted = pool - sum(fixed.values()), sum(part[code] for code in others)
        scale = min(Fraction(1), Fraction(left) / wanted) if wanted else Fraction(1)
        low = [code for code in others if part[code] * scale < least[code]]
        if not low:
            break
        fixed |= {code: least[code] for code in low}
    seats = {**dict.fromkeys(part, 0), **fixed, **{code: floor(part[code] * scale) for code in others}}
    by_remainder = sorted(others, key=lambda code: (seats[code] - part[code] * scale, code))
    for code in by_remainder[: pool - sum(seats.values())]:
        if part[code] * scale > seats[code]:
            seats[code] += 1
    return seats


def by_odd_numbers(
    asked: Mapping[str, int], need: Mapping[str, int], held: Mapping[str, int], capacity: int
) -> tuple[dict[str, int], dict[str, str]]:
    """One seat each to begin with, in order of code; then the largest (need + held) / (2 (held + seats) + 1)."""
    got = dict.fromkeys(sorted(asked), 0)
    last: dict[str, str] = {}
    free = min(capacity, sum(asked.values()))
    for code in got:
        if asked[code] and free:
            got[code], free = 1, free - 1
    for _ in range(free):
        quotients = {
            code: Fraction(need[code] + held[code], 2 * (held[code] + got[code]) + 1)
            for code in got
            if got[code] < asked[code]
        }
        winner = min(quotients, key=lambda code: (-quotients[code], code))
        last[winner] = f"{need[winner] + held[winner]}/{2 * (held[winner] + got[winner]) + 1}"
        got[winner] += 1
    told = {}
    for code, seats in got.items():
        words = ["1 seat to begin with"] if seats else []
        if seats > 1:
            words.append(f"{seats - 1} seat{'s' if seats > 2 else ''} by quotient, the last at {last[code]}")
        queue = asked[code] - seats
        if seats and not queue:
            words.append("no more is asked for")
        if queue:
            following = f"{need[code] + held[code]}/{2 * (held[code] + seats) + 1}"
            words.append(f"{queue} seat{'s' if queue > 1 else ''} in the queue, next at {following}")
        told[code] = ", ".join(words)
    return got, told


COURSES = (
    Course("LVU", (0, 1)),  # LVU grund and LVU forts are only probably this course, and take nothing away
    Course("Handläggning och dokumentation", (0, 1), participations=74),
    Course("Att arbeta med familjer (ersätter familjeterapi 1 och 2)", (1,)),
)


@pytest.fixture(scope="module")
def plan(published_plan: Json) -> Json:
    return published_plan


def rounds_of(plan: Json, course: Course) -> list[Json]:
    return [found for found in plan["courses"] if (found["course"], found["area"]) == (course.name, "BoU")]


@pytest.fixture(scope="module", params=COURSES, ids=[course.name[:22] for course in COURSES])
def told(request: pytest.FixtureRequest, fyrbodal_db: Path) -> tuple[Course, Json]:
    """A course, and all that kfond plan --explain tells of it."""
    course: Course = request.param
    words = ["--db", str(fyrbodal_db), "--today", "2017-10-02", "plan", "--year", "2018", "--to", "2019"]
    done = CliRunner().invoke(app, [*words, "--explain", course.name, "--json"], env={"KFOND_LANG": "en"})
    assert done.exit_code == 0, done.output
    return course, json.loads(done.stdout)


def table(story: Json, heading: str, number: int = 0) -> list[list[Any]]:
    (chapter,) = [chapter for chapter in story["chapters"] if chapter["heading"] == heading]
    return list(chapter["tables"][number]["rows"])


def chosen(story: Json) -> list[int]:
    """Groups in each term of the horizon, of the schedule that stands first."""
    return groups_in(table(story, "What could be chosen")[0][0])


def groups_in(text: str) -> list[int]:
    """ "VT2018: 3; HT2019: 2" as groups in each of the six terms."""
    stated = dict(part.split(": ") for part in text.split("; ")) if ": " in text else {}
    return [int(stated.get(term, 0)) for term in TERMS]


def test_the_plan_of_a_course_is_what_a_pencil_makes_of_the_sheet(
    told: tuple[Course, Json], plan: Json
) -> None:
    course, story = told
    by_hand = course.seats(chosen(story))

    for found in rounds_of(plan, course):
        term = TERMS.index(found["term"])
        expected = by_hand[term]
        assert found["groups"] == chosen(story)[term]
        assert found["groups"] * 12 <= sum(expected.asked.values())
        assert found["seats_total"] == sum(expected.got.values()) <= found["groups"] * 25
        for share in found["seats"]:
            code = share["municipality_code"]
            assert Decimal(str(share["eligible"])) == course.eligible(code, 0)
            if course.participations:
                assert Decimal(str(share["trained"])) == course.trained(code, 0)
                assert share["trained_is_observed"] is False
            else:
                assert share["trained"] is None
            assert Decimal(str(share["need"])) == expected.lack[code].quantize(Decimal("1e-8")), code
            assert share["seats"] == expected.got[code], code
            assert share["queued"] == expected.asked[code] - expected.got[code]
            if expected.asked[code]:
                assert share["reason"] == expected.told[code]
            else:
                assert share["reason"].startswith(
                    "its part of the seats asked for is too small for a whole one"
                )


def test_what_is_said_of_the_need_is_the_sum_of_it(told: tuple[Course, Json], plan: Json) -> None:
    course, story = told
    for found in rounds_of(plan, course):
        by_hand = course.seats(chosen(story))[TERMS.index(found["term"])]
        lacking = sum(by_hand.lack.values(), Decimal(0)).quantize(TENTH)
        asked = sum(by_hand.asked.values())
        reckoned = ceil(sum(by_hand.lack.values(), Decimal(0)) * Decimal("0.6"))
        more = (
            "Wherever somebody is certain to need it at least one is asked for, and a place in the queue is kept: "
            f"{asked} in all. "
        )
        said = (
            f"{found['term']}: {lacking} persons are reckoned to lack the course. At one offer 60 % of them take a "
            f"seat, which makes {reckoned} seats. {more if asked != reckoned else ''}"
            f"{sum(by_hand.got.values())} seats are shared."
        )
        assert said in [reason["text"] for reason in found["reasons"]]


def test_the_story_tells_the_same_numbers(told: tuple[Course, Json], plan: Json) -> None:
    course, story = told
    names = {share["municipality"]: share["municipality_code"] for share in plan["courses"][0]["seats"]}
    by_hand = course.seats(chosen(story))

    for name, stated, _cells, expected, trained, lack, _span in table(story, "Who needs it"):
        code = names[name]
        cells = [Decimal(SHEET[code][band]) for band in course.bands]
        assert Decimal(str(stated)) == sum(cells)
        assert Decimal(str(expected)) == course.eligible(code, 0)
        if course.participations:
            assert Decimal(str(trained)) == course.trained(code, 0)
        assert Decimal(str(lack)) == course.lack(code, 0, {code: []})
    for number, found in enumerate(rounds_of(plan, course)):
        term = TERMS.index(found["term"])
        for name, lack, seats, queue, _reason in table(story, "Who gets the seats", number):
            code = names[name]
            assert Decimal(str(lack)) == by_hand[term].lack[code].quantize(Decimal("1e-8"))
            assert (seats, queue) == (by_hand[term].got[code], by_hand[term].asked[code] - seats)


def test_every_schedule_in_the_story_has_the_seats_that_its_groups_give(told: tuple[Course, Json]) -> None:
    course, story = told
    for terms, seats, late, cost, _change in table(story, "What could be chosen"):
        by_hand = course.seats(groups_in(terms))
        assert seats == sum(sum(found.got.values()) for found in by_hand), terms
        # 1-1½ years, first due by VT2019 and then within three terms, so that none of these is late
        assert (late, cost) == (0, "not known")


def test_the_story_says_when_it_is_due_and_what_was_held(told: tuple[Course, Json]) -> None:
    course, story = told
    (due,) = [chapter["sentences"] for chapter in story["chapters"] if chapter["heading"] == "When it is due"]

    assert (
        "“1-1½ år”: last start unknown, so the first start falls between VT2018 and VT2019, counted from when the line "
        "entered the catalogue (HT2017)."
    ) in due
    held = [said for said in due if said.startswith("Held before as ")]
    assert held == {
        "LVU": [
            "Held before as LVU grund (probably this course), 2014–2017: 90 participations, 2 times "
            "(staffing.xlsx, Genomförda kurser!A6).",
            "Held before as LVU forts (probably this course), 2014–2017: 46 participations, 1 time "
            "(staffing.xlsx, Genomförda kurser!A7).",
        ],
        "Handläggning och dokumentation": [
            "Held before as Handläggning och dokumentation, 2014–2017: 74 participations, 3 times "
            "(staffing.xlsx, Genomförda kurser!A15)."
        ],
    }.get(course.name, held)
