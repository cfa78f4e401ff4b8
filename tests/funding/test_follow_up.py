"""The part and final report: verdicts in words, what nobody explained, and women and men hidden where few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from forms import application

from kfond.funding.application_file import read_application
from kfond.funding.judging import Verdict
from kfond.funding.known_funds import fund_of
from kfond.funding.life import State, Step
from kfond.funding.targets import Operator, Outcome, Target
from kfond.provenance import WITHHELD, Place, Source
from kfond.reports.documents.document import Front
from kfond.reports.funding.follow_up import FollowUp, as_follow_up, handed_in_on
from kfond.reports.funding.money import MoneyTold
from kfond.reports.funding.verdicts import verdicts_in_words

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


def followed(*results: tuple[Target, Outcome]) -> FollowUp:
    """A final report that has not been handed in, as of the end of 2021."""
    return FollowUp(
        "mafi", read_application(application("mafi"), "mafi", FUND), FUND, date(2021, 12, 31), True, None, results,
        {}, MoneyTold(), 5,
    )  # fmt: skip


def written(found: FollowUp) -> str:
    return as_follow_up(found, Front("Slutrapport", "Ankeborg", fingerprint="2d01ce896dc0")).markdown


def report(*results: tuple[Target, Outcome]) -> str:
    """The document as Markdown."""
    return written(followed(*results))


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


def test_the_report_says_what_the_fingerprint_on_its_front_covers() -> None:
    assert "Underlag 2d01ce896dc0 är ett fingeravtryck av de inlästa bladen" in report()


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
        f"| anställda som deltar | minst 200 anställda | {outcome} | {verdict} "
        "| 2021-12-01, enligt närvarolista |"
    )


@pytest.mark.parametrize(
    ("low", "high", "shown", "verdict"),
    [
        (212, None, "minst 212 anställda", "uppnått"),
        (0, 150, "högst 150 anställda", "inte uppnått"),
        (150, 212, "mellan 150 och 212 anställda", "går inte att bedöma"),
        (0, None, "inte känt", "går inte att bedöma"),
    ],
)
def test_the_ends_of_a_number_that_is_not_known_stand_with_what_they_decide(
    low: int, high: int | None, shown: str, verdict: str
) -> None:
    bounded = replace(came(None), low=Fraction(low), high=None if high is None else Fraction(high))
    row = row_of(report((PEOPLE, bounded)), "Projektets mål: utlovat och utfall")
    assert f"| {shown} | {verdict} |" in row


def test_where_the_project_began_stands_where_it_is_known() -> None:
    begun = replace(PEOPLE, baseline=Fraction(120))
    row = row_of(report((begun, came(212))), "Projektets mål: utlovat och utfall")
    assert row.startswith("| anställda som deltar | minst 200 anställda | 120 | 212 anställda av 250 |")


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
    said = (replace(PEOPLE, key="sagt"), replace(came(3), target="sagt"))
    found = followed((counted, computed), said)
    document = as_follow_up(found, Front("Delrapport", "Ankeborg"))
    (figure,) = document.figures.values()
    assert (figure.id, figure.value, figure.sources) == ("application.mafi.deltar", 16, (CELL,))


def test_the_file_that_goes_to_the_fund_repeats_no_words_of_cells_and_nothing_of_cells_on_persons() -> None:
    noted = replace(CELL, verbatim="16 (två sjukskrivna)")
    computed = replace(came(16), is_stated=False, sources=(noted,), evidence="")
    for measure in ("participations", "breakdowns"):
        found = followed((replace(PEOPLE, measure=measure), computed))
        (figure,) = as_follow_up(found, Front("Delrapport", "Ankeborg")).figures.values()
        assert [source.verbatim for source in figure.sources] == [WITHHELD]
    assert figure.sensitive


def test_a_share_of_answers_is_told_with_how_many_answered() -> None:
    asked = replace(PEOPLE, operator=Operator.AT_LEAST, value=Fraction(1, 2), unit="andel", measure="survey_share",
                    denominator=None)  # fmt: skip
    counted = Outcome(
        "deltar", date(2021, 12, 1), Fraction(5, 7), None, "", (CELL,), False, basis="28 svar av 33"
    )
    row = row_of(report((asked, counted)), "Projektets mål")
    assert row.endswith("| uppnått | Andel svar i en enkät (28 svar av 33) |")


REACHED, MISSED, OPEN, UNKNOWN = Verdict.REACHED, Verdict.NOT_REACHED, Verdict.NOT_YET, Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([], ""),
        ([REACHED], "Målet är uppnått."),
        ([UNKNOWN], "Målet går inte att bedöma."),
        ([REACHED] * 3, "Alla 3 målen är uppnådda."),
        ([MISSED] * 2, "Inget av de 2 målen är uppnått."),
        ([OPEN] * 6, "Inget av de 6 målen är avgjort än."),
        ([UNKNOWN] * 2, "Inget av de 2 målen går att bedöma."),
        ([REACHED, MISSED], "Av 2 mål är 1 uppnått och 1 är inte uppnått."),
        ([OPEN, UNKNOWN, OPEN], "Av 3 mål är 2 inte avgjorda än och 1 går inte att bedöma."),
        (
            [REACHED] * 4 + [MISSED] * 2 + [UNKNOWN] * 4,
            "Av 10 mål är 4 uppnådda, 2 är inte uppnådda och 4 går inte att bedöma.",
        ),
    ],
)
def test_how_the_targets_came_out_is_one_sentence(verdicts: list[Verdict], sentence: str) -> None:
    assert verdicts_in_words(verdicts) == sentence


def test_the_work_stands_before_the_money_and_what_is_to_be_repaid_stands_first_of_all() -> None:
    texts = dict.fromkeys(
        ("Lärdomar", "Avvikelser", "Genomförande", "Tillgänglighet", "Jämställdhet"), "Text."
    )
    money = MoneyTold(sentences=("400 kronor ska betalas tillbaka.",), flags=("Dela upp beslutet.",))
    draft = replace(followed((PEOPLE, came(212, (180, 32)))), texts=texts, money=money)
    headings = [line[3:] for line in written(draft).split("\n") if line.startswith("## ")]
    assert headings == [
        "Genomförande",
        "Mål och utfall",
        "Avvikelser",
        "Jämställdhet",
        "Tillgänglighet",
        "Pengarna",
        "Lärdomar",
    ]
    assert "400 kronor ska betalas tillbaka." in written(draft).split("## Genomförande")[0]
    assert "Dela upp beslutet." in written(draft)
    assert "Dela upp beslutet." not in written(replace(draft, handed_in=date(2022, 1, 5)))


def test_a_report_of_a_day_after_it_was_handed_in_says_so() -> None:
    late = replace(followed((PEOPLE, came(212))), handed_in=date(2021, 12, 1))
    assert (
        "lämnades in den 1 december 2021; här står det som är känt till och med den 31 december 2021"
        in written(late)
    )
    assert "Rapporten gäller till och med den 31 december 2021." in written(
        replace(late, handed_in=date(2022, 1, 5))
    )


def steps(*taken: str) -> list[Step]:
    """Steps such as "part-reported 2021-12-15" and "back to running 2021-12-20"."""
    made = []
    for each in taken:
        state, day = each.removeprefix("back to ").split()
        made.append(Step(State(state), date.fromisoformat(day), "", "", each.startswith("back"), "", ""))
    return made


@pytest.mark.parametrize(
    ("taken", "is_final", "until", "handed_in"),
    [
        (["running 2021-08-01"], True, "2021-12-31", None),
        (["running 2021-08-01", "final-reported 2022-01-05"], True, "2021-12-31", "2022-01-05"),
        (["final-reported 2022-01-05", "closed 2022-02-01"], True, "2022-03-01", "2022-01-05"),
        (["final-reported 2022-01-05", "back to running 2022-01-08"], True, "2021-12-31", None),
        (
            ["final-reported 2022-01-05", "closed 2022-02-01", "back to final-reported 2022-02-02"],
            True,
            "2021-12-31",
            "2022-01-05",
        ),
        (["part-reported 2021-10-01"], True, "2021-12-31", None),
        (["part-reported 2021-10-01", "part-reported 2022-01-10"], False, "2021-09-30", "2021-10-01"),
        (["part-reported 2021-10-01", "part-reported 2022-01-10"], False, "2021-12-31", "2022-01-10"),
        (["part-reported 2021-10-01"], False, "2021-12-31", None),
    ],
)
def test_a_report_is_handed_in_when_the_steps_of_its_application_say_so(
    taken: list[str], is_final: bool, until: str, handed_in: str | None
) -> None:
    found = handed_in_on(steps(*taken), is_final, date.fromisoformat(until))
    assert found == (date.fromisoformat(handed_in) if handed_in else None)
