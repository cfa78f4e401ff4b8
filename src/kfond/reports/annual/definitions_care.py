"""What the figures on placements, what they cost, and the owners of an organisation mean."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.placements.definitions import DAYS_WITH_END, DEFINITIONS, NUMBERS
from kfond.placements.home_definitions import HOME_DEFINITIONS, REFERRAL_DEFINITIONS
from kfond.reports.annual.meaning import Meaning

_OF_BOTH = "i de kommuner som anger både kostnad och vårddygn"
CARE: Mapping[str, Meaning] = {
    **{
        f"placements.{each.key}": Meaning(f"{each.name} {{time}}, {{form}}", each.unit.value, each.words)
        for each in (*NUMBERS, DAYS_WITH_END)
    },
    **{
        f"placements.rate.{each.key}": Meaning(f"{each.name} {{time}}, {{form}}", each.unit.value, each.words)
        for each in DEFINITIONS.values()
        if each.denominator
    },
    **{
        f"{whose}.{each.numerator}": Meaning(f"{each.name} {{time}}{{whose}}", each.unit.value, each.words)
        for whose, every in (("homes", HOME_DEFINITIONS), ("referrals", REFERRAL_DEFINITIONS))
        for each in every.values()
        if each.denominator is None
    },
    "closing.gave": Meaning(
        "Svarade ”{answer}” på ”{question}” {time}",
        "homes",
        "Så många hem som gav svaret när de slutade, ur avslutsintervjuernas kodade svar. Ett svar utan rad en tid då "
        "frågan ställdes räknas som noll.",
    ),
    "closing.answers": Meaning(
        "Svar på ”{question}” {time}",
        "homes",
        "Alla kodade svar på frågan tillsammans. Ett hem som gav flera svar räknas en gång för varje.",
    ),
    "placements.cost": Meaning(
        "Kostnad för placeringar {time}, {form}",
        "sek",
        "Summan av kostnaderna under tiden, i kronor. En kommun räknas med när kostnaden är känd för varje form "
        "som den har vårddygn i. Kostnaden är {basis}; en beräknad är vårddygn gånger belopp per dygn.",
    ),
    "placements.cost_per_day": Meaning(
        "Kostnad per vårddygn {time}, {form}",
        "sek",
        f"Kostnaden delad med vårddygnen, {_OF_BOTH}, avrundad till hela kronor.",
    ),
    "placements.cost_part_per_day": Meaning(
        "{part} per vårddygn {time}, {form}",
        "sek",
        f"Den delen av kostnaden delad med vårddygnen, {_OF_BOTH}. Visas när de alla delar upp hela kostnaden.",
    ),
    "placements.difference": Meaning(
        "Skillnad per vårddygn {time}, {one} mot {other}",
        "sek",
        "Kostnaden per vårddygn i den första formen minus kostnaden per vårddygn i den andra. Barnen i de två "
        "formerna kan ha olika behov; skillnaden säger inte vad samma barn hade kostat.",
    ),
    "placements.difference_part": Meaning(
        "{part}, skillnad per vårddygn {time}, {one} mot {other}",
        "sek",
        "Den del av skillnaden mellan formerna som kommer av {part_lower}. Delarna ger tillsammans hela skillnaden.",
    ),
    "placements.budget": Meaning(
        "Budget för placeringar {time}, {whose}",
        "sek",
        "Det som ägaren har budgeterat för placeringar, i kronor.",
    ),
    "placements.outcome": Meaning(
        "Utfall för placeringar {time}, {whose}",
        "sek",
        "Ägarens kostnader för placeringar: den summa som anges för alla former, annars summan av formerna.",
    ),
    "placements.used_share": Meaning(
        "Andel av budgeten för placeringar {time}, {whose}",
        "share",
        "Utfallet delat med budgeten. Över 100 procent kostade placeringarna mer än budgeten.",
    ),
    "placements.left": Meaning(
        "Kvar av budgeten {time}, {whose}",
        "sek",
        "Budgeten minus utfallet; under noll där budgeten inte räckte.",
    ),
    "organisation.owners": Meaning(
        "Ägare {time}", "municipalities", "De kommuner som var medlemmar sista dagen, enligt registret."
    ),
}
