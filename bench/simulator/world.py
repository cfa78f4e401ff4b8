"""A simulated region as two people see it: the truth, and what the coordinator knows on a given day."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.catalogue.participations import Taken
from kfond.periods import Term
from kfond.provenance import Place as Cell
from kfond.provenance import Source
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure, Return
from simulator.courses import Held, simulated_courses
from simulator.places import simulated_places
from simulator.region import Places, Region, as_years, band_of, simulated_region
from simulator.sheets import Sent, SentMovement, movements, sheets

FIRST_YEAR, LAST_YEAR = 2012, 2017
UNREADABLE = 0.02  # of the numbers in the lists of participants
CALM, SMALL = 0.75, 7  # how seldom, against the average, one leaves a calm municipality; posts of a small one
ASKS_IN_WRITING = 0.5  # the share of the municipalities that state how many seats they want


@dataclass(frozen=True, slots=True)
class Known:
    """What had come to the coordinator by a day."""

    returns: tuple[Return, ...]
    movements: tuple[Movement, ...]
    taken: tuple[Taken, ...]
    requests: Mapping[tuple[str, str, Term], int]
    """Course, municipality and term -> seats asked for."""


@dataclass(frozen=True, slots=True)
class World:
    """A simulated region: what happened, and what was sent."""

    places: Places
    region: Region
    held: Held
    sent: tuple[Sent, ...]
    sent_movements: tuple[SentMovement, ...]
    taken: tuple[Taken, ...]
    requests: Mapping[tuple[str, str, Term], int]

    def known_on(self, day: date) -> Known:
        """What had come by then; the lists of a round come a month after it."""
        return Known(
            tuple(sent.answer for sent in self.sent if sent.came_on <= day),
            tuple(sent.movement for sent in self.sent_movements if sent.came_on <= day),
            tuple(taken for taken in self.taken if taken.last_day + timedelta(days=31) <= day),
            {key: seats for key, seats in self.requests.items() if key[2].start <= day},
        )

    def staff_on(self, code: str, area: str, day: date) -> Mapping[Measure, int]:
        """The truth: how many of each band were there on a day."""
        time = as_years(day)
        counts = dict.fromkeys(BANDS, 0)
        for spell in self.region.staff_on(code, area, time):
            counts[BANDS[band_of(spell.person, time)]] += 1
        return counts

    def tags_of(self, code: str, since: date, until: date) -> frozenset[str]:
        """What is particular about a municipality: its size, its calm, whether units were split or merged."""
        place = next(place for place in self.places if place.code == code)
        reorganised = any(
            spell.code == code and spell.is_reorganised and as_years(since) <= spell.end < as_years(until)
            for spell in self.region.spells
        )
        named = {
            "reorganised": reorganised,
            "calm": place.unrest < CALM,
            "unruly": place.unrest > 1 / CALM,
            "small": place.posts <= SMALL,
            "careless": place.is_careless,
            "exits told": place.tells_movements,
        }
        return frozenset(name for name, holds in named.items() if holds)


def simulated_world(seed: int) -> World:
    """The region of a seed, always the same."""
    places = simulated_places(random.Random(f"places {seed}"))
    region = simulated_region(places, random.Random(f"staff {seed}"), FIRST_YEAR, LAST_YEAR)
    held = simulated_courses(region, random.Random(f"courses {seed}"), FIRST_YEAR, LAST_YEAR)
    lists = random.Random(f"lists {seed}")
    return World(
        places,
        region,
        held,
        sheets(region, random.Random(f"sheets {seed}"), FIRST_YEAR, LAST_YEAR),
        movements(region, random.Random(f"movements {seed}"), FIRST_YEAR, LAST_YEAR),
        tuple(_lists_of(held, lists)),
        _requests(places, held, random.Random(f"requests {seed}")),
    )


def _lists_of(held: Held, dice: random.Random) -> list[Taken]:
    """The lists of participants from `FIRST_YEAR` on; those of the years before are lost."""
    joint = [
        _taken(one.course.slug, member.code, one.day, one.term, member.came, False, dice)
        for one in held.rounds
        for member in one.members
        if member.came
    ]
    local = [_taken(one.course.slug, one.code, one.day, one.term, one.came, True, dice) for one in held.local]
    return [taken for taken in joint + local if taken.first_day.year >= FIRST_YEAR]


def _taken(
    course: str, code: str, day: date, term: Term, came: int, is_local: bool, dice: random.Random
) -> Taken:
    count = None if dice.random() < UNREADABLE else came
    last = day + timedelta(days=60)
    source = Source(Cell(f"{course} {term.label}.xlsx", "Blad1", code), "?" if count is None else str(count))
    return Taken(course, course, code, day, last, term.label, None, count, is_local, source)


def _requests(places: Places, held: Held, dice: random.Random) -> Mapping[tuple[str, str, Term], int]:
    """What those who ask in writing wanted of each round."""
    asking = {place.code for place in places if dice.random() < ASKS_IN_WRITING}
    return {
        (one.course.slug, member.code, one.term): member.wanted
        for one in held.rounds
        for member in one.members
        if member.code in asking and one.term.year >= FIRST_YEAR
    }
