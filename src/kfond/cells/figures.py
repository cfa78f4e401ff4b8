"""What digits come to: a number without float noise, or none where they have no single reading (1.250, 007)
or are too many to count posts.
"""

import re
from decimal import Context, Decimal

from kfond.cells.words import FRACTIONS

TOO_MANY = Decimal(1_000_000)
"""No sheet counts a million posts; a number this long is an identity, telephone or invoice number. Ours."""

_LONGEST_FIGURE = 20
_LONGEST_EXPONENT = 20
_NOISE_FREE = Context(prec=12)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def plain(number: Decimal) -> Decimal:
    """Return the number without float noise, trailing zeros or exponent (7.300000000000001 is 7.3)."""
    short = _NOISE_FREE.plus(number).normalize()
    return short.quantize(Decimal(1)) + 0 if short == short.to_integral_value() else short


def is_plausible(number: Decimal) -> bool:
    """Say whether a number is finite and short enough to be a figure of a sheet."""
    return number.is_finite() and abs(number.adjusted()) < _LONGEST_EXPONENT and abs(number) < TOO_MANY


def looks_like_year(figure: str) -> bool:
    """Say whether a figure, as typed, may be a year instead of a count."""
    return _YEAR.fullmatch(figure) is not None


def figure_held(content: int | float | Decimal) -> Decimal:
    """Return the number that a sheet holds, as it shows it; what isn't plausible comes back as it is."""
    number = Decimal(repr(float(content))) if isinstance(content, float) else Decimal(content)
    return plain(number) if is_plausible(number) else number


def figure_typed(typed: str) -> Decimal | None:
    """Return the number typed, or None where it has no single reading (1.250, 007, 13:30, 8001011234)."""
    if len(typed) > _LONGEST_FIGURE:
        return None
    if typed[-1] in FRACTIONS:
        return Decimal(typed[:-1].strip() or 0) + FRACTIONS[typed[-1]]
    whole, point, decimals = typed.replace(" ", "").replace(",", ".").partition(".")
    two_readings = " " not in typed and len(decimals) == 3 and whole != "0"
    if two_readings or not (whole + decimals).isdigit() or (whole[0] == "0" and whole != "0"):
        return None
    number = Decimal(whole + point + decimals)
    return plain(number) if number < TOO_MANY else None
