"""Staffs in a few boxes, and the rates, reports and draws that tests of their forecast are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kfond.messages import say
from kfond.periods import terms_of_years
from kfond.plan.forecast.draws import Drawn, draw
from kfond.plan.forecast.opening import Opening
from kfond.plan.forecast.values import Rate, Rates, Start
from kfond.provenance import Place, Source
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure

D = Decimal
NEW, SOME, LONG = BANDS
CELL = Source(Place("sheet.xlsx", "Blad1", "B2"), "?")
MARCH = date(2017, 3, 31)
OURS = Settings()
FEW = replace(OURS, draws=60)
TERMS = terms_of_years(2018, 2019)
VT2017 = (date(2017, 1, 1), date(2017, 6, 30))
HT2017 = (date(2017, 7, 1), date(2017, 12, 31))


def exactly(number: str | int) -> Box:
    return Box(D(number), D(number), D(number), (CELL,))


def between(low: int, best: int, high: int) -> Box:
    return Box(D(low), D(best), D(high), (CELL,))


UNCLEAR = Box(D(0), None, None, (CELL,))
NOT_ASKED = Box(D(0), None, None, ())


def start(
    code: str,
    bands: Sequence[Box | None],
    total: Box = NOT_ASKED,
    vacant: Box | None = None,
    area: str = "BoU",
) -> Start:
    """A snapshot whose boxes are 0-2, 2-5 and over 5 years; None: the sheet does not ask for it."""
    stated = {band: box for band, box in zip(BANDS, bands, strict=True) if box is not None}
    return Start(code, area, MARCH, stated, total, vacant or exactly(0))


def rates(leaving: Sequence[str], hired: Sequence[str] = ("0.7", "0.2", "0.1"), filled: str = "0.5") -> Rates:
    """Rates without a range; a fifth of leavers stay in the region."""
    shares = {
        band: Rate(D(q), D(q), D(q), say("our default")) for band, q in zip(BANDS, leaving, strict=True)
    }
    return Rates(shares, dict(zip(BANDS, map(D, hired), strict=True)), D(filled), D("0.2"))


def persons(*numbers: str | int) -> Mapping[Measure, Decimal]:
    return dict(zip(BANDS, map(D, numbers), strict=True))


def drawn(opening: Opening | None, of: Rates, steps: int = 6, number: int = 60) -> Drawn:
    assert opening
    return draw(opening, of, steps, number, "BoU", "1421")


def exits(
    leavers: int | None, code: str = "1421", band: Measure | None = None, days: tuple[date, date] = VT2017
) -> Movement:
    return Movement(code, "BoU", *days, band, leavers, None, None, None, None, CELL)


HUNDREDTHS = st.integers(0, 100).map(lambda hundredths: str(D(hundredths) / 100))
SHARES = st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS)
STAFF = st.tuples(*[st.integers(0, 9)] * 4)
