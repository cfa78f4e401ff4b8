"""An adopted plan settled when seats have been given back: which rows can be, the seats that are paid, both prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kfond.catalogue.releases import KIND as RELEASES
from kfond.catalogue.releases import Released
from kfond.catalogue.ties import Tied
from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.costs.commitments import SettledCommitment, settle_commitments
from kfond.plan.costs.settling import ChargedSeats, Release, SettledShare, charged_seats, settled_shares
from kfond.plan.costs.shares import cost_of
from kfond.plan.kept_rounds import KeptRound, kept_promises, kept_rounds, kept_settings
from kfond.settings import Settings

NOT_KEPT = say(
    "What is to be paid is not known: the plan was adopted before what it takes to settle it was kept."
)


@dataclass(frozen=True, slots=True)
class SettledRound:
    """A round of which seats were given back: the seats that are paid, and both prices of every payer.

    `why`: why what is to be paid is not known, where it is not.
    """

    round: KeptRound
    charged: ChargedSeats
    shares: tuple[SettledShare, ...]
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The rounds of an adopted plan of which seats were given back, and the promises that they were seats of: each by
    the plan, and settled."""

    version: int
    settings: Settings
    rounds: tuple[SettledRound, ...]
    promises: tuple[tuple[SettledCommitment, SettledCommitment], ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Every municipality by its code."""
        return {code: name for each in self.rounds for code, name in each.round.names.items()}


def settlement(data: Mapping[str, Any], version: int, given_back: Tied[Released]) -> Settlement:
    """The rounds of an adopted plan (as it was kept) of which seats were given back, settled.

    Raises Refusal (exit 3) where nothing was given back of this plan, and with every row that cannot be settled.
    """
    settings = kept_settings(data)
    rounds = kept_rounds(data, settings)
    terms = frozenset(Term.parse(label) for label in data["terms"])
    mine = [each for each in given_back.found if each.term in terms]
    problems = [*_unknown_names(given_back), *_problems(mine, rounds)]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    if not mine:
        raise data_refusal(
            say("No seats of this plan have been given back."),
            say(
                "Import the list of seats given back: kfond import --template {kind} -o FILE.xlsx writes one.",
                kind=RELEASES,
            ),
        )
    settled = tuple(_settled(found, mine, rounds, settings) for found in rounds if _of(found, mine, rounds))
    return Settlement(version, settings, settled, _promises(data, settled))


def _unknown_names(given_back: Tied[Released]) -> Iterator[Problem]:
    for each in given_back.unknown:
        yield Problem(
            each.source.place,
            say("“{name}” is no course of the catalogue.", name=each.name),
            say("Write the course as it stands in the catalogue, and import the list again."),
        )


def _problems(released: Sequence[Released], rounds: Sequence[KeptRound]) -> Iterator[Problem]:
    """The rows that cannot be settled, in their order: unreadable, of no round or of two, of more than was granted."""
    given: dict[tuple[int, str], int] = {}
    for each in released:
        fits = _rounds_of(each, rounds)
        if each.seats is None or each.start is None or each.given_back is None:
            yield _problem(
                each,
                say("The seats or a day of the row cannot be read with certainty."),
                say("Write a plain number and plain days, and import the list again."),
            )
        elif Term.containing(each.start) != each.term:
            yield _problem(
                each,
                say("The course starts {day}, which is not in {term}.", day=each.start, term=each.term.label),
                say("Correct the term or the start, and import the list again."),
            )
        elif len(fits) != 1:
            yield _of_no_round(each, fits)
        else:
            key = (rounds.index(fits[0]), each.municipality_code)
            given[key] = given.get(key, 0) + each.seats
            granted = fits[0].seats.get(each.municipality_code) or 0
            if given[key] > granted:
                yield _problem(
                    each,
                    say(
                        "{name} was given {granted} seats in {term} and gives back {seats}.",
                        name=each.municipality,
                        granted=granted,
                        term=each.term.label,
                        seats=given[key],
                    ),
                    say("Write how many of the seats of the adopted plan were given back."),
                )


def _of_no_round(each: Released, fits: Sequence[KeptRound]) -> Problem:
    """What to say of a row that is of no round, or of several."""
    if not fits:
        return _problem(
            each,
            say("The adopted plan has no such start in {term}.", term=each.term.label),
            say("Correct the course, the area or the term, and import the list again."),
        )
    areas = tuple(dict.fromkeys(found.area for found in fits))
    return _problem(
        each,
        say(
            "{name} has seats of several starts of the course in {term}.",
            name=each.municipality,
            term=each.term.label,
        ),
        say("Write which area it is: {areas}.", areas=areas)
        if len(areas) > 1
        else say("Take the row away and settle those starts yourself: the list cannot tell them apart."),
    )


def _problem(each: Released, what: Message, remedy: Message) -> Problem:
    return Problem(each.source.place, what, remedy)


def _rounds_of(each: Released, rounds: Sequence[KeptRound]) -> list[KeptRound]:
    """The rounds that a row may be of: those where the municipality has seats, where there are any."""
    fits = [
        found
        for found in rounds
        if (found.course, found.term) == (each.course, each.term) and each.area in ("", found.area)
    ]
    return [found for found in fits if found.seats.get(each.municipality_code)] or fits


def _of(found: KeptRound, released: Sequence[Released], rounds: Sequence[KeptRound]) -> list[Released]:
    return [each for each in released if found in _rounds_of(each, rounds)]


def _settled(
    found: KeptRound, released: Sequence[Released], rounds: Sequence[KeptRound], settings: Settings
) -> SettledRound:
    releases = [
        Release(each.municipality_code, each.seats, each.given_back, each.start)
        for each in _of(found, released, rounds)
        if each.seats is not None and each.given_back and each.start
    ]
    granted = {code: seats or 0 for code, seats in found.seats.items()}
    charged = charged_seats(granted, releases, settings)
    if found.costing is None:
        codes = sorted(code for code, seats in granted.items() if seats)
        return SettledRound(found, charged, tuple(SettledShare(code, None, None) for code in codes), NOT_KEPT)
    after = replace(found.costing, seats={**found.costing.seats, **charged.seats})
    planned, settled = cost_of(found.costing, settings), cost_of(after, settings)
    return SettledRound(found, charged, settled_shares(planned, settled), settled.why)


def _promises(
    data: Mapping[str, Any], settled: Sequence[SettledRound]
) -> tuple[tuple[SettledCommitment, SettledCommitment], ...]:
    """The promises of packages that something was given back of: by the plan, and settled."""
    given: dict[tuple[str, str, int], int] = {}
    for each in settled:
        for code, seats in each.charged.in_time.items():
            key = (code, each.round.course, each.round.term.year)
            given[key] = given.get(key, 0) + seats
    planned = {(c.code, c.course, c.year): used for c, used in kept_promises(data) if used is not None}
    promises = [c for c, _ in kept_promises(data) if (c.code, c.course, c.year) in given]
    after = {key: used - given.get(key, 0) for key, used in planned.items()}
    return tuple(zip(settle_commitments(promises, planned), settle_commitments(promises, after), strict=True))
