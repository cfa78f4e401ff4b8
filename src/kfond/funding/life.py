"""The life of an application: its states, which step may follow which, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kfond.choices import meant, one_of
from kfond.errors import ExitCode, Problem, Refusal, usage_refusal
from kfond.funding.persons import private
from kfond.messages import Message, say


class State(StrEnum):
    """Where an application stands."""

    IDEA = "idea"
    DRAFT = "draft"
    REVIEWED = "reviewed"  # internally
    SIGNED = "signed"
    SUBMITTED = "submitted"
    COMPLETION_ASKED = "completion-asked"
    COMPLETED = "completed"
    ASSESSED = "assessed"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted-in-part"
    REFUSED = "refused"
    APPEALED = "appealed"
    RUNNING = "running"
    PART_REPORTED = "part-reported"
    FINAL_REPORTED = "final-reported"
    CLOSED = "closed"
    REPAID = "repaid"


DECISIONS = (State.GRANTED, State.GRANTED_IN_PART, State.REFUSED)
WORDS: Mapping[State, Message] = {
    State.IDEA: say("idea"),
    State.DRAFT: say("draft"),
    State.REVIEWED: say("reviewed within the organisation"),
    State.SIGNED: say("signed"),
    State.SUBMITTED: say("submitted"),
    State.COMPLETION_ASKED: say("to be completed"),
    State.COMPLETED: say("completed after a question"),
    State.ASSESSED: say("assessed"),
    State.GRANTED: say("granted"),
    State.GRANTED_IN_PART: say("granted in part"),
    State.REFUSED: say("refused"),
    State.APPEALED: say("appealed"),
    State.RUNNING: say("running"),
    State.PART_REPORTED: say("part report given"),
    State.FINAL_REPORTED: say("final report given"),
    State.CLOSED: say("closed"),
    State.REPAID: say("repaid"),
}
TYPED: Mapping[State, Message] = {
    State.IDEA: say("idea"),
    State.DRAFT: say("draft"),
    State.REVIEWED: say("reviewed"),
    State.SIGNED: say("signed"),
    State.SUBMITTED: say("submitted"),
    State.COMPLETION_ASKED: say("completion-asked"),
    State.COMPLETED: say("completed"),
    State.ASSESSED: say("assessed"),
    State.GRANTED: say("granted"),
    State.GRANTED_IN_PART: say("granted-in-part"),
    State.REFUSED: say("refused"),
    State.APPEALED: say("appealed"),
    State.RUNNING: say("running"),
    State.PART_REPORTED: say("part-reported"),
    State.FINAL_REPORTED: say("final-reported"),
    State.CLOSED: say("closed"),
    State.REPAID: say("repaid"),
}
"""The states as they are typed in commands: each in the reader's language, without spaces."""
ALLOWED: Mapping[State, tuple[State, ...]] = {
    State.IDEA: (State.DRAFT,),
    State.DRAFT: (State.REVIEWED, State.SIGNED),
    State.REVIEWED: (State.SIGNED,),
    State.SIGNED: (State.SUBMITTED,),
    State.SUBMITTED: (State.COMPLETION_ASKED, State.ASSESSED, *DECISIONS),
    State.COMPLETION_ASKED: (State.COMPLETED,),
    State.COMPLETED: (State.COMPLETION_ASKED, State.ASSESSED, *DECISIONS),
    State.ASSESSED: (State.COMPLETION_ASKED, *DECISIONS),
    State.GRANTED: (State.RUNNING,),
    State.GRANTED_IN_PART: (State.RUNNING, State.APPEALED),
    State.REFUSED: (State.APPEALED, State.CLOSED),
    State.APPEALED: DECISIONS,
    State.RUNNING: (State.PART_REPORTED, State.FINAL_REPORTED),
    State.PART_REPORTED: (State.PART_REPORTED, State.FINAL_REPORTED),
    State.FINAL_REPORTED: (State.CLOSED, State.REPAID),
    State.CLOSED: (State.REPAID,),
    State.REPAID: (),
}
"""Which steps go forward from a state. Back one may go to any state that the application has been in."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the state that it led to, the day, the role that took it. `is_back` where it went back, with the
    reason in `note`. `document` is the SHA-256 of the application's file then, or of the document that was named;
    `content` is that file's text."""

    state: State
    on: date
    by: str
    note: str
    is_back: bool
    document: str
    content: str


def decision_in_force(steps: Iterable[Step]) -> Step | None:
    """The decision that holds, the steps in the order that they were taken; None before one, and where a step back
    has taken it away."""
    way: list[Step] = []
    for step in steps:
        been = [each.state for each in way]
        if step.is_back and step.state in been:
            del way[len(been) - been[::-1].index(step.state) :]
        else:
            way.append(step)
    return next((step for step in reversed(way) if step.state in DECISIONS), None)


def typed(states: Iterable[State]) -> tuple[Message, ...]:
    """States as they can be typed, each once."""
    return tuple(TYPED[state] for state in dict.fromkeys(states))


def read_state(text: str) -> State:
    """A state by its key or by its name in any language. Raises Refusal (exit 2) with those that are near."""
    names = {state.value: name for state, name in WORDS.items()}
    state = meant(text, names)
    if state is None:
        raise usage_refusal(say("There is no state “{state}”.", state=text), one_of(text, names))
    return State(state)


def refuse_step(steps: Sequence[Step], step: Step, today: date) -> None:
    """Raises Refusal (exit 2) with all that keeps a step from following on `steps`, the oldest first."""
    problems = [*_order(steps, step), *_days(steps, step, today)]
    if not step.by:
        problems.append(_problem(say("It is not said who took the step."), say("Name the role: --by.")))
    if step.is_back and not step.note:
        problems.append(_problem(say("A step back needs a reason."), say("Say it with --note.")))
    problems += [_problem(what, remedy) for what, remedy in private(step.by, step.note)]
    if problems:
        raise Refusal(ExitCode.USAGE, *problems)


def _order(steps: Sequence[Step], step: Step) -> list[Problem]:
    if not steps:
        return []
    now = steps[-1].state
    if step.is_back:
        been = [each.state for each in steps if each.state is not now]
        if step.state in been:
            return []
        return [
            _problem(
                say(
                    "The application cannot go back to {state}: it has not been there.",
                    state=WORDS[step.state],
                ),
                say("It has been {states}.", states=typed(been)),
            )
        ]
    if step.state in ALLOWED[now]:
        return []
    what = say("The application is {now}; {state} cannot follow.", now=WORDS[now], state=WORDS[step.state])
    if not ALLOWED[now]:
        return [
            _problem(what, say("It has come to its end; --back takes it to a state that it has been in."))
        ]
    return [
        _problem(
            what,
            say(
                "Next may be {states}; --back takes it to a state that it has been in.",
                states=typed(ALLOWED[now]),
            ),
        )
    ]


def _days(steps: Sequence[Step], step: Step, today: date) -> list[Problem]:
    problems = []
    if steps and step.on < steps[-1].on:
        problems.append(
            _problem(
                say(
                    "The step is of {day}, before the one to {state} of {before}.",
                    day=step.on,
                    state=WORDS[steps[-1].state],
                    before=steps[-1].on,
                ),
                say("Write a day from {first} on.", first=steps[-1].on),
            )
        )
    if step.on > today:
        problems.append(
            _problem(
                say("The step is of {day}, which has not come yet.", day=step.on),
                say("Write a day until {last}.", last=today),
            )
        )
    return problems


def _problem(what: Message, remedy: Message) -> Problem:
    return Problem(None, what, remedy)
