"""Surveys: rounds by question, and no answer of few can be read out of what is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.written_activities import rows
from kfond.activities.surveys import ANSWERS, Round, hidden_in, is_mean_hidden, rounds_in
from kfond.lists.rows import Row
from kfond.reports.annual.section import Part
from kfond.reports.annual.sections import SURVEYS
from reports.written_material import material

K = 5
STAY = "Stannar ni kvar?"


def part(*listed: tuple[object, ...]) -> Part:
    built = SURVEYS.build(material(2022, {"surveys": rows("surveys", *listed)}))
    assert built
    return built


def table(of: Part, key: str = "surveys_1") -> list[list[str]]:
    return [[str(cell) for cell in row] for row in of.tables[key].rows]


def test_rounds_of_a_question_stand_beside_each_other() -> None:
    found = part(
        ("Hemmen", 2022, "Trygg?", "", 60, 40, "", "", 4.1),
        ("Hemmen", 2021, "Trygg?", "", 52, 36, "", "", "3,9"),
        (
            "Hemmen",
            2021,
            "Trygg nu?",
            "",
            52,
            36,
            "",
            "",
            3.5,
        ),  # other words: another question, not of this year
        ("Hemmen", 2023, "Trygg?", "", 61, 44, "", "", 4.3),  # after the year of the report
    )

    assert table(found) == [
        ["Medelvärde", "3,9", "4,1"],
        ["Antal svar", "36", "40"],
        ["Tillfrågade", "52", "60"],
        ["Svarsfrekvens", "69\u00a0%", "67\u00a0%"],
    ]
    assert list(found.tables) == ["surveys_1"]


def test_where_a_question_began_and_is_to_be_stands_beside_its_rounds() -> None:
    found = part(
        ("Hemmen", 2021, STAY, "ja", 50, 40, 24, "", "", 55, 70),
        ("Hemmen", 2022, STAY, "ja", 60, 40, 30, "", "", 55, 75),  # the target was raised
        ("Hemmen", 2022, STAY, "nej", 60, 40, 10),
        ("Hemmen", 2022, STAY, "", 60, 40, "", "", 4.1, "3,5", 4.5),
    )

    assert table(found)[:3] == [
        ["Svarade ”ja”", "24 (60\u00a0%)", "30 (75\u00a0%)", "55\u00a0%", "75\u00a0%"],
        ["Svarade ”nej”", "uppgift saknas", "10 (25\u00a0%)", "", ""],
        ["Medelvärde", "uppgift saknas", "4,1", "3,5", "4,5"],
    ]
    assert [column.heading for column in found.tables["surveys_1"].columns][-2:] == ["Utgångsläge", "Mål"]


def test_a_baseline_that_may_be_that_of_a_hidden_round_is_hidden() -> None:
    found = part(
        ("Hemmen", 2021, STAY, "ja", 50, 40, 38, "", "", "", ""),
        ("Hemmen", 2021, STAY, "nej", 50, 40, 2),
        ("Hemmen", 2022, STAY, "nej", 60, 40, 10, "", "", 5, 2),
    )

    assert table(found)[1] == ["Svarade ”nej”", "dold", "10 (25\u00a0%)", "dold", "2\u00a0%"]


def test_a_response_rate_needs_both_numbers_and_no_more_answers_than_asked() -> None:
    found = part(("Hemmen", 2022, "Trygg?", "", "", 40), ("Hemmen", 2022, "Nöjd?", "", 30, 40))

    assert [table(found, f"surveys_{number}")[-1][0] for number in (1, 2)] == ["Antal svar", "Tillfrågade"]


def test_answers_of_few_are_hidden_with_what_would_give_them_away() -> None:
    found = part(
        ("Hemmen", 2022, STAY, "ja", 60, 40, 30),
        ("Hemmen", 2022, STAY, "kanske", 60, 40, 8),
        ("Hemmen", 2022, STAY, "nej", 60, 40, 2),
    )

    assert table(found) == [
        ["Svarade ”ja”", "30 (75\u00a0%)"],
        ["Svarade ”kanske”", "dold"],
        ["Svarade ”nej”", "dold"],
        ["Antal svar", "40"],
        ["Tillfrågade", "60"],
        ["Svarsfrekvens", "67\u00a0%"],
    ]
    hidden = {
        finding.figure.id.rpartition(".gave.")[2] for finding in found.findings if finding.figure.suppressed
    }
    assert {"kanske", "nej"} <= hidden
    assert all(f.figure.value is None and f.figure.low is None for f in found.findings if f.figure.suppressed)


def test_a_mean_of_few_answers_or_of_an_unknown_number_is_hidden() -> None:
    found = part(
        ("Hemmen", 2022, "Trygg?", "", 60, 4, "", "", 2.5),
        ("Hemmen", 2022, "Nöjd?", "", "", "", "", "", 3.5),
        ("Hemmen", 2022, "Sedd?", "", 60, 5, "", "", 3),
    )

    assert [table(found, f"surveys_{number}")[0] for number in (1, 2, 3)] == [
        ["Medelvärde", "dold"],
        ["Medelvärde", "dold"],
        ["Medelvärde", "3"],
    ]
    assert table(found)[1] == ["Antal svar", "dold"]


def test_a_share_of_few_is_hidden_as_their_number_would_be() -> None:
    found = part(
        ("Hemmen", 2022, STAY, "ja", "", 40, "", "95 %"),
        ("Hemmen", 2022, "Vet du vem du ringer?", "ja", "", 40, "", "80 %"),
        ("Hemmen", 2022, "Har du mentor?", "ja", "", "", "", "80 %"),  # of how many nobody says
    )

    assert table(found)[0] == ["Svarade ”ja”", "dold"]  # two did not say yes
    assert table(found, "surveys_2")[0] == ["Svarade ”ja”", "32 (80\u00a0%)"]
    assert table(found, "surveys_3")[0] == ["Svarade ”ja”", "dold"]


def test_two_numbers_of_answers_for_one_question_are_none() -> None:
    (found,) = rounds_in(
        rows("surveys", ("Hemmen", 2022, STAY, "ja", "", 40, 30), ("Hemmen", 2022, STAY, "nej", "", 41, 10))
    )

    assert found.answers is None


def test_the_third_of_a_year_does_not_give_away_the_others() -> None:
    listed = rounds_in(
        rows(
            "surveys",
            ("Avslut", 2022, STAY, "", "", 20),
            ("Avslut", "T1 2022", STAY, "", "", 9),
            ("Avslut", "T2 2022", STAY, "", "", 8),
            ("Avslut", "T3 2022", STAY, "", "", 3),
        )
    )

    hidden = hidden_in(listed, K)

    assert [each.answers for each in listed if each.key(ANSWERS) in hidden] == [8, 3]


ANSWERED = st.lists(st.integers(0, 12), min_size=2, max_size=4)


@settings(max_examples=80, deadline=None)
@given(st.lists(ANSWERED, min_size=1, max_size=4))
def test_no_answer_of_few_is_shown_or_is_what_the_others_leave(years: list[list[int]]) -> None:
    listed: list[Row] = []
    for year, answers in enumerate(years, 2019):
        total = sum(answers)
        listed += rows(
            "surveys", *(("E", year, STAY, f"s{at}", "", total, n, "", 3) for at, n in enumerate(answers))
        )
    rounds = rounds_in(listed)

    hidden = hidden_in(rounds, K)

    for of in rounds:
        _is_safe(of, hidden)


def _is_safe(of: Round, hidden: frozenset[object]) -> None:
    """Small counts are hidden, none is the only unknown of its sum, and then the mean is hidden too."""
    gave = {option.answer: option.gave or 0 for option in of.options}
    kept_back = [answer for answer in gave if of.key("gave", answer) in hidden]
    assert {answer for answer, number in gave.items() if 0 < number < K} <= set(kept_back)
    assert len(kept_back) != 1 or of.key(ANSWERS) in hidden
    assert not kept_back or is_mean_hidden(of, hidden, K)  # type: ignore[arg-type]
