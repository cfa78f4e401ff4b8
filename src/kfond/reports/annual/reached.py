"""Whom the training reached: municipalities with participations, and participations beside the posts there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kfond.catalogue.lines import slug_of
from kfond.formatting import swedish_key
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import UNKNOWN, Ends, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participations import by_course, inside, participations_of, total_of
from kfond.reports.annual.places import names_of, place_keys
from kfond.staffing.boxes import Box, box_of, sum_of
from kfond.staffing.returns import Measure, Return


class PerPost(NamedTuple):
    """A municipality's participations beside its posts; `finding` None where either is not known as a number."""

    municipality: str
    participations: Box
    posts: Box
    finding: Finding | None


def reached(rows: Iterable[Row]) -> Mapping[str, str]:
    """The municipalities that surely had somebody there: their names by their codes."""
    return {
        row.municipality_code: row.municipality
        for row in rows
        if row.municipality_code and participations_of(row).low > 0
    }


def reached_finding(key: str, rows: Sequence[Row], meaning: str, **names: str) -> Finding:
    """In how many municipalities somebody took part; an unclear cell may make it more."""
    sure = reached(rows)
    maybe = {row.municipality_code for row in rows if participations_of(row).high != 0} - {*sure, ""}
    ends = Ends(len(sure), len(sure), len(sure) + len(maybe)) if maybe else exactly(len(sure))
    sources = [source for row in rows for source in participations_of(row).sources]
    counted = tuple(sorted(sure.values(), key=swedish_key))
    return Finding(figure(key, ends, sources, None, meaning=meaning, **names), counted)


def reached_by_course(rows: Sequence[Row], key: str, period: str) -> Mapping[str, Finding]:
    """The municipalities that each course reached."""
    return {
        name: reached_finding(
            f"participations.{key}.reached.course.{slug_of(name)}",
            those,
            "participations.reached.course",
            period=period,
            course=name,
        )
        for name, those in by_course(rows).items()
    }


def missed(material: Material, rows: Iterable[Row]) -> tuple[str, ...]:
    """The members that did not surely take part, in Swedish order; one that nothing names goes by its code."""
    names = names_of(material)
    silent = material.members - set(reached(rows))
    return tuple(sorted((names.get(code, f"kommunkod {code}") for code in silent), key=swedish_key))


def per_post(material: Material, rows: Sequence[Row], is_zero: bool) -> tuple[PerPost, ...]:
    """Each municipality with its participations and posts of the report's last year, in Swedish order.

    A municipality that the lists leave out had none where the lists tell all (`is_zero`), else it is not known.
    """
    posts = {code: _posts(units) for code, units in _units(material).items()}
    names, keys = names_of(material), place_keys(material)
    codes = {row.municipality_code for row in rows if row.municipality_code} | set(posts) | material.members
    nobody = sum_of(()) if is_zero else Box(Decimal(0), None, None, ())
    mine: dict[str, list[Row]] = {}
    for row in inside(rows):
        mine.setdefault(row.municipality_code, []).append(row)
    found = []
    for code in sorted(codes, key=lambda code: swedish_key(names.get(code, code))):
        many = total_of(mine[code]) if code in mine else nobody
        there = posts.get(code, Box(Decimal(0), None, None, ()))
        name = names.get(code, f"kommunkod {code}")
        found.append(
            PerPost(name, many, there, _ratio_of(name, keys.get(name, code), many, there, str(material.year)))
        )
    return tuple(found)


def per_post_of_all(material: Material, found: Sequence[PerPost]) -> Finding:
    """Participations per post, over the municipalities where both are known."""
    known = [each for each in found if each.finding]
    many, posts = sum_of(each.participations for each in known), sum_of(each.posts for each in known)
    names = tuple(each.municipality for each in known)
    counted = [answer for answer in material.returns if answer.municipality in names]
    year = str(material.year)
    return Finding(
        figure(
            f"participations.{year}.per_post",
            ratio(many, posts) if known else UNKNOWN,
            (*many.sources, *posts.sources),
            material.coverage(counted) if known else None,
            meaning="participations.per_post",
            period=year,
        ),
        names,
        tuple(each.municipality for each in found if not each.finding),
    )


def ratio(many: Box, posts: Box) -> Ends:
    """Participations divided by posts, with the ends that both leave open."""
    if many.best is None or not posts.best:
        return UNKNOWN
    low = None if posts.high is None else _share(many.low, posts.high)
    high = None if many.high is None or not posts.low else _share(many.high, posts.low)
    return Ends(_share(many.best, posts.best), low, high)


def _share(part: Decimal, whole: Decimal) -> Fraction:
    return Fraction(part) / Fraction(whole)


def _ratio_of(name: str, key: str, many: Box, posts: Box, year: str) -> Finding | None:
    ends = ratio(many, posts)
    if ends.value is None:
        return None
    return Finding(
        figure(
            f"participations.{year}.per_post.{key}",
            ends,
            (*many.sources, *posts.sources),
            meaning="participations.per_post.municipality",
            period=year,
            municipality=name,
        ),
        (name,),
    )


def _units(material: Material) -> Mapping[str, Sequence[Return]]:
    """The units of each municipality that speak of the report's last year."""
    units: dict[str, list[Return]] = {}
    for answer in material.returns:
        if answer.as_of.year == material.year:
            units.setdefault(answer.municipality_code, []).append(answer)
    return units


def _posts(units: Iterable[Return]) -> Box:
    """The posts of a municipality's units; not known where one of them does not tell."""
    cells = [answer.stated(Measure.POSITIONS) for answer in units]
    return sum_of(
        box_of(cell.reading, cell.source) if cell else Box(Decimal(0), None, None, ()) for cell in cells
    )
