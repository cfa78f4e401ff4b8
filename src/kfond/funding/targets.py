"""Targets: what an application promises, the number that it is held against, and whether it was reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kfond.provenance import Source


class Operator(StrEnum):
    """How a target's number is meant."""

    AT_LEAST = "at_least"  # minst
    AT_MOST = "at_most"  # högst
    ABOUT = "about"  # ca
    NEARLY = "nearly"  # närmare: about, from below
    EXACTLY = "exactly"
    DONE = "done"  # a goal without a number: reached or not


@dataclass(frozen=True, slots=True)
class Target:
    """A target. `value` is exact, None for a goal without a number. `denominator` is the number of those that it
    speaks of, its own: 250, 200 and "nearly 200" of one project are three. `measure` is the name of one of kfond's
    measures, "" where its outcome is stated by hand; `filters` narrow the measure (course, kind of activity, words).
    `horizon` is "long", "middle" or "project"; `quoted` the words of the application where they are unclear.
    """

    key: str
    text: str
    operator: Operator
    value: Fraction | None
    unit: str
    due: date | None
    measure: str
    filters: Mapping[str, str]
    baseline: Fraction | None
    baseline_on: date | None
    denominator: Fraction | None
    phase: str
    category: str
    horizon: str = "project"
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a target on a day: `value` None and `reached` None are not known; `why` then says why not.

    `by_sex` splits the number where the source does, women and men, suppressed where small. `is_stated`: somebody
    said so; else kfond computed it. `measured` is what kfond computes beside what is stated, None where
    it computes nothing. `low` and `high` are the ends of a number that is not known but bounded, None where an end is
    open. `basis` says in Swedish how many it rests on, "" where nothing does.
    """

    target: str
    on: date
    value: Fraction | None
    reached: bool | None
    why: str
    sources: tuple[Source, ...]
    is_stated: bool
    evidence: str = ""
    by_sex: tuple[Fraction | None, Fraction | None] | None = None
    measured: Outcome | None = None
    basis: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
