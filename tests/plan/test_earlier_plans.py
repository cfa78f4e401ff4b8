"""A plan of a later year knows what was adopted for the terms before it: when a course ran, and who had its seats."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from made_up_bases import basis_with, made_up_basis
from typer.testing import CliRunner

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Count, Held, Relation
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import Tie
from kfond.cli import app
from kfond.periods import Term
from kfond.plan.adopted import Adopted, AdoptedRound, adopted_of
from kfond.plan.asked import Asked
from kfond.plan.basis import Basis
from kfond.plan.needs.trained import share_kept
from kfond.plan.needs.values import Trained
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from kfond.reports.plan.as_json import as_json
from workbooks import Rows, write_workbook
from written_catalogue import lines_of

VT2018, HT2018 = Term(2018, 1), Term(2018, 2)
OCTOBER = date(2018, 10, 1)
CELL = Source(Place("lista.xlsx", "Blad1", "D2"), "1")
STAFF = {"1401": (12, 0, 0), "1402": (6, 0, 0)}


def of_2018(frequency: str) -> Basis:
    basis = basis_with(STAFF, lines_of([("BoU", "0-2 år", "LVU", frequency, 5, 12)]))
    return replace(basis, asked=Asked(2018, 2018, date(2017, 10, 1)))


def of_2019(basis: Basis, adopted: Adopted | None) -> Basis:
    before = dict.fromkeys(adopted.terms, adopted) if adopted else {}
    return replace(basis, asked=Asked(2019, 2019, OCTOBER), adopted_before=before)


def adopted_with(
    seats: Mapping[str, int] | None, key: str = "BoU/lvu/interval", slug: str = "lvu"
) -> Adopted:
    """Version 3 of the plan of 2018, with one group in its autumn."""
    rounds = {("BoU", slug): {key: {HT2018: AdoptedRound(1, seats, {})}}}
    return Adopted(3, (VT2018, HT2018), rounds, (), ())


def starts(plan: Plan) -> list[Term]:
    return [found.term for found in plan.rounds if found.groups]


@pytest.mark.parametrize(("frequency", "fewest_terms"), [("1-1½ år", 2), ("Vartannat år", 4)])
def test_a_course_of_the_adopted_plan_does_not_come_back_inside_its_smallest_gap(
    frequency: str, fewest_terms: int
) -> None:
    basis = of_2018(frequency)
    # Its first window is still open in 2019 where nobody knows that it has been held.
    plan = propose(of_2019(basis, adopted_with({"1401": 7, "1402": 4})))

    assert starts(propose(of_2019(basis, None)))
    assert all(term.minus(HT2018) >= fewest_terms for term in starts(plan))
    (course,) = plan.courses
    assert course.course.last_start == HT2018
    assert course.course.last_start_in_words.in_words("sv") == "HT2018 enligt antagen plan 2018, version 3"


def test_a_later_start_of_the_catalogue_has_the_last_word() -> None:
    basis = of_2018("Vartannat år")
    (line,) = basis.lines
    known = replace(line, stated=replace(line.stated, last_start=HT2018))

    (course,) = propose(of_2019(replace(basis, lines=(known,)), adopted_with({"1401": 7}))).courses

    assert course.course.last_start_in_words.in_words("sv") == "HT2018"


def trained(basis: Basis) -> Mapping[str, Trained | None]:
    (course,) = propose(basis).courses
    return {part.code: part.trained for part in course.need.members}


def test_planned_seats_count_as_persons_who_have_it_as_far_as_they_are_still_there() -> None:
    basis = of_2019(of_2018("Vartannat år"), adopted_with({"1401": 4, "1402": 2}))

    (course,) = propose(basis).courses

    for part, seats in zip(course.need.members, (4, 2), strict=True):
        assert part.trained is not None
        expected = (seats * share_kept(course.need.kept, 1)).quantize(Decimal("0.0001"))
        persons = part.trained.persons
        assert (persons.low, persons.best, persons.high) == (expected, expected, expected)
        assert not part.trained.is_observed
        assert part.left[0].best == part.eligible[0].best - expected
    assert (
        "HT2018: 6 platser enligt antagen plan 2018, version 3, inte bekräftade, räknas som personer som har gått "
        "kursen." in [note.in_words("sv") for note in course.need.notes]
    )


def test_where_seats_were_open_it_is_not_known_how_many_have_it() -> None:
    basis = of_2019(of_2018("Vartannat år"), adopted_with(None))

    (course,) = propose(basis).courses

    one = course.need.members[0]
    assert one.trained is not None
    assert (one.trained.persons.best, one.trained.persons.high) == (0, one.eligible[0].high)


def came(code: str, day: date, count: int, *, is_local: bool = False) -> Taken:
    return Taken("LVU", "lvu", code, day, day, "1", None, count, is_local, CELL)


def test_lists_of_participants_of_the_course_and_term_count_alone() -> None:
    basis = of_2019(of_2018("Vartannat år"), adopted_with({"1401": 7, "1402": 4}))
    listed = (came("1401", date(2018, 9, 3), 2),)

    found = trained(replace(basis, taken=listed))

    one, other = found["1401"], found["1402"]
    assert one is not None and one.is_observed and one.by_plans == ()
    assert 1 < one.persons.best <= 2
    assert other is not None and other.persons.high == 0


@pytest.mark.parametrize(
    "row",
    [came("1401", date(2018, 3, 1), 2), came("1401", date(2018, 9, 3), 2, is_local=True)],
    ids=["another term", "the municipality's own training"],
)
def test_other_lists_leave_the_planned_seats_standing(row: Taken) -> None:
    basis = of_2019(of_2018("Vartannat år"), adopted_with({"1401": 4, "1402": 4}))

    alone, beside = trained(basis)["1401"], trained(replace(basis, taken=(row,)))["1401"]

    assert alone is not None and beside is not None and beside.by_plans
    assert beside.persons.best > alone.persons.best


def test_a_summary_of_the_year_counts_alone() -> None:
    basis = of_2018("Vartannat år")
    held = Held(
        "LVU", "BoU", 2018, 2018, "", None, Count(1, CELL), Count(9, CELL), None, "", "", False, "", CELL
    )
    tie = Tie(held, basis.lines, Relation.SAME, likely=False)

    found = trained(of_2019(replace(basis, ties=(tie,)), adopted_with({"1401": 7, "1402": 4})))

    assert all(each is not None and each.is_allocated and each.by_plans == () for each in found.values())
    assert sum(each.persons.best for each in found.values() if each) <= 9


def test_planned_seats_are_remembered_when_seats_are_shared() -> None:
    """Two alike and four seats: 2 each, unless one of them had six the term before."""
    lines = lines_of([("BoU", "0-2 år", "FoU-café", "1 grupp/termin", 2, 4)])
    basis = of_2019(basis_with({"1401": (12, 0, 0), "1402": (12, 0, 0)}, lines), None)
    adopted = adopted_with({"1401": 6}, "BoU/fou-cafe/groups per term", lines[0].course.slug)

    def first_seats(basis: Basis) -> list[int | None]:
        return [share.seats for share in propose(basis).rounds[0].shares]

    assert first_seats(basis) == [2, 2]
    assert first_seats(replace(basis, adopted_before={HT2018: adopted})) == [1, 3]


@pytest.mark.parametrize("seed", [0, 3, 4, 5, 7])
def test_two_years_planned_one_after_the_other_keep_every_smallest_gap(seed: int) -> None:
    first = replace(made_up_basis(seed), asked=Asked(2018, 2018, date(2017, 10, 1)))
    made = propose(first)
    adopted = adopted_of(json.loads(json.dumps(as_json(made, "sv"))), 1)

    plan = propose(of_2019(first, adopted))

    for course in plan.courses:
        held = [
            found.term for each in (made, plan) for found in each.rounds if found.key == course.course.key
        ]
        apart = [later.minus(earlier) for earlier, later in pairwise(held)]
        if course.course.kind is Kind.INTERVAL:
            assert all(terms >= course.course.strictest.frequency.term_gaps[0] for terms in apart)


SHEET: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 30, 20],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 0, 0],
    ["Antal >5 år", 10, 10],
]
CATALOGUE: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Kurs", "Frekvens", "Minsta grupp", "Största grupp"],
    ["BoU", "0-2 år", "LVU", "1 gång/år", 5, 30],
]


def test_the_story_and_the_assumptions_of_a_later_plan_name_the_plan_that_was_adopted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also two years later, with nothing adopted between."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")
    monkeypatch.delenv("KFOND_DB", raising=False)

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--today", "2017-12-15"])
        assert done.exit_code == 0, done.stderr
        return done.stdout

    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    run("import", str(write_workbook(tmp_path / "mars.xlsx", Personal=SHEET, Kurser=CATALOGUE)))
    made = json.loads(run("plan", "--year", "2018", "--json"))["courses"]
    run("plan", "--year", "2018", "--adopt", "--by", "direktionen")

    for year in ("2019", "2020"):
        story = run("plan", "--year", year, "--explain", "LVU")
        plan = run("plan", "--year", year)
        term = made[-1]["term"]
        assert f"Den senaste kända starten: {term} enligt antagen plan 2018, version 1." in story
        assert (
            f"{made[-1]['seats_total']} platser enligt antagen plan 2018, version 1, inte bekräftade" in story
        )
        assert "enligt antagen plan, inte bekräftat" in story
        assert "Det som antagen plan 2018, version 1 har i VT2018, HT2018 räknas som hållet" in plan
