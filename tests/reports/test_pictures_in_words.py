"""What a picture shows, in words and as a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kfond.reports.pictures.data_tables import data_table
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
    Wheel,
)
from kfond.reports.pictures.words import description
from picture_samples import HIDDEN, NAMES, PICTURES, PLAIN, SEATS, UNKNOWN, amounts, titles


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (
            Bars(SEATS, (("Ale", Amount(12)), ("Eda", Amount(1)))),
            "Högst är Ale med 12 platser, lägst Eda med 1.",
        ),
        (
            Bars(SEATS, (("Ale", Amount(12)), ("Eda", Amount(0)), ("Åmål", Amount(12)))),
            "Högst är Ale och Åmål med 12 platser var, lägst Eda med 0.",
        ),
        (Bars(SEATS, (("Ale", Amount(1)),)), "Ale: 1 plats."),
        (Bars(SEATS, (("Ale", Amount(1)), ("Eda", Amount(1)))), "Alla har 1 plats."),
        (Bars(SEATS, (("Ale", Amount(0)), ("Eda", Amount(0)))), "Alla har 0 platser."),
        (
            Bars(SEATS, (("Ale", Amount(2)), ("Eda", Amount(2)), ("Åmål", UNKNOWN))),
            "Alla som är kända har 2 platser. Uppgift saknas för Åmål.",
        ),
        (Bars(SEATS, (("Ale", HIDDEN), ("Eda", Amount(9)))), "Eda: 9 platser. Ale: färre än 5."),
        (Bars(SEATS, (("Ale", UNKNOWN), ("Eda", UNKNOWN))), "Uppgift saknas för alla."),
        (
            Bars(SEATS, (*((name, UNKNOWN) for name in NAMES[:6]), ("Ale", Amount(3)))),
            "Ale: 3 platser. Uppgift saknas för 6 av 7.",
        ),
        (
            Bars(SEATS, (("Ale", Amount(12, 10, 15)), ("Eda", Amount(None, 5, 9)))),
            "Ale: 12 platser. Osäkert är Ale: 12 (10–15) platser, Eda: 5–9 platser.",
        ),
        (
            Bars(
                titles("Titel", "Andel som gått", ("%", "%")),
                (("Ale", Amount(Decimal("66.5"))), ("Eda", Amount(50))),
            ),
            "Högst är Ale med 66,5 %, lägst Eda med 50 %.",
        ),
        (
            Columns(SEATS, ("2016", "2017"), (("Platser", amounts(9, 4)),)),
            "Från 9 platser (2016) till 4 (2017). Högst är 2016 med 9 platser, lägst 2017 med 4.",
        ),
        (
            Lines(SEATS, ("2016", "2017"), (("A", amounts(9, None)), ("B", amounts(1, 2)))),
            "A: 2016: 9 platser. Uppgift saknas för 2017. B: Från 1 plats (2016) till 2 (2017). "
            "Högst är 2017 med 2 platser, lägst 2016 med 1.",
        ),
        (
            Panels(SEATS, ("2016", "2017"), (("Ale", amounts(9, 4)), ("Eda", amounts(2, None)))),
            "Högst är Ale 2016 med 9 platser, lägst Eda 2016 med 2. Uppgift saknas för Eda 2017.",
        ),
        (
            Stacks(SEATS, ("0–2 år", "3–5 år"), (("Ale", amounts(1, 2)), ("Eda", amounts(3, None)))),
            "0–2 år: Högst är Eda med 3 platser, lägst Ale med 1. 3–5 år: Ale: 2 platser. "
            "Uppgift saknas för Eda.",
        ),
        (
            Intervals(SEATS, ("Tjänster",), (("Ale", (Amount(None, 24),)), ("Eda", (Amount(8),)))),
            "Tjänster: Eda: 8 platser. Osäkert är Ale: minst 24 platser.",
        ),
        (
            Pairs(SEATS, "Behov", "Platser", (("Ale", Amount(5), Amount(4)), ("Eda", Amount(2), Amount(2)))),
            "1 av 2 har färre platser än behov. Längst ifrån är Ale, 4 av 5: 1 plats färre.",
        ),
        (
            Pairs(
                titles("Titel", "Bidrag", ("kr", "kr")),
                "Sökt",
                "Beviljat",
                (("Ale", Amount(500_000), Amount(95_000)), ("Eda", Amount(2), Amount(2))),
            ),
            "1 av 2 har mindre beviljat än sökt. Längst ifrån är Ale, 95 000 av 500 000: 405 000 kr mindre.",
        ),
        (
            Pairs(SEATS, "Behov", "Platser", (("Ale", Amount(5), Amount(5)), ("Eda", Amount(2), UNKNOWN))),
            "Ale: 5 av 5. Platser: Uppgift saknas för Eda.",
        ),
        (
            Funnel(
                titles("Titel", "Bidrag", ("kr", "kr")),
                (
                    ("Sökt belopp", Amount(2000)),
                    ("Beviljat belopp", Amount(1500)),
                    ("Använt belopp", UNKNOWN),
                ),
            ),
            "Sökt belopp: 2 000 kr. Beviljat belopp: 1 500 kr, 75 % av sökt belopp. "
            "Använt belopp: uppgift saknas.",
        ),
        (
            Wheel(
                PLAIN,
                2018,
                (Task("Anmälan", date(2018, 6, 1), date(2018, 6, 15)),),
                (Deadline("Bokslut", date(2018, 2, 10)),),
                date(2018, 5, 2),
            ),
            "Årshjul för 2018 med 1 uppgift och 1 fast dag. "
            "I tur och ordning: Bokslut 10 feb; Anmälan 1–15 jun. I dag är 2 maj.",
        ),
    ],
)
def test_a_picture_in_words(picture: Picture, told: str) -> None:
    head = f"{picture.titles.title}. {picture.titles.subtitle}. "
    assert description(picture).replace("\N{NO-BREAK SPACE}", " ") == head + told


@pytest.mark.parametrize(
    ("key", "caption", "columns", "first_row"),
    [
        (
            "courses",
            "Deltagartillfällen per kurs 2014–2018",
            ["Kurs", "Deltagartillfällen"],
            ["LVU grund", "93"],
        ),
        (
            "two-columns",
            "Personer och deltagartillfällen per år",
            ["År", "Personer", "Deltagartillfällen"],
            ["2014", "118", "212"],
        ),
        (
            "stacks",
            "Socialsekreterare i barn och unga efter erfarenhet, 31 mars 2017 (personer)",
            ["Kommun", "0–2 år", "3–5 år", "mer än 5 år"],
            ["Habo", "3,0", "2,0", "4,0"],
        ),
        (
            "pairs",
            "Behov av och platser på LVU grund, HT 2018",
            ["Kommun", "Behov", "Platser"],
            ["Habo", "7", "7"],
        ),
        (
            "funnel",
            "Statsbidrag för kompetensutveckling 2017, kronor",
            ["Steg", "Kronor", "Andel av steget före"],
            ["Sökt belopp", "1 500 000", "inte aktuellt"],
        ),
        (
            "lines",
            "Barn placerade i familjehem och sammanbrott per termin",
            ["Termin", "Placeringar", "Sammanbrott", "Omplaceringar"],
            ["VT 2014", "112", "21", "30"],
        ),
        (
            "wheel",
            "När det planeras, anmäls, hålls och redovisas, 2018",
            ["Vad", "Från", "Till"],
            ["Verksamhetsberättelse", "2017-12-01", "2018-02-28"],
        ),
    ],
)
def test_the_data_of_a_picture_as_a_table(
    key: str, caption: str, columns: list[str], first_row: list[str]
) -> None:
    table = data_table(PICTURES[key])
    assert table.caption == caption
    assert [column.heading for column in table.columns] == columns
    assert [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in table.rows[0]] == first_row
