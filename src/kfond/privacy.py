"""Personal identity numbers are recognised at the door, so that none is ever kept or shown."""

from __future__ import annotations

import re

_CANDIDATE = re.compile(r"(?<!\d)(?P<century>[0-9]{2})?(?P<day>[0-9]{6})[-+ ]?(?P<last>[0-9]{4})(?!\d)")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")  # twice each digit, its own digits added


def has_identity_number(text: str) -> bool:
    """Whether `text` holds a Swedish personal identity number or coordination number, with or without century."""
    return bool(identity_number_in(text))


def identity_number_in(text: str) -> str:
    """The first Swedish personal identity number or coordination number in `text`; "" where there is none."""
    return next(
        (found[0] for found in _CANDIDATE.finditer(text) if is_identity_number(found["day"] + found["last"])),
        "",
    )


def is_identity_number(digits: str) -> bool:
    """Whether ten digits, the century left out, are such a number.

    They are when the date exists (the day of a coordination number is 60 higher) and the last digit is the
    check digit of the nine before it (Luhn), as the Swedish Tax Agency gives them out.
    """
    return _is_day(digits) and _is_checked(digits)


def _is_day(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= _LONGEST[month - 1]


def _is_checked(digits: str) -> bool:
    # In ASCII every digit stands for 48 more than it says.
    codes = digits.encode("ascii")
    return (sum(codes[::2].translate(_DOUBLED)) + sum(codes[1::2])) % 10 == 0
