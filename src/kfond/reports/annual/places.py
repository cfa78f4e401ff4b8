"""The municipalities that a report speaks of: their names, and the part of a figure's id that means each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kfond.catalogue.lines import slug_of
from kfond.reports.annual.material import Material


def names_of(material: Material) -> Mapping[str, str]:
    """The names of the municipalities that anything speaks of, by their codes."""
    rows = (row for those in material.lists.values() for row in those if row.municipality_code)
    returns = [*material.returns, *(one for those in material.earlier.values() for one in those)]
    return {
        **{row.municipality_code: row.municipality for row in rows},
        **{answer.municipality_code: answer.municipality for answer in returns},
    }


def place_keys(material: Material) -> Mapping[str, str]:
    """A key for each municipality by its name; where two would have the same (Habo, Håbo) each has its code too."""
    names = names_of(material)
    times = Counter(map(slug_of, names.values()))
    return {
        name: f"{slug_of(name)}-{code}" if times[slug_of(name)] > 1 else slug_of(name)
        for code, name in names.items()
    }
