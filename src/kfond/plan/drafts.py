"""Each course before anything is chosen: who needs it, how large its groups are, its price, its schedules."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.participations import Taken
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.asked import Pin
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import price_for
from kfond.plan.costs.totals import round_total
from kfond.plan.costs.values import Price
from kfond.plan.courses import PlannedCourse
from kfond.plan.forecast.cohorts import kept
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Forecast, Rates
from kfond.plan.group_sizes import GroupSize, group_size
from kfond.plan.menus.listing import menu_of
from kfond.plan.menus.premises import Given, Premises
from kfond.plan.menus.tree import most_schedules
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.menus.windows import PLANNABLE, Rhythm, rhythm_of
from kfond.plan.menus.worth import seat_weight
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, measures_of, union_of
from kfond.plan.needs.need import OfCourse, course_need
from kfond.plan.needs.places import Known, taken_by_course
from kfond.plan.needs.values import CourseNeed, Request, State
from kfond.plan.past_rounds import Past, past_rounds
from kfond.sharing import Ask

NOBODY = Decimal(0)
MORE_THAN_ONE = 2
STEPS_BACK = 30
"""Half-years over which it is reckoned how many of those trained are still there."""
RECURRING_WORDS = ("café", "caféer", "nätverk", "nätverksträff", "handledarträff")
"""Words in the name of an event that everybody comes to each time, so that nobody is ever done with it. Ours."""


@dataclass(frozen=True, slots=True)
class Season:
    """What all courses of a plan share: its terms, the staff in them, and what was known before."""

    basis: Basis
    terms: tuple[Term, ...]
    horizon: tuple[Term, ...]
    forecast: Forecast
    known: Known
    rates: Mapping[tuple[str, str], Rates]
    staff: Mapping[str, tuple[Decimal, ...]]
    keys: Mapping[str, int]
    kept: dict[tuple[str, tuple[Band, ...]], tuple[Decimal, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What `_kept` has found for an area and bands: most courses share theirs with others."""

    @classmethod
    def of(
        cls,
        basis: Basis,
        terms: tuple[Term, ...],
        horizon: tuple[Term, ...],
        forecast: Forecast,
        rates: Mapping[tuple[str, str], Rates],
    ) -> Season:
        """The season of a plan; `rates` as `rates_of` gives them."""
        known = Known(
            members=basis.members,
            staff=basis.staff,
            forecast=forecast,
            terms=horizon,
            taken=taken_by_course(basis.taken),
            ties=basis.ties,
            as_of=basis.asked.as_of,
            settings=basis.settings,
        )
        staff = forecast.staff()
        return cls(basis, terms, horizon, forecast, known, rates, staff, _keys(basis, staff))


@dataclass(frozen=True, slots=True)
class Draft:
    """A course with everything that a choice needs to know of it.

    `prices`: the one that holds in each term. `announced`: groups that stand whatever is chosen, by the number of
    their term. `days`: hundredths that a seat takes, None where nobody has stated them. `menu` None: its frequency
    asks for nothing that can be chosen.
    """

    course: PlannedCourse
    size: GroupSize
    need: CourseNeed
    rhythm: Rhythm
    prices: tuple[Price | None, ...]
    days: int | None
    announced: Mapping[int, int]
    asking: Asking
    held: Mapping[tuple[str, Term], int]
    menu: Menu | None = field(default=None)

    @property
    def key(self) -> str:
        """The course's key."""
        return self.course.key

    def cost_of(self, at: int, groups: int, seats: int) -> int | None:
        """Whole öre for a round in term number `at`; None is not known."""
        return round_total(self.prices[at], groups, self.days, seats)


def draft_of(course: PlannedCourse, season: Season, pins: Sequence[Pin]) -> Draft:
    """The course with its menu; `pins` are those of this course."""
    plain = _plain(course, season)
    is_on_menu = course.kind in PLANNABLE and plain.need.state is not State.NONE
    menu = _menu(plain, season) if is_on_menu else None
    broken = [pin for pin in pins if not _keeps(menu, season.horizon, pin)]
    if broken:  # what is decided stands, whatever it breaks
        decided = {season.horizon.index(pin.term): _groups_of(pin, plain) for pin in broken}
        plain = replace(plain, announced={**plain.announced, **decided})
        menu = _menu(plain, season)
    elif plain.announced and menu is None:
        menu = _menu(plain, season)
    return replace(plain, menu=menu)


def keeps_pin(schedule: Schedule, horizon: Sequence[Term], pin: Pin) -> bool:
    """Whether a schedule holds what is pinned."""
    groups = schedule.groups[horizon.index(pin.term)]
    return groups > 0 if pin.groups is None else groups == pin.groups


def _keeps(menu: Menu | None, horizon: Sequence[Term], pin: Pin) -> bool:
    return menu is not None and any(keeps_pin(schedule, horizon, pin) for schedule in menu.schedules)


def _groups_of(pin: Pin, draft: Draft) -> int:
    """The groups pinned; else as many as those hold who lack the course, one at least."""
    if pin.groups:
        return pin.groups
    lacking = int(draft.need.total[0].best * draft.need.take_up.share) if draft.need.total else 0
    return max(1, -(-lacking // draft.size.largest))


def _plain(course: PlannedCourse, season: Season) -> Draft:
    basis, settings = season.basis, season.basis.settings
    size = group_size(course, basis.ties, settings)
    target = TargetGroup(
        key=course.key,
        area=course.area,
        slug=course.course.slug,
        bands=course.bands,
        lines=tuple(line.id for line in course.lines),
        is_recurring=_is_recurring(course),
    )
    shares, announced = _kept(course, season), _announced(course, season)
    need = course_need(
        target,
        season.known,
        OfCourse(
            kept=shares,
            smallest=size.smallest,
            past=past_rounds(_past(course, season, size, shares)),
            requests=_requests(course, season),
            in_plan=frozenset(season.horizon[at] for at, groups in announced.items() if groups),
        ),
    )
    need = replace(need, notes=(*need.notes, *_of_no_area(course, season)))
    return Draft(
        course=course,
        size=size,
        need=need,
        rhythm=rhythm_of(course, season.horizon),
        prices=_prices(course, season),
        days=days_of(course, basis),
        announced=announced,
        asking=Asking.of(need, settings, season.keys),
        held=_seats_held(course, season),
    )


def _menu(draft: Draft, season: Season) -> Menu:
    settings = season.basis.settings
    premises = Premises(
        course=draft.course,
        horizon=season.horizon,
        planned=len(season.terms),
        size=draft.size,
        state=draft.need.state,
        asks=_Asks(draft, season).in_term,
        cost=draft.cost_of,
        days=draft.days or 0,
        seat_weight=seat_weight(_eligible(draft)),
        base_seats=settings.base_seats,
        announced=draft.announced,
        most_schedules=most_schedules(len(season.basis.members), len(season.basis.lines)),
    )
    return menu_of(premises)


@dataclass(frozen=True)
class _Asks:
    """What municipalities ask for, term by term; of a course on request only those that have asked."""

    draft: Draft
    season: Season

    def in_term(self, at: int, given: Given) -> tuple[Ask, ...]:
        """The asks in a term, after the seats given before it."""
        asks = self.draft.asking.asks_in(at, given, self._waited(at, given), self._held[at])
        if self.draft.course.kind is not Kind.ON_REQUEST:
            return asks
        return tuple(ask for ask in asks if ask.code in self._requested[at])

    def _waited(self, at: int, given: Given) -> Mapping[str, int]:
        """Terms since each municipality's last seat of this course, before the plan as far as the memory reaches."""
        found = {}
        for code, before in self._waited_before.items():
            since = takewhile(operator.not_, reversed(given.get(code, (0,) * at)))
            terms = sum(1 for _ in since)
            found[code] = terms if terms < at else at + before
        return found

    @cached_property
    def _waited_before(self) -> Mapping[str, int]:
        """The same when the plan begins."""
        memory, first = self.season.basis.settings.memory_terms, self.season.horizon[0]
        ages: dict[str, int] = {}
        for (code, term), count in self.draft.held.items():
            if count:
                ages[code] = min(ages.get(code, memory), first.minus(term) - 1)
        return {need.code: ages.get(need.code, memory) for need in self.draft.need.members}

    @cached_property
    def _held(self) -> tuple[Mapping[str, int], ...]:
        """Seats of this course before the plan that the memory still reaches, for each term."""
        memory, first = self.season.basis.settings.memory_terms, self.season.horizon[0]
        found = []
        for at in range(len(self.season.horizon)):
            seats: dict[str, int] = {}
            for (code, term), count in self.draft.held.items():
                if first.minus(term) + at <= memory:
                    seats[code] = seats.get(code, 0) + count
            found.append(seats)
        return tuple(found)

    @cached_property
    def _requested(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(need.code for need in self.draft.need.members if need.requests[at] is not None)
            for at in range(len(self.season.horizon))
        )


def _is_recurring(course: PlannedCourse) -> bool:
    words = course.course.name.casefold().replace("-", " ").split()
    return any(word.endswith(RECURRING_WORDS) for word in words)


def _kept(course: PlannedCourse, season: Season) -> tuple[Decimal, ...]:
    """The share of those trained k half-years ago who are still among those whom the course is for."""
    whom = (course.area, union_of(course.bands))
    if whom not in season.kept:
        season.kept[whom] = _kept_among(*whom, season)
    return season.kept[whom]


def _kept_among(area: str, bands: tuple[Band, ...], season: Season) -> tuple[Decimal, ...]:
    rates = season.rates.get((area, REGION))
    if rates is None:
        return (Decimal(1),)
    totals = season.forecast.totals.get(area, {})
    persons = {measure: totals[measure][0].best for measure in measures_of(bands) if measure in totals}
    if not sum(persons.values(), Decimal(0)):
        return (Decimal(1),)
    return kept(rates, persons, STEPS_BACK)


def _eligible(draft: Draft) -> Mapping[Band, Decimal | None]:
    """The persons of each band, all municipalities together, as the sheets say."""
    found: dict[Band, Decimal | None] = dict.fromkeys(draft.course.bands)
    for band in found:
        boxes = [part.box for need in draft.need.members for part in need.bands if part.band is band]
        found[band] = sum((box.best for box in boxes if box.best is not None), Decimal(0)) if boxes else None
    return found


def _prices(course: PlannedCourse, season: Season) -> tuple[Price | None, ...]:
    """The price that holds in each term of the horizon."""
    slug = course.course.slug
    own = [stated for stated in season.basis.prices if stated.price.course == slug]
    found = [price_for(own, slug, course.area, term.year) for term in season.horizon]
    return tuple(stated.price if stated else None for stated in found)


def days_of(course: PlannedCourse, basis: Basis) -> int | None:
    """Hundredths of course days: as the catalogue says, else as it was held under its own name."""
    stated = [line.stated.days for line in course.lines if line.stated.days]
    if stated:
        return max(stated)
    mine = {line.id for line in course.lines}
    held = [
        tie.held.days
        for tie in basis.ties
        if tie.relation is Relation.SAME and not tie.likely and tie.held.days
        if mine & {line.id for line in tie.lines}
    ]
    return max(held, default=None)


def _announced(course: PlannedCourse, season: Season) -> Mapping[int, int]:
    """Groups that stand: of the part of a long plan that is made already, and of the adopted one in terms that have
    begun."""
    standing = season.basis.standing.get(course.key, {})
    made = {at: standing[term] for at, term in enumerate(season.horizon) if term in standing}
    passed = {
        at: 0
        for at, term in enumerate(season.horizon)
        if term.end < season.basis.asked.as_of and at not in made
    }
    adopted = season.basis.adopted
    if adopted is None:
        return {**passed, **made}
    began = Term.containing(season.basis.asked.as_of)
    stands = adopted.groups.get((course.area, course.course.slug), {})
    begun = {
        at: stands.get(term, 0)
        for at, term in enumerate(season.horizon)
        if term <= began and term in adopted.terms
    }
    return {**passed, **made, **begun}


def _requests(course: PlannedCourse, season: Season) -> Mapping[tuple[str, Term], Request]:
    return {
        (asked.municipality_code, asked.term): Request(asked.seats, asked.fewest or 0, asked.source)
        for asked in sorted(
            season.basis.requests, key=lambda asked: asked.area
        )  # its own area's has the last word
        if asked.course == course.course.slug and asked.is_of(course.area) and asked.seats is not None
    }


def _rows_of(course: PlannedCourse, season: Season) -> tuple[Taken, ...]:
    """What lists of participants say of it, those of its own area or of none."""
    rows = season.known.taken.get(course.course.slug, ())
    return tuple(row for row in rows if row.is_of(course.area))


def _of_no_area(course: PlannedCourse, season: Season) -> tuple[Message, ...]:
    """What is to be said where the same persons or seats may count for the course in another area as well."""
    slug = course.course.slug
    areas = tuple(dict.fromkeys(line.stated.area for line in season.basis.lines if line.course.slug == slug))
    cells = (
        *(str(row.source.place) for row in _rows_of(course, season) if not row.area),
        *(
            str(asked.source.place)
            for asked in season.basis.requests
            if asked.course == slug and not asked.area and asked.source
        ),
    )
    if len(areas) < MORE_THAN_ONE or not cells:
        return ()
    text = say(
        "The course is in {areas}, and these cells name no area, so that they count in each: {cells}.",
        areas=areas,
        cells=cells,
    )
    return (text,)


def _seats_held(course: PlannedCourse, season: Season) -> Mapping[tuple[str, Term], int]:
    """Seats of the joint rounds before the plan, by municipality and term."""
    seats: dict[tuple[str, Term], int] = {}
    for row in _rows_of(course, season):
        term = Term.containing(row.first_day)
        if not row.is_local and row.count and row.municipality_code and term < season.horizon[0]:
            place = (row.municipality_code, term)
            seats[place] = seats.get(place, 0) + row.count
    return seats


def _past(course: PlannedCourse, season: Season, size: GroupSize, shares: Sequence[Decimal]) -> Past:
    """What is known of its joint rounds in the terms whose staff is known."""
    rows = _rows_of(course, season)
    measures = measures_of(union_of(course.bands))
    rounds: dict[Term, set[str]] = {}
    for row in rows:
        if not row.is_local:
            rounds.setdefault(Term.containing(row.first_day), set()).add(row.round)
    persons = {
        (code, term): sum((bands[measure] for measure in measures), NOBODY)
        for term in rounds
        for code, bands in season.basis.earlier.get((course.area, term), {}).items()
        if measures and all(measure in bands for measure in measures)
    }
    return Past(
        rows=rows,
        persons=persons,
        seats={term: len(held) * size.largest for term, held in rounds.items()},
        requests={place: asked.seats for place, asked in _requests(course, season).items()},
        kept=shares,
    )


def _keys(basis: Basis, staff: Mapping[str, tuple[Decimal, ...]]) -> Mapping[str, int]:
    """What seats are in proportion to where that is neither need nor request: staff or population."""
    if basis.settings.seat_key == "population":
        return {limit.code: limit.population for limit in basis.limits if limit.population is not None}
    return {code: max(1, int(persons[0].to_integral_value())) for code, persons in staff.items()}
