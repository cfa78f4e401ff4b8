"""What stands in place of a word that is none of those that can be written."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.choices import one_of, unnamed
from kfond.cli import app
from kfond.messages import say

KINDS = {
    "staffing": say("staff"),
    "people": say("list of staff"),
    "placement_costs": say("costs of placements"),
    "needs": say("seats asked for"),
}


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("staffng", "Menade du staffing (personaluppgifter)?"),  # a letter forgotten
        ("Placement-costs", "Menade du placement_costs (kostnader för placeringar)?"),  # sign and capital
        ("behov av platser", "Menade du needs (behov av platser)?"),  # the name in place of the word
        ("personal", "Menade du people (personallista) eller staffing (personaluppgifter)?"),
        (
            "fika",
            "Skriv något av: staffing (personaluppgifter), people (personallista), "
            "placement_costs (kostnader för placeringar), needs (behov av platser).",
        ),
        (
            "",
            "Skriv något av: staffing (personaluppgifter), people (personallista), "
            "placement_costs (kostnader för placeringar), needs (behov av platser).",
        ),
    ],
)
def test_a_word_that_is_none_is_answered_with_what_it_may_mean(read: str, told: str) -> None:
    assert one_of(read, KINDS).in_words("sv") == told


def test_words_without_a_name_stand_alone() -> None:
    assert one_of("Dalsed", unnamed(["Dals-Ed", "Orust"])).in_words("sv") == "Menade du Dals-Ed?"
    assert one_of("x", unnamed(["md", "pdf"])).in_words("en") == "Write one of: md, pdf."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("collect", "behov"), "Menade du needs (behov av platser)?"),
        (("lists", "trainer"), "Menade du trainers (utbildare)?"),
        (("report", "anual"), "Menade du annual (Årsrapport)?"),
        (("texts", "--report", "familjehem"), "Menade du placements (Familjehemsvården)?"),
        (("trace", "1", "--report", "tertiall"), "Menade du tertial (Tertialrapport)?"),
        (("import", "--template", "participants", "-o", "a.xlsx"), "Menade du participations (deltagande)?"),
        (("import", "a.xlsx", "--kind", "placeringar"), "Menade du placements (placeringar)?"),
        (("settings", "set", "seat_kee", "need"), "Menade du seat_key?"),
        (("settings", "set", "seat_key", "behov"), "Menade du need (behov)?"),
        (
            ("settings", "set", "empty_seats", "xyz"),
            "Skriv något av: participants (deltagarnas kommuner), members (alla medlemmar lika), "
            "association (förbundet ensamt).",
        ),
    ],
)
def test_what_a_command_does_not_know_is_told_with_swedish_names(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")
    monkeypatch.delenv("KFOND_DB", raising=False)

    result = CliRunner().invoke(app, words)

    assert result.exit_code in (2, 3)
    assert result.stderr.endswith(told + "\n")
