"""Two plans side by side, and what differs: a version and the next, or what is and what would be if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kfond.formatting import swedish_key
from kfond.messages import Message, say, say_count
from kfond.plan.changed_staff import staff_beside
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.outlines import Outline, OutlinedRound, Place
from kfond.plan.story import Chapter, Story, StoryColumn, StoryTable
from kfond.settings import DESCRIPTIONS

NOT_KNOWN = say("not known")
NO_START = say("no start")
EMPTY = say("empty")


def compared(base: Outline, other: Outline, title: Message, assumed: Sequence[Chapter] = ()) -> Story:
    """What `other` has that `base` has not, and the other way round; `assumed`: what the two take for granted."""
    chapters = [_totals(base, other), *assumed]
    moved = _rounds(base, other)
    if moved:
        chapters.append(
            Chapter(
                say("Courses that differ"),
                (
                    say(
                        "A course that is not named has the same groups in the same terms; its seats may differ."
                    ),
                ),
                (_table(say("Courses that differ, number of groups"), say("Course"), base, other, moved),),
            )
        )
    chapters += [*staff_beside(base, other), _municipalities(base, other)]
    settings = tuple(_settings(base, other))
    if settings:
        caption = say("Settings that differ, as they are written")
        chapters.append(
            Chapter(say("What it rests on"), (), (_table(caption, say("Setting"), base, other, settings),))
        )
    return Story(title, tuple(_answer(base, other, len(moved))), tuple(chapters))


def _answer(base: Outline, other: Outline, moved: int) -> Iterator[Message]:
    if not moved and base.seats == other.seats:
        yield say("Both plan the same rounds and give the same seats.")
        return
    yield say(
        "{starts} with {seats} ({other}), against {starts_before} with {seats_before} ({base}).",
        other=other.name,
        base=base.name,
        starts=say_count("{count} start", "{count} starts", other.starts),
        seats=say_count("{count} shared seat", "{count} shared seats", other.shared),
        starts_before=say_count("{count} start", "{count} starts", base.starts),
        seats_before=say_count("{count} shared seat", "{count} shared seats", base.shared),
    )
    yield say_count("{count} course differs.", "{count} courses differ.", moved)


def _totals(base: Outline, other: Outline) -> Chapter:
    rows = (
        (say("Starts"), base.starts, other.starts),
        (say("Groups"), base.groups, other.groups),
        (say("Shared seats"), base.shared, other.shared),
        (say("Terms late, all courses together"), base.late, other.late),
        (say("Known cost, kronor"), _kronor(base.cost), _kronor(other.cost)),
        (say("Starts whose cost is not known"), base.unknown_costs, other.unknown_costs),
        (say("Courses not planned"), _left_out(base), _left_out(other)),
    )
    return Chapter(
        say("In figures"),
        (),
        (_table(say("The two plans in figures, number"), say("What"), base, other, rows, are_numbers=True),),
    )


def _left_out(outline: Outline) -> int:
    return sum(map(len, outline.not_planned.values()))


def _rounds(base: Outline, other: Outline) -> tuple[tuple[object, ...], ...]:
    places = sorted({*base.rounds, *other.rounds})
    return tuple(
        (f"{place[1]} ({place[0]})", _terms(base, place), _terms(other, place))
        for place in places
        if _groups(base, place) != _groups(other, place)
    )


def _groups(outline: Outline, place: Place) -> dict[str, tuple[int | None, bool]]:
    """The groups of each term, and whether somebody else runs any of them."""
    return {
        term: (_together(found), any(each.groups is None for each in found))
        for term, found in outline.rounds.get(place, {}).items()
    }


def _together(rounds: Iterable[OutlinedRound]) -> int | None:
    """All groups of a course in one term; None where the association runs none of them."""
    own = [each.groups for each in rounds if each.groups is not None]
    return sum(own) if own else None


def _terms(outline: Outline, place: Place) -> object:
    rounds: Mapping[str, tuple[OutlinedRound, ...]] = outline.rounds.get(place, {})
    shown = [
        term if (groups := _together(found)) is None else f"{term}: {groups}"
        for term, found in sorted(rounds.items(), key=lambda item: outline.terms.index(item[0]))
    ]
    return "; ".join(shown) if shown else NO_START


def _municipalities(base: Outline, other: Outline) -> Chapter:
    names = {**base.municipalities, **other.municipalities}
    rows = tuple(
        (
            names[code],
            base.seats.get(code, 0),
            other.seats.get(code, 0),
            _kronor_of(base, code),
            _kronor_of(other, code),
        )
        for code in sorted(names, key=lambda code: swedish_key(names[code]))
    )
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Seats, {name}", name=base.name), is_number=True),
        StoryColumn(say("Seats, {name}", name=other.name), is_number=True),
        StoryColumn(say("Known cost, {name}", name=base.name), is_number=True, decimals=0),
        StoryColumn(say("Known cost, {name}", name=other.name), is_number=True, decimals=0),
    )
    caption = say("Seats and costs of each municipality, number and kronor")
    return Chapter(say("Municipality by municipality"), (), (StoryTable(caption, columns, rows),))


def _kronor_of(outline: Outline, code: str) -> object:
    return _kronor(outline.costs.get(code))


def _settings(base: Outline, other: Outline) -> Iterator[tuple[object, ...]]:
    for key in sorted({*base.settings, *other.settings}):
        before, after = base.settings.get(key, ""), other.settings.get(key, "")
        if before != after:
            what = DESCRIPTIONS[key][0] if key in DESCRIPTIONS else key
            yield what, before or EMPTY, after or EMPTY


def _kronor(ore: int | None) -> object:
    return NOT_KNOWN if ore is None else Decimal(ore) / ORE_IN_KRONA


def _table(
    caption: Message,
    rows_are: Message,
    base: Outline,
    other: Outline,
    rows: tuple[tuple[object, ...], ...],
    are_numbers: bool = False,
) -> StoryTable:
    columns = (
        StoryColumn(rows_are),
        StoryColumn(base.name, are_numbers, decimals=0),
        StoryColumn(other.name, are_numbers, decimals=0),
    )
    return StoryTable(caption, columns, rows)
