"""An application as a document, in the order and with the headings of the fund's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from kfond.errors import ExitCode, Problem, Refusal
from kfond.formatting import date_iso, date_long, number, percent
from kfond.funding.amounts import amount_of, in_kronor, in_percent
from kfond.funding.application import Application, CostLine, OwnShare
from kfond.funding.budget import (
    SUPPORT_RATE,
    FlatCost,
    allocated_to,
    applied_for,
    borne_by_others,
    flat_costs_of,
    has_support_rate,
    total_of,
    whole_budget,
)
from kfond.funding.fund import FormField, Fund, Part, PartKind
from kfond.funding.targets import Operator, Target
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.documents.own_text import fitted
from kfond.reports.funding.handled import Handled, decision_table
from kfond.reports.render import render
from kfond.reports.tables import Column, Table

TEMPLATE = "funding/form.md.j2"
LEVEL = 2
NOT_STATED = "uppgift saknas"
SHARE = "andel"
"""The unit of a target that is a part of the whole, shown in per cent."""
REACH: Mapping[str, str] = {"direct": "direkt", "indirect": "indirekt"}
OPERATORS: Mapping[Operator, str] = {
    Operator.AT_LEAST: "minst",
    Operator.AT_MOST: "högst",
    Operator.ABOUT: "ca",
    Operator.NEARLY: "närmare",
    Operator.EXACTLY: "",
    Operator.DONE: "",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A part of the form with what stands in it."""

    part: Part
    text: str
    tables: tuple[Table, ...]
    items: tuple[str, ...]
    is_missing: bool
    place: str = ""
    signed_on: str = ""


def as_form(
    application: Application,
    fund: Fund,
    names: Mapping[str, str],
    handled: Handled,
    front: Front,
    templates_dir: Path | None = None,
) -> Document:
    """The document. `names`: municipality code -> name. Raises Refusal (exit 3) with everything in the written
    sections that cannot stand in a document, each with its line."""
    form = _Form(application, fund, names, handled)
    parts = tuple(form.filled(part) for part in fund.parts)
    if form.problems:
        raise Refusal(ExitCode.DATA, *form.problems)
    context = {
        "title": front.title,
        "front": front_line(front),
        "fund": fund,
        "parts": parts,
        "handled": handled,
    }
    return Document(front, render(TEMPLATE, context, templates_dir))


class _Form:
    """Fills the parts one by one and collects what is wrong in the written texts."""

    def __init__(
        self, application: Application, fund: Fund, names: Mapping[str, str], handled: Handled
    ) -> None:
        self.application, self.fund, self.names, self.handled = application, fund, names, handled
        self.problems: list[Problem] = []

    def filled(self, part: Part) -> Filled:
        """A part with its text, its tables and its names."""
        text = self._text(part)
        tables = tuple(self._tables(part))
        items = tuple(self._items(part))
        signed = next(
            (each for each in self.application.signed if each.role == part.role and part.role), None
        )
        is_missing = part.kind is PartKind.TEXT and part.is_required and not text
        return Filled(
            part,
            text,
            tables,
            items,
            is_missing,
            signed.place if signed else "",
            date_iso(signed.on) if signed and signed.on else "",
        )

    def _text(self, part: Part) -> str:
        typed = self.application.sections.get(part.key, "")
        line = self.application.lines.get(f"sections.{part.key}")
        before = "\n" * line.number if line else ""  # so that its lines are those of the file
        found = fitted(before + typed, self.application.file, LEVEL, ())
        self.problems.extend(found.problems)
        return found.markdown.strip()

    def _tables(self, part: Part) -> Iterator[Table]:
        match part.kind:
            case PartKind.FIELDS:
                yield self._fields(part)
            case PartKind.TARGET_GROUP if self.application.target_groups:
                yield _target_groups(self.application)
            case PartKind.PERIOD:
                yield _period(self.application)
            case PartKind.COSTS:
                yield from _costs(self.application, self.fund)
            case PartKind.TARGETS if self.application.targets:
                yield _targets(self.application.targets)
            case PartKind.DECISION if self.handled.decision or self.handled.granted is not None:
                yield decision_table(self.handled, self.application.case_number)

    def _fields(self, part: Part) -> Table:
        rows = tuple((field.label, self._value(field)) for field in part.fields)
        return Table(part.heading, (Column("Uppgift", False), Column("Svar", False)), rows)

    def _value(self, field: FormField) -> str:
        if not field.fills:
            return self.application.fields.get(field.key, "") or NOT_STATED
        application, span = self.application, ""
        if application.start and application.end:
            span = f"{date_iso(application.start)} till {date_iso(application.end)}"
        amounts = {
            "applied": applied_for(application, self.fund),
            "granted": self.handled.granted,
            "allocated": allocated_to(application),
            "used": self.handled.used,
            "unused": self.handled.unused,
            "budget": whole_budget(application, self.fund),
        }
        known = {
            "title": application.title,
            "applicant": application.applicant,
            "responsible": application.responsible,
            "case_number": application.case_number,
            "period": span,
        }
        if field.fills in amounts:
            amount = amounts[field.fills]
            return NOT_STATED if amount is None else f"{in_kronor(amount)} kr"
        return known.get(field.fills, "") or NOT_STATED

    def _items(self, part: Part) -> Iterator[str]:
        if part.kind is not PartKind.LIST:
            return
        if part.lists == "municipalities":
            for code in self.application.municipalities:
                yield f"{self.names.get(code, NOT_STATED)} ({code})"
        else:
            yield from getattr(self.application, part.lists, ())


def _target_groups(application: Application) -> Table:
    columns = (
        Column("Yrkesgrupp", False),
        Column("Verksamhet", False),
        Column("Nås", False),
        Column("Antal"),
    )
    rows = tuple(
        (
            group.role,
            group.unit,
            REACH[group.reach],
            NOT_STATED if group.count is None else number(group.count),
        )
        for group in application.target_groups
    )
    return Table("Målgrupp, antal medarbetare", columns, rows)


def _period(application: Application) -> Table:
    rows = [("Hela tiden", _day(application.start), _day(application.end))]
    rows += [(phase.name, _day(phase.start), _day(phase.end)) for phase in application.phases]
    columns = (Column("Tid", False), Column("Planerad start", False), Column("Planerat avslut", False))
    return Table("Planerad start och avslut", columns, tuple(rows))


def _day(day: date | None) -> str:
    return NOT_STATED if day is None else date_iso(day)


def _costs(application: Application, fund: Fund) -> Iterator[Table]:
    kinds = {kind.key: kind.label for kind in fund.cost_kinds}
    has_years = any(line.year is not None for line in application.costs)
    has_kinds = any(line.kind for line in application.costs)
    columns = [Column("Kostnad", False)]
    columns += [Column("Slag", False)] if has_kinds else []
    columns += [Column("År")] if has_years else []
    rows = []
    for line in application.costs:
        cells = [line.item]
        cells += [kinds.get(line.kind, "")] if has_kinds else []
        cells += ["" if line.year is None else str(line.year)] if has_years else []
        rows.append((*cells, _amount(line)))
    blanks = ("",) * (len(columns) - 1)
    flat = flat_costs_of(application, fund)
    rows += [(cost.rate.label, *blanks, _kronor(cost.amount)) for cost in flat]
    rows.append(("Total kostnad", *blanks, _kronor(total_of(application, fund))))
    if has_support_rate(fund):
        rows.append(("Sökt stöd", *blanks, _kronor(applied_for(application, fund))))
    notes = (*_worked(application.costs), *_counted(flat, kinds), *_supported(application, fund))
    yield Table("Kostnader, kronor", (*columns, Column("Belopp")), tuple(rows), notes)
    if application.own_shares:
        yield _own_shares(application)


def _counted(flat: Sequence[FlatCost], kinds: Mapping[str, str]) -> Iterator[str]:
    """How each flat rate is counted, and where its rate stands."""
    for cost in flat:
        base = " och ".join(kinds[kind] for kind in cost.rate.base)
        counted = f"{in_percent(cost.share)} av {base}, {_kronor(cost.base)}"
        yield f"{cost.rate.label}: {counted}. {cost.rate.source}."


def _supported(application: Application, fund: Fund) -> Iterator[str]:
    """The share of the costs that is applied for."""
    if has_support_rate(fund):
        rate = application.parameters.get(SUPPORT_RATE)
        share = NOT_STATED if rate is None else f"{in_percent(rate)} av de stödberättigande kostnaderna"
        yield f"Stödsats: {share}."


def _own_shares(application: Application) -> Table:
    shares = application.own_shares
    columns = (Column("Medfinansiär", False), Column("Form", False), Column("Belopp"))
    rows = [(share.by, "arbetad tid" if share.is_in_kind else "pengar", _amount(share)) for share in shares]
    rows.append(("Summa", "", _kronor(borne_by_others(application))))
    return Table("Medfinansiering, kronor", columns, tuple(rows), _worked(shares))


def _worked(lines: Sequence[CostLine | OwnShare]) -> tuple[str, ...]:
    return tuple(
        f"{line.item if isinstance(line, CostLine) else line.by}: "
        f"{number(Fraction(line.hours, 100))} timmar à {in_kronor(line.rate)} kr."
        for line in lines
        if line.hours is not None and line.rate is not None
    )


def _amount(line: CostLine | OwnShare) -> str:
    return _kronor(amount_of(line))


def _kronor(amount: int | None) -> str:
    return NOT_STATED if amount is None else in_kronor(amount)


def _targets(targets: Sequence[Target]) -> Table:
    columns = (
        Column("Mål", False),
        Column("Tal", False),
        Column("Senast", False),
        Column("Utgångsläge", False),
    )
    rows = tuple((target.text, wanted(target), _due(target.due), _baseline(target)) for target in targets)
    return Table("Mål som följs upp", columns, rows)


def wanted(target: Target) -> str:
    """The number of a target as it is meant: minst 200 anställda; uppnått or inte for a goal without one."""
    if target.value is None:
        return "uppnått eller inte"
    amount = percent(target.value, 1) if target.unit == SHARE else number(target.value)
    unit = "" if target.unit == SHARE else target.unit
    return " ".join(part for part in (OPERATORS[target.operator], amount, unit) if part)


def _due(day: date | None) -> str:
    return "" if day is None else date_iso(day)


def _baseline(target: Target) -> str:
    if target.baseline is None:
        return NOT_STATED
    when = f" ({date_long(target.baseline_on)})" if target.baseline_on else ""
    return f"{number(target.baseline)}{when}"
