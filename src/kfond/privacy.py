"""Personal identity numbers are recognised at the door, so that none is ever kept or shown; so are the telephone
numbers and e-mail addresses of written texts, which may be somebody's own or those of an office."""

from __future__ import annotations

import re

_CANDIDATE = re.compile(r"(?<!\d)(?P<century>[0-9]{2})?(?P<day>[0-9]{6})[-+ ]?(?P<last>[0-9]{4})(?!\d)")
_EMAIL = re.compile(r"[^@\s<>()\[\]\"',;:]+@[^@\s<>()\[\]\"',;:]+\.[^\W\d_]{2,}")
# After an area code or a country's come at least five digits, in twos and threes or all together.
_REST = r"(?=(?: ?\d){5,8}(?! ?\d))(?:\d{2,3}(?: \d{2,3}){1,3}|\d{5,8})"
_PHONE = re.compile(
    rf"(?<![\w.,+/-])(?<!\d[ \u00a0])(?:(?:\+|00)\d{{2}}[ -]?(?:\(0\)[ -]?)?(?:\d{{1,3}}[ -])?{_REST}"
    rf"|(?:\+|00)\d{{9,12}}|0\d{{1,3}}(?: ?[-–/] ?| ){_REST}|07\d{{8}})(?![\w-])"
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Both are looked up once a person in a long list: month and day, and what two digits add to the check.
_DAYS = frozenset(
    f"{month:02d}{day + later:02d}"
    for month, days in enumerate(_LONGEST, 1)
    for day in range(1, days + 1)
    for later in (0, 60)
)
_LUHN = {f"{number:02d}": sum(divmod(2 * (number // 10), 10)) + number % 10 for number in range(100)}


def has_identity_number(text: str) -> bool:
    """Whether `text` holds a Swedish personal identity number or coordination number, with or without century."""
    return bool(identity_number_in(text))


def identity_number_in(text: str) -> str:
    """The first Swedish personal identity number or coordination number in `text`; "" where there is none."""
    return next(
        (found[0] for found in _CANDIDATE.finditer(text) if is_identity_number(found["day"] + found["last"])),
        "",
    )


def has_email_address(text: str) -> bool:
    """Whether `text` holds an e-mail address."""
    return bool(_EMAIL.search(text))


def has_telephone_number(text: str) -> bool:
    """Whether `text` holds a telephone number as Swedes write them: 08-123 45 67, 0413-123 45, +46 70 123 45 67,
    0701234567. Codes of municipalities, days, amounts and case numbers are none."""
    return bool(_PHONE.search(text))


def is_identity_number(digits: str) -> bool:
    """Whether ten digits, the century left out, are such a number.

    They are when the date exists (the day of a coordination number is 60 higher) and the last digit is the
    check digit of the nine before it (Luhn), as the Swedish Tax Agency gives them out.
    """
    if digits[2:6] not in _DAYS:
        return False
    pairs = (digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:])
    return sum(map(_LUHN.__getitem__, pairs)) % 10 == 0
