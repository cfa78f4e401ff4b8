"""The keys of a fund's file, each with what it may hold. docs/fonder.md tells of every one of them (tested)."""

from __future__ import annotations

from kfond.funding.fund import FieldType, PartKind, Rounding, Way
from kfond.funding.toml_tables import (
    A_YEAR,
    DAY,
    DAYS,
    KRONOR,
    LENGTH,
    SHARE,
    SLUG,
    TEXT,
    TEXTS,
    TWO_YEARS,
    YES_NO,
    Key,
)

FILLS = {
    "applicant": FieldType.TEXT,
    "title": FieldType.TEXT,
    "case_number": FieldType.TEXT,
    "responsible": FieldType.TEXT,
    "period": FieldType.PERIOD,
    "applied": FieldType.MONEY,
    "granted": FieldType.MONEY,
    "allocated": FieldType.MONEY,
    "used": FieldType.MONEY,
    "unused": FieldType.MONEY,
    "budget": FieldType.MONEY,
}
"""What of an application a field of a form can show, and the type that the field then has."""
LISTS = ("partners", "actors", "municipalities")
AFTER = ("decided", "start", "end", "paid", "year_end")
DOES = ("submit", "request", "part_report", "final_report", "repay")

FIELD_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("label", TEXT, is_required=True),
    Key("type", words=tuple(FieldType)),
    Key("fills", words=tuple(FILLS)),
    Key("choices", TEXTS),
    Key("is_required", YES_NO),
)
PART_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("kind", is_required=True, words=tuple(PartKind)),
    Key("heading", TEXT, is_required=True),
    Key("hint", TEXT),
    Key("guidance", TEXT),
    Key("text", TEXT),
    Key("longest", LENGTH),
    Key("is_required", YES_NO),
    Key("role", TEXT),
    Key("lists", words=LISTS),
    Key("subheadings", TEXTS),
    Key("fields", table=FIELD_KEYS, is_many=True),
)
COST_KIND_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("label", TEXT, is_required=True),
    Key("is_eligible", YES_NO),
    Key("is_staff", YES_NO),
)
FLAT_RATE_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("label", TEXT, is_required=True),
    Key("rate", SHARE),
    Key("base", TEXTS, is_required=True),
    Key("excludes", TEXTS),
    Key("source", TEXT, is_required=True),
)
CO_FINANCING_KEYS = (
    Key("smallest", SHARE),
    Key("may_be_hours", YES_NO),
    Key("is_outside_budget", YES_NO),
    Key("source", TEXT, is_required=True),
)
DEADLINE_KEYS = (
    Key("key", SLUG, is_required=True),
    Key("label", TEXT, is_required=True),
    Key("does", is_required=True, words=DOES),
    Key("on", DAY),
    Key("after", words=AFTER),
    Key("days", DAYS),
    Key("note", TEXT),
)
FUND_KEYS = (
    Key("title", TEXT, is_required=True),
    Key("owner", TEXT, is_required=True),
    Key("way", is_required=True, words=tuple(Way)),
    Key("about", TEXT, is_required=True),
    Key("source", TEXT, is_required=True),
    Key("years", TWO_YEARS),
    Key("first_day", DAY),
    Key("last_day", DAY),
    Key("rounding", words=tuple(Rounding)),
    Key("ceiling_sek", KRONOR),
    Key("deviation", SHARE),
    Key("purposes", TEXTS),
    Key("excluded", TEXTS),
    Key("parameters", TEXT, names=SLUG),
    Key("frame_sek", KRONOR, names=A_YEAR),
    Key("parts", is_required=True, table=PART_KEYS, is_many=True),
    Key("cost_kinds", table=COST_KIND_KEYS, is_many=True),
    Key("flat_rates", table=FLAT_RATE_KEYS, is_many=True),
    Key("co_financing", table=CO_FINANCING_KEYS),
    Key("deadlines", table=DEADLINE_KEYS, is_many=True),
)
