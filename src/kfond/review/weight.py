"""How much a doubt matters to the plan: the persons that it leaves unknown, times the courses that need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kfond.catalogue.lines import Line, Met
from kfond.cells import DOUBT_FLOOR
from kfond.messages import Message, say, say_count
from kfond.plan.needs.bands import STAFF_BANDS
from kfond.staffing.boxes import BANDS, NOBODY, Box, band_boxes, box_of, span_in_words
from kfond.staffing.returns import MEASURES, Definition, Measure, Return, Stated

_BOUNDING = (Measure.POSITIONS, Measure.VACANCIES)


@dataclass(frozen=True, slots=True)
class Weight:
    """What hangs on a doubt: `width` persons not known (None: no bound), `lines` joint courses, and why in words.

    `lines` 0 is a doubt that no plan would change by.
    """

    width: Decimal | None
    lines: int
    why: Message

    @property
    def rank(self) -> tuple[int, Decimal]:
        """Sorts the heaviest first: without a bound, then by persons times courses, then what no plan uses."""
        if not self.lines:
            return 2, NOBODY
        return (0, Decimal(-self.lines)) if self.width is None else (1, -self.width * self.lines)


UNUSED = Weight(NOBODY, 0, say("no plan changes by it"))


def lines_on_bands(lines: Iterable[Line], area: str) -> Mapping[Measure, int]:
    """How many joint lines of an area's catalogue each band of the sheets stands behind; one where there is none."""
    joint = [line for line in lines if line.stated.area == area and line.stated.met is Met.JOINT]
    if not any(line.stated.area == area for line in lines):
        return dict.fromkeys(BANDS, 1)
    return {band: sum(band in STAFF_BANDS[line.stated.band] for line in joint) for band in BANDS}


def weigh(answer: Return, stated: Stated, lines: Mapping[Measure, int], heads_per_post: Decimal) -> Weight:
    """The weight of a doubt about one figure of a unit; `answer` has its figures as reviewed so far."""
    if answer.definition is not Definition.TABLE:
        return UNUSED
    if stated.measure in BANDS:
        return _of_band(band_boxes(answer, heads_per_post)[stated.measure], lines[stated.measure])
    if stated.measure in _BOUNDING:
        return _of_bound(answer, stated, lines, heads_per_post)
    return UNUSED


def _of_band(box: Box, lines: int) -> Weight:
    if not lines:
        return UNUSED
    why = say(
        "{persons} persons; {courses} on the band",
        persons=span_in_words(box.low, box.high),
        courses=_courses(lines),
    )
    return Weight(_width(box), lines, why)


def _of_bound(
    answer: Return, stated: Stated, lines: Mapping[Measure, int], heads_per_post: Decimal
) -> Weight:
    """Posts matter where they bound a band that has no figure of its own; vacancies only take from the posts."""
    bands = [
        band for band in BANDS if (figure := answer.stated(band)) and box_of(figure.reading).best is None
    ]
    courses = sum(lines[band] for band in bands)
    if not courses:
        return UNUSED
    width = _width(box_of(stated.reading))
    if stated.measure is Measure.VACANCIES:
        posts = answer.stated(Measure.POSITIONS)
        most = box_of(posts.reading).high if posts else None
        width = most if width is None else width
    elif width is not None:
        width *= heads_per_post
    why = say(
        "bounds {bands}, where no figure stands; {courses}",
        bands=tuple(MEASURES[band] for band in bands),
        courses=_courses(courses),
    )
    return Weight(width, courses, why)


def _width(box: Box) -> Decimal | None:
    """The persons between the ends; a figure in doubt may be one person off, however sure its ends look."""
    return None if box.high is None else max(box.high - box.low, DOUBT_FLOOR)


def _courses(lines: int) -> Message:
    return say_count("{count} joint course", "{count} joint courses", lines)
