"""What must hold between the keys of a fund's file: names that are there, parts that have what their kind needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kfond.funding.fund import FieldType, PartKind
from kfond.funding.fund_keys import FILLS
from kfond.funding.toml_lines import Path
from kfond.funding.toml_tables import Findings
from kfond.messages import Message, say

Table = Mapping[str, Any]
ONLY_ONE = (PartKind.TARGET_GROUP, PartKind.PERIOD, PartKind.COSTS, PartKind.TARGETS)
"""The kinds of parts that show the one thing of that kind that an application has."""
NEEDED = {
    "text": (PartKind.NOTICE, PartKind.ADDRESS),
    "fields": (PartKind.FIELDS,),
    "lists": (PartKind.LIST,),
    "role": (PartKind.SIGNATURE, PartKind.ASSESSMENT, PartKind.DECISION),
}
"""The keys that a part of these kinds must have, and no other may."""
ONLY_IN = {"subheadings": (PartKind.TEXT,)}
"""The keys that a part of these kinds may have, and no other."""
ON_OR_AFTER = {"on": "on", "after": "after, days"}
SO_MANY_AFTER = 'after = "end", days = 90'


def check_fund(fund: Table, findings: Findings) -> None:
    """Notes everything in a fund that contradicts itself."""
    first, last = fund.get("first_day"), fund.get("last_day")
    if first and last and last < first:
        findings.add(
            ("last_day",),
            say(
                "{key} ({last}) is before {first_key} ({first})",
                key="last_day",
                last=last,
                first_key="first_day",
                first=first,
            ),
            say("Write the earlier day as {key}.", key="first_day"),
        )
    _check_frame(fund, findings)
    parts = list(_tables(fund, "parts"))
    if "parts" in fund and not parts:
        findings.add(("parts",), say("there is no part"), say("Add [[{key}]] with its keys.", key="parts"))
    _refuse_twice(findings, parts, "key")
    _refuse_twice(findings, parts, "heading")
    _refuse_twice(findings, (pair for way, part in parts for pair in _tables(part, "fields", way)), "key")
    _refuse_second_kind(findings, parts)
    for way, part in parts:
        _check_part(part, findings, way)
    for name in ("cost_kinds", "flat_rates", "deadlines"):
        _refuse_twice(findings, _tables(fund, name), "key")
    _check_flat_rates(fund, findings)
    _refuse_rates_always_together(fund, findings)
    for way, deadline in _tables(fund, "deadlines"):
        _check_deadline(deadline, findings, way)


def _tables(table: Table, name: str, way: Path = ()) -> Iterator[tuple[Path, Table]]:
    """The tables of a name, each with the way to it."""
    for at, found in enumerate(table.get(name, ())):
        yield (*way, name, at), found


def _check_frame(fund: Table, findings: Findings) -> None:
    """The fund's own money is for years of the fund."""
    years = fund.get("years")
    for year in fund.get("frame_sek", {}):
        if years and not years[0] <= year <= years[1]:
            findings.add(
                ("frame_sek", str(year)),
                say("{year} is none of the fund's years", year=str(year)),
                say("The years are {first} to {last}.", first=str(years[0]), last=str(years[1])),
            )


def _refuse_twice(findings: Findings, tables: Iterable[tuple[Path, Table]], name: str) -> None:
    """No two of these tables are called alike."""
    seen: dict[str, Path] = {}
    for way, table in tables:
        called = table.get(name)
        if called is None:
            continue
        before = seen.setdefault(called.casefold(), way)
        if before != way:
            findings.add(
                (*way, name),
                say(
                    "{key} “{text}” is there already, on line {line}",
                    key=name,
                    text=called,
                    line=findings.lines[(*before, name)],
                ),
                say("Give one of both another name."),
            )


def _refuse_second_kind(findings: Findings, parts: Iterable[tuple[Path, Table]]) -> None:
    seen: dict[str, Path] = {}
    for way, part in parts:
        kind = part.get("kind")
        if kind in ONLY_ONE and seen.setdefault(kind, way) != way:
            findings.add(
                (*way, "kind"),
                say(
                    "there is a part of the kind {kind} already, on line {line}",
                    kind=kind,
                    line=findings.lines[(*seen[kind], "kind")],
                ),
                say("Make it a part of the kind {kind}, or take it away.", kind=PartKind.TEXT.value),
            )


def _check_part(part: Table, findings: Findings, way: Path) -> None:
    """A part has what its kind needs, and nothing that its kind does not show."""
    kind = part.get("kind")
    if kind is None:
        return
    for name, kinds in NEEDED.items():
        is_empty = name in part and not part[name]
        if kind in kinds and (is_empty or not findings.is_there((*way, name))):
            findings.add(
                (*way, name),
                say("a part of the kind {kind} needs {key}", kind=kind, key=name),
                say("Add [[{key}]] with its keys.", key="parts.fields")
                if name == "fields"
                else say("Add {key}.", key=name),
            )
    for name, kinds in (NEEDED | ONLY_IN).items():
        if kind not in kinds and findings.is_there((*way, name)):
            findings.add(
                (*way, name),
                say("a part of the kind {kind} does not show {key}", kind=kind, key=name),
                say("Take it away, or write another kind: {kinds}.", kinds=kinds),
            )
    for at, field in _tables(part, "fields", way):
        _check_field(field, findings, at)


def _check_field(field: Table, findings: Findings, way: Path) -> None:
    """Choices stand where there is something to choose, and a field is of the type of what it shows."""
    type_ = field.get("type", _usual(field))
    is_empty = "choices" in field and not field["choices"]
    if type_ == FieldType.CHOICE and (is_empty or not findings.is_there((*way, "choices"))):
        findings.add(
            (*way, "type"),
            say("a field of the type {type} needs {key}", type=type_, key="choices"),
            say("Add {key}.", key="choices"),
        )
    if type_ != FieldType.CHOICE and field.get("choices"):
        findings.add(
            (*way, "choices"),
            say("a field of the type {type} has nothing to choose from", type=type_),
            say("Write the type {type}, or take the choices away.", type=FieldType.CHOICE.value),
        )
    if type_ != _usual(field) and "fills" in field:
        findings.add(
            (*way, "type"),
            say(
                "a field that shows {what} is of the type {right}, not {type}",
                what=field["fills"],
                right=_usual(field),
                type=type_,
            ),
            say("Take {key} away: what the field shows decides it.", key="type"),
        )


def _usual(field: Table) -> str:
    """The type of a field that states none."""
    return FILLS.get(field.get("fills", ""), FieldType.TEXT).value


def _check_flat_rates(fund: Table, findings: Findings) -> None:
    kinds = tuple(str(kind.get("key")) for _, kind in _tables(fund, "cost_kinds"))
    rates = tuple(str(rate.get("key")) for _, rate in _tables(fund, "flat_rates"))
    for way, rate in _tables(fund, "flat_rates"):
        _refuse_strangers(findings, (*way, "base"), rate, kinds)
        _refuse_strangers(findings, (*way, "excludes"), rate, rates)
        key = rate.get("key")
        if (
            "rate" not in rate
            and (*way, "rate") not in findings.lines
            and key not in fund.get("parameters", {})
        ):
            findings.add(
                way,
                say(
                    "the flat rate {key} has no rate, and {parameters} does not name it",
                    key=key or "",
                    parameters="[parameters]",
                ),
                say(
                    "Write {rate}, or {key} below {parameters} where the call sets it.",
                    rate="rate",
                    key=key or "key",
                    parameters="[parameters]",
                ),
            )


def _refuse_rates_always_together(fund: Table, findings: Findings) -> None:
    """Of two flat rates that exclude each other the call sets one at least, so that an application can choose."""
    fixed = {rate.get("key"): way for way, rate in _tables(fund, "flat_rates") if "rate" in rate}
    for way, rate in _tables(fund, "flat_rates"):
        for other in rate.get("excludes", ()):
            if "rate" in rate and other in fixed:
                findings.add(
                    (*way, "excludes"),
                    say("two flat rates with a rate of their own are always used, and exclude each other"),
                    say(
                        "Take {rate} away from one, and name it below {parameters}.",
                        rate="rate",
                        parameters="[parameters]",
                    ),
                )


def _refuse_strangers(findings: Findings, way: Path, table: Table, known: tuple[str, ...]) -> None:
    """Every name of a list is known."""
    for name in table.get(str(way[-1]), ()):
        if name not in known:
            findings.add(
                way,
                say("there is no “{name}” in this file", name=name),
                say("Write one of: {words}.", words=known) if known else _none_known(),
            )


def _none_known() -> Message:
    return say("Add [[{key}]] with its keys.", key="cost_kinds")


def _check_deadline(deadline: Table, findings: Findings, way: Path) -> None:
    """A deadline is a day, or so many days after something."""
    has_day, is_after, has_days = (findings.is_there((*way, name)) for name in ("on", "after", "days"))
    if has_day == is_after:
        findings.add(
            way,
            say("a deadline is either a day ({on}) or so many days after something ({after})", **ON_OR_AFTER),
            say("Write {day}, or {after}.", day="on = 2018-01-31", after=SO_MANY_AFTER),
        )
    if is_after != has_days and is_after != has_day:
        findings.add(
            way,
            say("{after} and {days} belong together", after="after", days="days"),
            say("Write both, such as {after}; a number below zero is before.", after=SO_MANY_AFTER),
        )
