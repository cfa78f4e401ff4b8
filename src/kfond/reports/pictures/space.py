"""The two sizes that a picture is drawn in, and the sizes of its letters there."""

from __future__ import annotations

from dataclasses import dataclass

PHONE = 328
"""How wide a picture stands on a phone of 360 pixels with the page's margins, in pixels."""


@dataclass(frozen=True, slots=True)
class Space:
    """A box of so many units, and its letters; `narrow` puts names above their bars."""

    width: float
    narrow: bool
    title: float
    subtitle: float
    text: float
    note: float

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return round(self.text * 1.25, 1)


WIDE = Space(640, False, 18, 14, 13, 12)
NARROW = Space(360, True, 18, 14, 13.5, 12.5)
MARGIN = 2
"""So that no line is cut at the edge."""
