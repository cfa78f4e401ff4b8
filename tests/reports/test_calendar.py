"""The plan as a calendar file: what Outlook reads of it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from icalendar import Event as Read
from typer.testing import CliRunner

from kfond.cli import app
from kfond.holidays_of_sweden import public_holidays
from kfond.reports.writers.ics import Event, EventKind, as_ics
from workbooks import Rows, write_workbook

EXAMPLE = Path(__file__).parents[2] / "examples" / "staffing.xlsx"
DAY = date(2017, 11, 20)
STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 30, 20],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
START = Event(
    "bou/lvu/vt2018/1@kfond",
    date(2018, 3, 6),
    date(2018, 3, 7),
    "Kursstart: Återfall; våld, åäöÅÄÖ é – ”så”",
    "Rad ett.\nRad två: " + "Färgelanda, Åmål, Öckerö; " * 12,
    EventKind.START,
)


def read(content: bytes) -> list[Read]:
    return [part for part in Calendar.from_ical(content).walk("VEVENT") if isinstance(part, Read)]


def test_an_event_is_read_back_as_it_was_written() -> None:
    (event,) = read(as_ics([START], "Plan", DAY))

    assert str(event["UID"]) == START.uid
    assert str(event["SUMMARY"]) == START.summary
    assert str(event["DESCRIPTION"]) == START.description
    assert event.decoded("DTSTART") == date(2018, 3, 6)
    assert event.decoded("DTEND") == date(2018, 3, 8)  # the first day that is no longer part of it
    assert event.decoded("DTSTAMP") == datetime(2017, 11, 20, tzinfo=UTC)
    assert event["CATEGORIES"].to_ical().decode() == "Kursstart"


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says() -> None:
    content = as_ics([START], "Kompetensplan för Åmål", DAY)

    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "X-WR-CALNAME:Kompetensplan för Åmål\r\n".encode() in content
    for line in content.split(b"\r\n"):
        line.decode("utf-8")  # no sign is cut in two


def test_the_same_events_give_the_same_file_in_any_order() -> None:
    other = Event("a@kfond", DAY, DAY, "Sista dag", "", EventKind.DEADLINE)

    assert as_ics([START, other], "Plan", DAY) == as_ics([other, START], "Plan", DAY)


def test_signs_that_no_page_can_show_do_not_break_the_file() -> None:
    odd = Event("a@kfond", DAY, DAY, "LVU\x00\r\nEND:VEVENT\x1f", "Rad\vtvå\u202e", EventKind.START)

    (event,) = read(as_ics([odd], "Plan\r\nX-FEL:1", DAY))

    assert str(event["SUMMARY"]) == "LVU\N{REPLACEMENT CHARACTER}  END:VEVENT "
    assert str(event["DESCRIPTION"]) == "Rad två"


# --- kfond plan -o plan.ics ------------------------------------------------------------------------------


def run(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--today", "2017-11-20"], env={"KFOND_LANG": "en"})
    assert result.exit_code == 0, result.stderr
    return result.stderr


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def fyrbodal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fyrbodal")
    database = ["--db", str(folder / "kfond.db")]
    run("import", str(EXAMPLE), *database)
    run("plan", "--year", "2018", "--to", "2019", "-o", str(folder / "plan.ics"), *database)
    run("plan", "--year", "2018", "--to", "2019", "-o", str(folder / "plan.csv"), *database)
    return folder


def test_the_calendar_has_every_group_of_the_plan(fyrbodal: Path) -> None:
    events = read((fyrbodal / "plan.ics").read_bytes())
    rows = [row.split(";") for row in (fyrbodal / "plan.csv").read_text("utf-8-sig").splitlines()[1:]]

    starts = [event for event in events if event["CATEGORIES"].to_ical() == b"Kursstart"]
    assert len(starts) == sum(int(row[4] or 1) for row in rows)
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_no_proposed_day_of_fyrbodal_is_a_holiday_or_in_a_usual_break(fyrbodal: Path) -> None:
    events = read((fyrbodal / "plan.ics").read_bytes())
    proposed = [event.decoded("DTSTART") for event in events if "(förslag)" in event["SUMMARY"]]

    assert len(proposed) > 50
    assert {day.isoweekday() for day in proposed} <= {2, 3, 4}
    assert not set(proposed) & set(public_holidays(date(2018, 1, 1), date(2019, 12, 31)))
    assert not {day.isocalendar().week for day in proposed} & {7, 8, 9, 10, 44}


def test_the_last_days_of_the_year_are_there_that_for_the_first_spring_too(fyrbodal: Path) -> None:
    events = read((fyrbodal / "plan.ics").read_bytes())

    deadlines = [event for event in events if "anmäla till" in event["SUMMARY"]]
    assert [
        (event.decoded("DTSTART").isoformat(), str(event["SUMMARY"]), str(event["DESCRIPTION"])[:18])
        for event in deadlines
    ] == [
        ("2017-12-15", "Sista dag att anmäla till våren", "Gäller våren 2018."),
        ("2018-06-15", "Sista dag att anmäla till hösten", "Gäller hösten 2018"),
        ("2018-12-15", "Sista dag att anmäla till våren", "Gäller våren 2019."),
        ("2019-06-15", "Sista dag att anmäla till hösten", "Gäller hösten 2019"),
        ("2019-12-15", "Sista dag att anmäla till våren", "Gäller våren 2020."),
    ]


def test_a_start_of_the_catalogue_keeps_its_days_and_its_last_day_to_enrol(in_folder: Path) -> None:
    write_workbook(
        in_folder / "sheet.xlsx",
        Personal=STAFF,
        Kurser=[
            ["Kurskatalog antagen 2017-09-01"],
            ["Område", "Band", "Kurs", "Frekvens", "Dagar"],
            ["BoU", "0-2 år", "Högskolekurs", "Start i Göteborg sep 2018. Sista anmälningsdag: 15/4", 5],
            ["BoU", "0-2 år", "LVU", "1 gång/år", 2],
        ],
    )
    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    run("import", "sheet.xlsx")
    told = run("plan", "--year", "2018", "-o", "plan.ics")

    events = {str(e["SUMMARY"]): e for e in read((in_folder / "plan.ics").read_bytes())}
    start = events["Kursstart någon av dagarna: Högskolekurs"]
    assert (start.decoded("DTSTART"), start.decoded("DTEND")) == (date(2018, 9, 1), date(2018, 10, 1))
    assert events["Sista dag att anmäla: Högskolekurs"].decoded("DTSTART") == date(2018, 4, 15)
    lvu = next(event for summary, event in events.items() if "LVU" in summary)
    assert (lvu.decoded("DTEND") - lvu.decoded("DTSTART")).days == 2
    assert "Orust" in lvu["DESCRIPTION"]
    assert told.startswith("Wrote ")


def test_the_breaks_that_municipalities_have_stated_keep_groups_away(in_folder: Path) -> None:
    write_workbook(
        in_folder / "sheet.xlsx",
        Personal=STAFF,
        Kurser=[
            ["Kurskatalog antagen 2017-09-01"],
            ["Område", "Band", "Kurs", "Frekvens", "Dagar"],
            ["BoU", "0-2 år", "LVU", "1 gång/år", 2],
        ],
        Lov=[
            ["Kommun", "Lov", "När"],
            ["Orust", "sportlov", "v. 7 2018"],
            ["Tanum", "läsår", "2018-01-01 till 2018-04-30"],
            ["", "studieveckor", "v 18-23 2018"],
        ],
    )
    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    assert "school breaks: 3 rows" in run("import", "sheet.xlsx")

    told = run("plan", "--year", "2018", "-o", "plan.ics")

    assert "LVU gets no day in VT2018: school breaks stand in the way: " in told
    assert (
        "läsår from 2018-01-01 to 2018-04-30 (Tanum), sportlov from 2018-02-12 to 2018-02-18 (Orust)" in told
    )
    assert not [e for e in read((in_folder / "plan.ics").read_bytes()) if "LVU" in e["SUMMARY"]]


def test_a_folder_gets_the_calendar_too(fyrbodal: Path) -> None:
    run("plan", "--year", "2018", "-o", str(fyrbodal / "all"), "--db", str(fyrbodal / "kfond.db"))

    assert read((fyrbodal / "all" / "kompetensplan-2018.ics").read_bytes())


def test_the_last_day_to_answer_a_question_is_there(in_folder: Path) -> None:
    run("import", str(EXAMPLE))
    run("collect", "staffing", "--as-of", "2017-12-31", "--deadline", "2018-02-01", "-o", "out")
    run("plan", "--year", "2018", "-o", "plan.ics")

    asked = [e for e in read((in_folder / "plan.ics").read_bytes()) if "svara" in e["SUMMARY"]]
    assert [(e.decoded("DTSTART"), e["CATEGORIES"].to_ical().decode()) for e in asked] == [
        (date(2018, 2, 1), "Sista dag")
    ]


def test_a_municipality_whose_seats_are_open_keeps_its_breaks(in_folder: Path) -> None:
    write_workbook(
        in_folder / "sheet.xlsx",
        Personal=[row[:2] for row in STAFF],  # Tanum has not answered
        Kurser=[
            ["Kurskatalog antagen 2017-09-01"],
            ["Område", "Band", "Kurs", "Frekvens"],
            ["BoU", "0-2 år", "LVU", "1 gång/år"],
        ],
        Lov=[["Kommun", "Lov", "När"], ["Tanum", "lov", "2018-01-01 till 2018-06-30"]],
    )
    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    run("import", "sheet.xlsx")

    told = run("plan", "--year", "2018", "-o", "plan.ics")

    assert (
        "LVU gets no day in VT2018: school breaks stand in the way: lov from 2018-01-01 to 2018-06-30" in told
    )
