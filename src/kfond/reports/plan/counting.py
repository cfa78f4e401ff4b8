"""How a municipality's seats were counted, short enough for a row of a table and still checkable by hand."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.formatting import number
from kfond.plan.needs.values import Request
from kfond.plan.proposal import MunicipalSeats, Plan, Round
from kfond.plan.reasons import PROMISED
from kfond.plan.seat_reasons import LESS_THAN_ONE, is_decided_by_waiting
from kfond.reports.plan.words import LANGUAGE
from kfond.settings import Settings
from kfond.sharing import Seat, Sharing

KEY = (
    "I sista kolumnen betyder ”1 + 2 (12/21)” 1 plats från början och 2 platser efter jämförelsetal, den sista vid "
    "12/21. ”Kö vid 15/27” är jämförelsetalet för den första plats som inte rymdes, och ”begärt 3” det som kommunen "
    "själv har begärt. ”Väntat 2” är antalet terminer i rad som kommunen har velat ha plats och inte fått någon; det "
    "står där väntetiden kan ha avgjort vem som fick den sista platsen. ”Mindre än en plats” betyder att kommunens "
    "del av platserna är för liten för en hel plats, och att det inte är säkert att någon där behöver kursen."
)
WHOLE_PERSONS = "behovet i hela personer (3,9 räknas som 4, och den som behöver något har minst 1)"
IN_PROPORTION_TO: Mapping[str, str] = {
    "request": "antalet platser som kommunen vill ha",
    "staff": "kommunens personal",
    "population": "kommunens invånare",
}
AS_ADOPTED = "som i den antagna planen"


def quotient_rule(settings: Settings) -> str:
    """What a quotient is, so that each can be checked by hand: from the need, or from another key that is set."""
    terms = settings.memory_terms
    back = "den senaste terminen" if terms == 1 else f"de senaste {number(terms)} terminerna"
    held = f"de platser som kommunen har fått på kursen {back}"
    other = IN_PROPORTION_TO.get(settings.seat_key)
    key = f"{other}, men minst {held}" if other else f"{WHOLE_PERSONS} plus {held}"
    return (
        f"Jämförelsetalet är {key}, delat med 1, 3, 5 och så vidare: ett steg för varje plats av dem, och ett för "
        "varje som kommunen redan får den här gången."
    )


def sharing_of(plan: Plan, found: Round) -> Sharing | None:
    """How the seats of a round were shared; None where none was."""
    at = plan.horizon.index(found.term)
    for course in plan.courses:
        if course.chosen and found in course.rounds and found.groups is not None:
            return course.chosen.sharings[at]
    return None


def how_counted(plan: Plan, found: Round, share: MunicipalSeats) -> str:
    """How the seats of a municipality in a round were counted; that they were promised, where they were; why it asks
    for none."""
    if any(reason.code == PROMISED for reason in found.reasons):
        return AS_ADOPTED
    at = plan.horizon.index(found.term)
    request = share.need.requests[at] if share.need.requests else None
    words = counted(sharing_of(plan, found), share, request)
    if share.seats or share.queued:
        return words
    return "mindre än en plats" if share.reason == LESS_THAN_ONE else share.reason.in_words(LANGUAGE)


def counted(sharing: Sharing | None, share: MunicipalSeats, request: Request | None) -> str:
    """As 1 + 2 (12/21): seats to begin with, seats by quotient, the last quotient; then the queue."""
    if sharing is None:
        return ""
    granted = [seat for seat in sharing.sequence[: sharing.capacity] if seat.code == share.need.code]
    refused = [seat for seat in sharing.sequence[sharing.capacity :] if seat.code == share.need.code]
    parts = [f"begärt {number(request.seats)}"] if request else []
    if share.waited and is_decided_by_waiting(sharing):
        parts.append(f"väntat {number(share.waited)}")
    if granted:
        parts.append(_granted(granted))
    if refused:
        parts.append(f"kö vid {refused[0].key}/{refused[0].divisor}")
    return "; ".join(parts)


def _granted(seats: list[Seat]) -> str:
    base = sum(seat.step == "base" for seat in seats)
    by_quotient = [seat for seat in seats if seat.step == "quotient"]
    if not by_quotient:
        return f"{base} från början"
    last = by_quotient[-1]
    return f"{base} + {len(by_quotient)} ({last.key}/{last.divisor})"
