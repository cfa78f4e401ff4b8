"""The file that an application begins as: what kfond knows filled in, the rest to be written, with guidance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kfond.catalogue.lines import slug_of
from kfond.formatting import date_iso, interval
from kfond.funding.amounts import in_toml
from kfond.funding.application_file import WRITTEN
from kfond.funding.fund import CostKind, FormField, Fund, Part, PartKind
from kfond.funding.prefill import Known, KnownGroup, KnownRound
from kfond.reports.render import render
from kfond.reports.wording import AREAS, MEASURES

TEMPLATE = "funding/beginning.md.j2"
TRAINING = "training"
"""The kind of cost that courses are, in the funds that name one so."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A setting of a table as it is written: `line` in TOML, `note` behind it; switched off where not known."""

    line: str
    note: str
    is_known: bool


def begun(fund: Fund, known: Known, title: str) -> str:
    """The text of a new application's file. It can be read as it stands; `check` tells what is to be written."""
    costs = [each.cost for each in known.rounds]
    total = sum(cost for cost in costs if cost is not None) if costs and None not in costs else None
    return render(
        TEMPLATE,
        {
            "fund": fund,
            "title": quoted(title),
            "applicant": quoted(known.applicant),
            "start": date_iso(known.start),
            "end": date_iso(known.end),
            "members": known.members,
            "total": in_toml(total) if total is not None else "",
            "lists": [
                part for part in fund.parts if part.kind is PartKind.LIST and part.lists != "municipalities"
            ],
            "fields": [(field, _example(field)) for field in _own_fields(fund)],
            "parameters": dict(fund.parameters),
            "groups": [(quoted(_role(group)), _count(group)) for group in known.groups],
            "costs": [_cost(each, _kind_of_courses(fund)) for each in known.rounds],
            "cost_kinds": [kind for kind in fund.cost_kinds if kind.is_eligible],
            "plan": _plan(known),
            "targets": any(part.kind is PartKind.TARGETS for part in fund.parts),
            "sections": [part for part in fund.parts if _is_written(part)],
        },
    )


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def _is_written(part: Part) -> bool:
    return part.kind in WRITTEN and part.kind is not PartKind.LIST


def _own_fields(fund: Fund) -> list[FormField]:
    return [field for part in fund.parts for field in part.fields if not field.fills]


def _example(field: FormField) -> str:
    return f"ett av: {', '.join(field.choices)}" if field.choices else ""


def _role(group: KnownGroup) -> str:
    area = AREAS.get(group.area, group.area)
    return f"anställda inom {area}, {MEASURES[group.band]}"


def _count(group: KnownGroup) -> Begun:
    answered = f"{group.stated} av {group.asked} kommuner, {date_iso(group.on)}"
    best = group.count.best
    if group.is_certain and best is not None:
        return Begun(f"count = {int(best)}", answered, True)
    return Begun("count = ", f"{interval(group.count.low, group.count.high)} personer i {answered}", False)


def _cost(found: KnownRound, kind: CostKind | None) -> Mapping[str, object]:
    groups = "antal grupper okänt" if found.groups is None else f"{found.groups} grupper"
    seats = "öppna platser" if found.seats is None else f"{found.seats} platser"
    is_known = found.cost is not None
    return {
        "key": quoted(f"{slug_of(found.course)}-{found.term.lower()}"),
        "item": quoted(f"{found.course}, {found.term}"),
        "kind": quoted(kind.key) if kind else "",
        "year": found.year,
        "amount": Begun(
            f"amount_sek = {in_toml(found.cost) if found.cost is not None else ''}",
            "" if is_known else "priset är inte känt",
            is_known,
        ),
        "note": f"{groups}, {seats}",
    }


def _kind_of_courses(fund: Fund) -> CostKind | None:
    eligible = [kind for kind in fund.cost_kinds if kind.is_eligible and not kind.is_staff]
    return next((kind for kind in eligible if kind.key == TRAINING), eligible[0] if eligible else None)


def _plan(known: Known) -> str:
    if known.plan_version is None:
        return "kfonds förslag till kompetensplan, som inte är antaget"
    return f"den antagna kompetensplanen, version {known.plan_version}"
