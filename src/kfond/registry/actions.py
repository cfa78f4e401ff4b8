"""What a coordinator asks of the registry."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources

from sqlmodel import Session, SQLModel, col, insert, select

from kfond.errors import usage_refusal
from kfond.formatting import swedish_key
from kfond.messages import say
from kfond.models import Association, County, Membership, Municipality, MunicipalityAlias
from kfond.registry.members import Member
from kfond.registry.names import Register


@dataclass(frozen=True, slots=True)
class RegisterSource:
    """Where the shipped register comes from and which day it shows."""

    source: str
    as_of: date


def register_source() -> RegisterSource:
    """The source of the municipalities, counties and associations that come with the program."""
    about = tomllib.loads(_data().joinpath("register.toml").read_text(encoding="utf-8"))
    return RegisterSource(about["source"], about["as_of"])


def fill_register(session: Session) -> None:
    """Puts the shipped register into a database that has none; does nothing where there is one."""
    if session.exec(select(Municipality).limit(1)).first():
        return
    tables: tuple[tuple[type[SQLModel], str], ...] = (
        (County, "counties.csv"),
        (Municipality, "municipalities.csv"),
        (Association, "associations.csv"),
        (MunicipalityAlias, "aliases.csv"),
        (Membership, "members.csv"),
    )
    for table, file in tables:
        session.connection().execute(insert(table), [_row_of(table, row) for row in _rows(file)])


def register(session: Session) -> Register:
    """Every name and certain spelling, for the importers."""
    names = {m.code: m.name for m in session.exec(select(Municipality))}
    aliases = {a.alias: a.municipality_code for a in session.exec(select(MunicipalityAlias))}
    return Register.of(names, aliases)


def municipalities(session: Session, association: str, on: date | None = None) -> tuple[Member, ...]:
    """The members of `association` (all municipalities where it is empty), in Swedish order.

    With `on`, only those who were members that day; a membership without dates counts always.
    """
    counties = {county.code: county.name for county in session.exec(select(County))}
    places = {m.code: m for m in session.exec(select(Municipality))}
    if not association:
        found = [Member(m.code, m.name, counties[m.county_code]) for m in places.values()]
    else:
        rows = session.exec(select(Membership).where(col(Membership.association_key) == association))
        found = [
            Member(
                row.municipality_code,
                places[row.municipality_code].name,
                counties[places[row.municipality_code].county_code],
                row.valid_from,
                row.valid_to,
            )
            for row in rows
            if on is None or _holds(row, on)
        ]
    return tuple(sorted(found, key=lambda member: swedish_key(member.name)))


def association_of(session: Session, codes: Iterable[str]) -> Association | None:
    """The one association that all `codes` are members of; None when there is none, or more than one."""
    wanted = set(codes)
    members: dict[str, set[str]] = {}
    for row in session.exec(select(Membership)):
        members.setdefault(row.association_key, set()).add(row.municipality_code)
    fitting = [key for key, codes_of in members.items() if wanted and wanted <= codes_of]
    return session.get(Association, fitting[0]) if len(fitting) == 1 else None


def association_named(session: Session, name: str) -> Association:
    """The association with this key or name. Raises Refusal (exit 2) naming those there are."""
    wanted = name.strip().casefold()
    known = list(session.exec(select(Association)))
    for association in known:
        if wanted in (association.key.casefold(), association.name.casefold()):
            return association
    raise usage_refusal(
        say("There is no association called {name}.", name=name),
        say(
            "Known are {names}; make your own with --member CODE, once for each member.",
            names=tuple(f"{a.key} ({a.name})" for a in known),
        ),
    )


def _holds(row: Membership, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on <= row.valid_to)


def _data() -> resources.abc.Traversable:
    return resources.files("kfond") / "data" / "register"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_data().joinpath(name).read_text(encoding="utf-8").splitlines()))


def _row_of(table: type[SQLModel], row: dict[str, str]) -> dict[str, object]:
    """A row of the register as its table has it: its columns alone, and the days as days."""
    named = {"key": row["association_key"], **row} if table is Association else row
    known = {key: text for key, text in named.items() if key in table.model_fields}
    return {key: _day(text) if key in ("valid_from", "valid_to") else text for key, text in known.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def shipped_names() -> tuple[str, ...]:
    """The municipalities of the shipped register, in Swedish order, for who has no database yet."""
    return tuple(sorted((row["name"] for row in _rows("municipalities.csv")), key=swedish_key))
