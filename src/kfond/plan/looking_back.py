"""How well plans of earlier years would have foreseen what came: staff, requests, and seats of rounds with room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfond.catalogue.participations import Taken
from kfond.messages import Message, say, together
from kfond.periods import Term, terms_of_years
from kfond.plan.backtest import Range, Score, Scored, SeriesKind, Split, naive, range_of_ratio, scores
from kfond.plan.basis import Basis
from kfond.plan.drafts import Draft
from kfond.plan.forecast.carry import first_term, forecast
from kfond.plan.forecast.values import Start
from kfond.plan.propose import drafts_of, season_of
from kfond.plan.season import Season
from kfond.plan.story import Chapter, Story, StoryColumn, StoryTable
from kfond.plan.turnout import turnout
from kfond.staffing.returns import Measure

SEED = 2018
NOTHING = Decimal(0)
HUNDRED = 100
TENTH = Decimal("0.1")
NAMES: Mapping[SeriesKind, Message] = {
    SeriesKind.STAFF: say("Staff of a band in a municipality, persons"),
    SeriesKind.REQUESTS: say("Seats that a municipality asked for"),
    SeriesKind.SEATS: say("Seats that a municipality took, in rounds with room"),
}
Place = tuple[str, str, Measure]


@dataclass(frozen=True, slots=True)
class Case:
    """An earlier plan that can be tested: what was known then (`basis`), and what came.

    `starts`: the staff of each later snapshot; `taken`: participations of the year; `before`: staff figures known
    when the plan was made, by place and the term that they stand for.
    """

    split: Split
    basis: Basis
    starts: tuple[Start, ...]
    taken: tuple[Taken, ...]
    before: Mapping[Place, Mapping[Term, Decimal]]


def looked_back_on(cases: Sequence[Case]) -> Story:
    """The story of how good the forecasts of the cases were; `cases` is not empty."""
    scored = [(one, case) for case in cases for one in scored_of(case)]
    groups: dict[str, list[Scored]] = {}
    for one, _ in scored:
        groups.setdefault(one.key.split("/")[1], []).append(one)
    rows = tuple(
        _row(score, _range(groups.values(), score.kind)) for score in scores([one for one, _ in scored])
    )
    columns = (
        StoryColumn(say("What was foretold")),
        StoryColumn(say("Forecasts"), is_number=True),
        StoryColumn(say("Error, per cent"), is_number=True),
        StoryColumn(say("Error of last year's figure, per cent"), is_number=True),
        StoryColumn(say("Ratio of the two")),
        StoryColumn(say("Inside its interval, per cent"), is_number=True),
    )
    years = tuple(str(case.split.year) for case in cases)
    return Story(
        say("How well earlier plans would have foreseen what came"),
        (
            say(
                "Plans made for {years} from what was known the day before, held against what came.",
                years=together(years),
            ),
            say(
                "A ratio below 1 is better than last year's figure; of an 80 % interval eight in ten should hold."
            ),
        ),
        (
            Chapter(
                say("The forecasts scored"),
                (
                    say(
                        "Error is the sum of what the forecasts missed by, as a share of the sum of what came."
                    ),
                    say("In brackets the 95 % interval of the ratio, drawn over the municipalities."),
                ),
                (StoryTable(say("Forecasts of earlier plans, number and per cent"), columns, rows),),
            ),
        ),
    )


def is_testable(case: Case) -> bool:
    """Whether any place has staff figures both before the plan and after it."""
    before = {(area, code) for area, code, _ in case.before}
    return any((start.area, start.code) in before for start in case.starts)


def scored_of(case: Case) -> Iterator[Scored]:
    """Every forecast of a case beside what came and beside the naive figure."""
    terms = terms_of_years(case.split.year, case.split.year)
    season = season_of(case.basis, terms)
    yield from _staff(case, season)
    for draft in drafts_of(season):
        yield from _seats(case, season, draft)


def _staff(case: Case, season: Season) -> Iterator[Scored]:
    """The staff of each later snapshot of the year, band by band; only figures that a cell states."""
    for start in case.starts:
        term = first_term(start.as_of)
        ahead = forecast(case.basis.starts, season.rates, (term,), case.basis.settings)
        found = ahead.places.get((start.area, start.code), {})
        for band, box in start.bands.items():
            if band in found and box.best is not None and not box.is_bounded:
                earlier = case.before.get((start.area, start.code, band), {})
                key = f"{start.area}/{start.code}/{band.value}"
                yield Scored(SeriesKind.STAFF, key, term, found[band][0], box.best, naive(earlier, term))


def _seats(case: Case, season: Season, draft: Draft) -> Iterator[Scored]:
    """What was asked for, and the seats taken where there was room, in the rounds of the year."""
    slug, area = draft.course.course.slug, draft.course.area
    mine = [row for row in case.taken if row.course == slug and row.is_of(area)]
    held = _by_term(row for row in mine if not row.is_local)
    known = _by_term(
        row for row in case.basis.taken if row.course == slug and row.is_of(area) and not row.is_local
    )
    asked = {
        (request.municipality_code, request.term): request.seats
        for request in case.basis.requests
        if request.course == slug and request.is_of(area) and request.seats is not None
    }
    given: dict[str, tuple[int, ...]] = {}
    for at, term in enumerate(season.terms):
        expected = turnout(draft.need, at, given, case.basis.settings)
        came = held.get(term, {})
        rounds = len({row.round for row in mine if Term.containing(row.first_day) == term})
        is_full = sum(came.values()) >= rounds * draft.size.largest
        for code in expected.best:
            key = f"{draft.course.area}/{code}/{slug}"
            series = {then: Decimal(counts.get(code, 0)) for then, counts in known.items()}
            if (code, term) in asked:
                wanted = Decimal(asked[code, term])
                yield Scored(
                    SeriesKind.REQUESTS, key, term, expected.of((code,)), wanted, naive(series, term)
                )
            if came and not is_full:
                took = Decimal(came.get(code, 0))
                yield Scored(SeriesKind.SEATS, key, term, expected.of((code,)), took, naive(series, term))
            given[code] = (*given.get(code, (0,) * at), came.get(code, 0))


def _by_term(rows: Iterable[Taken]) -> Mapping[Term, Mapping[str, int]]:
    found: dict[Term, dict[str, int]] = {}
    for row in rows:
        if row.count is not None and row.municipality_code:
            counts = found.setdefault(Term.containing(row.first_day), {})
            counts[row.municipality_code] = counts.get(row.municipality_code, 0) + row.count
    return found


def _range(groups: Iterable[Sequence[Scored]], kind: SeriesKind) -> Range | None:
    mine = [[one for one in group if one.kind is kind] for group in groups]
    return range_of_ratio([group for group in mine if group], SEED)


def _row(score: Score, span: Range | None) -> tuple[object, ...]:
    return (
        NAMES[score.kind],
        score.n,
        _percent(score.error),
        _percent(score.naive_error),
        _ratio(score, span),
        _percent(score.coverage),
    )


def _ratio(score: Score, span: Range | None) -> Message:
    if score.ratio is None:
        return say("not computable")
    ratio = score.ratio.quantize(Decimal("0.01"))
    if span is None:
        return say("{ratio}", ratio=ratio)
    low, high = (end.quantize(Decimal("0.01")) for end in (span.low, span.high))
    return say("{ratio} ({low}–{high})", ratio=ratio, low=low, high=high)


def _percent(share: Decimal | None) -> object:
    return say("not computable") if share is None else (share * HUNDRED).quantize(TENTH)
