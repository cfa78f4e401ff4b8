"""What lists and adopted plans say of a course: who took it, who asked for it, which groups and seats stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from kfond.catalogue.participations import Taken
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.adopted import AdoptedRound
from kfond.plan.askers import Came
from kfond.plan.courses import PlannedCourse
from kfond.plan.earlier_plans import earlier_rounds, listed_terms, summed_up_terms, unconfirmed_seats
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.promised import PromisedLine
from kfond.plan.menus.windows import PLANNABLE
from kfond.plan.needs.bands import measures_of, union_of
from kfond.plan.needs.planned import PlannedSeats
from kfond.plan.needs.values import Request
from kfond.plan.past_rounds import Past
from kfond.plan.season import Season
from kfond.plan.waiting import BeforePlan

NOBODY = Decimal(0)
MORE_THAN_ONE = 2


def announced_groups(course: PlannedCourse, season: Season) -> Mapping[int, int]:
    """Groups that stand, by the number of their term: of the part of a long plan that is made already, and of the
    adopted one in terms that have begun."""
    standing = season.basis.standing.get(course.key, {})
    made = {at: standing[term] for at, term in enumerate(season.horizon) if term in standing}
    passed = {
        at: 0
        for at, term in enumerate(season.horizon)
        if term.end < season.basis.asked.as_of and at not in made
    }
    begun = {at: found.groups if found else 0 for at, found in begun_rounds(course, season).items()}
    return {**passed, **made, **begun}


def begun_rounds(course: PlannedCourse, season: Season) -> Mapping[int, AdoptedRound | None]:
    """What the adopted plan has for the terms that have begun, by their number; None: no round of the course."""
    adopted = season.basis.adopted
    if adopted is None:
        return {}
    began = Term.containing(season.basis.asked.as_of)
    rounds = adopted.rounds_of(course, season.courses)
    return {
        at: rounds.get(term)
        for at, term in enumerate(season.horizon)
        if term <= began and term in adopted.terms
    }


def requests_for(course: PlannedCourse, season: Season) -> Mapping[tuple[str, Term], Request]:
    return {
        (asked.municipality_code, asked.term): Request(asked.seats, asked.fewest or 0, asked.source)
        for asked in sorted(
            season.basis.requests, key=lambda asked: asked.area
        )  # its own area's has the last word
        if asked.course == course.course.slug and asked.is_of(course.area) and asked.seats is not None
    }


def rows_of(course: PlannedCourse, season: Season) -> tuple[Taken, ...]:
    """What lists of participants say of it, those of its own area or of none."""
    rows = season.known.taken.get(course.course.slug, ())
    return tuple(row for row in rows if row.is_of(course.area))


def counted_twice(course: PlannedCourse, season: Season) -> tuple[Message, ...]:
    """What is to be said where the same persons or seats may count for the course twice.

    That is in another area as well, or for other lines of it that ask in another way. Participants who name no
    municipality count by the staff, which is told of in the need.
    """
    rows = [row for row in rows_of(course, season) if row.municipality_code]
    asked = [one for one in season.basis.requests if one.course == course.course.slug]
    if not rows and not asked:
        return ()
    alike = [other for other in season.courses if other.course.slug == course.course.slug]
    areas = tuple(dict.fromkeys(other.area for other in alike))
    found = []
    cells = (
        *(str(row.source.place) for row in rows if not row.area),
        *(str(one.source.place) for one in asked if not one.area and one.source),
    )
    if len(areas) >= MORE_THAN_ONE and cells:
        found.append(
            say(
                "The course is in {areas}, and these cells name no area, so that they count in each: {cells}.",
                areas=areas,
                cells=cells,
            )
        )
    cells = (
        *(str(row.source.place) for row in rows if row.band is None),
        *(str(one.source.place) for one in asked if one.is_of(course.area) and one.source),
    )
    if (
        sum(other.area == course.area and other.kind in PLANNABLE for other in alike) >= MORE_THAN_ONE
        and cells
    ):
        found.append(
            say(
                "Lines of the course ask for it in different ways, and these cells name no band, so that they count "
                "for each: {cells}.",
                cells=cells,
            )
        )
    return tuple(found)


def seats_held(course: PlannedCourse, season: Season) -> Mapping[tuple[str, Term], int]:
    """Seats of the joint rounds before the plan, by municipality and term.

    By an adopted plan where no list of participants tells of the term. A summary names no municipality.
    """
    rows = rows_of(course, season)
    listed = listed_terms(course, rows)
    seats = {
        (code, one.term): given
        for one in earlier_rounds(course, season.basis, season.courses)
        if one.term not in listed
        for code, given in (one.found.seats or {}).items()
    }
    for row in rows:
        term = Term.containing(row.first_day)
        if not row.is_local and row.count and row.municipality_code and term < season.horizon[0]:
            place = (row.municipality_code, term)
            seats[place] = seats.get(place, 0) + row.count
    return seats


def past_of(course: PlannedCourse, season: Season, size: GroupSize, shares: Sequence[Decimal]) -> Past:
    """What is known of its joint rounds in the terms whose staff is known."""
    rows = rows_of(course, season)
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
        requests={place: asked.seats for place, asked in requests_for(course, season).items()},
        kept=shares,
    )


def memory_of(course: PlannedCourse, season: Season) -> tuple[Mapping[str, int], ...]:
    """For each term, the seats of this course before the plan that the memory still reaches."""
    memory, first = season.basis.settings.memory_terms, season.horizon[0]
    seats_before = seats_held(course, season)
    found = []
    for at in range(len(season.horizon)):
        seats: dict[str, int] = {}
        for (code, term), count in seats_before.items():
            if first.minus(term) + at <= memory:
                seats[code] = seats.get(code, 0) + count
        found.append(seats)
    return tuple(found)


def planned_before(course: PlannedCourse, season: Season) -> Mapping[str, tuple[PlannedSeats, ...]]:
    """By municipality code, the seats of earlier adopted plans that no list and no summary tells of."""
    told = listed_terms(course, rows_of(course, season)) | summed_up_terms(course, season.basis)
    rounds = earlier_rounds(course, season.basis, season.courses)
    return unconfirmed_seats(rounds, told, [member.code for member in season.basis.members])


def before_plan(course: PlannedCourse, season: Season) -> BeforePlan:
    """What is known of who asked and who got a seat in the terms before the plan."""
    first = season.horizon[0]
    stood = {
        term: adopted.rounds_of(course, season.courses).get(term)
        for term, adopted in season.basis.adopted_before.items()
        if term < first
    }
    return BeforePlan(
        requests={place: asked for place, asked in requests_for(course, season).items() if place[1] < first},
        stood=stood,
        taken=frozenset(
            (row.municipality_code, Term.containing(row.first_day))
            for row in rows_of(course, season)
            if not row.is_local and row.count != 0
        ),
    )


def promised_lines(course: PlannedCourse, season: Season) -> Mapping[int, PromisedLine | None]:
    """The seats of the adopted plan in the terms that have begun, by their number; None where all seats are open.

    Only those of municipalities that are in the plan. A plan that was kept without its seats promises none.
    """
    begun = begun_rounds(course, season)
    members = {member.code for member in season.basis.members} if begun else set()
    return {
        at: _promised(found, members) if found.seats else None
        for at, found in begun.items()
        if found and found.groups and found.seats is not None
    }


def _promised(found: AdoptedRound, members: Collection[str]) -> PromisedLine:
    seats = {code: number for code, number in (found.seats or {}).items() if code in members}
    return PromisedLine(seats, {code: number for code, number in found.queued.items() if code in seats})


def came_to(course: PlannedCourse, season: Season, promised: Collection[int]) -> Came:
    """Who took part in the rounds that an adopted plan promised seats of, by the number of their term.

    A number counts for a municipality that a list names with one, where the list can be of no other course of the
    plan: as it stands when the term is over, and until then where more came than were promised a seat.
    """
    counts: dict[int, dict[str, int | None]] = {}
    lines = promised_lines(course, season)
    for row in rows_of(course, season):
        term = Term.containing(row.first_day)
        at = term.minus(season.horizon[0])
        if at not in promised or row.is_local or not row.municipality_code or not _is_certain(row, season):
            continue
        of_term = counts.setdefault(at, {})
        before = of_term.get(row.municipality_code, 0)
        of_term[row.municipality_code] = None if before is None or row.count is None else before + row.count
    found: dict[int, Mapping[str, int]] = {}
    for at, of_term in counts.items():
        line, is_over = lines.get(at), season.horizon[at].end < season.basis.asked.as_of
        seats = line.seats if line else {}
        found[at] = {
            code: count if is_over else max(count, seats.get(code, 0))
            for code, count in of_term.items()
            if count is not None
        }
    return found


def _is_certain(row: Taken, season: Season) -> bool:
    """Whether only one course of the plan can be meant."""
    meant = [
        course
        for course in season.courses
        if course.course.slug == row.course and row.is_of(course.area) and course.kind in PLANNABLE
    ]
    return len(meant) == 1
