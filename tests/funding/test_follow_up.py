"""The part and final report: verdicts in words, what nobody explained, and women and men hidden where few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from forms import application

from kfond.funding.application_file import read_application
from kfond.funding.known_funds import fund_of
from kfond.funding.targets import Operator, Outcome, Target
from kfond.provenance import Place, Source
from kfond.reports.documents.document import Front
from kfond.reports.funding.follow_up import FollowUp, as_follow_up

FUND = fund_of("sodertalje-2018")
CELL = Source(Place("deltagare.xlsx", "Blad1", "D4"), "16")
PEOPLE = Target(
    "deltar", "anställda som deltar", Operator.AT_LEAST, Fraction(200), "anställda", date(2021, 12, 31), "stated",
    {}, None, None, Fraction(250), "", "",
)  # fmt: skip


def came(value: int | None, split: tuple[int | None, int | None] | None = None, why: str = "") -> Outcome:
    sexes = None
    if split:
        women, men = (None if number is None else Fraction(number) for number in split)
        sexes = women, men
    number = None if value is None else Fraction(value)
    return Outcome("deltar", date(2021, 12, 1), number, None, why, (), True, "närvarolista", sexes)


def report(*results: tuple[Target, Outcome], smallest: int = 5) -> str:
    """The document as Markdown, as of the end of 2021."""
    found = FollowUp(
        read_application(application("mafi"), "mafi", FUND), FUND, date(2021, 12, 31), True, results,
        {}, (), (), smallest,
    )  # fmt: skip
    return as_follow_up(found, Front("Slutrapport", "Ankeborg")).markdown


def row_of(markdown: str, table: str) -> str:
    """The first row of a table."""
    below = markdown.split(f"Tabell: {table}")[1]
    return [line for line in below.split("\n") if line.startswith("|")][2]


@pytest.mark.parametrize(
    ("split", "shown"),
    [
        ((180, 32), "180 | 32 | 85\u00a0%"),
        ((208, 4), "dold | dold | dold"),  # beside the sum the one would give the other away
        ((4, 208), "dold | dold | dold"),
        ((207, 5), "207 | 5 | 98\u00a0%"),
        ((212, 0), "212 | 0 | 100\u00a0%"),
        ((180, None), "180 | inte känt | inte känt"),
        ((3, None), "dold | dold | dold"),
    ],
)
def test_women_and_men_are_hidden_where_one_of_them_is_few(
    split: tuple[int | None, int | None], shown: str
) -> None:
    text = report((PEOPLE, came(212, split)))
    assert row_of(text, "Könsuppdelade utfall") == f"| anställda som deltar | {shown} |"


def test_without_a_division_there_is_no_such_table() -> None:
    assert "Könsuppdelade utfall" not in report((PEOPLE, came(212)))


@pytest.mark.parametrize(
    ("value", "outcome", "verdict"),
    [
        (212, "212 anställda av 250", "uppnått"),
        (150, "150 anställda av 250", "inte uppnått"),
        (None, "inte känt", "går inte att bedöma"),
    ],
)
def test_a_target_stands_with_its_own_denominator_its_verdict_and_its_evidence(
    value: int | None, outcome: str, verdict: str
) -> None:
    text = report((PEOPLE, came(value)))
    assert row_of(text, "Projektets mål: utlovat och utfall") == (
        f"| anställda som deltar | minst 200 anställda | inte känt | {outcome} | {verdict} "
        "| angivet 2021-12-01: närvarolista |"
    )
    assert f"Av 1 mål är 1 {verdict}." in text


def test_a_target_that_was_missed_stands_with_its_reason_or_without_one() -> None:
    missed, explained = (
        report((PEOPLE, came(150))),
        report((PEOPLE, came(150, why="Två kurser ställdes in."))),
    )
    assert "Två kurser ställdes in." in explained
    assert missed.count("anställda som deltar") == explained.count("anställda som deltar")
    assert missed != explained


def test_what_kfond_counted_leads_to_its_cells_and_what_was_said_does_not() -> None:
    counted = replace(PEOPLE, measure="participations")
    computed = replace(came(16), is_stated=False, sources=(CELL,), evidence="")
    found = FollowUp(
        read_application(application("mafi"), "mafi", FUND), FUND, date(2021, 12, 31), False,
        ((counted, computed), (replace(PEOPLE, key="sagt"), replace(came(3), target="sagt"))), {}, (), (), 5,
    )  # fmt: skip
    document = as_follow_up(found, Front("Delrapport", "Ankeborg"))
    (figure,) = document.figures.values()
    assert (figure.value, figure.sources) == (16, (CELL,))


def test_a_share_of_answers_is_told_with_how_many_answered() -> None:
    asked = replace(PEOPLE, operator=Operator.AT_LEAST, value=Fraction(1, 2), unit="andel", measure="survey_share",
                    denominator=None)  # fmt: skip
    counted = Outcome(
        "deltar", date(2021, 12, 1), Fraction(5, 7), None, "", (CELL,), False, basis="28 svar av 33"
    )
    row = row_of(report((asked, counted)), "Projektets mål")
    assert row.endswith("| uppnått | Andel svar i en enkät (28 svar av 33) |")
