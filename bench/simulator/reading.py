"""What a coordinator's tool makes of the sheets that have come: what each place had at its newest snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kfond.periods import Term
from kfond.plan.forecast.values import Start
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, Box, band_boxes, box_of, sum_of, total_box
from kfond.staffing.returns import Measure, Return

Place = tuple[str, str]
"""Area and code."""


def starts_of(returns: Iterable[Return], settings: Settings) -> tuple[Start, ...]:
    """The newest day of each place, its units together, as kfond takes what holds on a day."""
    newest: dict[Place, list[Return]] = {}
    for answer in returns:
        same = newest.setdefault((answer.area, answer.municipality_code), [])
        if same and same[0].as_of < answer.as_of:
            same.clear()
        if not same or same[0].as_of == answer.as_of:
            same.append(answer)
    return tuple(_start(place, units, settings) for place, units in sorted(newest.items()))


def _start(place: Place, units: Sequence[Return], settings: Settings) -> Start:
    area, code = place
    boxes = [band_boxes(unit, settings.heads_per_post) for unit in units]
    vacancies = [unit.stated(Measure.VACANCIES) for unit in units]
    return Start(
        code,
        area,
        units[0].as_of,
        {band: sum_of(unit[band] for unit in boxes) for band in BANDS},
        sum_of(total_box(unit, settings.heads_per_post) for unit in units),
        sum_of(box_of(stated.reading, stated.source) for stated in vacancies if stated),
    )


def figures_of(
    returns: Iterable[Return], settings: Settings
) -> Mapping[tuple[str, str, Measure], Mapping[Term, Decimal]]:
    """Area, municipality and band -> term -> the figure of its sheet; only where a cell gives one."""
    sums: dict[tuple[str, str, Measure], dict[Term, Box]] = {}
    for answer in returns:
        term = Term.containing(answer.as_of)
        for band, box in band_boxes(answer, settings.heads_per_post).items():
            series = sums.setdefault((answer.area, answer.municipality_code, band), {})
            series[term] = series[term] + box if term in series else box
    return {
        key: {term: box.best for term, box in series.items() if box.best is not None and not box.is_bounded}
        for key, series in sums.items()
    }
