"""Whose a sheet is that names no municipality in its headings: a labelled cell, its title, its name, its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from kfond.errors import Problem
from kfond.importers.municipalities import unknown_municipality
from kfond.importers.staffing.headings import kind_of, municipalities_in, names_a_unit
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.registry.names import Named, Register
from kfond.workbook import Sheet

_LABELLED = re.compile(r"\s*([^:]{1,40}):\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Owner:
    """The municipality that a sheet or a block is about, and the cell, sheet or file that says so."""

    named: Named
    source: Source


@dataclass(frozen=True, slots=True)
class Ownership:
    """What was found: an owner or none, with what is wrong or worth telling."""

    owner: Owner | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Message, ...] = ()


def owner_of(
    sheet: Sheet,
    title_rows: Iterable[int],
    corners: Iterable[Source],
    register: Register,
    first: Owner | None,
    is_first: bool,
) -> Ownership:
    """The municipality that the titles of a block name, or for the first block the sheet's or the file's name.

    `corners` are the cells left of the headings, where it may stand too. A later block without a name belongs
    to the owner of the `first`. Titles and the sheet's name that disagree are a problem that names both; so is a
    title that looks like a misspelt name. A file named otherwise is told.
    """
    rows = sorted(title_rows)
    found, problems = _in_labelled_cells(sheet, rows, register)
    texts = list(_texts(sheet, rows))
    if is_first:
        texts += [Source(Place(sheet.file, sheet.name), text) for text in (*sheet.titles, sheet.name)]
    found += [Owner(named, source) for source in (*corners, *texts) for named in _named_in(source, register)]
    if not found:
        problems += _misspelt(texts, register)
    codes = {owner.named.code for owner in found}
    if len(codes) > 1:
        return Ownership(None, (*problems, _disagree(found)))
    if problems or not is_first:
        return Ownership(found[0] if found else first, tuple(problems))
    return _with_file(sheet, found, register)


def _misspelt(texts: Iterable[Source], register: Register) -> Iterator[Problem]:
    for source in texts:
        if register.suggestions(source.verbatim) and not names_a_unit(source.verbatim):
            yield unknown_municipality(source.place, source.verbatim, register)


def _in_labelled_cells(
    sheet: Sheet, rows: list[int], register: Register
) -> tuple[list[Owner], list[Problem]]:
    """The municipality of "Kommun: Orust", or of the cell beside "Kommun"; a name that is none is a problem."""
    found: list[Owner] = []
    problems: list[Problem] = []
    for row in rows:
        cells = list(sheet.row(row))
        for number, (column, cell) in enumerate(cells):
            labelled = _LABELLED.fullmatch(cell.text)
            if labelled and kind_of(labelled[1]) == "municipality":
                text, at = labelled[2], column
            elif kind_of(cell.text) == "municipality" and number + 1 < len(cells):
                at, beside = cells[number + 1]
                text = beside.text
            else:
                continue
            named = register.find(text)
            if named:
                found.append(Owner(named, sheet.source(row, at)))
            else:
                problems.append(unknown_municipality(sheet.place(row, at), text, register))
    return found, problems


def _texts(sheet: Sheet, rows: list[int]) -> Iterator[Source]:
    for row in reversed(rows):
        for column, _ in sheet.row(row):
            yield sheet.source(row, column)


def _named_in(source: Source, register: Register) -> tuple[Named, ...]:
    """The one municipality that a text is or holds; a list of several is about none of them."""
    whole = register.find(source.verbatim)
    if whole and not source.verbatim.strip().isdigit():
        return (whole,)
    inside = municipalities_in(source.verbatim, register)
    return inside if len(inside) == 1 else ()


def _with_file(sheet: Sheet, found: list[Owner], register: Register) -> Ownership:
    in_file = municipalities_in(PurePath(sheet.file).stem.replace("_", " "), register, in_lower_case=True)
    if not found:
        source = Source(Place(sheet.file), sheet.file)
        return Ownership(Owner(in_file[0], source) if len(in_file) == 1 else None)
    owner = found[0]
    if in_file and owner.named.code not in {named.code for named in in_file}:
        return Ownership(
            owner,
            notices=(
                say(
                    "The file's name says {other}, but {place} says {name}; read as {name}.",
                    other=tuple(named.name for named in in_file),
                    place=_where(owner.source.place),
                    name=owner.named.name,
                ),
            ),
        )
    return Ownership(owner)


def _disagree(found: list[Owner]) -> Problem:
    first = found[0]
    other = next(owner for owner in found if owner.named.code != first.named.code)
    return Problem(
        first.source.place,
        say(
            "Two municipalities could be meant: {first} ({first_place}) and {other} ({other_place}).",
            first=first.named.name,
            first_place=_where(first.source.place),
            other=other.named.name,
            other_place=_where(other.source.place),
        ),
        say("Write the municipality above its figures, or take the other name away."),
    )


def _where(place: Place) -> Message:
    if place.cell:
        return Message("{cell}", {"cell": place.cell})
    return say("the sheet's name") if place.sheet else say("the file's name")
