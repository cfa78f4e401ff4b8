"""Proposed days: what nobody teaches for, and the groups spread over what is left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfond.catalogue.meetings import meetings_of
from kfond.holidays_of_sweden import days_off, is_squeezed_in, public_holidays
from kfond.periods import Span, Term
from kfond.plan.annual_cycle import annual_cycle
from kfond.plan.breaks import Break, days_kept_free
from kfond.plan.dates import Placed, ToPlace, proposed_days

MEMBERS = {"1421": "Orust", "1435": "Tanum", "1485": "Uddevalla"}
VT2018, HT2018 = Term(2018, 1), Term(2018, 2)
OFF_2018 = frozenset(days_off(date(2018, 1, 1), date(2018, 12, 31)))
NOTHING_OFF: frozenset[date] = frozenset()
SEASONS = {VT2018: (date(2018, 1, 15), date(2018, 6, 10)), HT2018: (date(2018, 9, 1), date(2018, 12, 10))}


def group(
    key: str, number: int = 1, *, term: Term = VT2018, days: int | None = 100, codes: tuple[str, ...] = ()
) -> ToPlace:
    return ToPlace(key, f"Kurs {key}", term, number, days, codes)


def placed(
    groups: Iterable[ToPlace], breaks: Iterable[Break] = (), off: frozenset[date] = OFF_2018
) -> tuple[Placed, ...]:
    return proposed_days(groups, breaks, off, MEMBERS, annual_cycle())


def days_of(span: Span) -> Iterator[date]:
    return (span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days + 1))


def closed(code: str, first: str, last: str, name: str = "lov") -> Break:
    return Break(code, name, date.fromisoformat(first), date.fromisoformat(last))


def all_but(first: str, last: str) -> tuple[Break, Break]:
    """Breaks of everybody that leave only the days between, both included, of spring 2018."""
    before = date.fromisoformat(first) - timedelta(days=1)
    after = date.fromisoformat(last) + timedelta(days=1)
    return closed("", "2018-01-01", before.isoformat()), closed("", after.isoformat(), "2018-06-30")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2018-03-30", "Långfredagen"),
        ("2018-05-10", "Kristi himmelsfärdsdag"),
        ("2018-06-06", "Nationaldagen"),
        ("2018-11-03", "Alla helgons dag"),
        ("2018-06-22", None),  # Midsummer Eve: a working day by the law
        ("2018-12-24", None),
        ("2018-04-08", None),  # an ordinary Sunday
    ],
)
def test_public_holidays_are_those_of_the_law(day: str, name: str | None) -> None:
    assert public_holidays(date(2018, 1, 1), date(2018, 12, 31)).get(date.fromisoformat(day)) == name


def test_a_year_has_thirteen_public_holidays_and_three_eves_besides() -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    eves = set(days_off(*year).items()) - set(public_holidays(*year).items())

    assert len(public_holidays(*year)) == 13
    assert sorted(eves) == [
        (date(2026, 6, 19), "Midsommarafton"),
        (date(2026, 12, 24), "Julafton"),
        (date(2026, 12, 31), "Nyårsafton"),
    ]
    assert list(days_off(date(2026, 12, 24), date(2026, 12, 25)).values()) == ["Julafton", "Juldagen"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-05-11", True),  # Friday after Ascension Day
        ("2018-04-30", True),  # Monday before the first of May
        ("2018-06-05", False),  # Tuesday before a Wednesday off
        ("2018-05-09", False),
    ],
)
def test_a_day_alone_between_days_off_is_squeezed_in(day: str, expected: bool) -> None:
    assert is_squeezed_in(date.fromisoformat(day), OFF_2018) is expected


def test_the_usual_breaks_of_a_county_hold_where_a_municipality_has_stated_none() -> None:
    stated = [closed("1421", "2018-02-12", "2018-02-16", "sportlov")]

    found = {(each.code, each.name): (each.first_day, each.last_day) for each in days_kept_free(
        ["1421", "1435"], 2018, 2018, stated
    )}  # fmt: skip

    assert found == {
        ("1421", "sportlov"): (date(2018, 2, 12), date(2018, 2, 16)),  # and no usual break of that spring
        ("1421", "höstlov"): (date(2018, 10, 29), date(2018, 11, 4)),  # week 44
        ("1435", "sportlov"): (date(2018, 2, 12), date(2018, 3, 11)),  # weeks 7-10: which is not known
        ("1435", "påsklov"): (
            date(2018, 3, 26),
            date(2018, 4, 8),
        ),  # the weeks before and after Easter Sunday
        ("1435", "höstlov"): (date(2018, 10, 29), date(2018, 11, 4)),
    }


def test_only_the_breaks_of_municipalities_with_seats_keep_a_group_away() -> None:
    breaks = [*all_but("2018-03-05", "2018-03-11"), closed("1435", "2018-03-05", "2018-03-11", "sportlov")]

    orust, tanum = placed([group("a", codes=("1421",)), group("b", codes=("1421", "1435"))], breaks)

    assert (orust.first_day, orust.last_day) == (date(2018, 3, 6), date(2018, 3, 6))
    assert tanum.first_day is None
    assert tanum.remark and "sportlov from 2018-03-05 to 2018-03-11 (Tanum)" in tanum.remark.in_words("en")


def test_the_breaks_of_everybody_keep_a_group_with_open_seats_away() -> None:
    breaks = [*all_but("2018-03-05", "2018-03-11"), closed("1435", "2018-03-05", "2018-03-11")]

    (found,) = placed([group("a")], breaks)

    assert found.first_day is None


@pytest.mark.parametrize(
    ("days", "first", "last", "remark"),
    [
        (50, "2018-05-08", "2018-05-08", ""),
        (100, "2018-05-08", "2018-05-08", ""),
        (150, "2018-05-08", "2018-05-09", ""),  # Thursday is Ascension Day
        (1000, "2018-05-08", "2018-05-08", "the other days of the course are still to be set"),
        (None, "2018-05-08", "2018-05-08", "how many days the course takes is not known"),
    ],
)
def test_days_in_a_row(days: int | None, first: str, last: str, remark: str) -> None:
    (found,) = placed([group("a", days=days)], all_but("2018-05-07", "2018-05-13"))

    assert (found.first_day, found.last_day) == (date.fromisoformat(first), date.fromisoformat(last))
    assert remark in (found.remark.in_words("en") if found.remark else "")
    assert bool(found.remark) is bool(remark)


def test_three_days_do_not_fit_in_a_week_with_a_holiday() -> None:
    (found,) = placed([group("a", days=300)], all_but("2018-05-07", "2018-05-13"))

    assert (found.first_day, found.last_day) == (None, None)


def test_a_day_of_the_catalogue_stays_though_it_is_a_holiday() -> None:
    window = (date(2018, 6, 6), date(2018, 6, 6))

    (found,) = placed([ToPlace("a", "Kurs", VT2018, 1, 100, (), window)])

    assert (found.first_day, found.last_day, found.remark) == (*window, None)


def test_seven_groups_of_a_term_lie_apart_and_in_their_order() -> None:
    found = placed([group("a", number) for number in range(1, 8)])

    assert [each.first_day.isoformat() for each in found if each.first_day] == [
        "2018-01-23",
        "2018-02-13",
        "2018-03-06",
        "2018-03-27",
        "2018-04-17",
        "2018-05-08",
        "2018-05-29",
    ]


def test_a_day_squeezed_in_between_days_off_is_no_course_day() -> None:
    week = all_but("2018-05-14", "2018-05-20")

    found = [placed([group("a")], week, frozenset(map(date.fromisoformat, off))) for off in (
        ["2018-05-15"], ["2018-05-15", "2018-05-17"], ["2018-05-15", "2018-05-16"],
    )]  # fmt: skip

    assert [each.first_day and each.first_day.day for (each,) in found] == [16, None, 17]


def test_the_groups_of_two_areas_are_mixed_over_the_term() -> None:
    found = placed([group(f"{area}/{number}") for area in ("bou", "missbruk") for number in range(6)])

    by_day = "".join(each.group.key[0] for each in sorted(found, key=lambda each: str(each.first_day)))
    assert {by_day[:6].count("b"), by_day[6:].count("b")} <= {2, 3, 4}


# --- whatever is asked -----------------------------------------------------------------------------------

day_of_2018 = st.dates(date(2018, 1, 1), date(2018, 12, 31))


def some_break(code: str, first: date, length: int) -> Break:
    return Break(code, "lov", first, first + timedelta(days=length))


def some_group(key: str, number: int, term: Term, days: int | None, codes: set[str]) -> ToPlace:
    return group(key, number, term=term, days=days, codes=tuple(sorted(codes)))


some_breaks = st.lists(
    st.builds(some_break, st.sampled_from(["", *MEMBERS]), day_of_2018, st.integers(0, 40)), max_size=6
)
some_groups = st.lists(
    st.builds(
        some_group,
        st.sampled_from("abcdefgh"),
        st.integers(1, 9),
        st.sampled_from([VT2018, HT2018]),
        st.sampled_from([None, 50, 100, 200, 250, 300, 1000]),
        st.sets(st.sampled_from(sorted(MEMBERS))),
    ),
    max_size=15,
    unique_by=lambda each: (each.key, each.group, each.term),
)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_days_off = st.one_of(st.just(OFF_2018), st.frozensets(day_of_2018, max_size=20))


def is_free(day: date, asked: ToPlace, breaks: Iterable[Break], off: frozenset[date]) -> bool:
    """The rules, said once more in the plainest way."""
    first, last = SEASONS[asked.term]
    weekend_or_off = [d in off or d.weekday() > 4 for d in (day - timedelta(days=1), day + timedelta(days=1))]
    return (
        first <= day <= last
        and day.isoweekday() in (2, 3, 4)
        and day not in off
        and not all(weekend_or_off)
        and not any(
            each.first_day <= day <= each.last_day
            for each in breaks
            if each.code in ("", *(asked.codes or MEMBERS))
        )
    )


def free_weeks(asked: ToPlace, breaks: list[Break], off: frozenset[date]) -> set[tuple[int, int]]:
    """The weeks in which the group would find its days."""
    length = {None: 1, 50: 1, 100: 1, 200: 2, 250: 3, 300: 3, 1000: 1}[asked.days]
    return {
        day.isocalendar()[:2]
        for day in days_of(SEASONS[asked.term])
        if all(is_free(day + timedelta(days=step), asked, breaks, off) for step in range(length))
    }


@unhurried
@given(some_groups, some_breaks, some_days_off)
def test_no_group_meets_on_a_holiday_or_in_a_break_of_its_municipalities(
    groups: list[ToPlace], breaks: list[Break], off: frozenset[date]
) -> None:
    found = placed(groups, breaks, off)

    assert {each.group for each in found} == set(groups)
    for each in found:
        if each.first_day and each.last_day:
            assert all(
                is_free(day, each.group, breaks, off) for day in days_of((each.first_day, each.last_day))
            )
        else:
            assert not free_weeks(each.group, breaks, off)
            assert each.remark


@unhurried
@given(some_groups, some_breaks, some_days_off)
def test_no_group_could_move_to_a_week_with_two_fewer(
    groups: list[ToPlace], breaks: list[Break], off: frozenset[date]
) -> None:
    found = [each for each in placed(groups, breaks, off) if each.first_day]

    load = Counter(each.first_day.isocalendar()[:2] for each in found if each.first_day)
    for each in found:
        assert each.first_day
        here = load[each.first_day.isocalendar()[:2]]
        assert all(load[week] >= here - 1 for week in free_weeks(each.group, breaks, off))


@unhurried
@given(st.integers(1, 70))
def test_where_nothing_is_in_the_way_no_two_weeks_differ_by_more_than_one(count: int) -> None:
    found = placed([group("a", number, term=HT2018) for number in range(count)], off=NOTHING_OFF)

    load = Counter(each.first_day.isocalendar()[:2] for each in found if each.first_day)
    weeks = {day.isocalendar()[:2] for day in days_of(SEASONS[HT2018]) if day.isoweekday() in (2, 3, 4)}
    assert len(weeks) == 14
    assert max(load[week] for week in weeks) - min(load[week] for week in weeks) <= 1


@unhurried
@given(st.data(), some_groups, some_breaks)
def test_the_order_of_the_rows_changes_nothing(
    data: st.DataObject, groups: list[ToPlace], breaks: list[Break]
) -> None:
    shuffled = data.draw(st.permutations(groups)), data.draw(st.permutations(breaks))

    assert placed(*shuffled) == placed(groups, breaks)


def test_a_group_that_meets_ten_times_begins_ten_weeks_before_the_season_ends() -> None:
    groups = [
        ToPlace("a", "Handledning 10 ggr", VT2018, number, None, (), meetings=10) for number in (1, 2, 3)
    ]
    begins = [found.first_day for found in placed(groups)]
    once = [found.first_day for found in placed([replace(group, meetings=1) for group in groups])]

    last = SEASONS[VT2018][1]
    assert all(day and day + timedelta(weeks=9) <= last for day in begins)
    assert any(day and day + timedelta(weeks=9) > last for day in once)


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("Yrkeshandledning 10 ggr a 3 tim", 10),
        ("Nätverk, 4 träffar", 4),
        ("Föreläsning 2 tim", 1),
        ("BBIC", 1),
        ("0 gånger", 1),
    ],
)
def test_how_often_a_group_meets_by_the_name_of_its_course(name: str, times: int) -> None:
    assert meetings_of(name) == times
