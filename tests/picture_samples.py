"""Pictures for the tests, one or two of each kind; their figures are made up, like those of the example region."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.reports.pictures.kinds import (
    Amount,
    Bars,
    Columns,
    Deadline,
    Funnel,
    Intervals,
    Lines,
    Pairs,
    Panels,
    Picture,
    Stacks,
    Task,
    Titles,
    Wheel,
)

UNKNOWN = Amount(None)
HIDDEN = Amount(3, hidden=True)
PARTICIPATION = ("deltagartillfälle", "deltagartillfällen")
SEAT = ("plats", "platser")
POST = ("tjänst", "tjänster")
NAMES = (
    "Habo",
    "Håbo",
    "Karlshamn",
    "Malung-Sälen",
    "Nora",
    "Oxelösund",
    "Sala",
    "Upplands Väsby",
    "Åre",
    "Älvsbyn",
)
YEARS = ("2014", "2015", "2016", "2017", "2018")


def amounts(*values: int | Amount | None) -> tuple[Amount, ...]:
    return tuple(value if isinstance(value, Amount) else Amount(value) for value in values)


def titles(title: str, subtitle: str, unit: tuple[str, str], names: str = "Kommun") -> Titles:
    note = "Källa: deltagarlistor 2014–2018, påhittade siffror. Svarat själva: 9 av 10 kommuner."
    return Titles(title, subtitle, note, unit, names)


SEATS = titles("Titel", "Platser per kommun", ("plats", "platser"))
PLAIN = titles("Titel", "Per kommun", ("", ""))

PICTURES: dict[str, Picture] = {
    "bars": Bars(
        titles(
            "Karlshamn och Sala stod för hälften av deltagartillfällena 2017",
            "Deltagartillfällen per kommun 2017, alla kurser",
            PARTICIPATION,
        ),
        tuple(zip(NAMES, amounts(12, 17, 61, 9, 1, 22, 58, 31, None, HIDDEN), strict=True)),
    ),
    "courses": Bars(
        titles("LVU drog flest", "Deltagartillfällen per kurs 2014–2018", PARTICIPATION, "Kurs"),
        (
            ("LVU grund", Amount(93)),
            ("Förhållningssätt vid trauma – grundutbildning i två delar", Amount(72)),
            ("Yrkeshandledning i grupp för nya socialsekreterare", Amount(41, 38, 44)),
            ("BBIC", Amount(24, 24, None)),
            ("Signs of Safety", Amount(None, 5, 9)),
            ("Barnsamtal", Amount(0)),
        ),
    ),
    "columns": Columns(
        titles("Deltagandet halverades 2017", "Deltagartillfällen per år, alla tio kommuner", PARTICIPATION),
        YEARS,
        (("Deltagartillfällen", amounts(212, 260, 248, 121, Amount(140, 131, 152))),),
    ),
    "two-columns": Columns(
        titles("Fler personer, färre tillfällen var", "Personer och deltagartillfällen per år", ("", "")),
        YEARS,
        (
            ("Personer", amounts(118, 131, 129, None, 96)),
            ("Deltagartillfällen", amounts(212, 260, 248, 121, 140)),
        ),
    ),
    "panels": Panels(
        titles(
            "I Åre föll deltagandet redan 2016",
            "Deltagartillfällen per kommun och år, samma skala i alla fält",
            PARTICIPATION,
        ),
        YEARS,
        (
            ("Habo", amounts(20, 24, 26, 12, 10)),
            ("Håbo", amounts(24, 31, 30, 17, 15)),
            ("Karlshamn", amounts(52, 66, 70, 61, 40)),
            ("Malung-Sälen", amounts(12, 15, HIDDEN, 9, None)),
            ("Nora", amounts(9, 8, 11, 1, 0)),
            ("Oxelösund", amounts(20, 31, 25, 22, 18)),
            ("Upplands Väsby", amounts(54, 60, 61, 58, 52)),
            ("Åre", amounts(17, 16, 5, 3, 2)),
            ("Älvsbyn", amounts(None, None, None, None, None)),
        ),
    ),
    "stacks": Stacks(
        titles(
            "I Nora och Åre är alla nya",
            "Socialsekreterare i barn och unga efter erfarenhet, 31 mars 2017",
            ("person", "personer"),
        ),
        ("0–2 år", "3–5 år", "mer än 5 år"),
        (
            ("Habo", amounts(3, 2, 4)),
            ("Håbo", amounts(5, 4, 1)),
            ("Karlshamn", amounts(9, 8, 14)),
            ("Malung-Sälen", amounts(2, None, 3)),
            ("Nora", amounts(4, 0, 0)),
            ("Sala", (Amount(Decimal("7.5")), Amount(6), Amount(5))),
            ("Upplands Väsby", (Amount(11, 10, 12), Amount(7), Amount(9))),
            ("Åre", (Amount(None, 2, 4), Amount(0), Amount(0))),
            ("Älvsbyn", amounts(None, None, None)),
        ),
    ),
    "intervals": Intervals(
        titles(
            "Var fjärde tjänst i Sala är vakant", "Tjänster och vakanser i barn och unga, 31 mars 2017", POST
        ),
        ("Tjänster", "Vakanta tjänster"),
        (
            ("Habo", amounts(9, 0)),
            ("Karlshamn", (Amount(31, 30, 33), Amount(4))),
            ("Malung-Sälen", (Amount(6), Amount(None, 1, 3))),
            ("Nora", (Amount(5, 5, None), Amount(None))),
            ("Sala", (Amount(Fraction(41, 2)), Amount(5, 4, 6))),
            ("Åre", (Amount(None, None, 4), Amount(1))),
        ),
    ),
    "pairs": Pairs(
        titles(
            "Platserna räcker i hälften av kommunerna", "Behov av och platser på LVU grund, HT 2018", SEAT
        ),
        "Behov",
        "Platser",
        tuple(
            zip(
                NAMES[:8],
                amounts(7, 9, 17, 4, 4, 8, 13, 18),
                amounts(7, 6, 12, 5, 4, 8, 9, None),
                strict=True,
            )
        ),
    ),
    "funnel": Funnel(
        titles(
            "Två tredjedelar av pengarna användes",
            "Statsbidrag för kompetensutveckling 2017, kronor",
            ("kr", "kr"),
        ),
        (
            ("Sökt belopp", Amount(1_500_000)),
            ("Beviljat belopp", Amount(1_125_000)),
            ("Använt belopp", Amount(742_360)),
        ),
    ),
    "lines": Lines(
        titles(
            "Sammanbrotten blev färre, placeringarna inte",
            "Barn placerade i familjehem och sammanbrott per termin",
            ("barn", "barn"),
        ),
        tuple(f"{term} {year}" for year in range(2014, 2019) for term in ("VT", "HT")),
        (
            ("Placeringar", amounts(112, 120, 131, 128, 140, None, None, 151, 149, 155)),
            ("Sammanbrott", amounts(21, 19, 23, 18, 15, 14, HIDDEN, HIDDEN, 9, 8)),
            ("Omplaceringar", amounts(30, 31, 30, 33, 28, 25, 24, 20, 18, 15)),
        ),
    ),
    "wheel": Wheel(
        titles("Ett år i förbundet", "När det planeras, anmäls, hålls och redovisas, 2018", ("", "")),
        2018,
        (
            Task("Verksamhetsberättelse", date(2017, 12, 1), date(2018, 2, 28)),
            Task("Kurser under våren", date(2018, 1, 15), date(2018, 5, 31)),
            Task("Ledningen beslutar om höstens paket", date(2018, 3, 1), date(2018, 4, 30)),
            Task("Höstens paket skickas ut", date(2018, 5, 2), date(2018, 5, 18)),
            Task("Anmälan till hösten", date(2018, 6, 1), date(2018, 6, 15)),
            Task("Utvärdering av våren och kommunernas behov", date(2018, 8, 6), date(2018, 9, 28)),
            Task("Kurser under hösten", date(2018, 8, 27), date(2018, 12, 14)),
            Task("Ledningen beslutar om vårens paket", date(2018, 9, 10), date(2018, 10, 31)),
            Task("Anmälan till våren", date(2018, 12, 1), date(2018, 12, 15)),
        ),
        (
            Deadline("Redovisning av statsbidrag", date(2018, 2, 10)),
            Deadline("Personaluppgifter från kommunerna", date(2018, 3, 31)),
            Deadline("Planen antas av direktionen", date(2018, 9, 1)),
            Deadline("Sista anmälan", date(2018, 12, 15)),
        ),
        date(2018, 5, 22),
    ),
}
