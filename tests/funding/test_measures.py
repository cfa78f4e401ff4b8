"""What kfond counts of what an application promises: each measure on a few facts, and what it says where it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from forms import application

from activities.written_activities import activities, rows
from kfond.activities.surveys import rounds_in
from kfond.catalogue.lines import Band
from kfond.catalogue.participations import Taken
from kfond.funding.application_file import read_application
from kfond.funding.judging import judged
from kfond.funding.known_funds import fund_of
from kfond.funding.measures import MEASURES
from kfond.funding.measures.values import Facts
from kfond.funding.measuring import computed
from kfond.funding.targets import Operator
from kfond.funding.units import factor
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.provenance import Place, Source
from kfond.staffing.movements import Movement
from reports.test_goals_section import outcome as indicator_row

YEAR = date(2021, 1, 1), date(2021, 12, 31)
CELL = Source(Place("blad.xlsx", "Blad1", "A2"), "?")


def facts(**told: Any) -> Facts:
    nothing: dict[str, Any] = {
        "taken": (), "activities": (), "indicators": (), "movements": (), "heads_on": lambda area, on: {},
        "statistics": None, "surveys": (), "smallest": 5,
    }  # fmt: skip
    return Facts(**(nothing | told))


def found(measure: str, of: Facts, **filters: str) -> tuple[str, str]:
    """The number of 2021 and why it is not known, one of them empty."""
    measured = MEASURES[measure].compute(of, YEAR, filters)
    return "" if measured.value is None else str(measured.value), measured.why


def taken(
    name: str,
    code: str,
    count: int | None,
    band: Band | None = None,
    unit: str = "",
    last: str = "2021-05-31",
) -> Taken:
    return Taken(
        name, "", code, date(2021, 5, 1), date.fromisoformat(last), "", band, count, False, CELL, "BoU", unit
    )


HELD = (
    taken("BBIC grund", "1421", 8, Band.NEW, "Mottag"),
    taken("BBIC grund", "1435", 5, Band.SUPERVISORS, "Utredning"),
    taken("Signs of Safety", "1421", 3, Band.SUPERVISORS, "mottag"),
    taken("BBIC grund", "1427", 0, Band.NEW, "Mottag"),
    taken("BBIC grund", "1438", 9, Band.NEW, "Mottag", last="2022-01-14"),  # not wholly in the year
)


@pytest.mark.parametrize(
    ("measure", "filters", "number"),
    [
        ("participations", {}, "16"),
        ("participations", {"course": "bbic"}, "13"),
        ("supervisors", {}, "8"),
        ("supervisors", {"course": "bbic"}, "5"),
        ("municipalities_reached", {}, "2"),
        ("workplaces", {}, "2"),
        ("workplaces", {"course": "signs"}, "1"),
    ],
)
def test_courses_held_within_the_time_are_counted(
    measure: str, filters: Mapping[str, str], number: str
) -> None:
    assert found(measure, facts(taken=HELD), **filters) == (number, "")


@pytest.mark.parametrize("measure", ["participations", "supervisors", "municipalities_reached", "workplaces"])
def test_where_no_list_tells_of_courses_nothing_is_zero(measure: str) -> None:
    assert found(measure, facts()) == ("", "inga deltagarlistor för tiden")
    assert found(measure, facts(taken=HELD), course="ingen sådan") == ("", "inga deltagarlistor för tiden")


@pytest.mark.parametrize(
    ("measure", "row", "why"),
    [
        ("participations", taken("BBIC", "1421", None), "1 av 2 uppgifter går inte att läsa; minst 8"),
        ("supervisors", taken("BBIC", "1421", 3), None),
        ("workplaces", taken("BBIC", "1421", 3),
         "deltagarlistorna säger inte alla vilken arbetsplats deltagarna kommer från"),
    ],
)  # fmt: skip
def test_what_the_lists_do_not_say_is_not_known(measure: str, row: Taken, why: str | None) -> None:
    number, said = found(measure, facts(taken=(HELD[0], row)))
    assert number == ""
    assert said if why is None else said == why


DONE = activities(
    ("mars 2021", "möte", "Styrgrupp", 2),
    ("april 2021", "möte", "Arbetsgrupp", 1),
    ("april 2021", "nätverksträff", "Arbetsledare", 2, "", "", "arbetsledare", 12, "deltog"),
    ("september 2021", "nätverksträff", "arbetsledare", 1, "", "", "arbetsledare", 10, "deltog"),
    ("maj 2021", "nätverksträff", "Familjehem", 1, "", "", "familjehem", 40, "bjöds in"),
    ("maj 2020", "möte", "Styrgrupp", 7),
)


@pytest.mark.parametrize(
    ("measure", "filters", "number", "why"),
    [
        ("meetings", {}, "3", ""),
        ("meetings", {"name": "styr"}, "2", ""),
        ("networks", {}, "2", ""),
        ("trainings", {}, "", "inga aktiviteter är införda för tiden"),
        ("seminars", {}, "", "inga aktiviteter är införda för tiden"),
        ("reached", {"audience": "arbetsledare"}, "22", ""),
        ("reached", {"kind": "mote"}, "",
         "”mote” är inget slag av aktivitet; skriv något av möte, utbildning, nätverksträff, evenemang, kampanj, "
         "mentorskap, studie, bemanning, annat"),
        ("reached", {"kind": "Nätverksträff", "audience": "arbetsledare"}, "22", ""),  # the word of the template
        ("reached", {"kind": "network", "audience": "arbetsledare"}, "22", ""),
        ("reached", {"kind": "meeting"}, "", "inga aktiviteter är införda för tiden"),
        ("reached", {}, "",
         "av en del är bara känt vilka som bjöds in eller erbjöds plats; minst 22 kom"),
    ],
)  # fmt: skip
def test_activities_are_counted_and_who_was_only_invited_has_not_come(
    measure: str, filters: Mapping[str, str], number: str, why: str
) -> None:
    assert found(measure, facts(activities=DONE), **filters) == (number, why)


def test_a_year_told_as_a_whole_is_not_divided() -> None:
    half = date(2021, 1, 1), date(2021, 6, 30)
    whole = facts(activities=activities((2021, "möte", "Styrgrupp", 4)))
    measured = MEASURES["meetings"].compute(whole, half, {})
    assert (measured.value, measured.why) == (None, "antalet är inte känt säkert: mellan 0 och 4")


def of_placements(**told: int) -> Statistics:
    spots = {Spot(Span(*YEAR), ALL, ALL, Measure(name)): Tally(number) for name, number in told.items()}
    return Statistics(Tallies(spots), k=5)


@pytest.mark.parametrize(
    ("statistics", "number", "why"),
    [
        (of_placements(breakdowns=10, ended=40, ending_unknown=0), "10", ""),
        (of_placements(breakdowns=3, ended=40, ending_unknown=0), "", "dold, eftersom den rör få"),
        (of_placements(ended=40), "", "ingen uppgift om placeringar för just den tiden"),
        (None, "", "ingen uppgift om placeringar för just den tiden"),
    ],
)
def test_breakdowns_are_told_only_where_they_are_not_few(
    statistics: Statistics | None, number: str, why: str
) -> None:
    assert found("breakdowns", facts(statistics=statistics)) == (number, why)


def test_a_share_made_of_few_is_hidden_too() -> None:
    many = of_placements(breakdowns=10, ended=40, ending_unknown=0)
    few = of_placements(breakdowns=2, ended=40, ending_unknown=0)
    assert found("breakdown_share_ended", facts(statistics=many)) == ("1/4", "")
    assert found("breakdown_share_ended", facts(statistics=few)) == ("", "dold, eftersom den rör få")
    number, why = found("breakdown_share_children", facts(statistics=many))
    assert (number, bool(why)) == ("", True)


MOVED = Movement("1421", "BoU", *YEAR, None, 5, 3, 1, None, 8, CELL)


@pytest.mark.parametrize(
    ("measure", "number"),
    [
        ("turnover_replacement", Fraction(5, 20)),
        ("turnover_agv", Fraction(5, 20)),
        ("turnover_own_request", Fraction(3, 20)),
        ("turnover_external", Fraction(5, 20)),
    ],
)
def test_turnover_is_of_the_mean_of_those_employed_when_the_time_begins_and_ends(
    measure: str, number: Fraction
) -> None:
    heads = {YEAR[0]: Decimal(18), YEAR[1]: Decimal(22)}
    told = facts(movements=(MOVED,), heads_on=lambda area, on: {"1421": heads[on]})
    assert found(measure, told) == (str(number), "")


def test_turnover_without_heads_or_for_two_areas_at_once_is_not_known() -> None:
    number, why = found("turnover_agv", facts(movements=(MOVED,)))
    assert (number, bool(why)) == ("", True)
    both = facts(
        movements=(MOVED, replace(MOVED, area="EKB")), heads_on=lambda area, on: {"1421": Decimal(20)}
    )
    assert found("turnover_agv", both) == ("", "ingen uppgift om avgångar och anställningar för tiden")
    assert found("turnover_agv", both, area="EKB") == ("1/4", "")


@pytest.mark.parametrize(
    ("measure", "number", "why"),
    [
        ("sick_leave", "6", ""),
        ("hme", "", "ingen sådan indikator för hela förbundet inom tiden"),
    ],
)
def test_an_indicator_is_that_of_the_whole_association(measure: str, number: str, why: str) -> None:
    rows = (
        indicator_row("Ale", 2021, "7", indicator="Sjukfrånvaro"),
        indicator_row("", 2021, "6", indicator="Sjukfrånvaro"),
        indicator_row("", 2020, "9", indicator="Sjukfrånvaro"),
    )
    assert found(measure, facts(indicators=rows)) == (number, why)


def test_two_indicators_of_one_name_are_not_mixed_and_an_unsure_one_is_no_number() -> None:
    one = indicator_row("", 2021, "6", indicator="Sjukfrånvaro, alla")
    other = indicator_row("", 2021, "8", indicator="Sjukfrånvaro, lång")
    assert found("sick_leave", facts(indicators=(one, other)))[1].startswith("flera indikatorer")
    assert found("indicator", facts(indicators=(one, other)), name="lång") == ("8", "")
    unsure = indicator_row("", 2021, "ca 6", indicator="Sjukfrånvaro")
    assert found("sick_leave", facts(indicators=(unsure,))) == ("", "värdet är inte känt säkert")


@pytest.mark.parametrize(("horizon", "number"), [("project", None), ("middle", 6), ("long", 6)])
def test_what_shows_later_is_seen_until_it_is_due(horizon: str, number: int | None) -> None:
    mafi = read_application(application("mafi"), "mafi", fund_of("sodertalje-2018"))  # ends 2021-12-31
    target = replace(
        mafi.targets[-1], measure="sick_leave", due=date(2022, 12, 31), horizon=horizon, filters={}
    )
    told = facts(indicators=(indicator_row("", 2022, "6", indicator="Sjukfrånvaro"),))
    came = computed(target, mafi, told, date(2023, 3, 1))
    assert came.value == number


ASKED_OF_HOMES = rounds_in(
    rows(
        "surveys",
        ("Hemmen", "maj 2021", "Stöd?", "ja", 60, 40, 30),
        ("Hemmen", "maj 2021", "Stöd?", "delvis", 60, 40, 8),
        ("Hemmen", "maj 2021", "Stöd?", "nej", 60, 40, 2),
        ("Hemmen", "november 2021", "Trygg?", "", 33, 28, "", "", 4.25),
        ("Hemmen", "november 2021", "Nöjd?", "ja", 33, 28, 20),
        ("Hemmen", "november 2021", "Nöjd?", "delvis", 33, 28, 8),
        ("Hemmen", "mars 2021", "Nöjd?", "ja", 33, 28, 14),
        ("Hemmen", "mars 2022", "Nöjd?", "ja", 33, 30, 30),
        ("Hemmen", "november 2021", "Kanaler?", "telefon", 33, 28, 20),  # several may be given
        ("Hemmen", "november 2021", "Kanaler?", "möten", 33, 28, 15),
        ("Få", "november 2021", "Nöjd?", "ja", 4, 4, 4),
        ("Få", "november 2021", "Trygg?", "", 4, 4, "", "", 4.5),
    )
)


@pytest.mark.parametrize(
    ("measure", "filters", "number", "told"),
    [
        ("survey_share", {"survey": "hem", "question": "nöjd", "answer": "Ja"}, "5/7", "28 svar av 33 tillfrågade"),
        ("survey_share", {"survey": "hem", "question": "nöjd", "answer": "ja | delvis"}, "1",
         "28 svar av 33 tillfrågade"),
        ("survey_share", {"survey": "hem", "question": "nöjd", "answer": "del"}, "",
         "ange svaret som det står i enkäten: ja, delvis"),
        ("survey_share", {"survey": "hem", "question": "nöjd"}, "", "ange svaret som det står i enkäten: ja, delvis"),
        ("survey_share", {"answer": "ja"}, "", "flera frågor passar in; ange enkät och fråga"),
        ("survey_share", {"question": "färg", "answer": "ja"}, "", "ingen sådan fråga i en enkät inom tiden"),
        ("survey_share", {"question": "stöd", "answer": "nej"}, "", "dold, eftersom den rör få"),
        ("survey_share", {"question": "kanaler", "answer": "telefon"}, "5/7", "28 svar av 33 tillfrågade"),
        ("survey_share", {"question": "kanaler", "answer": "telefon|möten"}, "",
         "hur många som svarade så är inte känt säkert"),
        ("survey_share", {"survey": "få", "answer": "ja"}, "", "flera frågor passar in; ange enkät och fråga"),
        ("survey_share", {"survey": "få", "question": "nöjd", "answer": "ja"}, "", "dold, eftersom den rör få"),
        ("survey_mean", {"survey": "hem", "question": "trygg"}, "17/4", "28 svar av 33 tillfrågade"),
        ("survey_mean", {"survey": "få", "question": "trygg"}, "", "dold, eftersom den rör få"),
        ("survey_mean", {"survey": "hem", "question": "nöjd"}, "", "medelvärdet är inte känt säkert"),
    ],
)  # fmt: skip
def test_answers_of_a_survey_are_told_with_how_many_answered_and_hidden_where_few(
    measure: str, filters: Mapping[str, str], number: str, told: str
) -> None:
    measured = MEASURES[measure].compute(facts(surveys=ASKED_OF_HOMES), YEAR, filters)
    value = "" if measured.value is None else str(measured.value)
    assert (value, measured.why or measured.basis) == (number, told)
    assert bool(measured.sources) is bool(number)


def test_what_one_answer_would_give_away_of_another_is_hidden_too() -> None:
    measured = MEASURES["survey_share"].compute(
        facts(surveys=ASKED_OF_HOMES), YEAR, {"question": "stöd", "answer": "delvis"}
    )
    whole = MEASURES["survey_share"].compute(
        facts(surveys=ASKED_OF_HOMES), YEAR, {"question": "stöd", "answer": "ja|delvis"}
    )
    assert (measured.value, whole.value) == (None, None)  # the rest of 40 answers would be the two


def test_a_target_narrowed_by_what_its_measure_does_not_know_is_not_counted() -> None:
    mafi = read_application(application("mafi"), "mafi", fund_of("sodertalje-2018"))
    told = facts(indicators=(indicator_row("", 2021, "6", indicator="Sjukfrånvaro"),))
    target = replace(mafi.targets[-1], measure="sick_leave", filters={"namn": "kort"})
    came = computed(target, mafi, told, date(2023, 3, 1))
    assert (came.value, came.why) == (None, "måttet avgränsas inte med namn")


@pytest.mark.parametrize(
    ("unit", "wanted", "came", "verdict"),
    [
        ("andel", "0.7", Fraction(5, 7), "reached"),
        ("procent", "70", Fraction(500, 7), "reached"),  # 71.4 per cent, never 0.71 beside 70
        ("%", "75", Fraction(500, 7), "not_reached"),
        ("svar", "20", None, "not_known"),  # a share says nothing of how many
    ],
)
def test_a_share_is_told_in_the_unit_of_its_target(
    unit: str, wanted: str, came: Fraction | None, verdict: str
) -> None:
    mafi = read_application(application("mafi"), "mafi", fund_of("sodertalje-2018"))
    filters = {"survey": "hem", "question": "nöjd", "answer": "ja"}
    target = replace(
        mafi.targets[-1], operator=Operator.AT_LEAST, measure="survey_share", unit=unit, value=Fraction(wanted),
        filters=filters, due=date(2021, 12, 31),
    )  # fmt: skip
    outcome = computed(target, mafi, facts(surveys=ASKED_OF_HOMES), date(2022, 1, 1))
    assert outcome.value == came
    assert judged(target, outcome, date(2022, 1, 1)).value == verdict
    assert came is not None or "måttet räknas i ”andel” och målet i ”svar”" in outcome.why


@pytest.mark.parametrize(
    ("measured_in", "wanted_in", "times"),
    [
        ("andel", "procent", 100),
        ("procent", "andel", Fraction(1, 100)),
        ("procent", "%", 1),
        ("Andel", "andel", 1),
        ("deltagare", "anställda", 1),  # the writer's own words
        ("deltagare", "procent", None),
        ("andel", "anställda", None),
        ("som indikatorn mäts", "procent", 1),
    ],
)
def test_units_are_compared_only_where_they_can_be(
    measured_in: str, wanted_in: str, times: Fraction | None
) -> None:
    assert factor(measured_in, wanted_in) == times
