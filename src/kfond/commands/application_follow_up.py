"""kfond application report: what was promised, what came of it, and what it cost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.application_texts import FOLLOW_UP, application_in_force, file_of, is_draft, text_of
from kfond.commands.desk import Desk, day_of, write_whole
from kfond.commands.fund_recording import Key
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, is_folder, written
from kfond.errors import usage_refusal
from kfond.messages import say, say_count

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.accounts import Account
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
        texts = _texts_of(case)
        document = _document(session, desk, case, day, final, texts)
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
    _tell_of_changes(desk, case)
    if formats != (".json",):
        _tell_of_missing(desk, case, texts)


def _tell_of_changes(desk: Desk, case: Case) -> None:
    """Says where the file is no longer what the report is made of, since check reads the file."""
    from kfond.funding.life import State

    path = file_of(case)
    if is_draft(case) or not path.exists():
        return
    kept = case.content_at(State.COMPLETED, State.SUBMITTED)
    if text_of(path) != kept:
        desk.say(
            say(
                "{path} has been changed; the report follows the application as it was kept at its latest step.",
                path=path,
            )
        )


def _tell_of_missing(desk: Desk, case: Case, texts: Mapping[str, str]) -> None:
    """Says how many texts nobody has written, and where they belong."""
    path, missing = Path(case.folder) / FOLLOW_UP, sum(not text for text in texts.values())
    if not missing:
        return
    where = path if path.exists() else f"kfond application report {case.key} --new"
    desk.say(
        say_count(
            "{count} text of the report is not written: {where}.",
            "{count} texts of the report are not written: {where}.",
            missing,
            where=where,
        )
    )


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


def _document(
    session: Session, desk: Desk, case: Case, until: date, is_final: bool, texts: Mapping[str, str]
) -> Document:
    from kfond.db.settings import settings_of
    from kfond.funding.measuring import outcomes
    from kfond.reports.fronts import front_of
    from kfond.reports.funding.follow_up import FollowUp, as_follow_up, handed_in_on
    from kfond.reports.funding.money import money_told

    application = application_in_force(case)
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
        texts=texts,
        money=money_told(_account(session, desk, case, until, handed_in, is_final)),
        smallest=settings_of(session).smallest_shown,
    )
    return as_follow_up(found, front)


def _account(
    session: Session, desk: Desk, case: Case, until: date, handed_in: date | None, is_final: bool
) -> Account:
    """The money until a day; of a report that was handed in as it was known then, and what is newer is told of."""
    from kfond.funding.life import State
    from kfond.funding.money_actions import account_at, is_changed_since, logged_with

    if handed_in is None:
        return account_at(session, case, until)
    last = logged_with(session, case, State.FINAL_REPORTED if is_final else State.PART_REPORTED, handed_in)
    if is_changed_since(session, case, last):
        desk.insist(
            say(
                "The report was handed in on {day}; money that was entered later does not stand in it.",
                day=handed_in,
            )
        )
    return account_at(session, case, min(until, handed_in), last)


def _as_json(session: Session, case: Case, until: date) -> str:
    import json

    from kfond.formatting import json_number
    from kfond.funding.judging import judged
    from kfond.funding.measuring import outcomes

    application = application_in_force(case)
    found = [
        {
            "target": target.key,
            "text": target.text,
            "operator": target.operator.value,
            "value": json_number(target.value),
            "unit": target.unit,
            "outcome": json_number(result.value),
            "at_least": json_number(result.low),
            "at_most": json_number(result.high),
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
