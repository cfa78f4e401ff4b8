"""kfond application check and new as they are typed: what stops, what is to be looked at, what is refused at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from forms import application
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import CATALOGUE, STAFFING, with_cell, write_workbook

Kfond = Callable[..., str]


@pytest.fixture
def kfond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kfond:
    """Runs a command on a day of 2021; what it writes comes back. It must end with `code`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")

    def run(command: str, code: int = 0) -> str:
        ran = CliRunner().invoke(app, ["--today", "2021-03-10", *command.split()])
        assert ran.exit_code == code, ran.output
        return ran.output

    run("init --association fyrbodal")
    return run


def test_an_address_is_to_be_looked_at_and_an_identity_number_stops(kfond: Kfond) -> None:
    kfond("application new sodertalje-2018 --year 2021 --id mafi")
    file = Path("ansokningar/mafi/ansokan.md")
    file.write_text(f"{application('mafi')}\nSkriv till enheten@exempel.se.\n", encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").split("\n")) - 1
    told = kfond("application check mafi")
    assert f"To look at: {file.absolute()}: Line {line}: an e-mail address stands here." in told
    assert "Nothing is missing in mafi." in told
    kfond("application step mafi signed --by kontorschef")

    report = file.with_name("uppfoljning.md")
    report.write_text("## Lärdomar\n\n19640823-3234 var med. Ring 08-123 45 67.\n", encoding="utf-8")
    found = json.loads(kfond("application check mafi --json", code=5))
    assert [(each["what"], each["stops"]) for each in found] == [
        ("Line 3: an identity number stands here.", True),
        (f"Line {line}: an e-mail address stands here.", False),
        ("Line 3: a telephone number stands here.", False),
    ]


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ("--year 2022", ["2022 is no year of sodertalje-2018. Write a year from 2018 to 2021."]),
        ("--year 2021 --to 2023", ["2023 is no year of sodertalje-2018. Write a year from 2018 to 2021."]),
        (
            "--year 2021 --to 2017",
            [
                "2017 is no year of sodertalje-2018. Write a year from 2018 to 2021.",
                "The years end before they begin: 2021 to 2017. Write --to with a later year, or leave it out.",
            ],
        ),
    ],
)
def test_a_year_that_the_fund_is_not_for_is_refused_at_once(
    kfond: Kfond, years: str, told: list[str]
) -> None:
    assert kfond(f"application new sodertalje-2018 {years}", code=2).splitlines() == told
    assert not Path("ansokningar").exists()


def test_without_a_year_the_nearest_of_the_fund_is_meant(kfond: Kfond) -> None:
    kfond("application new sodertalje-2018")  # next year would be 2022
    assert Path("ansokningar/sodertalje-2018-2021/ansokan.md").exists()


def test_a_report_follows_the_file_of_a_draft_and_what_was_signed_of_others(kfond: Kfond) -> None:
    kfond("application new sodertalje-2018 --year 2021 --id mafi")
    file = Path("ansokningar/mafi/ansokan.md")
    file.write_text(application("mafi"), encoding="utf-8")
    report = "application report mafi --until 2021-03-10 --json"
    draft = kfond(report)
    assert '"target": "hme"' in draft and "has been changed" not in draft
    kfond("application step mafi signed --by kontorschef")
    assert "has been changed" not in kfond(report)
    file.write_text(application("mafi").replace('"hme"', '"annat"', 1), encoding="utf-8")
    told = kfond(report)
    assert '"target": "hme"' in told and '"target": "annat"' not in told
    assert "ansokan.md has been changed; the report follows the application as it was kept" in told


def test_an_application_begins_where_the_staff_figures_are_too_old_for_a_plan(kfond: Kfond) -> None:
    old = with_cell(STAFFING, 1, 1, "Personal inom BoU mars 2012")
    write_workbook(Path("underlag.xlsx"), Personal=old, Katalog=CATALOGUE)
    kfond("import underlag.xlsx")
    told = kfond("application new sodertalje-2018 --year 2021 --id mafi")
    assert "The newest staff figures are from 2012-03-31" in told and "is not filled in" in told
    assert "BoU" not in Path("ansokningar/mafi/ansokan.md").read_text(encoding="utf-8")


def test_an_application_that_began_earlier_can_be_signed_on_its_own_day(kfond: Kfond) -> None:
    told = kfond("application new sodertalje-2018 --year 2021 --id mafi --on 2021-03-11", code=2)
    assert "has not come yet" in told and not Path("ansokningar").exists()
    kfond("application new sodertalje-2018 --id mafi --on 2021-02-01")
    Path("ansokningar/mafi/ansokan.md").write_text(application("mafi"), encoding="utf-8")
    kfond("application step mafi signed --by kontorschef --on 2021-01-31", code=2)
    kfond("application step mafi signed --by kontorschef --on 2021-02-15")


def test_what_is_recorded_tells_of_no_person(kfond: Kfond) -> None:
    kfond("application new sodertalje-2018 --year 2021 --id mafi")
    Path("ansokningar/mafi/ansokan.md").write_text(application("mafi"), encoding="utf-8")
    kfond("application step mafi signed --by kontorschef")
    number = "19640823-3234"
    for command, code in (
        (f"application step mafi submitted --by kontorschef --note {number}", 2),
        (f"application outcome mafi praktik --reached --evidence lista --why {number}", 2),
        (f"fund recommend mafi 80600 --by HR --why {number}", 3),
        (f"fund use mafi 100 --voucher 1 --item {number} --line kurs", 3),
        (f"fund use mafi 100 --voucher 1 --item kurs --line kurs --other {number}=50", 3),
        (f"fund condition mafi intyg --text {number}", 3),
    ):
        told = kfond(command, code=code)
        assert "An identity number of a person stands in it." in told and number not in told, command
    assert json.loads(kfond("fund --json"))[0]["total"]["used_ore"] == 0


def test_the_outcome_of_a_target_that_only_the_file_has_is_stated_once_the_file_holds(kfond: Kfond) -> None:
    target = '[[targets]]\nkey = "{}"\ntext = "{}"\noperator = "done"\ndue = 2021-12-31\n\n[[signed]]'
    file = Path("ansokningar/mafi/ansokan.md")
    kfond("application new sodertalje-2018 --id mafi")
    file.write_text(
        application("mafi").replace("[[signed]]", target.format("utkast", "i utkastet")), encoding="utf-8"
    )
    kfond("application outcome mafi utkast --reached --evidence lista")  # a draft is what its file says

    kfond("application step mafi signed --by kontorschef")
    kfond("application step mafi submitted --by kontorschef")
    file.write_text(
        file.read_text("utf-8").replace("[[signed]]", target.format("senare", "efteråt")), encoding="utf-8"
    )
    told = kfond("application outcome mafi senare --reached --evidence lista", code=2)
    assert (
        "“senare” stands only in the file, which was changed after the application was signed or sent" in told
    )
    assert "has no target “inget”" in kfond("application outcome mafi inget --reached --evidence x", code=2)

    assert "kfond application step mafi completion-asked." in told
    kfond("application step mafi completion-asked --by fonden")
    assert "efteråt" not in kfond("application report mafi --until 2021-03-10")
    kfond("application step mafi completed --by kontorschef")
    kfond("application outcome mafi senare --reached --evidence lista")
    assert "efteråt" in kfond("application report mafi --until 2021-03-10")

    file.write_text(file.read_text("utf-8").replace('"senare"', '"sist"'), encoding="utf-8")
    kfond("application step mafi granted --by fonden")
    told = kfond("application outcome mafi sist --reached --evidence lista", code=2)
    assert "stands only in the file" in told and "It has praktik, enkat, " in told
