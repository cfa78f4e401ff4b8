"""kfond application funds: the list, one fund, its file as the start of another, the folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.funding.fund_file import read_fund


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KFOND_DB", raising=False)
    monkeypatch.setenv("KFOND_LANG", "sv")


def funds(*words: str) -> Result:
    return CliRunner().invoke(app, ["application", "funds", *words])


def test_the_list_names_each_fund_its_owner_its_years_and_the_way_to_the_money() -> None:
    told = funds().stdout.splitlines()
    assert [line.split("  ")[0] for line in told[1:]] == [
        fund["key"] for fund in json.loads(funds("--json").stdout)
    ]
    assert "  Södertälje kommun  2018–2021  genom ansökan" in next(
        line for line in told if "sodertalje" in line
    )
    assert next(line for line in told if "statsbidrag" in line).endswith("genom rekvisition")


def test_one_fund_is_shown_with_its_parts_in_order_what_it_pays_and_what_is_due() -> None:
    told = funds("statsbidrag-bou").stdout
    assert told.index("Rekvisition  ") < told.index("Villkor  ") < told.index("Användning per ändamål  ")
    assert "fält: Kommun, Bidrag, Bidragsår" in told
    assert "Betalar inte: Inhyrd personal; " in told
    assert (
        "Sista dag: Rekvisition (skicka in ansökan): 213 dagar före årets slut. "
        "Dagen är 1 juni som 2017; kontrollera årets beslut\n"
    ) in told


def test_one_fund_for_scripts_has_everything_that_its_file_says() -> None:
    told = json.loads(funds("esf-plus", "--json").stdout)
    assert told["years"] == [2021, 2027]
    assert told["flat_rates"][0]["rate"] is None
    assert [part["kind"] for part in told["parts"][:3]] == ["fields", "text", "text"]


def test_the_file_of_a_fund_is_written_once_and_reads_as_the_same_fund() -> None:
    assert funds("sodertalje-2018", "-o", "mina/egen.toml").exit_code == 0
    written = Path("mina/egen.toml")
    before = written.read_text(encoding="utf-8")
    assert read_fund(before, "egen.toml").title == "Ansökan om medel ur kompetensförsörjningsfonden 2018-2021"
    assert "egen  " in funds("--funds", "mina").stdout
    again = funds("esf-plus", "-o", "mina/egen.toml")
    assert (again.exit_code, "finns redan; filen är orörd." in again.stderr) == (2, True)
    assert written.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("esf",), "Det finns ingen fond som heter ”esf”. "),
        (("--funds", "borta"), "Mappen borta kan inte läsas: filen eller mappen finns inte."),
        (("-o", "egen.toml"), "-o skriver filen för en fond, och ingen är nämnd. Skriv till exempel: kfond "),
        (("esf-plus", "-o", "egen.txt"), "En fonds fil kan inte heta ”egen.txt”. Låt "),
    ],
)
def test_wrong_use_is_refused(words: tuple[str, ...], told: str) -> None:
    refused = funds(*words)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(told)
