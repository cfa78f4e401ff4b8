"""A call of a fund that one runs oneself: what came in, what was proposed, what was decided, what is left of the frame.

Amounts are öre. A decision is of one application and one year, and holds when each of the fund's deciders has decided
alike. What is left of a year's frame is the frame minus what is granted; what a decision that waits for another
decider would take is held back, so that the next one cannot take it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kfond.funding.application import Application, TargetGroup
from kfond.funding.budget import applied_for, in_rounding, summed
from kfond.funding.fund import Fund, PartKind

DIRECT, INDIRECT = "direct", "indirect"


class Advice(StrEnum):
    """What an assessor proposes."""

    GRANT = "grant"  # all that was applied for
    PART = "part"  # less
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Incoming:
    """An application that came to a call, numbered as it came. `applied` is in öre; it, the days, the groups and the
    words are what was stated: None or empty where nobody has. `content` is its file and `sha256` the fingerprint of
    it, both "" for one on paper. `late_reason` says why one was taken after the last day, "" for one in time.
    """

    number: int
    applicant: str
    title: str
    applied: int | None
    start: date | None
    end: date | None
    groups: tuple[TargetGroup, ...]
    received_on: date
    file: str = ""
    sha256: str = ""
    content: str = ""
    late_reason: str = ""

    @property
    def key(self) -> str:
        """What commands call it."""
        return str(self.number)

    @property
    def is_on_paper(self) -> bool:
        """Whether kfond has no file of it."""
        return not self.content

    def reached(self, reach: str) -> int | None:
        """How many persons it reaches, "direct" or "indirect"; None where a group of them has no number, or none is
        stated."""
        counts = [group.count for group in self.groups if group.reach == reach]
        return summed(counts) if counts else None

    @property
    def cost_per_person(self) -> Fraction | None:
        """What is applied for, in öre, per person reached directly; None where one of them is not known, or nobody is
        reached."""
        persons = self.reached(DIRECT)
        return Fraction(self.applied, persons) if self.applied is not None and persons else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a role proposes for the application `number`: 0 öre where it proposes to refuse."""

    number: int
    advice: Advice
    amount: int
    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """What one decider decides on the application `number` for a year: öre, 0 refuses it.

    `is_anew`: it begins a decision that takes the place of the earlier one.
    """

    number: int
    year: int
    amount: int
    by: str
    on: date
    why: str = ""
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The words that make one decision, the first one first, and the deciders that it still waits for."""

    words: tuple[Word, ...]
    waits_for: tuple[str, ...]

    @property
    def year(self) -> int:
        """The year that it is for."""
        return self.words[0].year

    @property
    def amount(self) -> int:
        """What is granted, in öre; 0 where it is refused."""
        return self.words[0].amount

    @property
    def holds(self) -> bool:
        """Whether every decider has decided alike."""
        return not self.waits_for

    @property
    def why(self) -> str:
        """The reasons that were given, each once."""
        return "; ".join(dict.fromkeys(word.why for word in self.words if word.why))


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions on one application for one year: the one that holds, and one after it that waits."""

    held: Decision | None = None
    begun: Decision | None = None

    @property
    def granted(self) -> int:
        """What is granted, in öre."""
        return self.held.amount if self.held else 0

    @property
    def reserved(self) -> int:
        """What it takes of the frame, whether or not the decision that waits comes to hold; öre."""
        return max(self.granted, self.begun.amount if self.begun else 0)


class Outcome(StrEnum):
    """What has come of an application to a call."""

    OPEN = "open"  # a year that could grant it something is not decided
    WAITS = "waits"  # for another decider
    GRANTED = "granted"
    PART = "part"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class YearOfFrame:
    """A year of a call, in öre: `left` is always `frame` minus `granted`; `begun` is what decisions that wait for a
    decider would take of that."""

    year: int
    frame: int
    granted: int
    begun: int

    @property
    def left(self) -> int:
        """What is left of the frame."""
        return self.frame - self.granted


@dataclass(frozen=True, slots=True)
class Call:
    """A call, `fund` with the rules that held when it was made, `frames` öre by year, and everything that was entered
    of it in the order that it was."""

    key: str
    fund: Fund
    frames: Mapping[int, int]
    opens: date
    closes: date
    incoming: tuple[Incoming, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it grants money for."""
        return tuple(sorted(self.frames))

    def assessments_of(self, number: int) -> tuple[Assessment, ...]:
        """What each role proposes for an application: its latest word, in the order that the roles came."""
        said = (each for each in self.assessments if each.number == number)
        return tuple({same_role(each.by): each for each in said}.values())

    def standing(self, number: int, year: int) -> Standing:
        """The decisions on an application for a year."""
        all_deciders = deciders(self.fund)
        standing = Standing()
        for words in _decisions(self.words, number, year):
            waits_for = _waits_for(words, all_deciders)
            decision = Decision(words, waits_for)
            standing = replace(standing, begun=decision) if waits_for else Standing(decision)
        return standing

    def standings(self, number: int) -> tuple[Standing, ...]:
        """The decisions on an application, year by year."""
        return tuple(self.standing(number, year) for year in self.years)

    def granted_to(self, number: int) -> int | None:
        """What is granted to an application in all, in öre; None where no decision holds."""
        held = [each.held.amount for each in self.standings(number) if each.held]
        return sum(held) if held else None

    def outcome(self, incoming: Incoming) -> Outcome:
        """What has come of an application: of all years together, and as far as decisions hold."""
        granted = self.granted_to(incoming.number)
        if granted:
            applied = incoming.applied
            is_part = applied is not None and granted < min(applied, in_rounding(self.fund, applied))
            return Outcome.PART if is_part else Outcome.GRANTED
        standings = self.standings(incoming.number)
        if any(each.begun for each in standings):
            return Outcome.WAITS
        return Outcome.REFUSED if all(each.held for each in standings) else Outcome.OPEN

    def of_year(self, year: int) -> YearOfFrame:
        """The frame of a year, and what is granted of it."""
        all_of = [self.standing(each.number, year) for each in self.incoming]
        granted = sum(each.granted for each in all_of)
        return YearOfFrame(year, self.frames[year], granted, sum(each.reserved for each in all_of) - granted)

    def with_word(self, word: Word) -> Call:
        """The call with one more word of a decider, whatever speaks against it."""
        return replace(self, words=(*self.words, word))


def deciders(fund: Fund) -> tuple[str, ...]:
    """Who decides: the roles that sign below the decision on the fund's form, else the one that the decision names.

    () where the form names nobody.
    """
    kinds = [part.kind for part in fund.parts]
    if PartKind.DECISION not in kinds:
        return ()
    at = kinds.index(PartKind.DECISION)
    signing = (part.role for part in fund.parts[at:] if part.kind is PartKind.SIGNATURE)
    return tuple(dict.fromkeys(role for role in signing if role)) or tuple(
        part.role for part in fund.parts[at : at + 1] if part.role
    )


def same_role(role: str) -> str:
    """A role as it is compared: spaces and capitals make no other."""
    return " ".join(role.casefold().split())


def incoming_in(
    application: Application, fund: Fund, sha256: str, on: date, late_reason: str = ""
) -> Incoming:
    """An application as it comes to a call, with what its file states; its number is not known yet."""
    return Incoming(
        number=0,
        applicant=application.applicant,
        title=application.title,
        applied=applied_for(application, fund),
        start=application.start,
        end=application.end,
        groups=application.target_groups,
        received_on=on,
        file=application.file,
        sha256=sha256,
        content=application.text,
        late_reason=late_reason,
    )


def _decisions(words: tuple[Word, ...], number: int, year: int) -> Iterator[tuple[Word, ...]]:
    """The words on an application for a year, those of one decision together."""
    together: list[Word] = []
    for word in words:
        if (word.number, word.year) != (number, year):
            continue
        if word.is_anew and together:
            yield tuple(together)
            together = []
        together.append(word)
    if together:
        yield tuple(together)


def _waits_for(words: tuple[Word, ...], all_deciders: tuple[str, ...]) -> tuple[str, ...]:
    said = {same_role(word.by) for word in words}
    return tuple(role for role in all_deciders if same_role(role) not in said)
