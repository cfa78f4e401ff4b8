"""Counting what was done: nothing twice, thirds that add up to the year, offered apart from attended."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from activities.written_activities import activities
from kfond.activities.counting import (
    contradicted,
    counted_in,
    meetings_with_minutes,
    occasions,
    participants_by_audience,
    thirds_of,
    trainings_by_format,
    year_of,
)
from kfond.activities.values import Format, TakingPart
from kfond.provenance import Figure
from kfond.reports.annual.sections.year_in_counts import several
from kfond.staffing.boxes import Box

T2 = date(2022, 5, 1), date(2022, 8, 31)


def said(box: Box) -> str:
    """A number as least–most: 3, 0–4, 2–?."""
    low, high = f"{box.low:f}", "?" if box.high is None else f"{box.high:f}"
    return low if low == high else f"{low}–{high}"


@pytest.mark.parametrize(
    ("told", "of_year", "of_second_third"),
    [
        ([("maj 2022", 2)], "2", "2"),
        ([(2022, 4)], "4", "0–4"),
        ([("T1 2022", 1), ("T2 2022", 2), ("T3 2022", 1)], "4", "2"),
        ([("T1 2022", 1), ("T2 2022", 2), (2022, 4)], "4", "2–3"),  # the year is the whole, not one more part
        ([("T1 2022", 1), ("T2 2022", 2), ("T3 2022", 1), (2022, 4)], "4", "2"),
        (
            [("T2 2022", 3), (2022, 2)],
            "2–3",
            "3",
        ),  # the parts make more than the whole: nobody knows which is wrong
        ([("maj 2022", 1), ("T2 2022", 3), (2022, 5)], "5", "3–5"),
        ([("maj 2022", "")], "0–?", "0–?"),
        ([("maj 2022", 0)], "0", "0"),
        ([("mars 2022 - juni 2022", 3)], "3", "0–3"),
        ([("november 2021", 7)], "0", "0"),
        ([("december 2021 - januari 2022", 2)], "0–2", "0"),
    ],
)
def test_a_number_is_counted_once(
    told: list[tuple[object, object]], of_year: str, of_second_third: str
) -> None:
    rows = activities(*((when, "möte", "Styrgrupp", number) for when, number in told))

    assert said(counted_in(rows, year_of(2022), occasions)) == of_year
    assert said(counted_in(rows, T2, occasions)) == of_second_third


def test_what_contradicts_its_parts_is_named() -> None:
    rows = activities(
        ("T2 2022", "möte", "Styrgrupp", 3), (2022, "möte", "Styrgrupp", 2), (2022, "möte", "Råd", 1)
    )

    assert [(each.name, said(each.occasions)) for each in contradicted(rows, occasions)] == [
        ("Styrgrupp", "2")
    ]


PERIODS = (
    "T1 2022",
    "T2 2022",
    "T3 2022",
    "maj 2022",
    "juni 2022",
    "2022-05-17",
    "VT2022",
    "mars 2022 - juni 2022",
    "2022",
)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(PERIODS), st.sampled_from("AB")), st.integers(0, 9), min_size=1, max_size=6
    )
)
def test_the_thirds_and_what_lies_in_none_are_together_the_year(told: dict[tuple[str, str], int]) -> None:
    rows = activities(*((when, "möte", name, number) for (when, name), number in told.items()))

    assume(not contradicted(rows, occasions))

    found = thirds_of(rows, 2022, occasions)

    assert sum(third.low for third in found.thirds) + found.apart.low == found.whole.low == found.whole.high


def test_minutes_are_told_by_who_met_and_may_be_unknown() -> None:
    rows = activities(
        (2022, "möte", "Styrgrupp", 4, "Ja"),
        ("T1 2022", "möte", "Enhetschefer", 3, "Ja"),
        ("T2 2022", "möte", "Enhetschefer", 5, "Ja"),
        (2022, "möte", "Egna träffar", 4, "Nej"),
        (2022, "möte", "Referensgrupp", 2),
        (2022, "utbildning", "Kursledare", 9, "Ja"),  # no meeting
    )

    found = meetings_with_minutes(rows, year_of(2022))

    assert {name: said(box) for name, box in found.items()} == {
        "Styrgrupp": "4",
        "Enhetschefer": "8",
        "Referensgrupp": "0–2",
    }
    assert said(meetings_with_minutes(rows, T2)["Enhetschefer"]) == "5"


@pytest.mark.parametrize(
    ("number", "formats", "found"),
    [
        (3, "digitalt, fysiskt, hybrid", {"digital": "1", "physical": "1", "hybrid": "1"}),
        (4, "digitalt och fysiskt", {"digital": "1–3", "physical": "1–3", "hybrid": "0"}),
        (2, "på plats", {"digital": "0", "physical": "2", "hybrid": "0"}),
        (2, "", {"digital": "0–2", "physical": "0–2", "hybrid": "0–2"}),
        ("", "digitalt", {"digital": "0–?", "physical": "0", "hybrid": "0"}),
        (
            1,
            "digitalt, fysiskt",
            {"digital": "0–1", "physical": "0–1", "hybrid": "0"},
        ),  # one of them is wrong
    ],
)
def test_trainings_by_format(number: object, formats: str, found: dict[str, str]) -> None:
    rows = activities((2022, "utbildning", "Ett hem att växa i", number, "", formats))

    assert {str(each): said(box) for each, box in trainings_by_format(rows, year_of(2022)).items()} == found


def test_who_was_offered_or_invited_has_not_attended_and_homes_are_no_persons() -> None:
    rows = activities(
        (2022, "utbildning", "Pilot", "", "", "", "familjehem", 16, "erbjöds"),
        (2022, "nätverksträff", "Träffar", 3, "", "", "familjehem", 40, "bjöds in"),
        (2022, "evenemang", "Familjehemsdag", 1, "", "", "föräldrar och barn", 217, "deltog"),
        ("maj 2022", "utbildning", "TMO", 1, "", "", "familjehem", 12, "deltog"),
        ("juni 2022", "utbildning", "TMO", 1, "", "", "familjehem", 9, "deltog"),
        (2022, "utbildning", "Kväll", 1, "", "", "familjehem", 5),
        (2022, "utbildning", "Föreläsning", 1, "", "", "familjehem", "", "deltog"),
    )

    found = participants_by_audience(rows, year_of(2022))

    assert {key: said(box) for key, box in found.items()} == {
        (TakingPart.OFFERED, "familjehem"): "16",
        (TakingPart.INVITED, "familjehem"): "40",
        (TakingPart.ATTENDED, "föräldrar och barn"): "217",
        (TakingPart.ATTENDED, "familjehem"): "21",
        (None, "familjehem"): "5",
    }


def test_a_row_says_what_it_says() -> None:
    (one,) = activities(
        (2022, "bemanning", "Kommunikatör", "", "", "hybrid, digitalt", "alla", "", "", "100 %", 0.75, "tjänst",
         "efter", "samtliga")
    )  # fmt: skip

    assert one.formats == (Format.DIGITAL, Format.HYBRID)
    assert (said(one.share), said(one.counted), one.counted_as, one.stage, one.in_words) == (
        "1", "0.75", "tjänst", "after", "samtliga",
    )  # fmt: skip
    assert said(one.participants) == "0–?" and one.taking_part is None and one.has_minutes is None


@pytest.mark.parametrize(
    ("value", "low", "told"),
    [
        (1, 1, "1 möte"),
        (2, 2, "2 möten"),
        (None, 1, "minst 1 möte"),
        (None, 3, "minst 3 möten"),
        (None, 0, ""),
        (None, None, ""),
    ],
)
def test_a_number_that_is_at_least_one_is_of_one_thing(value: int | None, low: int | None, told: str) -> None:
    found = Figure("möten", "Möten", value, "meetings", "Antal möten.", (), low=low)
    assert several(found, ("möte", "möten")).replace("[", "").replace("](figure:möten)", "") == told
