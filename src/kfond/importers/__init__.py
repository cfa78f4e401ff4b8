"""Importers: one module for each kind of sheet. Each says whether a sheet is its kind, and reads it.

An importer turns cells into the values of a room, each with its passport, and every problem it met; it
writes nothing and prints nothing. A new kind of sheet is one module here and one line in
`importers.actions.IMPORTERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.registry.names import Register


@dataclass(frozen=True, slots=True)
class Asked:
    """What an importer is told from outside: the register, and what wins over the sheet's own words."""

    register: Register
    as_of: date | None = None
    area: str = ""
