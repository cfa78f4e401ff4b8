"""kfond application outcome and measures: what came of a target, as somebody states it, and what kfond computes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_recording import DryRun, Key
from kfond.errors import Refusal, usage_refusal
from kfond.funding.persons import private
from kfond.messages import Message, say

if TYPE_CHECKING:
    from datetime import date

    from kfond.funding.actions import Case


def outcome(
    ctx: typer.Context,
    application: Key,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="The key of the target in the application.")
    ],
    value: Annotated[str | None, typer.Option(metavar="NUMBER", help="What came of it, as a number.")] = None,
    reached: Annotated[
        bool | None, typer.Option("--reached/--not-reached", help="Of a goal without a number.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The day that it holds for; else that of the target, or today before it."
        ),
    ] = None,
    evidence: Annotated[str, typer.Option(metavar="TEXT", help="What shows it: a document, a list.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it came out as it did.")] = "",
    women: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many of them are women.")] = None,
    men: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many of them are men.")] = None,
    dry_run: DryRun = False,
) -> None:
    """State what came of a target, with its evidence, where kfond cannot compute it."""
    from kfond.db.log import write_entry
    from kfond.funding.actions import case_of
    from kfond.funding.measuring import keep_outcome
    from kfond.funding.targets import Outcome

    desk = Desk.of(ctx)
    number = _number("--value", value)
    split = (_number("--women", women), _number("--men", men))
    _refuse_outcome(number, reached, (evidence, why), split)
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        due = _due_of(case, target)
        day = day_of(on, "--on") if on else min(desk.today, due or desk.today)
        stated = Outcome(
            target,
            day,
            number,
            reached,
            why.strip(),
            (),
            True,
            evidence.strip(),
            split if any(each is not None for each in split) else None,
        )
        summary = say("The outcome of {target} in {key} is stated.", target=target, key=case.key)
        entry = write_entry(
            session, desk.now, f"application outcome {case.key} {target}", summary, desk.language
        )
        keep_outcome(session, case.id, stated, entry)
    desk.tell_done(summary, dry_run=dry_run)


def measures(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object a measure, for scripts.")] = False,
) -> None:
    """List what kfond can compute of what an application promises."""
    from kfond.funding.measures import MEASURES

    desk = Desk.of(ctx)
    if as_json:
        desk.out_json(
            [
                {
                    "measure": key,
                    "label": each.label,
                    "definition": each.definition,
                    "unit": each.unit,
                    "source": each.source,
                    "filters": dict(each.filters),
                }
                for key, each in MEASURES.items()
            ]
        )
        return
    headings = (say("Measure"), say("What it counts"), say("Unit"), say("Narrowed by"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [(key, each.definition, each.unit, ", ".join(each.filters)) for key, each in MEASURES.items()],
    )


def _number(option: str, text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        return Fraction(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise usage_refusal(
            say("{option} cannot be “{text}”.", option=option, text=text),
            say("Write a number such as 212 or 8,3."),
        ) from None


def _refuse_outcome(
    number: Fraction | None,
    reached: bool | None,
    told: tuple[str, str],
    split: tuple[Fraction | None, Fraction | None],
) -> None:
    if number is None and reached is None:
        raise usage_refusal(
            say("Nothing is said of what came of it."),
            say("Write --value and a number, --reached or --not-reached."),
        )
    for what, remedy in private(*told):
        raise usage_refusal(what, remedy)
    if not told[0].strip():
        raise usage_refusal(
            say("An outcome that is stated needs evidence."),
            say("Name the document or the list with --evidence."),
        )
    women, men = split
    if number is not None and women is not None and men is not None and women + men != number:
        raise usage_refusal(
            say(
                "Both sexes are {sum} together, and the outcome is {value}.",
                sum=str(women + men),
                value=str(number),
            ),
            say("Change one of the three numbers."),
        )


def _due_of(case: Case, target: str) -> date | None:
    """The day of a target. Raises Refusal (exit 2) where what is followed up has none of that key."""
    from kfond.commands.application_texts import application_in_force

    known = {each.key: each.due for each in application_in_force(case).targets}
    if target in known:
        return known[target]
    has = say("It has {keys}.", keys=tuple(known)) if known else None
    if _is_in_changed_file(case, target):
        raise usage_refusal(
            say(
                "The target “{target}” stands only in the file, which was changed after the application was "
                "signed or sent; that one is followed up.",
                target=target,
            ),
            _taken_in_by(case) or has or say("It has no targets."),
        )
    raise usage_refusal(
        say("The application has no target “{target}”.", target=target),
        has or say("It has none; write them in its file."),
    )


def _is_in_changed_file(case: Case, target: str) -> bool:
    """Whether the file of an application that is no draft has a target that was not in it then."""
    from kfond.commands.application_texts import application_of, file_of, is_draft

    if is_draft(case) or not file_of(case).exists():
        return False
    try:
        return any(each.key == target for each in application_of(case).targets)
    except Refusal:
        return False  # what the file lacks is told by check


def _taken_in_by(case: Case) -> Message | None:
    """The step that takes the changed file in; None once it is decided on, when what was sent holds."""
    from kfond.funding.life import State

    steps = {
        State.SIGNED: "draft --back --note …",
        State.SUBMITTED: "completion-asked",
        State.ASSESSED: "completion-asked",
        State.COMPLETED: "completion-asked",
        State.COMPLETION_ASKED: "completed",
    }
    if case.state not in steps:
        return None
    return say(
        "What the file says now holds from the next time that it is signed, sent or completed: {command}.",
        command=f"kfond application step {case.key} {steps[case.state]}",
    )
