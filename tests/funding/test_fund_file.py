"""A fund's file: what is read from it, and what is said when it is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kfond.errors import ExitCode, Refusal
from kfond.funding.fund_file import read_fund

SMALLEST = """\
title = "Lilla fonden"
owner = "Ankeborgs kommun"
way = "application"
about = "En fond för utbildning."
source = "Fondens beslut."

[[parts]]
key = "insats"
kind = "text"
heading = "Insats"
"""


def problems_of(text: str, file: str = "lilla.toml") -> list[str]:
    """The problems with a file, as a reader of English sees them."""
    with pytest.raises(Refusal) as refused:
        read_fund(text, file)
    assert refused.value.code is ExitCode.DATA
    return [problem.in_words("en") for problem in refused.value.problems]


def test_the_smallest_fund_is_a_form_of_one_part() -> None:
    fund = read_fund(SMALLEST, "lilla.toml")
    assert (fund.key, fund.title, fund.years, fund.ceiling) == ("lilla", "Lilla fonden", None, None)
    assert [(part.key, part.kind, part.is_required) for part in fund.parts] == [("insats", "text", True)]
    assert fund.text == SMALLEST


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ('owner = "Ankeborgs kommun"\n', "", "Line 1: the key owner is missing."),
        ("owner =", "ownr =", "Line 2: there is no key “ownr” here. Write “owner”, or another"),
        ('"application"', '"tender"', 'Line 3: way cannot be "tender". Write one of: application, requisition.'),
        ('"Lilla fonden"', "3", "Line 1: title cannot be 3. Write text in quotes."),
        ('"Lilla fonden"', '" "', 'Line 1: title cannot be " ". Write text in quotes.'),
        ('kind = "text"', 'kind = "txet"', 'Line 9: kind cannot be "txet". Write “text”, or another of: notice'),
        ('kind = "text"', 'kind = "fields"', "Line 7: a part of the kind fields needs fields. Add [[parts.fields]]"),
        ('kind = "text"', 'kind = "list"', "Line 7: a part of the kind list needs lists. Add lists."),
        ('kind = "text"', 'kind = "list"\nlists = "partnes"', "Line 10: lists cannot be \"partnes\". Write “partners”"),
        ('kind = "text"', 'kind = "text"\nrole = "chef"', "Line 10: a part of the kind text does not show role."),
        ('"insats"\nkind', '"Insats 1"\nkind', 'Line 8: key cannot be "Insats 1". Write a short name of a–z'),
        ("[[parts]]", "[parts]", 'Line 7: parts cannot be {key, kind, heading …}. Write tables with two brackets'),
        ("[[parts]]", "[parts", "Line 7: “[parts” is no TOML. Write the key, an equals sign and its value"),
        ('way = "app', 'way = "application"\nway = "app', 'Line 4: “way = "application"” is stated a second time.'),
        ('"Fondens beslut."', '"""Fondens beslut.', "Line 11: the file ends where something was still to come."),
        ("[[parts]]", "years = [2021, 2018]\n[[parts]]", "Line 7: years cannot be [2021, 2018]. Write the first"),
        ("[[parts]]", "deviation = 10\n[[parts]]", "Line 7: deviation cannot be 10. Write a share from 0 to 1"),
        ("[[parts]]", "deviation = nan\n[[parts]]", "Line 7: deviation cannot be NaN. Write a share from 0 to 1"),
        ("[[parts]]", "ceiling_sek = 12.345\n[[parts]]", "Line 7: ceiling_sek cannot be 12.345. Write kronor"),
        ("[[parts]]", "first_day = 2018-01-31T10:00:00\n[[parts]]", "Line 7: first_day cannot be 2018-01-31 10:00"),
        (
            "[[parts]]",
            "last_day = 2018-01-01\nfirst_day = 2018-02-01\n[[parts]]",
            "Line 7: last_day (2018-01-01) is before first_day (2018-02-01).",
        ),
        ("[[parts]]", "[frame_sek]\nnästa = 5\n[[parts]]", "Line 8: “nästa = 5” is no TOML."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(changed: str, to: str, told: str) -> None:
    assert changed in SMALLEST
    (problem,) = problems_of(SMALLEST.replace(changed, to))
    assert problem.startswith(f"lilla.toml: {told}")


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    told = problems_of(
        """\
title = "Tre delar"
owner = "Ankeborgs kommun"
way = "application"
source = "Fondens beslut."
parts = [
  { key = "a", kind = "costs", heading = "Budget" },
  { key = "b", kind = "costs", heading = "budget" },
  { key = "b", kind = "fields", heading = "Fält", fields = [
    { key = "val", label = "Val", type = "choice" },
    { key = "val", label = "Belopp", type = "date", fills = "granted" } ] },
  { key = "c", kind = "notice", heading = "Ord", text = "" },
]
[parameters]
[[flat_rates]]
key = "fast"
label = "Fast"
base = ["lon"]
source = "Regler."
[[deadlines]]
key = "ansok"
label = "Ansökan"
does = "submit"
[[deadlines]]
key = "rapport"
label = "Rapport"
does = "final_report"
after = "end"
""",
        "tre.toml",
    )
    assert [problem.removeprefix("tre.toml: Line ").split(". ")[0] for problem in told] == [
        "1: the key about is missing",
        "7: heading “budget” is there already, on line 6",
        "7: there is a part of the kind costs already, on line 6",
        "8: key “b” is there already, on line 7",
        "9: a field of the type choice needs choices",
        "10: key “val” is there already, on line 9",
        "10: a field that shows granted is of the type money, not date",
        "11: a part of the kind notice needs text",
        "14: the flat rate fast has no rate, and [parameters] does not name it",
        "17: there is no “lon” in this file",
        "19: a deadline is either a day (on) or so many days after something (after, days)",
        "23: after and days belong together",
    ]


def test_lines_that_are_no_toml_hide_nothing_else() -> None:
    broken = SMALLEST.replace("[[parts]]", "ceiling_sek = 250 000  # kronor\ndeviation = 0,1\n\n[[parts]]")
    broken = broken.replace('"Lilla fonden"', '"Lilla fonden').replace(
        'kind = "text"', 'kind = text\nkind = "txt"'
    )
    assert [problem.removeprefix("lilla.toml: ") for problem in problems_of(f"{broken}langd = 5\nå = 1\n")] == [
        "Line 1: “title = \"Lilla fonden” is no TOML. "
        "Write the key, an equals sign and its value; a text stands in quotes and nothing else does.",
        "Line 7: ceiling_sek cannot be 250 000. "
        "Write kronor with at most two decimals, such as 80600, without quotes or spaces.",
        "Line 8: deviation cannot be 0,1. "
        "Write a share from 0 to 1, such as 0.15 for 15 per cent, without quotes.",
        "Line 12: “kind = text” is no TOML. "
        "Write the key, an equals sign and its value; a text stands in quotes and nothing else does.",
        "Line 13: “kind = \"txt\"” is stated a second time. "
        "Leave one of both; a table that may be there several times has two brackets on each side.",
        "Line 15: there is no key “langd” here. Take it away; the keys here are: "
        "key, kind, heading, hint, guidance, text, longest, is_required, role, lists, subheadings, fields.",
        "Line 16: “å = 1” is no TOML. "
        "Write the key, an equals sign and its value; a text stands in quotes and nothing else does.",
    ]  # fmt: skip


def test_a_line_that_others_depend_on_ends_the_reading_with_what_was_found_before() -> None:
    told = problems_of(SMALLEST.replace("[[parts]]", "ceiling_sek = 250 000\n[[parts]"))
    assert [problem.split(". ")[0] for problem in told] == [
        "lilla.toml: Line 7: “ceiling_sek = 250 000” is no TOML",
        "lilla.toml: Line 8: “[[parts]” is no TOML",
    ]


def test_a_file_of_nothing_but_broken_lines_is_not_read_to_its_end() -> None:
    assert len(problems_of("a = 1 2\n" * 100_000)) == 20


def test_amounts_become_ore_and_shares_stay_exact() -> None:
    rich = SMALLEST.replace(
        "[[parts]]", "ceiling_sek = 80600.50\ndeviation = 0.1\n[frame_sek]\n2018 = 1\n[[parts]]"
    )
    fund = read_fund(rich, "lilla.toml")
    assert (fund.ceiling, fund.deviation, fund.frame) == (8_060_050, Fraction(1, 10), {2018: 100})


@pytest.mark.parametrize("name", ["Lilla Fonden.toml", "ålder.toml", ".toml", "-.toml"])
def test_a_fund_is_called_like_its_file(name: str) -> None:
    (problem,) = problems_of(SMALLEST, name)
    assert "Line 1: a fund is called like its file" in problem


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000 + "]" * 5000, "a = 1" + "0" * 5000, "a = 1e99999999999999999999", "a = -1e-999999"],
    ids=["deep", "long", "large", "small"],
)
def test_what_is_too_much_for_the_language_is_refused(text: str) -> None:
    assert problems_of(text)


def test_windows_line_ends_make_no_difference() -> None:
    assert (
        read_fund(SMALLEST.replace("\n", "\r\n"), "lilla.toml").parts
        == read_fund(SMALLEST, "lilla.toml").parts
    )
    assert problems_of(SMALLEST.replace("kind =", "king =").replace("\n", "\r\n"))[0].startswith(
        "lilla.toml: Line 9"
    )
