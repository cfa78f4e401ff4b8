"""The catalogue's frequency phrases: those in use, their kin, and those nobody should guess at."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.catalogue.frequency import Frequency, Kind, read_frequency
from kfond.importers.catalogue import EXAMPLES

AUTUMN_2017 = (date(2017, 7, 1), date(2017, 12, 31))

# Every frequency phrase of a real plan: 53 course lines, 19 ways of putting it.
IN_USE = [
    Frequency("1-1½ år", Kind.INTERVAL, months=(12, 18)),
    Frequency("1-1 ½år", Kind.INTERVAL, months=(12, 18)),
    Frequency("Vartannat år", Kind.INTERVAL, months=(24, 24)),
    Frequency("1 gång/år", Kind.PER_YEAR, count=(1, 1)),
    Frequency("1-2 ggr/år", Kind.PER_YEAR, count=(1, 2)),
    Frequency("Ca 1-2 grupper /termin", Kind.GROUPS_PER_TERM, count=(1, 2), approximate=True),
    Frequency("Vid behov", Kind.ON_DEMAND),
    Frequency("Vid behov. Eventuellt i kommun-samarbete", Kind.ON_DEMAND, optional_cooperation=True),
    Frequency("Vid efterfrågan", Kind.ON_REQUEST),
    Frequency("Undersöka behovet först", Kind.SURVEY_FIRST),
    Frequency("Lokala utb vid behov", Kind.LOCAL),
    Frequency("Respektive kommuns eget upplägg", Kind.LOCAL),
    Frequency(
        "Nov 2017 därefter vid behov",
        Kind.FIXED,
        window=(date(2017, 11, 1), date(2017, 11, 30)),
        then=Kind.ON_DEMAND,
    ),
    Frequency("Start hösten 2017", Kind.FIXED, window=AUTUMN_2017),
    Frequency(
        "Start i Göteborg jan/feb 2018.",
        Kind.FIXED,
        window=(date(2018, 1, 1), date(2018, 2, 28)),
        place="Göteborg",
    ),
    Frequency(
        "Start i Trollhättan jan -18.",
        Kind.FIXED,
        window=(date(2018, 1, 1), date(2018, 1, 31)),
        place="Trollhättan",
    ),
    Frequency(
        "Start i Göteborg 12 okt. Sista anmdag 15/9 2017",
        Kind.FIXED,
        window=(date(2017, 10, 12), date(2017, 10, 12)),
        place="Göteborg",
        enrol_by=date(2017, 9, 15),
    ),
    Frequency(
        "Testutbildning hösten 2017. Utvärderas innan beslut om frekvens.", Kind.PILOT, window=AUTUMN_2017
    ),
    Frequency("", Kind.UNSPECIFIED),
]

KIN_OF_INTERVALS = [
    ("1-1½år", (12, 18)),
    ("1 – 1 ½ år", (12, 18)),
    ("1-1,5 år", (12, 18)),
    ("1-1.5 år", (12, 18)),
    ("1-1 1/2 år", (12, 18)),
    ("1 till 1½ år", (12, 18)),
    ("Vart 1-1½ år", (12, 18)),
    ("ett till ett och ett halvt år", (12, 18)),
    ("12-18 månader", (12, 18)),
    ("12-18 mån.", (12, 18)),
    ("2-3 terminer", (12, 18)),
    ("1½ år", (18, 18)),
    ("var 18:e månad", (18, 18)),
    ("var tredje termin", (18, 18)),
    ("varannan termin", (12, 12)),
    ("½-1 år", (6, 12)),
    ("2 år", (24, 24)),
    ("två år", (24, 24)),
    ("vart annat år", (24, 24)),
    ("En gång vartannat år", (24, 24)),
    ("vart 2:a år", (24, 24)),
    ("2-3 år", (24, 36)),
    ("vartannat till vart tredje år", (24, 36)),
    ("vart tredje år", (36, 36)),
    ("vart 3:e år", (36, 36)),
    ("vart 3e år", (36, 36)),
]

KIN_OF_COUNTS = [
    ("2ggr/år", Kind.PER_YEAR, (2, 2)),
    ("2 ggr per år", Kind.PER_YEAR, (2, 2)),
    ("1-2 gånger / år", Kind.PER_YEAR, (1, 2)),
    ("1 eller 2 ggr/år", Kind.PER_YEAR, (1, 2)),
    ("0-1 ggr/år", Kind.PER_YEAR, (0, 1)),
    ("en gång per år", Kind.PER_YEAR, (1, 1)),
    ("en gång om året", Kind.PER_YEAR, (1, 1)),
    ("1-2 omgångar per år", Kind.PER_YEAR, (1, 2)),
    ("två ggr årligen", Kind.PER_YEAR, (2, 2)),
    ("varje år", Kind.PER_YEAR, (1, 1)),
    ("årligen", Kind.PER_YEAR, (1, 1)),
    ("varje termin", Kind.PER_YEAR, (2, 2)),
    ("1 gång/termin", Kind.PER_YEAR, (2, 2)),
    ("1-2 ggr i halvåret", Kind.PER_YEAR, (2, 4)),
    ("1 gång/kvartal", Kind.PER_YEAR, (4, 4)),
    ("1 gång/månad", Kind.PER_YEAR, (12, 12)),
    ("1-2 grupper/termin", Kind.GROUPS_PER_TERM, (1, 2)),
    ("1 grupp per termin", Kind.GROUPS_PER_TERM, (1, 1)),
]

KIN_OF_SET_PHRASES = [
    ("efter behov", Kind.ON_DEMAND),
    ("vid förfrågan", Kind.ON_REQUEST),
    ("Undersök behovet först.", Kind.SURVEY_FIRST),
    ("Lokala utb. vid behov", Kind.LOCAL),
    ("Kommunens eget upplägg", Kind.LOCAL),
    ("–", Kind.UNSPECIFIED),
    ("(ej angivet)", Kind.UNSPECIFIED),
    (" \u00a0 ", Kind.UNSPECIFIED),
]

KIN_OF_STARTS = [
    Frequency("Start ht 2018", Kind.FIXED, window=(date(2018, 7, 1), date(2018, 12, 31))),
    Frequency("Start vt18", Kind.FIXED, window=(date(2018, 1, 1), date(2018, 6, 30))),
    Frequency("Startar i november 2017", Kind.FIXED, window=(date(2017, 11, 1), date(2017, 11, 30))),
    Frequency("Start den 12 oktober 2017", Kind.FIXED, window=(date(2017, 10, 12), date(2017, 10, 12))),
    Frequency("Start 2017-10-12", Kind.FIXED, window=(date(2017, 10, 12), date(2017, 10, 12))),
    Frequency("Start jan-mars 2018", Kind.FIXED, window=(date(2018, 1, 1), date(2018, 3, 31))),
    Frequency("jan/feb -18", Kind.FIXED, window=(date(2018, 1, 1), date(2018, 2, 28))),
    Frequency(
        "Start i Lilla Edet, vt 2018",
        Kind.FIXED,
        window=(date(2018, 1, 1), date(2018, 6, 30)),
        place="Lilla Edet",
    ),
    Frequency(
        "Start i Dals-Ed 12 okt 2017. Sista anmälningsdag: 15/9",
        Kind.FIXED,
        window=(date(2017, 10, 12), date(2017, 10, 12)),
        place="Dals-Ed",
        enrol_by=date(2017, 9, 15),
    ),
    Frequency(
        "Hösten 2017, därefter ca 1-2 ggr/år",
        Kind.FIXED,
        window=AUTUMN_2017,
        then=Kind.PER_YEAR,
        count=(1, 2),
        approximate=True,
    ),
    Frequency(
        "Start hösten 2017, därefter vartannat år",
        Kind.FIXED,
        window=AUTUMN_2017,
        then=Kind.INTERVAL,
        months=(24, 24),
    ),
    Frequency("Testutbildning hösten 2017", Kind.PILOT, window=AUTUMN_2017),
    Frequency("Pilot ht 2017, utvärderas", Kind.PILOT, window=AUTUMN_2017),
    Frequency("Vid efterfrågan, ev. i kommunsamarbete", Kind.ON_REQUEST, optional_cooperation=True),
    Frequency("Cirka vartannat år", Kind.INTERVAL, months=(24, 24), approximate=True),
]

UNCLEAR = [
    "2-1 år",  # reversed
    "0 ggr/år",
    "2-1 ggr/år",
    "0 år",
    "vart 0:e år",
    "3 månader",  # shorter than the step of a plan
    "Vid behov men helst varje termin",  # words left over
    "1-1½ år eventuellt",
    "Nov 2017 därefter",
    "Nov 2017 därefter någon gång",
    "Nov 2017 därefter vid behov därefter vartannat år",
    "Vartannat år. Eventuellt i kommunsamarbete",
    "Genomförs under två år",
    "10 heldagar",
    "?",
    "ofta",
    "Vid behov" + " ." * 100,  # longer than any phrase
    "2018",  # no start, no interval
    "1-2",
    "1-2 ggr",
    "1½ ggr/år",
    "1-2 grupper/år",
    "minst 1 gång/år",
    "2 ggr/läsår",
    "Start i Göteborg 12 okt",  # no year
    "Start i Göteborg",
    "Start jan 18",  # the 18th, or 2018
    "Start dec/jan 2018",
    "Start 31 februari 2018",
    "Start i slutet januari 2018",
    "Start i Göteborg eventuellt jan 2018",
    "Start i Göteborg 12 okt 2017. Sista anmdag 15/11 2017",  # enrolment after the start
    "Start i Göteborg 12 okt 2017. Sista anmdag okt 2017",
    "Testutbildning",
    "Testutbildning hösten 2017 därefter vid behov",
]


@pytest.mark.parametrize("expected", IN_USE, ids=lambda frequency: frequency.verbatim or "empty")
def test_every_phrase_in_use_is_understood(expected: Frequency) -> None:
    assert read_frequency(expected.verbatim) == expected


@pytest.mark.parametrize(("phrase", "months"), KIN_OF_INTERVALS)
def test_interval_is_understood_in_other_words(phrase: str, months: tuple[int, int]) -> None:
    assert read_frequency(phrase) == Frequency(phrase, Kind.INTERVAL, months=months)


@pytest.mark.parametrize(("phrase", "kind", "count"), KIN_OF_COUNTS)
def test_count_is_understood_in_other_words(phrase: str, kind: Kind, count: tuple[int, int]) -> None:
    assert read_frequency(phrase) == Frequency(phrase, kind, count=count)


@pytest.mark.parametrize(("phrase", "kind"), KIN_OF_SET_PHRASES)
def test_set_phrase_is_understood_in_other_words(phrase: str, kind: Kind) -> None:
    assert read_frequency(phrase) == Frequency(phrase, kind)


@pytest.mark.parametrize("expected", KIN_OF_STARTS, ids=lambda frequency: frequency.verbatim)
def test_start_is_understood_in_other_words(expected: Frequency) -> None:
    assert read_frequency(expected.verbatim) == expected


@pytest.mark.parametrize("phrase", UNCLEAR)
def test_a_phrase_that_does_not_fit_as_a_whole_is_unclear(phrase: str) -> None:
    assert read_frequency(phrase) == Frequency(phrase, Kind.UNCLEAR)


@pytest.mark.parametrize(
    ("phrase", "term_gaps", "first_window_terms"),
    [
        ("1-1½ år", (2, 3), 3),
        ("Vartannat år", (4, 5), 4),
        ("1½ år", (3, 4), 3),
        ("2 år", (4, 5), 4),
        ("2-3 år", (4, 6), 6),
        ("varannan termin", (2, 3), 2),
        ("20 månader", (4, 4), 3),
        ("8-10 månader", (2, 2), 1),  # no whole number of terms is that long
    ],
)
def test_interval_in_terms(phrase: str, term_gaps: tuple[int, int], first_window_terms: int) -> None:
    frequency = read_frequency(phrase)
    assert frequency.term_gaps == term_gaps
    assert frequency.first_window_terms == first_window_terms


def test_without_an_interval_there_are_no_terms_between_starts() -> None:
    with pytest.raises(ValueError, match=r"'Vid behov' .* has no interval"):
        _ = read_frequency("Vid behov").term_gaps


@given(st.integers(6, 99), st.integers(0, 60))
def test_an_interval_always_leaves_room_for_a_start(shortest: int, more: int) -> None:
    least, greatest = Frequency("", Kind.INTERVAL, months=(shortest, shortest + more)).term_gaps
    assert 1 <= least <= greatest
    assert 6 * least >= shortest


PHRASES = [
    *(frequency.verbatim for frequency in [*IN_USE, *KIN_OF_STARTS]),
    *(phrase for phrase, _ in KIN_OF_INTERVALS),
    *(phrase for phrase, _, _ in KIN_OF_COUNTS),
    *(phrase for phrase, _ in KIN_OF_SET_PHRASES),
    *UNCLEAR,
]


def meaning(text: str) -> tuple[object, ...]:
    read = read_frequency(text)
    return (
        read.kind,
        read.months,
        read.count,
        read.approximate,
        read.window,
        read.place,
        read.enrol_by,
        read.then,
        read.optional_cooperation,
    )


@given(
    st.sampled_from(PHRASES),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["\u00a0", "\u202f", "  ", "\n"]),
    st.sampled_from(["\u2010", "\u2011", "\u2013", "\u2014", "\u2212"]),
    st.sampled_from(["", " ", "\t", "\u00a0"]),
)
def test_case_space_and_kind_of_dash_make_no_difference(
    phrase: str, case: Callable[[str], str], space: str, dash: str, around: str
) -> None:
    written = around + case(phrase).replace(" ", space).replace("-", dash) + around
    assert meaning(written) == meaning(phrase)
    assert read_frequency(written).verbatim == written


WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_has_a_kind_and_the_fields_of_that_kind(text: str) -> None:
    read = read_frequency(text)
    assert read.verbatim == text
    governing = {read.kind, read.then}
    assert (read.months is not None) == (Kind.INTERVAL in governing)
    assert (read.count is not None) == bool(governing & {Kind.PER_YEAR, Kind.GROUPS_PER_TERM})
    assert (read.window is not None) == (read.kind in (Kind.FIXED, Kind.PILOT))
    assert read.window is None or read.window[0] <= read.window[1]


@pytest.mark.parametrize("phrase", EXAMPLES)
def test_every_example_that_an_import_gives_can_be_understood(phrase: str) -> None:
    assert read_frequency(phrase).kind is not Kind.UNCLEAR
