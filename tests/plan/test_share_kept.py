"""What is kept of those trained, half-year by half-year."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from made_up_staff import LONG, NEW, SOME, D, rates

from kfond.plan.forecast.cohorts import kept
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure


def test_the_share_of_the_trained_who_are_left_by_hand() -> None:
    # New ones only, 20 in 100 leave in a half-year and a fifth of them stay in the region: 16 in 100 are lost, and of
    # four cells one grows out: after one half-year 0.84 x 3/4 = 0.63, after four nobody.
    of = rates(("0.36", "0.19", "0.0975"))

    assert kept(of, {NEW: D(8)}, 4) == (1, D("0.63"), D("0.3528"), D("0.1482"), 0)
    # Whom the course is for from two years on: nobody grows out. 10 in 100 x 4/5 of the middle, 5 x 4/5 of the others:
    # 0.5 x 0.92 + 0.5 x 0.96 = 0.94.
    assert kept(of, {SOME: D(6), LONG: D(6)}, 1) == (1, D("0.94"))


def test_without_figures_each_half_year_weighs_alike() -> None:
    assert kept(rates("000"), {NEW: D(0), SOME: D(0)}, 1) == (1, D("0.9"))  # one of ten cells grows out


@given(bands=st.sets(st.sampled_from(BANDS), min_size=1), q=st.tuples(*[st.integers(0, 100)] * 3))
def test_what_is_kept_never_grows(bands: set[Measure], q: tuple[int, int, int]) -> None:
    shares = kept(
        rates([str(D(part) / 100) for part in q]), {band: D(5) for band in BANDS if band in bands}, 8
    )

    assert shares[0] == 1 and all(later <= earlier for earlier, later in pairwise(shares))
    assert all(share >= 0 for share in shares)
