"""Identity numbers at the door. The numbers here are the Tax Agency's own test numbers or made up."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from kfond.privacy import has_email_address, has_identity_number, has_telephone_number
from workbooks import STAFFING, with_cell, write_workbook


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("19900101-2388", False), ("640823-3234", True), ("19640823-3234", True), ("6408233234", True),
        ("196408233234", True), ("640823+3234", True), ("ny från 640823-3234 i mars", True),
        ("640883-3231", True),  # a coordination number: the day is 60 higher
        ("640823-3235", False), ("641323-3234", False), ("2014-2017", False), ("0522-440820", False),
        ("1234567890123", False), ("5 495 276 kr", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_an_identity_number(text: str, is_one: bool) -> None:
    assert has_identity_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("08-123 45 67", True),
        ("0413-123 45", True),
        ("tel:0413/12345)", True),
        ("070 123 45 67", True),
        ("0701234567", True),
        ("+46 (0)70-123 45 67", True),
        ("004687654321", True),
        ("2021-03-15", False),
        ("09-10 2021", False),
        ("kommunerna 0331 0980 0114", False),
        ("KS 2021/0417", False),
        ("62 400 000 – 80 600 000 kronor", False),
        ("640823-3234", False),
        ("kl 08.30–12.00", False),
    ],
)
def test_what_is_a_telephone_number(text: str, is_one: bool) -> None:
    assert has_telephone_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("fornamn@exempel.se", True), ("<a.b@sub.exempel.se>", True), ("kl 10 @ salen", False), ("@a", False)],
)
def test_what_is_an_email_address(text: str, is_one: bool) -> None:
    assert has_email_address(text) is is_one


def test_a_sheet_with_an_identity_number_is_refused_without_showing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    write_workbook(tmp_path / "sheet.xlsx", Blad1=with_cell(STAFFING, 4, 2, "1 (640823-3234)"))

    refused = CliRunner().invoke(app, ["import", "sheet.xlsx"])

    assert (refused.exit_code, refused.stderr) == (
        3,
        "sheet.xlsx, Blad1!B4: The cell holds something that looks like an identity number. "
        "Take it away; kfond has no use for it and keeps none.\n",
    )
    assert not (tmp_path / "kfond.db").exists()
