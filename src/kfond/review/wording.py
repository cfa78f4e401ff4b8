"""What a reading says, in words that a reader of any language can be shown."""

from __future__ import annotations

from decimal import Decimal

from kfond.cells import Quality, Reading
from kfond.messages import Message, say


def reading_in_words(reading: Reading, is_share: bool = False) -> Message:
    """A figure, an interval, "not stated" or "unclear"; of a share in per cent of a post."""
    low, high, value = (_amount(figure, is_share) for figure in (reading.low, reading.high, reading.value))
    return {
        Quality.EXACT: value,
        Quality.APPROXIMATE: say("about {value}", value=value),
        Quality.RANGE: Message("{low}–{high}", {"low": low, "high": high}),
        Quality.AT_LEAST: say("at least {low}", low=low),
        Quality.AT_MOST: say("at most {high}", high=high),
        Quality.MISSING: say("not stated"),
        Quality.UNCLEAR: say("unclear"),
    }[reading.quality]


def _amount(figure: Decimal | None, is_share: bool) -> Message:
    if figure is None:
        return Message("")
    if is_share:
        return Message("{value} %", {"value": _plain(figure * 100)})
    return Message("{value}", {"value": figure})


def _plain(figure: Decimal) -> Decimal:
    """Without zeros behind the decimal sign, and without an exponent before it."""
    short = figure.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
