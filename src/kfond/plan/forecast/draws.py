"""The same half-years with dice, many times over: what an interval rests on.

Each draw follows whole persons on numbered chairs. Whoever sits on a chair has a length of stay, drawn once: when
the shares of leavers that it has sat through use it up, the next person is hired to that chair. The numbers belong
to the chair and to how many have sat there before, never to the share of leavers. So base and what-if meet the same
chance, and higher shares make every stay as long or shorter: up to any term, no fewer have left in any draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kfond.plan.forecast.cohorts import BAND_OF_CELL, CELLS, LAST, entering
from kfond.plan.forecast.opening import Opening, Range
from kfond.plan.forecast.values import Rates
from kfond.staffing.boxes import BANDS

if TYPE_CHECKING:
    from kfond.plan.forecast.values import Draws

Numbers = NDArray[np.float64]
Cells = NDArray[np.int64]

SEED = 1982  # any number will do; another one gives other draws
START, RATES, CHAIRS = range(
    3
)  # what random numbers are for: each purpose, and each kind of chair, has its own
NOBODY = LAST + 1  # the cell of an empty chair
BAND = np.array([*(BANDS.index(band) for band in BAND_OF_CELL), len(BANDS)])
OLDER = np.array([*range(1, LAST + 1), LAST, NOBODY])
ROUNDING, VACANT, WAVES, SIZES, START_ROWS = 3, 4, 6, 9, 12  # rows of the start; its first are for the bands
FIRST_CELL = np.array([BAND_OF_CELL.index(band) for band in BANDS])


@dataclass(frozen=True, slots=True)
class Drawn:
    """One place in every draw. `persons`: draws x (steps + 1) x bands; `leavers`: draws x steps."""

    persons: Draws
    leavers: NDArray[np.int64]


def draw(opening: Opening, rates: Rates, steps: int, number: int, area: str, code: str) -> Drawn:
    """`number` draws of the staff of one place at its snapshot and after each of `steps` half-years."""
    chairs = _Chairs(opening, rates, steps, number, area, code)
    persons, leavers = [chairs.persons()], []
    for at in range(1, steps + 1):
        leavers.append(chairs.half_year(at))
        persons.append(chairs.persons())
    return Drawn(
        np.stack(persons, axis=1).astype(np.float64),
        np.stack(leavers, axis=1) if leavers else np.zeros((number, 0), dtype=np.int64),
    )


def interval(draws: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 10th and 90th in a hundred of the draws, by order: eight draws in ten lie from the one to the other."""
    ordered = np.sort(draws, axis=0)
    tenth = -(-len(ordered) // 10)
    return ordered[tenth - 1], ordered[len(ordered) - tenth]


def triangular(part: Sequence[Numbers | float], chance: Numbers) -> Numbers:
    """The numbers below which a triangle from low over best to high has `chance` of its area."""
    low, best, high = part
    width = np.asarray(high, dtype=np.float64) - low
    rising = chance * width < np.asarray(best) - low
    falling = high - np.sqrt((1 - chance) * width * (np.asarray(high) - best))
    value: Numbers = np.where(rising, low + np.sqrt(chance * width * (np.asarray(best) - low)), falling)
    return value


class _Chairs:
    """The chairs of one place in all draws, one after the other: chair by chair, in each of them draw by draw.

    `_at` says in which row (a cell, or nobody) and column (a draw) of the table of hazards each chair is.
    """

    def __init__(self, opening: Opening, rates: Rates, steps: int, number: int, area: str, code: str) -> None:
        chance = _random(START, area, code).random((START_ROWS, number))
        bands, posts = _whole_persons(opening, chance)
        sizes = [int(persons.max()) for persons in (*bands, posts)]
        self._number = number
        self._hazard = _hazards(rates, number)[BAND].ravel()
        self._older = (OLDER[:, None] * number + np.arange(number)).ravel()
        # One layer for each who has sat there: how long they stay, and where in which band they begin.
        layers = [
            _random(CHAIRS + kind, area, code).random((steps + 2, 2, size * number), dtype=np.float32)
            for kind, size in enumerate(sizes)
        ]
        self._stays, self._begins = np.concatenate(layers, axis=2).transpose(1, 0, 2)
        cells = self._seated(bands, sizes, chance)
        self._at = (cells * number + np.arange(number)).ravel()
        self._stay = _stay(self._stays[1])
        self._sat = np.ones(cells.size, dtype=np.int64)
        self._hiring = np.cumsum([float(share) for share in entering(rates.hired)])[:-1]
        self._first_vacant = number * sum(sizes[:-1])
        self._filled_at = self._filling(posts, sizes[-1], float(rates.filled))

    def half_year(self, at: int) -> Cells:
        """Let the half-year number `at` pass; how many left in each draw."""
        self._stay -= self._hazard.take(self._at)
        self._at = self._older.take(self._at)
        left = np.flatnonzero(self._stay < 0)
        self._sat[left] += 1
        self._stay[left] = _stay(self._stays[self._sat[left], left])
        self._hire(left)
        self._hire(self._first_vacant + np.flatnonzero(self._filled_at == at))
        return np.bincount(left % self._number, minlength=self._number)

    def persons(self) -> Cells:
        """The persons of each band: draws x bands."""
        cells = np.bincount(self._at, minlength=self._number * (NOBODY + 1)).reshape(-1, self._number)
        return np.add.reduceat(cells[:NOBODY], FIRST_CELL, axis=0).T

    def _seated(self, bands: Sequence[Cells], sizes: Sequence[int], chance: Numbers) -> Cells:
        """The cell of everybody at the snapshot; the last chairs are the vacant posts."""
        own = self._begins[0].reshape(sum(sizes), self._number)
        parts, first = [], 0
        for which, (persons, size) in enumerate(zip(bands, sizes[:-1], strict=True)):
            where = _cells_at_start(
                which, own[first : first + size], chance[WAVES + which], chance[SIZES + which]
            )
            parts.append(np.where(np.arange(size)[:, None] < persons, where, NOBODY))
            first += size
        parts.append(np.full((sizes[-1], self._number), NOBODY))
        return np.concatenate(parts)

    def _hire(self, chairs: Cells) -> None:
        """Let somebody new sit down; how long they stay is drawn already."""
        cells = np.searchsorted(self._hiring, self._begins[self._sat[chairs], chairs], side="right")
        self._at[chairs] = cells * self._number + chairs % self._number

    def _filling(self, posts: Cells, size: int, share: float) -> Numbers:
        """The half-year in which each vacant post is filled; infinity for never."""
        waits = np.full((size, self._number), np.inf)
        if size and share:
            with np.errstate(divide="ignore"):
                lasting = -np.log1p(-share)
            waits = np.floor(_stay(self._stays[0, self._first_vacant :]) / lasting).reshape(size, -1) + 1
        return np.where(np.arange(size)[:, None] < posts, waits, np.inf).ravel()


def _random(purpose: int, area: str, code: str) -> np.random.Generator:
    """Random numbers that depend on nothing but the place and what they are for."""
    place = int.from_bytes(f"{area}/{code}".encode(), "big")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([SEED, purpose, place])))


def _stay(chance: NDArray[np.float32]) -> Numbers:
    """How much leaving a person sits through: exponential, so that each half-year takes its own share."""
    return -np.log1p(-chance.astype(np.float64))


def _hazards(rates: Rates, number: int) -> Numbers:
    """What a half-year in each band uses up of a stay; the last row is for empty chairs: nothing.

    The shares are drawn alike for all places, because what is wrong with them is wrong everywhere.
    """
    shares = [rates.leaving[band] for band in BANDS]
    return _hazards_of(
        tuple((float(rate.low), float(rate.best), float(rate.high)) for rate in shares), number
    )


@lru_cache(maxsize=64)
def _hazards_of(shares: tuple[tuple[float, float, float], ...], number: int) -> Numbers:
    """Most places share their rates, so that these are the same numbers again and again."""
    chance = _random(RATES, "", "").random((len(shares), number))
    yearly = np.stack([triangular(share, numbers) for share, numbers in zip(shares, chance, strict=True)])
    with np.errstate(divide="ignore"):
        hazards: Numbers = -np.log1p(-np.minimum(yearly, 1.0)) / 2
    return np.concatenate([hazards, np.zeros((1, number))])


def _whole_persons(opening: Opening, chance: Numbers) -> tuple[list[Cells], Cells]:
    """The persons of each band and the vacant posts at the snapshot, whole ones, in each draw.

    A fraction is rounded up as often as it is large, and all bands together too: the running sums are rounded, all
    with the same chance. Exact whole figures have no chance in them.
    """
    drawn = np.stack([_drawn(part, chance[at]) for at, part in enumerate(opening.bands)])
    fitted = _fitted(opening, drawn)
    running = np.floor(np.cumsum(fitted, axis=0).round(6) + chance[ROUNDING]).astype(np.int64)
    posts = _drawn(opening.vacancies, chance[VACANT])
    return list(np.diff(running, axis=0, prepend=0)), np.floor(posts + chance[VACANT + 1]).astype(np.int64)


def _drawn(part: Range, chance: Numbers) -> Numbers:
    if part.low == part.high:
        return np.full_like(chance, float(part.low))
    return triangular((float(part.low), float(part.best), float(part.high)), chance)


def _fitted(opening: Opening, drawn: Numbers) -> Numbers:
    """The bands moved, each by the room that its interval leaves, until together they fit the posts (as the best)."""
    low = np.array([[float(part.low)] for part in opening.bands])
    high = np.array([[float(part.high)] for part in opening.bands])
    most = np.inf if opening.most is None else float(opening.most)
    together = drawn.sum(axis=0)
    gap = np.clip(together, float(opening.fewest), max(most, float(opening.fewest))) - together
    rooms = np.where(gap > 0, high - drawn, drawn - low)
    room = rooms.sum(axis=0)
    used = np.divide(np.minimum(np.abs(gap), room), room, out=np.zeros_like(room), where=room > 0)
    fitted: Numbers = drawn + np.sign(gap) * used * rooms
    return fitted


def _cells_at_start(which: int, own: NDArray[np.float32], wave: Numbers, size: Numbers) -> Cells:
    """Where in their band persons are: a share of them all came in the same half-year, the others are anywhere.

    Which half-year that was, and how large the share (mostly small; all is the extreme), is drawn for each draw: so
    cells are equally likely on the whole, and all youngest and all oldest are among the draws.
    """
    inside = CELLS[BANDS[which]]
    share = 1 - np.sqrt(1 - size)  # triangular from 0 to 1, 0 the likeliest
    anywhere = np.minimum(np.floor((own - share) / (1 - share) * inside), inside - 1)
    cells: Cells = FIRST_CELL[which] + np.where(own < share, np.floor(wave * inside), anywhere).astype(
        np.int64
    )
    return cells
