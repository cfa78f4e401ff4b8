"""Coverage: which municipalities the training reached, and how much of it fell to each post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import count_of, interval, number
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import key_of, words_of
from kfond.reports.annual.participation_tables import cell_of
from kfond.reports.annual.participations import JOINT, of_year, tells_all
from kfond.reports.annual.reached import (
    PerPost,
    missed,
    per_post,
    per_post_of_all,
    reached_by_course,
    reached_finding,
)
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, marked, shown
from kfond.staffing.boxes import Box

DECIMALS = 2  # participations per post: about one or two in a year
CANNOT = "går inte att räkna"


def _part(material: Material) -> Part | None:
    rows = material.rows_of(JOINT)
    if not rows:
        return None
    key, period = key_of(material), words_of(material)
    whole = reached_finding(f"participations.{key}.reached", rows, "participations.reached", period=period)
    courses = reached_by_course(rows, key, period)
    last_year = of_year(rows, material.year)
    each = per_post(material, last_year, tells_all(last_year)) if last_year else ()
    of_all = per_post_of_all(material, each)
    has_ratio = of_all.figure.value is not None
    told = _told(whole, len(material.members))
    return Part(
        findings=(whole, *courses.values(), *(it.finding for it in each if it.finding), of_all)
        if has_ratio
        else (whole, *courses.values()),
        tables=MappingProxyType(
            {
                "reached_by_course": _by_course(courses, len(material.members), period),
                **({"per_post": _per_post(each, of_all, material.year)} if has_ratio else {}),
            }
        ),
        words=MappingProxyType(
            {
                "told": told,
                "period": period,
                "missed": missed(material, rows),
                "tells_all": tells_all(rows),
                "per_post": of_all if has_ratio else None,
                "per_post_words": number(of_all.figure.value or 0, DECIMALS),
            }
        ),
        summary=(f"**{told}** av utbildningen {period}.",),
        key_figures=((_words(whole), whole.figure),) if _is_exact(whole) else (),
    )


def _is_exact(whole: Finding) -> bool:
    return whole.figure.low == whole.figure.high


def _words(whole: Finding) -> str:
    return "kommun nåddes" if whole.figure.value == 1 else "kommuner nåddes"


def _told(whole: Finding, members: int) -> str:
    """10 av 10 kommuner nåddes; 8–9 av 10 where an unclear cell may make it more."""
    count = whole.figure.value or 0
    if not _is_exact(whole):
        least_and_most = interval(whole.figure.low, whole.figure.high)
        return f"{marked(whole.figure, least_and_most)} {f'av {members} ' if members else ''}kommuner nåddes"
    of = f"{marked(whole.figure)} av {count_of(members, 'kommun')}" if members else ""
    return f"{of or marked(whole.figure, count_of(count, 'kommun').capitalize())} nåddes"


def _by_course(courses: Mapping[str, Finding], members: int, period: str) -> Table:
    of = f", av {count_of(members, 'kommun')}" if members else ""
    return Table(
        f"Kommuner som nåddes {period}, kurs för kurs, antal{of}",
        (Column("Kurs", False), Column("Kommuner som nåddes")),
        tuple((name, cell_of(finding)) for name, finding in courses.items()),
    )


def _per_post(each: Sequence[PerPost], of_all: Finding, year: int) -> Table:
    """Numerator, denominator and what they give; the sum is over those where both are known."""
    known = [it for it in each if it.finding]
    rows: list[tuple[Cell, ...]] = [
        (it.municipality, _many(it.participations), _many(it.posts), _ratio(it.finding)) for it in each
    ]
    sums = [sum((getattr(it, part) for it in known[1:]), getattr(known[0], part)) for part in PARTS]
    rows.append((f"Tillsammans, {count_of(len(known), 'kommun')}", *map(_many, sums), _ratio(of_all)))
    heads = ("Deltagartillfällen", "Tjänster", "Deltagartillfällen per tjänst")
    return Table(
        f"Deltagartillfällen per tjänst {year}, antal",
        (Column("Kommun", False), *(Column(head) for head in heads)),
        tuple(rows),
    )


PARTS = ("participations", "posts")


def _many(box: Box) -> str:
    if box.best is None or box.high is None:
        return NOT_KNOWN
    return number(box.best) if box.low == box.high else f"ca {number(box.best)}"


def _ratio(finding: Finding | None) -> Cell:
    if finding is None:
        return CANNOT
    found = finding.figure
    about = "" if found.low == found.high else "ca "
    words = shown(found) if found.value is None else about + number(found.value, DECIMALS)
    return Marked(words, found.id)


REACH = Section(
    "reach",
    "Täckning: kommuner som nåddes",
    "Täckning: inga listor över deltagartillfällen är kända för tiden.",
    _part,
    rank=4,
)
