"""An application's file read: its head as figures, its Markdown as the sections of the fund's form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction

from kfond.comments import without_comments
from kfond.errors import ExitCode, Refusal
from kfond.funding.application import (
    Application,
    CostLine,
    Line,
    OwnShare,
    Phase,
    Signed,
    TargetGroup,
)
from kfond.funding.front_matter import FrontMatter, front_matter
from kfond.funding.fund import Fund, Part, PartKind
from kfond.funding.settings_read import Findings, SettingsRead
from kfond.funding.targets import Operator, Target
from kfond.messages import say

HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
FENCE = re.compile(r"^\s*(```|~~~)")
DEEPEST = 2
WRITTEN = frozenset(
    {PartKind.TEXT, PartKind.TARGET_GROUP, PartKind.PERIOD, PartKind.COSTS, PartKind.TARGETS, PartKind.LIST}
)
"""The kinds of parts that may hold a text of the applicant's."""
DIRECT, INDIRECT = "direct", "indirect"
LONG, MIDDLE, PROJECT = "long", "middle", "project"


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
    findings = Findings(file, parts.lines)
    head = SettingsRead(parts.values, "", findings)
    sections, at = _sections(parts, fund, findings)
    lines = {path: Line(file, line) for path, line in (*parts.lines.items(), *at.items())}
    application = _application(head, fund, sections, lines, text)
    head.done()
    if findings.problems:
        raise Refusal(ExitCode.DATA, *findings.in_order())
    return application


def _application(
    head: SettingsRead, fund: Fund, sections: Mapping[str, str], lines: Mapping[str, Line], text: str
) -> Application:
    head.text("fund")
    return Application(
        fund=fund.key,
        title=head.text("title"),
        applicant=head.text("applicant"),
        case_number=head.text("case_number"),
        responsible=head.text("responsible"),
        fields=_fields(head, fund),
        start=head.day("start"),
        end=head.day("end"),
        phases=tuple(_phase(table) for table in head.tables("phases")),
        target_groups=tuple(_target_group(table) for table in head.tables("target_groups")),
        municipalities=head.texts("municipalities"),
        partners=head.texts("partners"),
        actors=head.texts("actors"),
        costs=tuple(_cost(table, number, fund) for number, table in enumerate(head.tables("costs"), 1)),
        total=head.money("total_sek"),
        own_shares=tuple(_own_share(table) for table in head.tables("own_shares")),
        targets=tuple(_target(table) for table in head.tables("targets")),
        signed=tuple(_signed(table) for table in head.tables("signed")),
        sections=sections,
        parameters=_parameters(head, fund),
        lines=lines,
        file=head.findings.file,
        text=text,
    )


def _fields(head: SettingsRead, fund: Fund) -> Mapping[str, str]:
    known = {field.key: field for part in fund.parts for field in part.fields if not field.fills}
    found = head.mapping("fields", lambda table, key: table.text(key))
    for key, value in found.items():
        field = known.get(key)
        if field is None:
            near = get_close_matches(key, sorted(known), 1)
            head.findings.add(
                f"fields.{key}",
                say("The form has no field “{key}”.", key=key),
                say("Did you mean {near}?", near=near[0])
                if near
                else say("Leave it out, or write one of {keys}.", keys=tuple(sorted(known))),
            )
        elif field.choices and value and value not in field.choices:
            head.findings.add(
                f"fields.{key}",
                say("“{key}” is “{value}”.", key=key, value=value),
                say("Write {wanted}.", wanted=say("one of {choices}", choices=field.choices)),
            )
    return found


def _parameters(head: SettingsRead, fund: Fund) -> Mapping[str, Fraction]:
    found = head.mapping("parameters", lambda table, key: table.number(key))
    for key in found.keys() - fund.parameters.keys():
        head.findings.add(
            f"parameters.{key}",
            say("The fund has no parameter “{key}”.", key=key),
            say("Leave it out, or write one of {keys}.", keys=tuple(sorted(fund.parameters))),
        )
    return found


def _phase(table: SettingsRead) -> Phase:
    phase = Phase(table.text("key"), table.text("name"), table.day("start"), table.day("end"))
    table.done()
    return phase


def _target_group(table: SettingsRead) -> TargetGroup:
    group = TargetGroup(
        table.choice("reach", (DIRECT, INDIRECT), DIRECT),
        table.text("role"),
        table.whole("count"),
        table.text("unit"),
        table.text("origin"),
    )
    table.done()
    return group


def _cost(table: SettingsRead, number: int, fund: Fund) -> CostLine:
    line = CostLine(
        key=table.text("key") or str(number),
        item=table.text("item"),
        kind=table.choice("kind", (kind.key for kind in fund.cost_kinds), ""),
        year=table.whole("year"),
        amount=table.money("amount_sek"),
        hours=table.hours("hours"),
        rate=table.money("rate_sek"),
        origin=table.text("origin"),
    )
    table.done()
    return line


def _own_share(table: SettingsRead) -> OwnShare:
    share = OwnShare(
        table.text("by"),
        table.whole("year"),
        table.money("amount_sek"),
        table.hours("hours"),
        table.money("rate_sek"),
    )
    table.done()
    return share


def _target(table: SettingsRead) -> Target:
    target = Target(
        key=table.text("key"),
        text=table.text("text"),
        operator=Operator(table.choice("operator", tuple(Operator), Operator.DONE)),
        value=table.number("value"),
        unit=table.text("unit"),
        due=table.day("due"),
        measure=table.text("measure"),
        filters=table.mapping("filters", lambda filters, key: filters.text(key)),
        baseline=table.number("baseline"),
        baseline_on=table.day("baseline_on"),
        denominator=table.number("denominator"),
        phase=table.text("phase"),
        category=table.text("category"),
        horizon=table.choice("horizon", (PROJECT, MIDDLE, LONG), PROJECT),
        quoted=table.text("quoted"),
    )
    table.done()
    return target


def _signed(table: SettingsRead) -> Signed:
    signed = Signed(table.text("role"), table.text("place"), table.day("on"))
    table.done()
    return signed


def _sections(
    parts: FrontMatter, fund: Fund, findings: Findings
) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The text below each heading of the form, by the key of its part, without comments; and the line of each."""
    body, unclosed = without_comments(parts.body)
    if unclosed:
        findings.add_at(
            parts.first_line + unclosed - 1,
            say("A comment begins here and does not end."),
            say("Close it with -->"),
        )
    by_words = {_plain(words): part for part in fund.parts for words in (part.key, part.heading) if words}
    texts: dict[str, list[str]] = {}
    at: dict[str, int] = {}
    part: Part | None = None
    is_code = False
    for number, line in enumerate(body.split("\n"), parts.first_line):
        is_code ^= bool(FENCE.match(line))
        heading = None if is_code else HEADING.match(line)
        if heading and len(heading["level"]) <= DEEPEST:
            found = by_words.get(_plain(heading["words"]))
            part = found if found else part
            if found is None or found.kind not in WRITTEN or found.key in texts:
                _tell_of_heading(findings, number, heading["words"], found, fund)
            if found:
                texts.setdefault(found.key, [])
                at.setdefault(f"sections.{found.key}", number)
        elif part:
            texts[part.key].append(line)
        elif line.strip():
            findings.add_at(
                number,
                say("“{line}” stands before the first heading of the form.", line=line.strip()[:60]),
                say("Write it below one of the form's headings."),
            )
    return {key: "\n".join(lines).strip() for key, lines in texts.items()}, at


def _tell_of_heading(findings: Findings, line: int, words: str, part: Part | None, fund: Fund) -> None:
    written = tuple(each.heading for each in fund.parts if each.kind in WRITTEN)
    if part is None:
        near = get_close_matches(words, written, 1)
        findings.add_at(
            line,
            say("“{heading}” is no heading of the form.", heading=words),
            say("Did you mean {near}? Headings of your own begin with {sign}.", near=near[0], sign="###")
            if near
            else say(
                "The form has {headings}; headings of your own begin with {sign}.",
                headings=written,
                sign="###",
            ),
        )
    elif part.kind not in WRITTEN:
        findings.add_at(
            line,
            say("The fund fills in “{heading}”, not the applicant.", heading=words),
            say("Take the heading away; what belongs there is recorded with a step."),
        )
    else:
        findings.add_at(
            line,
            say("The heading “{heading}” stands twice.", heading=words),
            say("Put the two texts below one of them."),
        )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
