"""The picture of the year as a wheel: months clockwise from January at the top, tasks as arcs, deadlines as marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kfond.formatting import EN_DASH, MONTHS, NO_BREAK_SPACE
from kfond.reports.pictures.kinds import Deadline, Task, Wheel
from kfond.reports.pictures.lettering import wrapped
from kfond.reports.pictures.palette import BLUE, Colour, Form, Paint, Pattern
from kfond.reports.pictures.shapes import Label, Line, Mark, Part, Ring, Shape, around, lines_of_text
from kfond.reports.pictures.space import MARGIN, Space
from kfond.reports.pictures.spacing import apart

TERM_RING, MONTH_RING = (44, 66), (70, 98)
GAP, WIDEST_LANE, ALL_LANES = 4, 14, 49
"""Between the months and the tasks; the width of one lane of tasks and of all of them, at most."""
OUTSIDE = 14
"""From the outermost arcs to where the words or numbers begin."""
MONTH = Paint(Colour.RULE, Pattern.OUTLINE)
TERMS = (("VT", Paint(Colour.MUTED), Colour.PAPER), ("HT", Paint(Colour.MUTED, Pattern.OUTLINE), Colour.INK))
TODAY = "i dag"
DEADLINE = Paint(Colour.OCHRE)
NUMBER_RADIUS = 9
HALF = 180
POINTS = 25
"""At how many places of an arc its words may point."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something on the wheel with its words: where it points to, in degrees and as a distance from the middle."""

    name: str
    when: str
    angle: float
    distance: float


@dataclass(frozen=True, slots=True)
class _Circle:
    """The wheel's middle, how far its arcs reach and how wide a lane of them is."""

    x: float
    y: float
    outer: float
    lane_width: float
    year: int

    def lane(self, number: int) -> tuple[float, float]:
        """The inner and the outer edge of the lane of that number."""
        inner = MONTH_RING[1] + GAP + number * self.lane_width
        return inner, inner + self.lane_width * 0.78


def wheel(picture: Wheel, space: Space, top: float) -> Part:
    """The wheel; its words stand around it in a wide picture, and under numbers beneath it in a narrow one."""
    lanes = lanes_of(picture.tasks)
    circle = _circle(picture.year, max(lanes, default=0) + 1, space, top)
    entries = _entries(picture, lanes, circle)
    if space.narrow:
        words = _numbered(entries, circle, space)
    else:
        circle, words = _around(entries, circle, space, top)
    rings = (*_rings(circle), *_arcs(picture, lanes, circle), *words.shapes)
    shapes = (*rings, *_days(picture, circle), *_hand(picture, circle), *_names(circle, space))
    return Part(shapes, words.bottom)


def lanes_of(tasks: tuple[Task, ...]) -> tuple[int, ...]:
    """For each task the lane, from the inside, where it meets no other, also across the new year.

    Long tasks lie inside, so that short ones are not covered.
    """
    taken: list[list[tuple[float, float]]] = []
    lanes = {}
    for number, task in sorted(enumerate(tasks), key=lambda one: one[1].first_day - one[1].last_day):
        arc = _arc(task, task.first_day.year)
        free = [place for place, others in enumerate(taken) if not any(_meet(arc, other) for other in others)]
        lane = free[0] if free else len(taken)
        if not free:
            taken.append([])
        taken[lane].append(arc)
        lanes[number] = lane
    return tuple(lanes[number] for number in range(len(tasks)))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return any(one[0] < other[1] + turn and other[0] + turn < one[1] for turn in (-360, 0, 360))


def angle_of(day: date, year: int) -> float:
    """Degrees clockwise from the first of January of `year`; days of other years lie before 0 or after 360."""
    first = date(day.year, 1, 1)
    days = (date(day.year, 12, 31) - first).days + 1
    return 360 * (day.year - year) + 360 * (day - first).days / days


def _arc(task: Task, year: int) -> tuple[float, float]:
    """From the morning of the first day to the evening of the last; never more than the whole wheel."""
    start = angle_of(task.first_day, year)
    end = angle_of(task.last_day, year) + 360 / 366
    return start, min(end, start + 359.9)


def _circle(year: int, lanes: int, space: Space, top: float) -> _Circle:
    """The wheel for so many lanes; where they are many, each is narrower."""
    lane = min(WIDEST_LANE, ALL_LANES / lanes)
    outer = MONTH_RING[1] + GAP + lanes * lane
    return _Circle(space.width / 2, top + outer + OUTSIDE + 2 * NUMBER_RADIUS, outer, lane, year)


def _entries(picture: Wheel, lanes: tuple[int, ...], circle: _Circle) -> list[_Entry]:
    year, outer = picture.year, circle.outer
    entries = []
    days = [(angle_of(one.day, year) - 2, angle_of(one.day, year) + 2) for one in picture.deadlines]
    for task, lane in zip(picture.tasks, lanes, strict=True):
        above = [_arc(other, year) for other, its in zip(picture.tasks, lanes, strict=True) if its > lane]
        angle = _in_sight(_arc(task, year), [*above, *days])
        entries.append(_Entry(task.name, period_in_words(task, year), angle % 360, circle.lane(lane)[1]))
    for one in picture.deadlines:
        entries.append(
            _Entry(one.name, day_in_words(one.day, year), angle_of(one.day, year) % 360, outer + 4)
        )
    if picture.today is not None:
        angle = angle_of(picture.today, year) % 360
        entries.append(_Entry(TODAY, day_in_words(picture.today, year), angle, outer + 4))
    return sorted(entries, key=lambda entry: (entry.angle, entry.name))


def _in_sight(arc: tuple[float, float], above: list[tuple[float, float]]) -> float:
    """The angle of an arc, as near to its middle as can be, over which no other arc lies."""
    start, end = arc
    angles = [start + (end - start) * (place + 0.5) / POINTS for place in range(POINTS)]
    free = [angle for angle in angles if not any(_meet((angle - 1, angle + 1), other) for other in above)]
    middle = (start + end) / 2
    return min(free, key=lambda angle: abs(angle - middle), default=middle)


def _rings(circle: _Circle) -> Iterator[Shape]:
    starts = _month_starts(circle.year)
    for start, end in pairwise(starts):
        yield Ring(circle.x, circle.y, *MONTH_RING, start, end, MONTH)
    for (_, paint, _), start, end in zip(TERMS, (0.0, starts[6]), (starts[6], 360.0), strict=True):
        yield Ring(circle.x, circle.y, *TERM_RING, start + 1, end - 1, paint)


def _names(circle: _Circle, space: Space) -> Iterator[Shape]:
    """The names of months and terms, over the hand where it passes them."""
    starts = _month_starts(circle.year)
    for name, (start, end) in zip(MONTHS, pairwise(starts), strict=True):
        x, y = around(circle.x, circle.y, sum(MONTH_RING) / 2, (start + end) / 2)
        yield Label(x, y + space.note * 0.35, name[:3], space.note, "middle", halo=True)
    for (name, _, ink), start, end in zip(TERMS, (0.0, starts[6]), (starts[6], 360.0), strict=True):
        x, y = around(circle.x, circle.y, sum(TERM_RING) / 2, (start + end) / 2)
        yield Label(x, y + space.note * 0.35, name, space.note, "middle", bold=True, colour=ink)
    yield Label(circle.x, circle.y + space.title * 0.35, str(circle.year), space.title, "middle", bold=True)


def _month_starts(year: int) -> list[float]:
    return [*(angle_of(date(year, month, 1), year) for month in range(1, 13)), 360.0]


def _arcs(picture: Wheel, lanes: tuple[int, ...], circle: _Circle) -> Iterator[Shape]:
    for task, lane in zip(picture.tasks, lanes, strict=True):
        yield Ring(circle.x, circle.y, *circle.lane(lane), *_arc(task, picture.year), BLUE)


def _days(picture: Wheel, circle: _Circle) -> Iterator[Shape]:
    for one in picture.deadlines:
        angle = angle_of(one.day, picture.year)
        ends = tuple(around(circle.x, circle.y, radius, angle) for radius in (MONTH_RING[1], circle.outer))
        yield Line((ends,), Colour.OCHRE, 2, halo=True)
        yield Mark(*ends[1], Form.DIAMOND, DEADLINE, 5)


def _hand(picture: Wheel, circle: _Circle) -> Iterator[Shape]:
    if picture.today is not None:
        angle = angle_of(picture.today, picture.year)
        ends = tuple(
            around(circle.x, circle.y, radius, angle) for radius in (TERM_RING[1] + 2, circle.outer + 4)
        )
        yield Line((ends,), Colour.INK, 2.5, halo=True)
        yield Mark(*ends[0], Form.CIRCLE, Paint(Colour.INK), 4)


def _around(entries: list[_Entry], circle: _Circle, space: Space, top: float) -> tuple[_Circle, Part]:
    """The words left and right of the wheel, level with what they name as far as there is room."""
    room = space.width / 2 - circle.outer - 2 * OUTSIDE - MARGIN
    sides = [
        [(entry, _lines(entry, space, room)) for entry in entries if entry.angle < HALF],
        [(entry, _lines(entry, space, room)) for entry in reversed(entries) if entry.angle >= HALF],
    ]
    heights = [sum(_height(lines, space) for _, lines in side) for side in sides]
    height = max(2 * circle.outer + 2 * OUTSIDE, *heights)
    circle = replace(circle, y=top + height / 2)
    shapes: list[Shape] = []
    for side, direction in zip(sides, (1, -1), strict=True):
        wanted = [
            (
                around(0, circle.y, circle.outer, entry.angle)[1] - _height(lines, space) / 2,
                _height(lines, space),
            )
            for entry, lines in side
        ]
        tops = apart(wanted, top, top + height)
        for (entry, lines), y in zip(side, tops, strict=True):
            shapes += _beside(entry, lines, y, circle, space, direction)
    return circle, Part(tuple(shapes), top + height + 4)


def _lines(entry: _Entry, space: Space, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wrapped(entry.name, space.text, room), wrapped(entry.when, space.note, room)


def _height(lines: tuple[tuple[str, ...], tuple[str, ...]], space: Space) -> float:
    return (len(lines[0]) + len(lines[1])) * space.line + 8


def _beside(
    entry: _Entry,
    lines: tuple[tuple[str, ...], tuple[str, ...]],
    top: float,
    circle: _Circle,
    space: Space,
    direction: int,
) -> Iterator[Shape]:
    names, whens = lines
    x = circle.x + direction * (circle.outer + 2 * OUTSIDE)
    baseline = top + 4 + space.text * 0.8
    middle = baseline - space.text * 0.35
    leader = (
        around(circle.x, circle.y, entry.distance, entry.angle),
        around(circle.x, circle.y, circle.outer + 7, entry.angle),
        (x - direction * 5, middle),
    )
    yield Line((leader,), halo=True)
    for row, text in enumerate((*names, *whens)):
        is_name = row < len(names)
        yield Label(
            x,
            baseline + row * space.line,
            text,
            space.text if is_name else space.note,
            "start" if direction > 0 else "end",
            colour=Colour.INK if is_name else Colour.MUTED,
        )


def _numbered(entries: list[_Entry], circle: _Circle, space: Space) -> Part:
    """A number at each arc and mark, and the list of them beneath the wheel."""
    distance = circle.outer + OUTSIDE + 4
    shapes: list[Shape] = []
    y = circle.y + distance + NUMBER_RADIUS + 12
    for number, (entry, angle) in enumerate(zip(entries, _turned_apart(entries, distance), strict=True), 1):
        x, height = around(circle.x, circle.y, distance, angle)
        start = around(circle.x, circle.y, entry.distance, entry.angle)
        shapes.append(Line(((start, around(circle.x, circle.y, distance - NUMBER_RADIUS, angle)),)))
        shapes.append(Label(x, height + space.note * 0.35, str(number), space.note, "middle", bold=True))
        lines = wrapped(f"{entry.name}, {entry.when}", space.text, space.width - 2 * MARGIN - 26)
        shapes.append(Label(MARGIN + 18, y + space.text * 0.8, str(number), space.text, "end", bold=True))
        shapes += lines_of_text(lines, MARGIN + 26, y + space.text * 0.8, space.text, space.line)
        y += len(lines) * space.line + 4
    return Part(tuple(shapes), y)


def _turned_apart(entries: list[_Entry], distance: float) -> list[float]:
    """The angles of the numbers, moved on clockwise where two would meet."""
    least = min(360 * 2.3 * NUMBER_RADIUS / (6.28 * distance), 360 / max(len(entries), 1))
    angles: list[float] = []
    for entry in entries:
        angles.append(max(entry.angle, angles[-1] + least) if angles else entry.angle)
    limit = angles[0] + 360 if angles else 0
    for place in range(len(angles) - 1, -1, -1):
        limit -= least
        angles[place] = min(angles[place], limit)
        limit = angles[place]
    return angles


def day_in_words(day: date, year: int) -> str:
    """1 sep, with its year where that is not the wheel's."""
    return f"{day.day}{NO_BREAK_SPACE}{MONTHS[day.month - 1][:3]}" + (
        "" if day.year == year else f"{NO_BREAK_SPACE}{day.year}"
    )


def period_in_words(task: Task, year: int) -> str:
    """1–15 jun, 1 dec–28 feb 2018."""
    first, last = task.first_day, task.last_day
    if first == last:
        return day_in_words(last, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{day_in_words(last, year)}"
    return f"{day_in_words(first, year)}{EN_DASH}{day_in_words(last, year)}"


def in_order(picture: Wheel) -> tuple[Task | Deadline, ...]:
    """Tasks and deadlines by the day that they begin."""
    return tuple(
        sorted(
            (*picture.tasks, *picture.deadlines),
            key=lambda one: (one.first_day if isinstance(one, Task) else one.day, one.name),
        )
    )
