"""Who has a course already: counted from lists, allocated from summaries, never twice, never a silent 0."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.participations import Taken
from kfond.plan.needs.need import OfCourse
from kfond.plan.needs.trained import share_kept
from need_samples import KEPT, known, need_of, new_staff, of_code, pooled, shown, taken

STAFF = new_staff(30, 20, 10)
COUNTS = st.lists(st.integers(0, 12), max_size=5)
DAYS = ("2014-03-01", "2015-03-01", "2016-03-01", "2017-03-01", "2017-09-01")


def trained(rows: list[Taken], code: str = "1421", **options: object) -> tuple[str, str, str]:
    found = of_code(need_of(known(STAFF, rows, **options)), code).trained  # type: ignore[arg-type]
    assert found
    return shown(found.persons)


@pytest.mark.parametrize(
    ("counts", "low", "best", "high"),
    [
        # participations of Orust in each round: persons at least, most likely (0.95 of them), at most
        ([10], "10", "10", "10"),  # nobody takes one round twice
        ([10, 10], "10", "19", "20"),
        ([4, 4, 4], "4", "11.4", "12"),
        ([10, 1], "10", "10.45", "11"),
        ([20, 20], "20", "30", "30"),  # never more than there are
        ([], "0", "0", "0"),
    ],
)
def test_participations_become_persons(counts: list[int], low: str, best: str, high: str) -> None:
    rows = [taken("1421", day, count) for day, count in zip(DAYS, counts, strict=False)]

    assert trained([*rows, taken("1435", "2017-03-01", 1)]) == (low, best, high)


def test_those_trained_grow_fewer_by_what_is_kept() -> None:
    # 10 in VT2017, two terms before the plan: 6 are left, then 5, 4 and, as in the last term before, 3.2.
    need = need_of(known(STAFF, [taken("1421", "2017-03-01", 10)]), of_course=OfCourse(KEPT))

    orust = of_code(need, "1421")
    assert orust.trained
    assert [shown(term)[1] for term in orust.trained.staying] == ["6", "5", "4", "3.2"]
    assert [shown(term)[1] for term in orust.left] == ["24", "25", "26", "26.8"]


def test_beyond_the_last_share_known_it_goes_on_falling() -> None:
    assert [share_kept(KEPT, terms) for terms in (0, 4, 5)] == [1, Decimal("0.4"), Decimal("0.32")]
    assert share_kept((Decimal(1),), 3) == 1
    assert share_kept((Decimal(1), Decimal(0), Decimal(0)), 9) == 0


def test_pooled_participations_are_allocated_by_staff_and_labelled() -> None:
    # 12 in 3 rounds: at least 4 persons, at most 12, 0.95 x 12 = 11.4; half the staff is Orust's.
    need = need_of(known(STAFF, ties=[pooled(12, 3)]))

    parts = [part.trained for part in need.members]
    assert [shown(part.persons) for part in parts if part] == [
        ("2", "5.7", "6"),
        ("1.3333", "3.8", "4"),
        ("0.6667", "1.9", "2"),
    ]
    assert not any(part.is_observed for part in parts if part)
    assert parts[0] and [found.place.cell for found in parts[0].sources] == ["D1", "C1"]


def test_pooled_participations_are_spread_over_the_terms_of_their_years_until_now() -> None:
    # 2016-2017: VT2016 to HT2017, four terms of 3, kept 0.4, 0.5, 0.6 and 0.8: 6.9, of which 0.95 is 6.555.
    need = need_of(known(new_staff(30), ties=[pooled(12, 12)], members=known(STAFF).members[:1]),
                   of_course=OfCourse(KEPT))  # fmt: skip
    assert shown(need.members[0].trained.persons)[1] == "6.555"  # type: ignore[union-attr]

    early = replace(known(new_staff(30), ties=[pooled(12, 12)]), as_of=date(2017, 3, 31))
    # until VT2017 three terms of 4: kept 0.4, 0.5, 0.6; Tanum and Uddevalla, not known, take a part each
    found = of_code(need_of(early, of_course=OfCourse(KEPT)), "1421").trained
    assert found and shown(found.persons)[1] == "1.9"


def test_a_municipality_without_figures_takes_its_part_of_the_pooled_too() -> None:
    need = need_of(known(new_staff(30, 10), ties=[pooled(30, 1)]))  # Uddevalla counts as a mean one, 20

    assert shown(of_code(need, "1421").trained.persons)[1] == "15"  # type: ignore[union-attr]
    assert of_code(need, "1485").trained is None
    (note,) = need.notes
    assert "Uddevalla" in note.in_words("en")


def test_a_summary_is_not_counted_beside_the_lists_of_the_same_years() -> None:
    rows = [taken("1421", "2017-03-01", 5), taken("1435", "2017-09-01", 5)]

    both = need_of(known(STAFF, rows, [pooled(10, 2, 2017, 2017)]))
    lists = need_of(known(STAFF, rows))

    assert both.members == lists.members
    assert [note.in_words("en") for note in both.notes] == [
        "Samtal 2017–2017: the lists of participants count for 2017, the summary for the rest."
    ]


def test_the_years_that_only_the_summary_covers_still_count() -> None:
    # 2014-2017: 40 in eight terms, of which the six of 2014-2016 count: 30 in one round a person each.
    need = need_of(known(STAFF, [taken("1421", "2017-03-01", 5)], [pooled(40, 1, 2014, 2017)]))

    assert shown(of_code(need, "1421").trained.persons) == ("20", "20", "20")  # type: ignore[union-attr]
    assert shown(of_code(need, "1435").trained.persons) == ("10", "10", "10")  # type: ignore[union-attr]


def test_local_training_counts_is_marked_and_displaces_no_summary() -> None:
    rows = [taken("1421", "2017-03-01", 3, is_local=True)]

    need = need_of(known(STAFF, rows, [pooled(6, 1, 2017, 2017)]))

    orust, tanum = (of_code(need, code).trained for code in ("1421", "1435"))
    assert orust and tanum
    assert (shown(orust.persons)[1], orust.has_local) == ("6", True)  # 3 and half of 6
    assert (shown(tanum.persons)[1], tanum.has_local) == ("2", False)


@pytest.mark.parametrize(
    "tie",
    [
        pooled(12, 1, likely=True),
        pooled(12, 1, relation=Relation.REPLACES),
        pooled(12, 1, relation=Relation.DEEPENS),
        pooled(12, 1, 2019, 2020),  # after the day of planning
    ],
)
def test_only_what_is_certain_to_be_this_course_and_known_by_then_counts(tie: object) -> None:
    assert of_code(need_of(known(STAFF, ties=[tie])), "1421").trained is None  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a count that cannot be read: 0 at least, the mean of the others, as many as there are
        ([taken("1421", "2016-03-01", 8), taken("1421", "2017-03-01", None)], ("8", "15.2", "30")),
        ([taken("1421", "2017-03-01", None), taken("1435", "2017-03-01", 6)], ("0", "6", "30")),
        ([taken("1421", "2017-03-01", None)], ("0", "0", "30")),
    ],
)
def test_a_count_that_cannot_be_read_widens_and_is_said(
    rows: list[Taken], expected: tuple[str, str, str]
) -> None:
    need = need_of(known(STAFF, rows))

    assert shown(of_code(need, "1421").trained.persons) == expected  # type: ignore[union-attr]
    (note,) = need.notes
    assert "lists.xlsx, Blad1!A1" in note.in_words("en")


def test_a_course_held_for_an_unknown_number_is_not_held_for_nobody() -> None:
    need = need_of(known(STAFF, ties=[pooled(None, 3)]))

    assert shown(of_code(need, "1421").trained.persons) == ("0", "0", "30")  # type: ignore[union-attr]
    assert shown(need.members[0].left[0])[0] != "30"
    assert [note.in_words("en") for note in need.notes] == [
        "Samtal 2016–2017: how many took part is not known."
    ]


def test_a_row_of_a_band_that_the_course_is_not_for_does_not_count() -> None:
    rows = [
        taken("1421", "2017-03-01", 4, band=Band.NEW),
        taken("1421", "2017-03-01", 5, band=Band.EXPERIENCED),
        taken("1421", "2017-03-01", 1, band=Band.CASEWORKERS),
        taken("1421", "2018-03-01", 9),  # later than what is known
        taken("1421", "2017-03-01", 9, course="annan"),
    ]

    assert trained(rows) == ("5", "5", "5")


@given(counts=COUNTS, at=st.integers(0, 4), more=st.integers(0, 12), other=st.integers(0, 12))
def test_need_never_rises_with_trained(counts: list[int], at: int, more: int, other: int) -> None:
    rows = [taken("1421", day, count) for day, count in zip(DAYS, counts, strict=False)]
    rows.append(taken("1435", DAYS[0], other))
    more_rows = [*rows, replace(taken("1421", DAYS[at], more), round="another")]

    fewer, many = (
        need_of(known(STAFF, listed, spread=5), of_course=OfCourse(KEPT)) for listed in (rows, more_rows)
    )

    for before, after in (*zip(fewer.members[0].left, many.members[0].left, strict=True),
                          *zip(fewer.total, many.total, strict=True)):  # fmt: skip
        assert after.low <= before.low and after.best <= before.best and after.high <= before.high


@given(counts=st.lists(st.integers(0, 12), min_size=1, max_size=5), at=st.integers(0, 4))
def test_an_unreadable_count_never_narrows(counts: list[int], at: int) -> None:
    rows = [taken("1421", day, count) for day, count in zip(DAYS, counts, strict=False)]
    unread = [
        replace(row, count=None) if number == at % len(rows) else row for number, row in enumerate(rows)
    ]

    (low, _, high), (lowest, _, highest) = (
        [Decimal(text) for text in trained(listed)] for listed in (rows, unread)
    )

    assert lowest <= low and high <= highest


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [
        taken("1421", DAYS[0], 3, cell="A1"),
        taken("1435", DAYS[1], None, cell="A2"),
        taken("1421", DAYS[1], 7, cell="A3"),
        taken("", DAYS[2], 5, cell="A4"),
        taken("1485", DAYS[3], 2, cell="A5"),
    ]
    ties = [pooled(12, 3), pooled(7, 2, 2013, 2013)]
    basis = known(STAFF, rows, ties, spread=3)
    need = need_of(basis)

    shuffled = random.Random(7).sample(rows, len(rows))

    assert need_of(known(STAFF, shuffled, ties[::-1], basis.members[::-1], spread=3)) == need
