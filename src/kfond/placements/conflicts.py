"""Where what municipalities send does not agree: counts with rows, and a list of rows with the next one.

A count of a few, and a difference of a few, tell of children as a small number in a report does. So the numbers of a
conflict are told only where both of them, and their difference, are large enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kfond.errors import Problem
from kfond.lists.kinds import list_kind
from kfond.messages import Message, say
from kfond.placements.definitions import NUMBERS
from kfond.placements.home_definitions import HOME_DEFINITIONS, REFERRAL_DEFINITIONS
from kfond.placements.mixing import Disagreement
from kfond.placements.tallies import AnyMeasure
from kfond.provenance import Place

_NAMES = {
    each.numerator: each.name
    for each in (*NUMBERS, *HOME_DEFINITIONS.values(), *REFERRAL_DEFINITIONS.values())
    if each.denominator is None
}
_FORMS = {key: words[0] for key, words in list_kind("placements").field("form").choices.items()}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A count that says another number than the rows of the same time; `kind` is that of its list."""

    kind: str
    found: Disagreement
    k: int

    @property
    def is_told(self) -> bool:
        """Whether both numbers may stand in words: neither is small, nor how far they are apart."""
        by_rows, by_counts = self.found.by_rows, self.found.by_counts.number or 0
        return all(number == 0 or number >= self.k for number in (by_rows, by_counts)) and (
            abs(by_rows - by_counts) >= self.k
        )

    @property
    def place(self) -> Place | None:
        """The cell of the count."""
        sources = self.found.by_counts.sources
        return sources[0].place if sources else None

    @property
    def what(self) -> str:
        """What is counted, and of which form: Påbörjade placeringar, jourhem."""
        spot = self.found.spot
        return ", ".join(part for part in (name_of(spot.measure), _FORMS.get(spot.kind, "")) if part)

    def in_words(self) -> Message:
        """That the two differ, with the numbers where they may be told."""
        first, last = self.found.spot.span.first, self.found.spot.span.last
        if self.is_told:
            return say(
                "The counts say {counts} for {first}–{last} and the rows {rows}; the rows are what counts.",
                counts=self.found.by_counts.number,
                rows=self.found.by_rows,
                first=first,
                last=last,
            )
        return say(
            "The counts for {first}–{last} are not what the rows come to; the rows are what counts. The numbers are "
            "too small to be told.",
            first=first,
            last=last,
        )


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Counts that say something else than rows, and what does not hang together between lists, by kind of list."""

    counts: tuple[Conflict, ...] = ()
    notices: tuple[tuple[str, Problem], ...] = ()


NO_CONFLICTS = Conflicts()


def conflicts_in(kind: str, disagreements: Iterable[Disagreement], k: int) -> tuple[Conflict, ...]:
    """The conflicts of a kind of list, each cell once, with the shortest time that it goes into."""
    seen: set[Place] = set()
    found = []
    for each in sorted(disagreements, key=lambda each: (each.spot.span.days, each.spot)):
        places = {source.place for source in each.by_counts.sources}
        if not places & seen:
            found.append(Conflict(kind, each, k))
        seen |= places
    return tuple(sorted(found, key=lambda each: each.found.spot))


def name_of(measure: AnyMeasure) -> str:
    """What a number is called: Påbörjade placeringar."""
    return _NAMES[measure]


REMEDY = say(
    "Correct the sheet that is wrong and import it again; where both are right, nothing needs to be done."
)
"""What to do where counts and rows differ."""
