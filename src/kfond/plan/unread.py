"""What the lists and the catalogue say that counts for nothing in a plan, since nobody can tell what it means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kfond.catalogue.lines import Line
from kfond.catalogue.prerequisites import unknown_prerequisites
from kfond.catalogue.requests import Requested
from kfond.catalogue.ties import UnknownName
from kfond.messages import Message, say
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.reason import Reason
from kfond.staffing.checks import NoFigure, without_figure
from kfond.staffing.returns import MEASURES, Return


def figures_unread(returns: Sequence[Return], heads_per_post: Decimal) -> tuple[Reason, ...]:
    """Cells of an experience band that hold no number: the plan counts with an interval, and that is told."""
    found = tuple(
        _interval_instead(each)
        for answer in returns
        for each in without_figure(answer, heads_per_post)
        if each.box
    )
    if not found:
        return ()
    text = say(
        "These cells hold no number, so that how many need courses there is known as an interval alone: {cells}. Ask "
        "for one number there.",
        cells=found,
    )
    return (Reason("figures_unread", text),)


def _interval_instead(found: NoFigure) -> Message:
    """ "“−3” (s.xlsx, Blad1!D8; Orust 0–2 years: 3–4.8 from B4, B11)"."""
    own = found.stated.source
    others = tuple(each.place.cell for each in (found.box.sources if found.box else ()) if each != own)
    parts = {
        "text": own.verbatim,
        "cell": str(own.place),
        "name": found.answer.name,
        "band": MEASURES[found.stated.measure],
        "taken": found.taken_as,
    }
    if others:
        return say("“{text}” ({cell}; {name}, {band}: {taken} from {others})", **parts, others=others)
    return say("“{text}” ({cell}; {name}, {band}: {taken})", **parts)


def names_not_tied(unknown: Sequence[UnknownName]) -> tuple[Reason, ...]:
    """Rows of lists whose course is no course of the catalogue: they count for nothing, and that is told."""
    if not unknown:
        return ()
    named = tuple(
        say("“{name}” ({cell})", name=each.name, cell=str(each.source.place))
        for each in dict.fromkeys(unknown)
    )
    return (
        Reason(
            "names_not_tied",
            say(
                "These names are of no course in the catalogue, and their rows count for nothing: {names}.",
                names=named,
            ),
        ),
    )


def prerequisites_unknown(lines: Sequence[Line]) -> tuple[Reason, ...]:
    """Prerequisites that are no course of the catalogue: the choice knows nothing of them, and that is told."""
    named = tuple(
        say("“{name}” before {course} ({cell})", name=name, course=each.verbatim, cell=str(each.place))
        for name, each in dict.fromkeys((each.name, each.source) for each in unknown_prerequisites(lines))
    )
    if not named:
        return ()
    text = say(
        "These prerequisites are no course of the catalogue and count for nothing: {names}. Write each as the course "
        "stands in its own row, and import the catalogue again.",
        names=named,
    )
    return (Reason("prerequisites_unknown", text),)


def requests_unread(requests: Sequence[Requested]) -> tuple[Reason, ...]:
    """Requests whose number cannot be read: the forecast counts for them, and that is told."""
    cells = tuple(str(asked.source.place) for asked in requests if asked.seats is None)
    if not cells:
        return ()
    text = say(
        "These cells ask for seats without a plain number; the forecast counts instead: {cells}.", cells=cells
    )
    return (Reason("requests_unread", text),)


def prices_unread(prices: Sequence[StatedPrice]) -> tuple[Reason, ...]:
    """Prices with a part that cannot be read: what the course costs is not known, and that is told."""
    names = tuple(
        say("{name} ({cell})", name=each.price.source.verbatim, cell=str(each.price.source.place))
        for each in prices
        if each.unread
    )
    if not names:
        return ()
    text = say(
        "The rows of these courses state a price without a plain amount, so that it is not known: {names}.",
        names=names,
    )
    return (Reason("prices_unread", text),)
