"""The simulated region of bench/simulator: the same for a seed, and nobody appears or vanishes in it."""

from datetime import date
from itertools import pairwise

import pytest

from kfond.periods import Term, terms_of_years
from kfond.plan.forecast.values import Start
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import BANDS
from simulator import simulated_world
from simulator.reading import starts_of
from simulator.region import as_years, band_of
from simulator.sheets import day_of_sheets

PLANNED = date(2015, 12, 15)


@pytest.fixture(scope="module")
def world():
    return simulated_world(7)


def test_a_seed_always_gives_the_same_region_and_another_seed_another(world):
    again, other = simulated_world(7), simulated_world(8)

    assert world.sent == again.sent
    assert world.known_on(PLANNED) == again.known_on(PLANNED)
    assert [one.members for one in world.held.rounds] == [one.members for one in again.held.rounds]
    assert world.sent != other.sent


def test_everybody_who_came_has_left_the_region_or_is_still_there(world):
    working = [spell.person.number for spell in world.region.spells if spell.end == float("inf")]

    assert world.region.newcomers == world.region.gone + len(working)
    assert len(set(working)) == len(working)  # nobody works in two places


def test_the_spells_of_a_person_follow_upon_each_other(world):
    spells: dict[int, list] = {}
    for spell in world.region.spells:
        spells.setdefault(spell.person.number, []).append(spell)

    moved = [mine for mine in spells.values() if len(mine) > 1]
    assert moved  # some go to a neighbour
    for mine in moved:
        for before, after in pairwise(mine):
            assert (before.end, before.left_for) == (after.start, after.code)


def test_two_terms_differ_by_those_who_came_left_and_grew_more_experienced(world):
    code, days = "9014", [day_of_sheets(Term(2014, half)) for half in (1, 2)]
    start, end = (as_years(day) for day in days)
    here = [spell for spell in world.region.spells if (spell.code, spell.area) == (code, "BoU")]
    came = sum(start < spell.start <= end for spell in here if spell.end > end)
    left = sum(start < spell.end <= end for spell in here if spell.start <= start)

    before, after = (sum(world.staff_on(code, "BoU", day).values()) for day in days)
    assert before + came - left == after
    assert all(band_of(spell.person, start) <= band_of(spell.person, end) for spell in here)


def test_what_is_known_on_a_day_came_before_it_and_grows(world):
    known, later = world.known_on(PLANNED), world.known_on(date(2016, 12, 15))

    assert all(answer.as_of < PLANNED for answer in known.returns)
    assert set(known.taken) < set(later.taken)
    assert len(known.returns) < len(later.returns)
    assert any(sent.came_on > PLANNED > sent.answer.as_of for sent in world.sent)  # somebody is late


def test_sheets_are_as_faulty_as_real_ones(world):
    cells = [figure.reading for sent in world.sent for figure in sent.answer.figures]
    asked = {(place.code, term) for place in world.places for term in terms_of_years(2012, 2017)}
    answered = {(sent.answer.municipality_code, Term.containing(sent.answer.as_of)) for sent in world.sent}

    assert {"", "?"} < {cell.verbatim for cell in cells}
    assert any(cell.verbatim.startswith("ca ") for cell in cells)
    assert asked - answered  # whole municipalities are silent


def test_the_newest_sheet_of_each_place_is_where_a_forecast_starts(world):
    starts = starts_of(world.known_on(PLANNED).returns, DEFAULTS)

    assert len([start for start in starts if start.area == "BoU"]) == 14
    town = next(start for start in starts if start.code == "9014" and start.area == "BoU")
    assert isinstance(town, Start)
    newest = max(
        answer.as_of
        for answer in world.known_on(PLANNED).returns
        if (answer.municipality_code, answer.area) == ("9014", "BoU")
    )
    assert town.as_of == newest
    assert set(town.bands) == set(BANDS)
