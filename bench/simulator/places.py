"""The fourteen municipalities of a simulated region: how large they are, and what is their own about each."""

from __future__ import annotations

import random
from dataclasses import dataclass

POSTS = (5, 5, 6, 6, 7, 8, 8, 9, 10, 12, 14, 20, 28, 36)
"""Posts in child welfare at the outset: small ones, and three towns."""
TWO_UNITS_FROM = 12  # posts from which a municipality sends a sheet for each of two units


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality. `unrest` multiplies how soon its staff leave, `slowness` how long its searches take.

    `keenness`: the share of those lacking a course who want a seat. The rest is how it answers: whether it counts
    vacant posts among its posts, tells who has left (for each band or in one sum), or is careless.
    """

    code: str
    posts: int
    unrest: float
    slowness: float
    keenness: float
    posts_include_vacant: bool
    tells_movements: bool
    tells_bands_of_movements: bool
    is_careless: bool

    @property
    def units(self) -> tuple[str, ...]:
        """The units that send a sheet each; "" where there is one."""
        return ("1", "2") if self.posts >= TWO_UNITS_FROM else ("",)


def simulated_places(dice: random.Random) -> tuple[Place, ...]:
    """Fourteen municipalities, in order of code."""
    return tuple(_place(dice, f"90{number:02}", posts) for number, posts in enumerate(POSTS, 1))


def _place(dice: random.Random, code: str, posts: int) -> Place:
    return Place(
        code,
        posts,
        unrest=dice.lognormvariate(0, 0.3),
        slowness=dice.lognormvariate(0, 0.3),
        keenness=dice.betavariate(5, 4),
        posts_include_vacant=dice.random() < 0.6,
        tells_movements=dice.random() < 0.6,
        tells_bands_of_movements=dice.random() < 0.6,
        is_careless=dice.random() < 0.2,
    )
