"""Personal identity numbers are recognised at the door, so that none is ever kept or shown."""

from __future__ import annotations

import re
from datetime import date

_CANDIDATE = re.compile(r"(?<!\d)(?P<century>\d{2})?(?P<day>\d{6})[-+ ]?(?P<last>\d{4})(?!\d)")


def has_identity_number(text: str) -> bool:
    """Whether `text` holds a Swedish personal identity number or coordination number, with or without century.

    It does when the date exists (the day of a coordination number is 60 higher) and the last digit is the
    check digit of the nine before it (Luhn), as the Swedish Tax Agency gives them out.
    """
    return any(
        _is_day(found["day"]) and _is_checked(found["day"] + found["last"])
        for found in _CANDIDATE.finditer(text)
    )


def _is_day(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        date(2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _is_checked(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
