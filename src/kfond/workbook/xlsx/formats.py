"""Number formats: which of them make a day of a number, and what a cell shows (ECMA-376, part 1, 18.8.30-31)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from kfond.formatting import MONTHS

GENERAL = "General"
BUILT_IN = {  # by number, as a Swedish Excel shows them
    1: "0",
    2: "0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "yyyy-mm-dd hh:mm",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),  # days of East Asian languages
    **dict.fromkeys((32, 33, 34, 35), "hh:mm:ss"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_TOKEN = re.compile(
    r"\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|[_*].|am/pm|a/p|"
    r"(?P<part>y+|m+|d+|h+|s+)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_MASK = re.compile(r"[#0?,.]*[0#?][#0?,.]*")
_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT = 3  # letters of a month or a day that is cut short: mar, tis
_NOON = 12
_DAYS_TO_LEAP = 60  # Excel counts a 29 February 1900 that never was; days before it are one off
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  (a cell has no time zone)

Moment = datetime | time | timedelta


@cache
def is_moment(code: str) -> bool:
    """Whether a number in this format is shown as a day or a time."""
    return any(token["part"] or token["elapsed"] for token in _TOKEN.finditer(_first_section(code)))


@cache
def _is_elapsed(code: str) -> bool:
    return any(token["elapsed"] for token in _TOKEN.finditer(_first_section(code)))


def moment(number: float, code: str, counts_from_1904: bool) -> Moment | None:
    """The day or time that a number is in such a format; None where there is no such day, and Excel shows ####."""
    try:
        if _is_elapsed(code):
            return timedelta(days=number)
        days, part = divmod(number, 1)
        if not counts_from_1904 and 0 < number < _DAYS_TO_LEAP and number >= 1:
            days += 1
        of_day = timedelta(milliseconds=round(part * 86_400_000))
        if 0 <= number < 1 and not of_day.days:
            return (_EPOCH + of_day).time()
        if number < 0:
            return None
        return (_EPOCH_1904 if counts_from_1904 else _EPOCH) + timedelta(days=days) + of_day
    except (OverflowError, ValueError):
        return None


def shown(content: object, code: str) -> str:
    """What the cell shows where its format says more than its value: a day, a per cent, "0181"; else ""."""
    if isinstance(content, timedelta) or code == GENERAL or isinstance(content, bool):
        return ""
    if isinstance(content, date | time):
        return _shown_moment(content, code)
    if isinstance(content, int | float):
        return _shown_number(content, code)
    return ""


def _first_section(code: str) -> str:
    """The part of a format that is for positive numbers."""
    for token in _TOKEN.finditer(code):
        if token["sign"] == ";":
            return code[: token.start()]
    return code


def _shown_moment(at: date | time, code: str) -> str:
    tokens = list(_TOKEN.finditer(_first_section(code)))
    parts = [token["part"].lower() if token["part"] else "" for token in tokens]
    return "".join(
        _token_shown(at, token, _is_minute(parts, number)) for number, token in enumerate(tokens)
    ).strip()


def _is_minute(parts: list[str], number: int) -> bool:
    """An m is a minute after an hour or before a second, and else a month."""
    before = next((part for part in reversed(parts[:number]) if part), "")
    after = next((part for part in parts[number + 1 :] if part), "")
    return before.startswith("h") or after.startswith("s")


_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "yy": lambda at: f"{at.year % 100:02}",
    "yyyy": lambda at: f"{at.year}",
    "m": lambda at: f"{at.month}",
    "mm": lambda at: f"{at.month:02}",
    "mmm": lambda at: MONTHS[at.month - 1][:_SHORT],
    "mmmm": lambda at: MONTHS[at.month - 1],
    "mmmmm": lambda at: MONTHS[at.month - 1][0].upper(),
    "d": lambda at: f"{at.day}",
    "dd": lambda at: f"{at.day:02}",
    "ddd": lambda at: _DAYS[at.weekday()][:_SHORT],
    "dddd": lambda at: _DAYS[at.weekday()],
    "h": lambda at: f"{at.hour}",
    "hh": lambda at: f"{at.hour:02}",
    "s": lambda at: f"{at.second}",
    "ss": lambda at: f"{at.second:02}",
}


def _token_shown(at: date | time, token: re.Match[str], is_minute: bool) -> str:
    if token["part"]:
        moment = at if isinstance(at, datetime) else datetime.combine(_EPOCH, at)  # type: ignore[arg-type]
        part = token["part"].lower()
        if is_minute and part in ("m", "mm"):
            return f"{moment.minute:02}" if part == "mm" else f"{moment.minute}"
        show = _PARTS.get(part) or _PARTS.get(part[0] * 4) or _PARTS[part[0] * 2]
        return show(moment)
    return _literal(token)


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["sign"] or ""


def _shown_number(number: float, code: str) -> str:
    """A number with what its format puts around it; "" where that is only digits, or a rule not kept here."""
    text = "".join(
        _literal(token) if not token["sign"] else "\0" + token["sign"]
        for token in _TOKEN.finditer(_first_section(code))
        if not token["part"]
    )
    plain = text.replace("\0", "")
    masks = list(_MASK.finditer(plain))
    mask = (
        masks[0] if len(masks) == 1 and not masks[0][0].endswith(",") else None
    )  # 0.0E+0, # ?/?, 000 00, 0,
    is_percent = "\0%" in text
    around = mask is not None and (plain[: mask.start()] + plain[mask.end() :]).strip()
    whole_digits = mask[0].partition(".")[0].count("0") if mask else 0
    if number < 0 or not mask or not (around or is_percent or whole_digits > 1):
        return ""
    value = Decimal(str(number)) * (100 if is_percent else 1)
    decimals = len(mask[0].partition(".")[2])
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if value.is_finite() else value
    digits, _, after = f"{rounded:f}".partition(".")
    digits = digits.zfill(whole_digits)
    figures = f"{digits},{after}" if after else digits
    return (plain[: mask.start()] + figures + plain[mask.end() :]).strip()
