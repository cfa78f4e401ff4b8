"""What the figures on the conditions of the work mean: change, workload, interviews, goals, other regions."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.reports.annual.meaning import Meaning

WORK: Mapping[str, Meaning] = {
    "change.year": Meaning(
        "{measure}, {year}",
        "posts",
        "{measure} i de kommuner där både {before} och {after} är kända, och skillnaden mellan åren.",
    ),
    "change.difference": Meaning(
        "{measure}, förändring från {before} till {after}",
        "posts",
        "{measure} i de kommuner där både {before} och {after} är kända, och skillnaden mellan åren.",
    ),
    "workload.points": Meaning(
        "Poäng per ärende {period}, {unit}",
        "points",
        "Medelvärdet av poängen per ärende i mätningen med {model}. Poäng från olika modeller går inte att jämföra.",
    ),
    "workload.above_limit": Meaning(
        "Andel över gränsen {period}, {unit}",
        "share",
        "De handläggare som låg över gränsen i {model}, delat med alla mätta handläggare, så som listan anger andelen.",
    ),
    "workload.municipalities": Meaning(
        "Kommuner med en mätning av arbetstyngd, {model}",
        "municipalities",
        "Kommuner med minst en mätning till och med {year}.",
    ),
    "comparisons.programmes": Meaning(
        "Utbildningar i andra regioner",
        "programmes",
        "Antal rader i listan över andra regioners utbildningar.",
    ),
    "comparisons.regions": Meaning(
        "Andra regioner", "regions", "Antal regioner i listan över andra regioners utbildningar."
    ),
    "comparisons.price": Meaning(
        "Kostnad per deltagare, {programme}",
        "sek",
        "Kostnaden per deltagare i kronor, så som regionen själv anger den.",
    ),
    "comparisons.population": Meaning(
        "Befolkning, {region}", "inhabitants", "Antal invånare så som listan över andra regioner anger det."
    ),
    "goals.outcome": Meaning(
        "{indicator} {period}, {whose}", "indicator", "{definition}. Mäts i: {measured_in}. Källa: {source}."
    ),
    "goals.above": Meaning(
        "Kommuner över målet, {indicator} {period}",
        "municipalities",
        "Kommuner vars utfall är högre än deras mål, bland dem som har båda.",
    ),
    "goals.at": Meaning(
        "Kommuner på målet, {indicator} {period}",
        "municipalities",
        "Kommuner vars utfall är detsamma som deras mål, bland dem som har båda.",
    ),
    "goals.below": Meaning(
        "Kommuner under målet, {indicator} {period}",
        "municipalities",
        "Kommuner vars utfall är lägre än deras mål, bland dem som har båda.",
    ),
    "interviews.municipalities": Meaning(
        "Intervjuade kommuner {year}",
        "municipalities",
        "Kommuner med minst en intervju med arbetsledare under året.",
    ),
    "interviews.yes": Meaning(
        "Svarar ja, {year}: ”{question}”",
        "municipalities",
        "Kommuner där alla enheter som har svarat svarar ja.",
    ),
    "interviews.no": Meaning(
        "Svarar nej, {year}: ”{question}”",
        "municipalities",
        "Kommuner där alla enheter som har svarat svarar nej.",
    ),
    "interviews.mixed": Meaning(
        "Enheterna svarar olika, {year}: ”{question}”",
        "municipalities",
        "Kommuner där enheterna svarar olika.",
    ),
    "interviews.choice": Meaning(
        "{question}: {choice}, {year}", "municipalities", "Kommuner där minst en enhet svarar så."
    ),
    "interviews.theme": Meaning(
        "Önskat tema: {theme}, {year}",
        "municipalities",
        "Kommuner där minst en enhet önskar temat. Teman räknas som de är skrivna.",
    ),
}
