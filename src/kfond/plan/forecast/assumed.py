"""What a forecast takes for granted, as the rows of a table: each number, its range, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Rate, Rates
from kfond.settings import DEFAULTS, OURS
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import MEASURES

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Assumed:
    """One number of one area; `code` is empty for all municipalities, else that of one whose own differs."""

    area: str
    code: str
    what: Message
    rate: Rate


def assumptions(rates: Mapping[tuple[str, str], Rates]) -> tuple[Assumed, ...]:
    """The numbers of each area, and after them those of the municipalities whose own are others.

    `rates`: as rates_of() gives them, the rates of each area under REGION among them.
    """
    rows: list[Assumed] = []
    for (area, code), own in sorted(rates.items()):
        if code == REGION:
            rows += (Assumed(area, REGION, what, rate) for what, rate in (*_leaving(own), *_configured(own)))
        else:
            regional = rates[area, REGION].leaving.values()
            rows += (
                Assumed(area, code, what, rate)
                for (what, rate), shared in zip(_leaving(own), regional, strict=True)
                if rate != shared
            )
    return tuple(rows)


def _leaving(rates: Rates) -> Iterator[tuple[Message, Rate]]:
    for band in BANDS:
        yield say("share with {band} who leave in a year", band=MEASURES[band]), rates.leaving[band]


def _configured(rates: Rates) -> Iterator[tuple[Message, Rate]]:
    """What no report tells: as it is set."""
    hired = (DEFAULTS.hired_0_2, DEFAULTS.hired_2_5, 1 - DEFAULTS.hired_0_2 - DEFAULTS.hired_2_5)
    for band, ours in zip(BANDS, hired, strict=True):
        yield (
            say("share of those hired who have {band}", band=MEASURES[band]),
            _fixed(rates.hired[band], ours),
        )
    yield (
        say("share of the vacant posts that are filled in a half-year"),
        _fixed(rates.filled, DEFAULTS.vacancies_filled),
    )
    yield (
        say("share of leavers who stay in the region and keep their training"),
        _fixed(rates.stays, DEFAULTS.stays_in_region),
    )


def _fixed(value: Decimal, ours: Decimal) -> Rate:
    return Rate(value, value, value, OURS if value == ours else say("the settings"))


def in_percent(share: Decimal) -> Decimal:
    """A share in per cent, with a decimal where it has any."""
    percent = share * 100
    return percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent.quantize(TENTH)
