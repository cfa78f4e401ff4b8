"""What was done to the database: one entry a command, one batch a file, and taking a batch back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as statement
from sqlmodel import Session, col, delete, func, insert, select

from kfond.db import CELLS_READ
from kfond.errors import data_refusal
from kfond.messages import Message, say
from kfond.models import Batch, Cell, Course, LeftOut, LogEntry, Person, PlanLine, PublishedReport
from kfond.provenance import Place, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `batch` is None for a command that imported nothing; what is undone was taken back."""

    number: int
    at: datetime
    command: str
    summary: str
    batch: int | None
    is_undone: bool


class CellKeeper:
    """Keeps the cells of one batch, each once, and hands out their keys."""

    def __init__(self, session: Session, batch_id: int) -> None:
        self._session = session
        self._batch_id = batch_id
        self._keys: dict[tuple[str, str], int] = {}

    def key_of(self, source: Source) -> int:
        """The key of the cell of `source`; the first text given for a cell is the one kept."""
        place = (source.place.sheet, source.place.cell)
        if place not in self._keys:
            values = {
                "batch_id": self._batch_id,
                "sheet": source.place.sheet,
                "address": source.place.cell,
                "verbatim": source.verbatim,
            }
            # A statement of its own: a flush for each cell takes ten times as long.
            kept = self._session.connection().execute(insert(Cell), values)
            self._keys[place] = kept.lastrowid
        return self._keys[place]

    def key_or_none(self, source: Source | None) -> int | None:
        """As `key_of`; None for no source."""
        return None if source is None else self.key_of(source)


def sources(session: Session, batches: Iterable[int] | None = None) -> Mapping[int, Source]:
    """Every kept cell, or at least those of some batches, by key, with its file.

    A session that only reads has each batch's cells once: a report asks for them a dozen times over.
    """
    files = {batch.id or 0: batch.file for batch in session.exec(select(Batch))}
    wanted = set(files if batches is None else batches)
    known: dict[int, dict[int, Source]] = session.info.get(CELLS_READ, {})
    known |= _cells_of(session, wanted - known.keys(), files)
    if CELLS_READ in session.info:
        session.info[CELLS_READ] = known
    return {key: source for batch in wanted for key, source in known.get(batch, {}).items()}


def _cells_of(
    session: Session, batches: AbstractSet[int], files: Mapping[int, str]
) -> dict[int, dict[int, Source]]:
    """The cells of batches, by batch."""
    found: dict[int, dict[int, Source]] = {batch: {} for batch in batches}
    if not batches:
        return found
    columns = tuple(col(of) for of in (Cell.id, Cell.batch_id, Cell.sheet, Cell.address, Cell.verbatim))
    session.flush()  # the connection does not see to it
    query = statement(*columns).where(col(Cell.batch_id).in_(batches))
    for row in session.connection().execute(query):  # as objects they would take four times as long
        place = Place(files[row.batch_id], row.sheet, row.address)
        found[row.batch_id][row.id] = Source(place, row.verbatim)
    return found


def batch_with(session: Session, sha256: str) -> Batch | None:
    """The batch that holds exactly this content and still stands, the latest of several."""
    return session.exec(
        select(Batch)
        .where(col(Batch.sha256) == sha256, col(Batch.undone_at).is_(None))
        .order_by(col(Batch.id).desc())
    ).first()


def new_batch(session: Session, file: str, sha256: str) -> tuple[Batch, CellKeeper]:
    """A batch to put a file's facts into."""
    batch = Batch(file=file, sha256=sha256, kinds="")
    session.add(batch)
    session.flush()
    assert batch.id is not None
    return batch, CellKeeper(session, batch.id)


def write_entry(
    session: Session, at: datetime, command: str, summary: Message, language: str, batch: Batch | None = None
) -> int:
    """Adds a line to the log and returns its number."""
    entry = LogEntry(
        at=at, command=command, summary=summary.in_words(language), batch_id=batch.id if batch else None
    )
    session.add(entry)
    session.flush()
    assert entry.id is not None
    return entry.id


def entries(session: Session) -> tuple[Entry, ...]:
    """The whole log, newest first."""
    rows = session.exec(
        select(LogEntry, Batch, PublishedReport)
        .join(Batch, col(LogEntry.batch_id) == col(Batch.id), isouter=True)
        .join(PublishedReport, col(PublishedReport.entry_id) == col(LogEntry.id), isouter=True)
        .order_by(col(LogEntry.id).desc())
    )
    return tuple(
        Entry(
            entry.id or 0,
            entry.at,
            entry.command,
            entry.summary,
            entry.batch_id,
            any(made is not None and made.undone_at is not None for made in (batch, report)),
        )
        for entry, batch, report in rows
    )


def newest_batch_entry(session: Session) -> int:
    """The number of the entry of the latest import that stands; 0 where there is none."""
    query = select(func.max(LogEntry.id)).join(Batch).where(col(Batch.undone_at).is_(None))
    return session.exec(query).one() or 0


def undo(session: Session, number: int | None, at: datetime) -> Batch:
    """Takes a batch back, the latest that stands when `number` is None: its cells and all that they carry.

    Raises Refusal (exit 3) when there is no such batch.
    """
    standing = select(Batch).where(col(Batch.undone_at).is_(None)).order_by(col(Batch.id).desc())
    if number is not None:
        standing = standing.where(col(Batch.id) == number)
    batch = session.exec(standing).first()
    if batch is None:
        raise data_refusal(
            say("There is no batch to take back.")
            if number is None
            else say("There is no batch {number}, or it has been taken back before.", number=number),
            say("kfond log lists what has been imported."),
        )
    for owned in (Cell, Person, LeftOut):  # the rest goes with the cells that it stands on
        session.exec(delete(owned).where(col(owned.batch_id) == batch.id))
    used = select(PlanLine.course_id)
    session.exec(delete(Course).where(col(Course.id).not_in(used)))
    batch.undone_at = at
    session.add(batch)
    session.flush()
    return batch
