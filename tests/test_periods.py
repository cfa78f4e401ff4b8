"""Half-years, and the dates and years found in titles, sheet names and file names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.periods import Term, find_date, find_years, read_period, read_span, terms_of_years

TERMS = st.builds(Term, st.integers(1990, 2099), st.sampled_from([1, 2]))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("VT2018", Term(2018, 1)),
        ("2018VT", Term(2018, 1)),
        ("2018 HT", Term(2018, 2)),
        ("vt18", Term(2018, 1)),
        ("vt 2018", Term(2018, 1)),
        ("vt 18", Term(2018, 1)),
        ("HT -17", Term(2017, 2)),
        ("ht–17", Term(2017, 2)),
        (" HT\u00a02017 ", Term(2017, 2)),
        ("hösten 2017", Term(2017, 2)),
        ("vårterminen 2018", Term(2018, 1)),
        ("ht 98", Term(1998, 2)),
    ],
)
def test_term_is_read_as_people_write_it(text: str, term: Term) -> None:
    assert Term.parse(text) == term


@pytest.mark.parametrize(
    "text", ["", "2018", "VT", "ST2018", "VT2018-HT2019", "VT 201", "VT20189", "VT 1789"]
)
def test_other_text_is_no_term(text: str) -> None:
    with pytest.raises(ValueError, match="is not a term; write VT or HT and the year"):
        Term.parse(text)


def test_a_year_has_two_terms() -> None:
    with pytest.raises(ValueError, match="not half 3"):
        Term(2018, 3)


def test_term_knows_its_days_and_its_label() -> None:
    spring, autumn = Term(2018, 1), Term(2018, 2)
    assert (spring.label, spring.start, spring.end) == ("VT2018", date(2018, 1, 1), date(2018, 6, 30))
    assert (autumn.label, autumn.start, autumn.end) == ("HT2018", date(2018, 7, 1), date(2018, 12, 31))


def test_terms_are_counted_and_ordered_across_new_year() -> None:
    assert Term(2017, 2) + 1 == Term(2018, 1)
    assert Term(2018, 1) + -3 == Term(2016, 2)
    assert Term(2019, 2).minus(Term(2018, 1)) == 3
    assert Term(2017, 2) < Term(2018, 1) < Term(2018, 2)


def test_terms_of_years() -> None:
    assert [term.label for term in terms_of_years(2018, 2019)] == ["VT2018", "HT2018", "VT2019", "HT2019"]
    with pytest.raises(ValueError, match="2017 comes before the first year 2018"):
        terms_of_years(2018, 2017)


@given(TERMS, st.integers(-40, 40))
def test_moving_and_measuring_agree(term: Term, terms: int) -> None:
    moved = term + terms
    assert moved.minus(term) == terms
    assert (moved > term) == (terms > 0)


@given(TERMS)
def test_a_term_is_the_one_that_contains_its_days_and_bears_its_label(term: Term) -> None:
    assert Term.containing(term.start) == Term.containing(term.end) == Term.parse(term.label) == term


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("Personalläget mars 2017", date(2017, 3, 31)),
        ("MARS 2017", date(2017, 3, 31)),
        ("2017-03-31", date(2017, 3, 31)),
        ("2017-03", date(2017, 3, 31)),
        ("feb 2016", date(2016, 2, 29)),
        ("dec. 2017", date(2017, 12, 31)),
        ("31 mars 2017", date(2017, 3, 31)),
        ("den 1:a mars 2017", date(2017, 3, 1)),
        ("31/3 2017", date(2017, 3, 31)),
        ("31/12-2017", date(2017, 12, 31)),
        ("15/3-21", date(2021, 3, 15)),
        ("20170331", date(2017, 3, 31)),
        ("mar-17", date(2017, 3, 31)),
        ("mars -17", date(2017, 3, 31)),
        ("mars–17", date(2017, 3, 31)),
        ("mars\u00a02017", date(2017, 3, 31)),
        ("januari-mars 2017", date(2017, 3, 31)),
        ("HT 2017", date(2017, 12, 31)),
        ("Kurser hösten 2017", date(2017, 12, 31)),
        ("våren 2017", date(2017, 6, 30)),
        ("VT17", date(2017, 6, 30)),
        ("personal_2017-03.xlsx", date(2017, 3, 31)),
        ("personal_2017_03_31.xlsx", date(2017, 3, 31)),
        ("bilaga1-2017-03-31.xlsx", date(2017, 3, 31)),
        ("bilaga-mars-2017.xlsx", date(2017, 3, 31)),
        ("mars 2017 (2017-03-31)", date(2017, 3, 31)),
    ],
)
def test_the_as_of_date_is_found(text: str, as_of: date) -> None:
    assert find_date(text) == as_of


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017",
        "2018/2019",
        "plan 2017",
        "bilaga1-personal-2017.xlsx",
        "mars",
        "31 mars",
        "mars 14 kommuner",
        "mars 2014-2017",
        "2017-02-30",
        "2017-13",
        "31/13 2017",
        "samars 2017",
        "mars -31 2017",
        "tel 0520-2017031",
        "2120170331",
        "dnr 2017:03",
        "VT2018-HT2019",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("mars 2017, rättad 2017-05-02", None),
        ("Läget per 2017-03-31, utskrivet 2017-05-02", date(2017, 3, 31)),
        ("Läget per den 31 mars 2017, utskrivet 2017-05-02", date(2017, 3, 31)),
        ("Kompetensplan ht 2018, antagen 2017-09-01", date(2017, 9, 1)),
        ("Beslutat: 1/9 2017. Gäller vt 2018", date(2017, 9, 1)),
        ("plan_antagen_2017-09-01_utskrift_2018-01-15.docx", date(2017, 9, 1)),
        ("antagen 2017-09-01, beslutad 2017-10-01", None),
        ("super 2017-03-31, 2017-05-02", None),
    ],
)
def test_of_two_dates_the_marked_one_wins(text: str, as_of: date | None) -> None:
    assert find_date(text) == as_of


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12 okt 2017", (date(2017, 10, 12), date(2017, 10, 12))),
        ("nov 2017", (date(2017, 11, 1), date(2017, 11, 30))),
        ("ht -18", (date(2018, 7, 1), date(2018, 12, 31))),
        ("nov 2017 eller senare", None),
        ("31 februari 2017", None),
        ("2017", None),
    ],
)
def test_a_whole_text_is_read_as_first_and_last_day(text: str, span: tuple[date, date] | None) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2014-2017", (2014, 2017)),
        ("2014–2017", (2014, 2017)),
        ("2014 – 2017", (2014, 2017)),
        ("åren 2014 till 2017", (2014, 2017)),
        ("2014 t.o.m. 2017", (2014, 2017)),
        ("Kompetensplan 2018/2019", (2018, 2019)),
        ("Kompetensplan 2018/19", (2018, 2019)),
        ("utfall_2014-17.xlsx", (2014, 2017)),
        ("2017", (2017, 2017)),
        ("bilaga1-personal-2017.xlsx", (2017, 2017)),
        ("plan 2018/2019, antagen 2017-09-01", (2018, 2019)),
        ("2017 och hela 2017", (2017, 2017)),
        ("mars 2014-2017", (2014, 2017)),
        ("1399 deltagare 2017", (2017, 2017)),
        ("", None),
        ("1989", None),
        ("2100", None),
        ("2017-03-31", None),
        ("mars 2017", None),
        ("HT 2017", None),
        ("2017-2014", None),
        ("utfall 2017, plan 2018", None),
        ("SOSFS 2014:7", None),
        ("dnr 2017/345", None),
        ("520172", None),
    ],
)
def test_whole_years_are_found(text: str, years: tuple[int, int] | None) -> None:
    assert find_years(text) == years


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_every_day_is_found_in_each_way_of_writing_it(day: date) -> None:
    slashed = f"{day.day}/{day.month}"
    for written in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{slashed} {day.year}", f"{slashed}-{day:%y}"):
        assert find_date(f"Personal {written}.xlsx") == day, written
        assert find_years(f"Personal {written}.xlsx") is None, written


@given(st.text(alphabet=st.sampled_from("0123456789-/:._ vthårmspedn")) | st.text())
def test_any_text_gives_an_answer(text: str) -> None:
    years = find_years(text)
    assert years is None or 1990 <= years[0] <= years[1] <= 2099
    found = find_date(text)
    assert found is None or 1990 <= found.year <= 2099


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("v. 7 2018", (date(2018, 2, 12), date(2018, 2, 18))),
        ("v7, 2018", (date(2018, 2, 12), date(2018, 2, 18))),
        ("Vecka 7–8 2018", (date(2018, 2, 12), date(2018, 2, 25))),
        ("v. 1 2020", (date(2019, 12, 30), date(2020, 1, 5))),
        ("v. 53 2020", (date(2020, 12, 28), date(2021, 1, 3))),
        ("v. 53 2018", None),  # the year has 52 weeks
        ("v. 8-7 2018", None),
        ("v. 0 2018", None),
        ("v. 7", None),
        ("7 2018", None),
    ],
)
def test_weeks_are_a_period(text: str, days: tuple[date, date] | None) -> None:
    assert read_period(text) == days
