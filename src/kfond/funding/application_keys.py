"""The keys in the head of an application's file, each with what it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kfond.funding.budget import ALLOCATION, CO_FINANCING, SUPPORT_RATE
from kfond.funding.fund import FormField, Fund
from kfond.funding.targets import Operator
from kfond.funding.toml_tables import DAY, KRONOR, SHARE, SLUG, TEXT, TEXTS, YEARS, Key, ValueType
from kfond.messages import say

DIRECT, INDIRECT = "direct", "indirect"
PROJECT, MIDDLE, LONG = "project", "middle", "long"
MOST = 10_000_000


def _count(value: Any) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value <= MOST else None


def _number(value: Any) -> Fraction | None:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not is_number or not Decimal(value).is_finite() or abs(value) > MOST:
        return None
    return Fraction(value)


def _ore(value: Any) -> Fraction | None:
    ore = KRONOR.read(value)
    return None if ore is None else Fraction(ore)


def _year(value: Any) -> int | None:
    return value if _count(value) in YEARS else None


COUNT = ValueType(say("a whole number, without quotes"), _count)
NUMBER = ValueType(say("a number such as 200 or 0.08, without quotes"), _number)
YEAR = ValueType(say("a year of four digits, without quotes"), _year)
ORE = ValueType(KRONOR.words, _ore)
HOURS = ValueType(say("hours with at most two decimals, such as 37.5, without quotes"), KRONOR.read)

PHASE_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("name", TEXT, is_required=True),
    Key("start", DAY),
    Key("end", DAY),
)
TARGET_GROUP_KEYS = (
    Key("reach", words=(DIRECT, INDIRECT)),
    Key("role", TEXT),
    Key("count", COUNT),
    Key("unit", TEXT),
)
SIGNED_KEYS = (Key("role", TEXT, is_required=True), Key("place", TEXT), Key("on", DAY))
IN_KIND_KEYS = (
    Key("year", YEAR),
    Key("amount_sek", KRONOR),
    Key("hours", HOURS),
    Key("rate_sek", KRONOR),
)
OWN_SHARE_KEYS = (Key("by", TEXT, is_required=True), *IN_KIND_KEYS)
TARGET_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("text", TEXT, is_required=True),
    Key("operator", words=tuple(Operator)),
    Key("value", NUMBER),
    Key("unit", TEXT),
    Key("due", DAY),
    Key("measure", TEXT),
    Key("filters", TEXT, names=SLUG),
    Key("baseline", NUMBER),
    Key("baseline_on", DAY),
    Key("denominator", NUMBER),
    Key("phase", SLUG),
    Key("category", TEXT),
    Key("horizon", words=(PROJECT, MIDDLE, LONG)),
    Key("quoted", TEXT),
)


def application_keys(fund: Fund) -> tuple[Key, ...]:
    """The keys of an application to `fund`: some hold only what its form asks for and its costs may be."""
    fields = [field for part in fund.parts for field in part.fields if not field.fills]
    return (
        Key("fund", TEXT, is_required=True),
        Key("title", TEXT),
        Key("applicant", TEXT),
        Key("case_number", TEXT),
        Key("responsible", TEXT),
        Key("start", DAY),
        Key("end", DAY),
        Key("total_sek", KRONOR),
        Key("municipalities", TEXTS),
        Key("partners", TEXTS),
        Key("actors", TEXTS),
        *_table("fields", (_field_key(field) for field in fields)),
        *_table("parameters", (Key(key, _type_of(fund, key)) for key in fund.parameters)),
        Key("phases", table=PHASE_KEYS, is_many=True),
        Key("target_groups", table=TARGET_GROUP_KEYS, is_many=True),
        Key("costs", table=_cost_keys(fund), is_many=True),
        Key("own_shares", table=OWN_SHARE_KEYS, is_many=True),
        Key("targets", table=TARGET_KEYS, is_many=True),
        Key("signed", table=SIGNED_KEYS, is_many=True),
    )


def _type_of(fund: Fund, parameter: str) -> ValueType:
    """What a parameter may hold: a share where it is a rate, kronor where it is an allocation, else any number."""
    if parameter == ALLOCATION:
        return ORE
    rates = {rate.key for rate in fund.flat_rates}
    return SHARE if parameter in {SUPPORT_RATE, CO_FINANCING} | rates else NUMBER


def example_of(fund: Fund, parameter: str) -> str:
    """How a parameter is written in a file, with a made-up number."""
    return f"{parameter} = {'1250000' if _type_of(fund, parameter) is ORE else '0.15'}"


def _field_key(field: FormField) -> Key:
    return Key(field.key, words=("", *field.choices)) if field.choices else Key(field.key, TEXT)


def _cost_keys(fund: Fund) -> tuple[Key, ...]:
    kinds = tuple(kind.key for kind in fund.cost_kinds)
    of_kind = (Key("kind", words=kinds),) if kinds else ()
    return (Key("key", SLUG), Key("item", TEXT, is_required=True), *of_kind, *IN_KIND_KEYS)


def _table(name: str, keys: Iterable[Key]) -> tuple[Key, ...]:
    """A table of those keys; none where there are none."""
    declared = tuple(keys)
    return (Key(name, table=declared),) if declared else ()
