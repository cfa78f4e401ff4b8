"""The settings as the database keeps them: only what differs from the defaults."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, select

from kfond.models import Setting
from kfond.settings import DEFAULTS, Settings


def settings_of(session: Session) -> Settings:
    """The settings in force."""
    return DEFAULTS.changed({row.key: row.value for row in session.exec(select(Setting))})


def keep_settings(session: Session, values: Mapping[str, str]) -> Settings:
    """Changes settings. Raises Refusal (exit 3) with all that is wrong; then nothing is changed."""
    changed = settings_of(session).changed(values)
    for key in values:
        session.merge(Setting(key=key, value=changed.as_text()[key]))
    session.flush()
    return changed


def keep_if_unset(session: Session, key: str, value: str) -> None:
    """Sets a setting that nobody has set yet."""
    if session.get(Setting, key) is None:
        keep_settings(session, {key: value})
