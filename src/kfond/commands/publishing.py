"""kfond report --publish and --version: fixing a report, and writing a fixed one again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk, day_of
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, written
from kfond.errors import usage_refusal
from kfond.messages import say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.reports.annual.report import Report
    from kfond.reports.annual.texts import OwnText
    from kfond.reports.documents.document import Front
    from kfond.reports.publishing.actions import Series
    from kfond.reports.publishing.published import Adoption, Published


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of publishing: nothing, to fix the report, or an old version."""

    publish: bool = False
    on: str | None = None
    by: str | None = None
    case_number: str | None = None
    version: int | None = None
    dry_run: bool = False

    def checked(self) -> Wish:
        """The same. Raises Refusal (exit 2) for options that do not go together."""
        if self.publish and self.version is not None:
            raise usage_refusal(
                say("--publish makes a new version; --version writes an old one."),
                say("Leave out one of them."),
            )
        alone = {
            "--on": self.on,
            "--by": self.by,
            "--case-number": self.case_number,
            "--dry-run": self.dry_run,
        }
        if not self.publish:
            refuse_loose(alone, "--publish")
        return self

    @contextmanager
    def session(self, desk: Desk) -> Iterator[Session]:
        """A session to read from; to write to, where a version is to be fixed."""
        from kfond.db import require_file

        require_file(desk.path)
        with desk.writing(keep=not self.dry_run) if self.publish else desk.reading() as session:
            yield session

    def adoption(self, today: date) -> Adoption:
        """Who fixed the report and when; today where no day is named."""
        return adoption_of(self.on, self.by, self.case_number, today)


def refuse_loose(options: Mapping[str, object], lead: str) -> None:
    """Raises Refusal (exit 2) for options that are given and mean something only beside `lead`."""
    loose = tuple(option for option, value in options.items() if value)
    if loose:
        raise usage_refusal(
            say("{options} only together with {lead}.", options=loose, lead=lead),
            say("Write {lead} too, or leave them out.", lead=lead),
        )


def adoption_of(on: str | None, by: str | None, case_number: str | None, today: date) -> Adoption:
    """Who decided and when, as the options --on, --by and --case-number say it; today where no day is named."""
    from kfond.reports.publishing.published import Adoption

    day = day_of(on, "--on") if on else today
    return Adoption(day, (by or "").strip(), (case_number or "").strip())


def fixed(
    session: Session,
    desk: Desk,
    report: Report,
    series: Series,
    front: Front,
    adoption: Adoption,
    texts: Sequence[OwnText],
) -> tuple[Published, bool]:
    """The report, fixed and kept in the database; False beside it where the version that holds says the same."""
    from kfond.db.log import write_entry
    from kfond.reports.actions import traced_figures
    from kfond.reports.publishing.actions import keep, latest, next_number
    from kfond.reports.publishing.fixing import fix, fixed_front

    before = latest(session, series)
    number = next_number(session, series)
    traced = traced_figures(session, report)
    new = fix(report, traced, fixed_front(front, adoption, number), adoption, texts, before)
    if new is before:
        return new, False
    said = say(
        "{title} is fixed as version {version}: {figures}.",
        title=new.front.title,
        version=new.version,
        figures=say_count("{count} figure", "{count} figures", len(new.figures)),
    )
    entry = write_entry(session, desk.now, f"report {series.key} --publish", said, desk.language)
    keep(session, new, entry)
    return new, True


def tell(desk: Desk, published: Published, is_new: bool, dry_run: bool) -> None:
    """Says what has been fixed, or that it was fixed before."""
    names = {"title": published.front.title, "version": published.version}
    if not is_new:
        desk.say(say("{title} says the same as version {version}; nothing was changed.", **names))
        return
    desk.say(say("{title} is fixed as version {version}. kfond undo takes it back.", **names))
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))


def write_again(
    desk: Desk, published: Published, forms: Sequence[str], style: Path | None, output: Path | None
) -> None:
    """Writes a fixed report in the formats asked for, as it was fixed."""
    from kfond.catalogue.lines import slug_of
    from kfond.reports.annual.as_csv import as_csv

    document = published.document
    contents: dict[str, str | bytes] = {}
    for form in forms:
        if form in DOCUMENT_FORMATS:
            contents[form] = written(document, form, style)
        elif form == ".json":
            contents[form] = published.data
        else:
            contents[form] = as_csv(document.figures.values())
    deliver(desk, contents, output, slug_of(published.front.title))
