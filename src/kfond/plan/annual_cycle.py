"""The association's year, as data/plan/annual_cycle.toml proposes it: its tasks, last days and seasons."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from kfond.periods import Span, Term


@dataclass(frozen=True, slots=True)
class CycleTask:
    """Something done every year from `first` to `last` (month and day: "12-15").

    `half` of a task is the half-year whose courses are held then, None where it is about something else.
    """

    name: str
    first: str
    last: str
    half: int | None

    def days_in(self, year: int) -> Span:
        """Its first and last day where it begins in `year`; it may end in the next."""
        first, last = _day(self.first, year), _day(self.last, year)
        return first, last if last >= first else _day(self.last, year + 1)


@dataclass(frozen=True, slots=True)
class CycleDeadline:
    """A last day of every year (month and day); `half` is the half-year that it is for, None where it is for none."""

    name: str
    day: str
    half: int | None

    def day_in(self, year: int) -> date:
        """Its day in `year`."""
        return _day(self.day, year)

    def term_after(self, year: int) -> Term | None:
        """The term that the day in `year` is for: the first one of its half that begins after it."""
        if self.half is None:
            return None
        term = Term(year, self.half)
        return term if term.start > self.day_in(year) else Term(year + 1, self.half)


@dataclass(frozen=True, slots=True)
class AnnualCycle:
    """The tasks and last days of a year, in the order of the file."""

    tasks: tuple[CycleTask, ...]
    deadlines: tuple[CycleDeadline, ...]

    def season(self, term: Term) -> Span:
        """First and last day on which courses of a term are held; the whole term where no task says when."""
        for task in self.tasks:
            if task.half == term.half:
                return task.days_in(term.year)
        return term.start, term.end


@cache
def annual_cycle() -> AnnualCycle:
    """The year that comes with kfond."""
    file = resources.files("kfond") / "data" / "plan" / "annual_cycle.toml"
    cycle = tomllib.loads(file.read_text(encoding="utf-8"))
    return AnnualCycle(
        tuple(CycleTask(t["name"], t["first"], t["last"], t.get("half")) for t in cycle["task"]),
        tuple(CycleDeadline(d["name"], d["day"], d.get("half")) for d in cycle["deadline"]),
    )


def _day(text: str, year: int) -> date:
    return date.fromisoformat(f"{year}-{text}")
