"""A course in the plans of two areas: who has taken it, and who asks for it, counts in the area that a list names."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Count, Held, Line
from kfond.catalogue.participations import taken_of
from kfond.catalogue.requests import requests_of
from kfond.catalogue.ties import tie
from kfond.periods import Term
from kfond.plan.courses import courses_of
from kfond.plan.needs.bands import TargetGroup
from kfond.plan.needs.history import History, Pooled, history_of
from kfond.plan.needs.trained import trained_of
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure
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


def box(number: int) -> Box:
    return Box(Decimal(number), Decimal(number), Decimal(number), ())


def pooled_parts(
    staff: Mapping[str, tuple[int, int]], *lines: tuple[str, str, str], area: str = ""
) -> list[tuple[str, str | None, str]]:
    """What of a summary of 40 participations counts for each course, and what is said; `staff`: 0-2 and 3-5 years."""
    catalogue = lines_of([(area, band, "LVU", frequency, 8, 20) for area, band, frequency in lines])
    cell = catalogue[0].stated.source
    held = Held(
        "LVU", area, 2016, 2017, "", None, Count(2, cell), Count(40, cell), None, "", "", False, "", cell
    )
    sheets = {
        each: {"1421": {Measure.BAND_0_2: box(new), Measure.BAND_2_5: box(some)}}
        for each, (new, some) in staff.items()
    }
    found = []
    for course in courses_of(catalogue, Term(2018, 1)):
        target = TargetGroup(
            course.key, course.area, "lvu", course.bands, tuple(line.id for line in course.lines)
        )
        history = history_of(target, (), [tie(held, catalogue)], date(2017, 12, 31), sheets)
        (one,) = history.pooled or (None,)
        part = None if one is None or one.part is None else str(one.part.normalize())
        found.append((course.key, part, " ".join(note.in_words("en") for note in history.notes)))
    return found


def test_a_summary_of_no_area_counts_by_the_staff_of_the_areas_and_that_is_told() -> None:
    both = (("BoU", "0-2 år", "1 gång/år"), ("missbruk", "0-2 år", "1 gång/år"))

    assert pooled_parts({"BoU": (30, 9), "missbruk": (10, 9)}, *both) == [
        (
            "BoU/lvu/per_year",
            "0.75",
            "LVU 2016–2017: the participants may be of others too (missbruk). 75 % of them count here, as of the staff "
            "in the sheets.",
        ),
        (
            "missbruk/lvu/per_year",
            "0.25",
            "LVU 2016–2017: the participants may be of others too (BoU). 25 % of them count here, as of the staff "
            "in the sheets.",
        ),
    ]
    assert pooled_parts({"BoU": (30, 9), "missbruk": (10, 9)}, *both, area="BoU")[0][1:] == ("1", "")


def test_where_the_staff_of_the_other_area_is_not_known_none_is_taken_away_and_that_is_told() -> None:
    both = (("BoU", "0-2 år", "1 gång/år"), ("missbruk", "0-2 år", "1 gång/år"))

    key, part, said = pooled_parts({"BoU": (30, 9)}, *both)[0]

    assert (key, part) == ("BoU/lvu/per_year", None)
    assert said.endswith("whose staff is not known. How many of them are of those counted here is not known either, "
                         "and none is taken away from the need.")  # fmt: skip


def test_a_summary_counts_once_for_lines_that_ask_in_different_ways() -> None:
    parts = pooled_parts({"BoU": (30, 10)}, ("BoU", "0-2 år", "1 gång/år"), ("BoU", "3-5 år", "Vid behov"))

    assert [(key, part) for key, part, _ in parts] == [
        ("BoU/lvu/per_year", "0.75"),
        ("BoU/lvu/on_demand", "0.25"),
    ]


def test_participations_that_may_be_of_others_are_between_none_and_all() -> None:
    terms = (Term(2016, 1), Term(2016, 2))

    def persons(part: str | None) -> tuple[str, ...]:
        pooled = Pooled(40, 2, 2, terms, (), None if part is None else Decimal(part))
        history = History({}, (pooled,), None, ())
        kept = (Decimal(1), Decimal(1))
        found = trained_of(history, {"1421": Decimal(100)}, [Term(2018, 1)], kept, Decimal("0.05"), {})[
            "1421"
        ]
        bounds = found.allocated[0]
        return tuple(
            str((number or Decimal(0)).normalize() + 0) for number in (bounds.low, bounds.best, bounds.high)
        )

    assert persons("1") == ("20", "38", "40")
    assert persons("0.75") == ("0", "28.5", "40")  # 0.75 x 40 x 0.95
    assert persons(None) == ("0", "0", "40")
