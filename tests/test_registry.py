"""Whose database it is: municipalities, associations and their members."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.db import reading, writing
from kfond.errors import Refusal
from kfond.registry.actions import (
    association_named,
    association_of,
    fill_register,
    municipalities,
    register,
    register_source,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond_(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def own(*members: str, name: str = "Väst i samverkan") -> Result:
    return kfond_("init", "--association", name, *(word for code in members for word in ("--member", code)))


def members_now(*words: str) -> list[str]:
    return [row["municipality"] for row in json.loads(kfond_("municipalities", "--json", *words).stdout)]


# --- kfond init -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["fyrbodal", "Fyrbodal", "Fyrbodals kommunalförbund", " fyrbodals KOMMUNALFÖRBUND "]
)
def test_a_known_association_goes_by_key_or_name(name: str) -> None:
    result = kfond_("init", "--association", name)
    assert result.stderr.endswith("The association is Fyrbodals kommunalförbund with 14 members.\n")
    assert len(members_now()) == 14


def test_init_writes_swedish_unless_a_language_is_set() -> None:
    kfond_("init", "--association", "fyrbodal")
    assert '"sv"' in kfond_("settings", "export").stdout
    kfond_("settings", "set", "language", "en")
    kfond_("init", "--association", "kalmar")
    assert 'language = "en"' in kfond_("settings", "export").stdout


def test_an_unknown_association_is_refused_with_those_there_are(folder: Path) -> None:
    result = kfond_("init", "--association", "Fyrbo")
    assert result.exit_code == 2
    assert "There is no association called Fyrbo." in result.stderr
    assert "fyrbodal (Fyrbodals kommunalförbund)" in result.stderr
    assert list(folder.iterdir()) == []


def test_an_association_of_ones_own_has_the_members_named() -> None:
    assert own("1421", "Åmåls kommun", "T-hättan", "1421").exit_code == 0
    assert members_now() == ["Orust", "Trollhättan", "Åmål"]
    assert "vast-i-samverkan" in kfond_("settings", "export").stdout


def test_init_again_changes_nothing_and_is_logged_once(folder: Path) -> None:
    own("1421", "1492")
    before = (folder / "kfond.db").read_bytes()
    again = own("1492", "1421")
    assert again.stderr == "The association is Väst i samverkan with 2 members.\n"
    assert (folder / "kfond.db").read_bytes() == before


def test_other_members_take_the_place_of_those_before_and_it_is_said() -> None:
    own("1421", "1492")
    result = own("1421", "1460")
    assert result.stderr == (
        "The association is Väst i samverkan with 2 members. New: Bengtsfors. No longer: Åmål.\n"
    )
    assert members_now() == ["Bengtsfors", "Orust"]


def test_every_unknown_member_is_told_with_what_it_may_be_a_slip_for(folder: Path) -> None:
    result = own("1421", "Trolhättan", "9999", "Orust 2")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "There is no municipality called “Trolhättan”. Did you mean Trollhättan?",
        "There is no municipality called “9999”. kfond municipalities --all lists them with their codes.",
        "There is no municipality called “Orust 2”. Did you mean Orust?",
    ]
    assert list(folder.iterdir()) == []


def test_an_association_must_have_a_name_with_letters() -> None:
    assert own("1421", name="!").exit_code == 2


# --- kfond municipalities -------------------------------------------------------------------------------


def test_codes_are_text_with_their_zeros() -> None:
    own("0181")
    assert json.loads(kfond_("municipalities", "--json").stdout) == [
        {
            "municipality_code": "0181",
            "municipality": "Södertälje",
            "county": "Stockholms län",
            "member_from": None,
            "member_to": None,
        }
    ]
    assert kfond_("municipalities").stdout.splitlines()[1].startswith("0181")


def test_all_lists_the_country_and_so_does_a_database_without_association() -> None:
    kfond_("init", "--association", "fyrbodal")
    assert len(members_now("--all")) == 290
    kfond_("settings", "set", "association", "")
    assert len(members_now()) == 290


def test_members_are_those_of_the_day() -> None:
    kfond_("init", "--association", "gfo-vasternorrland")
    assert "Timrå" not in members_now("--today", "2021-12-31")
    assert "Timrå" in members_now("--today", "2022-01-01")


def test_the_register_tells_its_source_and_day_on_stderr() -> None:
    kfond_("init", "--association", "fyrbodal")
    source = register_source()
    assert kfond_("municipalities").stderr == (
        f"The register is as of {source.as_of}, with names and codes from Statistics Sweden ({source.source}).\n"
    )


# --- the registry ---------------------------------------------------------------------------------------


def test_the_register_is_filled_once(folder: Path) -> None:
    with writing(folder / "kfond.db") as session:
        fill_register(session)
        fill_register(session)
    with reading(folder / "kfond.db") as session:
        assert len(municipalities(session, "")) == 290
        assert register(session).names["1492"] == "Åmål"


def test_an_association_is_told_by_its_members_when_only_one_fits(folder: Path) -> None:
    with writing(folder / "kfond.db") as session:
        fill_register(session)
        fyrbodal = association_of(session, ["1421", "1492"])
        assert fyrbodal is not None
        assert fyrbodal.key == "fyrbodal"
        assert association_of(session, ["1421", "0180"]) is None
        assert association_of(session, []) is None
        with pytest.raises(Refusal, match="no association called Nowhere"):
            association_named(session, "Nowhere")
