"""A fund's file: what is read from it, and what is said when it is wrong."""

from __future__ import annotations

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
