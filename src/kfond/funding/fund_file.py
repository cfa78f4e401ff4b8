"""The file of a fund: TOML with the keys of fund_keys, read strictly, with every problem and its line at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from kfond.funding.fund import (
    CoFinancing,
    CostKind,
    Deadline,
    FieldType,
    FlatRate,
    FormField,
    Fund,
    Part,
    PartKind,
    Rounding,
    Way,
)
from kfond.funding.fund_checks import check_fund
from kfond.funding.fund_keys import FILLS, FUND_KEYS
from kfond.funding.toml_tables import SLUG, Findings, read_table, toml_of
from kfond.messages import say

Table = Mapping[str, Any]
OF_THE_FUND = (PartKind.NOTICE, PartKind.ASSESSMENT, PartKind.DECISION, PartKind.ADDRESS)
"""The kinds of parts that the fund itself fills in."""


def key_of(file: str) -> str:
    """What a fund is called: the name of its file, without what comes after the dot."""
    return PurePath(file).name.removesuffix(".toml")


def read_fund(text: str, file: str) -> Fund:
    """The fund that `text`, the content of `file`, describes; the file's name is its key.

    Kronor become öre, shares stay exact. Raises Refusal (exit 3) with every problem, each with file and line.
    """
    data, findings = toml_of(text, file)
    _check_name(file, findings)
    fund = read_table(data, FUND_KEYS, findings)
    check_fund(fund, findings)
    findings.raise_all()
    return _fund(fund, file, text)


def _check_name(file: str, findings: Findings) -> None:
    if SLUG.read(key_of(file)) is None:
        findings.add(
            (),
            say("a fund is called like its file, and “{name}” cannot be a name", name=key_of(file)),
            say("Name the file with a–z, 0–9 and hyphens, such as my-fund.toml."),
        )


def _fund(fund: Table, file: str, text: str) -> Fund:
    return Fund(
        key=key_of(file),
        title=fund["title"],
        owner=fund["owner"],
        way=Way(fund["way"]),
        years=fund.get("years"),
        first_day=fund.get("first_day"),
        last_day=fund.get("last_day"),
        about=fund["about"],
        parts=tuple(_part(part) for part in fund["parts"]),
        cost_kinds=tuple(_cost_kind(kind) for kind in fund.get("cost_kinds", ())),
        flat_rates=tuple(_flat_rate(rate) for rate in fund.get("flat_rates", ())),
        co_financing=_co_financing(fund["co_financing"]) if "co_financing" in fund else None,
        rounding=Rounding(fund.get("rounding", Rounding.NONE)),
        ceiling=fund.get("ceiling_sek"),
        deviation=fund.get("deviation"),
        deadlines=tuple(_deadline(deadline) for deadline in fund.get("deadlines", ())),
        frame=fund.get("frame_sek", {}),
        parameters=fund.get("parameters", {}),
        purposes=fund.get("purposes", ()),
        excluded=fund.get("excluded", ()),
        file=file,
        source=fund["source"],
        text=text,
    )


def _part(part: Table) -> Part:
    kind = PartKind(part["kind"])
    return Part(
        key=part["key"],
        kind=kind,
        heading=part["heading"],
        hint=part.get("hint", ""),
        guidance=part.get("guidance", ""),
        text=part.get("text", ""),
        longest=part.get("longest"),
        is_required=part.get("is_required", kind not in OF_THE_FUND),
        role=part.get("role", ""),
        lists=part.get("lists", ""),
        fields=tuple(_field(field) for field in part.get("fields", ())),
        subheadings=part.get("subheadings", ()),
    )


def _field(field: Table) -> FormField:
    fills = field.get("fills", "")
    return FormField(
        key=field["key"],
        label=field["label"],
        type=FieldType(field.get("type", FILLS.get(fills, FieldType.TEXT))),
        fills=fills,
        choices=field.get("choices", ()),
        is_required=field.get("is_required", True),
    )


def _cost_kind(kind: Table) -> CostKind:
    return CostKind(kind["key"], kind["label"], kind.get("is_eligible", True), kind.get("is_staff", False))


def _flat_rate(rate: Table) -> FlatRate:
    return FlatRate(
        rate["key"], rate["label"], rate.get("rate"), rate["base"], rate["source"], rate.get("excludes", ())
    )


def _co_financing(shared: Table) -> CoFinancing:
    return CoFinancing(
        shared.get("smallest"),
        shared.get("may_be_hours", False),
        shared.get("is_outside_budget", False),
        shared["source"],
    )


def _deadline(deadline: Table) -> Deadline:
    return Deadline(
        deadline["key"],
        deadline["label"],
        deadline.get("on"),
        deadline.get("after", ""),
        deadline.get("days", 0),
        deadline["does"],
        deadline.get("note", ""),
    )
