"""What one heading names."""

from datetime import date

import pytest

from kfond.importers.staffing.headings import Heading, read_heading
from kfond.registry.names import Register
from kfond.workbook import SheetCell

NAMES = {"0181": "Södertälje", "1421": "Orust", "1435": "Tanum", "1485": "Uddevalla", "2021": "Vansbro"}
REGISTER = Register.of(NAMES, {})


def told(heading: Heading) -> dict[str, object]:
    """The parts that a heading names, without the empty ones."""
    parts: dict[str, object] = {
        "code": heading.named.code if heading.named else "",
        "unit": heading.unit,
        "area": heading.area or (heading.effect.area if heading.effect else ""),
        "day": heading.day,
        "year": heading.year,
        "back": heading.years_back,
        "role": "" if heading.role == "figures" else heading.role.value,
        "effect": heading.effect.effect if heading.effect else "",
        "unknown": heading.unknown,
    }
    return {name: part for name, part in parts.items() if part not in ("", None)}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Orust", {"code": "1421"}),
        ("Uddevalla 2", {"code": "1485", "unit": "2"}),
        ("Uddevalla Mottag", {"code": "1485", "unit": "Mottag"}),
        ("Uddevalla, enhet 1 2016", {"code": "1485", "unit": "1", "year": 2016}),
        ("Tanum EKB", {"code": "1435", "effect": "area", "area": "EKB"}),
        ("Orust (inkl EKB)", {"code": "1421", "effect": "includes", "area": "EKB"}),
        ("Orust (prel.)", {"code": "1421", "effect": "note"}),
        ("Orust mars 2016", {"code": "1421", "day": date(2016, 3, 31)}),
        ("Orust förra året", {"code": "1421", "back": 1}),
        ("Orust Tanum", {"unknown": "Orust Tanum"}),
        ("Orust och Tanum", {"unknown": "Orust och Tanum"}),
        ("Enhet 1", {"unit": "1"}),
        ("2", {"unit": "2"}),
        (2016, {"year": 2016}),
        (2021, {"code": "2021", "year": 2021}),
        (181, {"code": "0181"}),
        ("181 Södertälje", {"code": "0181"}),
        ("Antal 2016", {"year": 2016}),
        ("per 2016-12-31", {"day": date(2016, 12, 31)}),
        (date(2016, 12, 31), {"day": date(2016, 12, 31)}),
        ("I fjol", {"back": 1}),
        ("i år", {"back": 0}),
        ("Antal", {}),
        ("Anmärkning", {"role": "comment"}),
        ("Kommentar Orust", {"role": "comment", "code": "1421"}),
        ("Totalt", {"role": "sum"}),
        ("Summa 2016", {"role": "sum", "year": 2016}),
        ("Uddevalla totalt", {"role": "sum", "code": "1485"}),
        ("Andel i %", {"role": "derived"}),
        ("Orsut", {"unknown": "Orsut"}),
    ],
)
def test_what_a_heading_names(content: object, names: dict[str, object]) -> None:
    assert told(read_heading(SheetCell(content, "B2"), REGISTER)) == names


@pytest.mark.parametrize(
    ("shown", "day"),
    [("", date(2016, 3, 1)), ("mar-16", date(2016, 3, 31)), ("2016-03-01", date(2016, 3, 1))],
)
def test_a_date_that_the_sheet_shows_as_a_month_is_the_end_of_it(shown: str, day: date) -> None:
    assert read_heading(SheetCell(date(2016, 3, 1), "B2", shown=shown), REGISTER).day == day
