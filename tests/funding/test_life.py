"""The steps of an application: what may follow what, back with a reason, and on days that can be."""

from __future__ import annotations

from datetime import date

import pytest

from kfond.errors import ExitCode, Refusal
from kfond.funding.life import ALLOWED, TYPED, WORDS, State, Step, decision_in_force, read_state, refuse_step

TODAY = date(2021, 6, 1)


def step(
    state: State, day: str = "2021-05-01", by: str = "kontorschef", note: str = "", back: bool = False
) -> Step:
    return Step(state, date.fromisoformat(day), by, note, back, "", "")


def said_of(steps: list[Step], taken: Step) -> list[str]:
    """What keeps a step from being taken, with what is allowed; nothing where it may be."""
    try:
        refuse_step(steps, taken, TODAY)
    except Refusal as refusal:
        assert refusal.code is ExitCode.USAGE
        return [problem.in_words("en") for problem in refusal.problems]
    return []


def test_every_state_has_its_row() -> None:
    assert set(ALLOWED) == set(State)


@pytest.mark.parametrize("now", State)
def test_just_the_steps_of_the_table_may_follow(now: State) -> None:
    taken = {state: said_of([step(now)], step(state)) for state in State}
    assert {state for state, problems in taken.items() if not problems} == set(ALLOWED[now])
    allowed = ", ".join(ALLOWED[now])
    for state in set(State) - set(ALLOWED[now]):
        (problem,) = taken[state]
        assert (f"Next may be {allowed}; " if allowed else "It has come to its end; ") in problem


def test_every_state_can_be_reached_from_the_idea() -> None:
    reached = {State.IDEA}
    while more := {after for state in reached for after in ALLOWED[state]} - reached:
        reached |= more
    assert reached == set(State)


STORY = [
    step(State.DRAFT, "2021-03-01"),
    step(State.SIGNED, "2021-03-15"),
    step(State.SUBMITTED, "2021-03-16"),
]


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (step(State.DRAFT, note="fel belopp", back=True), []),
        (step(State.DRAFT, back=True), ["A step back needs a reason. Say it with --note."]),
        (
            step(State.GRANTED, note="fel", back=True),
            ["The application cannot go back to granted: it has not been there. It has been draft, signed."],
        ),
        (
            step(State.SUBMITTED, note="fel", back=True),
            [
                "The application cannot go back to submitted: it has not been there. It has been draft, signed."
            ],
        ),
        (
            step(State.ASSESSED, "2021-03-15"),
            [
                "The step is of 2021-03-15, before the one to submitted of 2021-03-16. Write a day from 2021-03-16 on."
            ],
        ),
        (step(State.ASSESSED, "2021-03-16"), []),
        (step(State.ASSESSED, "2021-06-01"), []),
        (
            step(State.ASSESSED, "2021-06-02"),
            ["The step is of 2021-06-02, which has not come yet. Write a day until 2021-06-01."],
        ),
        (step(State.ASSESSED, by=""), ["It is not said who took the step. Name the role: --by."]),
    ],
)
def test_what_a_step_needs(taken: Step, said: list[str]) -> None:
    assert said_of(STORY, taken) == said


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = step(State.CLOSED, "2021-06-02", by="", back=True)
    assert len(said_of(STORY, wrong)) == 4


def test_from_a_state_that_it_went_back_to_it_goes_on_as_before() -> None:
    back = [*STORY, step(State.DRAFT, note="fel belopp", back=True)]
    assert said_of(back, step(State.SIGNED)) == []
    assert said_of(back, step(State.ASSESSED)) != []
    assert said_of(back, step(State.SUBMITTED, note="det var rätt", back=True)) == []


@pytest.mark.parametrize("state", State)
def test_a_state_is_typed_in_the_language_of_who_types(state: State) -> None:
    assert read_state(state) is state
    assert read_state(TYPED[state].in_words("sv")) is state
    assert read_state(WORDS[state].in_words("sv")) is state
    assert " " not in TYPED[state].in_words("sv")
    assert TYPED[state].in_words("en") == state


@pytest.mark.parametrize(
    ("text", "state"),
    [(" Granted-in-part ", State.GRANTED_IN_PART), ("Slutrapport lämnad", State.FINAL_REPORTED)],
)
def test_capitals_and_hyphens_do_not_matter(text: str, state: State) -> None:
    assert read_state(text) is state


def test_a_state_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(Refusal) as refused:
        read_state("inskikad")
    (problem,) = refused.value.problems
    assert problem.in_words("sv") == "Det finns inget läge ”inskikad”. Menade du submitted (inskickad)?"


def test_what_may_follow_is_said_in_the_language_of_who_reads() -> None:
    (problem,) = _problems([step(State.SUBMITTED)], step(State.RUNNING))
    assert "Nästa läge kan vara ska-kompletteras, bedömd, beviljad, delvis-beviljad, avslagen;" in problem


def _problems(steps: list[Step], taken: Step) -> list[str]:
    with pytest.raises(Refusal) as refused:
        refuse_step(steps, taken, TODAY)
    return [problem.in_words("sv") for problem in refused.value.problems]


GRANTED = step(State.GRANTED, "2021-05-21")
REFUSED = step(State.REFUSED, "2021-05-10")


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        ([], None),
        ([GRANTED, step(State.RUNNING, "2021-06-01")], GRANTED),
        ([GRANTED, step(State.SUBMITTED, "2021-05-22", back=True)], None),
        ([REFUSED, step(State.APPEALED), GRANTED], GRANTED),
        ([REFUSED, step(State.APPEALED), GRANTED, step(State.APPEALED, back=True)], REFUSED),
        (
            [GRANTED, step(State.RUNNING), step(State.GRANTED, "2021-06-02", back=True)],
            GRANTED,
        ),  # its own day
    ],
    ids=["none", "goes on", "taken back", "appealed", "appealed again", "back to it"],
)
def test_the_decision_that_holds(after: list[Step], holds: Step | None) -> None:
    assert decision_in_force([step(State.SUBMITTED), *after]) == holds
