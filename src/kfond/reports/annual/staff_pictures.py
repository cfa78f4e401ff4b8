"""The pictures of the staff: experience bands, and posts with vacancies, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from kfond.cells import Quality, Reading
from kfond.formatting import date_long, number
from kfond.reports.annual.material import MAIN_AREA, Material, in_order, own
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.annual.tables import main_day
from kfond.reports.pictures.kinds import Amount, Intervals, Stacks, Titles
from kfond.reports.tables import Column, Table
from kfond.reports.wording import MEASURES, unit_name
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure, Return

POSTS = (Measure.POSITIONS, Measure.VACANCIES)


def bands_picture(material: Material) -> Stacks:
    """The experience bands of each unit."""
    titles = Titles(
        title=_bands_title(material.returns),
        subtitle="Erfarenhet inom området, antal per kommun och enhet",
        note=_note(material),
        unit=("person", "personer"),
    )
    return Stacks(titles, tuple(_heading(band) for band in BANDS), _rows(material, BANDS))


def posts_picture(material: Material) -> Intervals:
    """Posts and vacant posts of each unit, with what is not known of them."""
    titles = Titles(
        title=_posts_title(material.returns),
        subtitle="Tjänster och vakanta tjänster, antal per kommun och enhet",
        note=_note(material),
        unit=("tjänst", "tjänster"),
    )
    return Intervals(titles, tuple(_heading(measure) for measure in POSTS), _rows(material, POSTS))


def posts_table(material: Material) -> Table:
    """The data of that picture, each figure tied to its cell."""
    cells = StaffCells(material.returns)
    return Table(
        "Tjänster och vakanta tjänster, antal per kommun och enhet",
        (Column("Kommun", False), *(Column(_heading(measure)) for measure in POSTS)),
        tuple(
            (unit_name(answer, MAIN_AREA), *(cells.marked(answer, measure) for measure in POSTS))
            for answer in in_order(material.returns)
        ),
    )


def amount_of(answer: Return, measure: Measure) -> Amount:
    """A cell to draw: its number, its interval, or not known."""
    cell = answer.stated(measure)
    if cell is None or not _is_figure(cell.reading):
        return Amount(None)
    reading = cell.reading
    return Amount(reading.value, reading.low, reading.high)


def _is_figure(reading: Reading) -> bool:
    return reading.quality not in (Quality.MISSING, Quality.UNCLEAR)


def _rows(material: Material, measures: Sequence[Measure]) -> tuple[tuple[str, tuple[Amount, ...]], ...]:
    return tuple(
        (unit_name(answer, MAIN_AREA), tuple(amount_of(answer, measure) for measure in measures))
        for answer in in_order(material.returns)
    )


def _heading(measure: Measure) -> str:
    return MEASURES[measure].capitalize()


def _note(material: Material) -> str:
    cover, day = material.coverage(own(material.returns)), main_day(material.returns)
    when = f" Siffrorna gäller {date_long(day)} där inget annat sägs." if day else ""
    return f"Källa: kommunernas uppgifter, {cover.answered} av {cover.asked} har svarat själva.{when}"


def _bands_title(returns: Sequence[Return]) -> str:
    """In how many units the new ones surely outnumber the experienced, of those where it is known."""
    first, last = BANDS[0], BANDS[-1]
    pairs = [(amount_of(answer, first), amount_of(answer, last)) for answer in returns]
    more = [_outnumbers(new, old) for new, old in pairs]
    known = [each for each in more if each is not None]
    if not known:
        return "Erfarenheten är inte känd så att enheterna går att jämföra"
    words = f"De med {MEASURES[first]} är fler än de med {MEASURES[last]}"
    return f"{words} i {number(known.count(True))} av {_units(len(known))}{_open(more)}"


def _outnumbers(new: Amount, old: Amount) -> bool | None:
    """Whether there are surely more of one than of another, surely not, or (None) nobody can say."""
    if new.low is not None and old.high is not None and new.low > old.high:
        return True
    if new.high is not None and old.low is not None and new.high <= old.low:
        return False
    return None


def _posts_title(returns: Sequence[Return]) -> str:
    """In how many units posts are vacant, of those where it is known."""
    vacant = [_is_any(amount_of(answer, Measure.VACANCIES)) for answer in returns]
    known = [each for each in vacant if each is not None]
    if not known:
        return "Om tjänster är vakanta är inte känt"
    return f"Tjänster är vakanta i {number(known.count(True))} av {_units(len(known))}{_open(vacant)}"


def _is_any(amount: Amount) -> bool | None:
    if amount.low is not None and amount.low > 0:
        return True
    return False if amount.high == 0 else None


def _units(count: int) -> str:
    return f"{number(count)} {'enhet' if count == 1 else 'enheter'}"


def _open(found: Sequence[bool | None]) -> str:
    missing = found.count(None)
    return f"; i {number(missing)} går det inte att säga" if missing else ""
