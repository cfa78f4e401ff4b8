"""Words of a cell as a number, where they surely are one: 1 003, −2,5, +2, 67 %, ca 4,5, 5 400 kr; a date as a date.

What is not surely a number stays words: intervals, bounds, codes, and whatever a spreadsheet cannot hold exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.formatting import MINUS, NO_BREAK_SPACE
from kfond.provenance import Figure
from kfond.workbook.books import DAY_SHOWN, Amount

MOST_DIGITS = 15  # that Excel keeps: support.microsoft.com, "Excel specifications and limits"
YEARS = range(1900, 2101)
SHARE = "share"
DAY_0, FIRST_DAY = (
    date(1899, 12, 30),
    date(1900, 3, 1),
)  # ECMA-376 part 1, 18.17.4.1; before it programs differ
_SPACES = f"{NO_BREAK_SPACE}\N{NARROW NO-BREAK SPACE}"
_AMOUNT = re.compile(
    rf"(?P<about>ca[ {_SPACES}])?(?P<sign>[{MINUS}+-])?"
    rf"(?P<whole>0|[1-9][0-9]{{0,2}}(?:(?P<group>[ {_SPACES}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)?|[1-9][0-9]{{3,}})"
    rf"(?:,(?P<part>[0-9]+))?(?P<unit>[ {_SPACES}]?%|[ {_SPACES}](?:kr|tkr|mnkr))?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FOUR_DIGITS = re.compile(r"[1-9][0-9]{3}")


def amount_in(words: str, *, is_number: bool = True) -> Amount | None:
    """The number that `words` are, None where they are not surely one.

    `is_number` says that the column holds numbers: only there may an ordinary space stand between groups. Digits
    without groups from 1000 on are a year or a code, as formatting.number always sets groups.
    """
    found = _AMOUNT.fullmatch(words.strip(" "))
    if found is None:
        return None
    whole, part, unit = found["whole"], found["part"] or "", (found["unit"] or "").strip(f" {_SPACES}")
    sign = found["sign"]
    if ((found["group"] == " " or sign == "+") and not is_number) or (found["about"] and sign):
        return None
    is_grouped = found["group"] is not None or len(whole) < 4
    if not is_grouped and not part and not unit:
        return None
    digits = re.sub(r"\D", "", whole) + part
    if len(digits) > MOST_DIGITS:
        return None
    value = Decimal((1 if sign in (MINUS, "-") else 0, tuple(map(int, digits)), -len(part)))
    if unit == "%":
        value = value.scaleb(-2)
    return Amount(value, shown_as(len(part), unit, is_about=bool(found["about"]), is_change=sign == "+"))


def shown_as(decimals: int, unit: str = "", *, is_about: bool = False, is_change: bool = False) -> str:
    """The format of a number with so many decimals, as a workbook writes it in every language.

    With `is_change` a number above zero has its plus.
    """
    whole = "0" if unit == "%" else "#,##0"
    shown = whole + ("." + "0" * decimals if decimals else "")
    after = " %" if unit == "%" else f'" {unit}"' if unit else ""
    above = shown + after
    return f"+{above};-{above};{above}" if is_change else ('"ca "' if is_about else "") + above


def day_in(words: str) -> Amount | None:
    """The day that `words` are (2017-03-31), as a workbook counts days; None where they are none."""
    if not _DAY.fullmatch(words):
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return Amount((day - DAY_0).days, DAY_SHOWN) if day >= FIRST_DAY else None


def year_in(words: str) -> Amount | None:
    """The year that `words` are."""
    return Amount(int(words), "0") if _is_year(words) else None


def holds_years(head: str, column: Iterable[str]) -> bool:
    """Whether the four digits in a column are years: all that stand there could be one, and no head says code."""
    digits = [words for words in column if _FOUR_DIGITS.fullmatch(words)]
    return bool(digits) and "kod" not in head.casefold() and all(map(_is_year, digits))


def exact_amount(words: str, figure: Figure) -> Amount | None:
    """The exact value of a figure that stands in a cell as `words`, in their format.

    None where the words are no number, or not that value rounded: then they are what the reader was shown, and
    the figure says something else.
    """
    said = amount_in(words)
    if said is None or figure.value is None:
        return None
    shown = said.shown.partition(";")[0]
    decimals = len(shown.partition(".")[2].split(" ")[0].split('"')[0])
    places = decimals + (2 if shown.endswith("%") else 0)
    exact = Fraction(figure.value)
    rounded = Fraction(int(abs(exact) * 10**places + Fraction(1, 2)), 10**places) * (-1 if exact < 0 else 1)
    return Amount(figure.value, said.shown) if rounded == Fraction(said.value) else None


def _is_year(words: str) -> bool:
    return bool(_FOUR_DIGITS.fullmatch(words)) and int(words) in YEARS
