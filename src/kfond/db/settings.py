"""The settings as the database keeps them: only what differs from the defaults."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, select

from kfond.choices import one_of
from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import Message, say
from kfond.models import Association, Setting
from kfond.settings import DEFAULTS, Settings


def settings_of(session: Session) -> Settings:
    """The settings in force."""
    return DEFAULTS.changed({row.key: row.value for row in session.exec(select(Setting))})


def keep_settings(session: Session, values: Mapping[str, str]) -> Settings:
    """Changes settings. Raises Refusal (exit 3) with all that is wrong; then nothing is changed."""
    before = settings_of(session)
    problems = list(_unknown_association(session, values))
    try:
        after = before.changed(values)
    except Refusal as refusal:
        problems = [*refusal.problems, *problems]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    for key in differences(before, after):
        session.merge(Setting(key=key, value=after.as_text()[key]))
    session.flush()
    return after


def keep_if_unset(session: Session, key: str, value: str) -> None:
    """Sets a setting that nobody has set yet."""
    if session.get(Setting, key) is None:
        keep_settings(session, {key: value})


def differences(before: Settings, after: Settings) -> dict[str, tuple[str, str]]:
    """Key -> (before, after) of each setting that the two have otherwise."""
    old, new = before.as_text(), after.as_text()
    return {key: (old[key], new[key]) for key in old if old[key] != new[key]}


def _unknown_association(session: Session, values: Mapping[str, str]) -> list[Problem]:
    key = values.get("association", "").strip()
    known = {each.key: each.name for each in session.exec(select(Association))}
    if not key or key in known:
        return []
    return [
        Problem(
            None,
            say(
                "The setting association cannot be “{text}”: there is no association with that key.", text=key
            ),
            one_of(key, {key: Message(name) for key, name in known.items()}),
        )
    ]
