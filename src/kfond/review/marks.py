"""What to tell a sender about the cells of a sheet, in words of a municipality: no options, no commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kfond.cells import Quality, Reading
from kfond.errors import Problem
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.review.wording import reading_in_words
from kfond.workbook.marks import Mark

LANGUAGE = "sv"  # the municipalities are Swedish, whatever language the coordinator's messages are in

_DAY = say("Write in the title which day the figures speak of, for example 2017-03-31.")
TO_THE_SENDER: Mapping[str, Message] = {
    # a remedy that only the coordinator can use: what the sender can do about it
    "Give the day with --as-of, as year-month-day, or write it in the title.": _DAY,
    "Give it with --area BoU, or write it in the title.": say(
        "Write in the title which area the staff work in, for example BoU."
    ),
    "Write them, or say which of the sheet's own words mean them: --map “Own word={heading}”.": say(
        "Write them above the columns that they belong to."
    ),
    "Say which it is: --kind {kinds}.": say("Say when you send it back which of them it is."),
}
ASK_THE_COORDINATOR = say("Ask the coordinator how it should be written.")


def marks_of(
    problems: Iterable[Problem], doubts: Iterable[Problem], readings: Mapping[Place, Reading]
) -> tuple[Mark, ...]:
    """A mark for each problem and doubt; `readings` are what cells in doubt were read as, where that is known."""
    return (
        *(_mark(problem, problem.what, is_problem=True) for problem in problems),
        *(_mark(doubt, _what_was_read(doubt, readings), is_problem=False) for doubt in doubts),
    )


def _what_was_read(doubt: Problem, readings: Mapping[Place, Reading]) -> Message:
    reading = readings.get(doubt.place) if doubt.place else None
    if reading is None or reading.quality in (Quality.UNCLEAR, Quality.MISSING):
        return doubt.what
    return say("{doubt} We read it as {reading}.", doubt=doubt.what, reading=reading_in_words(reading))


def _mark(told: Problem, what: Message, *, is_problem: bool) -> Mark:
    place = told.place or Place("")
    remedy = TO_THE_SENDER.get(told.remedy.text, told.remedy).in_words(LANGUAGE)
    if "--" in remedy or "kfond " in remedy:
        remedy = ASK_THE_COORDINATOR.in_words(LANGUAGE)
    return Mark(place.sheet, place.cell, what.in_words(LANGUAGE), remedy, is_problem)
