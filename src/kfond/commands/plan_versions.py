"""kfond plan --adopt, --version and --compare: the life of a plan."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kfond.commands.desk import Desk
from kfond.commands.publishing import adoption_of, refuse_loose
from kfond.errors import usage_refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.plan.outlines import Outline
    from kfond.plan.proposal import Plan
    from kfond.reports.documents.document import Document, Front
    from kfond.reports.publishing.actions import Series
    from kfond.reports.publishing.published import Adoption, Published

NOW = ("now", "nu")
"""What --compare calls the proposal of today."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the life of a plan: to adopt it, who, when and under which case number."""

    adopt: bool = False
    by: str | None = None
    on: str | None = None
    case_number: str = ""
    dry_run: bool = False

    def checked(self) -> Wish:
        """The same. Raises Refusal (exit 2) for options that do not go together."""
        alone = {"--by": self.by, "--on": self.on, "--dry-run": self.dry_run}
        if not self.adopt:
            refuse_loose(alone, "--adopt")
        elif not (self.by or "").strip():
            raise usage_refusal(
                say("Nobody is named who adopts the plan."),
                say("Write --by, as in --by “direktionen”, and --on with the day of the decision."),
            )
        return self

    def adoption(self, today: date) -> Adoption:
        """Who adopted the plan and when; today where no day is named."""
        return adoption_of(self.on, self.by, self.case_number, today)


def adopted(
    session: Session,
    desk: Desk,
    series: Series,
    front: Front,
    adoption: Adoption,
    document_of: Callable[[Front], Document],
    data: dict[str, Any],
) -> tuple[Published, Published | None]:
    """The plan, adopted and kept; beside it the version before, which it is itself where both plan the same."""
    from kfond.db.log import write_entry
    from kfond.reports.publishing.actions import keep, latest, next_number
    from kfond.reports.publishing.fixing import fixed_front
    from kfond.reports.publishing.plans import ADOPTED, adopt

    before = latest(session, series)
    document = document_of(fixed_front(front, adoption, next_number(session, series), ADOPTED))
    new = adopt(document, data, (series.first_year, series.year), adoption, before)
    if new is before:
        return new, before
    said = say("{title} is adopted as version {version}.", title=new.front.title, version=new.version)
    entry = write_entry(session, desk.now, "plan --adopt", said, desk.language)
    keep(session, new, entry)
    return new, before


def tell_rewritten(desk: Desk, plan: Plan, day: date, *, is_day_named: bool) -> None:
    """Says that a plan to be adopted has other groups than the adopted one in terms that had begun on `day`.

    Raises Refusal (exit 3) where nobody named the day that it is made from, and so nobody chose it.
    """
    from kfond.errors import data_refusal
    from kfond.plan.begun import begun_since, rewritten

    begun = begun_since(plan, day)
    terms = tuple(term.label for term in rewritten(plan, begun)) if begun else ()
    if not terms:
        return
    what = say(
        "{terms} had begun on {day}, and the plan has other groups there than the one that is adopted.",
        terms=terms,
        day=day,
    )
    if is_day_named:
        desk.insist(what)
        return
    raise data_refusal(
        what,
        say(
            "Write --as-of {begun}, and what has begun stands as adopted; or --as-of {before} to adopt it as it is.",
            begun=day.isoformat(),
            before=plan.basis.asked.as_of.isoformat(),
        ),
    )


def tell(desk: Desk, new: Published, before: Published | None, dry_run: bool) -> None:
    """Says what has been adopted, and in a few words what the version before it planned otherwise."""
    names = {"title": new.front.title, "version": new.version}
    if new is before:
        desk.say(say("{title} plans the same as version {version}; nothing was changed.", **names))
        return
    if dry_run:
        desk.say(say("{title} would be adopted as version {version}.", **names))
    else:
        desk.say(say("{title} is adopted as version {version}. kfond undo takes it back.", **names))
    if before is not None:
        from kfond.plan.comparing import compared

        story = compared(_outline(before), _outline(new), say("What is revised"))
        for sentence in story.answer:
            desk.say(sentence)
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))


def outlines(
    session: Session, series: Series, versions: Sequence[str], now: Callable[[], dict[str, Any]]
) -> tuple[Outline, ...]:
    """The plans that --compare names: numbers of versions, or `now`. Raises Refusal (exit 2 or 3)."""
    from kfond.plan.outlines import outline_of
    from kfond.reports.publishing.actions import version

    found = []
    for text in versions:
        if text.casefold() in NOW:
            found.append(outline_of(now(), say("the proposal now")))
        elif text.isdecimal():
            found.append(_outline(version(session, series, int(text))))
        else:
            raise usage_refusal(
                say("“{text}” is no version of a plan.", text=text),
                say("Write the number of a version, or now: --compare 1 now."),
            )
    return tuple(found)


def _outline(published: Published) -> Outline:
    from kfond.plan.outlines import outline_of

    return outline_of(json.loads(published.data), name_of(published.version))


def name_of(version: int) -> Message:
    """What a version is called beside another."""
    return say("version {version}", version=version)


def write_again(
    desk: Desk, published: Published, forms: Sequence[str], style: Path | None, output: Path | None
) -> None:
    """Writes an adopted plan in the formats asked for, as it was adopted."""
    from kfond.catalogue.lines import slug_of
    from kfond.commands.papers import DOCUMENT_FORMATS, deliver, written
    from kfond.errors import data_refusal

    contents: dict[str, str | bytes] = {}
    for form in forms:
        if form in DOCUMENT_FORMATS:
            contents[form] = written(published.document, form, style)
        elif form == ".json":
            contents[form] = published.data
    if not contents:
        raise data_refusal(
            say("An adopted plan is kept as a document and as JSON, not as {formats}.", formats=tuple(forms)),
            say("End the file's name with one of {formats}.", formats=(*DOCUMENT_FORMATS, ".json")),
        )
    deliver(desk, contents, output, slug_of(published.front.title))
