"""kfond collect --status: who has answered a question, and what of the answers is for review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from kfond.collecting.questions import Asked, Question
    from kfond.commands.collect import Wanted

MOST_CELLS = 3
"""So many cells for review are named in the table; all of them are in --json."""


def named(question: Question) -> Message:
    """A question in a sentence: its kind, area and time."""
    from kfond.collecting.questions import PEOPLE, span_in_words
    from kfond.importers.kinds import IMPORTERS

    labels = {importer.kind: importer.label for importer in IMPORTERS}
    return say(
        "{kind} {period}{area}",
        kind=labels.get(
            question.kind, say("employees") if question.kind == PEOPLE else Message(question.kind)
        ),
        period=span_in_words(question.span),
        area=Message(f" ({question.area})" if question.area else ""),
    )


def when_asked(question: Question) -> str:
    """The tertial or day that a question is about, as the log has it."""
    from kfond.collecting.questions import tertial_of

    return tertial_of(question.as_of).label if question.of_tertial else question.as_of.isoformat()


def show_status(desk: Desk, wanted: Wanted, as_json: bool) -> None:
    """Who has answered the question of that kind, time and area, as a table or for scripts."""
    from kfond.collecting.actions import question_put, status
    from kfond.placements.answering import rows_that_answer

    with desk.reading() as session:
        question = question_put(session, wanted.kind, wanted.as_of, wanted.area, of_tertial=wanted.of_tertial)
        asked = status(session, question, rows_that_answer(session, question))
    if as_json:
        desk.out_json(_as_json(question, asked))
        return
    headings = (say("Municipality"), say("Answered"), say("To review"), say("Reminded"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                each.name,
                desk.words(_answered(question, each)),
                _cells(desk, each),
                f"{each.reminded_at:%Y-%m-%d}" if each.reminded_at else "",
            )
            for each in asked
        ],
    )
    answered = sum(each.has_answered for each in asked)
    desk.say(
        say(
            "{question}: {answered} of {all} have answered{deadline}.",
            question=named(question),
            answered=answered,
            all=len(asked),
            deadline=say("; last day {day}", day=question.deadline) if question.deadline else Message(""),
        )
    )


def _answered(question: Question, asked: Asked) -> Message:
    from kfond.collecting.questions import STAFFING

    if not asked.has_answered:
        return say("no")
    if question.kind == STAFFING:
        return say_count("yes, {count} cell", "yes, {count} cells", asked.answers)
    return say_count("yes, {count} row", "yes, {count} rows", asked.answers)


def _cells(desk: Desk, asked: Asked) -> str:
    """The first cells that a human should look at, as a table has room for them."""
    shown = [
        desk.words(say("{cell} “{text}”", cell=cell.place.cell, text=cell.verbatim))
        for cell in asked.review[:MOST_CELLS]
    ]
    more = [f"+{len(asked.review) - MOST_CELLS}"] if len(asked.review) > MOST_CELLS else []
    return ", ".join([*shown, *more])


def _as_json(question: Question, asked: Iterable[Asked]) -> dict[str, object]:
    return {
        "kind": question.kind,
        "as_of": question.as_of.isoformat(),
        "from": question.span[0].isoformat(),
        "area": question.area,
        "deadline": question.deadline.isoformat() if question.deadline else None,
        "municipalities": [
            {
                "municipality_code": each.code or None,
                "municipality": each.name,
                "answered": each.has_answered,
                "answers": each.answers,
                "review": [
                    {
                        "verbatim": cell.verbatim,
                        "source": {
                            "file": cell.place.file,
                            "sheet": cell.place.sheet,
                            "cell": cell.place.cell,
                        },
                    }
                    for cell in each.review
                ],
                "reminded_at": each.reminded_at.isoformat(timespec="seconds") if each.reminded_at else None,
            }
            for each in asked
        ],
    }
