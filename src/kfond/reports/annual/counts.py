"""How many municipalities something is so in, when some cells leave it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kfond.cells import Answer, Reading
from kfond.formatting import swedish_key
from kfond.provenance import Source
from kfond.staffing.returns import Measure, Return

Verdict = bool | None
"""Yes, no, or (None) the cell leaves it open."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Names of the municipalities where it is so, and where it is open; `known` are returns of the others."""

    so: tuple[str, ...]
    is_open: tuple[str, ...]
    asked: int
    known: tuple[Return, ...]
    sources: tuple[Source, ...]


def where_all_say_none(returns: Iterable[Return], measure: Measure) -> Counted:
    """The municipalities all of whose units say that there are none of `measure`."""
    return _count(returns, measure, says_none, _every)


def where_any_says_yes(returns: Iterable[Return], measure: Measure) -> Counted:
    """The municipalities any of whose units has some of `measure`."""
    return _count(returns, measure, says_yes, _any)


def says_none(reading: Reading | None) -> Verdict:
    """Whether a cell says that there are none."""
    if reading is None or (reading.value is None and not reading.low):
        return None
    if reading.high == 0:
        return True
    return False if reading.low else None


def says_yes(reading: Reading | None) -> Verdict:
    """Whether a cell says yes, in a word or with a figure above zero."""
    if reading is None:
        return None
    if reading.answer is not None:
        return reading.answer is Answer.YES
    nothing = says_none(reading)
    return None if nothing is None else not nothing


def _every(verdicts: list[Verdict]) -> Verdict:
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _any(verdicts: list[Verdict]) -> Verdict:
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _count(
    returns: Iterable[Return],
    measure: Measure,
    says: Callable[[Reading | None], Verdict],
    together: Callable[[list[Verdict]], Verdict],
) -> Counted:
    places: dict[str, list[Return]] = {}
    for answer in returns:
        places.setdefault(answer.municipality_code, []).append(answer)
    verdicts = {
        code: together([says(_reading(unit, measure)) for unit in units]) for code, units in places.items()
    }
    return Counted(
        so=_names(places, verdicts, True),
        is_open=_names(places, verdicts, None),
        asked=len(places),
        known=tuple(unit for code, units in places.items() for unit in units if verdicts[code] is not None),
        sources=tuple(
            cell.source for units in places.values() for unit in units if (cell := unit.stated(measure))
        ),
    )


def _reading(answer: Return, measure: Measure) -> Reading | None:
    cell = answer.stated(measure)
    return cell.reading if cell else None


def _names(
    places: Mapping[str, list[Return]], verdicts: Mapping[str, Verdict], wanted: Verdict
) -> tuple[str, ...]:
    names = (places[code][0].municipality for code, verdict in verdicts.items() if verdict is wanted)
    return tuple(sorted(names, key=swedish_key))
