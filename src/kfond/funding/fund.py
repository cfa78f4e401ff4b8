"""A fund, as its file says it: the form in its order, what may be applied for, who decides, when what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Way(StrEnum):
    """How money is got from a fund."""

    APPLICATION = "application"  # a competition: somebody assesses and decides
    REQUISITION = "requisition"  # one's share of a distribution that is decided already


class PartKind(StrEnum):
    """What a part of a form holds, which says what fills it and how it is drawn."""

    NOTICE = "notice"  # words of the fund's own, on data protection and the like
    FIELDS = "fields"  # label and value, a row each
    TEXT = "text"  # a section that the applicant writes
    TARGET_GROUP = "target_group"  # who is reached directly and indirectly, in numbers, with a text
    PERIOD = "period"  # planned start and end, with a text on the extent
    COSTS = "costs"  # cost lines, their total, flat rates and co-financing
    TARGETS = "targets"  # goals and measured targets, with a text
    LIST = "list"  # names of organisations or municipalities, one a line
    SIGNATURE = "signature"  # place and day, by a role; the name is written by hand
    ASSESSMENT = "assessment"  # what the fund's own people propose
    DECISION = "decision"  # what was decided
    ADDRESS = "address"  # where it is sent


class FieldType(StrEnum):
    """What the value of a field of a form is."""

    TEXT = "text"
    MONEY = "money"  # öre
    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FormField:
    """A row of a part FIELDS: `key` is what the application calls it, `label` what the form does.

    `fills` names what of the application it shows (`applicant`, `title`, `case_number`, `responsible`, `period`,
    `applied`, `granted`, `allocated`, `used`, `unused`,
    `budget`); "" where the applicant states it below [fields].
    """

    key: str
    label: str
    type: FieldType
    fills: str
    choices: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form, in the words of the form itself.

    `key` is what it is called in files and settings, `heading` and `hint` (what stands beneath it in parenthesis)
    are the form's own. `guidance` is ours and goes into a new application as a comment. `longest` counts
    characters, None where the fund sets no limit. `is_required`: the applicant must fill it in; what the fund itself
    fills in never is. `role` is who signs, assesses or decides. `lists` names what a LIST shows (`partners`,
    `actors`, `municipalities`). `subheadings` are asked for within a TEXT.
    """

    key: str
    kind: PartKind
    heading: str
    hint: str = ""
    guidance: str = ""
    text: str = ""
    longest: int | None = None
    is_required: bool = True
    role: str = ""
    lists: str = ""
    fields: tuple[FormField, ...] = ()
    subheadings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostKind:
    """A kind of cost that a fund pays (`is_eligible`) or names as one that it does not."""

    key: str
    label: str
    is_eligible: bool
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class FlatRate:
    """Costs that are not accounted for one by one: `rate` of what the kinds `base` cost. Source beside each.

    Where `rate` is None the call sets it, as the parameter that is called like `key`: an application that does not
    state it does not use the flat rate. `excludes` are the flat rates that cannot be used beside it: one with a rate
    of its own gives way to a stated one.
    """

    key: str
    label: str
    rate: Fraction | None
    base: tuple[str, ...]
    source: str
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoFinancing:
    """What others must bear: at least `smallest` of the whole budget, None where the call says it.

    `may_be_hours`: worked hours times a rate count. `is_outside_budget`: the record's budget leaves it out.
    """

    smallest: Fraction | None
    may_be_hours: bool
    is_outside_budget: bool
    source: str


class Rounding(StrEnum):
    """To what an amount of a decision is rounded."""

    NONE = "none"
    KRONA_DOWN = "krona_down"
    THOUSAND_UP = "thousand_up"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done: `on` fixed, or `days` after (before, where negative) `after`, which is
    `decided`, `start`, `end`, `paid` or `year_end` of the application. `note` says what must be looked up first, such
    as that the day is an earlier year's."""

    key: str
    label: str
    on: date | None
    after: str
    days: int
    does: str
    """What of an application it asks for: `submit`, `request`, `part_report`, `final_report`, `repay`."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund. `longest` times are inclusive days. `years` are those that its money is for, inclusive.

    `ceiling` is the most that may be applied for, in öre. `deviation` is the share of a budget line by which its
    use may differ before it must be explained. `frame` is the fund's own money by year, in öre, for whoever runs it.
    `parameters` are what a call sets, by key, with the words that say what each is. `file` and `source` say where
    the fund's rules are written down. `text` is the file as read.
    """

    key: str
    title: str
    owner: str
    way: Way
    years: tuple[int, int] | None
    first_day: date | None
    last_day: date | None
    about: str
    parts: tuple[Part, ...]
    cost_kinds: tuple[CostKind, ...]
    flat_rates: tuple[FlatRate, ...]
    co_financing: CoFinancing | None
    rounding: Rounding
    ceiling: int | None
    deviation: Fraction | None
    deadlines: tuple[Deadline, ...]
    frame: Mapping[int, int]
    parameters: Mapping[str, str]
    purposes: tuple[str, ...]
    excluded: tuple[str, ...]
    file: str
    source: str
    text: str

    def part(self, key: str) -> Part:
        """The part of that key. Raises KeyError."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)
