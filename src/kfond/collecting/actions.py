"""What a coordinator asks when collecting: put a question, see who has answered, note who was reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from kfond.catalogue.actions import catalogue
from kfond.catalogue.lines import Met
from kfond.collecting.questions import (
    NEEDS,
    OF_EVENTS,
    OF_THE_ORGANISATION,
    PEOPLE,
    STAFFING,
    Asked,
    Question,
    newest,
    tertial_of,
)
from kfond.db.settings import settings_of
from kfond.errors import data_refusal
from kfond.lists.actions import current_rows
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.models import Collection, CollectionMember, Municipality, Person
from kfond.provenance import Source
from kfond.registry.actions import association_named, municipalities
from kfond.registry.members import Member
from kfond.staffing.actions import current_returns
from kfond.staffing.returns import Return


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it stands, whom it goes to, and what of it is new.

    Of a kind that is the organisation's own, it goes to the organisation: one member without a code.
    """

    question: Question
    members: tuple[Member, ...]
    is_new: bool
    joined: tuple[str, ...] = ()
    has_new_deadline: bool = False


def put_question(
    session: Session,
    kind: str,
    as_of: date,
    area: str,
    deadline: date | None,
    now: datetime,
    *,
    of_tertial: bool = False,
) -> Put:
    """Keeps a question to every member of the association on that day; the same question again is kept as it is.

    A deadline takes the place of the earlier one; a member that has joined is asked too. `of_tertial`: it is about
    the tertial that ends on the day, and not about the year. Raises Refusal (exit 3) where it is not known whose
    members are meant.
    """
    members = _organisation(session) if kind in OF_THE_ORGANISATION else _members(session, as_of)
    row = _row(session, kind, as_of, area, of_tertial)
    is_new = row is None
    if row is None:
        row = Collection(
            kind=kind, as_of=as_of, area=area, of_tertial=of_tertial, deadline=deadline, made_at=now
        )
        session.add(row)
        session.flush()
    question = _question(row)
    if deadline and deadline != question.deadline:
        row.deadline = deadline
        session.add(row)
    known = {member.municipality_code or "" for member in _members_of(session, question.number)}
    joined = [member for member in members if member.code not in known]
    session.add_all(
        CollectionMember(collection_id=question.number, municipality_code=member.code or None)
        for member in joined
    )
    session.flush()
    return Put(
        _question(row),
        members,
        is_new,
        () if is_new else tuple(member.name for member in joined),
        has_new_deadline=not is_new and row.deadline != question.deadline,
    )


def question_put(
    session: Session, kind: str, as_of: date | None, area: str, *, of_tertial: bool = False
) -> Question:
    """The question of that kind, day and area, the latest where no day is given. Raises Refusal (exit 3)."""
    query = select(Collection).where(col(Collection.kind) == kind)
    put = session.exec(query.order_by(col(Collection.as_of).desc(), col(Collection.id).desc())).all()
    for row in put:
        if (as_of is None or (row.as_of, row.of_tertial) == (as_of, of_tertial)) and row.area == area:
            return _question(row)
    days = tuple(_when(row) for row in put)
    raise data_refusal(
        say("That question has not been put to anybody."),
        say("Questions of this kind were put for: {days}.", days=days)
        if days
        else say("Put it first: kfond collect {kind} --as-of 2018-03-31 -o FOLDER", kind=kind),
    )


def last_days(session: Session) -> tuple[Question, ...]:
    """Every question that has a last day to answer, in the order of these days."""
    query = select(Collection).where(col(Collection.deadline).is_not(None)).order_by(col(Collection.deadline))
    return tuple(_question(row) for row in session.exec(query))


def status(session: Session, question: Question, rows_kept: Mapping[str, int]) -> tuple[Asked, ...]:
    """Everybody who was asked, in Swedish order, with what they have answered so far.

    `rows_kept`: of a question for rows about single placements, how many rows answer it by municipality; the room
    that keeps them tells.
    """
    is_of_rows = question.kind in ROWS_OF_CARE
    answers = (
        {code: (number, ()) for code, number in rows_kept.items()}
        if is_of_rows
        else _answers(session, question)
    )
    names = {place.code: place.name for place in session.exec(select(Municipality))}
    reminded = {m.municipality_code or "": m.reminded_at for m in _members_of(session, question.number)}
    if question.kind in OF_THE_ORGANISATION:
        names |= {member.code: member.name for member in _organisation(session)}
    order = ["", *(member.code for member in municipalities(session, ""))]
    return tuple(
        Asked(code, names[code], *answers.get(code, (0, ())), reminded[code])
        for code in order
        if code in reminded
    )


def note_reminder(session: Session, question: Question, codes: Iterable[str], now: datetime) -> None:
    """Notes when municipalities were last reminded."""
    wanted = set(codes)
    for member in _members_of(session, question.number):
        if (member.municipality_code or "") in wanted:
            member.reminded_at = now
            session.add(member)
    session.flush()


def last_returns(session: Session, question: Question) -> Mapping[str, tuple[Return, ...]]:
    """What each municipality last answered about its staff before the day asked for, unit by unit."""
    found: dict[str, list[Return]] = defaultdict(list)
    for answer in current_returns(session, question.as_of - timedelta(days=1)):
        if answer.area == question.area:
            found[answer.municipality_code].append(answer)
    return {code: tuple(sorted(answers, key=lambda answer: answer.name)) for code, answers in found.items()}


def last_rows(session: Session, question: Question) -> Mapping[str, tuple[Row, ...]]:
    """The rows that each of them last answered with before the time asked for; never those of persons or placements.

    Of what is told for a day or period these are the rows of the newest one; of events those of the newest year.
    """
    begins, _ = question.span
    earlier: dict[str, list[Row]] = defaultdict(list)
    if question.kind in ROWS_OF_CARE:
        return {}
    for row in current_rows(session, question.kind):
        has_sender = bool(row.municipality_code) or question.kind in OF_THE_ORGANISATION
        if has_sender and not row.person and row.last_day and row.last_day < begins:
            earlier[row.municipality_code].append(row)
    return {code: tuple(_newest_of(rows, question.kind)) for code, rows in earlier.items()}


def courses_to_ask_for(session: Session, question: Question) -> tuple[str, ...]:
    """The courses that a question about needs names beforehand: those of the catalogue that are met jointly."""
    if question.kind != NEEDS:
        return ()
    lines = catalogue(session).lines
    return tuple(dict.fromkeys(line.stated.course for line in lines if line.stated.met is Met.JOINT))


def _newest_of(rows: Sequence[Row], kind: str) -> list[Row]:
    spans = {row: (row.first_day, row.last_day) for row in rows if row.first_day and row.last_day}
    latest = newest(spans.values())
    if latest is None:
        return []
    if kind in OF_EVENTS:
        return [row for row, span in spans.items() if span[1].year == latest[1].year]
    return [row for row, span in spans.items() if span == latest]


def _answers(session: Session, question: Question) -> dict[str, tuple[int, tuple[Source, ...]]]:
    """By municipality: how many figures or rows answer the question, and the cells of them that are for review."""
    if question.kind == PEOPLE:
        counted = session.exec(
            select(Person.municipality_code, func.count())
            .where(col(Person.as_of) == question.as_of, col(Person.area) == question.area)
            .group_by(col(Person.municipality_code))
        )
        return {code: (number, ()) for code, number in counted}
    found: dict[str, list[tuple[int, list[Source]]]] = defaultdict(list)
    if question.kind == STAFFING:
        for answer in current_returns(session, question.as_of):
            if answer.as_of == question.as_of and answer.area == question.area:
                stated = [figure for figure in answer.figures if figure.reading.verbatim]
                review = [figure.source for figure in stated if figure.reading.review]
                found[answer.municipality_code].append((len(stated), review))
    else:
        for row in current_rows(session, question.kind):
            if question.is_answered_by(row.first_day, row.last_day):
                found[row.municipality_code].append((1, [v.source for v in row.values if v.reading.review]))
    return {
        code: (sum(number for number, _ in parts), tuple(cell for _, cells in parts for cell in cells))
        for code, parts in found.items()
    }


def _members(session: Session, on: date) -> tuple[Member, ...]:
    association = settings_of(session).association
    members = municipalities(session, association, on) if association else ()
    if not members:
        raise data_refusal(
            say("It is not known whose members are to be asked."),
            say("Say which association it is: kfond init --association NAME."),
        )
    return members


def _organisation(session: Session) -> tuple[Member, ...]:
    """The organisation itself, as the one that is asked."""
    key = settings_of(session).association
    if not key:
        raise data_refusal(
            say("It is not known which association is to be asked."),
            say("Say which association it is: kfond init --association NAME."),
        )
    return (Member("", association_named(session, key).name, ""),)


def _members_of(session: Session, number: int) -> Sequence[CollectionMember]:
    return session.exec(select(CollectionMember).where(col(CollectionMember.collection_id) == number)).all()


def _row(session: Session, kind: str, as_of: date, area: str, of_tertial: bool) -> Collection | None:
    return session.exec(
        select(Collection).where(
            col(Collection.kind) == kind,
            col(Collection.as_of) == as_of,
            col(Collection.area) == area,
            col(Collection.of_tertial) == of_tertial,
        )
    ).first()


def _when(row: Collection) -> str:
    """The day or tertial that a question is about, and its area."""
    when = tertial_of(row.as_of).label if row.of_tertial else row.as_of.isoformat()
    return f"{when} {row.area}".strip()


def _question(row: Collection) -> Question:
    assert row.id is not None, "a question is kept before it is told of"
    return Question(
        row.id, row.kind, row.as_of, row.area, row.deadline, row.made_at.date(), of_tertial=row.of_tertial
    )
