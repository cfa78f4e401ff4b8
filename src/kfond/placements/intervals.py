"""How far chance alone may have moved a share or a number of events: intervals for small numbers."""

from __future__ import annotations

from decimal import Context, Decimal

Z = Decimal("1.959963984540054")
"""The normal deviate of a two-sided interval of 95 %."""
STEP = Decimal("0.000001")
"""What ends of intervals are rounded to."""
Interval = tuple[Decimal, Decimal]
_EXACT = Context(prec=28)


def wilson(cases: int, of: int) -> Interval:
    """The 95 % interval of a share, by the score test of Wilson (1927); `of` is at least 1.

    It stays within 0 and 1 and holds for few cases, where the usual one does not (Newcombe 1998).
    """
    if not 0 <= cases <= of or of < 1:
        raise ValueError(f"{cases} of {of} is no share")
    share, n = Decimal(cases) / of, Decimal(of)
    middle = share + Z * Z / (2 * n)
    half = Z * (share * (1 - share) / n + Z * Z / (4 * n * n)).sqrt(_EXACT)
    whole = 1 + Z * Z / n
    low = Decimal(0) if cases == 0 else (middle - half) / whole
    high = Decimal(1) if cases == of else (middle + half) / whole
    return low.quantize(STEP), high.quantize(STEP)


def byar(events: int) -> Interval:
    """The 95 % interval of the expected number of events, of which `events` came, if they come by chance (Poisson).

    By Byar's approximation, which a pocket calculator can follow and which is within some hundredths of the exact
    one (Breslow and Day 1987, Statistical Methods in Cancer Research II).
    """
    if events < 0:
        raise ValueError(f"{events} events cannot be")
    low = events * _cubed(events, -Z) if events else Decimal(0)
    return low.quantize(STEP), ((events + 1) * _cubed(events + 1, Z)).quantize(STEP)


def _cubed(events: int, deviate: Decimal) -> Decimal:
    n = Decimal(events)
    return (1 - 1 / (9 * n) + deviate / (3 * n.sqrt(_EXACT))) ** 3
