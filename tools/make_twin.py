"""Write the examples of a joint foster-home organisation: a year's work, and its placements of three years.

    python tools/make_twin.py         writes both workbooks into examples/placements
    python tools/make_twin.py DIR     writes them into DIR

The numbers of activities are the ones that a joint foster-home organisation published for 2022; points with made-up
outcomes, the whole survey, and every placement and cost are invented, and each sheet says so. The same sources give
the same bytes.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import kfond.workbook  # noqa: F401 - before openpyxl: it says how openpyxl is to write
from kfond.periods import Tertial
from region.files import Look, add_sheet, new_book, save_workbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "placements"
FILE = "verksamheten-2022.xlsx"
MARK = "Påhittad tvilling till ett verkligt 2022: {}"
NUMBERS_ARE_REAL = MARK.format("antalen är publicerade uppgifter, bladet är inte organisationens eget")
ALL_MADE_UP = MARK.format("siffrorna på det här bladet är påhittade")
POINTS_MADE_UP = MARK.format("bara effektmålets ord och riktlinjernas dagar är publicerade uppgifter")

ACTIVITIES = (
    ("När", "Slag", "Aktivitet", "Antal tillfällen", "Protokollfört", "Format", "Vilka", "Deltagare",
     "Deltog eller erbjöds", "Andel", "Antal", "Vad som räknas", "Före eller efter", "Med ord", "Anmärkning"),
    (2022, "möte", "Styrgrupp", 4, "Ja", "", "IFO-chefer"),
    (2022, "möte", "Enhetschefer", 8, "Ja", "", "enhetschefer barn och unga, chef för organisationen"),
    (2022, "möte", "Nätverk för familjehemssekreterare", 4, "Ja", "", "familjehemssekreterare och alla medarbetare"),
    (2022, "möte", "Familjehemssekreterarnas egna träffar", 4, "Nej", "", "familjehemssekreterare"),
    ("oktober 2022", "evenemang", "Utvecklingsdag", 1, "", "", "", "", "", "", "", "", "", "den tredje i ordningen"),
    (2022, "utbildning", "Ett hem att växa i", 3, "", "digitalt, fysiskt, hybrid", "familjehem"),
    ("maj 2022", "utbildning", "Traumamedveten omsorg (TMO)", 1, "", "digitalt", "familjehem med placeringar"),
    (2022, "utbildning", "Långsiktiga placeringar, vårdnadsöverflytt och adoption", "", "", "", "familjehem", 16,
     "erbjöds", "", "", "", "", "", "Socialstyrelsens testpilot, med Sollefteå. Hur många som deltog är inte känt."),
    ("november 2022", "föreläsning", "Det tredelade föräldraskapet i praktiken", 1, "", "digitalt"),
    (2022, "nätverksträff", "Ortbaserade nätverksträffar", 3, "", "digitalt", "familjehem", "", "bjöds in"),
    ("maj 2022", "evenemang", "Ortbaserade grillkvällar", 5, "", "", "familjehem och barn"),
    ("augusti 2022", "evenemang", "Familjehemsdag", 1, "", "", "föräldrar och barn", 217, "deltog"),
    (2022, "mentorskap", "Mentorer", "", "", "", "", "", "", "", 3, "mentorsfamiljehem", "", "erfarna familjehem"),
    (2022, "mentorskap", "Stöd av mentor", "", "", "", "", "", "", "", 24, "familjehem"),
    (2022, "mentorskap", "Stödets längd", "", "", "", "", "", "", "", 6, "månader", "",
     "de första månaderna av placeringen"),
    (2022, "utbildning", "Connect, grupphandledare", "", "", "digitalt", "familjehemssamordnare", 2, "deltog"),
    (2022, "utbildning", "Connect, teoretisk del", "", "", "", "familjehemssekreterare", "", "deltog", "100 %", "", "",
     "", "samtliga", "Antalet är inte känt."),
    (2022, "bemanning", "Kommunikatör", "", "", "", "", "", "", "", 0.5, "tjänst", "före"),
    (2022, "bemanning", "Kommunikatör", "", "", "", "", "", "", "", 0.75, "tjänst", "efter"),
    (2022, "bemanning", "Huvudansvar för remisser", "", "", "", "", "", "", "", 2, "familjehemssamordnare"),
    (2022, "studie", "Underlag till studier", "", "", "", "", "", "", "", 2, "studier", "",
     "svåra umgängesärenden; sammanbrott"),
    (2022, "annat", "Viktiga processer i uppdraget", "", "", "", "", "", "", "", 3, "processer", "",
     "utvecklingsdagen gällde den sista: stöd till familjehemmen"),
    (2022, "evenemang", "Så funkar det", "", "", "digitalt", "", "", "", "", "", "", "", "sista fredagen i månaden",
     "Hur många gånger är inte känt."),
)  # fmt: skip

GOAL = (
    "Minskat antal planerade avbrott i familjehemsvården som orsakas av bristande förutsättningar för familjehemmen "
    "att genomföra sina uppdrag."
)
UNCLEAR_GOAL = (
    "ordalydelsen är oklar: här står planerade avbrott, men ett mål om färre avbrott gäller rimligen oplanerade. "
    "Utgångsläget mäts av en studie som inte är klar."
)
POINTS = (
    ("Beteckning", "Slag", "Ordalydelse", "Gäller från år", "Gäller till och med år", "Beslutad", "Reviderad",
     "Mäts med", "Utfall", "Utgångsläge", "Mål", "Mäts i", "Läge", "Läget den", "Kommentar"),
    ("M1", "mätpunkt", "Antal protokollförda möten", 2019, "", date(2019, 1, 1), "",
     "activities.ÅR.total.meeting.minutes", "", "", 15, "möten"),
    ("M2", "mätpunkt", "Tid från förfrågan till svar", 2019, "", date(2019, 1, 1), "", "", 9, 12, 7, "dagar", "",
     date(2022, 12, 31)),
    ("M2", "mätpunkt", "Tid från förfrågan till matchat hem", 2023, "", date(2019, 1, 1), date(2023, 1, 13), "", "", "",
     14, "dagar"),
    ("E1", "effektmål", GOAL, 2019, "", date(2019, 1, 1), "", "", "", "", "", "", "", "", UNCLEAR_GOAL),
    ("P1", "planpunkt", "Grundutbildning tre gånger om året", 2022, 2022, date(2021, 11, 15), "",
     "activities.ÅR.ett-hem-att-vaxa-i.occasions", "", "", 3, "tillfällen", "klar"),
    ("P2", "planpunkt", "Ny metod för att utreda hem", 2022, 2022, date(2021, 11, 15), "", "", "", "", "", "",
     "pågår", "", "infördes under hösten"),
    ("P3", "planpunkt", "Fortbildning för jourhem i länet", 2022, 2022, date(2021, 11, 15), "", "", "", "", "", "",
     "pågår"),
    ("P4", "planpunkt", "Egen webbutbildning", 2022, 2022, date(2021, 11, 15), "", "", "", "", "", "", "inte påbörjad"),
)  # fmt: skip

SURVEY = "Familjehemmens enkät"
SUPPORT, STAY = "Fick du det stöd du behövde?", "Hur trygg är du i uppdraget?"
SURVEYS = (
    ("Enkät", "Omgång", "Fråga", "Svarsalternativ", "Tillfrågade", "Antal svar", "Antal som svarade så",
     "Medelvärde", "Skala"),
    (SURVEY, "november 2021", SUPPORT, "ja", 52, 37, 24),
    (SURVEY, "november 2021", SUPPORT, "delvis", 52, 37, 10),
    (SURVEY, "november 2021", SUPPORT, "nej", 52, 37, 3),
    (SURVEY, "november 2022", SUPPORT, "ja", 60, 41, 29),
    (SURVEY, "november 2022", SUPPORT, "delvis", 60, 41, 7),
    (SURVEY, "november 2022", SUPPORT, "nej", 60, 41, 5),
    (SURVEY, "november 2021", STAY, "", 52, 36, "", 3.9, "1–5, där 5 är mycket trygg"),
    (SURVEY, "november 2022", STAY, "", 60, 40, "", 4.1, "1–5, där 5 är mycket trygg"),
)  # fmt: skip


PLACED = "placeringar-2020-2022.xlsx"
YEARS = (2020, 2021, 2022)
MEMBERS = (
    # name, how many times as many placements as the base, the first year with counts
    ("Härnösand", 1.2, 2020),
    ("Kramfors", 1.0, 2020),
    ("Sollefteå", 1.1, 2020),
    ("Timrå", 1.0, 2022),
    ("Ånge", 0.7, 2020),
    ("Örnsköldsvik", 2.2, 2020),
)
FORMS = (
    # name, placements to begin with, share that starts and that ends in a tertial, share of breakdowns
    ("familjehem", 24, 0.16, 0.15, 0.30),
    ("nätverkshem", 14, 0.17, 0.14, 0.16),
    ("konsulentstött familjehem", 11, 0.22, 0.25, 0.33),
    ("jourhem", 7, 0.62, 0.62, 0.12),
)
PER_DAY = {
    # kronor a care day: fee, expenses, consultants; kronor a start
    "familjehem": (402, 198, 0, 9500),
    "nätverkshem": (331, 176, 0, 7800),
    "konsulentstött familjehem": (388, 191, 1145, 14500),
    "jourhem": (668, 232, 0, 2100),
}
COUNT_HEADINGS = (
    "Kommun", "Period", "Placeringsform", "Pågående", "Påbörjade", "Avslutade", "Oplanerade avbrott", "Vårddygn",
    "Avbrott av barnet", "Avbrott av hemmet", "Avbrott av föräldrarna", "Avbrott av socialtjänsten",
)  # fmt: skip
WHO_BREAKS = (0.34, 0.40, 0.12, 0.14)
"""Of the breakdowns, the shares of the child, the home, the parents and the social services."""
COST_HEADINGS = (
    "Kommun", "Period", "Placeringsform", "Arvode", "Omkostnader", "Konsulentarvode", "Uppstart", "Budget",
)  # fmt: skip


def placements_in_counts() -> Iterator[tuple[str, Tertial, str, tuple[int, ...]]]:
    """Municipality, tertial, form and the numbers of a row: as many go on as went on and started, less those ended."""
    dice = Random("placements of 2020 to 2022")
    for municipality, size, since in MEMBERS:
        for form, base, starts, ends, breaks in FORMS:
            ongoing = _near(dice, base * size)
            for year in range(since, YEARS[-1] + 1):
                for number in (1, 2, 3):
                    before = ongoing
                    started = _near(dice, base * size * starts)
                    ended = min(before + started, _near(dice, before * ends))
                    broken = sum(dice.random() < breaks for _ in range(ended))
                    ongoing = before + started - ended
                    tertial = Tertial(year, number)
                    length = (tertial.end - tertial.start).days + 1
                    days = round((before + ongoing) / 2 * length + (dice.random() - 0.5) * length)
                    yield municipality, tertial, form, (ongoing, started, ended, broken, max(0, days))


def _near(dice: Random, wanted: float) -> int:
    """A whole number near the wanted one."""
    return int(wanted * (0.7 + 0.6 * dice.random()) + dice.random())


def count_rows() -> list[tuple[object, ...]]:
    """The sheet of counts, the breakdowns by who broke off last."""
    dice = Random("who broke off from 2020 to 2022")
    rows = []
    for name, at, form, numbers in placements_in_counts():
        who = dice.choices(range(len(WHO_BREAKS)), WHO_BREAKS, k=numbers[3])
        by_whom = [who.count(one) for one in range(len(WHO_BREAKS))]
        rows.append((name, f"T{at.number} {at.year}", form, *numbers, *by_whom))
    return [COUNT_HEADINGS, *rows]


def cost_rows() -> list[tuple[object, ...]]:
    """The sheet of costs: a row a municipality, year and form, and one with the budget of them all."""
    dice = Random("costs of 2020 to 2022")
    told: dict[tuple[str, int, str], tuple[int, int]] = {}
    for name, at, form, (_, started, *_, days) in placements_in_counts():
        before = told.get((name, at.year, form), (0, 0))
        told[name, at.year, form] = (before[0] + days, before[1] + started)
    rows: list[tuple[object, ...]] = [COST_HEADINGS]
    for name, _, since in MEMBERS:
        for year in range(since, YEARS[-1] + 1):
            spent = 0
            for form, (fee, expenses, consultants, start) in PER_DAY.items():
                days, started = told[name, year, form]
                rise = 1 + 0.025 * (year - YEARS[0])
                parts = [_hundreds(days * kronor * rise, dice) for kronor in (fee, expenses, consultants)]
                parts.append(_hundreds(started * start, dice))
                spent += sum(parts)
                rows.append((name, year, form, *parts, ""))
            budget = 100_000 * round(spent * (0.93 + 0.12 * dice.random()) / 100_000)
            rows.append((name, year, "alla", "", "", "", "", budget))
    return rows


def _hundreds(kronor: float, dice: Random) -> int:
    return 100 * round(kronor * (0.97 + 0.06 * dice.random()) / 100)


HOME_HEADINGS = (
    "Period", "Intresseanmälningar", "Påbörjade kartläggningar", "Avslutade kartläggningar", "Grundutbildade hem",
    "Nya i familjehemsbanken", "Första placeringar", "Utbildade före första placeringen", "Hem i banken",
    "Kontrakterade jourhem", "Hem som slutade",
    "Dagar från intresse till kartläggning (median)", "Hem bakom den medianen: intresse till kartläggning",
    "Dagar för kartläggningen (median)", "Hem bakom den medianen: kartläggningen",
    "Dagar från kartläggning till grundutbildning (median)",
    "Hem bakom den medianen: kartläggning till grundutbildning",
    "Dagar från grundutbildning till banken (median)", "Hem bakom den medianen: grundutbildning till banken",
    "Dagar från banken till första placering (median)", "Hem bakom den medianen: banken till första placering",
    "Dagar hela vägen (median)", "Hem bakom den medianen: hela vägen",
)  # fmt: skip
HOMES = (
    HOME_HEADINGS,
    ("T1 2022", 41, 24, 17, 13, 12, 9, 8, 38, 9, 6, 31, 24, 74, 17, 48, 13, 15.5, 12, 62, 9, 247, 9),
    ("T2 2022", 33, 19, 16, 11, 10, 8, 8, 40, 9, 7, 35, 19, 79.5, 16, 56, 11, 17.5, 10, 55.5, 8, 261, 7),
    ("T3 2022", 46, 27, 18, 15, 14, 12, 11, 42, 10, 5, 29, 27, 71, 18, 44, 15, 14, 14, 66, 12, 238.5, 12),
    (2022, 120, 70, 51, 39, 36, 29, 27, 42, 10, 18, 31, 70, 75, 51, 48, 39, 15, 36, 62, 29, 247.5, 28),
)
"""The medians of a year do not follow from those of its tertials, so that the year has a row of its own."""
ANSWER_HEADINGS = ("Period", "Fråga vid avslut", "Kodat svar", "Antal hem med svaret")
WHY, AGAIN = "Vad var viktigast för att ni slutade?", "Skulle ni råda andra att bli familjehem?"
ANSWERS = (
    ANSWER_HEADINGS,
    (2021, WHY, "livet ändrades", 8),
    (2021, WHY, "ersättningen", 6),
    (2021, WHY, "för lite stöd", 7),
    ("T1 2022", WHY, "livet ändrades", 3),
    ("T1 2022", WHY, "ersättningen", 1),
    ("T1 2022", WHY, "för lite stöd", 2),
    ("T2 2022", WHY, "livet ändrades", 2),
    ("T2 2022", WHY, "ersättningen", 3),
    ("T2 2022", WHY, "för lite stöd", 2),
    ("T3 2022", WHY, "livet ändrades", 2),
    ("T3 2022", WHY, "ersättningen", 2),
    ("T3 2022", WHY, "för lite stöd", 1),
    (2021, AGAIN, "ja", 13),
    (2021, AGAIN, "nej", 8),
    (2022, AGAIN, "ja", 10),
    (2022, AGAIN, "vet inte", 5),
    (2022, AGAIN, "nej", 3),
)
REFERRAL_HEADINGS = (
    "Kommun", "Period", "Typ av hem", "Förfrågningar", "Matchade", "Avslutade utan hem", "Väntar",
)  # fmt: skip
ASKED = (
    # municipality, and for each tertial of 2022: asked, matched, closed without a home, waiting
    ("Härnösand", ((12, 7, 3, 6), (9, 6, 2, 7), (14, 9, 5, 7))),
    ("Kramfors", ((9, 5, 2, 7), (8, 6, 3, 6), (10, 7, 2, 7))),
    ("Sollefteå", ((10, 6, 3, 6), (11, 7, 3, 7), (9, 6, 3, 7))),
    ("Timrå", ((11, 6, 2, 8), (12, 8, 4, 8), (10, 7, 3, 8))),
    ("Ånge", ((6, 3, 2, 5), (7, 5, 1, 6), (5, 3, 1, 7))),
    ("Örnsköldsvik", ((22, 14, 6, 9), (19, 12, 5, 11), (24, 15, 8, 12))),
)


def referral_rows() -> list[tuple[object, ...]]:
    """The sheet of referrals: how often each municipality asked for a home, and what came of it."""
    rows = [
        (name, f"T{number} 2022", "familjehem", *numbers)
        for name, tertials in ASKED
        for number, numbers in enumerate(tertials, 1)
    ]
    return [REFERRAL_HEADINGS, *rows]


def write_placements(folder: Path) -> None:
    """Write the workbook of placements and what they cost."""
    book = new_book()
    book.properties.title = MARK.format("en övningsfil")
    for name, title, rows in (
        ("Placeringar", "Placeringar i antal", count_rows()),
        ("Kostnader", "Kostnader för placeringar, kronor", cost_rows()),
        ("Hem", "Hem i antal", HOMES),
        ("Förfrågningar", "Förfrågningar i antal", referral_rows()),
        ("Avslut", "Avslutsintervjuer i antal", ANSWERS),
    ):
        look = Look(widths=(16, 14, 26, *(14 for _ in rows[0][3:])))
        add_sheet(book, name, [title], rows, look, mark=ALL_MADE_UP)
    save_workbook(book, folder / PLACED, date(2023, 2, 10))


def write_twin(folder: Path) -> None:
    """Write the workbook of a year's work."""
    book = new_book()
    book.properties.title = MARK.format("en övningsfil")
    for name, title, mark, rows, widths in (
        ("Aktiviteter", "Årets aktiviteter", NUMBERS_ARE_REAL, ACTIVITIES,
         (14, 14, 34, 11, 12, 16, 26, 11, 12, 9, 9, 20, 11, 28, 34)),
        ("Punkter", "Mätpunkter, planpunkter och mål", POINTS_MADE_UP, POINTS,
         (11, 11, 44, 10, 12, 12, 12, 36, 9, 11, 9, 11, 15, 12, 40)),
        ("Enkät", "Enkäten till familjehemmen", ALL_MADE_UP, SURVEYS, (22, 15, 30, 16, 12, 11, 12, 12, 26)),
    ):  # fmt: skip
        add_sheet(book, name, [title], rows, Look(widths=widths), mark=mark)
    save_workbook(book, folder / FILE, date(2023, 2, 10))


def main(arguments: Sequence[str]) -> None:
    """Write the workbooks into the given folder, or into examples/."""
    folder = Path(arguments[0]) if arguments else EXAMPLES
    write_twin(folder)
    write_placements(folder)
    print(f"wrote {folder / FILE} and {folder / PLACED}")


if __name__ == "__main__":
    main(sys.argv[1:])
