"""One cost split over those that bear it: always to the öre, or not at all."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.errors import Refusal
from kfond.funding.cost_shares import Bearer, Share, Wish, split
from kfond.funding.costs import Cost, borne_beside, uses_of
from kfond.provenance import Place

MAFI, OWN, OTHER = Bearer("mafi", "teoridag"), Bearer(other="egen budget"), Bearer(other="Orust")
THIRD = Fraction(1, 3)


def percent(bearer: Bearer, part: float) -> Wish:
    return Wish(bearer, part=Fraction(str(part)) / 100)


@pytest.mark.parametrize(
    ("cost", "wishes", "shares"),
    [
        (1_200_000, [Wish(MAFI)], [1_200_000]),
        (1_200_000, [percent(MAFI, 75), percent(OWN, 25)], [900_000, 300_000]),
        (1_200_000, [Wish(MAFI, 1_000_000), Wish(OWN)], [1_000_000, 200_000]),
        (1_200_000, [Wish(MAFI, 200_000), percent(OWN, 50), Wish(OTHER)], [200_000, 600_000, 400_000]),
        (100, [Wish(MAFI, part=THIRD), Wish(OWN, part=THIRD), Wish(OTHER, part=THIRD)], [34, 33, 33]),
        (101, [percent(MAFI, 50), percent(OWN, 50)], [51, 50]),
        (-101, [percent(MAFI, 50), percent(OWN, 50)], [-51, -50]),
        (1_200_000, [Wish(MAFI, 1_200_000), Wish(OWN)], [1_200_000, 0]),
    ],
    ids=["all", "per cent", "the rest", "mixed", "thirds", "half an öre", "a credit", "no rest"],
)
def test_split(cost: int, wishes: list[Wish], shares: list[int]) -> None:
    assert [share.amount for share in split(cost, wishes)] == shares


@pytest.mark.parametrize(
    ("cost", "wishes", "words"),
    [
        (
            1_200_000,
            [percent(MAFI, 70), percent(OWN, 20)],
            "come to 10,800 kronor, and the cost is 12,000: 1200",
        ),
        (1_200_000, [Wish(MAFI, 1_000_000), Wish(OWN, 300_000)], "come to 13,000 kronor"),
        (1_200_000, [Wish(MAFI, 1_300_000), Wish(OWN)], "come to 13,000 kronor"),
        (1_200_000, [], "come to 0 kronor"),
        (1_200_000, [Wish(MAFI), Wish(MAFI, 100)], "mafi:teoridag is named twice"),
        (1_200_000, [Wish(MAFI), Wish(OWN)], "2 sources are to take the rest"),
        (1_200_000, [percent(MAFI, 110), Wish(OWN)], "cannot bear 110 %"),
        (1_200_000, [Wish(MAFI, -100), Wish(OWN)], "cannot bear -1 kr"),
    ],
)
def test_shares_that_cannot_be(cost: int, wishes: list[Wish], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        split(cost, wishes, Place("kostnader.xlsx", "Blad1", "D4"))
    (problem, *_) = refused.value.problems
    assert words in problem.in_words("en") and "Blad1!D4" in problem.in_words("en")


@given(
    cost=st.integers(-(10**9), 10**9),
    parts=st.lists(st.integers(0, 400), min_size=1, max_size=5),
    has_rest=st.booleans(),
)
def test_shares_always_come_to_the_cost(cost: int, parts: list[int], has_rest: bool) -> None:
    total = sum(parts) + (100 if has_rest else 0) or 1
    wishes = [Wish(Bearer(other=f"{at}"), part=Fraction(part, total)) for at, part in enumerate(parts)]
    if has_rest or not sum(parts):
        wishes.append(Wish(MAFI))
    shares = split(cost, wishes)
    assert sum(share.amount for share in shares) == cost
    assert all(
        abs(s.amount - (w.part or 0) * cost) < 1 for s, w in zip(shares, wishes, strict=True) if w.part
    )


def cost(*shares: tuple[Bearer, int]) -> Cost:
    made = tuple(Share(bearer, amount) for bearer, amount in shares)
    return Cost("v-1", "Teoridag", date(2021, 10, 1), 2021, sum(share.amount for share in made), made)


ESF = Bearer("esf", "utbildning")


@pytest.mark.parametrize(
    ("of", "mafi", "esf"),
    [
        (cost((MAFI, 900), (OWN, 300)), [("egen budget", 300, "teoridag")], []),
        (
            cost((MAFI, 600), (ESF, 300), (OWN, 100)),
            [("egen budget", 67, "teoridag")],
            [("egen budget", 33, "utbildning")],
        ),
        (cost((MAFI, 600), (ESF, 600)), [], []),  # a fund pays that, and nobody co-finances
        (cost((OWN, 300), (OTHER, 100)), [], []),
        (cost((MAFI, -900), (OWN, -300)), [("egen budget", -300, "teoridag")], []),  # a credit
        (
            cost((MAFI, 100), (OWN, 50), (OTHER, 25)),
            [("egen budget", 50, "teoridag"), ("Orust", 25, "teoridag")],
            [],
        ),
    ],
)
def test_what_others_bear_of_a_cost_is_co_financing_in_money(
    of: Cost, mafi: list[tuple[str, int, str]], esf: list[tuple[str, int, str]]
) -> None:
    for key, expected in (("mafi", mafi), ("esf", esf)):
        assert [(each.by, each.amount, each.line) for each in borne_beside([of], key)] == expected


@given(
    shares=st.lists(
        st.tuples(st.sampled_from([MAFI, ESF, OWN, OTHER, Bearer("tre")]), st.integers(0, 10**7)), max_size=6
    ),
    sign=st.sampled_from([1, -1]),
)
def test_what_applications_and_others_bear_is_always_the_whole_cost(
    shares: list[tuple[Bearer, int]], sign: int
) -> None:
    of = cost(*((bearer, sign * amount) for bearer, amount in shares))
    told = [
        entry.amount
        for key in ("mafi", "esf", "tre")
        for entry in (*uses_of([of], key), *borne_beside([of], key))
    ]
    is_borne = any(bearer.application and amount for bearer, amount in shares)
    assert sum(told) == (of.amount if is_borne else 0)
