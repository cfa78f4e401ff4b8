"""What the figures on placements mean."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.reports.annual.meaning import Meaning

CARE: Mapping[str, Meaning] = {
    "placements.ongoing": Meaning(
        "Pågående placeringar vid årets slut {year}, {form}",
        "placements",
        "Summan av de placeringar som pågick den sista dagen på året enligt kommunernas listor.",
    ),
    "placements.started": Meaning(
        "Påbörjade placeringar {year}, {form}",
        "placements",
        "Summan av de placeringar som började under året enligt kommunernas listor.",
    ),
    "placements.ended": Meaning(
        "Avslutade placeringar {year}, {form}",
        "placements",
        "Summan av de placeringar som slutade under året, planerat eller oplanerat.",
    ),
    "placements.breakdowns": Meaning(
        "Sammanbrott {year}, {form}",
        "placements",
        "Summan av de placeringar som slutade oplanerat under året (sammanbrott).",
    ),
    "placements.breakdown_share": Meaning(
        "Andel sammanbrott {year}, {form}",
        "share",
        "Sammanbrott delat med alla placeringar som avslutades under året, i de kommuner som anger båda. Det är "
        "inte andelen av de påbörjade och inte andelen av barnen.",
    ),
    "placements.days": Meaning(
        "Vårddygn {year}, {form}",
        "days",
        "Summan av vårddygnen under året. Dagen då en placering slutar räknas inte.",
    ),
    "placements.cost": Meaning(
        "Kostnad för placeringar {year}, {form}", "sek", "Summan av kostnaderna under året, i kronor."
    ),
    "placements.cost_per_day": Meaning(
        "Kostnad per vårddygn {year}, {form}",
        "sek",
        "Kostnaden delad med vårddygnen, i de kommuner som anger båda, avrundad till hela kronor.",
    ),
}
