"""What a figure means: its label, its unit and its definition."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """A figure's label, the unit that it is in, and its definition; {braces} are filled with names."""

    label: str
    unit: str
    definition: str
