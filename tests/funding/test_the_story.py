"""Three applications through their whole life, as one coordinator types it: written, sent, decided, paid, followed up.

The applications are those of three public documents with texts of our own; what happens after the decisions is made up.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forms import application, form_of, words_in
from openpyxl import Workbook
from typer.testing import CliRunner

from kfond.cli import app
from kfond.commands import fund

Kfond = Callable[..., str]


@pytest.fixture
def kfond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kfond:
    """Runs a command on a day; what it writes to stdout comes back, with `err` also what it says.

    It must end with `code`.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")

    def run(command: str, *words: str, day: str, code: int = 0, err: bool = False) -> str:
        ran = CliRunner().invoke(app, ["--today", day, *command.split(), *words])
        assert ran.exit_code == code, ran.output
        return ran.output if code or err else ran.stdout

    return run


def written(story: Path, kfond: Kfond, name: str, fund: str, day: str) -> None:
    """The coordinator begins an application and writes it."""
    year = day[:4]
    kfond(f"application new {fund} --year {year} --id {name} --title {name}", day=day)
    (story / "ansokningar" / name / "ansokan.md").write_text(application(name), encoding="utf-8")
    kfond(f"application check {name}", day=day)


def money(kfond: Kfond, name: str, day: str) -> dict[str, Any]:
    """The amounts of an application, in kronor."""
    told = json.loads(kfond("fund --json", day=day))
    (account,) = (each for each in told if each["id"] == name)
    return {key[:-4]: value // 100 for key, value in account["total"].items() if value is not None}


DOCS = Path(__file__).parents[2] / "docs"
GUIDE, MONEY = ((DOCS / name).read_text(encoding="utf-8") for name in ("arets-gang.md", "fonder-pengar.md"))


@pytest.mark.parametrize(
    "examples", [fund.EXAMPLES, MONEY, GUIDE], ids=["help", "fonder-pengar.md", "arets-gang.md"]
)
def test_who_follows_the_guide_can_type_every_example_of_the_money_as_it_stands(
    examples: str, tmp_path: Path, kfond: Kfond
) -> None:
    kfond("init --association fyrbodal", day="2026-11-23")
    for line in re.findall(r"^kfond (application (?:new|step) .*)", GUIDE, re.MULTILINE):
        kfond("", *shlex.split(line), day="2026-11-23")
        (tmp_path / "ansokningar" / "mafi" / "ansokan.md").write_text(application("mafi"), encoding="utf-8")

    shown = re.findall(r"^kfond (fund \w.*)", examples, re.MULTILINE)
    assert len(shown) > 1
    for line in shown:
        kfond("", *shlex.split(line), day="2026-11-23")


def test_three_applications_through_their_whole_life(tmp_path: Path, kfond: Kfond) -> None:
    the_competence_fund_gives_81_000_for_80_600(tmp_path, kfond)
    its_form_has_the_fields_of_the_fund_in_order(tmp_path, kfond)
    every_format_and_the_funds_own_form(tmp_path, kfond)
    the_money_is_planned_paid_used_and_the_rest_repaid(tmp_path, kfond)
    a_wrong_step_or_entry_changes_nothing(kfond)
    the_pre_study_reaches_its_four_goals(tmp_path, kfond)
    the_implementation_is_followed_up_from_the_sheets(tmp_path, kfond)
    the_final_report_tells_all_of_it_in_every_format(tmp_path, kfond)
    what_is_stated_otherwise_than_measured_is_told_beside_it(kfond)


def the_competence_fund_gives_81_000_for_80_600(story: Path, kfond: Kfond) -> None:
    kfond("init --association fyrbodal", day="2021-03-01")
    written(story, kfond, "mafi", "sodertalje-2018", "2021-03-10")
    kfond("application step mafi signed --on 2021-03-15 --by kontorschef", day="2021-03-15")
    too_early = kfond("fund grant mafi 81000 --year 2021", day="2021-03-15", code=3)
    assert "submitted" in too_early
    kfond("application step mafi submitted --by kontorschef", day="2021-03-15")

    kfond(
        "application step mafi assessed --by HR-avdelningen", "--note", "Föreslås beviljas.", day="2021-05-10"
    )
    kfond("fund recommend mafi 80600 --year 2021 --by HR-avdelningen", day="2021-05-10")
    kfond("application step mafi granted", "--by", "stadsdirektören och HR-direktören", day="2021-05-21")
    kfond(
        "fund grant mafi 81000 --year 2021", "--note", "avrundat uppåt till hela tusental", day="2021-05-21"
    )

    now = money(kfond, "mafi", "2021-05-21")
    assert (now["applied"], now["recommended"], now["granted"], now["left"]) == (
        80_600,
        80_600,
        81_000,
        81_000,
    )


def its_form_has_the_fields_of_the_fund_in_order(story: Path, kfond: Kfond) -> None:
    kfond("application render mafi -o mafi.md", day="2021-05-22")
    text = (story / "mafi.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in text.split("\n") if line.startswith("## ")]
    assert headings == [
        "Behandling av personuppgifter",
        "Målgrupp",
        "Insats",
        "Syfte och förväntad effekt",
        "Omfattning/Tid",
        "Kostnad",
        "Plan för uppföljning",
        "Ansvarig",
        "Underskrift av kontorschef",
        "Bedömning",
        "Beslut",
        "Underskrift stadsdirektören",
        "Underskrift HR-direktören",
        "Blanketten skickas till",
    ]
    for figure in (
        "62\u00a0400",
        "12\u00a0000",
        "6\u00a0000",
        "200",
        "80\u00a0600",
        "81\u00a0000",
        "33",
        "2021-03-15",
    ):
        assert figure in text, figure
    by = "stadsdirektören och HR-direktören"
    assert f"\nBeviljad 2021-05-21 av {by} · " in text
    facts = text.split("Tabell: Beslutet")[1].split("##")[0].replace("\u00a0", " ")
    assert [line for line in facts.split("\n") if line.startswith("|")][2:] == [
        "| Beslut | beviljad |",
        "| Beslutsdag | 2021-05-21 |",
        f"| Beslutat av | {by} |",
        "| Diarienummer | KS 21/117 |",
        "| Beviljat för 2021 | 81 000 kr |",
    ]


def every_format_and_the_funds_own_form(story: Path, kfond: Kfond) -> None:
    kfond("application render mafi -o papper", day="2021-05-22")
    assert sorted(path.suffix for path in (story / "papper").iterdir()) == [
        ".docx",
        ".html",
        ".md",
        ".pdf",
        ".xlsx",
    ]
    kfond("application render mafi --signed -o signed.md", day="2021-05-22")
    shown = json.loads(kfond("application show mafi --json", day="2021-05-22"))
    mark = next(step["sha256"] for step in shown["steps"] if step["state"] == "signed")
    signed = (story / "signed.md").read_text(encoding="utf-8")
    assert mark in signed and "Inte beslutad ännu." in signed and "Beviljad" not in signed

    labels = [
        "Målgrupp",
        "Insats",
        "Syfte och förväntad effekt",
        "Omfattning/Tid",
        "Kostnad",
        "Plan för uppföljning",
    ]
    (story / "blankett.docx").write_bytes(form_of(labels, {}, [], ["Ansvarig"]))
    kfond("application render mafi --form blankett.docx -o ifylld.docx", day="2021-05-22")
    words = words_in((story / "ifylld.docx").read_bytes())
    assert "Total kostnad: belopp 80\u00a0600" in words and "resultatområdeschef" in words


def the_money_is_planned_paid_used_and_the_rest_repaid(story: Path, kfond: Kfond) -> None:
    kfond("application step mafi running --by kontorschef", day="2021-08-01")
    kfond(
        "fund condition mafi underlag",
        "--text",
        "faktura från utbildaren",
        "--payment",
        "1",
        "--due",
        "2021-09-30",
        day="2021-08-01",
    )
    kfond("fund plan mafi 81000 --year 2021 --payment 1 --on 2021-10-01", day="2021-08-01")
    assert money(kfond, "mafi", "2021-08-02")["left"] == 0
    assert "faktura från utbildaren" in kfond("todo", day="2021-09-01")
    not_met = kfond("fund pay mafi 81000 --payment 1", day="2021-10-01", code=3)
    assert "underlag" in not_met
    kfond("fund met mafi underlag", "--evidence", "faktura 17", day="2021-10-02")
    kfond("fund pay mafi 81000 --payment 1", day="2021-10-03")
    too_much = kfond("fund pay mafi 1 --year 2021", day="2021-10-04", code=3)
    assert "0" in too_much

    for line, amount in (("kurs", 62_400), ("teoridag", 12_000), ("examination", 6_000)):
        kfond(f"fund use mafi {amount} --voucher v-{line} --item {line} --line {line}", day="2021-12-01")
    kfond(
        "fund use mafi 300 --voucher v-bok --item böcker --line litteratur --other",
        "enheten=100",
        day="2021-12-01",
    )
    now = money(kfond, "mafi", "2021-12-02")
    assert (now["granted"], now["paid"], now["used"], now["left"], now["unused"]) == (
        81_000,
        81_000,
        80_600,
        0,
        400,
    )
    kfond("fund repay mafi 400 --year 2021", "--note", "avrundningen gick inte åt", day="2021-12-15")
    assert money(kfond, "mafi", "2022-01-16")["repaid"] == 400


def a_wrong_step_or_entry_changes_nothing(kfond: Kfond) -> None:
    before = kfond("application show mafi --json", day="2022-02-01"), kfond("fund --json", day="2022-02-01")
    kfond("application step mafi submitted --by kontorschef", day="2022-02-01", code=2)
    kfond("application step mafi final-reported --by enheten --on 2021-01-01", day="2022-02-01", code=2)
    kfond("application step mafi fnal-reported --by enheten", day="2022-02-01", code=2)
    kfond("fund pay mafi 5 --payment 9", day="2022-02-01", code=3)
    kfond("application outcome mafi inget --value 1 --evidence x", day="2022-02-01", code=2)
    assert (
        kfond("application show mafi --json", day="2022-02-01"),
        kfond("fund --json", day="2022-02-01"),
    ) == before


def the_pre_study_reaches_its_four_goals(story: Path, kfond: Kfond) -> None:
    written(story, kfond, "uppsala", "esf-2007-preparatory", "2008-10-01")
    for state, day in (
        ("signed", "2008-10-02"),
        ("submitted", "2008-10-02"),
        ("granted", "2008-12-01"),
        ("running", "2009-01-01"),
    ):
        kfond(f"application step uppsala {state} --by projektägaren", day=day)
    kfond("fund grant uppsala 479500", day="2008-12-01")
    for goal in ("kartlaggning", "planering", "forankring", "ansokan"):
        kfond(f"application outcome uppsala {goal} --reached --evidence rapport", day="2009-06-15")
    told = json.loads(kfond("application report uppsala --until 2009-06-30 --json", day="2009-06-30"))
    assert [each["verdict"] for each in told["targets"]] == ["reached"] * 4
    for state in ("final-reported", "closed"):
        kfond(f"application step uppsala {state} --by projektägaren", day="2009-07-01")


ACTIVITIES = (
    # time, kind, activity, occasions, audience, participants, what the number is of
    ("november 2011", "möte", "Planeringssamtal", 13, "anställda", 187, "deltog"),
    ("december 2011", "möte", "Dialog", 2, "arbetsledare och chefer", 27, "deltog"),
    ("2012", "nätverksträff", "Nätverk utredning", 6, "handläggare", 40, "deltog"),
    ("2012", "nätverksträff", "Nätverk familjehem", 5, "handläggare", 22, "deltog"),
    ("2013", "evenemang", "Slutkonferens", 1, "personer utanför projektet", 118, "deltog"),
    ("2013", "evenemang", "Information", 3, "förtroendevalda", 45, "deltog"),
    ("2013", "evenemang", "Frukostmöten", 4, "andra avdelningar", 60, "inbjudna"),
)


def the_implementation_is_followed_up_from_the_sheets(story: Path, kfond: Kfond) -> None:
    written(story, kfond, "jonkoping", "esf-2007-implementation", "2011-02-01")
    for state, day in (
        ("signed", "2011-02-02"),
        ("submitted", "2011-02-02"),
        ("granted", "2011-05-02"),
        ("running", "2011-07-01"),
    ):
        kfond(f"application step jonkoping {state} --by projektägaren", day=day)
    kfond("fund grant jonkoping 5495276", day="2011-05-02")

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "När",
            "Slag",
            "Aktivitet",
            "Antal tillfällen",
            "Målgrupp",
            "Antal deltagare",
            "Deltog eller erbjöds",
        ]
    )
    for row in ACTIVITIES:
        sheet.append(row)
    book.save(story / "aktiviteter.xlsx")
    kfond("import aktiviteter.xlsx --kind activities", day="2014-01-10")
    kfond(
        "application outcome jonkoping m1 --value 200 --women 178 --men 22 --evidence",
        "inventering",
        day="2012-02-20",
    )

    told = json.loads(kfond("application report jonkoping --until 2013-12-31 --json", day="2014-01-10"))
    found = {each["target"]: (each["outcome"], each["verdict"]) for each in told["targets"]}
    assert found == {
        "m1": (200, "reached"),
        "m2": (214, "reached"),  # planeringssamtal and dialog are both meetings
        "m3": (27, "reached"),
        "g1": (None, "not_known"),  # no list of participants
        "g2": (None, "not_known"),
        "g3": (2, "not_reached"),
        "g4": (None, "not_known"),
        "g5": (118, "reached"),
        "g6": (45, "not_reached"),
        "g7": (None, "not_known"),  # who was invited has not come
    }
    assert "aktiviteter.xlsx" in told["targets"][1]["cells"][0]


def the_final_report_tells_all_of_it_in_every_format(story: Path, kfond: Kfond) -> None:
    told = kfond("application report jonkoping --final", day="2014-01-10", err=True)
    assert "5 texts of the report are not written: kfond application report jonkoping --new." in told
    kfond("application report jonkoping --new", day="2014-01-10")
    kfond(
        "application outcome jonkoping g3 --value 2 --evidence nätverkslista --why",
        "det tredje kom aldrig igång",
        day="2013-12-30",
    )
    kfond("application report jonkoping --final --until 2013-12-31 -o slut", day="2014-01-10")
    text = next((story / "slut").glob("*.md")).read_text(encoding="utf-8")
    for words in (
        "Av 10 mål",
        "det tredje kom aldrig igång",
        "| behoven är kartlagda hos dem som arbetar med social barnavård | 178 | 22 | 89",
        "Jämställdhet",
        "Tillgänglighet",
        "5 495 276",
    ):
        assert words in text, words
    assert "inte uppnått" in text and "går inte att bedöma" in text
    assert "Utkast · Regionförbundet" in text

    kfond("application step jonkoping final-reported --by projektägaren", day="2014-01-31")
    kfond("application report jonkoping --final --until 2013-12-31 -o slut.md", day="2014-02-10")
    assert "Inlämnad 2014-01-31 · Regionförbundet" in (story / "slut.md").read_text(encoding="utf-8")


def what_is_stated_otherwise_than_measured_is_told_beside_it(kfond: Kfond) -> None:
    state = "application outcome jonkoping g5 --value 120 --on 2013-12-30 --evidence gästlista"
    kfond(state, day="2014-01-10")
    both = "stated 120 (gästlista, 2013-12-30), measured 118 (until 2013-12-31)"
    for command in ("application check jonkoping", "application show jonkoping", "todo"):
        assert both in kfond(command, day="2014-01-10"), command
    asked = "application report jonkoping --until 2013-12-31"
    (told,) = (
        each
        for each in json.loads(kfond(f"{asked} --json", day="2014-01-10"))["targets"]
        if each["target"] == "g5"
    )
    assert (told["outcome"], told["measured"], told["evidence"]) == (120, 118, "gästlista")
    assert "2013-12-30, enligt gästlista; mätt till 2013-12-31: 118 (Nådda deltagare)" in kfond(
        asked, day="2014-01-10"
    )

    kfond(state, "--why", "två kom utan att skriva upp sig", day="2014-01-10")  # and said why
    assert both in kfond("application show jonkoping", day="2014-01-10")
    assert both not in kfond("todo", day="2014-01-10")
    traced = kfond("trace application.jonkoping.g5 --year 2013", day="2014-01-10")
    assert "118" in traced and "aktiviteter.xlsx" in traced
