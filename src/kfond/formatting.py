"""Swedish numbers, dates, lists and order, as a reader expects them in a report.

Signs follow the Swedish locale of CLDR: decimal comma, no-break space between groups of three and before
the per cent sign, U+2212 for minus. Numbers are exact (int, Decimal, Fraction) and rounded half up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

Exact = int | Decimal | Fraction

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
MOST_DECIMALS = 2

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


class Noun(NamedTuple):
    """A counted noun: one of it, several of it, and the word for none (ingen, inget)."""

    singular: str
    plural: str
    none: str


NOUNS = {
    "cell": Noun("cell", "celler", "ingen"),
    "deltagare": Noun("deltagare", "deltagare", "ingen"),
    "deltagartillfälle": Noun("deltagartillfälle", "deltagartillfällen", "inget"),
    "grupp": Noun("grupp", "grupper", "ingen"),
    "kommun": Noun("kommun", "kommuner", "ingen"),
    "kurs": Noun("kurs", "kurser", "ingen"),
    "kursdag": Noun("kursdag", "kursdagar", "ingen"),
    "kursstart": Noun("kursstart", "kursstarter", "ingen"),
    "omgång": Noun("omgång", "omgångar", "ingen"),
    "person": Noun("person", "personer", "ingen"),
    "placering": Noun("placering", "placeringar", "ingen"),
    "mål": Noun("mål", "mål", "inget"),
    "plats": Noun("plats", "platser", "ingen"),
    "rad": Noun("rad", "rader", "ingen"),
    "termin": Noun("termin", "terminer", "ingen"),
    "tjänst": Noun("tjänst", "tjänster", "ingen"),
    "utbildning": Noun("utbildning", "utbildningar", "ingen"),
}

# What a letter sorts as. The braces are the characters right after z, so å, ä, ö end the alphabet.
SORTS_AS = str.maketrans(
    {
        "å": "{",
        "ä": "|",
        "æ": "|",
        "ö": "}",
        "ø": "}",
        "œ": "}",
        "ü": "y",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        NO_BREAK_SPACE: " ",
        "\N{NON-BREAKING HYPHEN}": "-",
        EN_DASH: "-",
    }
)


def number(value: Exact, decimals: int | None = None) -> str:
    """A number with decimal comma, grouped by three from four digits: 1 234,5 and −5,5.

    `decimals` fixes the places shown; without it as many as needed, at most two.
    """
    places = MOST_DECIMALS if decimals is None else decimals
    exact = Fraction(value)
    scaled = int(abs(exact) * 10**places + Fraction(1, 2))
    whole, part = divmod(scaled, 10**places)
    shown = f"{part:0{places}d}" if places else ""
    if decimals is None:
        shown = shown.rstrip("0")
    sign = MINUS if exact < 0 and scaled else ""
    return sign + f"{whole:,}".replace(",", NO_BREAK_SPACE) + ("," + shown if shown else "")


def json_number(value: Exact | None) -> int | float | None:
    """A figure for scripts: whole where it is whole, null where it is not known."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def interval(low: Exact | None, high: Exact | None, decimals: int | None = None) -> str:
    """An interval: 5–6, −2 till 1, "minst 5" or "högst 6" with an open end, 5 where both ends read alike.

    Raises ValueError where the ends are reversed or both open; what is not known at all has its own words.
    """
    if low is None:
        if high is None:
            raise ValueError("an interval needs at least one end")
        return f"högst {number(high, decimals)}"
    if high is None:
        return f"minst {number(low, decimals)}"
    if low > high:
        raise ValueError(f"interval from {low} to {high} is reversed")
    first, last = number(low, decimals), number(high, decimals)
    if first == last:
        return first
    return f"{first} till {last}" if MINUS in first + last else first + EN_DASH + last


def percent(share: Exact, decimals: int = 0) -> str:
    """A share of one as per cent: 0.125 with one decimal is 12,5 %."""
    return number(Fraction(share) * 100, decimals) + NO_BREAK_SPACE + "%"


def date_long(day: date) -> str:
    """A date in running text: 1 september 2017."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_iso(day: date) -> str:
    """A date in a table: 2017-09-01."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def join_and(items: Sequence[str]) -> str:
    """Items in a sentence: Ale, Orust och Åmål. No items give an empty text."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " och " + items[-1]


def count_of(n: Exact, noun_key: str) -> str:
    """So many of something: 1 plats, 2 platser, 1,5 tjänster, ingen plats, inget deltagartillfälle.

    `noun_key` is a key of NOUNS; another one raises KeyError.
    """
    noun = NOUNS[noun_key]
    if n == 0:
        return f"{noun.none} {noun.singular}"
    shown = number(n)
    return f"{shown} {noun.singular if shown.removeprefix(MINUS) == '1' else noun.plural}"


@lru_cache(maxsize=4096)  # the same names are put in order table after table
def swedish_key(text: str) -> tuple[str, str]:
    """A sort key in Swedish order: å, ä, ö last, ü as y, v and w apart, é as e, æ with ä, ø with ö.

    Space and hyphen come before letters; upper and lower case differ only where all else is equal.
    The order is that of CLDR's Swedish collation for the letters of names and titles.
    """
    composed = unicodedata.normalize("NFC", text)
    placed = unicodedata.normalize("NFC", composed.casefold()).translate(SORTS_AS)
    plain = (sign for sign in unicodedata.normalize("NFD", placed) if not unicodedata.combining(sign))
    return "".join(plain), composed
