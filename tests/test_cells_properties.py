"""What holds for every cell, also for those that nobody has seen yet."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kfond.cells import Expect, Quality, Reading, read_cell

WITH_VALUE = {Quality.EXACT, Quality.APPROXIMATE, Quality.RANGE}
WORDS = (  # noqa: SIM905 - a list of quoted words would hide them
    "ja nej inga vet ej ca c:a drygt knappt minst högst max över under mer än upp till mellan och samt & även plus + "
    "= totalt tot varav inkl ( ) % ? ?? - – / , ; : . .. * ¹ 1:e 2:a ½ 1½ en ett två halv heltid halvtid tjänst st "
    "några flera utan ej blivande alla utom bara vik barnsekr chef EKB år maj eller alt. 0 1 2 3 4,5 7.3 10 15 50 "
    "100 1.250 2017 007 ~ < > ≥ ≤ men #N/A"
).split()

cells = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " "])), max_size=12).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
any_cell = st.one_of(cells, st.text())
expects = st.sampled_from(Expect)
figures = st.decimals(min_value=0, max_value=1500, places=2).map(abs)


def assert_consistent(reading: Reading) -> None:
    bounds = [bound for bound in (reading.low, reading.value, reading.high) if bound is not None]
    assert bounds == sorted(bounds)
    assert all(bound >= 0 for bound in bounds)
    assert (reading.value is not None) == (reading.quality in WITH_VALUE)
    if reading.quality is Quality.EXACT:
        assert reading.low == reading.value == reading.high
    if reading.quality is Quality.AT_LEAST:
        assert reading.low is not None
        assert reading.high is None
    if reading.quality is Quality.AT_MOST:
        assert reading.high is not None
    if reading.quality is Quality.UNCLEAR:
        assert reading.review
        assert reading.low is None
        assert reading.high is None


@given(any_cell, expects)
def test_every_text_has_a_consistent_reading(text: str, expect: Expect) -> None:
    reading = read_cell(text, expect)
    assert reading.verbatim == text
    assert_consistent(reading)


@given(
    st.one_of(
        st.integers(), st.floats(), st.decimals(), st.booleans(), st.dates(), st.datetimes(), st.times()
    ),
    expects,
)
def test_every_value_of_a_spreadsheet_has_a_consistent_reading(content: object, expect: Expect) -> None:
    assert_consistent(read_cell(content, expect))


@given(st.integers(min_value=0, max_value=999_999))
def test_a_whole_number_comes_back(number: int) -> None:
    grouped = f"{number:,}".replace(",", "\u00a0")
    for content in (number, str(number), grouped, float(number)):
        reading = read_cell(content)
        assert (reading.quality, reading.value) == (Quality.EXACT, Decimal(number))


@given(figures)
def test_a_decimal_number_comes_back_with_comma_and_with_point(number: Decimal) -> None:
    for content in (number, float(number), str(number), str(number).replace(".", ",")):
        reading = read_cell(content)
        assert (reading.quality, reading.value) == (Quality.EXACT, number)


@given(any_cell, st.text(alphabet=st.characters(exclude_characters="()[]{}")), expects)
def test_a_parenthesis_never_changes_the_value(text: str, aside: str, expect: Expect) -> None:
    assert read_cell(f"{text} ({aside})", expect).value == read_cell(text, expect).value


@given(st.lists(figures, min_size=2, max_size=5), st.sampled_from(["+", " + ", " +", " plus "]))
def test_figures_with_plus_between_are_their_sum(addends: list[Decimal], plus: str) -> None:
    reading = read_cell(plus.join(str(addend).replace(".", ",") for addend in addends))
    assert (reading.quality, reading.value, reading.review) == (Quality.EXACT, sum(addends), False)


@given(figures, figures, st.sampled_from([" ", ", ", " socsek, ", " heltid ", "; ", " av ", "\n", " x "]))
def test_two_figures_without_an_operator_are_never_one_figure(one: Decimal, other: Decimal, gap: str) -> None:
    assert read_cell(f"{one}{gap}{other}").quality is Quality.UNCLEAR


@given(
    st.integers(min_value=0, max_value=500),
    st.sampled_from(
        ["{}?", "{} ?", "{} st?", "{} (?)", "ca {}", "{} vik, kanske", "{} + 1?", "{}? + 1", "typ {} (vik)"]
    ),
)
def test_a_figure_with_a_doubt_is_never_exact(number: int, doubt: str) -> None:
    assert read_cell(doubt.format(number)).quality is Quality.APPROXIMATE
