"""The grammar of a messy cell, as tables: what is typed, what it is read as, and the words kept beside it."""

import datetime as dt
import time
from decimal import Decimal

import pytest

from kfond.cells import Answer, Expect, Quality, Reading, read_cell


def summary(reading: Reading) -> str:
    """A reading on one line: quality, value, (low to high) where they differ from it, answer, review."""
    words = [reading.quality.value]
    if reading.value is not None:
        words.append(str(reading.value))
    if not reading.low == reading.value == reading.high:
        words.append(f"({reading.low} to {reading.high})")
    words += [reading.answer.value] if reading.answer else []
    words += ["review"] if reading.review else []
    return " ".join(words)


# Every distinct cell of the published table of 2017, by kind of column.
PUBLISHED_COUNTS = [
    ("-", "missing", ""),
    ("0", "exact 0", ""),
    ("0.5", "exact 0.5", ""),
    ("0.8", "exact 0.8", ""),
    ("1", "exact 1", ""),
    ("1.0", "exact 1", ""),
    ("1.5", "exact 1.5", ""),
    ("2", "exact 2", ""),
    ("2.75", "exact 2.75", ""),
    ("3", "exact 3", ""),
    ("4", "exact 4", ""),
    ("4,5", "exact 4.5", ""),
    ("4.55", "exact 4.55", ""),
    ("5", "exact 5", ""),
    ("6", "exact 6", ""),
    ("7", "exact 7", ""),
    ("7.3", "exact 7.3", ""),
    ("8", "exact 8", ""),
    ("9", "exact 9", ""),
    ("10", "exact 10", ""),
    ("12", "exact 12", ""),
    ("16", "exact 16", ""),
    ("18", "exact 18", ""),
    ("19", "exact 19", ""),
    ("24", "exact 24", ""),
    ("28", "exact 28", ""),
    ("Nej", "exact 0 no", ""),
    ("1?", "approximate 1 (0 to 2)", ""),
    ("1 från BUP", "exact 1", "från BUP"),
    ("4 inom myndutövn", "exact 4", "inom myndutövn"),
    ("2 pga omorganis.", "exact 2", "pga omorganis."),
    ("5(barnsekr)", "exact 5", "barnsekr"),
    ("1(jobbat med vuxna)", "exact 1", "jobbat med vuxna"),
    ("5 (alla jobbar inte heltid)", "exact 5 review", "alla jobbar inte heltid"),
    ("8 (inkl 1:e och 3 famhemssekr)", "exact 8", "inkl 1:e och 3 famhemssekr"),
    ("3(+10 utförare)", "exact 3 review", "+10 utförare"),
    ("1 barnsekr och även EKB", "exact 1 review", "barnsekr och även EKB"),
    ("10 + 1 teamledare", "exact 11", "10 + 1 teamledare"),
    ("13 + 2 förste", "exact 15", "13 + 2 förste"),
    ("1 chef + 1 socsekr", "exact 2", "1 chef + 1 socsekr"),
    ("5 + 1 utan uppsats", "approximate 6 (5 to 6) review", "5 + 1 utan uppsats"),
    (
        "21+ några förstärkn. + 3 teamledare",
        "at_least (24 to None) review",
        "21+ några förstärkn. + 3 teamledare",
    ),
    ("6,5 +förstärkn=8", "exact 8", "6,5 +förstärkn"),
    ("13 utr= ca 2-3 tjänster", "range 2.5 (2 to 3)", "13 utr"),
    ("Enbart konsulterna", "unclear review", ""),
    ("Alla utom konsulterna", "unclear review", ""),
    ("Alla utom 1 av de tjänster som är tillsatta", "unclear review", ""),
]
PUBLISHED_SHARES = [
    ("-", "missing", ""),
    ("?", "missing", ""),
    ("Nej", "exact 0 no", ""),
    ("Ja 50%", "exact 0.5 yes", ""),
    ("Ja 100%", "exact 1 yes", ""),
    ("Ja 100% jurist", "exact 1 yes", "jurist"),
    ("Ja ca 50%", "approximate 0.5 (0.4 to 0.6) yes", ""),
    ("Ja, ca 50%", "approximate 0.5 (0.4 to 0.6) yes", ""),
    ("Ja inkl i förstärkn ca 60%", "approximate 0.6 (0.48 to 0.72) yes", "inkl i förstärkn"),
    ("Ja 10-15%", "range 0.125 (0.1 to 0.15) yes", ""),
    ("Ja: ? %", "missing (0 to 1) yes", ""),
    ("Reception", "unclear review", ""),
]

COUNTS = [
    # Nothing stated
    ("", "missing", ""),
    ("   ", "missing", ""),
    ("--", "missing", ""),
    ("–", "missing", ""),
    ("..", "missing", ""),
    ("…", "missing", ""),
    ("???", "missing", ""),
    ("? st", "missing", ""),
    ("Vet ej", "missing", ""),
    ("vet inte exakt", "missing", ""),
    ("Uppgift saknas.", "missing", ""),
    ("u.s.", "missing", ""),
    ("Inga uppgifter", "missing", ""),
    ("Ingen vet", "missing", ""),
    ("Ej svar", "missing", ""),
    ("okänt", "missing", ""),
    ("- (ej svarat)", "missing review", "ej svarat"),
    # None
    ("inga", "exact 0 no", ""),
    ("Inga vakanta", "exact 0 no", "vakanta"),
    ("Inga konsulter just nu", "exact 0 no", "konsulter just nu"),
    ("Nej, 0 st", "exact 0 no", ""),
    ("noll", "exact 0", ""),
    ("Nej, delas med IFO", "exact 0 no review", "delas med IFO"),
    ("Nej?", "approximate 0 (0 to 1) no review", ""),
    ("Inga utan legitimation", "unclear no review", ""),
    ("Inga just nu, 1 fr.o.m. augusti", "unclear no review", ""),
    ("Nej, men 1 på gång", "unclear no review", ""),
    ("Ja/nej", "unclear review", ""),
    # Yes
    ("Ja", "unclear yes review", ""),
    ("Ja, 2", "exact 2 yes", ""),
    ("Ja, 0", "unclear yes review", ""),
    # Figures and how they are written
    ("7\u00a0st", "exact 7", ""),
    ("1 250", "exact 1250", ""),
    ("1\u202f250,5", "exact 1250.5", ""),
    ("1\n250", "unclear review", ""),
    ("1.250", "unclear review", ""),
    ("1,250", "unclear review", ""),
    ("0,125", "exact 0.125", ""),
    ("7.300000000000001", "exact 7.3", ""),
    ("½", "exact 0.5", ""),
    ("1½", "exact 1.5", ""),
    ("1 ½ tjänst", "exact 1.5", ""),
    ("två", "exact 2", ""),
    ("en vakant", "exact 1", "vakant"),
    ("en halv tjänst", "exact 0.5", ""),
    ("två och en halv", "exact 2.5", ""),
    ("2 på en annans tjänst", "exact 2 review", "på en annans tjänst"),
    ("007", "unclear review", ""),
    (",5", "unclear review", ""),
    ("4, 5", "unclear review", ""),
    ("5b", "unclear review", ""),
    ("EKB2", "unclear review", ""),
    ("5⅓", "unclear review", ""),
    ("٣", "unclear review", ""),
    ("2 halva tjänster", "unclear review", ""),
    ("ett par", "unclear review", ""),
    ("en del", "unclear review", ""),
    ("10-tal", "unclear review", ""),
    ("1:e socsekr", "unclear review", ""),
    ("3 med 3-årig utb", "exact 3 review", "med 3-årig utb"),
    ("Socionomer: 5", "exact 5", "Socionomer"),
    ("12,5 åa", "exact 12.5", ""),
    ("4 pers.", "exact 4", "pers."),
    ("bara 2", "exact 2", "bara"),
    ("150 %", "exact 1.5 review", ""),
    ("1 100 %", "unclear review", ""),
    # Approximate
    ("ca 5", "approximate 5 (4 to 6)", ""),
    ("C:a 5 st", "approximate 5 (4 to 6)", ""),
    ("ca5", "approximate 5 (4 to 6)", ""),
    ("~5", "approximate 5 (4 to 6)", ""),
    ("5 ca", "approximate 5 (4 to 6)", ""),
    ("drygt 10", "approximate 10 (10 to 12)", ""),
    ("knappt 10", "approximate 10 (8 to 10)", ""),
    ("nästan tio", "approximate 10 (8 to 10)", ""),
    ("10?", "approximate 10 (8 to 12)", ""),
    ("5 tjänster?", "approximate 5 (4 to 6)", ""),
    ("5 (?)", "approximate 5 (4 to 6) review", "?"),
    ("kanske 2", "approximate 2 (1 to 3)", ""),
    ("ca 5 + 2", "approximate 7 (6 to 8)", ""),
    # At least, at most
    ("minst 5", "at_least (5 to None)", ""),
    ("mer än 5", "at_least (5 to None)", ""),
    ("över 5", "at_least (5 to None)", ""),
    (">5", "at_least (5 to None)", ""),
    ("≥ 5", "at_least (5 to None)", ""),
    ("5+", "at_least (5 to None)", ""),
    ("5 eller fler", "at_least (5 to None)", ""),
    ("5 minst", "at_least (5 to None)", ""),
    ("minst ca 5", "at_least (4 to None)", ""),
    ("minst 5 + 2", "at_least (7 to None)", ""),
    ("högst 5", "at_most (0 to 5)", ""),
    ("upp till 5", "at_most (0 to 5)", ""),
    ("färre än fem", "at_most (0 to 5)", ""),
    ("<5", "at_most (0 to 5)", ""),
    ("5 + max 2", "range 6 (5 to 7) review", ""),
    ("mer än hälften", "unclear review", ""),
    # Range
    ("2-3", "range 2.5 (2 to 3)", ""),
    ("2–3 st", "range 2.5 (2 to 3)", ""),
    ("2 -3", "range 2.5 (2 to 3)", ""),
    ("5 eller 6", "range 5.5 (5 to 6)", ""),
    ("5 alt. 6", "range 5.5 (5 to 6)", ""),
    ("5/6", "range 5.5 (5 to 6)", ""),
    ("mellan 5 och 6", "range 5.5 (5 to 6)", ""),
    ("ca 2-3", "range 2.5 (2 to 3)", ""),
    ("3-4 + 1", "range 4.5 (4 to 5)", ""),
    ("5-3", "unclear review", ""),
    ("1/2", "unclear review", ""),
    ("1/9", "unclear review", ""),
    ("2-3-4", "unclear review", ""),
    # Sums
    ("6+1+1", "exact 8", ""),
    ("3,5 + 0,75", "exact 4.25", ""),
    ("4 plus 1 chef", "exact 5", "4 plus 1 chef"),
    ("1 chef (50%) + 2", "exact 3 review", "1 chef + 2; 50%"),
    ("8 och 1 chef", "exact 9 review", "8 och 1 chef"),
    ("8 & 1 chef", "exact 9 review", "8 & 1 chef"),
    ("en chef samt två socsekr", "exact 3 review", "en chef samt två socsekr"),
    ("3 och vikarier", "exact 3 review", "och vikarier"),
    ("5 och några vik", "at_least (5 to None) review", "5 och några vik"),
    ("6,5 + förstärkning", "at_least (6.5 to None) review", "6,5 + förstärkning"),
    ("några + 3", "at_least (3 to None) review", "några + 3"),
    ("5 och 1.250", "unclear review", ""),
    ("5 + hälften", "unclear review", ""),
    ("3 + 1 ej klar", "approximate 4 (3 to 4) review", "3 + 1 ej klar"),
    ("1 vakant + 1 blivande", "approximate 2 (1 to 2) review", "1 vakant + 1 blivande"),
    ("+ 2", "unclear review", ""),
    ("5 ++ 2", "unclear review", ""),
    # Explicit totals
    ("totalt 14", "exact 14", ""),
    ("14 tot", "exact 14", ""),
    ("10 + 4, totalt 14", "exact 14", "10 + 4"),
    ("10 socsek, 4 fhsek = 14", "exact 14", "10 socsek, 4 fhsek"),
    ("10 + 1 = 12", "exact 12 review", "10 + 1"),
    ("6,5 + förstärkn = 5", "exact 5 review", "6,5 + förstärkn"),
    ("10 + 1 = ?", "unclear review", ""),
    # Parts, parentheses, words that change nothing
    ("8 varav 2 vik", "exact 8", "varav 2 vik"),
    ("8 tjänster inkl. 2 vik", "exact 8", "inkl. 2 vik"),
    ("totalt 14 därav inga vik", "exact 14", "därav inga vik"),
    ("8 varav 2 vik + 1 chef", "exact 8 review", "varav 2 vik + 1 chef"),
    ("8 varav totalt 2 vik", "unclear review", ""),
    ("inkl 2 vik", "unclear review", ""),
    ("8 (inkl vik", "exact 8", "inkl vik"),
    ("8 (3 (en ny)) + 2", "exact 10 review", "3 (en ny)"),
    ("8 (totalt 10)", "exact 8 review", "totalt 10"),
    ("(5)", "unclear review", "5"),
    ("5 - barnsekr", "exact 5", "barnsekr"),
    # A figure that another word makes doubtful, or that counts something else
    ("2 ej tillsatta", "exact 2 review", "ej tillsatta"),
    ("1 slutar i maj", "exact 1 review", "slutar i maj"),
    ("2 deltid", "exact 2 review", "deltid"),
    ("3 fast anställda", "exact 3", "fast anställda"),
    ("5 👍", "exact 5 review", "👍"),
    ("inte 5", "unclear review", ""),
    ("2 år", "unclear review", ""),
    ("0-2 år", "unclear review", ""),
    ("1 maj", "unclear review", ""),
    ("vecka 34", "unclear review", ""),
    ("1/vecka", "unclear review", ""),
    ("2015", "exact 2015 review", ""),
    ("8 sedan 2015", "unclear review", ""),
    ("2015-2017", "unclear review", ""),
    ("800101-1234", "unclear review", ""),
    ("8001011234", "unclear review", ""),
    ("0522-44 08 20", "unclear review", ""),
    # No single reading
    ("10 socsek, 4 fhsek", "unclear review", ""),
    ("3 heltid 2 deltid", "unclear review", ""),
    ("10\n4", "unclear review", ""),
    ("2 x 50%", "unclear review", ""),
    ("5, uppgift saknas om vik", "unclear review", ""),
    ("Samtliga", "unclear review", ""),
    ("8, resten konsulter", "unclear review", ""),
    ("några", "unclear review", ""),
    ("-3", "unclear review", ""),
    ("−3", "unclear review", ""),
    ("5-", "unclear review", ""),
    ("7,-", "unclear review", ""),
    ("x", "unclear review", ""),
    ("#N/A", "unclear review", ""),
    ("#SAKNAS!", "unclear review", ""),
    ("#REF!", "unclear review", ""),
    ("=3+4", "unclear review", ""),
]
SHARES = [
    ("", "missing", ""),
    ("0", "exact 0", ""),
    ("0,5", "exact 0.5", ""),
    ("75 %", "exact 0.75", ""),
    ("50", "unclear review", ""),
    ("Ja", "missing (0 to 1) yes", ""),
    ("Ja?", "missing (0 to 1) yes", ""),
    ("Ja, vet ej", "missing (0 to 1) yes", ""),
    ("Ja, administratör", "missing (0 to 1) yes review", "administratör"),
    ("Ja, en del", "missing (0 to 1) yes review", "en del"),
    ("Ja (ca 50%)", "missing (0 to 1) yes review", "ca 50%"),
    ("Ja - 50%", "exact 0.5 yes", ""),
    ("Ja 50 procent", "exact 0.5 yes", ""),
    ("50% av heltid", "exact 0.5", "av heltid"),
    ("halvtid", "exact 0.5", ""),
    ("Ja, heltid", "exact 1 yes", ""),
    ("Ja 1 tjänst", "exact 1 yes", ""),
    ("Ja 1,5 tjänst", "exact 1.5 yes", ""),
    ("Ja, en halv tjänst", "exact 0.5 yes", ""),
    ("Ja, 1 administratör", "exact 1 yes review", "administratör"),
    ("Ja, 50% + 25%", "exact 0.75 yes", ""),
    ("Ja, 50% varav 20% arkiv", "exact 0.5 yes", "varav 20% arkiv"),
    ("Ja, 80% + reception", "at_least (0.8 to None) yes review", "80% + reception"),
    ("Ja ca 50-75 %", "range 0.625 (0.5 to 0.75) yes", ""),
    ("Ja drygt 90%", "approximate 0.9 (0.9 to 1) yes", ""),
    ("Ja 90%?", "approximate 0.9 (0.72 to 1) yes", ""),
    ("Ja, minst 50%", "at_least (0.5 to None) yes", ""),
    ("Ja, upp till 50 %", "at_most (0 to 0.5) yes", ""),
    ("Ja, 50", "unclear yes review", ""),
    ("Ja 0,5%", "unclear yes review", ""),
    ("Ja 1 - 50%", "unclear yes review", ""),
    ("Ja 0-25%", "range 0.125 (0 to 0.25) yes", ""),
    ("Ja 2x50%", "unclear yes review", ""),
    ("Ja, 8 tim/v", "unclear yes review", ""),
    ("Ja, 0%", "unclear yes review", ""),
    ("Nej, men reception", "exact 0 no review", "men reception"),
    ("Nej (reception)", "exact 0 no", "reception"),
    ("Delvis", "unclear review", ""),
]


@pytest.mark.parametrize(("cell", "expected", "note"), [*PUBLISHED_COUNTS, *COUNTS])
def test_a_cell_of_posts_or_persons(cell: str, expected: str, note: str) -> None:
    reading = read_cell(cell, Expect.COUNT)
    assert (summary(reading), reading.note) == (expected, note)


@pytest.mark.parametrize(("cell", "expected", "note"), [*PUBLISHED_SHARES, *SHARES])
def test_a_cell_of_yes_or_no_with_a_share(cell: str, expected: str, note: str) -> None:
    reading = read_cell(cell, Expect.SHARE)
    assert (summary(reading), reading.note) == (expected, note)


@pytest.mark.parametrize(
    ("cell", "verbatim", "expected"),
    [
        (None, "", "missing"),
        (7, "7", "exact 7"),
        (0, "0", "exact 0"),
        (4.5, "4.5", "exact 4.5"),
        (7.0, "7", "exact 7"),
        (7.300000000000001, "7.3", "exact 7.3"),
        (1.125, "1.125", "exact 1.125"),
        (Decimal("2.50"), "2.5", "exact 2.5"),
        (2017, "2017", "exact 2017 review"),
        (-3, "-3", "unclear review"),
        (8001011234, "8001011234", "unclear review"),
        (float("nan"), "NaN", "unclear review"),
        (float("inf"), "Infinity", "unclear review"),
        (Decimal("1E+999999999"), "1E+999999999", "unclear review"),
        (True, "SANT", "unclear review"),
    ],
)
def test_a_cell_that_is_no_text(cell: object, verbatim: str, expected: str) -> None:
    reading = read_cell(cell)
    assert (reading.verbatim, summary(reading)) == (verbatim, expected)


def test_a_number_above_one_is_no_share_of_a_post() -> None:
    assert summary(read_cell(0.5, Expect.SHARE)) == "exact 0.5"
    assert summary(read_cell(50, Expect.SHARE)) == "unclear review"


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        (dt.datetime(2017, 3, 2), "2017-03-02"),  # noqa: DTZ001 - a spreadsheet's dates have no zone
        (dt.date(2017, 3, 2), "2017-03-02"),
        (dt.time(13, 30), "13:30:00"),
    ],
)
def test_a_figure_that_the_spreadsheet_made_a_date_of_is_for_review(cell: object, note: str) -> None:
    reading = read_cell(cell)
    assert (summary(reading), reading.note) == ("unclear review", note)


@pytest.mark.parametrize(
    ("cell", "value", "marks"),
    [
        ("7*", 7, "*"),
        ("7 **", 7, "**"),
        ("7¹", 7, "¹"),
        ("Nej*", 0, "*"),
        ("4 (vik)*", 4, "*"),
        ("5²)", 5, "²)"),
    ],
)
def test_footnote_marks_are_kept_apart_from_the_figure(cell: str, value: int, marks: str) -> None:
    reading = read_cell(cell)
    assert (reading.value, reading.marks, reading.verbatim) == (Decimal(value), marks, cell)


def test_a_mark_that_looks_like_a_figure_is_for_review() -> None:
    assert summary(read_cell("7 1)")) == "unclear review"


def test_a_reading_holds_typed_values() -> None:
    assert read_cell("Ja 10-15%", Expect.SHARE) == Reading(
        verbatim="Ja 10-15%",
        quality=Quality.RANGE,
        value=Decimal("0.125"),
        low=Decimal("0.1"),
        high=Decimal("0.15"),
        answer=Answer.YES,
        note="",
        review=False,
        marks="",
    )


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1 222 ",
        "5 + ",
        "ca ",
        "(a)",
        "(",
        ")",
        "tot ",
        "= ",
        "1-a-",
        "1--",
        "a.",
        "och ",
        "5 varav ",
        "* ",
        ",,",
    ],
)
def test_a_very_long_cell_is_read_in_linear_time(piece: str) -> None:
    text = piece * (16_000 // len(piece))
    started = time.process_time()  # the processor's own: neighbours on the machine do not count
    assert read_cell(text).verbatim == text
    assert time.process_time() - started < 10  # in quadratic time it would be minutes


@pytest.mark.parametrize("text", ["3 (eller fler)", "3 (minst)", "4 (högst)", "3 (knappt)"])
def test_a_bound_in_a_parenthesis_speaks_against_the_figure(text: str) -> None:
    assert read_cell(text).review


def test_a_bound_on_a_part_says_nothing_of_the_whole() -> None:
    assert not read_cell("4 (varav minst 2 socionomer)").review
