"""The pictures of participations: over the years, by municipality, by both, and by course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kfond.formatting import count_of, join_and, number
from kfond.reports.annual.material import Finding
from kfond.reports.annual.participation_figures import exact
from kfond.reports.pictures.kinds import Amount, Bars, Columns, Panels, Titles
from kfond.reports.wording import shown

UNIT = ("deltagartillfälle", "deltagartillfällen")
SOURCE = "Källa: listorna över deltagartillfällen."
MOST_NAMED = 3


def amount_of(finding: Finding | None) -> Amount:
    """A figure to draw; without one nothing is known."""
    if finding is None:
        return Amount(None)
    found = finding.figure
    return Amount(found.value, found.low, found.high)


def over_years(by_year: Mapping[int, Finding | None], note: str) -> Columns:
    """The sum of each year."""
    titles = Titles(
        title=change(by_year),
        subtitle="Deltagartillfällen i summan, år för år",
        note=f"{SOURCE} {note}".strip(),
        unit=UNIT,
        names="År",
    )
    periods = tuple(map(str, by_year))
    return Columns(titles, periods, (("I summan", tuple(map(amount_of, by_year.values()))),))


def change(by_year: Mapping[int, Finding | None]) -> str:
    """How the last year compares with the one before, in a sentence without a full stop."""
    year = max(by_year)
    last, now, before = by_year[year], exact(by_year[year]), exact(by_year.get(year - 1))
    if now is None or before is None:
        return f"{_said(last) if last else 'Okänt antal deltagartillfällen'} {year}"
    if now == before:
        return f"Lika många deltagartillfällen {year} som {year - 1}, {number(now)}"
    verb = "ökade" if now > before else "minskade"
    return f"Deltagartillfällena {verb} {year}, från {number(before)} till {number(now)}"


def across(found: Mapping[str, Finding], what: str, names: str, period: str, note: str) -> Bars:
    """One bar a municipality or course; `what` is the subtitle's word for them."""
    titles = Titles(
        title=most(found, period),
        subtitle=f"Deltagartillfällen i summan {period}, {what}",
        note=f"{SOURCE} {note}".strip(),
        unit=UNIT,
        names=names,
    )
    return Bars(titles, tuple((name, amount_of(finding)) for name, finding in found.items()))


def most(found: Mapping[str, Finding], period: str) -> str:
    """Who has the most: "Sala hade flest deltagartillfällen 2018: 21"."""
    known = {name: value for name, each in found.items() if (value := exact(each)) is not None}
    if not known:
        return f"Deltagartillfällen {period}"
    highest = max(known.values())
    names = [name for name, value in known.items() if value == highest]
    if len(names) == len(found) > 1:
        return f"Alla hade lika många deltagartillfällen {period}: {number(highest)}"
    whose = number(len(names)) if len(names) > MOST_NAMED else join_and(names)
    each = " var" if len(names) > 1 else ""
    return f"{whose} hade flest deltagartillfällen {period}: {number(highest)}{each}"


def by_place_and_year(
    places: Mapping[str, Sequence[Finding | None]], years: Sequence[int], note: str, is_zero: bool
) -> Panels:
    """A panel a municipality. Where the lists tell all (`is_zero`), a year without the municipality is none."""
    titles = Titles(
        title=_risen(places, years),
        subtitle="Deltagartillfällen i summan, kommun för kommun och år för år",
        note=f"{SOURCE} {note}".strip(),
        unit=UNIT,
    )
    nothing = Amount(0) if is_zero else Amount(None)
    panels = tuple(
        (name, tuple(amount_of(each) if each else nothing for each in found))
        for name, found in places.items()
    )
    return Panels(titles, tuple(map(str, years)), panels)


def _risen(places: Mapping[str, Sequence[Finding | None]], years: Sequence[int]) -> str:
    """In how many municipalities the last year has more than the one before."""
    pairs = [
        (before, now)
        for found in places.values()
        if len(found) > 1
        if (before := exact(found[-2])) is not None and (now := exact(found[-1])) is not None
    ]
    more, fewer = sum(now > before for before, now in pairs), sum(now < before for before, now in pairs)
    if not pairs:
        return "Deltagartillfällen i varje kommun"
    grew = count_of(more, "kommun").capitalize() if more else "Ingen kommun"
    fell = f"{number(fewer)} färre" if fewer else "ingen färre"
    return f"{grew} hade fler deltagartillfällen {years[-1]} än {years[-2]}, {fell}"


def _said(finding: Finding) -> str:
    """152 deltagartillfällen, Minst 140 deltagartillfällen."""
    one = exact(finding)
    words = f"{shown(finding.figure)} {UNIT[1]}" if one is None else count_of(one, UNIT[0])
    return words[0].upper() + words[1:]
