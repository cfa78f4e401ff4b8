"""What a human answers about doubtful cells: a figure, "as it was read", and taking an answer back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from kfond.cells import Quality
from kfond.db.verdicts import ACCEPT, SET, Answered, drop_verdict, keep_verdict, verdicts_of
from kfond.errors import ExitCode, Problem, Refusal, data_refusal, usage_refusal
from kfond.messages import Message, say
from kfond.privacy import has_identity_number
from kfond.review.actions import Question, Said, questions
from kfond.review.doubts import ANSWER, CONFLICT, LEFT_OUT, Doubt

EXAMPLES = ("3", "2-3", "minst 2", "nej", "ja 50 %", "okänt")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who answers, when, and why. A role is enough: who they are need not be known here."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and the cell that it holds for now; None where no doubtful cell fits it any more."""

    answered: Answered
    doubt: Doubt | None

    @property
    def id(self) -> str:
        """What `withdraw` calls it by."""
        return f"{ANSWER}{self.answered.number}"


def set_value(session: Session, id_: str, value: str, signed: Signed) -> Given:
    """Answers a doubtful cell with a figure or word of one's own, in the grammar of the cells.

    Raises Refusal: exit 3 for an id that is none, exit 2 for a value that is itself in doubt, and for a reason
    that is lacking or holds an identity number.
    """
    if not signed.why.strip():
        raise usage_refusal(
            say("An answer needs its reason."), say("Write it: --note “asked them by telephone”.")
        )
    _require_no_person(value, signed)
    asked = _questions(session, [id_])[0]
    reading, text = asked.read(value)
    if reading.review or reading.quality is Quality.UNCLEAR or "?" in value:
        raise usage_refusal(
            say("“{text}” cannot be read with certainty.", text=value),
            say("Write one of these: {choices}.", choices=asked.choices)
            if asked.choices
            else say("Write for example {answers}.", answers=EXAMPLES),
        )
    return _kept(session, asked, SET, (reading, text), signed)


def accept(session: Session, ids: Sequence[str], signed: Signed) -> tuple[Given, ...]:
    """Answers that the cells were read right. Raises Refusal (exit 3) for each that has no figure to accept."""
    _require_no_person("", signed)
    asked = _questions(session, ids)
    unclear = [_nothing_to_accept(one) for one in asked if one.reading.quality is Quality.UNCLEAR]
    if unclear:
        raise Refusal(ExitCode.DATA, *unclear)
    return tuple(
        _kept(session, one, ACCEPT, (replace(one.reading, review=False), one.text), signed) for one in asked
    )


def withdraw(session: Session, id_: str) -> Given:
    """Takes back the answer of that id, or the one that holds for the cell of that id.

    Raises Refusal (exit 3) where there is none.
    """
    for given in answers(session):
        if id_ in (given.id, given.doubt.id if given.doubt else ""):
            drop_verdict(session, given.answered.number)
            return given
    raise data_refusal(
        say("There is no answer {id}.", id=id_), say("kfond review answers lists those that were given.")
    )


def answers(session: Session) -> tuple[Given, ...]:
    """Every answer that was given, oldest first, with the cell that it holds for now."""
    cells = {asked.subject: asked.doubt for asked in questions(session)}
    return tuple(Given(found, cells.get(subject)) for subject, found in verdicts_of(session).items())


def _kept(session: Session, asked: Question, decision: str, said: Said, signed: Signed) -> Given:
    reading, text = said
    given = Answered(0, asked.subject, decision, reading, text, signed.by, signed.at, signed.why)
    keep_verdict(session, given)
    return Given(verdicts_of(session)[asked.subject], asked.doubt)


def _questions(session: Session, ids: Sequence[str]) -> list[Question]:
    """The doubtful cells of those ids. Raises Refusal (exit 3) with every id that is none."""
    known = {asked.doubt.id: asked for asked in questions(session)}
    wrong = [Problem(None, *_no_such(id_)) for id_ in ids if id_ not in known]
    if wrong:
        raise Refusal(ExitCode.DATA, *wrong)
    return [known[id_] for id_ in dict.fromkeys(ids)]


def _no_such(id_: str) -> tuple[Message, Message]:
    if id_.startswith(LEFT_OUT):
        return (
            say("{id} was left out of the file and cannot be answered here.", id=id_),
            say("Correct it in the file, and import that again."),
        )
    if id_.startswith(CONFLICT):
        return (
            say("{id} is of sheets that disagree, and cannot be answered here.", id=id_),
            say("Correct the sheet that is wrong, and import it again."),
        )
    return (
        say("There is no cell to review called {id}.", id=id_),
        say("kfond review lists those that there are; a new file gives them new names."),
    )


def _nothing_to_accept(asked: Question) -> Problem:
    return Problem(
        asked.doubt.source.place,
        say(
            "“{text}” was not read as a figure, so there is none to accept.", text=asked.doubt.source.verbatim
        ),
        say("Say what it is: kfond review set {id} VALUE --note WHY.", id=asked.doubt.id),
    )


def _require_no_person(value: str, signed: Signed) -> None:
    if any(has_identity_number(text) for text in (value, signed.by, signed.why)):
        raise usage_refusal(
            say("The answer holds something that looks like an identity number."),
            say("Take it away; kfond has no use for it and keeps none."),
        )
