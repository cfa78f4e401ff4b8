"""The made-up region is imported whole, and what the database then says is what the model counted.

The model (tools/region) knows the people that every sheet speaks of; here each figure that kfond read is held
against them. A figure may be missing, an interval or marked for review; it may never be wrong and sure of itself.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session

from kfond.catalogue.actions import catalogue, history
from kfond.catalogue.lines import slug_of
from kfond.catalogue.materials import materials_of
from kfond.catalogue.prerequisites import prerequisites_of
from kfond.catalogue.requests import requests_of
from kfond.catalogue.trainers import trainers_of
from kfond.cells import Quality
from kfond.commands.demo import MADE_UP
from kfond.db import reading
from kfond.lists.actions import current_rows
from kfond.lists.rows import Row
from kfond.periods import Term
from kfond.plan.breaks import breaks_of
from kfond.plan.costs.reading import commitments_of, prices_of
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.limits import limits_of
from kfond.staffing.actions import current_returns
from kfond.staffing.movements import movements_of
from kfond.staffing.returns import Measure, Return, Stated
from make_region import EXAMPLES, REGION, write_region
from region.care import interviews, placements
from region.course_sheets import is_listed
from region.courses import COURSES, Training
from region.plan_sheets import ADDRESS, COMMITMENTS, COMMON_BREAKS, PRICES, TRAINERS, movements, needs
from region.replies import WRITERS
from region.staff import BY_NAME, MUNICIPALITIES, YEARS, Staff
from region.staffing_sheets import SILENT, as_of

BAND_KEYS = {"0-2": "band_0_2", "2-5": "band_2_5", ">5": "band_over_5"}
NOT_READ = {"Nora.xlsx"}
"""The file that is broken on purpose; nothing else may be refused."""


@pytest.fixture(scope="module")
def staff() -> Staff:
    return Staff()


@pytest.fixture(scope="module")
def training(staff: Staff) -> Training:
    return Training(staff)


@pytest.fixture(scope="module")
def refused(database: Path) -> set[str]:
    """The files with problems."""
    return set((database.parent / "refused.txt").read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def database(region_db: Path) -> Path:
    return region_db


@pytest.fixture
def session(database: Path) -> Iterator[Session]:
    with reading(database) as session:
        yield session


def test_only_the_file_that_is_broken_on_purpose_is_refused(refused: set[str]) -> None:
    assert refused == NOT_READ


@pytest.mark.parametrize("year", YEARS)
def test_no_figure_of_the_staff_is_wrong_and_sure_of_itself(
    year: int, session: Session, staff: Staff
) -> None:
    wrong = [
        (answer.name, figure.measure.value, figure.reading.verbatim, truth)
        for answer in _returns_of(session, year)
        for figure in answer.figures
        if not _may_be(figure, truth := _truth(staff, answer)[figure.measure.value])
    ]
    assert wrong == []


@pytest.mark.parametrize(("year", "sure"), [(2014, 90), (2015, 84), (2016, 65), (2017, 75), (2018, 68)])
def test_most_figures_of_the_staff_are_read_exactly(
    year: int, sure: int, session: Session, staff: Staff
) -> None:
    exact = [
        (answer.name, figure.measure.value)
        for answer in _returns_of(session, year)
        for figure in answer.figures
        if figure.reading.quality is Quality.EXACT and not figure.reading.review
        if figure.reading.value == _truth(staff, answer)[figure.measure.value]
    ]
    assert len(exact) >= sure


@pytest.mark.parametrize("year", YEARS)
def test_those_who_answered_are_there_and_nobody_else(year: int, session: Session) -> None:
    there = {answer.municipality for answer in _returns_of(session, year)}
    silent = {SILENT[year].name} if year in SILENT else set()
    unread = {file.split()[0].removesuffix(".xlsx") for file in NOT_READ} if year == 2018 else set()
    assert there == {place.name for place in MUNICIPALITIES} - silent - unread


def test_the_bands_of_consecutive_years_fit_each_other(session: Session) -> None:
    """Nobody is experienced without having been less so before, but for the one who may come from elsewhere."""
    known = {
        (answer.municipality, answer.as_of.year): {
            figure.measure.value: figure.reading.value for figure in answer.figures
        }
        for year in (2014, 2015)
        for answer in _returns_of(session, year)
    }
    for place in MUNICIPALITIES:
        before, after = known[place.name, 2014], known[place.name, 2015]
        grew = (after["band_over_5"] or 0) - (before["band_over_5"] or 0)
        assert grew <= (before["band_2_5"] or 0) + 1


@pytest.mark.parametrize("year", YEARS)
def test_participations_of_a_year_are_those_of_the_model(
    year: int, session: Session, training: Training
) -> None:
    read = Counter[tuple[str, str, str]]()
    for row in _rows(session, "participations"):
        assert row.first_day is not None
        if row.first_day.year == year:
            read[row.name, row.municipality, row.text("counts") or "inside"] += _count(row)
    counted = Counter(
        (seat.course.name_in(seat.term), seat.worker.municipality.name, seat.course.counts)
        for seat in training.of_year(year)
    )
    assert read == counted


def test_one_round_is_a_list_of_persons_under_keys(session: Session, training: Training) -> None:
    persons = [row for row in _rows(session, "participations") if "deltagarlista" in row.source.place.file]
    assert len(persons) == sum(is_listed(seat) for seat in training.seats) == 12
    assert all("Person" not in value.text for row in persons for value in row.values)


def test_figures_of_the_last_autumn_are_preliminary_and_no_others(session: Session) -> None:
    of_2018 = [
        row for row in _rows(session, "participations") if row.source.place.file == "deltagare-2018.xlsx"
    ]
    is_early = Counter((row.first_day, _answer(row, "preliminary")) for row in of_2018)
    assert set(is_early) == {(date(2018, 1, 1), "no"), (date(2018, 7, 1), "yes")}


def test_the_summary_of_five_years_adds_up_the_same_participations(
    session: Session, training: Training
) -> None:
    held = [tie.held for tie in history(session).ties]
    summary = {course.name: course.participations and course.participations.number for course in held}
    inside = Counter(seat.course.name for seat in training.seats if seat.course.counts == "inside")
    assert summary == inside
    (total,) = history(session).totals
    assert total.participations.number == inside.total()


def test_the_newest_catalogue_holds(session: Session) -> None:
    offered = {line.stated.course for line in catalogue(session).lines}
    assert offered == {course.name for course in COURSES if course.often[1] is not None}
    before = {line.stated.course for line in catalogue(session, date(2016, 1, 1)).lines}
    assert before == {course.before or course.name for course in COURSES if course.often[0] is not None}


def test_training_that_municipalities_bought(session: Session, training: Training) -> None:
    read = {(row.municipality, row.name): _count(row) for row in _rows(session, "local_training")}
    assert read == {(event.place.name, event.course): came for event, came in training.bought.items()}


def test_placements_by_year_and_form(session: Session) -> None:
    counts = ("ongoing", "started", "ended", "breakdowns", "days", "cost")
    read = Counter[tuple[int, str]]()
    for row in _rows(session, "placements"):
        assert row.first_day is not None
        for field in counts:
            read[row.first_day.year, field] += int(_sure(row, field))
    made = Counter[tuple[int, str]]()
    for placed in placements():
        for field in counts:
            made[placed.year, field] += getattr(placed, field)
    assert read == made


@pytest.mark.parametrize("year", [2015, 2017])
def test_interviews_say_who_has_a_plan_for_newcomers(year: int, session: Session) -> None:
    read = {
        row.municipality: _answer(row, "introduction")
        for row in _rows(session, "interviews")
        if row.first_day and row.first_day.year == year
    }
    assert read == {
        of.place.name: "yes" if of.introduction.startswith("Ja") else "no" for of in interviews(year)
    }


def test_turnover_is_that_of_the_people(session: Session, staff: Staff) -> None:
    read = {
        (row.municipality, row.first_day.year): _sure(row, "value")
        for row in _rows(session, "indicators")
        if row.name == "Personalomsättning" and row.first_day
    }
    assert len(read) == 4 * len(MUNICIPALITIES)
    for (name, year), value in read.items():
        left, employed = staff.turnover(year, BY_NAME[name])
        assert abs(value - 100 * left / employed) <= Decimal("0.05")


def test_who_left_and_who_came_are_those_of_the_people(session: Session, staff: Staff) -> None:
    read = {
        (m.municipality_code, Term.containing(m.first_day).label, m.band): (
            m.leavers,
            m.pensions,
            m.to_member,
            m.hires,
        )
        for m in movements_of(_rows(session, "movements"))
    }
    assert read == {
        (m.place.code, m.term, Measure(BAND_KEYS[m.band])): (m.leavers, m.pensions, m.to_member, m.hires)
        for m in movements(staff)
    }
    assert len(read) == 4 * 3 * len(MUNICIPALITIES)
    assert sum(leavers or 0 for leavers, *_ in read.values()) > 20


def test_seats_are_asked_for_by_those_who_lack_the_course(
    session: Session, staff: Staff, training: Training
) -> None:
    assert training.seats  # whoever has been to a course asks for no seat
    read = requests_of(_rows(session, "needs"), catalogue(session).lines)
    assert read.unknown == ()
    assert {(r.municipality_code, r.course, r.term.label): (r.seats, r.fewest) for r in read.found} == {
        (n.place.code, slug_of(n.course.name), n.term): (n.seats, n.least or 0) for n in needs(staff)
    }


def test_every_price_and_trainer_is_of_a_course_and_nothing_is_unread(session: Session) -> None:
    lines = catalogue(session).lines
    prices, trainers = (
        prices_of(_rows(session, "prices"), lines),
        trainers_of(_rows(session, "trainers"), lines),
    )
    assert (prices.unknown, trainers.unknown) == ((), ())
    assert [one.price.course for one in prices.found if one.unread or not one.price.is_known] == []
    assert len(prices.found) == len(PRICES)
    assert [one.groups for one in trainers.found] == [groups for *_, groups in TRAINERS]


def test_every_promise_of_packages_is_read_to_the_krona(session: Session) -> None:
    read = commitments_of(_rows(session, "commitments"), catalogue(session).lines)
    assert read.unknown == ()
    assert sorted((one.code, one.course, one.packages, one.price) for one in read.found) == sorted(
        (BY_NAME[name].code, slug_of(course), packages, price * ORE_IN_KRONA)
        for name, course, packages, price in COMMITMENTS
    )


def test_agreed_shares_are_the_whole_and_two_have_no_budget(session: Session) -> None:
    limits = limits_of(_rows(session, "limits"))
    assert sum(one.percent or 0 for one in limits) == 100
    assert [one.code for one in limits if one.budget is None] == [BY_NAME["Nora"].code, BY_NAME["Åre"].code]
    assert {one.days for one in limits} == {300, 400, 500}


def test_breaks_material_and_what_is_to_be_taken_first(session: Session) -> None:
    breaks = breaks_of(_rows(session, "breaks"))
    assert sorted(one.code for one in breaks if one.code) == sorted(place.code for place in MUNICIPALITIES)
    assert len(breaks) == len(MUNICIPALITIES) + len(COMMON_BREAKS)
    assert all(one.kind and one.link.startswith(ADDRESS) for one in materials_of(_rows(session, "material")))
    assert prerequisites_of(catalogue(session).lines) == {
        "bbic-fordjupning": ("bbic-grund",),
        "lvu-fordjupning": ("lvu-grund",),
    }


def test_the_correction_of_a_reply_is_what_holds(session: Session) -> None:
    karlshamn = next(a for a in _returns_of(session, 2018) if a.municipality == "Karlshamn")
    assert {figure.source.place.file for figure in karlshamn.figures} == {"Karlshamn_rättad.xlsx"}


def test_every_member_replied_and_the_demonstration_knows_them_all() -> None:
    assert list(WRITERS) == [place.name for place in MUNICIPALITIES]
    assert MADE_UP.members == tuple(place.code for place in MUNICIPALITIES)


def test_the_tool_writes_the_committed_sheets(tmp_path: Path) -> None:
    write_region(tmp_path)
    assert _contents(tmp_path) == {
        name: content for name, content in _contents(REGION).items() if name != "ABOUT.md"
    }


def test_the_examples_are_the_sheets_of_the_demonstration() -> None:
    assert {p.relative_to(EXAMPLES): p.read_bytes() for p in EXAMPLES.rglob("*") if p.is_file()} == {
        p.relative_to(REGION): p.read_bytes() for p in REGION.rglob("*") if p.is_file()
    }


def test_every_sheet_says_that_its_figures_are_made_up_and_the_paper_names_it() -> None:
    about = (REGION / "ABOUT.md").read_text(encoding="utf-8")
    sheets = [path for path in REGION.rglob("*") if path.is_file() and path.suffix != ".md"]
    assert sum(path.stat().st_size for path in sheets) < 400_000
    for path in sheets:
        assert path.name in about or path.parent.name == "personal-2016", path.name
        assert "alla siffror är påhittade".encode() in _text_of(path), path.name


def _returns_of(session: Session, year: int) -> Sequence[Return]:
    day = as_of(year)
    return [answer for answer in current_returns(session, day) if answer.as_of == day]


def _truth(staff: Staff, answer: Return) -> Mapping[str, Decimal]:
    return staff.figures(answer.as_of, BY_NAME[answer.municipality], answer.unit)


def _may_be(figure: Stated, truth: Decimal) -> bool:
    """Whether the reading leaves room for the truth, or calls for a human."""
    reading = figure.reading
    if reading.review or reading.quality in (Quality.MISSING, Quality.UNCLEAR):
        return True
    at_least = reading.low is None or reading.low <= truth
    return at_least and (reading.high is None or truth <= reading.high)


def _rows(session: Session, kind: str) -> Sequence[Row]:
    return current_rows(session, kind)


def _count(row: Row) -> int:
    return int(_sure(row, "participations"))


def _sure(row: Row, field: str) -> Decimal:
    """A figure that is exact and not for review."""
    value = row.value(field)
    assert value is not None, (row.source, field)
    assert value.reading.quality is Quality.EXACT and not value.reading.review, value.reading
    assert value.reading.value is not None
    return value.reading.value


def _answer(row: Row, field: str) -> str:
    value = row.value(field)
    return value.reading.answer.value if value and value.reading.answer else ""


def _contents(folder: Path) -> dict[str, object]:
    """Each file's content by its path; of a packed one that of its parts, since packers differ."""
    return {
        str(path.relative_to(folder)): _parts(path) if zipfile.is_zipfile(path) else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _text_of(path: Path) -> bytes:
    """The bytes in which a file's texts stand, as UTF-8."""
    if zipfile.is_zipfile(path):
        return b"".join(_parts(path).values())
    content = path.read_bytes()
    if path.suffix == ".csv":
        return content.decode("cp1252").encode()
    return content.decode("latin-1").replace("\x00", "").encode()
