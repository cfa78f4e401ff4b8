"""What each municipality asks for in a term of the plan, once earlier terms have given their seats.

Called some ten thousand times for a plan, so that it counts in whole ten-thousandths of a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress, repeat
from operator import mul

from kfond.plan.needs.persons import UNITS, in_units
from kfond.plan.needs.requests import seats_requested
from kfond.plan.needs.trained import share_kept
from kfond.plan.needs.values import CourseNeed, Need
from kfond.settings import Settings
from kfond.sharing import Ask

Seats = tuple[int, ...]
PARTS = UNITS**2
"""Parts of a person in a share of a number of persons, both of them ten-thousandths."""
HALF_A_PERSON: int = UNITS // 2
_NOTHING: Seats = ()
_UNKNOWN = UNITS  # whose need is not known weighs as one person: asking for more must not buy more


@dataclass(frozen=True, slots=True)
class _Term:
    """The askers in one term, one number a municipality, in ten-thousandths of a person.

    `left`: those who lack the course if the plan gave no seat; `certain`: those of them who are there at least.
    `share`: take-up, 0 where the forecast does not count (a request, or nothing known). `fixed`: seats requested, None
    where the forecast counts or nothing is known; `fewest`: the fewest of them that are of use; `is_asking`: whether
    it asks at all.
    """

    left: tuple[int, ...]
    certain: tuple[int, ...]
    share: tuple[int, ...]
    fixed: tuple[int | None, ...]
    fewest: tuple[int, ...]
    is_asking: tuple[bool, ...]


@dataclass(slots=True)
class _Before:
    """What was asked for last in a term, and after which seats: schedules are tried one after another."""

    got: Sequence[Seats] = ()
    seats: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """The askers of one course, prepared once.

    `keys`: municipality code -> what its seats are in proportion to, where that is neither need nor request.
    """

    codes: tuple[str, ...]
    terms: tuple[_Term, ...]
    kept: tuple[int, ...]
    is_recurring: bool
    memory: int
    key: str
    keys: Mapping[str, int]
    before: tuple[_Before, ...] = field(compare=False, repr=False)
    first: dict[int, int] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `asked_at_first` has found for a term: courses with the same askers have it between them."""

    @classmethod
    def of(cls, need: CourseNeed, settings: Settings, keys: Mapping[str, int] | None = None) -> Asking:
        """The askers of a course. `keys` is needed where the setting seat_key is staff or population."""
        terms = len(need.members[0].requests) if need.members else 0
        certain = [
            in_units(sum((part.box.low for part in member.bands), start=Decimal(0)))
            for member in need.members
        ]
        return cls(
            codes=tuple(part.code for part in need.members),
            terms=tuple(_term(need, at, certain) for at in range(terms)),
            kept=tuple(in_units(share_kept(need.kept, at)) for at in range(terms)),
            is_recurring=need.is_recurring,
            memory=settings.memory_terms,
            key=settings.seat_key,
            keys=keys or {},
            before=tuple(_Before() for _ in range(terms)),
        )

    def asks_in(
        self,
        at: int,
        given: Mapping[str, Sequence[int]],
        waited: Mapping[str, int],
        held: Mapping[str, int],
    ) -> tuple[Ask, ...]:
        """What each municipality asks for in term number `at`. One that is silent and not known is left out.

        `given[code][s]`: the seats that the plan gave it in term number s. `waited`: terms that it has waited.
        `held`: seats of this course before the plan, as many of the memory's terms as reach back before it.
        """
        got = [tuple(given.get(code, _NOTHING)[:at]) for code in self.codes]
        used = self._used(at, got)
        seats = self._seats(at, got, used)
        first = max(0, at - self.memory)
        term = self.terms[at]
        seats_held = [
            held.get(code, 0) + sum(terms[first:]) for code, terms in zip(self.codes, got, strict=True)
        ]
        keys = self._keys_in(term, seats, used, seats_held)
        terms_waited = [waited.get(code, 0) for code in self.codes] if waited else repeat(0)
        asks = map(Ask, self.codes, seats, keys, seats_held, terms_waited, term.fewest)
        return tuple(compress(asks, term.is_asking))

    def asked_at_first(self, at: int) -> int:
        """The seats that all ask for together in term number `at`, where the plan has given none before it."""
        if at not in self.first:
            got = [_NOTHING] * len(self.codes)
            seats = self._seats(at, got, self._used(at, got))
            self.first[at] = sum(compress(seats, self.terms[at].is_asking))
        return self.first[at]

    def _keys_in(
        self, term: _Term, seats: Sequence[int], used: Sequence[int], held: Sequence[int]
    ) -> Sequence[int]:
        """What each one's seats are in proportion to, less what it has held: `Ask` adds that again."""
        if self.key == "need":
            return [
                ((left - gone + UNITS // 2) // UNITS or 1) if left > gone else 0
                for left, gone in zip(term.left, used, strict=True)
            ]
        whole = seats if self.key == "request" else [self.keys[code] for code in self.codes]
        return [max(0, number - had) for number, had in zip(whole, held, strict=True)]

    def _used(self, at: int, got: Sequence[Seats]) -> Sequence[int]:
        """Those of each municipality who were given a seat by the plan and are still there."""
        if not at or self.is_recurring:
            return [0] * len(got)
        if at == 1:
            kept = self.kept[1]
            return [terms[0] * kept if terms else 0 for terms in got]
        kept_since = self.kept[at:0:-1]
        return [sum(map(mul, terms, kept_since)) for terms in got]

    def _seats(self, at: int, got: Sequence[Seats], used: Sequence[int]) -> Sequence[int]:
        """The seats that each asks for; 0 for one of which nothing is known."""
        term = self.terms[at]
        lacking = [max(0, left - gone) for left, gone in zip(term.left, used, strict=True)]
        quotas = list(map(mul, term.share, lacking))
        had = [0] * len(got) if self.is_recurring else [sum(terms) for terms in got]
        # Those whom a sheet is certain of are there on its day. The later the term, the more of them have left the
        # band: who has been given seats keeps its floor while half a person at least lacks the course.
        floors = [
            1 if quota and certain > seats * UNITS and (not seats or rest >= HALF_A_PERSON) else 0
            for quota, certain, rest, seats in zip(quotas, term.certain, lacking, had, strict=True)
        ]
        if at and not self.is_recurring:
            floors = self._not_below(at, got, quotas, floors)
        shared = share_out(quotas, floors, PARTS)
        seats = [number if fixed is None else fixed for number, fixed in zip(shared, term.fixed, strict=True)]
        before = self.before[at]
        before.got, before.seats = got, seats
        return seats

    def _not_below(
        self, at: int, got: Sequence[Seats], quotas: Sequence[int], floors: Sequence[int]
    ) -> list[int]:
        """The floors, raised to the seats in the queue: what was rounded up a term before is not rounded down now."""
        earlier = [terms[: at - 1] for terms in got]
        before = self.before[at - 1]
        if before.got != earlier:
            self._seats(at - 1, earlier, self._used(at - 1, earlier))
        asked = before.seats
        shares = self.terms[at - 1].share
        raised = list(floors)
        for number, (seats, terms) in enumerate(zip(asked, got, strict=True)):
            if quotas[number] and shares[number]:
                waiting = seats - (terms[at - 1] if len(terms) == at else 0)
                if waiting > raised[number]:
                    raised[number] = min(waiting, -(-quotas[number] // PARTS))
        return raised


def share_out(quotas: Sequence[int], floors: Sequence[int], unit: int) -> list[int]:
    """Whole persons that sum to all quotas together, rounded up once, by largest remainder.

    Quotas are in parts of a person, `unit` parts each. Nobody gets less than its floor: who would, gets the floor,
    and the others share what that leaves in proportion. Where the floors are more than all quotas, they are the
    sum. Nobody gets more than its quota rounded up, or its floor. Ties go to the first.
    """
    pool = max(-(-sum(quotas) // unit), sum(floors))
    free = [number for number, quota in enumerate(quotas) if quota or floors[number]]
    shared = list(floors)
    while True:
        wanted = sum([quotas[number] for number in free])
        # What the pool cannot hold is scaled down to it; what it can hold stands as it is.
        times, parts = (pool, wanted) if pool * unit < wanted else (1, unit)
        lifted = [number for number in free if quotas[number] * times < floors[number] * parts]
        if not lifted:
            break
        pool -= sum([floors[number] for number in lifted])
        free = [number for number in free if quotas[number] * times >= floors[number] * parts]
    remainders = []
    for number in free:
        shared[number], remainder = divmod(quotas[number] * times, parts)
        pool -= shared[number]
        if remainder:
            remainders.append((-remainder, number))
    remainders.sort()
    for _, number in remainders[:pool]:
        shared[number] += 1
    return shared


def _term(need: CourseNeed, at: int, certain: Sequence[int]) -> _Term:
    """The askers of a term. `certain`: those whom each sheet is certain of, whoever has the course.

    As many as can be may have it: what an allocated part of a person leaves of another is nobody certain.
    """
    fixed = tuple(seats_requested(part, at) for part in need.members)
    share = in_units(need.take_up.share)
    return _Term(
        left=tuple(_UNKNOWN if part.is_missing else in_units(part.left[at].best) for part in need.members),
        certain=tuple(
            there - (in_units(part.trained.staying[at].high) if part.trained else 0)
            for there, part in zip(certain, need.members, strict=True)
        ),
        share=tuple(
            0 if part.is_missing or seats is not None else share
            for part, seats in zip(need.members, fixed, strict=True)
        ),
        fixed=fixed,
        fewest=tuple(_fewest(part, at) for part in need.members),
        is_asking=tuple(
            not part.is_missing or seats is not None for part, seats in zip(need.members, fixed, strict=True)
        ),
    )


def _fewest(need: Need, at: int) -> int:
    """The fewest seats that are of use to a municipality in term number `at`; 0 where any number is."""
    request = need.requests[at]
    return request.fewest if request and request.seats else 0
