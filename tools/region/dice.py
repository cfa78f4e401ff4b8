"""Chance that falls the same way each time."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

SEED = "Övningsförbundet 2014-2018"

Choice = TypeVar("Choice")


class Dice:
    """Dice for one purpose, named by `about`, so that a throw more in one place moves nothing in another.

    Only `Random.random` is used: of its methods it alone is promised to give the same in every Python.
    """

    def __init__(self, *about: object) -> None:
        self._random = Random("/".join((SEED, *map(str, about))))

    def roll(self, chance: float) -> bool:
        """Whether something of this chance happens."""
        return self._random.random() < chance

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of the choices, each as likely."""
        return choices[self.between(0, len(choices) - 1)]

    def shuffled(self, choices: Sequence[Choice]) -> list[Choice]:
        """The choices in another order."""
        drawn = sorted((self._random.random(), place) for place in range(len(choices)))
        return [choices[place] for _, place in drawn]
