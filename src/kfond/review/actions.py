"""What a coordinator asks of the review: what needs a human, the heaviest doubt first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session, col, select

from kfond.catalogue.actions import catalogue
from kfond.catalogue.actions import is_overtaken as catalogue_overtaken
from kfond.catalogue.lines import Met
from kfond.cells import Expect, Reading, read_cell
from kfond.db.settings import settings_of
from kfond.db.verdicts import Subject, verdicts_of
from kfond.importers.fields import read_value
from kfond.importers.kinds import IMPORTERS
from kfond.lists.actions import holding_values
from kfond.lists.actions import subject_of as list_subject
from kfond.lists.kinds import KINDS, Field, ListKind, Type, list_kind
from kfond.lists.rows import Row, Value
from kfond.messages import Message, say, say_count
from kfond.models import Batch, LeftOut
from kfond.provenance import Place, Source
from kfond.registry.actions import municipalities
from kfond.review.conflicts import disagreeing
from kfond.review.doubts import LEFT_OUT, LIST, STAFF, Doubt, ranked
from kfond.review.weight import UNUSED, Weight, lines_on_bands, weigh
from kfond.review.wording import reading_in_words
from kfond.staffing.actions import KIND, Holding, holding_figures
from kfond.staffing.actions import subject_of as staff_subject
from kfond.staffing.boxes import span_in_words
from kfond.staffing.relations import Proposal, proposal
from kfond.staffing.returns import MEASURES

Said = tuple[Reading, str]
"""A reading and its words, as a human's answer gives them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful cell that can be answered: what it speaks of and says, and how an answer to it is read."""

    doubt: Doubt
    subject: Subject
    reading: Reading
    text: str
    read: Callable[[str], Said]
    choices: tuple[str, ...] = ()


def doubts(session: Session) -> tuple[Doubt, ...]:
    """Every cell in doubt that nobody has answered, what was left out, and what disagrees, the heaviest first."""
    answered = verdicts_of(session)
    open_ones = (asked.doubt for asked in questions(session) if asked.subject not in answered)
    return ranked((*open_ones, *_left_out(session), *disagreeing(session)))


def questions(session: Session) -> Iterator[Question]:
    """Every doubtful cell of what holds now, answered or not, in the order of the sheets."""
    weight_of = _weights(session)
    for holding in holding_figures(session):
        if holding.stated.reading.review:
            yield _of_staff(holding, weight_of(holding))
    for kind in KINDS:
        declared = list_kind(kind)
        for held in holding_values(session, kind):
            if held.value.reading.review:
                yield _of_list(f"{LIST}{held.number}", declared, held.row, held.value)


def _weights(session: Session) -> Callable[[Holding], Weight]:
    """What weighs the doubts about staff: those of no member, and of no area of the plan, weigh nothing."""
    lines, settings = catalogue(session).lines, settings_of(session)
    members = {member.code for member in municipalities(session, settings.association)}
    on_bands = cache(lambda area: lines_on_bands(lines, area))

    def weight_of(holding: Holding) -> Weight:
        answer = holding.answer
        if settings.association and answer.municipality_code not in members:
            return UNUSED
        return weigh(answer, holding.stated, on_bands(answer.area), settings.heads_per_post)

    return weight_of


def _of_staff(holding: Holding, weight: Weight) -> Question:
    answer, stated = holding.answer, holding.stated
    is_share = stated.measure.expect is Expect.SHARE
    doubt = Doubt(
        id=f"{STAFF}{holding.number}",
        kind=KIND,
        municipality_code=answer.municipality_code,
        whose=answer.name,
        area=answer.area,
        day=answer.as_of,
        measure=stated.measure.value,
        what=MEASURES[stated.measure],
        reading=stated.reading,
        read=reading_in_words(stated.reading, is_share),
        proposal=_proposed(proposal(answer, stated.measure)),
        weight=weight,
        source=stated.source,
    )

    def read(text: str) -> Said:
        return read_cell(text, stated.measure.expect), text

    return Question(doubt, staff_subject(answer, stated), stated.reading, "", read)


def _proposed(found: Proposal | None) -> Message | None:
    """What the other cells of the unit make likely, and which they are."""
    if found is None:
        return None
    return say("{figure}: {why}", figure=span_in_words(found.low, found.high), why=found.why)


def _of_list(id_: str, kind: ListKind, row: Row, value: Value) -> Question:
    field = _field(kind, value.field)
    whose = " ".join(part for part in (row.municipality, row.unit) if part)
    doubt = Doubt(
        id=id_,
        kind=kind.key,
        municipality_code=row.municipality_code,
        whose=", ".join(part for part in (whose, row.name) if part),
        area=row.area,
        day=row.last_day,
        measure=value.field,
        what=Message("{heading}", {"heading": field.heading}),
        reading=value.reading,
        read=reading_in_words(value.reading, field.type is Type.SHARE),
        proposal=None,
        weight=UNUSED,
        source=value.source,
    )

    def read(text: str) -> Said:
        found = read_value(field, text, text, value.source)
        return found.reading, found.text or text

    choices = tuple(words[0] for words in field.choices.values() if words)
    return Question(doubt, list_subject(row, kind, value), value.reading, value.text, read, choices)


def _field(kind: ListKind, key: str) -> Field:
    """The field of a value; a question of an open kind is a text."""
    declared = next((field for field in kind.fields if field.key == key), None)
    return declared or Field(key, Type.TEXT, key, (), "", "", False, False, {})


def _left_out(session: Session) -> Iterator[Doubt]:
    """What partial imports left out of files that still hold, in part at least."""
    rows = session.exec(
        select(LeftOut, Batch).join(Batch, col(LeftOut.batch_id) == col(Batch.id)).order_by(col(LeftOut.id))
    ).all()
    holding = _holding(session, [batch for _, batch in rows])
    lines = sum(line.stated.met is Met.JOINT for line in catalogue(session).lines)
    labels = {importer.kind: importer.label for importer in IMPORTERS}
    for left, batch in rows:
        if batch.id not in holding:
            continue
        kind = batch.kinds.split(",")[0]
        yield Doubt(
            id=f"{LEFT_OUT}{left.id}",
            kind=kind,
            municipality_code="",
            whose="",
            area="",
            day=batch.as_of,
            measure="",
            what=labels[kind],
            reading=None,
            read=Message("{what}", {"what": left.what}),
            proposal=Message("{remedy}", {"remedy": left.remedy}),
            weight=_of_what_was_left_out(batch, lines or 1),
            source=Source(Place(batch.file, left.sheet, left.address), ""),
        )


def _of_what_was_left_out(batch: Batch, lines: int) -> Weight:
    """A column of staff that was left out is a unit of which nothing at all is known."""
    if KIND not in batch.kinds.split(","):
        return UNUSED
    why = say(
        "nothing of it is in the plan; {courses}",
        courses=say_count("{count} joint course", "{count} joint courses", lines),
    )
    return Weight(None, lines, why)


def _holding(session: Session, batches: Collection[Batch]) -> set[int]:
    """Those of the batches of which something still holds, and whose file has not come again."""
    if not batches:
        return set()
    facts = {figure.batch for figure in holding_figures(session)}
    facts |= {value.batch for kind in KINDS for value in holding_values(session, kind)}
    holding = set()
    for batch in batches:
        assert batch.id is not None
        has_others = bool(set(batch.kinds.split(",")) - {KIND, *KINDS})
        holds = batch.id in facts or (has_others and not catalogue_overtaken(session, batch.id))
        if holds and not _came_again(session, batch):
            holding.add(batch.id)
    return holding


def _came_again(session: Session, batch: Batch) -> bool:
    """Whether the same file was imported later, with the same kinds of sheets from the same sender."""
    again = select(Batch.id).where(
        col(Batch.file) == batch.file,
        col(Batch.sender) == batch.sender,
        col(Batch.kinds) == batch.kinds,
        col(Batch.id) > batch.id,
        col(Batch.undone_at).is_(None),
    )
    return session.exec(again).first() is not None
