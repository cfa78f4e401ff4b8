"""A course in the plans of two areas: who has taken it, and who asks for it, counts in the area that a list names."""

from collections.abc import Sequence

from kfond.catalogue.lines import Line
from kfond.catalogue.participations import taken_of
from kfond.catalogue.requests import requests_of
from kfond.plan.needs.bands import TargetGroup
from kfond.plan.needs.history import history_of
from written_catalogue import lines_of
from written_lists import rows_of

LINES: Sequence[Line] = lines_of(
    [
        ("BoU", "0-2 år", "LVU", "1 gång/år", 8, 20),
        ("missbruk", "0-2 år", "LVU", "1 gång/år", 8, 20),
    ]
)
HEADINGS = ["Kurs", "Område", "När", "Kommun", "Deltagare"]


def trained(*rows: Sequence[object]) -> dict[str, int]:
    """How many participations count in each area."""
    found = taken_of(rows_of("participations", [HEADINGS, *rows]), LINES).found
    return {
        line.stated.area: sum(
            held.count
            for rounds in history_of(
                TargetGroup(
                    line.stated.area, line.stated.area, line.course.slug, (line.stated.band,), (line.id,)
                ),
                found,
                (),
                max(row.last_day for row in found),
            ).held.values()
            for held in rounds
        )
        for line in LINES
    }


def test_participants_of_one_area_are_not_trained_in_the_other() -> None:
    assert trained(["LVU", "BoU", "VT2017", "Orust", 3]) == {"BoU": 3, "missbruk": 0}
    assert trained(["LVU", "BoU", "VT2017", "Orust", 3], ["LVU", "missbruk", "VT2017", "Orust", 2]) == {
        "BoU": 3,
        "missbruk": 2,
    }


def test_participants_of_no_stated_area_may_be_of_any() -> None:
    assert trained(["LVU", "", "VT2017", "Orust", 3]) == {"BoU": 3, "missbruk": 3}


def test_seats_are_asked_for_in_the_area_that_the_list_names() -> None:
    headings = ["Kommun", "Kurs", "Område", "Termin", "Önskade platser"]
    rows = [["Orust", "LVU", "BoU", "VT2018", 4], ["Orust", "LVU", "", "HT2018", 2]]
    asked = requests_of(rows_of("needs", [headings, *rows]), LINES).found

    assert [(one.seats, one.is_of("BoU"), one.is_of("missbruk")) for one in asked] == [
        (4, True, False),
        (2, True, True),
    ]
