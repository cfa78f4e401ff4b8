"""Plans small enough to see through: one sheet of staff, a few catalogue lines, what comes of them."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, write_workbook

Json = Any
STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 30, 20],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
HEADINGS = ["Område", "Band", "Kurs", "Frekvens", "Senaste start", "Minsta grupp", "Största grupp"]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def plan_for(*lines: list[object], staff: Rows = STAFF, years: tuple[str, ...] = ("2018",)) -> Json:
    """The plan made from a catalogue with `lines`, adopted in September 2017."""
    catalogue = [["Kurskatalog antagen 2017-09-01"], HEADINGS, *lines]
    write_workbook(Path("sheet.xlsx"), Personal=staff, Kurser=catalogue)
    founded = ["init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum"]
    assert CliRunner().invoke(app, founded).exit_code == 0
    imported = CliRunner().invoke(app, ["import", "sheet.xlsx"])
    assert imported.exit_code == 0, imported.stderr
    made = CliRunner().invoke(app, ["plan", "--year", *years, "--json"])
    assert made.exit_code == 0, made.stderr
    return json.loads(made.stdout)


def starts(plan: Json) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (found["course"], found["term"], found["groups"], found["seats_total"]) for found in plan["courses"]
    ]


def test_a_course_where_nobody_works_is_not_planned_and_says_so() -> None:
    nobody: Rows = [row if len(row) < 3 or row[0] == "" else [row[0], 0, 0] for row in STAFF]
    plan = plan_for(["BoU", "> 5 år", "Trauma", "1 gång/år"], staff=nobody)

    assert starts(plan) == []
    assert [(found["course"], found["code"]) for found in plan["not_planned"]] == [("Trauma", "no_need")]


def test_a_band_that_nobody_is_in_yet_is_too_few_and_not_nobody() -> None:
    plan = plan_for(["BoU", "> 5 år", "Trauma", "1 gång/år"])

    (left_out,) = plan["not_planned"]
    assert left_out["code"] == "too_few"  # those with 2-5 years grow into it
    assert "at most 8 would come and the smallest group is 12: 4 persons too few" in left_out["text"]
    assert left_out["remedy"] == "It can run when 4 more persons come, or with a smallest group of 8."


def test_a_course_for_people_nobody_has_counted_is_planned_with_open_seats() -> None:
    plan = plan_for(["BoU", "Arbetsledare", "Hjärnsmart", "1 gång/år"])

    assert starts(plan) == [("Hjärnsmart", "VT2018", 1, None)]
    assert {share["need"] for share in plan["courses"][0]["seats"]} == {None}


def test_a_course_too_small_for_a_group_says_how_many_are_missing() -> None:
    plan = plan_for(["BoU", "3-5 år", "LVU", "Vartannat år", "VT2014", 16, 30])

    (left_out,) = plan["not_planned"]
    assert left_out["code"] == "too_few"
    assert "at most 15 would come and the smallest group is 16: 1 person too few" in left_out["text"]


def test_an_overdue_course_comes_first() -> None:
    plan = plan_for(["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014"])

    # 23.4 of the 30 are expected still to be there; 60 % of them come: 14.0, rounded up once.
    assert starts(plan) == [("LVU", "VT2018", 1, 15)]
    assert plan["courses"][0]["reasons"][0]["code"] == "overdue"


def test_two_dated_starts_of_one_course_are_two_rounds() -> None:
    plan = plan_for(
        ["BoU", "0-2 år", "Högskolekurs", "Start i Göteborg jan 2018"],
        ["BoU", "3-5 år", "Högskolekurs", "Start i Göteborg sep 2018"],
    )

    assert [(found["term"], found["bands"]) for found in plan["courses"]] == [
        ("VT2018", ["0-2"]),
        ("HT2018", ["3-5"]),
    ]


def test_what_follows_a_dated_start_takes_over_once_it_lies_behind() -> None:
    plan = plan_for(
        ["BoU", "0-2 år", "Klarspråk", "Nov 2017 därefter vartannat år", "", 5, 10],
        years=("2018", "--to", "2019"),
    )

    # The last start is HT2017, so the next is due four to five terms later.
    assert starts(plan) == [("Klarspråk", "HT2019", 1, 8)]


def test_a_need_that_has_shrunk_when_the_course_is_due_is_told_as_too_few() -> None:
    plan = plan_for(
        ["BoU", "0-2 år", "Klarspråk", "Nov 2017 därefter vartannat år"], years=("2018", "--to", "2019")
    )

    # 15 would come in VT2018, but it is not due before HT2019, and then only 8 of them lack it.
    (left_out,) = plan["not_planned"]
    assert left_out["code"] == "too_few"
    assert left_out["text"].startswith("Due in HT2019, but at most 8 would come and the smallest group is 12")


def test_seats_and_their_reasons_can_be_checked_by_hand() -> None:
    plan = plan_for(["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014", 5, 18])

    # 15 seats: one each, then 15/3, 15/5, 15/7 ... against 8/3, 8/5 ...
    shares = {
        share["municipality"]: (share["seats"], share["reason"]) for share in plan["courses"][0]["seats"]
    }
    assert shares == {
        "Orust": (10, "1 seat to begin with, 9 seats by quotient, the last at 15/19, no more is asked for"),
        "Tanum": (5, "1 seat to begin with, 4 seats by quotient, the last at 8/9, no more is asked for"),
    }


def test_an_unclear_frequency_is_listed_and_never_guessed() -> None:
    plan = plan_for(["BoU", "0-2 år", "LVU", "när andan faller på"])

    assert [(found["code"], found["text"]) for found in plan["not_planned"]] == [
        ("unclear", "The frequency “när andan faller på” is not understood; nothing is guessed.")
    ]


def test_where_members_have_not_answered_the_seats_are_open_to_them(empty_folder: Path) -> None:
    write_workbook(
        empty_folder / "sheet.xlsx",
        Personal=STAFF,
        Kurser=[["Antagen 2017-09-01"], HEADINGS, ["BoU", "> 5 år", "Trauma", "1 gång/år"]],
    )
    CliRunner().invoke(
        app, ["import", "sheet.xlsx"]
    )  # Orust and Tanum are members of Fyrbodal, with twelve others

    plan = json.loads(CliRunner().invoke(app, ["plan", "--year", "2018", "--json"]).stdout)

    (trauma,) = plan["courses"]
    assert (trauma["need_state"], trauma["groups"]) == ("partly", 1)


def test_a_plan_of_six_years_keeps_its_gaps_from_part_to_part() -> None:
    plan = plan_for(
        ["BoU", "0-2 år", "LVU", "Vartannat år", "", 5, 10],
        ["BoU", "3-5 år", "Trauma", "1 gång/år", "", 5, 10],
        years=("2018", "--to", "2023"),
    )
    terms = {
        name: [plan["terms"].index(found["term"]) for found in plan["courses"] if found["course"] == name]
        for name in ("LVU", "Trauma")
    }

    assert len(plan["terms"]) == 12
    assert len(terms["LVU"]) == 3
    assert all(4 <= later - earlier <= 5 for earlier, later in pairwise(terms["LVU"]))
    assert [at // 2 for at in terms["Trauma"]] == [0, 1, 2, 3, 4, 5]  # one in each year


def test_a_pin_in_the_last_years_of_a_long_plan_holds_and_its_first_years_are_not_called_announced() -> None:
    plan = plan_for(
        ["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 10],
        years=("2018", "--to", "2023", "--pin", "LVU=HT2022", "--why", "the room is booked"),
    )

    assert "HT2022" in [term for _, term, _, _ in starts(plan)]
    told = [reason["code"] for found in plan["courses"] for reason in found["reasons"]]
    assert "pinned" in told
    assert "announced" not in told  # nothing has been adopted


def test_the_price_near_the_smallest_group_is_a_fixed_one_only_where_each_pays_a_fixed_one() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 10])
    write_workbook(Path("prices.xlsx"), Priser=[["Kurs", "Pris per grupp", "Avgift"], ["LVU", 12000, 500]])
    assert CliRunner().invoke(app, ["import", "prices.xlsx"]).exit_code == 0
    asked = ["plan", "--year", "2018", "--explain", "LVU"]

    by_seats = CliRunner().invoke(app, asked).stdout
    assert CliRunner().invoke(app, ["settings", "set", "cost_key", "fixed_price"]).exit_code == 0
    fixed = CliRunner().invoke(app, asked).stdout

    assert "| 5 | 2,400 |" in by_seats  # 12 000 kronor / 5 persons
    assert "2,400" not in fixed
    assert "| 5 | 500 |" in fixed


def test_a_plan_without_money_does_not_tell_of_rounds_that_it_has_not() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 10])
    write_workbook(Path("prices.xlsx"), Priser=[["Kurs", "Pris per grupp"], ["LVU", 12000]])
    assert CliRunner().invoke(app, ["import", "prices.xlsx"]).exit_code == 0
    assert CliRunner().invoke(app, ["settings", "set", "joint_budget", "0"]).exit_code == 0

    plan = json.loads(CliRunner().invoke(app, ["plan", "--year", "2018", "--json"]).stdout)

    told = {reason["code"]: reason["text"] for reason in plan["assumptions"]}
    assert starts(plan) == []
    assert told["stage_peak"].startswith(
        "The fullest terms of the areas have 0 rounds together; all that could run"
    )


def test_who_took_part_in_a_round_of_the_adopted_plan_is_counted_once() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "1-2 ggr/år", "", 3, 10])
    adopted = ["plan", "--year", "2018", "--adopt", "--by", "Styrelsen"]
    assert CliRunner().invoke(app, adopted).exit_code == 0
    again = ["plan", "--year", "2018", "--as-of", "2018-08-15", "--json"]
    before = json.loads(CliRunner().invoke(app, again).stdout)
    came: Rows = [["Kurs", "När", "Kommun", "Deltagare"], ["LVU", "2018-03-01", "Orust", 6]]
    write_workbook(Path("came.xlsx"), Deltagare=came)
    assert CliRunner().invoke(app, ["import", "came.xlsx"]).exit_code == 0
    after = json.loads(CliRunner().invoke(app, again).stdout)

    assert [found["term"] for found in after["courses"]] == ["VT2018", "HT2018"]
    spring, spring_after = before["courses"][0]["seats"], after["courses"][0]["seats"]
    # Its own seats stand for them: 6 of Orust are not taken away before the round as well.
    assert [share["need"] for share in spring] == [share["need"] for share in spring_after]
    assert {share["trained"] for share in spring_after} == {None}


def test_a_plan_that_no_budget_is_left_for_is_empty_and_says_what_it_knows() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 12])
    write_workbook(Path("prices.xlsx"), Priser=[["Kurspriser"], ["Kurs", "Pris per grupp"], ["LVU", 12000]])
    for command in (["import", "prices.xlsx"], ["settings", "set", "joint_budget", "0"]):
        assert CliRunner().invoke(app, command).exit_code == 0

    plan = json.loads(CliRunner().invoke(app, ["plan", "--year", "2018", "--json"]).stdout)

    assert starts(plan) == []
    assert [left_out["code"] for left_out in plan["not_planned"]] == ["displaced"]
    assert "budget" in [told["code"] for told in plan["assumptions"]]
    # Nobody needs a course that starts; that is known, and so is what nothing costs.
    assert [(covered["need"], covered["cost_ore"]) for covered in plan["coverage"]] == [(0, 0), (0, 0)]
    summary = CliRunner().invoke(app, ["plan", "--year", "2018"]).stdout
    assert "**0 kr** kostnad" in summary


def test_one_enormous_interval_is_held_within_what_the_posts_can_hold() -> None:
    staff: Rows = [
        ["Personal inom BoU mars 2017"],
        ["", "Orust", "Tanum"],
        ["Antal tjänster", 20, 10],
        ["Antal 0-2 år", 10, "2-5000"],
        ["Antal 2-5 år", 5, 3],
        ["Antal >5 år", 5, 3],
        ["Vakanta tjänster", 0, 0],
    ]
    plan = plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 2, 12], staff=staff)

    (tanum,) = (share for share in plan["courses"][0]["seats"] if share["municipality"] == "Tanum")
    assert tanum["eligible"] < 12.5  # 10 posts, at most 1.25 persons each


def test_seats_are_left_where_none_of_those_who_want_all_or_nothing_can_have_theirs() -> None:
    """One group of at most ten: eight or nothing for Orust and seven or nothing for Tanum are not both met."""
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 10])
    asked = [["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många"]]
    asked += [
        [name, "LVU", term, n, n] for term in ("VT2018", "HT2018") for name, n in (("Orust", 8), ("Tanum", 7))
    ]
    held_by = [["Utbildare", "Kurs", "Högst antal grupper"], ["metodhandledare", "LVU", 1]]
    write_workbook(Path("asked.xlsx"), Behov=asked, Utbildare=held_by)
    assert CliRunner().invoke(app, ["import", "asked.xlsx"]).exit_code == 0

    made = CliRunner().invoke(app, ["plan", "--year", "2018", "--json"])

    assert made.exit_code == 0, made.stderr
    (held,) = json.loads(made.stdout)["courses"]
    assert (held["groups"], held["seats_total"]) == (1, 8)
    assert {share["municipality"]: share["seats"] for share in held["seats"]} == {"Orust": 8, "Tanum": 0}


def test_a_group_that_all_or_nothing_leaves_empty_is_not_held() -> None:
    """Each wants more than one group holds and the trainer holds only one: nobody would sit in it."""
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 10])
    asked = [["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många"]]
    asked += [[name, "LVU", term, 12, 12] for term in ("VT2018", "HT2018") for name in ("Orust", "Tanum")]
    held_by = [["Utbildare", "Kurs", "Högst antal grupper"], ["metodhandledare", "LVU", 1]]
    write_workbook(Path("asked.xlsx"), Behov=asked, Utbildare=held_by)
    assert CliRunner().invoke(app, ["import", "asked.xlsx"]).exit_code == 0

    made = CliRunner().invoke(app, ["plan", "--year", "2018", "--json"])

    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["courses"] == []


def test_who_wants_more_or_nothing_than_it_has_staff_is_told_so_and_not_that_seats_were_few() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 5, 50])
    asked = [
        ["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många"],
        ["Tanum", "LVU", "VT2018", 40, 40],
    ]
    asked += [["Tanum", "LVU", "HT2018", 40, 40]]
    write_workbook(Path("asked.xlsx"), Behov=asked)
    assert CliRunner().invoke(app, ["import", "asked.xlsx"]).exit_code == 0

    (held,) = json.loads(CliRunner().invoke(app, ["plan", "--year", "2018", "--json"]).stdout)["courses"]

    (tanum,) = (share for share in held["seats"] if share["municipality"] == "Tanum")
    assert tanum["seats"] == 0
    assert "no more than" in tanum["reason"] and "can be there" in tanum["reason"]


def test_the_story_of_a_late_course_names_its_last_start() -> None:
    plan_for(["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014", 5, 12])

    story = CliRunner().invoke(app, ["plan", "--year", "2018", "--explain", "LVU"]).stdout

    assert "The last start that is known: VT2014." in story
    assert "due in HT2016 at the latest, so overdue" in story
    assert "Nothing is known of it having been held before" not in story


def test_who_stood_in_the_queue_of_the_adopted_plan_has_waited_when_the_next_one_begins() -> None:
    first = plan_for(["BoU", "0-2 år", "LVU", "1 grupp/termin", "", 1, 1])
    assert CliRunner().invoke(app, ["plan", "--year", "2018", "--adopt", "--by", "Styrelsen"]).exit_code == 0

    after = json.loads(CliRunner().invoke(app, ["plan", "--year", "2019", "--json"]).stdout)

    seats = {
        (found["term"], share["municipality"]): (share["seats"], share["waited"])
        for found in (*first["courses"], *after["courses"])
        for share in found["seats"]
    }
    # One seat a term: each in turn, the one who waits before the one who had a seat.
    assert {term: name for (term, name), (given, _) in seats.items() if given} == {
        "VT2018": "Orust",
        "HT2018": "Tanum",
        "VT2019": "Orust",
        "HT2019": "Tanum",
    }
    assert (seats["VT2019", "Orust"], seats["VT2019", "Tanum"]) == ((1, 1), (0, 0))


def test_a_seat_that_was_promised_stands_when_the_term_has_begun() -> None:
    first = plan_for(["BoU", "0-2 år", "LVU", "1 gång/år", "", 3, 20])
    assert CliRunner().invoke(app, ["plan", "--year", "2018", "--adopt", "--by", "Styrelsen"]).exit_code == 0
    more = [["Personal inom BoU november 2017"], *STAFF[1:2], ["Antal tjänster", 30, 60], *STAFF[3:]]
    more[3] = ["Antal 0-2 år", 5, 50]
    write_workbook(Path("november.xlsx"), Personal=more)
    assert CliRunner().invoke(app, ["import", "november.xlsx"]).exit_code == 0

    asked = ["plan", "--year", "2018", "--json", "--as-of"]
    before = json.loads(CliRunner().invoke(app, [*asked, "2017-12-31"]).stdout)
    begun = json.loads(CliRunner().invoke(app, [*asked, "2018-02-01"]).stdout)

    def given(plan: Json) -> list[tuple[str, int]]:
        return [(share["municipality"], share["seats"]) for share in plan["courses"][0]["seats"]]

    assert given(first) != given(before)  # the sheet of November changes a proposal
    assert given(first) == given(begun)  # and no promise
