"""One cell, from what the sheet holds to what it says."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from kfond.cells.answers import answer_of, read_words
from kfond.cells.asides import set_aside, with_asides, with_comment
from kfond.cells.context import read_working_times, settle
from kfond.cells.figures import figure_held, is_plausible, looks_like_year
from kfond.cells.reading import NOTHING, Expect, NoSingleReadingError, Reading, exact, unclear
from kfond.cells.roles import Role
from kfond.cells.tokens import scan, tidy
from kfond.cells.totals import before_part, read_total

_ERROR_OR_FORMULA = re.compile(r"#[#\w]|=")


def read_cell(content: object, expect: Expect = Expect.COUNT, comment: str = "", shown: str = "") -> Reading:
    """Return what a cell says: a figure, an interval, nothing ("missing") or no one thing ("unclear").

    `content` is what a sheet holds: text, a number, a date, an error such as "#N/A", or None. `comment` is
    what somebody wrote beside the cell; it counts as a parenthesis of it. `shown` is what the sheet shows for
    a date ("2-mar"), where that is known. Never raises for these; the time is linear in the length of the
    text. The rules are ours, made after the published staffing table of 2017, where "-" means that nothing
    was answered.
    """
    verbatim = _verbatim(content)
    if content is None or isinstance(content, str | bool):
        reading = _read_text(tidy(verbatim), expect)
    elif isinstance(content, int | float | Decimal):
        reading = _read_number(figure_held(content), expect)
    else:  # Excel makes a date of "2-3"; which of its figures was meant, only the sender knows.
        reading = unclear(note=shown or verbatim)
    if comment:
        reading = with_comment(reading, comment, expect)
    return replace(reading, verbatim=verbatim)


def _verbatim(content: object) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, bool):
        return "SANT" if content else "FALSKT"  # as Excel shows them in Swedish
    if isinstance(content, int | float | Decimal):
        number = figure_held(content)
        return f"{number:f}" if is_plausible(number) else str(number)
    if isinstance(content, dt.datetime) and content.time() == dt.time():
        return content.date().isoformat()
    return str(content)


def _read_number(number: Decimal, expect: Expect) -> Reading:
    if not is_plausible(number) or number < 0 or (expect is Expect.SHARE and number > 1):
        return unclear()
    return replace(exact(number), review=looks_like_year(f"{number:f}"))


def _read_text(text: str, expect: Expect) -> Reading:
    if not text:
        return NOTHING
    if _ERROR_OR_FORMULA.match(text):
        return unclear()
    outside, asides, marks = set_aside(scan(text))
    tokens = settle(outside, text)
    if expect is Expect.SHARE:
        tokens = read_working_times(tokens)
    answer = answer_of(before_part(tokens))
    read = read_total if any(token.role is Role.FIGURE for token in tokens) else read_words
    try:
        reading = read(tokens, answer, text, expect)
    except NoSingleReadingError:
        reading = unclear(answer)
    return replace(with_asides(reading, asides, text, expect), marks=marks)
