"""An association of one's own: named by a coordinator, with the members that the coordinator names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from kfond.errors import ExitCode, Problem, Refusal, usage_refusal
from kfond.messages import Message, say
from kfond.models import Association, Membership
from kfond.registry.actions import association_named, municipalities, register
from kfond.registry.names import Register


@dataclass(frozen=True, slots=True)
class Founded:
    """An association with its members' names, and what of it is new or no longer so."""

    key: str
    name: str
    members: tuple[str, ...]
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def found_association(session: Session, name: str, key: str, members: Sequence[str]) -> Founded:
    """The association called `name` with exactly these members (codes or names), made where there is none.

    Without members it must be a known one and stays as it is. `key` is that of a new one. Raises Refusal
    (exit 2) with every member that is no municipality.
    """
    if not members:
        known = association_named(session, name)
        return Founded(known.key, known.name, _names(session, known.key))
    codes = _codes(register(session), members)
    association = _own(session, name, key)
    before = _names(session, association.key)
    _set_members(session, association.key, codes)
    after = _names(session, association.key)
    joined = tuple(member for member in after if member not in before)
    left = tuple(member for member in before if member not in after)
    return Founded(association.key, association.name, after, joined, left)


def _own(session: Session, name: str, key: str) -> Association:
    wanted = name.strip()
    for association in session.exec(select(Association)):
        if wanted.casefold() in (association.key.casefold(), association.name.casefold()):
            return association
    if not key:
        raise usage_refusal(
            say("An association cannot be called “{name}”.", name=name), say("Write a name with letters.")
        )
    made = Association(key=key, name=wanted)
    session.add(made)
    session.flush()
    return made


def _set_members(session: Session, key: str, codes: Iterable[str]) -> None:
    """A member that stays keeps the days of its membership."""
    wanted = set(codes)
    ours = col(Membership.association_key) == key
    session.exec(delete(Membership).where(ours, col(Membership.municipality_code).not_in(wanted)))
    standing = set(session.exec(select(Membership.municipality_code).where(ours)))
    session.add_all(
        Membership(association_key=key, municipality_code=code) for code in sorted(wanted - standing)
    )
    session.flush()


def _names(session: Session, key: str) -> tuple[str, ...]:
    return tuple(member.name for member in municipalities(session, key))


def _codes(known: Register, members: Sequence[str]) -> list[str]:
    found = {text: known.find(text) for text in members}
    unknown = [text for text, named in found.items() if named is None or named.unit]
    if unknown:
        raise Refusal(ExitCode.USAGE, *(_unknown(known, text) for text in unknown))
    return [named.code for named in found.values() if named]


def _unknown(known: Register, text: str) -> Problem:
    close = known.suggestions(text)
    remedy: Message = (
        say("Did you mean {names}?", names=close)
        if close
        else say("kfond municipalities --all lists them with their codes.")
    )
    return Problem(None, say("There is no municipality called “{name}”.", name=text), remedy)
