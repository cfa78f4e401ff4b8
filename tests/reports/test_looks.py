"""How the cells of a table look on the web page."""

from __future__ import annotations

import pytest

from kfond.reports.documents.blocks import TableBlock
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.writers.looks import looks_of

LONG = "en förklaring som inte får plats på en rad"


def looks(heads: str, *rows: str) -> list[str]:
    """The class names of a table whose second column is figures: a line for each row."""
    rule = "|".join("---:" if at == 1 else ":---" for at in range(len(heads.split("|"))))
    lines = "\n".join(f"| {row} |" for row in (heads, rule, *rows))
    table = blocks_of(f"# Prov\n\nTabell: Prov, antal\n\n{lines}\n")[-1]
    assert isinstance(table, TableBlock)
    return ["|".join(row) for row in looks_of(table)]


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        ("Kommun|Antal|När", "Orust|3|VT2018 och HT2019", ["|n|", "|n|short"]),
        ("Kommun|I kö|Skäl", f"Malung-Sälen|3|{LONG}", ["|n short|broad", "short|n|"]),
        ("Kommun|Starter med öppna platser|När", "Orust|3|HT2018", ["|n broad|", "|n|"]),
    ],
)
def test_short_words_stay_on_one_line_and_columns_of_text_keep_their_width(
    heads: str, row: str, expected: list[str]
) -> None:
    assert looks(heads, row) == expected


def test_where_there_are_many_columns_less_stays_on_one_line() -> None:
    heads = "|".join(["Kommun", "Antal", *["Arbetsledare"] * 8])
    row = "|".join(["Orust", "3", *["interna utbildare"] * 7, "mer än 5 år"])
    assert looks(heads, row)[1] == "|n||||||||short"
