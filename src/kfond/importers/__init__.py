"""Importers: one module for each kind of sheet. Each says whether a sheet is its kind, and reads it.

An importer turns cells into the values of a room, each with its passport, and every problem it met; it
writes nothing and prints nothing. A new kind of sheet is one module here and one line in
`importers.actions.IMPORTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kfond.errors import Problem
from kfond.messages import Message
from kfond.registry.names import Register


@dataclass(frozen=True, slots=True)
class Asked:
    """What an importer is told from outside: the register, and what wins over the sheet's own words.

    `kind` "" lets the sheet say what it is; `sender` is who sent it, where that was said, and
    `wordings` what that sender's own words mean. `pseudonym` makes
    of a person's name or number a key that tells two persons apart and nothing else; None where a list of
    persons may not be read. `today` is the last day that a list of what has been may speak of; None where no
    day is too late.
    """

    register: Register
    as_of: date | None = None
    area: str = ""
    kind: str = ""
    sender: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    pseudonym: Callable[[str], str] | None = None
    today: date | None = None


class Understood(Protocol):
    """What every importer makes of a sheet, beside the values of its kind.

    `problems` are what has no place in the database, `doubts` the cells that are kept but need a human,
    `notices` what to know of the sheet. `day` is the one day that it speaks of, None for several or none;
    `codes` are the municipalities that it speaks of. With problems there may still be values: those of the
    rows or columns without one, which a partial import keeps.
    """

    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def doubts(self) -> tuple[Problem, ...]: ...
    @property
    def notices(self) -> tuple[Message, ...]: ...
    @property
    def day(self) -> date | None: ...
    @property
    def codes(self) -> frozenset[str]: ...
    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be kept."""
        ...
