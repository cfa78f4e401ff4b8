"""A schedule is as late and worth as much as a second reckoning says, or the plan is refused."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_bases import basis_with, made_up_lines, made_up_staff

from kfond.blocks import NO_BLOCK, BlockLine
from kfond.catalogue.lines import Band
from kfond.messages import say
from kfond.periods import Term, terms_of_years
from kfond.plan import propose as chain
from kfond.plan.askers import given_by
from kfond.plan.basis import Basis
from kfond.plan.choice.choose import BrokenRule, choose
from kfond.plan.choice.claims import Grounds, false_claims
from kfond.plan.choice.values import Choice
from kfond.plan.drafts import Draft
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.listing import menu_of
from kfond.plan.menus.premises import Premises
from kfond.plan.menus.values import Sharings
from kfond.plan.menus.windows import rhythm_of
from kfond.plan.needs.values import State
from kfond.plan.season import Season
from kfond.plan.tasks import task_of
from kfond.sharing import Ask, SeatLine
from planned_courses import course
from written_catalogue import lines_of

STAFF = {"1401": (12, 0, 0), "1402": (6, 0, 0)}
LVU = basis_with(STAFF, lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)]))


def seasons_and_drafts(basis: Basis) -> tuple[Season, tuple[Draft, ...]]:
    season = chain.season_of(basis, terms_of_years(2018, 2019))
    return season, chain.drafts_of(season)


@settings(max_examples=60, deadline=None)
@given(
    phrases=st.lists(
        st.sampled_from(
            ["1-1½ år", "Vartannat år", "1 gång/år", "1-2 ggr/år", "ca 1-2 grupper/termin", "Vid behov"]
        ),
        min_size=1,
        max_size=2,
    ),
    last=st.sampled_from(["", "VT2015", "VT2017", "HT2017"]),
    needs=st.lists(st.integers(0, 40), min_size=3, max_size=3),
    block=st.integers(0, 6),
    state=st.sampled_from([State.KNOWN, State.PARTLY, State.UNKNOWN]),
    announced=st.dictionaries(st.integers(0, 3), st.integers(0, 2), max_size=2),
    shortest=st.integers(1, 12),
)
def test_every_schedule_of_any_course_is_what_it_says(
    phrases: list[str],
    last: str,
    needs: list[int],
    block: int,
    state: State,
    announced: dict[int, int],
    shortest: int,
) -> None:
    """Also where the first municipality wants `block` seats or none, and whatever is announced."""

    def asks(at: int, given: Mapping[str, tuple[int, ...]]) -> tuple[Ask, ...]:
        left = {f"140{place}": need - sum(given.get(f"140{place}", ())) for place, need in enumerate(needs)}
        return tuple(
            Ask(code, -(-lacking * 6 // 10), lacking, fewest=block if code == "1400" else 0)
            for code, lacking in left.items()
        )

    try:
        made = course(*phrases, last_start=last)
    except ValueError:  # two lines that ask in ways that make two courses
        return
    horizon = tuple(Term(2018, 1) + step for step in range(4))
    size = GroupSize(shortest, 12, say("our default"), say("our default"))

    def line(sharings: Sharings) -> SeatLine | BlockLine:
        asked = asks(len(sharings), given_by(sharings))
        return BlockLine(asked) if block > NO_BLOCK else SeatLine(asked)

    rhythm = rhythm_of(made, horizon)
    premises = Premises(made.key, rhythm, 2, size, state, line, lambda *_: 0, 200, 300, announced=announced)
    grounds = Grounds(made, horizon, 2, size, state, {Band.NEW: None}, asks, announced, 1)

    menu = menu_of(premises)

    assert menu.schedules
    assert [false_claims(grounds, menu, schedule) for schedule in menu.schedules] == [()] * len(
        menu.schedules
    )


@pytest.mark.parametrize("seed", range(3))
def test_every_schedule_of_a_made_up_plan_is_what_it_says(seed: int) -> None:
    dice = random.Random(seed)
    basis = basis_with(made_up_staff(dice, 6), made_up_lines(dice, 8))
    season, drafts = seasons_and_drafts(basis)

    schedules = [(draft, each) for draft in drafts if draft.menu for each in draft.menu.schedules]

    assert len(schedules) > 40
    for draft, schedule in schedules:
        assert draft.menu
        assert false_claims(chain.grounds_of(draft, season), draft.menu, schedule) == ()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, []),
        ({"late": 3}, ["BoU/lvu/interval says that it is 3 terms late, and is 0."]),
        # 9 of 18 persons at an offer that 60 % take (rounded down in each municipality), the first term: 9 x 100 x 300
        ({"value": 1}, ["BoU/lvu/interval says that it is worth 1, and is worth 270000."]),
    ],
)
def test_another_lateness_or_value_is_found(told: dict[str, int], found: list[str]) -> None:
    season, (draft,) = seasons_and_drafts(LVU)
    assert draft.menu
    schedule = replace(draft.menu.schedules[-1], **told)  # type: ignore[arg-type]

    claims = false_claims(chain.grounds_of(draft, season), draft.menu, schedule)

    assert schedule.groups == (1, 0, 0, 0, 0, 0)
    assert [claim.in_words("en") for claim in claims] == found


def test_a_tampered_menu_is_refused() -> None:
    """Every schedule says that it is worth one more: the solver believes it, the plan is refused."""
    season, (draft,) = seasons_and_drafts(LVU)
    assert draft.menu
    dearer = tuple(replace(schedule, value=schedule.value + 1) for schedule in draft.menu.schedules)
    tampered = replace(draft, menu=replace(draft.menu, schedules=dearer))
    choice = choose(task_of([tampered], season))
    assert isinstance(choice, Choice)

    with pytest.raises(
        BrokenRule, match="BoU/lvu/interval says that it is worth 270001, and is worth 270000"
    ):
        chain.refuse_false_claims([tampered], choice, season)
