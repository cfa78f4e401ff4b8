"""One cost split over those that bear it: always to the öre, or not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.errors import Refusal
from kfond.funding.cost_shares import Bearer, Wish, split
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
