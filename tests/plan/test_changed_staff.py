"""Which staff figures differ between two plans, and in what order they are told."""

from __future__ import annotations

from typing import Any

from kfond.messages import say
from kfond.plan.changed_staff import NOT_KNOWN, staff_beside
from kfond.plan.outlines import outline_of


def plan_with(*figures: tuple[list[str], str, int | None]) -> dict[str, Any]:
    """A plan as it is kept, with a round for each of: bands, municipality, persons in its sheet."""
    courses = [
        {
            "area": "BoU",
            "course": f"Kurs {at}",
            "bands": bands,
            "term": "VT2018",
            "groups": 1,
            "seats_total": 1,
            "cost_ore": None,
            "cost": None,
            "seats": [{"municipality_code": code, "stated": persons, "sources": []}],
        }
        for at, (bands, code, persons) in enumerate(figures)
    ]
    kept = {"terms": ["VT2018"], "terms_late": 0, "settings": {}, "not_planned": [], "coverage": []}
    return {**kept, "courses": courses}


def test_the_largest_difference_stands_first_and_nothing_is_told_twice() -> None:
    new, some, both = ["0-2"], ["3-5"], ["0-2", "3-5"]
    before = plan_with(
        (new, "1421", 3), (some, "1421", 4), (both, "1421", 7), (both, "1401", 9), (new, "1435", None)
    )
    now = plan_with(
        (new, "1421", 5), (some, "1421", 4), (both, "1421", 9), (both, "1401", 4), (new, "1435", 1)
    )

    (chapter,) = staff_beside(outline_of(before, say("then")), outline_of(now, say("now")))

    # 1421 changed in the one band alone; of 1401 the two bands are known together only.
    assert [(row[0], *row[2:4]) for row in chapter.tables[0].rows] == [
        ("1401", 9, 4),
        ("1421", 3, 5),
        ("1435", NOT_KNOWN, 1),
    ]
    assert staff_beside(outline_of(now, say("now")), outline_of(now, say("now"))) == ()
