"""How many there are in each experience band, with what is not known: a box [low, high] and a best value.

A cell that cannot be read widens its own box and never becomes zero; the posts of the same unit keep it
within reason. Figures that contradict each other are told, not corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfond.cells import Quality, Reading
from kfond.messages import Message, say
from kfond.provenance import Source
from kfond.staffing.returns import Measure, Return

BANDS = (Measure.BAND_0_2, Measure.BAND_2_5, Measure.BAND_OVER_5)
NOBODY = Decimal(0)


@dataclass(frozen=True, slots=True)
class Box:
    """A number of persons or posts: at least `low`, at most `high` (None: no bound known), best guess `best`.

    `best` None is "not known". `is_bounded` tells that the cell itself gave no figure, and that the box comes
    from the posts of the unit instead.
    """

    low: Decimal
    best: Decimal | None
    high: Decimal | None
    sources: tuple[Source, ...]
    is_bounded: bool = False

    def __add__(self, other: Box) -> Box:
        return Box(
            self.low + other.low,
            None if self.best is None or other.best is None else self.best + other.best,
            None if self.high is None or other.high is None else self.high + other.high,
            self.sources + other.sources,
            self.is_bounded or other.is_bounded,
        )


def sum_of(boxes: Iterable[Box]) -> Box:
    """The boxes added; nothing is known of what any of them does not know."""
    total = Box(NOBODY, NOBODY, NOBODY, ())
    for box in boxes:
        total += box
    return total


def box_of(reading: Reading | None, *sources: Source) -> Box:
    """The box that one cell states. A cell that states no figure has no upper bound and no best value."""
    if reading is None or reading.quality in (Quality.MISSING, Quality.UNCLEAR):
        return Box(NOBODY, None, None, sources)
    low = reading.low if reading.low is not None else NOBODY
    best = reading.value
    if best is None:  # only a bound is known: the bound is the nearest that can be said
        best = low if reading.quality is Quality.AT_LEAST else reading.high
    return Box(low, best, reading.high, sources)


def band_boxes(answer: Return, heads_per_post: Decimal) -> Mapping[Measure, Box]:
    """The boxes of the three experience bands of one unit.

    A band without a figure lies between what the filled posts leave over and what `heads_per_post` persons
    a post can hold; where the posts are not known either, it has no upper bound. Bands that the sheet
    does not ask for are left out.
    """
    stated = {figure.measure: figure for figure in answer.figures}
    boxes = {band: box_of(stated[band].reading, stated[band].source) for band in BANDS if band in stated}
    open_bands = [band for band, box in boxes.items() if box.best is None]
    if not open_bands:
        return boxes
    known = sum_of(box for band, box in boxes.items() if band not in open_bands)
    total = total_box(answer, heads_per_post)
    for band in open_bands:
        boxes[band] = _bounded(boxes[band], known, total, len(open_bands))
    return boxes


def total_box(answer: Return, heads_per_post: Decimal) -> Box:
    """How many persons the posts of a unit can hold: at least the filled posts, at most `heads_per_post` each.

    Sheets do not say whether vacant posts are among the posts, so the low end takes them away and the high end
    does not.
    """
    stated = {figure.measure: figure for figure in answer.figures}
    posts, vacant = stated.get(Measure.POSITIONS), stated.get(Measure.VACANCIES)
    if posts is None:
        return Box(NOBODY, None, None, ())
    box = box_of(posts.reading, posts.source)
    empty = box_of(vacant.reading, vacant.source) if vacant else Box(NOBODY, NOBODY, NOBODY, ())
    low = max(NOBODY, box.low - empty.high) if empty.high is not None else NOBODY
    high = None if box.high is None else box.high * heads_per_post
    best = None if high is None else (low + high) / 2
    return Box(low, best, high, box.sources + empty.sources)


def disagreement(answer: Return, heads_per_post: Decimal) -> tuple[Box, Box] | None:
    """The bands' sum and the posts' box, where they cannot both be right; None where they can."""
    boxes = band_boxes(answer, heads_per_post)
    total = total_box(answer, heads_per_post)
    if len(boxes) < len(BANDS):
        return None
    bands = sum_of(boxes.values())
    too_many = total.high is not None and bands.low > total.high
    too_few = bands.high is not None and bands.high < total.low
    return (bands, total) if too_many or too_few else None


def staff_of(
    returns: Sequence[Return], area: str, heads_per_post: Decimal
) -> Mapping[str, Mapping[Measure, Box]]:
    """Municipality code -> band -> box, the units of `area` added up. A municipality without returns is absent."""
    staff: dict[str, dict[Measure, Box]] = {}
    for answer in returns:
        if answer.area != area:
            continue
        bands = staff.setdefault(answer.municipality_code, {})
        for band, box in band_boxes(answer, heads_per_post).items():
            bands[band] = bands[band] + box if band in bands else box
    return staff


def span_in_words(low: Decimal, high: Decimal | None) -> Message:
    """An interval in persons, rounded to one decimal; open where nobody knows how many there may be."""
    least = _rounded(low)
    if high is None:
        return say("at least {low}", low=least)
    most = _rounded(high)
    if least == most:
        return Message("{low}", {"low": least})
    return Message("{low}–{high}", {"low": least, "high": most})


def _rounded(figure: Decimal) -> Decimal:
    """To one decimal, without zeros behind the decimal sign and without an exponent before it."""
    return figure.quantize(Decimal("0.1")).normalize() + 0


def _bounded(open_box: Box, known: Box, total: Box, shared_by: int) -> Box:
    """The box of a band without a figure, from what the other bands leave of the posts."""
    if total.high is None or known.best is None:
        return open_box
    room = total.high - known.low
    if room < NOBODY:  # the other bands alone hold more than the posts can: the posts tell nothing
        return open_box
    likely_total = (max(total.low, known.best) + total.high) / 2
    alone = shared_by == 1 and known.high is not None
    low = max(NOBODY, total.low - known.high) if alone and known.high is not None else NOBODY
    best = max(low, min(room, (likely_total - known.best) / shared_by), NOBODY)
    return Box(low, best, room, open_box.sources + total.sources, is_bounded=True)
