"""Reports of tertials and years, each written when its time was over and nobody knew the next, and all read together.

A made-up organisation: Ale sends a row a placement, Orust counts of tertials, Tanum counts of whole years alone.
"""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from attack import WholeNumbers
from kfond.cli import app
from kfond.commands.papers import written as paper_of
from kfond.db import reading
from kfond.periods import Tertial
from kfond.reports.actions import report_of
from kfond.reports.annual.as_csv import as_csv
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.as_json import as_json
from kfond.reports.annual.kinds import REPORT_KINDS, TERTIAL
from kfond.reports.annual.report import Report
from kfond.reports.documents.document import Front
from workbooks import write_workbook

K, MOST = 5, 400
YEARS = (2021, 2022)
FORMATS = {"tertial": (".md", ".json"), "placements": (".json", ".csv", ".md", ".html", ".xlsx")}
PLACED = ("Kommun", "Period", "Placeringsform", "Pågående", "Påbörjade", "Avslutade", "Oplanerade avbrott")
ROWS = (
    "Kommun", "Listan gäller", "Placeringens nummer", "Placeringsform", "Började", "Slutade", "Hur den slutade",
)  # fmt: skip
HOMES = ("Period", "Intresseanmälningar", "Nya i familjehemsbanken", "Hem i banken", "Hem som slutade")
ASKED = ("Kommun", "Period", "Typ av hem", "Förfrågningar", "Matchade", "Avslutade utan hem", "Väntar")
FORMS = {"familjehem": "foster_home", "jourhem": "emergency"}
FIRST_DAYS = {1: "02-10", 2: "06-10", 3: "10-10"}
LAST_DAYS = {1: "04-30", 2: "08-31", 3: "12-31"}
Key = tuple[str, str, str, str]
"""What is counted of, the time (2022.t1, 2022), the form or municipality (all), and the measure."""
COLUMNS = {
    "Pågående vid tidens slut": ("placements", "ongoing"),
    "Påbörjade": ("placements", "started"),
    "Avslutade": ("placements", "ended"),
    "Varav sammanbrott": ("placements", "breakdowns"),
    "Förfrågningar": ("referrals", "asked"),
    "Matchade": ("referrals", "matched"),
    "Avslutade utan hem": ("referrals", "not_met"),
    "Väntar vid tidens slut": ("referrals", "waiting"),
}
LINES = {
    "Intresseanmälningar": "interest",
    "Nya i familjehemsbanken": "banked",
    "Hem i banken": "in_bank",
    "Hem som slutade": "left",
}
MEASURES = {
    "placements": ("ongoing", "started", "ended", "breakdowns"),
    "homes": tuple(LINES.values()),
    "referrals": ("asked", "matched", "not_met", "waiting"),
}
STOCKS = ("ongoing", "in_bank", "waiting")


class Organisation:
    """Its sheets, tertial by tertial, and the true numbers, also those of each municipality that no report tells."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.truth: dict[Key, int] = {}
        self.homes_in_bank = 20
        self.waiting = {"Ale": 3, "Orust": 2, "Tanum": 4}
        self.stock = {("Orust", "familjehem"): 24, ("Orust", "jourhem"): 6, ("Tanum", "familjehem"): 9}
        self.rows: list[list[str]] = []
        self.going_on = {form: deque[list[str]]() for form in FORMS}
        for number in range(20):
            self._placed("familjehem" if number < 15 else "jourhem", "2020-05-01")

    def _placed(self, form: str, day: str) -> None:
        row = [f"P{len(self.rows)}", form, day, "", ""]
        self.rows.append(row)
        self.going_on[form].append(row)

    def _note(self, subject: str, place: str, year: int, third: int, **numbers: int) -> None:
        for measure, number in numbers.items():
            of_year = (subject, str(year), place, measure)
            before = 0 if measure in STOCKS else self.truth.get(of_year, 0)
            self.truth[of_year] = before + number
            if not place.startswith("Tanum"):
                self.truth[subject, f"{year}.t{third}", place, measure] = number

    def sheets(self, year: int, third: int) -> dict[str, list[Sequence[object]]]:
        """What is sent when a tertial is over; with the last one, also what Tanum says of the year."""
        period = f"T{third} {year}"
        placed, asked = [PLACED], [ASKED]
        first = f"{year}-{(third * 4 - 3):02}-01"
        for form in FORMS:
            started, ended = self.dice.randint(0, 7), self.dice.randint(0, 7)
            for _ in range(started):
                self._placed(form, f"{year}-{FIRST_DAYS[third]}")
            ended = min(ended, len(self.going_on[form]))
            broken = self.dice.randint(0, ended)
            for number in range(ended):
                row = self.going_on[form].popleft()
                row[3:] = [
                    f"{year}-{LAST_DAYS[third]}",
                    "sammanbrott" if number < broken else "åter till föräldrar",
                ]
            left = len(self.going_on[form])
            self._note(
                "placements",
                f"Ale {form}",
                year,
                third,
                ongoing=left,
                started=started,
                ended=ended,
                breakdowns=broken,
            )
            placed += self._counted("Orust", form, year, third, period)
        placed += self._counted("Tanum", "familjehem", year, third, "")
        interest, banked, out = self.dice.randint(3, 25), self.dice.randint(0, 12), self.dice.randint(0, 6)
        self.homes_in_bank += banked - out
        homes = [HOMES, (period, interest, banked, self.homes_in_bank, out)]
        self._note(
            "homes",
            "all",
            year,
            third,
            interest=interest,
            banked=banked,
            in_bank=self.homes_in_bank,
            left=out,
        )
        for name in self.waiting:
            came = self.dice.randint(0, 12)
            settled = self.dice.randint(0, self.waiting[name] + came)
            matched = self.dice.randint(0, settled)
            self.waiting[name] += came - settled
            numbers = {
                "asked": came,
                "matched": matched,
                "not_met": settled - matched,
                "waiting": self.waiting[name],
            }
            self._note("referrals", name, year, third, **numbers)
            if name != "Tanum":
                asked.append((name, period, "familjehem", *numbers.values()))
        if third == 3:
            of_year = {key: value for key, value in self.truth.items() if key[1] == str(year)}
            told = [
                [of_year[s, str(year), p, m] for m in MEASURES[s]]
                for s, p in (("placements", "Tanum familjehem"), ("referrals", "Tanum"))
            ]
            placed.append(("Tanum", year, "familjehem", *told[0]))
            asked.append(("Tanum", year, "familjehem", *told[1]))
        rows = [
            ("Ale", f"{first} till {year}-{LAST_DAYS[third]}", *row)
            for row in self.rows
            if not row[3] or row[3] >= first
        ]
        return {"Antal": placed, "Hem": homes, "Remisser": asked, "Rader": [ROWS, *rows]}

    def _counted(self, name: str, form: str, year: int, third: int, period: str) -> list[Sequence[object]]:
        started, ended = self.dice.randint(0, 8), self.dice.randint(0, min(8, self.stock[name, form]))
        broken = self.dice.randint(0, ended)
        self.stock[name, form] += started - ended
        numbers = {
            "ongoing": self.stock[name, form],
            "started": started,
            "ended": ended,
            "breakdowns": broken,
        }
        self._note("placements", f"{name} {form}", year, third, **numbers)
        return [(name, period, form, *numbers.values())] if period else []


NAMES = {"1440": "Ale", "1421": "Orust", "1435": "Tanum"}
TIMES = tuple(key for year in YEARS for key in (f"{year}.t1", f"{year}.t2", f"{year}.t3", str(year)))


def true_numbers(made: Organisation) -> dict[Key, int]:
    """What reports could tell, and what Tanum has that tells of years alone."""
    found: dict[Key, int] = {}
    for (subject, time, place, measure), number in made.truth.items():
        name, _, form = place.partition(" ")
        places = {"all", FORMS[form]} if form else {"all"}
        if subject == "referrals" and "." not in time:
            places.add(name)
        if name == "Tanum":
            places.add("Tanum")
        for each in places:
            key = (subject, time, each, measure)
            found[key] = found.get(key, 0) + number
    return found


def written(folder: Path, made: Organisation) -> list[Path]:
    """The reports in every format, each from what had come when its time was over."""

    def run(*words: str) -> None:
        done = CliRunner().invoke(
            app,
            ["--db", str(folder / "kfond.db"), "--today", "2023-02-10", *words],
            env={"LANG": "sv_SE.UTF-8"},
        )
        assert done.exit_code == 0, done.output

    run("init", "--association", "Provet", *(part for name in NAMES.values() for part in ("--member", name)))
    run("placements", "rows", "--on", "--decision", "2021-1")
    papers = []
    for year, third in product(YEARS, (1, 2, 3)):
        book = write_workbook(folder / f"{year}-{third}.xlsx", **made.sheets(year, third))
        run("import", "--strict", str(book))
        with reading(folder / "kfond.db") as session:
            reports = [report_of(session, year, TERTIAL, tertial=Tertial(year, third))]
            reports += [report_of(session, year, REPORT_KINDS["placements"])] if third == 3 else []
        for report in reports:
            for form in FORMATS["tertial" if report.tertial else "placements"]:
                papers.append(folder / f"{report.kind.title}-{year}-{third}{form}")
                papers[-1].write_bytes(contents(report, form))
    return papers


def contents(report: Report, form: str) -> bytes:
    """A report in a format."""
    if form in (".json", ".csv"):
        return (json.dumps(as_json(report)) if form == ".json" else as_csv(report.figures)).encode()
    paper = paper_of(as_document(report, Front(report.title)), form)
    return paper if isinstance(paper, bytes) else paper.encode()


def lines_of(paper: Path) -> Iterator[list[str]]:
    """The rows of the tables of a paper, and its other lines as rows of one cell."""
    if paper.suffix == ".xlsx":
        for sheet in load_workbook(paper):
            for row in sheet.iter_rows(values_only=True):
                yield [str(cell) for cell in row if cell is not None]
        return
    text = paper.read_text(encoding="utf-8")
    if paper.suffix == ".html":
        for part in re.findall(r"<tr.*?</tr>|<caption.*?</caption>", text, re.DOTALL):
            cells = re.findall(r"<(?:t[dh]|caption)[^>]*>(.*?)</(?:t[dh]|caption)>", part, re.DOTALL)
            yield [html.unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", cell)).strip() for cell in cells]
        return
    for line in text.splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [line]


def time_in(words: str) -> str:
    """The key of a time: T2 2022 or Hela 2022."""
    found = re.search(r"(?:T(\d) )?(20\d\d)", words)
    return "" if found is None else f"{found[2]}.t{found[1]}" if found[1] else found[2]


def in_tables(lines: Iterable[list[str]]) -> Iterator[tuple[Key, int]]:
    """The numbers of tables by their labels: a row a time, a form, a municipality or a measure."""
    caption, head = "", [""]
    forms = {**FORMS, "alla former": "all"}
    for line in lines:
        if len(line) < 2:
            caption, head = line[0] if line and time_in(line[0]) else caption, [""]
            continue
        if line[0] in ("Tid", "Form", "Vad", "Kommun"):
            head = line
            continue
        for label, cell in zip(head[1:], line[1:], strict=False):
            said = re.sub(r"[\s.]0$|\s", "", cell)
            places = forms if head[0] == "Form" else {name.casefold(): name for name in NAMES.values()}
            place = places.get(line[0].casefold(), "" if head[0] in ("Form", "Kommun") else "all")
            if not said.isdigit() or not place:
                continue
            if head[0] == "Vad" and line[0] in LINES:
                yield ("homes", time_in(label), "all", LINES[line[0]]), int(said)
            elif head[0] == "Form" and re.fullmatch(r"20\d\d", label):
                yield ("placements", label, place, "ongoing"), int(said)
            elif label in COLUMNS and head[0] in ("Tid", "Form", "Kommun"):
                time = time_in(line[0]) if head[0] == "Tid" else time_in(caption)
                yield (COLUMNS[label][0], time, place, COLUMNS[label][1]), int(said)


def by_ids(paper: Path) -> Iterator[tuple[Key, int]]:
    """The numbers of a paper for scripts, by the ids of its figures."""
    text = paper.read_text(encoding="utf-8-sig")
    if paper.suffix == ".json":
        told = [(each["id"], each["value"]) for each in json.loads(text)["figures"]]
    else:
        rows = csv.DictReader(io.StringIO(text), delimiter=";")
        told = [(row["Nyckel för kfond trace"], row["Värde"] or None) for row in rows]
    for key, value in told:
        found = re.fullmatch(r"(placements|homes|referrals)\.(\d{4}(?:\.t\d)?)\.(\w+)\.(\w+)", key)
        if found and value is not None and found[4] in MEASURES[found[1]]:
            yield (found[1], found[2], NAMES.get(found[3], found[3]), found[4]), int(value)


def what_is_known(told: Mapping[Key, int], keys: Iterable[Key]) -> WholeNumbers:
    """Every sum that a reader of all reports can make."""
    known, there = WholeNumbers(dict(told)), set(keys)
    for key in sorted(there):
        known.take(key, MOST)

    def equal(*terms: tuple[int, Key]) -> None:
        if all(key in there for _, key in terms):
            known.know(terms, 0, 0)

    for subject, time in product(MEASURES, TIMES):
        for measure in MEASURES[subject]:
            whole = (subject, time, "all", measure)
            parts = FORMS.values() if subject == "placements" else NAMES.values()
            equal((1, whole), *((-1, (subject, time, part, measure)) for part in parts))
            if "." in time:
                continue
            thirds = [f"{time}.t3"] if measure in STOCKS else [f"{time}.t{third}" for third in (1, 2, 3)]
            for place in ("all", *FORMS.values()):
                alone = [(-1, (subject, time, "Tanum", measure))] if place in ("all", "foster_home") else []
                alone = alone if subject != "homes" else []
                equal(
                    (1, (subject, time, place, measure)),
                    *alone,
                    *((-1, (subject, each, place, measure)) for each in thirds),
                )
    thirds, years = [time for time in TIMES if "." in time], [str(year) for year in YEARS]
    for times, places in (
        (thirds, ("all", *FORMS.values())),
        (years, ("all", *FORMS.values(), *NAMES.values())),
    ):
        for (before, time), place in product(pairwise(times), places):
            p, r = ("placements", time, place), ("referrals", time, place)
            equal(
                (1, ("placements", before, place, "ongoing")),
                (1, (*p, "started")),
                (-1, (*p, "ended")),
                (-1, (*p, "ongoing")),
            )
            equal(
                (1, ("referrals", before, place, "waiting")),
                (1, (*r, "asked")),
                (-1, (*r, "matched")),
                (-1, (*r, "not_met")),
                (-1, (*r, "waiting")),
            )
    for subject, time, place, measure in sorted(there):
        if measure == "breakdowns":
            known.know([(1, (subject, time, place, "ended")), (-1, (subject, time, place, measure))], 0, MOST)
    return known


@pytest.mark.parametrize("seed", [1])
def test_no_small_number_follows_from_all_reports_together(seed: int, tmp_path: Path) -> None:
    made = Organisation(seed)
    told: dict[Key, int] = {}
    for paper in written(tmp_path, made):
        reads = by_ids(paper) if paper.suffix in (".json", ".csv") else in_tables(lines_of(paper))
        found = dict(reads)
        assert found, f"{paper.name} tells numbers"
        other = {key: (told[key], number) for key, number in found.items() if told.get(key, number) != number}
        assert other == {}, f"{paper.name} says what the others say"
        told |= found
    truth = true_numbers(made)
    small = sorted(key for key, number in truth.items() if 0 < number < K)
    assert small, "there is something to find out"
    assert {key: number for key, number in told.items() if truth.get(key, number) != number} == {}
    assert [key for key in small if key in told] == []
    ranges = what_is_known(told, truth).ranges(small, K - 2)
    assert {key: (ends, truth[key]) for key, ends in ranges.items() if ends[1] - ends[0] < K - 2} == {}
