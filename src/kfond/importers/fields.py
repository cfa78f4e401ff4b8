"""One cell of a list, read as its field asks: a figure, a choice, a period, a municipality, words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from kfond.cells import Expect, Quality, Reading, read_cell
from kfond.importers.vocabulary import Vocabulary, plain
from kfond.lists.kinds import Field, Type
from kfond.lists.rows import Value
from kfond.periods import Span, Term, find_period, read_period
from kfond.provenance import Source

NOTHING_READ = read_cell(None)
STATED = replace(NOTHING_READ, quality=Quality.EXACT)
"""The reading of a cell that holds words, not a figure."""
ABSURD = 10**12
"""A number of kronor, inhabitants or days that nobody can mean; millions are none. Ours."""
_THOUSANDS = re.compile(r"(?P<whole>\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(?P<decimals>\d{1,2}|-))?(?![\d.,])")
_UNIT_OF_MONEY = re.compile(r"\s*(?P<thousand>tkr\b)?(?:kr\b|kronor\b|sek\b|:-)?", re.IGNORECASE)


def read_value(field: Field, content: object, text: str, source: Source, comment: str = "") -> Value:
    """What a cell says of `field`; `text` is the content as a person reads it.

    A cell that does not fit its field keeps its words, is unclear and is for review.
    """
    if field.type in (Type.COUNT, Type.SHARE):
        reading = read_cell(content, Expect.SHARE if field.type is Type.SHARE else Expect.COUNT)
        return _noted(Value(field.key, reading, "", source), comment)
    if field.type in (Type.WHOLE, Type.MONEY):
        return _noted(Value(field.key, _read_thousands(content, text, field.type), text, source), comment)
    if field.type is Type.DATE:
        span = read_span_of(content, text, Type.DAY)
        day = span[0].isoformat() if span else text
        return _noted(Value(field.key, replace(STATED, verbatim=text), day, source), comment)
    if field.type is Type.CHOICE:
        return _noted(_read_choice(field, text, source), comment)
    if field.type is Type.YES_NO:
        return _noted(_read_yes_no(field, content, text, source), comment)
    return _noted(Value(field.key, replace(STATED, verbatim=text), text, source), comment)


def read_span_of(content: object, text: str, kind: Type = Type.PERIOD) -> Span | None:
    """The first and last day of a period cell: a date of the sheet, a year as a number, or words."""
    if isinstance(content, datetime):
        found: Span | None = (content.date(), content.date())
    elif isinstance(content, date):
        found = content, content
    else:
        found = read_period(text)
    return as_asked(found, kind)


def find_span_of(text: str, kind: Type) -> Span | None:
    """The first and last day of the one period that a title states, as a field of that type asks for it."""
    return as_asked(find_period(text), kind)


def as_asked(span: Span | None, kind: Type) -> Span | None:
    """A period as a field asks for it: of a TERM or YEAR the whole one that it lies in, None where it lies in two;
    of a DAY that day, None where it is longer."""
    if span is None or kind is Type.PERIOD:
        return span
    first, last = span
    if kind is Type.DAY:
        return span if first == last else None
    if kind is Type.YEAR:
        return (date(first.year, 1, 1), date(first.year, 12, 31)) if first.year == last.year else None
    term = Term.containing(first)
    return (term.start, term.end) if term == Term.containing(last) else None


def choices_of(field: Field) -> Vocabulary:
    """The answers of a CHOICE field: the key of each by its words."""
    return _vocabulary(tuple((key, (key, *words)) for key, words in field.choices.items()))


@cache
def _vocabulary(choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    return Vocabulary.of(dict(choices))


def _read_choice(field: Field, text: str, source: Source) -> Value:
    chosen = choices_of(field).meaning(text)
    if chosen:
        return Value(field.key, replace(STATED, verbatim=text), chosen, source)
    silent = read_cell(text).quality is Quality.MISSING
    quality = Quality.MISSING if silent else Quality.UNCLEAR
    return Value(
        field.key,
        replace(NOTHING_READ, verbatim=text, quality=quality, note="" if silent else text, review=not silent),
        "",
        source,
    )


def _read_yes_no(field: Field, content: object, text: str, source: Source) -> Value:
    """Yes or no, with the words that stand beside it; words alone are unclear."""
    found = read_cell(content, Expect.SHARE)
    if found.answer:
        return Value(
            field.key, replace(STATED, verbatim=text, answer=found.answer, note=found.note), text, source
        )
    silent = found.quality is Quality.MISSING
    quality = Quality.MISSING if silent else Quality.UNCLEAR
    reading = replace(NOTHING_READ, verbatim=text, quality=quality, review=not silent)
    return Value(field.key, reading, text, source)


def _read_thousands(content: object, text: str, kind: Type) -> Reading:
    """A number in which a dot or a space cuts off thousands: "982.360" inhabitants, "5.500/delt" kronor.

    Words before or behind the number are kept as a note; two numbers, or none, are unclear. "81 tkr" is 81 000.
    """
    if isinstance(content, int | float | Decimal) and not isinstance(content, bool):
        if not 0 <= content < ABSURD or content % 1:
            return read_cell(content)
        whole = Decimal(int(content))
        return replace(STATED, verbatim=text, value=whole, low=whole, high=whole)
    unclear = replace(NOTHING_READ, verbatim=text, quality=Quality.UNCLEAR, note=text, review=True)
    if read_cell(text).quality is Quality.MISSING:
        return replace(NOTHING_READ, verbatim=text)
    spaced = re.sub(r"\s", " ", text)
    found = _THOUSANDS.match(spaced)
    if not found or re.search(r"\d", spaced[found.end() :]):
        return unclear
    number = Decimal(re.sub(r"[ .]", "", found["whole"]))
    if found["decimals"] and found["decimals"] != "-":
        number += Decimal(found["decimals"]).scaleb(-len(found["decimals"]))
    rest = spaced[found.end() :]
    unit = _UNIT_OF_MONEY.match(rest) if kind is Type.MONEY else None
    if unit:
        number *= 1000 if unit["thousand"] else 1
        rest = rest[unit.end() :]
    note = rest.strip(" /")
    is_word_of_doubt = bool(re.search(r"[?~]", rest)) or plain(rest).startswith(("-", "miljon", "mnkr"))
    figure = replace(NOTHING_READ, verbatim=text, value=number, low=number, high=number, note=note)
    return unclear if is_word_of_doubt else replace(figure, quality=Quality.EXACT)


def _noted(value: Value, comment: str) -> Value:
    """The value with the comment pinned to its cell; a comment with a figure in it is for a human to weigh."""
    if not comment:
        return value
    note = "; ".join(part for part in (value.reading.note, comment) if part)
    speaks = any(sign.isdecimal() or sign == "?" for sign in comment)
    return replace(value, reading=replace(value.reading, note=note, review=value.reading.review or speaks))
