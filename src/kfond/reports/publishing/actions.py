"""What a coordinator asks of published reports: fix one, write it again, take the fixing back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, and_, col, select
from sqlmodel.sql.expression import SelectOfScalar

from kfond.db.log import newest_batch_entry
from kfond.db.settings import settings_of
from kfond.errors import data_refusal
from kfond.messages import say
from kfond.models import PublishedFigure, PublishedReport
from kfond.plan.outlines import KEY as PLAN
from kfond.provenance import Coverage, Figure
from kfond.reports.documents.document import Front
from kfond.reports.publishing.published import (
    Adoption,
    Published,
    drawings_as_text,
    drawings_of_text,
    number_as_text,
    number_of_text,
    sources_as_text,
    sources_of_text,
)


@dataclass(frozen=True, slots=True)
class Series:
    """The versions of one report: its kind and its years."""

    key: str
    first_year: int
    year: int


def latest(session: Session, series: Series) -> Published | None:
    """The version that holds, None where the report has not been fixed."""
    row = session.exec(_standing(series).order_by(col(PublishedReport.version).desc())).first()
    return _published(session, row) if row else None


def version(session: Session, series: Series, number: int) -> Published:
    """A version. Raises Refusal (exit 3), naming those that there are, where it is not there or was taken back."""
    row = session.exec(_standing(series).where(col(PublishedReport.version) == number)).first()
    if row is None:
        there = session.exec(_standing(series).order_by(col(PublishedReport.version))).all()
        is_plan = series.key == PLAN
        raise data_refusal(
            say("There is no version {number} of this plan.", number=number)
            if is_plan
            else say("There is no version {number} of this report.", number=number),
            say("There is: {versions}.", versions=tuple(str(each.version) for each in there))
            if there
            else say("None has been adopted; kfond plan --adopt does it.")
            if is_plan
            else say("None has been fixed; kfond report --publish does it."),
        )
    return _published(session, row)


def next_number(session: Session, series: Series) -> int:
    """The number of the next version; one that was taken back is never given again."""
    highest = session.exec(select(func.max(PublishedReport.version)).where(_of(series))).one()
    return (highest or 0) + 1


def keep(session: Session, new: Published, entry: int) -> None:
    """Keeps a version for good, with the settings that hold now and the number of its `entry` in the log."""
    row = PublishedReport(
        key=new.key,
        first_year=new.first_year,
        year=new.year,
        version=new.version,
        title=new.front.title,
        organisation=new.front.organisation,
        case_number=new.front.case_number,
        status=new.front.status,
        adopted_on=new.adoption.on,
        adopted_by=new.adoption.by,
        made_on=new.front.day or new.adoption.on,
        fingerprint=new.front.fingerprint,
        settings=json.dumps(settings_of(session).as_text(), ensure_ascii=False),
        markdown=new.markdown,
        drawings=drawings_as_text(new.drawings),
        definitions=json.dumps(dict(new.definitions), ensure_ascii=False),
        data=new.data,
        content=new.content,
        entry_id=entry,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    session.add_all(_row(row.id, place, figure) for place, figure in enumerate(new.figures))
    session.flush()


def newest_undoable(session: Session) -> PublishedReport | None:
    """The version fixed last, where nothing that still stands was imported after it; None where there is none."""
    fixed = session.exec(
        select(PublishedReport)
        .where(col(PublishedReport.undone_at).is_(None))
        .order_by(col(PublishedReport.entry_id).desc())
    ).first()
    return fixed if fixed and fixed.entry_id > newest_batch_entry(session) else None


def take_back(session: Session, row: PublishedReport, at: datetime) -> None:
    """Takes a version back: the one before holds again. It stays in the database, marked."""
    row.undone_at = at
    session.add(row)
    session.flush()


def _of(series: Series) -> ColumnElement[bool]:
    return and_(
        col(PublishedReport.key) == series.key,
        col(PublishedReport.first_year) == series.first_year,
        col(PublishedReport.year) == series.year,
    )


def _standing(series: Series) -> SelectOfScalar[PublishedReport]:
    return select(PublishedReport).where(_of(series), col(PublishedReport.undone_at).is_(None))


def _row(report: int, place: int, figure: Figure) -> PublishedFigure:
    cover = figure.coverage
    return PublishedFigure(
        report_id=report,
        position=place,
        figure=figure.id,
        label=figure.label,
        value=number_as_text(figure.value),
        low=number_as_text(figure.low),
        high=number_as_text(figure.high),
        unit=figure.unit,
        definition=figure.definition,
        asked=cover.asked if cover else None,
        answered=cover.answered if cover else None,
        with_figures=cover.with_figures if cover else None,
        sensitive=figure.sensitive,
        suppressed=figure.suppressed,
        sources=sources_as_text(figure.sources),
    )


def _figure(row: PublishedFigure) -> Figure:
    is_covered = row.asked is not None and row.answered is not None and row.with_figures is not None
    return Figure(
        id=row.figure,
        label=row.label,
        value=number_of_text(row.value),
        unit=row.unit,
        definition=row.definition,
        sources=sources_of_text(row.sources),
        low=number_of_text(row.low),
        high=number_of_text(row.high),
        coverage=Coverage(row.asked or 0, row.answered or 0, row.with_figures or 0) if is_covered else None,
        sensitive=bool(row.sensitive),
        suppressed=bool(row.suppressed),
    )


def _published(session: Session, row: PublishedReport) -> Published:
    figures = session.exec(
        select(PublishedFigure)
        .where(col(PublishedFigure.report_id) == row.id)
        .order_by(col(PublishedFigure.position))
    )
    return Published(
        key=row.key,
        first_year=row.first_year,
        year=row.year,
        version=row.version,
        adoption=Adoption(row.adopted_on, row.adopted_by, row.case_number),
        front=Front(
            title=row.title,
            organisation=row.organisation,
            case_number=row.case_number,
            status=row.status,
            version=str(row.version),
            fingerprint=row.fingerprint,
            day=row.made_on,
        ),
        markdown=row.markdown,
        drawings=drawings_of_text(row.drawings),
        definitions=MappingProxyType(json.loads(row.definitions)),
        figures=tuple(_figure(each) for each in figures),
        data=row.data,
        content=row.content,
    )
