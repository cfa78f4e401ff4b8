"""The rounds of one course over the terms: how many groups each needs, and who gets their seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from kfond.catalogue.frequency import Kind
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.group_sizes import GroupSize
from kfond.plan.need import Need
from kfond.plan.proposal import MunicipalSeats
from kfond.settings import Settings
from kfond.sharing import Ask, Sharing, round_by_largest_remainder, share_seats

MEMORY_TERMS = 4


@dataclass(frozen=True, slots=True)
class Filled:
    """A start that can be filled: its groups, every municipality's part, and what the number rests on.

    `needing` are the persons who still need the course, `starts_left` the starts that they are spread over.
    """

    term: Term
    groups: int
    shares: tuple[MunicipalSeats, ...]
    needing: Decimal
    starts_left: int

    @property
    def seats(self) -> int:
        """The seats given, all municipalities together."""
        return sum(share.seats or 0 for share in self.shares)


@dataclass(frozen=True, slots=True)
class TooFew:
    """A start that cannot be filled: how many would come, of how many a group needs."""

    term: Term
    wanted: int


class Course:
    """The needs of one course, going down as seats are given, term by term."""

    def __init__(self, needs: Sequence[Need], size: GroupSize, settings: Settings) -> None:
        self._needs = {need.code: need for need in needs}
        self._size = size
        self._settings = settings
        self._given: dict[str, list[tuple[Term, int]]] = {need.code: [] for need in needs}

    def start(
        self, term: Term, starts_left: int, most_groups: int | None, is_open: bool = False
    ) -> Filled | TooFew:
        """One start. The need is spread over the starts that are left; take-up bounds what one offer fills.

        `most_groups` None: as many as the seats ask for. `is_open`: others than those counted may come, so
        that one group is held also where those counted do not fill it.
        """
        left = {code: self._left(code) for code in self._needs if not self._needs[code].is_missing}
        total = sum(left.values(), Decimal(0))
        wanted = min(
            _up(total * self._settings.take_up), max(self._size.smallest, _up(total / max(starts_left, 1)))
        )
        if wanted < self._size.smallest and not is_open:
            return TooFew(term, wanted)
        groups = max(1, -(-wanted // self._size.largest))
        if most_groups is not None:
            groups = min(groups, most_groups)
        room = groups * self._size.largest
        sharing = share_seats(self._asks(term, left, wanted), room, self._settings.base_seats)
        shares = tuple(self._share(need, left, sharing) for need in self._needs.values())
        for code in left:
            self._given[code].append((term, sharing.seats_of(code)))
        return Filled(term, groups, shares, total, starts_left)

    def _left(self, code: str) -> Decimal:
        given = sum(seats for _, seats in self._given[code])
        return max(Decimal(0), self._needs[code].known - given)

    def _surely_left(self, code: str) -> int:
        """1 where somebody is certain to need the course still, else 0."""
        given = sum(seats for _, seats in self._given[code])
        return int(self._needs[code].surely > given)

    def _asks(self, term: Term, left: dict[str, Decimal], wanted: int) -> list[Ask]:
        """What each asks for: its part of `wanted`, rounded once for all of them together.

        Any part of a post that is certain asks for one seat: it is somebody's. What is only a guess from the
        posts asks for what rounding gives it.
        """
        total = sum(left.values(), Decimal(0)) or Decimal(1)
        parts = {code: rest * wanted / total for code, rest in left.items()}
        rounded = round_by_largest_remainder(parts)
        return [
            Ask(
                code=code,
                seats=min(max(rounded[code], self._surely_left(code)), _up(rest)),
                need=persons(rest),
                held=sum(seats for at, seats in self._given[code] if term.minus(at) <= MEMORY_TERMS),
            )
            for code, rest in left.items()
        ]

    def _share(self, need: Need, left: dict[str, Decimal], sharing: Sharing) -> MunicipalSeats:
        if need.code not in left:
            return MunicipalSeats(need, None, None, 0, say("no staff figures: seats are open for enrolment"))
        given, queued = sharing.seats_of(need.code), sharing.queued(need.code)
        return MunicipalSeats(need, left[need.code], given, queued, _reason(sharing, need.code))


def _reason(sharing: Sharing, code: str) -> Message:
    """How a municipality's seats came about, to be checked by hand with uddatalsmetoden."""
    granted = [seat for seat in sharing.sequence[: sharing.capacity] if seat.code == code]
    refused = [seat for seat in sharing.sequence[sharing.capacity :] if seat.code == code]
    parts = []
    if not granted and not refused:
        return say("no need left, or less than half a person and not certain")
    base = sum(seat.step == "base" for seat in granted)
    if base:
        parts.append(say_count("{count} seat to begin with", "{count} seats to begin with", base))
    by_quotient = [seat for seat in granted if seat.step == "quotient"]
    if by_quotient:
        parts.append(
            say_count(
                "{count} seat by quotient, the last at {key}/{divisor}",
                "{count} seats by quotient, the last at {key}/{divisor}",
                len(by_quotient),
                key=by_quotient[-1].key,
                divisor=by_quotient[-1].divisor,
            )
        )
    if refused:
        parts.append(
            say_count(
                "{count} seat in the queue, next at {key}/{divisor}",
                "{count} seats in the queue, next at {key}/{divisor}",
                len(refused),
                key=refused[0].key,
                divisor=refused[0].divisor,
            )
        )
    return say("{parts}", parts=tuple(parts))


def most_groups(kind: Kind, count: tuple[int, int] | None) -> int | None:
    """The most groups that a start may have: a bound only where the catalogue counts groups per term."""
    return count[1] if kind is Kind.GROUPS_PER_TERM and count else None


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def persons(posts: Decimal) -> int:
    """Posts as whole persons, rounded half up; any part of a post is at least one person."""
    return max(int(posts.to_integral_value(ROUND_HALF_UP)), 1) if posts else 0
