"""An application as its file says it: sections in words, figures as figures. What is not stated is None or empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kfond.funding.targets import Target


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1: the place of what was read there."""

    file: str
    number: int


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Who is reached: `count` persons of a `role`, None where not known; `reach` is "direct" or "indirect"."""

    reach: str
    role: str
    count: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the budget: `amount` in öre, None where it is not known; `kind` a key of the fund's cost kinds.

    `year` is None where the application does not divide by years. Hours (whole hundredths) times `rate` (öre an
    hour) make the amount of work in kind.
    """

    key: str
    item: str
    kind: str
    year: int | None
    amount: int | None
    hours: int | None = None
    rate: int | None = None


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What somebody else than the fund bears: money, or hours (whole hundredths) times `rate`; öre."""

    by: str
    year: int | None
    amount: int | None
    hours: int | None = None
    rate: int | None = None

    @property
    def is_in_kind(self) -> bool:
        """Whether it is worked and not paid."""
        return self.hours is not None


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase within the period, such as a mobilisation before the implementation."""

    key: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Signed:
    """That a role has signed, where and when; never by whom."""

    role: str
    place: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Application:
    """An application. `fields` are the values of the form's own fields by key, `sections` the written texts
    (Markdown) by the key of the part, subheadings in them. `total` is the stated sum in öre. `municipalities`
    are codes. `parameters` are the values that the call sets, amounts in öre. `lines` tells where in the file what
    stands, by a path such as "costs.2.amount" or "sections.insats". `text` is the file as read.
    """

    fund: str
    title: str
    applicant: str
    case_number: str
    responsible: str
    fields: Mapping[str, str]
    start: date | None
    end: date | None
    phases: tuple[Phase, ...]
    target_groups: tuple[TargetGroup, ...]
    municipalities: tuple[str, ...]
    partners: tuple[str, ...]
    actors: tuple[str, ...]
    costs: tuple[CostLine, ...]
    total: int | None
    own_shares: tuple[OwnShare, ...]
    targets: tuple[Target, ...]
    signed: tuple[Signed, ...]
    sections: Mapping[str, str]
    parameters: Mapping[str, Fraction]
    lines: Mapping[str, Line]
    file: str
    text: str
