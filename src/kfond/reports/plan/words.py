"""What a plan calls things in Swedish: bands, areas, terms, and why something is not planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kfond.catalogue.lines import Band
from kfond.formatting import count_of, join_and
from kfond.periods import Term
from kfond.plan.proposal import Reason

LANGUAGE = "sv"
BAND_NAMES: Mapping[Band, str] = {
    Band.NEW: "0–2 år",
    Band.SOME_YEARS: "3–5 år",
    Band.EXPERIENCED: "mer än 5 år",
    Band.SUPERVISORS: "första linjens arbetsledare",
    Band.CASEWORKERS: "handläggare och behandlare",
}
BY_EXPERIENCE = (Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED)
AREA_NAMES: Mapping[str, str] = {
    "BoU": "barn och unga (BoU)",
    "EKB": "ensamkommande barn (EKB)",
    "missbruk": "missbruk",
}
NOT_KNOWN = "uppgift saknas"
OPEN = "öppna"
SHORT_REASONS = {
    "before_plan": "start före planen",
    "later": "senare",
    "on_demand": "vid behov",
    "on_request": "vid efterfrågan",
    "pilot": "avvaktar beslut",
    "survey_first": "behovet undersöks",
    "local": "ordnas lokalt",
    "unspecified": "frekvens saknas",
    "unclear": "frekvensen oklar",
    "too_few": "för få",
    "no_need": "inget behov",
}


def band_names(bands: Iterable[Band]) -> str:
    """Bands as a reader says them: "0–2 år och 3–5 år"."""
    return join_and([BAND_NAMES[band] for band in bands])


def for_whom(bands: Iterable[Band]) -> str:
    """Bands as the people in them: "0–2 och 3–5 års erfarenhet samt första linjens arbetsledare"."""
    found = list(bands)
    years = [BAND_NAMES[band].removesuffix(" år") for band in found if band in BY_EXPERIENCE]
    roles = [BAND_NAMES[band] for band in found if band not in BY_EXPERIENCE]
    return " samt ".join([f"{join_and(years)} års erfarenhet", *roles] if years else roles)


def people(bands: Iterable[Band]) -> str:
    """The same in a sentence: "medarbetare med 0–2 års erfarenhet"."""
    words = for_whom(bands)
    return f"medarbetare med {words}" if "erfarenhet" in words else words


def area_name(area: str) -> str:
    """An area as a reader says it; one that we have no words for keeps its own."""
    return AREA_NAMES.get(area, area)


def in_swedish(reason: Reason) -> str:
    """A reason as a Swedish sentence."""
    return reason.text.in_words(LANGUAGE)


def courses_in_words(count: int) -> str:
    """A number of courses with its noun: "1 kurs", "3 kurser"."""
    return count_of(count, "kurs")


def term_in_words(term: Term) -> str:
    """A term as a sentence says it: "våren 2018"."""
    return f"{'våren' if term.half == 1 else 'hösten'} {term.year}"


def with_capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
