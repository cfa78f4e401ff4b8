"""From the rows of a list of leavers and hires to movements."""

from datetime import date

from kfond.staffing.movements import movements_of
from kfond.staffing.returns import Measure
from written_lists import rows_of

TO_MEMBER = "Varav till annan kommun i förbundet"


def test_movements_are_persons_or_not_stated() -> None:
    rows = rows_of(
        "movements",
        [
            ["Kommun", "Område", "Period", "Band", "Slutat", "Egen begäran", "Pension", TO_MEMBER, "Nyanställda"],
            ["Orust", "BoU", "VT2018", "0-2 år", 3, 2, 0, 1, "ca 2"],
            ["Orust", "BoU", "VT2018", "> 5 år", "vet ej", "", "", "", "1,5"],
            ["Orust", "EKB", 2018, "alla", 0, "-", "några", "", 0],
            ["Tanum", "BoU", 2018, "", 4, "", "", "", "2-3"],
            ["Vara", "BoU", 2018, "de flesta", 3, "", "", "", ""],  # as a part of all it would count twice
        ],
    )  # fmt: skip
    assert [
        (m.municipality_code, m.area, m.band, m.leavers, m.own_request, m.pensions, m.to_member, m.hires)
        for m in movements_of(rows)
    ] == [
        ("1421", "BoU", Measure.BAND_0_2, 3, 2, 0, 1, 2),
        ("1421", "BoU", Measure.BAND_OVER_5, None, None, None, None, None),
        ("1421", "EKB", None, 0, None, None, None, 0),
        ("1435", "BoU", None, 4, None, None, None, None),
    ]
    first = movements_of(rows)[0]
    assert (first.first_day, first.last_day, first.source.place.cell) == (
        date(2018, 1, 1),
        date(2018, 6, 30),
        "A2",
    )
