"""docs/fonder.md: its example is a fund, its commands run, and its tables tell of every key there is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from kfond.funding.application_keys import application_keys
from kfond.funding.fund import PartKind
from kfond.funding.fund_checks import NEEDED, ONLY_ONE
from kfond.funding.fund_file import read_fund
from kfond.funding.fund_keys import FUND_KEYS
from kfond.funding.toml_lines import lines_of
from kfond.funding.toml_tables import Findings, Key, read_table
from test_docs import CODE_BLOCK, words_to_avoid_in
from test_docs import examples as examples_of

PAPER = Path(__file__).parents[2] / "docs" / "fonder.md"
TEXT = PAPER.read_text(encoding="utf-8")
EXAMPLE = next(block["text"] for block in CODE_BLOCK.finditer(TEXT) if block["language"] == "toml")
WRONG = """\
title = "Fel"
owner = "Ankeborgs kommun"
way = "ansökan"
about = "En fond med tre fel."
source = "Ingen."
deviation = 10

[[parts]]
key = "insats"
kind = "text"
headin = "Insats"
heading = "Insats"
"""


def every_key(keys: tuple[Key, ...] = FUND_KEYS, before: str = "") -> Iterator[tuple[str, Key]]:
    """Each key with its name as the paper writes it: parts.fields.label."""
    for key in keys:
        yield before + key.name, key
        yield from every_key(key.table, f"{before}{key.name}.")


def rows(heading: str) -> dict[str, str]:
    """The table below a heading: what stands in code in the first cell, and the rest of the row."""
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| `([^`]+)` \|(.*)\|$", section, re.MULTILINE)
    assert len(found) == len(dict(found))
    return dict(found)


def test_the_paper_tells_of_each_key_in_the_order_of_the_reader() -> None:
    assert list(rows("Varje nyckel")) == [name for name, _ in every_key()]


@pytest.mark.parametrize(("name", "key"), list(every_key()), ids=[name for name, _ in every_key()])
def test_the_paper_says_which_keys_must_be_there_and_every_word_that_they_may_be(name: str, key: Key) -> None:
    must, what = rows("Varje nyckel")[name].split("|", 1)
    assert (must.strip() == "ja") == key.is_required
    if name != "parts.kind":  # has a table of its own
        assert set(key.words) - set(re.findall(r"`([^`]+)`", what)) == set()


HEAD = "Ansökans huvud, nyckel för nyckel"
OF_THE_FUND = ("fields", "parameters")
"""Tables of an application whose keys are those that its fund declares."""
KEYS_OF_AN_APPLICATION = {
    name: key
    for name, key in every_key(application_keys(read_fund(EXAMPLE, "utvecklingsfonden.toml")))
    if name.split(".")[0] not in OF_THE_FUND or name in OF_THE_FUND
}


def test_the_paper_tells_of_each_key_of_an_application_in_the_order_of_the_reader() -> None:
    assert list(rows(HEAD)) == list(KEYS_OF_AN_APPLICATION)


@pytest.mark.parametrize("name", KEYS_OF_AN_APPLICATION)
def test_the_paper_says_of_a_key_of_an_application_what_it_may_be_with_an_example_that_is_read(
    name: str,
) -> None:
    key = KEYS_OF_AN_APPLICATION[name]
    must, what, example = rows(HEAD)[name].split("|")
    assert (must.strip() == "ja") == key.is_required
    if not key.is_many:
        findings = Findings("exempel", {})
        read = tomllib.loads(example.strip().strip("`"), parse_float=Decimal)
        wanted = key.table or (key,)
        assert set(read_table(read, wanted, findings)) <= {each.name for each in wanted}
        assert read and not findings.problems
    if name != "costs.kind":  # the fund names them
        assert set(key.words) - set(re.findall(r"`([^`]+)`", what)) == set()


def test_the_paper_tells_of_each_kind_of_part_and_what_it_must_have() -> None:
    told = {kind: re.findall(r"`([^`]+)`", row) for kind, row in rows("Delarnas slag").items()}
    assert told == {
        kind.value: [name for name, kinds in NEEDED.items() if kind in kinds] for kind in PartKind
    }


def test_the_paper_names_the_kinds_that_a_form_has_one_of() -> None:
    assert "slagen " + ", ".join(f"`{kind}`" for kind in ONLY_ONE[:-1]) + f" och `{ONLY_ONE[-1]}`" in TEXT


def test_the_example_is_a_fund_that_uses_each_key() -> None:
    fund = read_fund(EXAMPLE, "mina-fonder/utvecklingsfonden.toml")
    assert {part.kind for part in fund.parts} == set(PartKind)
    assert fund.frame[2028] == 50_000_050
    used = {".".join(str(step) for step in way if isinstance(step, str)) for way in lines_of(EXAMPLE)}
    assert [name for name, _ in every_key() if name not in used] == []


def test_the_commands_of_the_paper_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KFOND_DB", raising=False)
    folder = tmp_path / "mina-fonder"
    folder.mkdir()
    (folder / "utvecklingsfonden.toml").write_text(EXAMPLE, encoding="utf-8")
    outputs = []
    for example in examples_of(PAPER):
        done = CliRunner().invoke(app, ["--today", "2026-11-23", *example.words])
        assert done.exit_code == example.exit_code, (example, done.stderr)
        if example.words[:2] == ("application", "funds"):
            outputs.append(done.stdout)
    assert "utvecklingsfonden" not in outputs[0]
    assert "Ankeborgs kommun" in outputs[-1], "the setting names the folder"


def test_a_wrong_file_is_refused_in_the_words_of_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")
    folder = tmp_path / "mina-fonder"
    folder.mkdir()
    (folder / "fel.toml").write_text(WRONG, encoding="utf-8")
    done = CliRunner().invoke(app, ["application", "funds", "--funds", "mina-fonder"])
    assert done.exit_code == 3
    assert f"```text\n{done.stderr}```" in TEXT


def test_the_paper_keeps_to_the_word_list() -> None:
    assert words_to_avoid_in(TEXT) == []
