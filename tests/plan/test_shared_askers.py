"""Courses for the same persons have their lines of seats between them, and each the menu that it has alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_bases import basis_with

from kfond.catalogue.requests import Requested
from kfond.periods import Term, terms_of_years
from kfond.plan.basis import Basis
from kfond.plan.drafts import Draft
from kfond.plan.propose import drafts_of, season_of
from need_samples import source, taken
from written_catalogue import lines_of

STAFF = {"1421": (9, 4, 2), "1435": (6, 3, 2), "1485": (14, 5, 1)}
LINES = lines_of(
    [
        ("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12),
        ("BoU", "0-2 år", "Trauma", "1 gång/år", 5, 10),
        ("BoU", "0-2 år", "Samtal", "Vid efterfrågan", 5, 12),
        ("BoU", "0-2 år", "BBIC", "Vartannat år", 5, 8),
    ]
)
SLUGS = [line.course.slug for line in LINES]
CODES = st.sampled_from(sorted(STAFF))
ROWS = st.builds(
    lambda code, count, slug: taken(code, "2017-03-01", count, course=slug),
    CODES,
    st.integers(0, 6),
    st.sampled_from(SLUGS),
)
WISHES = st.builds(
    lambda code, seats, slug: Requested(slug, code, Term(2018, 2), seats, 0, source("B2")),
    CODES,
    st.integers(0, 8),
    st.sampled_from(SLUGS),
)


def drafts(basis: Basis) -> tuple[Draft, ...]:
    return drafts_of(season_of(basis, terms_of_years(2018, 2019)))


def test_courses_of_which_nothing_is_known_but_whom_they_are_for_have_the_same_askers() -> None:
    rows = (taken("1421", "2017-03-01", 4, course="trauma"),)
    lvu, trauma, samtal, bbic = drafts(replace(basis_with(STAFF, LINES), taken=rows))

    assert lvu.askers is bbic.askers
    assert len({id(each.askers) for each in (lvu, trauma, samtal)}) == 3  # held before; on request alone


@settings(max_examples=6, deadline=None)
@given(st.lists(ROWS, max_size=2), st.lists(WISHES, max_size=2))
def test_a_course_has_the_menu_that_it_has_alone(rows, wishes) -> None:
    basis = replace(basis_with(STAFF, LINES), taken=tuple(rows), requests=tuple(wishes))

    for line, together in zip(LINES, drafts(basis), strict=True):
        (alone,) = drafts(replace(basis, lines=(line,)))
        assert (alone.menu, alone.need, alone.missing) == (together.menu, together.need, together.missing)
