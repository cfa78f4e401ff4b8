"""What in the figures cannot be right together: told with both figures and their cells, never corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.cells import Expect, Quality, Reading
from kfond.messages import Message, say, say_count
from kfond.provenance import Source
from kfond.staffing.boxes import (
    NOBODY,
    Box,
    band_boxes,
    box_of,
    disagreement,
    span_in_words,
    sum_of,
    total_box,
)
from kfond.staffing.returns import MEASURES, Definition, Measure, Return, SourceKind, Stated

LEAP = 10
"""How many times last year's figure calls for a second look: a decimal comma that was lost. Ours."""

ROUNDING = Decimal("0.05")
"""How far a sum may be off its parts, in posts, when both have decimals. Ours."""

MOST_NAMED = 10
"""Cells in one line of an import's answer; kfond review lists them all. Ours."""

_DEGREES = (Measure.SOCIAL_WORK_DEGREE, Measure.OTHER_EDUCATION)


@dataclass(frozen=True, slots=True)
class Added:
    """A sum as a sheet gives it, and its cell."""

    reading: Reading
    source: Source


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A cell that holds something and yet no figure: words, or a number below zero.

    `box` is what the others of its unit leave for it, where it is of a band; None where it counts as not known.
    """

    answer: Return
    stated: Stated
    box: Box | None

    @property
    def taken_as(self) -> Message:
        """What it counts as, until a human answers it."""
        return span_in_words(self.box.low, self.box.high) if self.box else say("not known")


def without_figure(answer: Return, heads_per_post: Decimal) -> Iterator[NoFigure]:
    """The cells of a unit that hold something and yet no figure, as reviewed so far; a list of staff has none."""
    boxes = band_boxes(answer, heads_per_post)
    for stated in answer.figures:
        is_of_sheet = answer.source_kind is not SourceKind.PEOPLE
        if is_of_sheet and stated.reading.review and stated.reading.quality is Quality.UNCLEAR:
            yield NoFigure(answer, stated, boxes.get(stated.measure))


def told_without_figure(found: Sequence[NoFigure]) -> Iterator[Message]:
    """One line for all cells without a figure, those that change a plan first; none where there are none."""
    weightiest = sorted(found, key=lambda each: each.box is None)
    if weightiest:
        yield say(
            "These cells hold no number: {cells}. Answer them with kfond review, or write a number in the sheet and "
            "import it again.",
            cells=(
                *(_without_figure(each) for each in weightiest[:MOST_NAMED]),
                *([say("{count} more", count=len(found) - MOST_NAMED)] if len(found) > MOST_NAMED else ()),
            ),
        )


def _without_figure(found: NoFigure) -> Message:
    return say(
        "“{text}” ({cell}: {name}, {measure}; counts as {taken})",
        text=found.stated.source.verbatim,
        cell=found.stated.source.place.cell,
        name=found.answer.name,
        measure=MEASURES[found.stated.measure],
        taken=found.taken_as,
    )


def contradictions(answer: Return, heads_per_post: Decimal) -> Iterator[Message]:
    """What a unit's figures say against each other: bands, education and vacancies against the posts."""
    found = disagreement(answer, heads_per_post)
    if found:
        bands, posts = found
        yield say(
            "{name}: {bands} persons by experience, but posts for {low}–{high} ({cell}); kept as they stand.",
            name=answer.name,
            bands=_plain(bands.low),
            low=_plain(posts.low),
            high=_end(posts.high),
            cell=answer.source.place.cell,
        )
    yield from _education(answer, heads_per_post)
    yield from _vacancies(answer)


def leaps(answer: Return, before: Return) -> Iterator[Message]:
    """Figures that are ten times those of the same unit the time before, or a tenth of them."""
    for figure in answer.figures:
        old = before.stated(figure.measure)
        if figure.measure.expect is not Expect.COUNT or old is None:
            continue
        now, then = box_of(figure.reading), box_of(old.reading)
        if _is_leap(now, then) or _is_leap(then, now):
            yield say(
                "{name}: “{now}” {measure} ({cell}), but “{then}” on {day} ({old_place}); "
                "is the decimal comma right?",
                name=answer.name,
                now=figure.reading.verbatim,
                measure=MEASURES[figure.measure],
                cell=figure.source.place.cell,
                then=old.reading.verbatim,
                day=before.as_of.isoformat(),
                old_place=str(old.source.place),
            )


def absent(returns: Sequence[Return], before: Sequence[Return]) -> Iterator[Message]:
    """Municipalities that answered the time before and are not in a sheet with most of the others.

    One whose figures are of an older day than the rest of the sheet (a footnote says so) is in it all the same.
    """
    for area in sorted({answer.area for answer in returns}):
        there = {answer.municipality_code for answer in returns if answer.area == area}
        earlier = {answer.municipality_code: answer for answer in before if answer.area == area}
        missing = [answer for code, answer in earlier.items() if code not in there]
        if missing and 2 * len(missing) <= len(earlier):
            yield say(
                "Answered the time before, but not in this sheet: {names}.",
                names=tuple(
                    f"{answer.municipality} ({answer.as_of.isoformat()}, {answer.source.place.cell})"
                    for answer in missing
                ),
            )


def displaced(returns: Sequence[Return], kept: Sequence[Return]) -> Iterator[Message]:
    """Municipalities of which more was known for a day than the sheet that now takes its place says."""
    new = {(*_sheet_key(answer), answer.unit, f.measure) for answer in returns for f in answer.figures}
    places = {_sheet_key(answer): answer for answer in returns}
    lost: dict[tuple[str, str, Definition, date], list[Source]] = {}
    for old in dict.fromkeys(kept):
        key = _sheet_key(old)
        gone = [f.source for f in old.figures if (*key, old.unit, f.measure) not in new]
        if key in places and gone:
            lost.setdefault(key, []).extend(gone)
    for key, sources in lost.items():
        yield say_count(
            "{name} on {day} ({cell}) takes the place of {file}, which had {count} figure more.",
            "{name} on {day} ({cell}) takes the place of {file}, which had {count} figures more.",
            len(sources),
            name=places[key].municipality,
            day=places[key].as_of.isoformat(),
            cell=places[key].source.place.cell,
            file=sources[0].place.file,
        )


def sum_differs(total: Added, groups: Iterable[Sequence[Stated]]) -> Message | None:
    """That a sum is not what its parts come to; None where it may be the sum of any of the `groups`.

    Parts that are not certain count with all that they may be.
    """
    added = [(group, sum_of(_part(figure) for figure in group)) for group in groups]
    stated = box_of(total.reading)
    if any(_agrees(stated, box) for _, box in added):
        return None
    parts, box = added[0]
    return say(
        "The sum in {cell} is {total}, but {first}–{last} come to {sum}; neither is changed.",
        cell=total.source.place.cell,
        total=total.source.verbatim,
        first=parts[0].source.place.cell,
        last=parts[-1].source.place.cell,
        sum=_interval(box),
    )


def unit_key(answer: Return) -> tuple[str, str, str, Definition]:
    """What makes two returns speak of the same unit."""
    return (answer.municipality_code, answer.unit, answer.area, answer.definition)


def newest_before(returns: Iterable[Return], answer: Return) -> Return | None:
    """The newest of `returns` that is of the same unit as `answer` and of an earlier day."""
    earlier = [old for old in returns if unit_key(old) == unit_key(answer) and old.as_of < answer.as_of]
    return max(earlier, key=lambda old: old.as_of, default=None)


def _sheet_key(answer: Return) -> tuple[str, str, Definition, date]:
    """What one sheet answers as a whole: see `current_returns`."""
    return (answer.municipality_code, answer.area, answer.definition, answer.as_of)


def _education(answer: Return, heads_per_post: Decimal) -> Iterator[Message]:
    stated = [figure for measure in _DEGREES if (figure := answer.stated(measure))]
    posts = answer.stated(Measure.POSITIONS)
    if len(stated) < len(_DEGREES) or posts is None:
        return
    educated = sum_of(box_of(figure.reading, figure.source) for figure in stated)
    room = total_box(answer, heads_per_post)
    if _outside(educated, room):
        yield say(
            "{name}: {educated} by education ({cells}), but posts for {low}–{high} ({cell}); kept as they stand.",
            name=answer.name,
            educated=_interval(educated),
            cells=tuple(figure.source.place.cell for figure in stated),
            low=_plain(room.low),
            high=_end(room.high),
            cell=posts.source.place.cell,
        )


def _vacancies(answer: Return) -> Iterator[Message]:
    vacant, posts = answer.stated(Measure.VACANCIES), answer.stated(Measure.POSITIONS)
    if vacant is None or posts is None:
        return
    high = box_of(posts.reading).high
    if high is not None and not posts.reading.review and box_of(vacant.reading).low > high:
        yield say(
            "{name}: “{vacant}” vacant posts ({cell}) of “{posts}” posts ({posts_cell}); kept as they stand.",
            name=answer.name,
            vacant=vacant.reading.verbatim,
            cell=vacant.source.place.cell,
            posts=posts.reading.verbatim,
            posts_cell=posts.source.place.cell,
        )


def _outside(box: Box, room: Box) -> bool:
    too_many = room.high is not None and box.low > room.high
    return too_many or (box.high is not None and box.high < room.low)


def _is_leap(large: Box, small: Box) -> bool:
    """Whether one figure is surely ten times another one that is not nothing."""
    return small.high is not None and small.low > NOBODY and large.low >= LEAP * small.high


def _part(figure: Stated) -> Box:
    """What a part of a sum may be: of a cell for review, anything."""
    if figure.reading.review or figure.reading.quality is Quality.UNCLEAR:
        return Box(NOBODY, None, None, (figure.source,))
    return box_of(figure.reading, figure.source)


def _agrees(total: Box, parts: Box) -> bool:
    is_whole = total.low == total.low.to_integral_value() and parts.low != parts.low.to_integral_value()
    slack = Decimal("0.5") if is_whole else ROUNDING
    if total.high is not None and total.high + slack < parts.low:
        return False
    return parts.high is None or parts.high + slack >= total.low


def _interval(box: Box) -> Message:
    if box.high is None:
        return say("at least {low}", low=_plain(box.low))
    if box.low == box.high:
        return Message("{low}", {"low": _plain(box.low)})
    return Message("{low}–{high}", {"low": _plain(box.low), "high": _plain(box.high)})


def _plain(number: Decimal) -> Decimal:
    return number.normalize() + 0


def _end(high: Decimal | None) -> Decimal | Message:
    return _plain(high) if high is not None else say("an unknown number")
