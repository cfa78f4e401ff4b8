"""An application's file read: its head as figures, its Markdown as the sections of the fund's form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kfond.comments import without_comments
from kfond.funding.application import (
    Application,
    CostLine,
    Line,
    OwnShare,
    Phase,
    Signed,
    TargetGroup,
)
from kfond.funding.application_keys import DIRECT, PROJECT, application_keys
from kfond.funding.contacts import identity_numbers_in
from kfond.funding.front_matter import FrontMatter, front_matter
from kfond.funding.fund import Fund, Part, PartKind
from kfond.funding.targets import Operator, Target
from kfond.funding.toml_tables import Findings, nearest, read_table
from kfond.messages import say

Table = Mapping[str, Any]
HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
FENCE = re.compile(r"^\s*(```|~~~)")
DEEPEST = 2
OWN = "###"
"""Headings of this level and below are the writer's own."""
WRITTEN = frozenset(
    {PartKind.TEXT, PartKind.TARGET_GROUP, PartKind.PERIOD, PartKind.COSTS, PartKind.TARGETS, PartKind.LIST}
)
"""The kinds of parts that may hold a text of the applicant's."""


def fund_named_in(text: str, file: str) -> str:
    """The key of the fund that a file is written for, "" where it names none. Raises Refusal (exit 3)."""
    named = front_matter(text, file).values.get("fund", "")
    return named if isinstance(named, str) else ""


def read_application(text: str, file: str, fund: Fund) -> Application:
    """The application in a file, for the form of `fund`.

    Raises Refusal (exit 3) with everything in it that cannot be read or has no place in the form, each with its
    line. What is missing, too long or does not add up is read all the same; `checking` tells of it.
    """
    parts = front_matter(text, file)
    findings = parts.findings
    head = read_table(parts.values, application_keys(fund), findings)
    sections, at = _sections(parts, fund)
    findings.problems += identity_numbers_in(text, file)
    findings.raise_all()
    lines = {".".join(map(str, way)): Line(file, line) for way, line in findings.lines.items()}
    lines |= {f"sections.{key}": Line(file, line) for key, line in at.items()}
    return _application(head, fund.key, sections, lines, (file, text))


def _application(
    head: Table, fund: str, sections: Mapping[str, str], lines: Mapping[str, Line], read: tuple[str, str]
) -> Application:
    return Application(
        fund=fund,
        title=head.get("title", ""),
        applicant=head.get("applicant", ""),
        case_number=head.get("case_number", ""),
        responsible=head.get("responsible", ""),
        fields=head.get("fields", {}),
        start=head.get("start"),
        end=head.get("end"),
        phases=tuple(_phase(table) for table in head.get("phases", ())),
        target_groups=tuple(_target_group(table) for table in head.get("target_groups", ())),
        municipalities=head.get("municipalities", ()),
        partners=head.get("partners", ()),
        actors=head.get("actors", ()),
        costs=tuple(_cost(table, number) for number, table in enumerate(head.get("costs", ()), 1)),
        total=head.get("total_sek"),
        own_shares=tuple(_own_share(table) for table in head.get("own_shares", ())),
        targets=tuple(_target(table) for table in head.get("targets", ())),
        signed=tuple(
            Signed(table.get("role", ""), table.get("place", ""), table.get("on"))
            for table in head.get("signed", ())
        ),
        sections=sections,
        parameters=head.get("parameters", {}),
        lines=lines,
        file=read[0],
        text=read[1],
    )


def _phase(table: Table) -> Phase:
    return Phase(table.get("key", ""), table.get("name", ""), table.get("start"), table.get("end"))


def _target_group(table: Table) -> TargetGroup:
    return TargetGroup(
        table.get("reach", DIRECT), table.get("role", ""), table.get("count"), table.get("unit", "")
    )


def _cost(table: Table, number: int) -> CostLine:
    return CostLine(
        key=table.get("key") or str(number),
        item=table.get("item", ""),
        kind=table.get("kind", ""),
        year=table.get("year"),
        amount=table.get("amount_sek"),
        hours=table.get("hours"),
        rate=table.get("rate_sek"),
    )


def _own_share(table: Table) -> OwnShare:
    return OwnShare(
        table.get("by", ""),
        table.get("year"),
        table.get("amount_sek"),
        table.get("hours"),
        table.get("rate_sek"),
    )


def _target(table: Table) -> Target:
    return Target(
        key=table.get("key", ""),
        text=table.get("text", ""),
        operator=Operator(table.get("operator", Operator.DONE)),
        value=table.get("value"),
        unit=table.get("unit", ""),
        due=table.get("due"),
        measure=table.get("measure", ""),
        filters=table.get("filters", {}),
        baseline=table.get("baseline"),
        baseline_on=table.get("baseline_on"),
        denominator=table.get("denominator"),
        phase=table.get("phase", ""),
        category=table.get("category", ""),
        horizon=table.get("horizon", PROJECT),
        quoted=table.get("quoted", ""),
    )


def _sections(parts: FrontMatter, fund: Fund) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The text below each heading of the form, by the key of its part, without comments; and the line of each."""
    findings = parts.findings
    body, unclosed = without_comments(parts.body)
    if unclosed:
        findings.add_at(
            parts.first_line + unclosed - 1,
            say("a comment begins here and does not end"),
            say("Close it with -->"),
        )
    by_words = {_plain(words): part for part in fund.parts for words in (part.key, part.heading)}
    texts: dict[str, list[str]] = {}
    at: dict[str, int] = {}
    part: Part | None = None
    is_code = False
    for number, line in enumerate(body.split("\n"), parts.first_line):
        is_code ^= bool(FENCE.match(line))
        heading = None if is_code else HEADING.match(line)
        if heading and len(heading["level"]) <= DEEPEST:
            found = by_words.get(_plain(heading["words"]))
            if found is None or found.kind not in WRITTEN or found.key in texts:
                _tell_of_heading(findings, number, heading["words"], found, fund)
            part = found or part
            if found:
                texts.setdefault(found.key, [])
                at.setdefault(found.key, number)
        elif part:
            texts[part.key].append(line)
        elif line.strip():
            findings.add_at(
                number,
                say("“{text}” stands before the first heading of the form", text=line.strip()[:60]),
                say("Write it below one of the form's headings."),
            )
    return {key: "\n".join(lines).strip() for key, lines in texts.items()}, at


def _tell_of_heading(findings: Findings, line: int, words: str, part: Part | None, fund: Fund) -> None:
    written = tuple(each.heading for each in fund.parts if each.kind in WRITTEN)
    if part is None:
        near = nearest(words, written)
        findings.add_at(
            line,
            say("“{heading}” is no heading of the form", heading=words),
            say("Write “{near}”; headings of your own begin with {sign}.", near=near, sign=OWN)
            if near
            else say(
                "The form has {headings}; headings of your own begin with {sign}.", headings=written, sign=OWN
            ),
        )
    elif part.kind not in WRITTEN:
        findings.add_at(
            line,
            say("the fund fills in “{heading}”, not the applicant", heading=words),
            say("Take the heading away; what belongs there is recorded with a step."),
        )
    else:
        findings.add_at(
            line,
            say("the heading “{heading}” stands twice", heading=words),
            say("Put the two texts below one of them."),
        )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
