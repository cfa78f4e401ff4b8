"""The funds that come with kfond, those of a folder, and what becomes of a file that is changed anyhow."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.errors import ExitCode, Refusal
from kfond.funding.fund import Fund, PartKind, Rounding, Way
from kfond.funding.fund_file import read_fund
from kfond.funding.known_funds import fund_keys, fund_of, known_funds

FUNDS = {fund.key: fund for fund in known_funds()}
# The forms' own headings and labels, in their order, as the published applications and project records have them.
FORM_OF_SODERTALJE = [
    ("Målgrupp", "Verksamhet, yrkesgrupp, antal medarbetare"),
    ("Insats", "Beskriv bakgrund och insats"),
    ("Syfte och förväntad effekt", "Förväntad effekt på kort och lång sikt"),
    ("Omfattning/Tid", "Planerad start och avslut"),
    ("Kostnad", "Beräkna total eller uppdelad, tidsperiod och typ av kostnad"),
    ("Plan för uppföljning", ""),
    ("Ansvarig", "Om annan än kontorschef"),
    ("Underskrift av kontorschef", ""),
    ("Bedömning", "HR-avdelningen"),
    ("Beslut", ""),
    ("Underskrift stadsdirektören", ""),
    ("Underskrift HR-direktören", ""),
    ("Blanketten skickas till", ""),
]
HEADER_OF_A_RECORD = [
    "Programområde",
    "Projektfas",
    "Projektägare",
    "Kontaktperson",
    "E-post",
    "Telefonnummer",
    "Beviljat ESF-stöd",
    "Total projektbudget",
    "Projektperiod",
    "Region",
]
BEGINNING = [
    "Sammanfattning",
    "Bakgrund",
    "Syfte",
    "Målsättning",
    "Tillgänglighet för personer med funktionsnedsättning",
]
END = ["Samarbetspartners", "Deltagande aktörer", "Kommun"]


def headings(fund: Fund) -> list[str]:
    return [part.heading for part in fund.parts]


def test_five_funds_come_with_kfond_and_each_says_what_it_rests_on() -> None:
    assert fund_keys() == (
        "esf-2007-implementation",
        "esf-2007-preparatory",
        "esf-plus",
        "sodertalje-2018",
        "statsbidrag-bou",
    )
    assert all(fund.about and fund.source and fund.file == f"{fund.key}.toml" for fund in FUNDS.values())


def test_the_form_of_sodertalje_has_its_parts_in_order_after_the_notice() -> None:
    fund = FUNDS["sodertalje-2018"]
    notice, *form = fund.parts
    assert notice.kind is PartKind.NOTICE
    assert [(part.heading, part.hint) for part in form] == FORM_OF_SODERTALJE
    assert (fund.first_day, fund.last_day) == (date(2018, 1, 1), date(2021, 12, 31))
    assert fund.rounding is Rounding.THOUSAND_UP  # 80 600 kronor were granted as 81 000
    assert fund.part("insats").subheadings == ("Bakgrund", "Insats")
    signers = {part.role: part.is_required for part in fund.parts if part.kind is PartKind.SIGNATURE}
    assert signers == {"kontorschef": True, "stadsdirektören": False, "HR-direktören": False}


@pytest.mark.parametrize(
    ("key", "between"),
    [
        ("esf-2007-preparatory", []),
        ("esf-2007-implementation", ["Jämställdhetsintegrering", "Transnationellt samarbete"]),
    ],
)
def test_a_record_of_the_social_fund_has_its_fields_and_sections_in_order(
    key: str, between: list[str]
) -> None:
    fund = FUNDS[key]
    assert [field.label for field in fund.parts[0].fields] == HEADER_OF_A_RECORD
    assert headings(fund)[1:] == [*BEGINNING, *between, *END]
    assert "inte ansökningsblankettens ordning" in fund.about
    assert fund.co_financing and fund.co_financing.is_outside_budget and fund.co_financing.smallest is None


def test_no_rate_of_the_social_fund_plus_is_ours() -> None:
    fund = FUNDS["esf-plus"]
    assert [(rate.key, rate.rate, rate.base) for rate in fund.flat_rates] == [
        ("indirekta-kostnader", None, ("personal",)),
        ("ovriga-kostnader", None, ("personal",)),
    ]
    assert [rate.excludes for rate in fund.flat_rates] == [("ovriga-kostnader",), ("indirekta-kostnader",)]
    assert all("ontrollera" in words for words in fund.parameters.values())
    assert fund.part("horisontella-principer").subheadings == (
        "Jämställdhet",
        "Tillgänglighet",
        "Icke-diskriminering",
    )


def test_the_days_of_the_state_grant_are_those_of_2017_and_say_so() -> None:
    fund = FUNDS["statsbidrag-bou"]
    assert fund.way is Way.REQUISITION
    days = [date(2017, 12, 31) + timedelta(deadline.days) for deadline in fund.deadlines]
    assert days == [date(2017, 6, 1), date(2017, 10, 31), date(2018, 2, 5)]
    assert all(deadline.after == "year_end" and "kontrollera" in deadline.note for deadline in fund.deadlines)
    assert [kind.key for kind in fund.cost_kinds if not kind.is_eligible] == ["inhyrd-personal"]


def test_no_shipped_fund_names_a_person_or_a_mailbox_but_the_form_s_own() -> None:
    told = "\n".join(fund.text for fund in FUNDS.values())
    assert re.findall(r"\S+@\S+\w", told) == ["kompetensfonden@sodertalje.se"]
    assert re.findall(r"\b0\d{1,3}[- ]\d[\d ]{5,}\d", told) == ["08-523 010 00"]


# A folder of one's own


def test_a_fund_of_the_folder_stands_beside_ours_or_in_the_place_of_one(tmp_path: Path) -> None:
    ours = FUNDS["statsbidrag-bou"].text
    (tmp_path / "egen.toml").write_text(ours, encoding="utf-8")
    (tmp_path / "statsbidrag-bou.toml").write_text(
        ours.replace("days = 36", "days = 41"), encoding="utf-8-sig"
    )
    (tmp_path / "läs mig.txt").write_text("ingen fond", encoding="utf-8")
    assert set(fund_keys(tmp_path)) == {"egen", *FUNDS}
    assert fund_of("statsbidrag-bou", tmp_path).deadlines[-1].days == 41
    assert fund_of("egen", tmp_path).file == str(tmp_path / "egen.toml")


def refusal(key: str, folder: Path | None) -> tuple[ExitCode, str]:
    with pytest.raises(Refusal) as refused:
        fund_of(key, folder)
    return refused.value.code, str(refused.value)


def test_a_fund_or_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    code, told = refusal("sodertelje-2018", None)
    assert (code, told.split(": ")[0]) == (
        ExitCode.USAGE,
        "There is no fund called “sodertelje-2018”. Did you mean sodertalje-2018? There is",
    )
    code, told = refusal("egen", tmp_path / "borta")
    assert code is ExitCode.USAGE
    assert told.startswith(
        f"The folder {tmp_path / 'borta'} cannot be read: there is no such file or folder."
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title = 1\n\xff", "Line 2: there is a character that is not UTF-8."),
        (b"#" * 1_000_001, "The file is too large for a fund."),
        (b"", "Line 1: the key title is missing."),
    ],
    ids=["bytes", "large", "empty"],
)
def test_a_file_that_is_no_text_or_no_fund_is_refused_with_its_path(
    content: bytes, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "egen.toml"
    file.write_bytes(content)
    code, said = refusal("egen", tmp_path)
    assert code is ExitCode.DATA
    assert said.startswith(f"{file}: {told}")


def test_what_is_wrong_in_several_files_is_told_at_once(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("tittle = 1", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        known_funds(tmp_path)
    assert {problem.place.file for problem in refused.value.problems if problem.place} == {
        str(tmp_path / "a.toml"),
        str(tmp_path / "b.toml"),
    }


# A shipped file changed anyhow


@st.composite
def changed_files(draw: st.DrawFn) -> str:
    """A shipped file with a few lines dropped, doubled, moved, cut or with another key or value."""
    lines = draw(st.sampled_from(list(FUNDS.values()))).text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line, other = lines[at], draw(st.sampled_from(lines))
        key, _, value = line.partition("=")
        lines[at] = draw(
            st.sampled_from(
                [
                    "",
                    line + line,
                    other + line,
                    line[: len(line) // 2] + "\n",
                    f"{key.strip()[1:]} ={value}",
                    f"{other.partition('=')[0]}={value or chr(10)}",
                    f"{key}={other.partition('=')[2] or chr(10)}",
                    *(
                        f"{key}= {to}\n"
                        for to in ("-1", '""', "[]", "{}", "[{}]", "1e400", "2018-01-01", "true")
                    ),
                ]
            )
        )
    return "".join(lines)


@given(changed_files())
def test_a_changed_file_is_a_fund_or_refused_with_a_line_for_each_problem(text: str) -> None:
    try:
        fund = read_fund(text, "egen.toml")
    except Refusal as refusal:
        assert refusal.code is ExitCode.DATA
        numbers = [
            re.match(r"egen\.toml: Line (\d+): ", problem.in_words("en")) for problem in refusal.problems
        ]
        assert numbers
        assert all(found and 1 <= int(found[1]) <= text.count("\n") + 1 for found in numbers)
    else:
        assert fund.parts and len({part.key for part in fund.parts}) == len(fund.parts)
