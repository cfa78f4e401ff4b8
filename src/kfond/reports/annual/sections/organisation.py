"""The organisation and its owners: who was a member on some day of the time, and who came or went during it."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from kfond.formatting import date_iso, join_and
from kfond.provenance import Figure
from kfond.registry.members import Member
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import key_of, words_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked


def _part(material: Material) -> Part | None:
    if not material.owners:
        return None
    last = [
        owner for owner in material.owners if owner.member_to is None or owner.member_to >= material.last_day
    ]
    made = figure(
        f"organisation.{key_of(material)}.owners",
        exactly(len(last)),
        (),
        meaning="organisation.owners",
        time=words_of(material),
    )
    told = _told(material, made, len(last))
    changed = _changed(material)
    return Part(
        findings=(Finding(made),),
        tables=MappingProxyType({"owners": _table(material)}),
        words=MappingProxyType({"told": told, "changed": changed}),
        summary=(changed,) if changed else (),
    )


def _told(material: Material, made: Figure, number: int) -> str:
    owners = marked(made, f"{number} {'ägare' if number != 1 else 'enda ägare'}")
    return f"{material.association} hade **{owners}** i slutet av {words_of(material)}."


def _changed(material: Material) -> str:
    """Who came and who went during the time; "" where nobody did."""
    came = [owner.name for owner in material.owners if _is_within(owner.member_from, material)]
    went = [owner.name for owner in material.owners if _is_within(owner.member_to, material)]
    said = [f"{join_and(came)} kom med under {words_of(material)}"] if came else []
    said += [f"{join_and(went)} var med till och med {words_of(material)}"] if went else []
    return f"{join_and(said)}." if said else ""


def _is_within(day: date | None, material: Material) -> bool:
    return day is not None and material.first_day <= day <= material.last_day


def _table(material: Material) -> Table:
    has_ends = any(owner.member_to for owner in material.owners)
    return Table(
        f"Ägare under {words_of(material)}",
        (
            Column("Kommun", False),
            Column("Med från", False),
            *((Column("Med till och med", False),) if has_ends else ()),
        ),
        tuple(_row(owner, has_ends) for owner in material.owners),
    )


def _row(owner: Member, has_ends: bool) -> tuple[str, ...]:
    """A membership without a first day counts always; one from New Year's Day is told by its year alone."""
    start = owner.member_from
    since = "hela tiden"
    if start is not None:
        since = str(start.year) if (start.month, start.day) == (1, 1) else date_iso(start)
    end = (date_iso(owner.member_to) if owner.member_to else "–",) if has_ends else ()
    return (owner.name, since, *end)


ORGANISATION = Section(
    "organisation",
    "Organisationen och dess ägare",
    "Ägare: inget förbund är valt, så vilka ägarna är framgår inte (kfond init).",
    _part,
    rank=8,
)
