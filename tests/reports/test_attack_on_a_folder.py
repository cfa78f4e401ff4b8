"""Everything that is written for the example region into one folder, read by somebody who subtracts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Hashable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from attack import computed, equations, extremes
from kfond import db
from kfond.placements.actions import statistics_of
from kfond.placements.tallies import ALL, Span
from kfond.reports.actions import report_of, traced_figures
from kfond.reports.annual.as_csv import as_csv
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.as_json import as_json
from kfond.reports.annual.kinds import REPORT_KINDS
from kfond.reports.annual.placement_figures import COUNTS, FORMS
from kfond.reports.documents.document import Front
from kfond.reports.writers.markdown import as_markdown

YEARS = (2016, 2017, 2018)
K = 5
TABLE = re.compile(r"Tabell: Placeringar (?P<year>\d{4}) efter form.*\n\n\|.*\n\|.*\n(?P<rows>(?:\|.*\n)+)")


@pytest.fixture(scope="module")
def folder(region_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of three years, drafts and fixed ones, in every format of plain text."""
    into = tmp_path_factory.mktemp("folder")
    with db.reading(region_db) as session:
        for year in YEARS:
            for kind in (
                REPORT_KINDS["annual"],
                REPORT_KINDS["placements"],
                REPORT_KINDS["tertial"],
            ):  # the others are parts of the annual
                for is_published in (False, True):
                    report = report_of(session, year, kind, is_published=is_published)
                    status = "Fastställd" if is_published else "Utkast"
                    document = as_document(report, Front(report.title, status=status))
                    name = into / f"{kind.key}-{year}-{status}"
                    name.with_suffix(".md").write_text(as_markdown(document), encoding="utf-8")
                    name.with_suffix(".json").write_text(json.dumps(as_json(report)), encoding="utf-8")
                    name.with_suffix(".csv").write_text(as_csv(report.figures), encoding="utf-8")
    return into


@pytest.fixture(scope="module")
def truth(region_db: Path) -> dict[str, int]:
    """The counts of placements as the sheets have them, by the ids of figures, the hidden ones too."""
    with db.reading(region_db) as session:
        statistics = statistics_of(session)
    assert statistics
    return {
        f"placements.{year}.{form or 'all'}.{measure}": value
        for year in YEARS
        for form in (*FORMS, ALL)
        for measure in COUNTS
        if (value := statistics.tallies.number(Span.of_year(year), ALL, form, measure)) is not None
    }


def read_off(folder: Path) -> Iterator[tuple[str, Fraction]]:
    """Every number that any file tells, by the id of its figure."""
    for file in sorted(folder.glob("*.json")):
        for figure in json.loads(file.read_text(encoding="utf-8"))["figures"]:
            for end in ("value", "low", "high"):
                if figure[end] is not None:
                    yield figure["id"], Fraction(figure[end]).limit_denominator(10_000)
    for file in sorted(folder.glob("*.csv")):
        text = file.read_text(encoding="utf-8-sig")
        for row in csv.DictReader(io.StringIO(text), delimiter=";"):
            if row["Värde"]:
                yield row["Nyckel för kfond trace"], Fraction(row["Värde"].replace(",", "."))
    for file in sorted(folder.glob("*.md")):
        yield from _in_table(file.read_text(encoding="utf-8"))


def _in_table(text: str) -> Iterator[tuple[str, Fraction]]:
    """The numbers of the table of placements by form, as the document prints them."""
    forms = {name.casefold(): form for form, name in (*FORMS.items(), ("all", "alla former"))}
    found = TABLE.search(text)
    for line in found["rows"].splitlines() if found else ():
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for field, cell in zip(("ongoing", "started", "ended", "breakdowns"), cells, strict=False):
            said = re.sub(r"\s", "", cell)
            if said.isdigit():
                yield f"placements.{found['year']}.{forms[name.casefold()]}.{field}", Fraction(said)


def sums(truth: dict[str, int]) -> list[tuple[Hashable, list[Hashable]]]:
    """What a reader knows: forms add up to all, and those ended are planned or breakdowns."""
    found: list[tuple[Hashable, list[Hashable]]] = []
    for key in truth:
        _, year, form, field = key.split(".")
        if form == "all":
            parts = [
                other for other in truth if re.fullmatch(rf"placements\.{year}\.(?!all\.)\w+\.{field}", other)
            ]
            found.append((key, list(parts)))
        if field == "ended":
            found.append((key, [f"placements.{year}.{form}.breakdowns", f"planned.{year}.{form}"]))
    return found


def test_no_small_count_of_placements_can_be_computed(folder: Path, truth: dict[str, int]) -> None:
    shown: dict[Hashable, int] = {
        key: int(number) for key, number in read_off(folder) if key in truth and number.denominator == 1
    }
    small = {key for key, value in truth.items() if 0 < value < K}
    assert small, "the region has small counts to hide"
    assert not small & set(shown)
    assert all(shown[key] == truth[str(key)] for key in shown), "what is shown is true"
    found = equations(shown, sums(truth))
    assert not small & set(computed(found))
    hidden = {key for left, _ in found for key in left}
    for key in sorted(small & hidden):
        least, most = extremes([each for each in found if each[0]], key, 0, 100)
        assert least < most


def test_the_attack_reads_the_tables_of_the_documents(folder: Path) -> None:
    read = dict(_in_table((folder / "annual-2018-Utkast.md").read_text(encoding="utf-8")))
    assert len(read) > 20
    assert read["placements.2018.all.breakdowns"] == 22


def test_no_share_tells_a_hidden_count(folder: Path, truth: dict[str, int]) -> None:
    told = dict(read_off(folder))
    for key, share in told.items():
        if key.startswith("placements.") and key.endswith("breakdown_share"):
            ended = truth[key.replace("breakdown_share", "ended")]
            breakdowns = round(share * ended)
            assert breakdowns == 0 or breakdowns >= K


def test_the_cells_of_sensitive_figures_are_told_in_no_file(folder: Path) -> None:
    for file in folder.glob("*.json"):
        for figure in json.loads(file.read_text(encoding="utf-8"))["figures"]:
            if figure["id"].startswith("placements."):
                assert {source["verbatim"] for source in figure["sources"]} <= {None}
            if figure["suppressed"]:
                assert (figure["value"], figure["low"], figure["high"]) == (None, None, None)


def test_fixed_documents_repeat_no_words_beside_figures(region_db: Path, folder: Path) -> None:
    with db.reading(region_db) as session:
        typed = {
            source.verbatim.strip()
            for year in YEARS
            for figure in traced_figures(session, report_of(session, year))
            if figure.id.startswith("staffing.")
            for source in figure.sources
        }
    wordy = {text for text in typed if re.match(r"\d.*[a-zåäö]{4}", text)}
    wordy -= {text for text in wordy if re.fullmatch(r"\d+ [a-z]+ \d{4}", text)}  # days
    assert wordy, "the region has words beside figures"
    for file in folder.glob("*-Fastställd.*"):
        text = file.read_text(encoding="utf-8")
        assert not [words for words in wordy if words in text]
