"""The file that an application begins as: it can be read for every fund, and the figures put in come out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.funding.application import Application
from kfond.funding.application_file import read_application
from kfond.funding.budget import applied_for, made_of
from kfond.funding.fund import Fund
from kfond.funding.known import Known, KnownGroup, KnownRound
from kfond.funding.known_funds import fund_of, known_funds
from kfond.registry.members import Member
from kfond.reports.funding.beginning import begun
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure

FUNDS = {fund.key: fund for fund in known_funds()}
NOTHING = Known("", (), (), (), None, date(2021, 1, 1), date(2021, 12, 31))


def persons(low: int, high: int | None, stated: int = 14) -> KnownGroup:
    best = Decimal(low) if low == high else None
    box = Box(Decimal(low), best, None if high is None else Decimal(high), ())
    return KnownGroup("BoU", Measure.BAND_0_2, date(2020, 9, 1), box, stated, 14)


def course(name: str, cost: int | None, term: str = "HT2021") -> KnownRound:
    return KnownRound(name, term, 2021, 1, 20, cost)


MUCH = replace(
    NOTHING,
    applicant="Fyrbodals kommunalförbund",
    members=(Member("1485", "Uddevalla", "14"), Member("1421", "Orust", "14")),
    groups=(persons(52, 52), persons(40, 47)),
    rounds=(course("BBIC grund", 6_240_050), course("BBIC grund", 1_200_000), course("Handledning", None)),
)


def read_back(fund: Fund, known: Known, title: str = "Kurser") -> tuple[Application, str]:
    text = begun(fund, known, title)
    return read_application(text, "ansokan.md", fund), text


@pytest.mark.parametrize("key", FUNDS)
@pytest.mark.parametrize("known", [NOTHING, MUCH], ids=["nothing", "much"])
def test_it_can_be_read_for_every_fund(key: str, known: Known) -> None:
    application, _ = read_back(FUNDS[key], known)
    assert (application.fund, application.title) == (key, "Kurser")
    assert (application.start, application.end) == (date(2021, 1, 1), date(2021, 12, 31))
    assert application.applicant == known.applicant
    assert application.municipalities == tuple(member.code for member in known.members)


def test_what_is_known_for_certain_is_filled_in_and_the_rest_stands_as_a_comment() -> None:
    application, text = read_back(fund_of("sodertalje-2018"), MUCH)
    assert [group.count for group in application.target_groups] == [52, None]
    assert "# count =  # 40–47 personer i 14 av 14 kommuner, 2020-09-01" in text
    assert [(line.key, line.year, line.amount, line.kind) for line in application.costs] == [
        ("bbic-grund-ht2021", 2021, 6_240_050, "utbildning"),
        ("bbic-grund-ht2021-2", 2021, 1_200_000, "utbildning"),
    ]
    assert application.total == 7_440_050
    assert "#   Handledning, HT2021: 1 grupp, 20 platser" in text
    assert "kfonds förslag till kompetensplan, som inte är antaget" in text


def test_what_the_call_sets_is_never_filled_in() -> None:
    application, text = read_back(fund_of("esf-plus"), MUCH)
    assert application.parameters == {}
    assert applied_for(application, fund_of("esf-plus")) is None
    assert "# stodsats = 0.15" in text
    assert "# tilldelat-kronor = 1250000" in read_back(fund_of("statsbidrag-bou"), MUCH)[1]


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)


@settings(max_examples=40)
@given(
    key=st.sampled_from(sorted(FUNDS)),
    title=NAMES,
    names=st.lists(NAMES.filter(str.strip), max_size=4),
    costs=st.lists(st.integers(0, 10**11), max_size=4),
    counts=st.lists(st.integers(0, 10_000_000), max_size=3),
)
def test_the_figures_put_in_come_out(
    key: str, title: str, names: list[str], costs: list[int], counts: list[int]
) -> None:
    fund = FUNDS[key]
    rounds = tuple(course(name, cost) for name, cost in zip(names, costs, strict=False))
    known = replace(NOTHING, rounds=rounds, groups=tuple(persons(count, count) for count in counts))
    application, _ = read_back(fund, known, title)
    assert application.title == title.strip()
    assert [line.amount for line in application.costs] == [each.cost for each in rounds]
    assert len({line.key for line in application.costs}) == len(rounds)
    assert [group.count for group in application.target_groups] == counts
    assert application.total == made_of(application, fund)
