"""Sheets on placements, homes and referrals that disagree, as doubts: where each stands, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlmodel import Session

from kfond.errors import Problem
from kfond.importers.kinds import IMPORTERS
from kfond.messages import Message
from kfond.placements.actions import care_of
from kfond.placements.conflicts import REMEDY, Conflict
from kfond.provenance import WITHHELD, Place, Source
from kfond.registry.actions import municipalities
from kfond.review.doubts import CONFLICT, Doubt
from kfond.review.weight import UNUSED


def disagreeing(session: Session) -> Iterator[Doubt]:
    """Counts that say something else than the rows of the same time, and lists that the next one contradicts."""
    found = care_of(session).conflicts
    names = {each.code: each.name for each in municipalities(session, "")} if found.counts else {}
    for number, conflict in enumerate(found.counts, 1):
        yield _of_counts(f"{CONFLICT}{number}", conflict, names)
    for number, (kind, problem) in enumerate(found.notices, len(found.counts) + 1):
        yield _of_lists(f"{CONFLICT}{number}", kind, problem)


def _of_counts(id_: str, conflict: Conflict, names: Mapping[str, str]) -> Doubt:
    spot = conflict.found.spot
    return Doubt(
        id=id_,
        kind=conflict.kind,
        municipality_code=spot.municipality_code,
        whose=names.get(spot.municipality_code, spot.municipality_code),
        area="",
        day=spot.span.last,
        measure=spot.measure.value,
        what=Message("{what}", {"what": conflict.what}),
        reading=None,
        read=conflict.in_words(),
        proposal=REMEDY,
        weight=UNUSED,
        source=Source(conflict.place or Place(""), WITHHELD),
    )


def _of_lists(id_: str, kind: str, problem: Problem) -> Doubt:
    return Doubt(
        id=id_,
        kind=kind,
        municipality_code="",
        whose="",
        area="",
        day=None,
        measure="",
        what=next(importer.label for importer in IMPORTERS if importer.kind == kind),
        reading=None,
        read=problem.what,
        proposal=problem.remedy,
        weight=UNUSED,
        source=Source(problem.place or Place(""), WITHHELD),
    )
