"""What a coordinator may ask of kfond plan by mistake, and what comes back: the place, what is wrong, what to write.

The plan is either right or refused, and what is not known stays not known.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, with_cell, write_workbook

Json = Any
STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 30, 20],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
HEADINGS = ["Område", "Band", "Kurs", "Frekvens", "Minsta grupp", "Största grupp", "Förkunskaper"]
LVU = ["BoU", "0-2 år", "LVU", "1 gång/år", 5, 10]
LVM = ["BoU", "3-5 år", "LVM", "Vartannat år", 5, 10]
TRAUMA = ["BoU", "3-5 år", "Lagen om vård", "Vartannat år", 5, 10]
PRICE: Rows = [["Priser"], ["Kurs", "Område", "År", "Pris per grupp"], ["LVU", "BoU", "", "10 000"]]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    """Exit code and stderr; a fault in kfond itself would be exit 1."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stderr


def imported(*lines: list[object], staff: Rows | None = STAFF, **sheets: Rows) -> tuple[int, str]:
    """A catalogue of these lines, with staff figures for both members."""
    founded = ["init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum"]
    assert CliRunner().invoke(app, founded).exit_code == 0
    named = {"Personal": staff, **sheets} if staff else dict(sheets)
    write_workbook(Path("sheet.xlsx"), Kurser=[["Kurskatalog antagen 2017-09-01"], HEADINGS, *lines], **named)
    return run("import", "sheet.xlsx")


def plan(*options: str, year: str = "2018") -> Json:
    result = CliRunner().invoke(app, ["plan", "--year", year, *options, "--json"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def told(made: Json, code: str) -> list[str]:
    return [found["text"] for found in made["assumptions"] if found["code"] == code]


# --- what the sheets say -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (
            [["BoU", "0-2 år", "LVU", "1 gång/år", 20, 10]],
            ["sheet.xlsx, Kurser!E3: The smallest group of LVU (20) is larger than the largest (10)."],
        ),
        (
            [[*LVU, "LVM"], [*LVM, "LVU"]],
            [
                "sheet.xlsx, Kurser!G3: Nobody could begin, since each course needs the one after it: LVM → LVU → LVM "
                "(G3, G4). Take the name away"
            ],
        ),
        (
            [["BoU", "nästan nya", "LVU", "1 gång/år"]],
            ["sheet.xlsx, Kurser!B3: “nästan nya” is no known band."],
        ),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused_cell_by_cell(
    lines: list[list[object]], problems: list[str]
) -> None:
    code, stderr = imported(*lines)

    assert code == 3
    assert len(stderr.splitlines()) == len(problems)
    for line, problem in zip(stderr.splitlines(), problems, strict=True):
        assert line.startswith(problem)


def test_a_prerequisite_that_is_no_course_is_refused_and_where_it_is_kept_the_plan_tells_of_it() -> None:
    code, stderr = imported([*LVU, "Grundkursen"], LVM)
    assert (code, stderr) == (
        3,
        "sheet.xlsx, Kurser!G3: “Grundkursen” is no course of the catalogue. Write a course as it stands in its own "
        "row, or take the name away.\n",
    )

    run("import", "sheet.xlsx", "--partial")

    made = plan()
    assert told(made, "prerequisites_unknown") == [
        "These prerequisites are no course of the catalogue and count for nothing: “Grundkursen” before LVU "
        "(sheet.xlsx, Kurser!C3). Write each as the course stands in its own row, and import the catalogue again."
    ]
    assert "”Grundkursen” före LVU" in first_page()


def test_a_number_of_staff_that_cannot_be_is_a_warning_until_it_is_answered() -> None:
    _, stderr = imported(LVU, staff=with_cell(STAFF, 4, 2, -3))
    assert "These cells hold no number: “-3” (B4: Orust, 0–2 years; counts as 20–27.5)." in stderr
    told_in_plan = (
        "These cells hold no number, so that how many need courses there is known as an interval alone: “-3” "
        "(sheet.xlsx, Personal!B4; Orust, 0–2 years: 20–27.5 from B3). Ask for one number there."
    )
    assert told(plan(), "figures_unread") == [told_in_plan]
    assert "”-3” (sheet.xlsx, Personal!B4" in first_page()

    assert run("review", "set", doubt_id(), "20", "--note", "Telefonsamtal")[0] == 0

    assert told(plan(), "figures_unread") == []


def first_page() -> str:
    return CliRunner().invoke(app, ["plan", "--year", "2018"]).stdout.split("\n## ")[0]


def doubt_id() -> str:
    """The id of the one cell to review."""
    (found,) = json.loads(CliRunner().invoke(app, ["review", "--json"]).stdout)
    return str(found["id"])


def test_two_catalogues_that_close_a_circle_together_are_refused_cell_by_cell() -> None:
    imported([*LVU, "LVM"], LVM)
    other = [["missbruk", *LVM[1:], "LVU"], ["missbruk", *LVU[1:]]]
    write_workbook(Path("other.xlsx"), Kurser=[["Kurskatalog antagen 2017-09-01"], HEADINGS, *other])
    assert run("import", "other.xlsx")[0] == 0

    way = "Nobody could begin, since each course needs the one after it: LVM → LVU → LVM."
    remedy = "Take one of them out of the column Förkunskaper, and import the catalogue again."
    assert run("plan", "--year", "2018") == (
        3,
        f"sheet.xlsx, Kurser!C3: {way} {remedy}\nother.xlsx, Kurser!C3: {way} {remedy}\n",
    )


def test_a_course_misspelt_in_a_list_of_the_plan_is_told_with_its_cell_and_in_strict_refused() -> None:
    imported(LVU, ["BoU", "0-2 år", "Klarspråk", "1 gång/år", 5, 10])
    write_workbook(
        Path("prices.xlsx"), Priser=[["Kurs", "Pris per grupp"], ["Klarsprk", 12000], ["lvu", 9000]]
    )
    problem = (
        "prices.xlsx, Priser!A2: “Klarsprk” is no course of the catalogue, and its row counts for nothing in a plan. "
        "Did you mean one of these? Klarspråk. Write it so, and import the list again."
    )

    assert run("import", "prices.xlsx", "--strict") == (3, f"{problem}\n")
    code, said = run("import", "prices.xlsx")
    assert (code, problem in said.splitlines()) == (0, True)


def test_a_list_that_comes_before_its_catalogue_is_told_nothing_of() -> None:
    write_workbook(Path("prices.xlsx"), Priser=[["Kurs", "Pris per grupp"], ["Klarsprk", 12000]])

    assert "Klarsprk" not in run("import", "prices.xlsx", "--strict")[1]


def test_a_price_in_words_is_for_review_and_what_the_course_costs_is_not_known() -> None:
    imported(LVU, Priser=[["Kurs", "Pris per grupp", "Pris per deltagare"], ["LVU", "tolvtusen", 450]])

    made = plan()

    assert made["courses"][0]["cost_ore"] is None
    assert told(made, "prices_unread") == [
        "The rows of these courses state a price without a plain amount, so that it is not known: LVU "
        "(sheet.xlsx, Priser!A2)."
    ]
    assert "tolvtusen" in CliRunner().invoke(app, ["review"]).stdout


def test_a_frequency_that_nobody_can_read_is_told_at_import_and_in_the_plan_unless_a_start_is_decided() -> (
    None
):
    code, stderr = imported(LVU, [*LVM[:3], "ibland", 5, 10])

    assert code == 0
    assert (
        "sheet.xlsx, Kurser!D4: How often LVM is to run cannot be understood from “ibland”, and it is not planned "
        "until it can. Write for example: 1 gång/år, 1-2 ggr/termin, vartannat år, 1-1½ år, start 12 okt 2018, vid "
        "behov.\n"
    ) in stderr
    made = plan()
    assert [found["text"] for found in made["not_planned"] if found["code"] == "unclear"] == [
        "The frequency “ibland” is not understood; nothing is guessed."
    ]
    assert told(made, "unclear_frequency") == [
        "LVM is not planned: its frequency “ibland” (sheet.xlsx, Kurser!D4) cannot be understood. Write how often it "
        "is to run, and import the catalogue again."
    ]
    assert "LVM planeras inte: frekvensen ”ibland” (sheet.xlsx, Kurser!D4)" in first_page()
    assert told(plan("--pin", "LVM=VT2018", "--why", "lovad"), "unclear_frequency") == []


def test_without_any_staff_figures_every_need_is_unknown_and_no_seat_is_given() -> None:
    imported(LVU, LVM, staff=None)

    made = plan("--to", "2019")

    assert told(made, "no_staff_figures") == [
        "No staff figures are known as of 2017-12-31: all seats are open."
    ]
    assert {found["course"] for found in made["courses"]} == {"LVU", "LVM"}
    for found in made["courses"]:
        assert (found["need_state"], found["seats_total"], found["cost_ore"]) == ("unknown", None, None)
        assert {(s["need"], s["seats"], s["cost_ore"]) for s in found["seats"]} == {(None, None, None)}


def test_figures_ten_years_old_are_refused_and_accepted_where_somebody_says_so() -> None:
    imported(LVU)
    today = ("--today", "2026-11-23")

    assert run("plan", "--year", "2027", *today) == (
        3,
        "The newest staff figures are from 2017-03-31, 116 months before the plan. Import newer figures, or "
        "accept older ones: kfond settings set refuse_after_months 116.\n",
    )
    assert run("settings", "set", "refuse_after_months", "116")[0] == 0
    assert told(plan(*today, year="2027"), "old_figures") == [
        "The staff figures of Orust, Tanum are up to 116 months old; ask for new ones."
    ]


def test_a_budget_of_nothing_is_a_plan_without_what_costs() -> None:
    imported(LVU, LVM, Priser=PRICE)
    assert run("settings", "set", "joint_budget", "0")[0] == 0

    made = plan("--to", "2019")

    # LVU costs 10 000 kronor a group, and what LVM costs nobody has said: that counts as nothing, and is told.
    assert {found["course"] for found in made["courses"]} == {"LVM"}
    (left_out,) = made["not_planned"]
    assert (left_out["course"], left_out["code"]) == ("LVU", "displaced")
    assert all(found["cost_ore"] is None for found in made["courses"])
    assert told(made, "no_costs") or told(made, "unknown_costs")


def test_a_need_that_is_an_enormous_interval_is_warned_of() -> None:
    staff = STAFF
    for row in (4, 5, 6):
        staff = with_cell(with_cell(staff, row, 2, "vet ej"), row, 3, 0)
    imported(LVU, staff=with_cell(staff, 3, 2, 300))

    made = plan()

    assert told(made, "wide_interval") == [
        "How many need these courses is very uncertain, the interval being wider than the best value itself: LVU."
    ]
    orust = next(share for share in made["courses"][0]["seats"] if share["municipality"] == "Orust")
    assert orust["need_high"] - orust["need_low"] > orust["need"] > 50
    assert [source["cell"] for source in orust["sources"]] == ["B4", "B3"]


# --- what is written on the command line ------------------------------------------------------------------

WHY = ("--why", "beslutat")
ONE = "Leave out one of them; any of them will do."


@pytest.mark.parametrize(
    ("options", "code", "text"),
    [
        (
            ("--pin", "LVU=VT2018:2"),
            2,
            "A pin or a skip needs its reason; 1 are named, and 0 reasons. "
            "Write --why once for all of them, or once for each, pins first.",
        ),
        (WHY, 2, "--why gives no reason for anything. Write --pin or --skip too."),
        (
            ("--pin", "Okänd=VT2018", *WHY),
            2,
            "There is no course called “Okänd”. kfond courses lists those that there are.",
        ),
        (
            ("--skip", "L", *WHY),
            2,
            "“L” is not the name of one course. Did you mean one of these: BoU/LVU, BoU/LVM, BoU/Lagen om vård?",
        ),
        (("--pin", "LVU=HT2030", *WHY), 2, "HT2030 is not planned now. Write one of: VT2018, HT2018."),
        (
            ("--pin", "LVU=hej:0", *WHY),
            2,
            "“hej” is no term. Write one of: VT2018, HT2018.\n“0” is no number of groups. "
            "Write a whole number from 1 to 99, as in LVU=VT2018:2, or leave it out.",
        ),
        (
            ("--pin", "LVU=VT2018:999999", *WHY),
            2,
            "“999999” is no number of groups. "
            "Write a whole number from 1 to 99, as in LVU=VT2018:2, or leave it out.",
        ),
        (
            ("--pin", "LVU", *WHY),
            2,
            "“LVU” is no pin. Write course=term or course=term:groups, as in LVU=VT2018:2.",
        ),
        (
            ("--skip", "LVU", "--pin", "LVU=VT2018", *WHY),
            3,
            f"These cannot all hold together: LVU is not run, LVU starts in VT2018. {ONE}",
        ),
        (
            ("--pin", "LVU=VT2018:1", "--pin", "LVU=VT2018:2", *WHY),
            3,
            "These cannot all hold together: LVU starts in VT2018 with 1 group, LVU starts in VT2018 with 2 groups. "
            f"{ONE}",
        ),
        (
            ("--what-if", "turnover=3"),
            2,
            "“turnover=3” supposes no number that can be. Write a number, as in turnover=0.3 for 30 %.",
        ),
        (
            ("--what-if", "budget=lots"),
            2,
            "“budget=lots” supposes no number that can be. Write a number, as in budget=500000.",
        ),
        (
            ("--what-if", "seat_worth=1e400"),
            3,
            "The setting seat_worth cannot be “1E+400”. Write a value such as 10000.",
        ),
        (
            ("--what-if", "draws=1000000000"),
            3,
            "The setting draws cannot be “1000000000”. Write a value such as 400.",
        ),
        (
            ("--explain", "LVU", "--what-if", "turnover=0.3"),
            2,
            "--explain, --what-if are answered one at a time. Leave out all but one of them.",
        ),
        (
            ("--municipality", "Orust"),
            2,
            "--municipality tells of one course. Write --explain with the name of the course too.",
        ),
        (
            ("--explain", "LVU", "--municipality", "Göteborg"),
            2,
            "“Göteborg” is no municipality of the plan. Write one of: Orust, Tanum.",
        ),
        (
            ("--explain", "Okänd"),
            2,
            "There is no course called “Okänd”. kfond courses lists those that there are.",
        ),
        (
            ("--compare", "1", "now"),
            3,
            "There is no version 1 of this plan. None has been adopted; kfond plan --adopt does it.",
        ),
        (
            ("--version", "3"),
            3,
            "There is no version 3 of this plan. None has been adopted; kfond plan --adopt does it.",
        ),
        (
            ("--compare", "x", "now"),
            2,
            "“x” is no version of a plan. Write the number of a version, or now: --compare 1 now.",
        ),
        (
            ("--adopt", "--by", " "),
            2,
            "Nobody is named who adopts the plan. Write --by, as in --by “direktionen”, and --on with the day of the "
            "decision.",
        ),
        (
            ("--by", "direktionen"),
            2,
            "--by only together with --adopt. Write --adopt too, or leave them out.",
        ),
        (("--area", "Tandvård"), 2, "The catalogue has no area Tandvård. Write one of: BoU."),
        (("--to", "2017"), 2, "The last year comes before the first. Write --to with a later year."),
    ],
)
def test_what_cannot_be_is_refused_in_words(options: tuple[str, ...], code: int, text: str) -> None:
    imported(LVU, LVM, TRAUMA)

    assert run("plan", "--year", "2018", *options) == (code, text + "\n")


def test_nothing_is_supposed_of_what_is_no_setting() -> None:
    imported(LVU)

    code, stderr = run("plan", "--year", "2018", "--what-if", "moral=3")

    assert code == 2
    assert stderr.startswith("Nothing can be supposed of “moral”. Write turnover=0.3, budget=500000, or ")


def test_a_story_of_no_course_is_no_plan_instead() -> None:
    imported(LVU)

    assert run("plan", "--year", "2018", "--explain", "")[0] == 2


def test_a_municipality_whose_figures_are_too_old_counts_as_without_figures_and_is_named() -> None:
    imported(LVU)
    newer = [["Personal inom BoU mars 2022"], *([row[0], row[1]] for row in STAFF[1:])]
    write_workbook(Path("newer.xlsx"), Personal=newer)
    assert run("import", "newer.xlsx")[0] == 0

    made = plan("--today", "2022-12-31", year="2023")

    assert told(made, "too_old") == [
        "The staff figures of Tanum from 2017-03-31 are 69 months old and are not counted: how many work there is "
        "not known, and seats are open to it."
    ]
    (tanum,) = (seats for seats in made["courses"][0]["seats"] if seats["municipality"] == "Tanum")
    assert (tanum["need"], tanum["seats"]) == (None, None)


def test_an_enormous_interval_is_named_with_its_cell_and_the_courses_that_hang_on_it() -> None:
    imported(LVU, staff=[*STAFF[:2], ["Antal tjänster", 30, "?"], ["Antal 0-2 år", 20, "2-5000"], *STAFF[4:]])

    (wide,) = told(plan(), "wide_cell")

    assert wide == (
        "sheet.xlsx, Personal!C4 leaves more open than all other cells together, and these courses hang on it: LVU. "
        "Ask for one number there."
    )


def test_a_fee_that_nothing_uses_is_told() -> None:
    imported(LVU, Priser=[["Kurs", "Pris per grupp", "Avgift per deltagare"], ["LVU", 12_000, 500]])

    assert told(plan(), "fees_not_used") == [
        "The fee per participant that the price list states for LVU is not used, since costs are shared in another "
        "way; for that write: kfond settings set cost_key fixed_price."
    ]
    assert run("settings", "set", "cost_key", "fixed_price")[0] == 0
    assert told(plan(), "fees_not_used") == []
