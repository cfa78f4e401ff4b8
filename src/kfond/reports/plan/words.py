"""What a plan calls things in Swedish: bands, areas, terms, and why something is not planned."""

from __future__ import annotations

from collections.abc import Iterable

from kfond.catalogue.lines import Band
from kfond.formatting import count_of, join_and
from kfond.periods import Term
from kfond.plan.proposal import Plan, Round
from kfond.plan.reason import Reason
from kfond.reports.wording import AREAS, BANDS

LANGUAGE = "sv"
BY_EXPERIENCE = (Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED)
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
    "skipped": "bestämt att inte ges",
    "displaced": "ryms inte",
}


def for_whom(bands: Iterable[Band]) -> str:
    """Bands as the people in them: "0–2 och 3–5 års erfarenhet samt första linjens arbetsledare"."""
    found = list(bands)
    years = [BANDS[band].removesuffix(" år") for band in found if band in BY_EXPERIENCE]
    roles = [BANDS[band] for band in found if band not in BY_EXPERIENCE]
    return " samt ".join([f"{join_and(years)} års erfarenhet", *roles] if years else roles)


def people(bands: Iterable[Band]) -> str:
    """The same in a sentence: "medarbetare med 0–2 års erfarenhet"."""
    words = for_whom(bands)
    return f"medarbetare med {words}" if "erfarenhet" in words else words


def area_name(area: str) -> str:
    """An area as a reader says it, with its short form; one that we have no words for keeps its own."""
    return f"{AREAS[area]} ({area})" if area in AREAS else area


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


def named(plan: Plan, found: Round) -> str:
    """A round's course by its name; with the area where courses of that name stand in several."""
    areas = {other.area for other in plan.rounds if other.course.slug == found.course.slug}
    return f"{found.course.name} ({found.area})" if len(areas) > 1 else found.course.name
