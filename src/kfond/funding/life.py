"""The life of an application: its states, which step may follow which, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where an application stands."""

    IDEA = "idea"
    DRAFT = "draft"
    REVIEWED = "reviewed"  # internally
    SIGNED = "signed"
    SUBMITTED = "submitted"
    COMPLETION_ASKED = "completion-asked"
    COMPLETED = "completed"
    ASSESSED = "assessed"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted-in-part"
    REFUSED = "refused"
    APPEALED = "appealed"
    RUNNING = "running"
    PART_REPORTED = "part-reported"
    FINAL_REPORTED = "final-reported"
    CLOSED = "closed"
    REPAID = "repaid"


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the state that it led to, the day, the role that took it. `is_back` where it went back, with the
    reason in `note`. `document` is the SHA-256 of the application as it was written out then, `content` its file."""

    state: State
    on: date
    by: str
    note: str
    is_back: bool
    document: str
    content: str
