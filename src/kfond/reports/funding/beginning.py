"""The file that an application begins as: what kfond knows filled in, the rest to be written, with guidance."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kfond.catalogue.lines import slug_of
from kfond.formatting import count_of, date_iso, interval
from kfond.funding.amounts import in_toml
from kfond.funding.application import CostLine
from kfond.funding.application_file import WRITTEN
from kfond.funding.application_keys import example_of
from kfond.funding.budget import flat_costs, has_support_rate, summed
from kfond.funding.fund import CostKind, FormField, Fund, PartKind
from kfond.funding.known import Known, KnownGroup, KnownRound
from kfond.reports.render import render
from kfond.reports.wording import AREAS, MEASURES

TEMPLATE = "funding/beginning.md.j2"
TRAINING = "utbildning"
"""The kind of cost that courses are, in the funds that name one so."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A setting of a table as it is written: `line` in TOML, `note` behind it; switched off where not known."""

    line: str
    note: str
    is_known: bool


def begun(fund: Fund, known: Known, title: str) -> str:
    """The text of a new application's file. It can be read as it stands; `check` tells what is to be written.

    Courses whose price is known become costs; the others are named in a comment.
    """
    priced = [each for each in known.rounds if each.cost is not None]
    lists = [part for part in fund.parts if part.kind is PartKind.LIST and part.lists != "municipalities"]
    return render(
        TEMPLATE,
        {
            "fund": fund,
            "title": quoted(title),
            "applicant": quoted(known.applicant),
            "start": date_iso(known.start),
            "end": date_iso(known.end),
            "members": known.members,
            "total": _total(priced, fund),
            "has_support_rate": has_support_rate(fund),
            "lists": lists,
            "fields": [(field, _choices(field)) for field in _own_fields(fund)],
            "parameters": [(words, example_of(fund, key)) for key, words in fund.parameters.items()],
            "groups": [(quoted(_role(group)), _count(group)) for group in known.groups],
            "costs": _costs(priced, _kind_of_courses(fund)),
            "unpriced": [f"{_item(each)}: {_size(each)}" for each in known.rounds if each.cost is None],
            "cost_kinds": [kind for kind in fund.cost_kinds if kind.is_eligible],
            "plan": _plan(known),
            "sections": [
                part for part in fund.parts if part.kind in WRITTEN and part.kind is not PartKind.LIST
            ],
        },
    )


def _total(rounds: Sequence[KnownRound], fund: Fund) -> str:
    """What the courses cost, with the flat rates that nobody has to state; "" where there are none."""
    kind = _kind_of_courses(fund)
    lines = [
        CostLine(_item(each), _item(each), kind.key if kind else "", each.year, each.cost) for each in rounds
    ]
    flat = summed(cost.amount for cost in flat_costs(lines, {}, fund))
    return in_toml(sum(each.cost or 0 for each in rounds) + flat) if rounds and flat is not None else ""


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def _own_fields(fund: Fund) -> list[FormField]:
    return [field for part in fund.parts for field in part.fields if not field.fills]


def _choices(field: FormField) -> str:
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


def _costs(rounds: Sequence[KnownRound], kind: CostKind | None) -> list[Mapping[str, object]]:
    keys: Counter[str] = Counter()
    found: list[Mapping[str, object]] = []
    for each in rounds:
        assert each.cost is not None
        key = f"{slug_of(each.course)}-{each.term.lower()}"
        keys[key] += 1
        found.append(
            {
                "key": quoted(key if keys[key] == 1 else f"{key}-{keys[key]}"),
                "item": quoted(_item(each)),
                "kind": quoted(kind.key) if kind else "",
                "year": each.year,
                "amount": in_toml(each.cost),
                "note": _size(each),
            }
        )
    return found


def _item(found: KnownRound) -> str:
    return f"{found.course}, {found.term}"


def _size(found: KnownRound) -> str:
    groups = "antal grupper okänt" if found.groups is None else count_of(found.groups, "grupp")
    seats = "öppna platser" if found.seats is None else count_of(found.seats, "plats")
    return f"{groups}, {seats}"


def _kind_of_courses(fund: Fund) -> CostKind | None:
    eligible = [kind for kind in fund.cost_kinds if kind.is_eligible and not kind.is_staff]
    return next((kind for kind in eligible if kind.key == TRAINING), eligible[0] if eligible else None)


def _plan(known: Known) -> str:
    if known.plan_version is None:
        return "kfonds förslag till kompetensplan, som inte är antaget"
    return f"den antagna kompetensplanen, version {known.plan_version}"
