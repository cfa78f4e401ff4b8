"""What may leave the room of placements: nothing that is of so few that it could be traced to a child."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_rows import T1, T2, T3, YEAR
from test_tallying import EIGHT

from kfond.placements.costs import Cost, Part
from kfond.placements.definitions import OF_ENDED, PER_100_YEARS
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.tallying import tallied
from kfond.placements.values import Kind
from kfond.provenance import Place, Source

CODES = ("2260", "2280", "2282")


def stocks(**by_code: int) -> Tallies:
    """Those under way when the year ends, in municipalities and in all."""
    spots = {
        Spot(YEAR, code.lstrip("c"), ALL, Measure.ONGOING): Tally(number) for code, number in by_code.items()
    }
    return Tallies({**spots, Spot(YEAR, ALL, ALL, Measure.ONGOING): Tally(sum(by_code.values()))})


def shown(found: Statistics, measure: Measure) -> dict[str, int | None]:
    tallies = {code: found.number(YEAR, measure, code) for code in (*CODES, ALL)}
    return {code: tally.number if tally else None for code, tally in tallies.items()}


def test_a_small_number_is_hidden_with_another_that_would_give_it_away() -> None:
    found = Statistics(stocks(c2260=3, c2280=20, c2282=9), k=5)
    assert shown(found, Measure.ONGOING) == {"2260": None, "2280": 20, "2282": None, ALL: 32}


def test_of_eight_placements_next_to_nothing_is_shown() -> None:
    found = Statistics(tallied(EIGHT), k=5)
    for span in (T1, T2, T3, YEAR):
        assert found.rate(OF_ENDED, span) is None
        assert found.number(span, Measure.BREAKDOWNS, kind=Kind.TRADITIONAL.value) is None


def test_what_a_municipality_has_of_a_kind_is_shown_nowhere() -> None:
    spot = Spot(YEAR, "2280", Kind.TRADITIONAL, Measure.ONGOING)
    found = Statistics(Tallies({spot: Tally(40)}), k=5)
    assert found.number(YEAR, Measure.ONGOING, "2280", Kind.TRADITIONAL) is None


def test_days_of_few_placements_are_hidden_since_they_tell_how_many() -> None:
    def told(placements: int) -> Statistics:
        spots = {
            Measure.ONGOING: placements,
            Measure.ENDED: 0,
            Measure.DAYS: 365 * placements,
            Measure.BREAKDOWNS: 0,
        }
        return Statistics(
            Tallies({Spot(YEAR, ALL, ALL, measure): Tally(n) for measure, n in spots.items()}), k=5
        )

    assert told(4).number(YEAR, Measure.DAYS) is None
    assert told(4).rate(PER_100_YEARS, YEAR) is None
    many = told(40).number(YEAR, Measure.DAYS)
    assert many and many.number == 365 * 40


@settings(deadline=None, max_examples=5)
@given(st.data())
def test_whatever_the_rows_protection_comes_to_an_end_and_hides_every_small_number(
    data: st.DataObject,
) -> None:
    kinds, codes = st.sampled_from((Kind.TRADITIONAL, Kind.NETWORK, Kind.EMERGENCY)), st.sampled_from(CODES)
    rows = data.draw(
        st.lists(
            st.builds(
                lambda row, kind, code: replace(row, kind=kind, municipality_code=code),
                st.sampled_from(EIGHT),
                kinds,
                codes,
            ),
            max_size=30,
        )
    )
    found = Statistics(tallied(rows), k=5)
    for spot, tally in found.tallies:
        if spot.measure is not Measure.DAYS and tally.number in range(1, 5):
            assert found.is_hidden(spot)


def test_times_that_are_told_of_may_overlap() -> None:
    spans = (Span(date(2022, 1, 1), date(2022, 6, 30)), T1, YEAR)
    found = Statistics(tallied(EIGHT, spans), k=5)
    nobody = [found.number(span, Measure.ONGOING, kind=Kind.SUPPORTED.value) for span in spans]
    assert [tally and tally.number for tally in nobody] == [None, 0, None]


def test_what_a_day_costs_is_told_only_of_all_whose_days_are_shown() -> None:
    kind = Kind.TRADITIONAL.value
    spots = {
        Spot(YEAR, code, of, measure): Tally(number * times)
        for code, times in (("2260", 1), ("2280", 1), (ALL, 2))
        for of in (kind, ALL)
        for measure, number in ((Measure.ONGOING, 20), (Measure.ENDED, 0), (Measure.DAYS, 7300))
    }
    found = Statistics(Tallies(spots), k=5)
    cost = Cost(
        {Part.FEE: 7300 * 100_00}, None, None, (Source(Place("costs.xlsx", "Blad1", "C2"), "7300000"),)
    )
    both = {(YEAR, code, kind): cost for code in ("2260", "2280")}
    told = found.day_cost(both, YEAR, kind)
    assert told and (told.total, told.sources[0].verbatim) == (100_00, "…")
    assert found.day_cost({(YEAR, "2260", kind): cost}, YEAR, kind) is None
