"""kfond init and kfond municipalities: whose database it is, and who its members are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.registry.founding import Founded
    from kfond.registry.members import Member


def init(
    ctx: typer.Context,
    association: Annotated[
        str, typer.Option(metavar="NAME", help="The association: a known one, or your own with --member.")
    ],
    member: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="A member, by code or name; once for each member."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; keep nothing.")] = False,
) -> None:
    """Make a database for an association and its members."""
    from kfond.catalogue.lines import slug_of
    from kfond.db.log import write_entry
    from kfond.registry.founding import found_association

    desk = Desk.of(ctx)
    with desk.writing(keep=not dry_run) as session:
        founded = found_association(session, association, slug_of(association), member or ())
        summary = _told(founded)
        is_changed = _keep_settings(session, founded.key)
        if is_changed or founded.joined or founded.left:
            write_entry(session, desk.now, f"init {founded.key}", summary, desk.language_after("sv"))
    desk.say(summary)
    if dry_run:
        desk.say(say("Nothing was kept (--dry-run)."))


def _keep_settings(session: Session, association: str) -> bool:
    """Whether the settings were other ones before."""
    from kfond.db.settings import keep_if_unset, keep_settings, settings_of

    before = settings_of(session)
    keep_if_unset(session, "language", "sv")
    return keep_settings(session, {"association": association}) != before


def _told(founded: Founded) -> Message:
    return say(
        "The association is {name} with {members}.{joined}{left}",
        name=founded.name,
        members=say_count("{count} member", "{count} members", len(founded.members)),
        joined=say(" New: {names}.", names=founded.joined) if founded.joined else Message(""),
        left=say(" No longer: {names}.", names=founded.left) if founded.left else Message(""),
    )


def municipalities(
    ctx: typer.Context,
    everyone: Annotated[
        bool, typer.Option("--all", help="All of the country, not the members alone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One object a municipality, for scripts.")] = False,
) -> None:
    """List municipalities, with their codes."""
    from kfond.db.settings import settings_of
    from kfond.registry.actions import municipalities as members_of
    from kfond.registry.actions import register_source

    desk = Desk.of(ctx)
    with desk.reading() as session:
        association = "" if everyone else settings_of(session).association
        members = members_of(session, association, desk.today)
    if as_json:
        desk.out_json([_as_json(member) for member in members])
    else:
        headings = (say("Code"), say("Municipality"), say("County"), say("Member from"))
        desk.table(
            [desk.words(heading) for heading in headings],
            [(member.code, member.name, member.county, _day(member.member_from) or "") for member in members],
        )
    register = register_source()
    desk.say(
        say(
            "The register is as of {day}, with names and codes from Statistics Sweden ({source}).",
            day=register.as_of.isoformat(),
            source=register.source,
        )
    )


def _as_json(member: Member) -> dict[str, object]:
    return {
        "municipality_code": member.code,
        "municipality": member.name,
        "county": member.county,
        "member_from": _day(member.member_from),
        "member_to": _day(member.member_to),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
