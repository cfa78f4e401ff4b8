"""Who a person is goes no further than the door: not into the file, the log, a message or the log of faults.

The numbers are made up, of people born 1900-1909; the names are "Person" and a number.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.commands import desk as desk_module
from kfond.importers.people import reading as people_reading
from kfond.privacy import is_identity_number
from kfond.pseudonyms import Key, email, employment_number, identity, name, personal_number
from workbooks import Rows, write_workbook

ON = date(2017, 3, 31)


def made_up(year: int, serial: int) -> str:
    """A personal identity number with its check digit: made_up(5, 123) is of 17 March 1905."""
    nine = f"{year:02d}0317{serial:03d}"
    return next(number for last in range(10) if is_identity_number(number := f"{nine}{last}"))


NUMBERS = [made_up(5, 123), made_up(6, 200), made_up(7, 301)]
SECRETS = ["Persson", "Alfa", "Beta", "Gamma", "example.org", "0701234567", "A-4711", "sjuk i vår", *NUMBERS]
PEOPLE: Rows = [
    ["Personal inom BoU 2017-03-31, upprättad av Alfa Persson"],
    [
        "Kommun",
        "Personnummer",
        "Förnamn",
        "Efternamn",
        "E-post",
        "Anställningsnr",
        "Mobil",
        "År i yrket",
        "Anteckning",
    ],
    ["Orust", NUMBERS[0], "Alfa", "Persson", "alfa@example.org", "A-4711", "0701234567", 3, "sjuk i våras"],
    ["Orust", f"19{NUMBERS[1][:6]}-{NUMBERS[1][6:]}", "Beta", "Persson", "", "", "", 1, ""],
    ["Tanum", int(NUMBERS[2]), "Gamma", "Persson", "", "", "", 9, ""],
]
COURSES: Rows = [
    ["Deltagare VT2017"],
    ["Kurs", "Kommun", "När", "Personnummer", "Anmärkning"],
    ["LVU", "Orust", "VT2017", NUMBERS[0], "Alfa Persson kommer sent"],
    ["LVU", "Tanum", "VT2017", f"19{NUMBERS[2]}", ""],
    ["* Gamma Persson har ringt"],
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and messages in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    for variable in ("KFOND_DB", "KFOND_KEY"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def known_of(text: str | bytes) -> list[str]:
    """The secrets that stand in a text."""
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return [secret for secret in SECRETS if secret.casefold() in plain.casefold()]


def everything_written(folder: Path) -> Iterator[bytes]:
    """What lies in the folder, but for the sheets themselves."""
    for path in folder.iterdir():
        if path.suffix != ".xlsx":
            yield path.read_bytes()


def test_nothing_that_tells_who_somebody_is_is_written_or_said(folder: Path) -> None:
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    write_workbook(folder / "courses.xlsx", Deltagare=COURSES)
    said = [
        kfond_(*words)
        for words in (
            ("import", "people.xlsx", "--json"),
            ("import", "courses.xlsx", "--json"),
            ("log", "--json"),
            ("staffing",),
            ("check",),
            ("import", "people.xlsx", "--strict"),
        )
    ]
    assert [result.exit_code for result in said] == [0] * 6
    assert [known_of(result.stdout) + known_of(result.stderr) for result in said] == [[]] * 6
    assert [known_of(content) for content in everything_written(folder)] == [
        [],
        [],
    ]  # the database and the key
    kfond_("undo")
    assert [known_of(content) for content in everything_written(folder)] == [[], []]


def test_a_list_of_staff_and_one_of_participants_know_the_same_person(folder: Path) -> None:
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    write_workbook(folder / "courses.xlsx", Deltagare=COURSES)
    kfond_("import", "people.xlsx")
    kfond_("import", "courses.xlsx")
    connection = sqlite3.connect("kfond.db")
    staff = dict(connection.execute("SELECT row, pseudonym FROM person"))
    taught = dict(connection.execute("SELECT municipality_code, person FROM list_row"))
    connection.close()
    assert taught == {"1421": staff[3], "1435": staff[5]}
    assert len(set(staff.values())) == 3


@pytest.mark.parametrize("column", ["Befattning", "Enhet", "Tjänstgöringsgrad", "År i yrket"])
def test_an_identity_number_in_a_column_for_something_else_stops_the_file(folder: Path, column: str) -> None:
    rows = [
        ["BoU 2017-03-31"],
        ["Kommun", "Namn", "Anställd sedan", column],
        ["Orust", "Person 1", "2016", NUMBERS[0]],
    ]
    write_workbook(folder / "people.xlsx", Personal=rows)
    for options in ((), ("--partial",)):
        refused = kfond_("import", "people.xlsx", *options)
        assert (refused.exit_code, refused.stderr) == (
            3,
            "people.xlsx, Personal!D3: The cell holds something that looks like an identity number. Take it away; "
            "kfond has no use for it and keeps none.\n",
        )
    assert not (folder / "kfond.db").exists()


def test_an_identity_number_for_a_municipality_or_a_band_stops_a_list_of_participants(folder: Path) -> None:
    write_workbook(
        folder / "courses.xlsx",
        Deltagare=[
            ["Kurs", "Kommun", "När", "Namn", "Deltagare"],
            ["LVU", NUMBERS[0], "VT2017", "Person 1", ""],
            ["LVU", "Orust", "VT2017", "Person 2", NUMBERS[1]],
        ],
    )
    refused = kfond_("import", "courses.xlsx")
    assert [line.split(": ")[0] for line in refused.stderr.splitlines()] == [
        "courses.xlsx, Deltagare!B2",
        "courses.xlsx, Deltagare!E3",
    ]
    assert known_of(refused.stderr) == []


def test_a_fault_of_the_program_goes_to_its_log_without_what_stood_in_the_cell(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)

    def broken(_self: object, number: int, contents: object) -> None:
        raise ValueError(f"cannot read {contents!r}")

    monkeypatch.setattr(people_reading._Reader, "_read_row", broken)
    monkeypatch.setattr(desk_module, "_fault_log", lambda: folder / "faults.log")
    fault = kfond_("import", "people.xlsx")
    log = (folder / "faults.log").read_text("utf-8")
    assert fault.exit_code == 1
    assert "ValueError in a sheet that holds persons" in log
    assert known_of(log) + known_of(fault.stderr) == []


# --- pseudonyms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "same"),
    [
        (NUMBERS[0], f"19{NUMBERS[0]}"),  # whoever was born in 2005 was twelve in 2017
        (f"{NUMBERS[0][:6]}-{NUMBERS[0][6:]}", f"19{NUMBERS[0]}"),
        (f"{NUMBERS[0][:6]}+{NUMBERS[0][6:]}", f"19{NUMBERS[0]}"),
        (f"19{NUMBERS[0][:6]} {NUMBERS[0][6:]}", f"19{NUMBERS[0]}"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(written: str, same: str) -> None:
    assert personal_number(written, ON) == f"number:{same}"


def test_the_century_is_the_latest_in_which_the_person_is_fifteen() -> None:
    assert personal_number(NUMBERS[0], date(2020, 3, 17)).startswith("number:2005")
    assert personal_number(NUMBERS[0], date(2020, 3, 16)).startswith("number:1905")
    assert personal_number(f"{NUMBERS[0][:6]}+{NUMBERS[0][6:]}", date(2020, 3, 17)).startswith("number:1905")


def test_what_else_tells_persons_apart() -> None:
    assert name("Persson,  Alfa", "1421") == name("alfa PERSSON", "1421") == "name:1421:alfa persson"
    assert employment_number("00123", "1421") == employment_number("123", "1421") == "employee:1421:123"
    assert email(" Alfa@Example.org ") == "mail:alfa@example.org"
    assert identity(f"Alfa Persson {NUMBERS[0]}", "1421", ON) == f"number:19{NUMBERS[0]}"
    assert [identity(text, "1421", ON) for text in ("", "-", "?", "A")] == [""] * 4


def test_another_key_gives_other_pseudonyms() -> None:
    one, another = (Key(bytes([filling]) * 32).pseudonymiser() for filling in (1, 2))
    assert one("name:1421:alfa") != another("name:1421:alfa")
    # HMAC-SHA256 as `openssl dgst -sha256 -mac HMAC` gives it, the first half
    assert one("name:1421:alfa") == "4731e622b7c6181a1b816435c0ce395d"


# --- the key ---------------------------------------------------------------------------------------------


def test_the_key_is_made_at_the_first_need_and_only_its_owner_may_read_it(folder: Path) -> None:
    kfond_("init", "--association", "fyrbodal")
    assert not (folder / "kfond.db.key").exists()
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    assert kfond_("import", "people.xlsx", "--dry-run").exit_code == 0
    assert not (folder / "kfond.db.key").exists()
    assert f"Made the key for persons, {folder / 'kfond.db.key'}." in kfond_("import", "people.xlsx").stderr
    assert (folder / "kfond.db.key").stat().st_mode & 0o777 == 0o600


def test_a_missing_or_wrong_key_is_told_of_and_nothing_is_read(folder: Path) -> None:
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    write_workbook(folder / "later.xlsx", Personal=[["BoU 2018-03-31"], *PEOPLE[1:]])
    kfond_("import", "people.xlsx")
    key = folder / "kfond.db.key"
    right = key.read_text()
    key.write_text("00" * 32)
    wrong = kfond_("import", "later.xlsx")
    assert (wrong.exit_code, wrong.stderr) == (
        4,
        f"{key} is not the key that the persons of this database were kept with. Put the right key file there, or "
        "name it in KFOND_KEY.\n",
    )
    key.unlink()
    missing = kfond_("import", "later.xlsx")
    assert (missing.exit_code, missing.stderr) == (
        4,
        f"The key for the persons of this database is missing; kfond looked for {key}. Put the key file back, or name "
        "it in KFOND_KEY. A new key would count everybody anew.\n",
    )
    assert json.loads(kfond_("db", "info", "--json").stdout)["key"] == {"path": str(key), "state": "missing"}
    key.write_text(right)
    assert "; against the list of" not in (
        told := kfond_("import", "later.xlsx").stderr
    )  # the same three persons
    assert "list of staff as of 2018-03-31" in told


def test_the_key_may_lie_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "safe").mkdir()
    monkeypatch.setenv("KFOND_KEY", str(folder / "safe" / "persons.key"))
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    kfond_("import", "people.xlsx")
    assert [path.name for path in (folder / "safe").iterdir()] == ["persons.key"]
    assert not (folder / "kfond.db.key").exists()


def test_without_a_place_for_the_key_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFOND_KEY", str(folder / "none" / "persons.key"))
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    assert kfond_("import", "people.xlsx").exit_code == 4
    assert not (folder / "kfond.db").exists()


def test_a_backup_says_that_the_key_belongs_to_it(folder: Path) -> None:
    write_workbook(folder / "people.xlsx", Personal=PEOPLE)
    kfond_("import", "people.xlsx")
    told = (
        f"The key for its persons is {folder / 'kfond.db.key'}; a copy of it belongs to a copy of the file."
    )
    assert told in kfond_("db", "backup", "copy.db").stderr
    assert told in kfond_("db", "info").stdout
    (folder / "kfond.db.key").unlink()
    restored = kfond_("db", "restore", "copy.db")
    assert (
        f"The key for its persons is missing: kfond looked for {folder / 'kfond.db.key'}." in restored.stderr
    )
