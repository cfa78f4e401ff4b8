"""The plan as a document: its first page, what it costs whom, a sheet for each municipality, an English story."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kfond import db
from kfond.cli import app
from kfond.messages import say
from kfond.plan.actions import proposal
from kfond.plan.needs.values import Need, Request
from kfond.plan.proposal import MunicipalSeats, Plan
from kfond.reports.documents.document import Front
from kfond.reports.plan.as_document import as_document
from kfond.reports.plan.counting import counted
from kfond.reports.plan.kronor import cost_of, share_of
from kfond.reports.plan.municipal import municipality_section
from kfond.reports.plan.overview import overview_table, rest_sentences
from kfond.reports.plan.summary import summary_sentences, terms_table
from kfond.reports.render import address
from kfond.reports.writers.xlsx import as_xlsx
from kfond.sharing import Ask, share_seats

TODAY = date(2018, 11, 1)


@pytest.fixture(scope="module")
def plan(region_db: Path) -> Plan:
    """The made-up region's plan; prices are stated for 2019 alone."""
    with db.reading(region_db) as session:
        return proposal(session, 2019, 2020, TODAY)


def test_the_known_costs_of_the_terms_make_the_known_cost_of_the_plan(plan: Plan) -> None:
    known = [cost for found in plan.rounds if (cost := cost_of(found)) is not None]
    per_term = [row[-2] for row in terms_table(plan).rows]

    kronor = f"{sum(known) // 100:,}".replace(",", "\u00a0")
    own = [found for found in plan.rounds if found.groups is not None]
    assert per_term[2:] == ["inte känt", "inte känt"]
    assert (
        f"Den kända kostnaden är {kronor} kronor, för {len(known)} av {len(own)} kursstarter"
        in (summary_sentences(plan, "2019–2020")[-1])
    )


def test_a_round_with_open_seats_costs_a_municipality_what_nobody_knows(plan: Plan) -> None:
    opened = [found for found in plan.rounds if found.groups and found.seats is None]

    assert opened
    assert all(share.cost is None for found in opened for share in found.shares)
    costs = share_of(plan, plan.coverage[0].code)
    assert costs.total is None
    assert {f"{found.course.name} {found.term.label}" for found in opened} <= set(costs.unknown)


def test_what_the_municipalities_pay_is_what_the_shared_rounds_cost(plan: Plan) -> None:
    shared = [found for found in plan.rounds if found.cost and found.cost.is_shared]

    paid = sum(share_of(plan, covered.code).known for covered in plan.coverage)
    credited = sum(sum(found.cost.credits.values()) for found in shared if found.cost)
    assert paid == sum(cost_of(found) or 0 for found in shared) - credited


def test_each_municipality_has_a_sheet_of_its_own_name_with_numbers(plan: Plan) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(as_document(plan, Front("Kompetensplan", day=TODAY)))))

    for covered in plan.coverage:
        rows = list(book[covered.municipality].iter_rows(values_only=True))
        head = next(at for at, row in enumerate(rows) if row[0] == "Kurs")
        seats = [row[3] for row in rows[head + 1 :] if isinstance(row[3], int | float)]
        assert sum(seats) == covered.seats


def test_a_municipality_s_table_holds_no_open_seats(plan: Plan) -> None:
    for covered in plan.coverage:
        table = municipality_section(plan, covered).table
        assert table
        assert all(str(row[3]).isdecimal() for row in table.rows)


@pytest.mark.parametrize(
    ("code", "request_of", "words"),
    [
        ("A", None, "1 + 2 (4/5); kö vid 4/7"),  # quotients 4/3, 4/5, 4/7
        ("B", None, "1 från början; kö vid 2/3"),
        ("B", Request(2, 0, None), "begärt 2; 1 från början; kö vid 2/3"),
    ],
)
def test_the_count_of_seats_in_short(code: str, request_of: Request | None, words: str) -> None:
    sharing = share_seats([Ask("A", 4, 4), Ask("B", 2, 2)], 4)
    need = Need(code, code, (), False, (), None, (), ())
    share = MunicipalSeats(need, None, sharing.seats_of(code), sharing.queued(code), say("counted"))

    assert counted(sharing, share, request_of) == words


def test_a_wait_is_told_where_it_may_have_decided_who_got_the_last_seat() -> None:
    def told(*waits: int, seats: int) -> list[str]:
        sharing = share_seats([Ask(str(at), 1, 4, waited=wait) for at, wait in enumerate(waits)], seats)
        needs = [Need(str(at), "", (), False, (), None, (), ()) for at, _ in enumerate(waits)]
        return [
            counted(sharing, MunicipalSeats(need, None, 1, 0, say("counted"), None, wait), None)
            for need, wait in zip(needs, waits, strict=True)
        ]

    assert told(0, 2, seats=1) == ["kö vid 4/1", "väntat 2; 1 från början"]
    assert told(0, 2, seats=2) == ["1 från början", "1 från början"]  # there was one for each


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://www.example.org/film/", "[www.example.org/film](https://www.example.org/film/)"),
        ("https://example.org/a b)|c", "[example.org/a b)\\|c](https://example.org/a%20b%29%7Cc)"),
        ("", "ingen"),
    ],
)
def test_an_address_shows_where_it_leads(written: str, shown: str) -> None:
    assert address(written) == shown


def test_a_story_in_english_is_an_english_page(region_db: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    asked = ["--db", str(region_db), "--today", "2018-11-01", "plan", "--year", "2019"]

    done = CliRunner().invoke(
        app, [*asked, "--explain", "LVU grund", "-o", str(file)], env={"KFOND_LANG": "en"}
    )

    assert done.exit_code == 0, done.output
    page = file.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Proposal" in page
    assert not [word for word in ("Förslag", "Innehåll", "Underlag", "Databasens") if word in page]


def test_whole_kronor_are_rounded_half_up() -> None:
    from kfond.reports.plan.kronor import kronor

    assert [kronor(ore) for ore in (149, 150, Decimal("46750"), None)] == ["1", "2", "468", "inte känt"]


def test_the_first_page_accounts_for_all_of_the_known_cost(plan: Plan) -> None:
    table, told = overview_table(plan), rest_sentences(plan)

    assert table
    known = sum(found.cost.total for found in plan.rounds if found.groups and found.cost and found.cost.total)
    assert known == 476_250_00  # 462 250 kronor of the municipalities + 14 000 credited to lenders
    assert table.rows[-1] == ("Alla kommuner", "172", "127", "462\u00a0250", "inte känt")
    assert [sentence.split(";")[0] for sentence in told] == [
        "Kommuner som lånar ut utbildare får 14\u00a0000 kronor tillbaka",
        "Den som har ett åtagande om utbildningspaket betalar minst för dem",
    ]
