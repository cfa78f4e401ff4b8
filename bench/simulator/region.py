"""The staff of a region, person by person, in continuous time.

Time is counted in years as a number; 2014.25 is 1 April 2014. Who leaves and when is drawn by thinning: a candidate
instant at the highest rate there can be, kept in the proportion of the rate that then holds.
"""

from __future__ import annotations

import heapq
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from simulator.places import Place

Places = tuple[Place, ...]
BAND_EDGES = (2.0, 5.0)
"""Years in child welfare at which the second and the third band begin."""
CHILD_WELFARE, CHILDREN_ALONE = "BoU", "EKB"

RUN_IN = 12.0  # years before the first that counts, so that tenures have settled
TENURE_EDGES = (0.5, 2.0, 4.0, 8.0)
LEAVING = (0.20, 0.30, 0.23, 0.16, 0.10)  # a year, by tenure with the employer: few leave at once, then many
RETIRING, RETIRES_FROM = 0.15, 25.0  # a year, and years in the trade
HIGHEST = 2.0  # no rate exceeds it
LEAVING_BY_MONTH = (1.2, 0.9, 0.8, 0.8, 0.9, 1.3, 1.4, 1.7, 0.9, 0.7, 0.7, 0.8)
LOAD = 1.5  # how much more often one leaves a unit all of whose posts are vacant
SHOCK, SHOCK_LASTS = 0.25, 0.6  # spread of the region's unrest, and what is left of it half a year later
TO_NEIGHBOUR = 0.22  # of those who leave
SEARCH = (2.0, 0.16)  # gamma: a search takes a third of a year on average
PEAKS = (0.02, 0.62)  # 8 January, 15 August
WAITS_FOR_PEAK, LONGEST_WAIT = 0.6, 0.3
NEWCOMER, SOME_YEARS = 0.68, 0.22  # of the hires from outside the region; the others have 4 to 15 years
RATES = (1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.75, 0.5)  # shares of a post, equally likely
GROWS, SHRINKS = 0.20, 0.10  # how often a year a municipality gets or loses posts


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works, or has worked, in the region. `began`: when she came into child welfare."""

    number: int
    began: float
    rate: float


@dataclass(slots=True)
class Spell:
    """A person's time in one area of one municipality. `end` is infinite while it lasts.

    `left_for`: where she went; another area of the same municipality when units were split or merged, "" out of
    the region. `tenure_from`: when she came to the municipality.
    """

    person: Person
    code: str
    area: str
    start: float
    tenure_from: float
    end: float = float("inf")
    left_for: str = ""
    is_reorganised: bool = False


@dataclass(slots=True)
class Region:
    """All that happened: every spell, and the posts of each municipality and area as they changed."""

    places: Places
    spells: list[Spell] = field(default_factory=list)
    posts: dict[tuple[str, str], list[tuple[float, int]]] = field(default_factory=dict)
    newcomers: int = 0
    gone: int = 0

    def staff_on(self, code: str, area: str, time: float) -> list[Spell]:
        """Those who work there at the time."""
        return [
            spell
            for spell in self.spells
            if spell.code == code and spell.area == area and spell.start <= time < spell.end
        ]

    def posts_on(self, code: str, area: str, time: float) -> int:
        """The posts there at the time."""
        changes = self.posts.get((code, area), [])
        found = [number for since, number in changes if since <= time]
        return found[-1] if found else 0


def band_of(person: Person, time: float) -> int:
    """0, 1 or 2: up to two years in child welfare, up to five, more."""
    return bisect_right(BAND_EDGES, time - person.began)


def as_years(day: date) -> float:
    """A day as a number of years."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def simulated_region(places: Places, dice: random.Random, first_year: int, last_year: int) -> Region:
    """The region from its run-in to the end of `last_year`."""
    simulation = _Simulation(places, dice, first_year - RUN_IN, last_year + 1.0, first_year)
    simulation.run()
    return simulation.region


class _Simulation:
    def __init__(
        self, places: Places, dice: random.Random, start: float, stop: float, first_year: int
    ) -> None:
        self.dice, self.start, self.stop, self.first_year = dice, start, stop, first_year
        self.region = Region(places)
        self.by_code = {place.code: place for place in places}
        self.present: dict[tuple[str, str], list[Spell]] = {}
        self.events: list[tuple[float, int, str, object]] = []
        self.serial = 0
        self.numbers = 0
        self.shocks = list(self._shocks())

    def _shocks(self) -> Iterator[float]:
        level = 0.0
        for _ in range(int(2 * (self.stop - self.start)) + 1):
            level = SHOCK_LASTS * level + self.dice.gauss(0, SHOCK * (1 - SHOCK_LASTS**2) ** 0.5)
            yield 2.718281828459045**level

    def run(self) -> None:
        for place in self.region.places:
            self._set_posts(place.code, CHILD_WELFARE, self.start, place.posts)
            self.present[place.code, CHILD_WELFARE] = []
            for _ in range(place.posts):
                self._hire(place.code, CHILD_WELFARE, self.start, self._from_outside(self.start))
            self._change_posts_later(place.code, self.start)
        self._plan_reorganisations()
        while self.events and self.events[0][0] < self.stop:
            time, _, kind, what = heapq.heappop(self.events)
            getattr(self, f"_on_{kind}")(time, what)

    def _later(self, time: float, kind: str, what: object) -> None:
        self.serial += 1
        heapq.heappush(self.events, (time, self.serial, kind, what))

    # --- leaving

    def _on_thought(self, time: float, spell: Spell) -> None:
        """Somebody may leave; else she may think of it again."""
        if spell.end <= time:
            return
        if self.dice.random() * HIGHEST < self._unrest(spell, time):
            self._leave(spell, time)
        else:
            self._think_later(spell, time)

    def _think_later(self, spell: Spell, time: float) -> None:
        self._later(time + self.dice.expovariate(HIGHEST), "thought", spell)

    def _unrest(self, spell: Spell, time: float) -> float:
        """How soon somebody leaves, a year."""
        place = self.by_code[spell.code]
        posts = self.region.posts[spell.code, spell.area][-1][1]
        vacant = max(0.0, 1 - len(self.present[spell.code, spell.area]) / posts) if posts else 1.0
        by_tenure = LEAVING[bisect_right(TENURE_EDGES, time - spell.tenure_from)]
        shock = self.shocks[int(2 * (time - self.start))]
        season = LEAVING_BY_MONTH[int(12 * (time % 1))]
        retires = RETIRING if time - spell.person.began > RETIRES_FROM else 0.0
        return min(HIGHEST, by_tenure * place.unrest * shock * season * (1 + LOAD * vacant) + retires)

    def _leave(self, spell: Spell, time: float) -> None:
        self._end(spell, time)
        open_posts = [key for key in sorted(self.present) if key[0] != spell.code and self._vacant(*key) > 0]
        if open_posts and self.dice.random() < TO_NEIGHBOUR:
            weights = [self._vacant(*key) for key in open_posts]
            code, area = self.dice.choices(open_posts, weights)[0]
            spell.left_for = code
            self._hire(code, area, time, spell.person)
        else:
            self.region.gone += 1
        if self._vacant(spell.code, spell.area) > 0:
            self._search(spell.code, spell.area, time)

    def _end(self, spell: Spell, time: float) -> None:
        spell.end = time
        self.present[spell.code, spell.area].remove(spell)

    # --- hiring

    def _vacant(self, code: str, area: str) -> int:
        return self.region.posts[code, area][-1][1] - len(self.present[code, area])

    def _search(self, code: str, area: str, time: float) -> None:
        """A search begins; whoever is found often starts in August or January."""
        found = time + self.dice.gammavariate(*SEARCH) * self.by_code[code].slowness
        waits = [(peak - found % 1) % 1 for peak in PEAKS]
        if min(waits) < LONGEST_WAIT and self.dice.random() < WAITS_FOR_PEAK:
            found += min(waits)
        self._later(found, "found", (code, area))

    def _on_found(self, time: float, where: tuple[str, str]) -> None:
        if self._vacant(*where) > 0:
            self._hire(*where, time, self._from_outside(time))

    def _from_outside(self, time: float) -> Person:
        """Somebody new to the region, though perhaps not to child welfare."""
        self.numbers += 1
        self.region.newcomers += 1
        luck, rate = self.dice.random(), self.dice.choice(RATES)
        if luck < NEWCOMER:
            years = 0.0
        elif luck < NEWCOMER + SOME_YEARS:
            years = self.dice.uniform(0.3, 4.0)
        else:
            years = self.dice.uniform(4.0, 15.0)
        return Person(self.numbers, time - years, rate)

    def _hire(
        self, code: str, area: str, time: float, person: Person, tenure_from: float | None = None
    ) -> None:
        spell = Spell(person, code, area, time, time if tenure_from is None else tenure_from)
        self.region.spells.append(spell)
        self.present[code, area].append(spell)
        self._think_later(spell, time)

    # --- posts and units

    def _set_posts(self, code: str, area: str, time: float, number: int) -> None:
        self.region.posts.setdefault((code, area), []).append((time, number))

    def _change_posts_later(self, code: str, time: float) -> None:
        self._later(time + self.dice.expovariate(GROWS + SHRINKS), "change", code)

    def _on_change(self, time: float, code: str) -> None:
        """A municipality gets a tenth more posts, or does without as many once they are vacant."""
        now = self.region.posts[code, CHILD_WELFARE][-1][1]
        step = max(1, round(now / 10))
        grows = self.dice.random() < GROWS / (GROWS + SHRINKS)
        self._set_posts(code, CHILD_WELFARE, time, now + step if grows else max(3, now - step))
        for _ in range(step if grows else 0):
            self._search(code, CHILD_WELFARE, time)
        self._change_posts_later(code, time)

    def _plan_reorganisations(self) -> None:
        """Three of the larger municipalities set up a unit of its own; two of them take it back in."""
        large = [place for place in self.region.places if place.posts >= 8]
        for number, place in enumerate(self.dice.sample(large, 3)):
            split = self.first_year + self.dice.uniform(0.5, 4.5)
            self._later(split, "split", place.code)
            if number:
                self._later(split + self.dice.uniform(1.0, 2.0), "merge", place.code)

    def _on_split(self, time: float, code: str) -> None:
        """A quarter of a municipality's child welfare becomes a unit of another area."""
        staff = self.present[code, CHILD_WELFARE]
        moving = self.dice.sample(staff, round(len(staff) / 4))
        posts = self.region.posts[code, CHILD_WELFARE][-1][1]
        self.present.setdefault((code, CHILDREN_ALONE), [])
        self._set_posts(code, CHILD_WELFARE, time, max(3, posts - len(moving)))
        self._set_posts(code, CHILDREN_ALONE, time, len(moving))
        self._move(moving, CHILDREN_ALONE, time)

    def _on_merge(self, time: float, code: str) -> None:
        moving = list(self.present[code, CHILDREN_ALONE])
        posts = self.region.posts[code, CHILD_WELFARE][-1][1]
        taken_in = self.region.posts[code, CHILDREN_ALONE][-1][1]
        self._set_posts(code, CHILD_WELFARE, time, posts + taken_in)
        self._set_posts(code, CHILDREN_ALONE, time, 0)
        self._move(moving, CHILD_WELFARE, time)
        for _ in range(taken_in - len(moving)):
            self._search(code, CHILD_WELFARE, time)

    def _move(self, moving: list[Spell], area: str, time: float) -> None:
        for spell in moving:
            self._end(spell, time)
            spell.left_for, spell.is_reorganised = spell.code, True
            self._hire(spell.code, area, time, spell.person, spell.tenure_from)
