"""What the pages of a plan say of what is not known: never 0, and never nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made_up_bases import SETTINGS, basis_with, start_of

from kfond.catalogue.requests import Requested
from kfond.messages import say
from kfond.periods import terms_of_years
from kfond.plan.basis import Basis
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.limits import MunicipalLimits
from kfond.plan.propose import propose
from kfond.plan.reason import Reason
from kfond.provenance import Place, Source
from kfond.reports.documents.document import Front
from kfond.reports.plan.as_document import as_document
from kfond.reports.plan.calendar import calendar_of
from kfond.reports.plan.chosen import stages_table
from kfond.reports.plan.counting import how_counted, quotient_rule
from kfond.reports.plan.municipal import cost_table, municipality_section
from kfond.reports.plan.summary import summary_sentences
from kfond.reports.plan.warnings import warnings_of
from written_catalogue import lines_of

CELL = Source(Place("ramar.xlsx", "Blad1", "A2"), "1")
TWELVE_AND_SIX = {"1401": (12, 0, 0), "1402": (6, 0, 0)}


def priced_basis(days: str) -> Basis:
    """One course of 12 000 kr a group, its days as written; municipality 1401 has 6 000 kr of its own."""
    lines = lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12, days)], "Kursdagar")
    return replace(
        basis_with(TWELVE_AND_SIX, lines),
        settings=SETTINGS,
        prices=(StatedPrice(None, Price("lvu", "BoU", 1_200_000, None, None, None, "", None, CELL), ()),),
        limits=(MunicipalLimits("1401", 2018, None, 600_000, None, None, CELL),),
    )


def test_what_is_not_known_of_days_and_budgets_is_never_0() -> None:
    def last_columns(days: str) -> list[tuple[str, ...]]:
        table = cost_table(propose(priced_basis(days)))
        assert table
        assert [column.heading for column in table.columns[-2:]] == [
            "Kursdagar att avstå",
            "Över egen ram, kr",
        ]
        return [row[-2:] for row in table.rows]

    assert last_columns("1") == [("0", "2\u00a0000"), ("0", "uppgift saknas")]
    assert last_columns("") == [("inte känt", "2\u00a0000"), ("inte känt", "uppgift saknas")]


def test_those_whom_no_course_is_for_are_told_of_with_their_cells() -> None:
    basis = basis_with(TWELVE_AND_SIX, lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)]))
    ekb = {"1402": start_of("1402", (4, 0, 7)).bands}
    plan = propose(replace(basis, settings=SETTINGS, staff={**basis.staff, "EKB": ekb}))
    document = as_document(plan, Front("Kompetensplan")).markdown

    assert (
        "Ingen kurs i katalogen är till för området EKB: de som arbetar där, 11 i allt (Kommun 1402 11), får "
        "varken behov eller platser i planen." in document
    )
    assert (
        "| Kommun 1402 | 7,0 | inget spann | uppgift saknas | uppgift saknas | sheet.xlsx, Blad1!" in document
    )


def test_what_is_odd_in_several_municipalities_is_told_once_naming_them_all() -> None:
    def odd(name: str, persons: str, most: str) -> Reason:
        figures = say(
            "{persons} persons by experience, but posts for {most} at most", persons=persons, most=most
        )
        return Reason("disagreement", say("The figures of {name}: {figures}.", name=name, figures=figures))

    basis = priced_basis("1")
    both = replace(basis, remarks=(odd("Orust", "10", "3"), odd("Ed", "8", "5")))

    assert (
        "Uppgifter som säger emot varandra, där planen räknar med erfarenheten som den står: Orust (10 personer efter "
        "erfarenhet, men tjänster för högst 3); Ed (8 personer efter erfarenhet, men tjänster för högst 5)."
    ) in warnings_of(propose(both))
    document = as_document(propose(both), Front("Kompetensplan")).markdown
    assert "**Observera:**\n\n- " in document


def test_the_first_page_tells_the_need_and_who_lacks_most_of_it() -> None:
    plan = propose(priced_basis("1"))
    told = summary_sentences(plan, "2018–2019")

    assert [(covered.municipality, covered.need, covered.seats) for covered in plan.coverage] == [
        ("Kommun 1401", Decimal("8.9196"), 6),
        ("Kommun 1402", Decimal("4.4598"), 3),
    ]
    assert told[1:3] == [
        "9 platser fördelas mellan 2 kommuner efter det kända behovet i personaluppgifterna, 13 kursplatser.",
        "Mest saknas i Kommun 1401 (får 6 av 9 platser) och Kommun 1402 (får 3 av 4 platser).",
    ]


def test_who_has_the_worst_share_is_named() -> None:
    table = stages_table(propose(priced_basis("1")))

    assert table
    assert table.rows[2][2] == "75 % av vad den kunde få: Kommun 1401"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (
            "need",
            "behovet i hela personer (3,9 räknas som 4, och den som behöver något har minst 1) plus de platser",
        ),
        ("staff", "kommunens personal, men minst de platser"),
    ],
)
def test_the_rule_of_the_quotients_is_that_of_the_seats(key: str, told: str) -> None:
    rule = quotient_rule(SETTINGS.changed({"seat_key": key}))

    assert f"Jämförelsetalet är {told} som kommunen har fått på kursen de senaste 4 terminerna" in rule


def test_a_quotient_follows_from_the_need_in_whole_persons() -> None:
    plan = propose(priced_basis("1"))
    first = next(found for found in plan.rounds)
    shares = {share.need.code: share for share in first.shares}

    assert str(shares["1402"].lacking.best if shares["1402"].lacking else "") == "4.4598"
    assert how_counted(plan, first, shares["1402"]) == "1 + 2 (4/5)"  # 4/3 and 4/5 of a need of 4


def test_a_round_that_a_municipality_needs_and_gets_no_seat_of_is_in_its_table_with_the_reason() -> None:
    asked = tuple(Requested("lvu", "1402", term, 0, 0, CELL) for term in terms_of_years(2018, 2019))
    plan = propose(replace(priced_basis("1"), requests=asked))
    table = municipality_section(plan, plan.coverage[1]).table

    assert table
    assert [(*row[2:5], row[-1]) for row in table.rows] == [
        ("4,5", "0", "0", "kommunen har inte bett om någon plats")
    ]


def test_a_part_of_a_seat_is_told_in_few_words() -> None:
    lines = lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)])
    plan = propose(replace(basis_with({"1401": (20, 0, 0), "1402": (0, 1, 0)}, lines), settings=SETTINGS))
    table = municipality_section(plan, plan.coverage[1]).table

    assert table
    assert [row[-1] for row in table.rows] == ["mindre än en plats"]


def test_a_start_in_the_calendar_names_its_area_where_another_has_a_course_of_that_name() -> None:
    rows = [(area, "0-2 år", "Kaffe", "Vartannat år", 5, 12) for area in ("BoU", "missbruk")]
    basis = basis_with(TWELVE_AND_SIX, lines_of(rows))
    events = calendar_of(propose(replace(basis, settings=SETTINGS))).events

    assert {event.summary for event in events if "Kaffe" in event.summary} == {
        "Kursstart: Kaffe (BoU) (förslag)",
        "Kursstart: Kaffe (missbruk) (förslag)",
    }
