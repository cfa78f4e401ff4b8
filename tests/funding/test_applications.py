"""The applications of three real forms: read, complete, and told of all at once where they are not. Texts made up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from forms import application

from kfond.errors import Refusal
from kfond.funding.application_file import read_application
from kfond.funding.budget import applied_for
from kfond.funding.checking import check
from kfond.funding.contacts import contacts_in
from kfond.funding.known_funds import fund_of
from kfond.funding.measures import MEASURES
from kfond.funding.targets import Operator
from kfond.reports.funding.handled import Handled, status_of

FUNDS = {
    "mafi": "sodertalje-2018",
    "uppsala": "esf-2007-preparatory",
    "jonkoping": "esf-2007-implementation",
}
CODES = {
    *("0181", "0331", "0330", "0380"),
    *("0604", "0686", "0662", "0617", "0643", "0680", "0642", "0682", "0684", "0687", "0665", "0685", "0683"),
}
SIGNATURE = "“Underskrift av kontorschef” is not signed"


def findings(name: str, *changes: tuple[str, str]) -> list[str]:
    """What the check says of an application after some changes, without the name of its file."""
    text = application(name)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    fund = fund_of(FUNDS[name])
    found = check(read_application(text, "ansokan.md", fund), fund, CODES, MEASURES)
    return [each.what.in_words("en") for each in found]


@pytest.mark.parametrize("name", FUNDS)
def test_nothing_is_missing_in_the_three(name: str) -> None:
    assert findings(name) == []


def test_the_amounts_are_those_of_the_sources() -> None:
    applied = {
        name: applied_for(read_application(application(name), name, fund_of(key)), fund_of(key))
        for name, key in FUNDS.items()
    }
    assert applied == {"mafi": 8_060_000, "uppsala": 47_950_000, "jonkoping": 549_527_600}


def test_the_ten_targets_keep_their_operators_and_their_own_denominators() -> None:
    targets = read_application(application("jonkoping"), "f", fund_of(FUNDS["jonkoping"])).targets
    assert [(each.key, each.operator.value, int(each.value or 0)) for each in targets] == [
        ("m1", "exactly", 200),
        ("m2", "nearly", 200),
        ("m3", "at_least", 26),
        ("g1", "at_least", 200),
        ("g2", "at_least", 10),
        ("g3", "at_least", 3),
        ("g4", "at_least", 20),
        ("g5", "at_least", 100),
        ("g6", "at_least", 50),
        ("g7", "at_least", 50),
    ]
    assert {each.key: each.denominator for each in targets if each.denominator} == {"m1": 200, "g1": 250}
    assert {each.operator for each in targets} == {Operator.EXACTLY, Operator.NEARLY, Operator.AT_LEAST}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "total_sek = 80600",
            "total_sek = 80000",
            "Line 9: the costs make 62 400 + 12 000 + 6 000 + 200 = 80 600, and the total says 80 000.",
        ),
        ("total_sek = 80600\n", "", "Line 1: the total is not written."),
        ("end = 2021-12-31", "end = 2022-12-31", "Line 8: 2022-12-31 is after the fund ends."),
        (
            "end = 2021-12-31",
            "end = 2021-07-01",
            "Line 8: the end, 2021-07-01, is before the start, 2021-08-01.",
        ),
        ('municipalities = ["0181"]', 'municipalities = ["0189"]', "Line 10: there is no municipality 0189."),
        ("amount_sek = 200\n", "", "Line 55: what “Litteratur” costs is not known."),
        ('unit = "index"\n', "", "Line 75: the target “hme” has no unit."),
        ('measure = "hme"\n', "", "Line 75: the target “hme” has no measure."),
        ('measure = "hme"', 'measure = "hmm"', "Line 81: there is no measure “hmm”."),
        (
            'measure = "hme"\n',
            'measure = "hme"\nfilters = { defintion = "SKR" }\n',
            "Line 82: the measure “hme” is not narrowed by “defintion”.",
        ),
        (
            'unit = "andel"',
            'unit = "anställda"',
            "Line 97: the target “omsattning” is in “anställda” and its measure in “andel”.",
        ),
        ("value = 0.2", "value = 20", "Line 96: 20 is no likely number of “andel”."),
        ("value = 7", "value = 0.07", "Line 106: 0,07 is no likely number of “procent”."),
        (
            'measure = "breakdowns"',
            'measure = "reached"\nfilters = { kind = "utbildningsdag" }',
            "Line 87: “utbildningsdag” is no kind of the measure “reached”.",
        ),
        ("on = 2021-03-15\n", "", "Line 111: “Underskrift av kontorschef” is not signed."),
        ("### Bakgrund", "### Annat", "Line 121: “Insats” lacks “Bakgrund”."),
        (
            'horizon = "middle"\n\n[[targets]]\nkey = "enkat"',
            '\n[[targets]]\nkey = "enkat"',
            "Line 60: the target “praktik” is due 2022-12-31, after the end.",
        ),
        (
            "due = 2022-12-31",
            "due = 2021-07-31",
            "Line 60: the target “praktik” is due 2021-07-31, before it begins.",
        ),
        (
            'horizon = "middle"',
            "baseline = 3\nbaseline_on = 2023-01-01",
            "Line 62: the baseline of “praktik” is of 2023-01-01, not before it is due, 2022-12-31.",
        ),
        (
            "count = 33\n",
            "",
            "Line 24: how many the target group “familjehems- och socialsekreterare” is, is not known.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(before: str, after: str, told: str) -> None:
    plain = [sentence.replace("\u00a0", " ") for sentence in findings("mafi", (before, after))]
    number = re.compile(r"^Line \d+: ")
    assert number.sub("", told) in [number.sub("", sentence) for sentence in plain]


def test_who_is_responsible_must_be_said_where_the_form_asks_for_it() -> None:
    fund = fund_of("sodertalje-2018")
    (part,) = (part for part in fund.parts if part.key == "ansvarig")
    asked = replace(part, fields=tuple(replace(field, is_required=True) for field in part.fields))
    strict = replace(fund, parts=tuple(asked if each is part else each for each in fund.parts))
    nobody = read_application(
        application("mafi").replace('responsible = "resultatområdeschef"\n', ""), "f", strict
    )
    (told,) = check(nobody, strict, CODES, MEASURES)
    assert told.what.in_words("en") == "Line 1: “Ansvarig” is not written."


def test_a_fund_without_days_goes_from_the_first_to_the_last_of_its_years() -> None:
    (told,) = findings("uppsala", ("start = 2009-01-01", "start = 2006-01-01"))
    assert told.endswith("2006-01-01 is before the fund begins.")


def test_a_target_of_a_phase_is_not_due_before_the_phase() -> None:
    (told,) = findings("jonkoping", ("due = 2013-12-31", "due = 2011-12-31"))
    assert told.endswith("is due 2011-12-31, before it begins.")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Ring 08-123 45 67 för mer.", "a telephone number stands here."),
        ("Skriv till fornamn.efternamn@exempel.se.", "an e-mail address stands here."),
        ("Diarienummer 2021/0417, kommunerna 0331 och 0980.", ""),
    ],
)
def test_how_to_reach_somebody_is_told_with_its_line_and_stops_nothing(typed: str, told: str) -> None:
    text = application("mafi").replace("### Bakgrund", f"### Bakgrund\n{typed}", 1)
    fund = fund_of("sodertalje-2018")
    assert check(read_application(text, "ansokan.md", fund), fund, CODES, MEASURES) == ()
    said = [each.what.in_words("en") for each in contacts_in(text, "ansokan.md")]
    line = text.split("\n").index(typed) + 1
    assert said == ([f"Line {line}: {told}"] if told else [])


def test_all_of_it_is_told_at_once_from_the_first_line_to_the_last() -> None:
    found = findings(
        "mafi",
        ("total_sek = 80600", "total_sek = 1"),
        ('unit = "index"\n', ""),
        ("### På kort sikt", "### Annat"),
    )
    lines = [int(re.findall(r"\d+", sentence)[0]) for sentence in found]
    assert len(found) == 3 and lines == sorted(lines)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("+++\nfund", "---\nfund", "Line 1: the head is marked with ---, as for another language than TOML."),
        ('title = "MAFI', "title = MAFI", 'Line 3: “title = MAFI i familjehemsvården"” is no TOML.'),
        ("total_sek = 80600", "total_sek = -5", "Line 9: total_sek cannot be -5."),
        ("start = 2021-08-01", 'start = "hösten"', 'Line 7: start cannot be "hösten".'),
        ("applicant =", "aplicant =", "Line 4: there is no key “aplicant” here."),
        ("## Insats", "## Insatser", "“Insatser” is no heading of the form."),
        ("## Insats", "## Bedömning", "the fund fills in “Bedömning”, not the applicant."),
        ("Två medarbetare går", "19640823-3234 går", "an identity number stands here."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(before: str, after: str, told: str) -> None:
    text = application("mafi")
    assert before in text
    with pytest.raises(Refusal) as refused:
        read_application(text.replace(before, after, 1), "ansokan.md", fund_of("sodertalje-2018"))
    said = [problem.what.in_words("en") for problem in refused.value.problems]
    assert any(told in sentence for sentence in said), said


PARTLY = Handled(decision="delvis beviljad", decided_on=date(2021, 5, 21), decided_by="stadsdirektören")


@pytest.mark.parametrize(
    ("state", "handled", "told"),
    [
        ("inskickad", Handled(), "Inskickad"),
        ("delvis beviljad", PARTLY, "Delvis beviljad 2021-05-21 av stadsdirektören"),
        ("pågår", PARTLY, "Pågår; delvis beviljad 2021-05-21 av stadsdirektören"),
    ],
)
def test_the_head_says_where_it_stands_and_what_was_decided(state: str, handled: Handled, told: str) -> None:
    assert status_of(state, handled) == told
