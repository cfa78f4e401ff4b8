"""The plan for 2018-2019 from the published figures: every line accounted for, nothing invented."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app

EXAMPLE = Path(__file__).parents[2] / "examples" / "staffing.xlsx"
Json = Any


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fyrbodal") / "kfond.db"
    assert CliRunner().invoke(app, ["import", str(EXAMPLE), "--db", str(path)]).exit_code == 0
    return path


def plan_of(database: Path, *options: str) -> Json:
    result = CliRunner().invoke(
        app, ["plan", *options, "--json", "--db", str(database)], env={"KFOND_LANG": "en"}
    )
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def plan(database: Path) -> Json:
    return plan_of(database, "--year", "2018", "--to", "2019")


def rounds(plan: Json, course: str, area: str = "BoU") -> list[Json]:
    return [found for found in plan["courses"] if (found["course"], found["area"]) == (course, area)]


def test_all_29_and_24_lines_are_there_each_with_rounds_or_a_reason(plan: Json) -> None:
    assert Counter(line["area"] for line in plan["lines"]) == {"BoU": 29, "missbruk": 24}
    assert all(bool(line["terms"]) != bool(line["not_planned"]) for line in plan["lines"])
    assert not [line for line in plan["lines"] if line["kind"] == "unclear"]


def test_no_line_is_dropped_or_given_need_0_because_figures_are_missing(plan: Json) -> None:
    without_figures = [found for found in plan["courses"] if found["need_state"] == "unknown"]

    assert {found["area"] for found in without_figures} == {"BoU", "missbruk"}
    for found in without_figures:
        assert found["seats_total"] is None
        assert all(share["need"] is None and share["seats"] is None for share in found["seats"])
    assert not [found for found in plan["not_planned"] if found["code"] in ("no_need", "too_few")]


def test_lines_without_a_frequency_and_lines_before_the_plan_are_listed_as_such(plan: Json) -> None:
    listed = {
        (line["area"], line["course"][:24], line["not_planned"])
        for line in plan["lines"]
        if line["not_planned"]
    }

    assert {entry for entry in listed if entry[2] == "unspecified"} == {
        ("BoU", "Mentorsutbildning", "unspecified")
    }
    assert sum(line["not_planned"] == "unspecified" for line in plan["lines"]) == 2
    assert {entry for entry in listed if entry[2] in ("before_plan", "pilot")} == {
        ("BoU", "Praktiska redskap för sa", "pilot"),
        ("missbruk", 'Uppdragsutb: "Att i vard', "before_plan"),
        ("missbruk", "Lågaffektivt bemötande", "before_plan"),
        ("missbruk", "Nationell högskolekurs 7", "before_plan"),
    }


@pytest.mark.parametrize(
    ("phrase", "fewest", "most"),
    [
        ("Vartannat år", 1, 1),
        ("1-1½ år", 1, 2),
        ("1-1 ½år", 1, 2),
        ("1 gång/år", 2, 2),
        ("1-2 ggr/år", 2, 4),
        ("Ca 1-2 grupper /termin", 4, 4),
        ("Start i Göteborg jan/feb 2018.", 1, 1),
    ],
)
def test_each_frequency_gives_its_number_of_rounds(plan: Json, phrase: str, fewest: int, most: int) -> None:
    rounds_of_lines = {
        len(line["terms"])
        for line in plan["lines"]
        if line["frequency"] == phrase and line["not_planned"] not in ("too_few",)
    }

    assert rounds_of_lines
    assert all(fewest <= number <= most for number in rounds_of_lines)


def test_supervision_has_four_to_eight_groups_in_two_years(plan: Json) -> None:
    groups = sum(found["groups"] for found in rounds(plan, "Yrkeshandledning 10 ggr a 3 tim"))

    assert 4 <= groups <= 8


def test_no_term_holds_more_than_40_per_cent_of_the_starts(plan: Json) -> None:
    per_term = Counter(found["term"] for found in plan["courses"] if found["groups"] is not None)

    assert per_term.keys() == {"VT2018", "HT2018", "VT2019", "HT2019"}
    assert max(per_term.values()) <= 0.4 * per_term.total()


def test_a_course_on_two_lines_is_served_by_one_round(plan: Json) -> None:
    lines = {line["band"]: line["terms"] for line in plan["lines"] if line["course"] == "LVU"}

    assert lines["0-2"] == lines["3-5"] == [found["term"] for found in rounds(plan, "LVU")]
    assert {tuple(found["bands"]) for found in rounds(plan, "LVU")} == {("0-2", "3-5")}


def test_the_need_for_lvu_is_printed_per_municipality_with_its_cells(plan: Json, database: Path) -> None:
    first = rounds(plan, "LVU")[0]
    by_name = {share["municipality"]: share for share in first["seats"]}

    # Orust: 3 with 0-2 years (H8) and 4 with 2-5 years (H9).
    assert (by_name["Orust"]["stated"], by_name["Orust"]["need"]) == (7, 6.4525)
    assert [source["cell"] for source in by_name["Orust"]["sources"]] == ["H8", "H9"]
    # Strömstad: "Alla utom konsulterna" lies between 0.5 (4.5 posts, 4 vacant) and 5.63 persons (4.5 x 1.25).
    stromstad = by_name["Strömstad"]
    assert stromstad["stated"] == 3.0625
    assert stromstad["need_low"] < stromstad["need"] < stromstad["need_high"]
    text = CliRunner().invoke(app, ["plan", "--year", "2018", "--db", str(database)]).stdout
    assert "| Orust | 3,0 | inget spann | 2,6 | 1–4 | staffing.xlsx, Bilaga 1!H8 |" in text
    assert "Bilaga 1!B23 ”Alla utom konsulterna”" in text


def test_unaccompanied_childrens_unit_is_not_counted_among_bou(plan: Json) -> None:
    trollhattan = next(
        share for share in rounds(plan, "Klarspråk")[0]["seats"] if share["municipality"] == "Trollhättan"
    )

    assert trollhattan["stated"] == 3  # unit 1 alone; unit 2 (EKB) has 9


def test_seats_of_a_round_sum_and_the_plan_says_whence_its_group_size_comes(plan: Json) -> None:
    for found in plan["courses"]:
        if found["seats_total"] is not None:
            assert sum(share["seats"] or 0 for share in found["seats"]) == found["seats_total"]
            assert found["seats_total"] <= found["groups"] * found["largest"]
    (kept,) = [reason for reason in rounds(plan, "LVU")[0]["reasons"] if reason["code"] == "group_size"]
    assert (
        kept["text"] == "Group of 12 (our default) to 25 (our default)."
    )  # LVU forts is only likely to be LVU
    (measured,) = [
        reason
        for reason in rounds(plan, "Handläggning och dokumentation")[0]["reasons"]
        if reason["code"] == "group_size"
    ]
    assert measured["text"] == (
        "Group of 12 (our default) to 25 (the mean of Handläggning och dokumentation 2014–2017)."
    )


def test_a_cell_without_a_figure_keeps_its_place_and_is_no_need_of_0(plan: Json) -> None:
    # Dals-Ed: "-" for 2-5 years, 1.5 posts of which 1.5 in the other bands: 0 to 0.375 persons are left.
    dals_ed = next(
        share
        for share in rounds(plan, "Anknytning och omsorgssvikt")[0]["seats"]
        if share["municipality"] == "Dals-Ed"
    )

    assert dals_ed["stated"] == 0.1875
    assert dals_ed["need_low"] == 0 < dals_ed["need"]


def test_seats_per_employee_stand_beside_what_was_used_before(plan: Json) -> None:
    texts = {assumption["code"]: assumption["text"] for assumption in plan["assumptions"]}
    seats = sum(found["seats_total"] or 0 for found in plan["courses"])
    employees = 45.5625 + 60.9875 + 39.75  # BoU: 0-2, 2-5 and over 5 years, unclear cells at their best guess

    assert f"{seats / 2 / employees:.1f} seats per employee and year in BoU" in texts["seats_per_employee"]
    assert f"{1399 / 4 / employees:.1f} participations per employee and year" in texts["seats_measured"]


def test_what_two_sources_say_against_each_other_is_told(plan: Json) -> None:
    codes = {reason["code"] for reason in rounds(plan, "Förhållningssätt vid trauma")[0]["reasons"]}

    assert "sources_disagree" in codes


def test_a_plan_of_one_year_leaves_some_courses_to_the_next(database: Path) -> None:
    one_year = plan_of(database, "--year", "2018")
    later = [found for found in one_year["not_planned"] if found["code"] == "later"]

    assert one_year["terms"] == ["VT2018", "HT2018"]
    assert later
    assert len(one_year["lines"]) == 53


def test_only_one_area(database: Path, plan: Json) -> None:
    alone = plan_of(database, "--year", "2018", "--to", "2019", "--area", "missbruk")

    assert {line["area"] for line in alone["lines"]} == {"missbruk"}
    assert len(alone["lines"]) == 24
    assert {found["area"] for found in alone["courses"]} == {"missbruk"}


def test_the_same_input_gives_the_same_plan(database: Path, plan: Json) -> None:
    assert plan_of(database, "--year", "2018", "--to", "2019", "--today", "2030-01-01") == plan


def test_a_decision_that_the_plan_has_made_anyway_moves_nothing(database: Path, plan: Json) -> None:
    (start,) = rounds(plan, "BBiC-grundutbildning")
    pin = f"BBiC-grundutbildning={start['term']}"
    decided = plan_of(database, "--year", "2018", "--to", "2019", "--pin", pin, "--why", "the room is booked")

    def starts(of: Json) -> list[tuple[str, ...]]:
        return [(found["area"], found["course"], found["term"], found["groups"]) for found in of["courses"]]

    assert starts(decided) == starts(plan)


def test_spreadsheets_get_one_row_a_round(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"

    CliRunner().invoke(app, ["plan", "--year", "2018", "-o", str(file), "--db", str(database)])

    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Område;För vem;Kurs;Termin;Grupper;Platser;Minsta grupp;Största grupp;Kostnad, kr;Bengtsfors;"
    )
    (lvu,) = [line.split(";") for line in lines if ";LVU;" in line]
    assert lvu[:3] == ["BoU", "0–2 och 3–5 års erfarenhet", "LVU"]
    assert sum(int(seats) for seats in lvu[9:]) == int(lvu[5]) > 0


def test_the_whole_document(fyrbodal_db: Path, is_golden: Callable[[str, str], bool]) -> None:
    """The plan for 2018-2019 from the published figures, read and found right."""
    text = (
        CliRunner()
        .invoke(
            app, ["plan", "--year", "2018", "--to", "2019", "--today", "2017-10-02", "--db", str(fyrbodal_db)]
        )
        .stdout
    )

    assert is_golden("plan-2018-2019.md", text)
