"""kfond application report, outcome and measures: what was promised, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.application_texts import FOLLOW_UP, text_of
from kfond.commands.desk import Desk, day_of, write_whole
from kfond.commands.fund_recording import DryRun, Key
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, is_folder, written
from kfond.errors import usage_refusal
from kfond.funding.persons import private
from kfond.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.reports.documents.document import Document

HEADINGS = {
    "Genomförande": "Vad som gjordes och när, jämfört med ansökan.",
    "Avvikelser": "Vad som blev annorlunda, varför, och vad ni gjorde åt det.",
    "Jämställdhet": "Hur kvinnor och män har nåtts, och vad siffrorna säger.",
    "Tillgänglighet": "Hur lokaler, tider, material och upphandling gjordes tillgängliga.",
    "Lärdomar": "Vad ni tar med er, och vad som fortsätter efteråt.",
}
"""The texts of a report that its writer writes, with what goes into each."""
FORMATS = (*DOCUMENT_FORMATS, ".json")


def report(
    ctx: typer.Context,
    application: Key,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="What is known until this day; else today.")
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="The final report, not a part report.")] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Make the file for your own texts, and write nothing.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="A document, a folder for all of them, or .json."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Targets and outcomes, for scripts.")] = False,
) -> None:
    """Write the part or final report: promised against done, the money, the deviations."""
    from kfond.funding.actions import case_of

    desk = Desk.of(ctx)
    day = day_of(until, "--until") if until else desk.today
    with desk.reading() as session:
        case = case_of(session, application)
        if new:
            _begin_texts(desk, case)
            return
        formats = formats_of(output, as_json, FORMATS)
        document = _document(session, desk, case, day, final)
        contents = {
            suffix: _as_json(session, case, day) if suffix == ".json" else written(document, suffix)
            for suffix in formats
        }
    deliver(
        desk,
        contents,
        output,
        f"{case.key}-{'slutrapport' if final else 'delrapport'}" if output and is_folder(output) else "",
    )


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
    """The day of a target. Raises Refusal (exit 2) where the application has none of that key."""
    known = {each.key: each.due for each in case.application().targets}
    if target not in known:
        raise usage_refusal(
            say("The application has no target “{target}”.", target=target),
            say("It has {keys}.", keys=tuple(known))
            if known
            else say("It has none; write them in its file."),
        )
    return known[target]


def _begin_texts(desk: Desk, case: Case) -> None:
    path = Path(case.folder) / FOLLOW_UP
    if path.exists():
        raise usage_refusal(
            say("{path} is there already.", path=path), say("Write in it, or move it away first.")
        )
    write_whole(path, "\n".join(f"## {heading}\n\n<!-- {words} -->\n" for heading, words in HEADINGS.items()))
    desk.say(say("Write your own texts in {path}.", path=path))


def _texts_of(case: Case) -> Mapping[str, str]:
    """The writer's own texts by heading, fit to stand in the document. Raises Refusal (exit 3)."""
    from kfond.errors import ExitCode, Problem, Refusal
    from kfond.reports.documents.own_text import fitted

    path = Path(case.folder) / FOLLOW_UP
    found = dict.fromkeys(HEADINGS, "")
    if not path.exists():
        return found
    problems: list[Problem] = []
    for block in f"\n{text_of(path)}".split("\n## ")[1:]:
        heading, _, words = block.partition("\n")
        if heading.strip() in found:
            fit = fitted(words, str(path), 2, ())
            problems += fit.problems
            found[heading.strip()] = fit.markdown.strip()
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return found


def _document(session: Session, desk: Desk, case: Case, until: date, is_final: bool) -> Document:
    from kfond.db.settings import settings_of
    from kfond.funding.life import State
    from kfond.funding.measuring import outcomes
    from kfond.funding.money_actions import account_at
    from kfond.reports.actions import front_of
    from kfond.reports.funding.follow_up import FollowUp, as_follow_up, handed_in_on
    from kfond.reports.funding.money import money_told

    application = case.application(State.COMPLETED, State.SUBMITTED)
    handed_in = handed_in_on(case.steps, is_final, until)
    front = front_of(
        session,
        f"{'Slutrapport' if is_final else 'Delrapport'}: {application.title or case.fund.title}",
        f"Inlämnad {handed_in.isoformat()}" if handed_in else "Utkast",
        desk.today,
        application.case_number,
    )
    if application.applicant:
        front = replace(front, organisation=application.applicant)
    found = FollowUp(
        key=case.key,
        application=application,
        fund=case.fund,
        until=until,
        is_final=is_final,
        handed_in=handed_in,
        results=outcomes(session, application, case.id, until),
        texts=_texts_of(case),
        money=money_told(account_at(session, case, until)),
        smallest=settings_of(session).smallest_shown,
    )
    return as_follow_up(found, front)


def _as_json(session: Session, case: Case, until: date) -> str:
    import json

    from kfond.formatting import json_number
    from kfond.funding.judging import judged
    from kfond.funding.life import State
    from kfond.funding.measuring import outcomes

    application = case.application(State.COMPLETED, State.SUBMITTED)
    found = [
        {
            "target": target.key,
            "text": target.text,
            "operator": target.operator.value,
            "value": json_number(target.value),
            "unit": target.unit,
            "outcome": json_number(result.value),
            "verdict": judged(target, result, until).value,
            "stated": result.is_stated,
            "measured": json_number(result.measured.value) if result.measured else None,
            "evidence": result.evidence,
            "basis": result.basis,
            "why": result.why,
            "cells": [str(source.place) for source in result.sources],
        }
        for target, result in outcomes(session, application, case.id, until)
    ]
    return json.dumps(
        {"id": case.key, "until": until.isoformat(), "targets": found}, ensure_ascii=False, indent=1
    )
