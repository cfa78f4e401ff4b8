"""A form as an .xlsx workbook, with openpyxl: locked headings, drop-downs, help, and how it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from kfond.workbook.form_looks import Looks
from kfond.workbook.forms import (
    ANSWERS_BEGIN,
    BEGUN_COLUMNS,
    GUIDANCE_MARK,
    GUIDANCE_SHEET,
    OFFERS_MARK,
    OFFERS_SHEET,
    Accepts,
    Answer,
    Column,
    Form,
)
from kfond.workbook.packing import packed_book
from kfond.workbook.sheets import address_of, column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

MORE_LINES = 1000
LONGEST_HELP = 250  # 255 characters fit: ECMA-376 part 1, 18.3.1.32, attributes prompt and error
LONGEST_HELP_TITLE = 32
FIRST_OFFER = 5
DATE_SERIALS = (36526, 73051)  # 2000-01-01 and 2100-01-01 as Excel counts days
ERRORS = {
    Accepts.FIGURE: (
        "Stämmer det här?",
        "Talet är negativt, eller så har Excel gjort ett datum av det som skrevs. "
        "Skriv ett tal, eller med ord: 2 till 3, ca 3, vet ej.",
    ),
    Accepts.AMOUNT: (
        "Stämmer det här?",
        "Talet är negativt. Skriv ett tal som är noll eller större, eller med ord.",
    ),
    Accepts.SHARE: ("Glöm inte procenttecknet", "Skriv med procenttecken, till exempel 50 %, eller med ord."),
    Accepts.DAY: ("Det här är ingen dag", "Skriv dagen som år, månad och dag, till exempel 2017-03-31."),
    Accepts.ONE_OF: ("Finns inte i listan", "Välj ett av svaren i listan, eller lämna cellen tom."),
    Accepts.USUALLY: (
        "Finns inte i listan",
        "Det som står skrivet finns inte i listan. Ska det ändå stå så?",
    ),
}


def write_form(form: Form) -> bytes:
    """The workbook of a form; the same form gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    looks = Looks()
    sheet = book.active
    sheet.title = form.sheet
    guidance = book.create_sheet(GUIDANCE_SHEET)
    offers = _Offers(book.create_sheet(OFFERS_SHEET), form)
    _draw_top(sheet, form, looks, offers)
    _draw_table(sheet, form, looks, offers)
    _draw_guidance(guidance, form, looks)
    _set_page(sheet, form)
    looks.lock(sheet)
    book.properties.creator = "kfond"
    book.properties.title = form.title
    return packed_book(book)


class _Offers:
    """The hidden sheet: what the drop-downs offer, a column for each list, and where the answers begin."""

    def __init__(self, sheet: Any, form: Form) -> None:
        self._sheet = sheet
        self._at: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"
        sheet["A1"] = OFFERS_MARK
        sheet["A2"], sheet["A3"] = "Svaren börjar i rad och kolumn", "Ifyllda kolumner"
        marks = form.marks
        sheet.cell(*ANSWERS_BEGIN).value = f"{marks.row} {marks.column}"
        sheet.cell(*BEGUN_COLUMNS).value = " ".join(str(column) for column in sorted(marks.begun)) or None

    def range_of(self, choices: tuple[str, ...]) -> str:
        """The cells that offer `choices`, as a formula names them."""
        if choices not in self._at:
            column = len(self._at) + 1
            for row, choice in enumerate(choices, FIRST_OFFER):
                self._sheet.cell(row, column).value = choice
            letters, last = column_letters(column), FIRST_OFFER + len(choices) - 1
            self._at[choices] = f"{OFFERS_SHEET}!${letters}${FIRST_OFFER}:${letters}${last}"
        return self._at[choices]

    def rule(self, answer: Answer, title: str, first: str) -> DataValidation:
        """What Excel is to ask of the cells of an answer, of which `first` is the first one."""
        from openpyxl.worksheet.datavalidation import DataValidation

        error_title, error = ERRORS.get(answer.accepts, ("", ""))
        is_asked = answer.accepts not in (Accepts.ONE_OF, Accepts.DAY)
        rule = DataValidation(
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning" if is_asked else "stop",
            errorTitle=error_title or None,
            error=error or None,
            showInputMessage=bool(answer.help),
            promptTitle=shorten(title, LONGEST_HELP_TITLE, placeholder=" …") if answer.help else None,
            prompt=shorten(answer.help, LONGEST_HELP, placeholder=" …") if answer.help else None,
            **_condition(answer.accepts, first),
        )
        if answer.choices:
            rule.type, rule.formula1 = "list", self.range_of(answer.choices)
        return rule


def _condition(accepts: Accepts, first: str) -> dict[str, str]:
    """What a cell must fulfil; words always do, since municipalities answer in words too."""
    earliest, latest = DATE_SERIALS
    not_negative = f"AND(ISNUMBER({first}),{first}>=0"
    conditions = {
        Accepts.FIGURE: f"OR(ISTEXT({first}),{not_negative},OR({first}<{earliest},{first}>={latest})))",
        Accepts.AMOUNT: f"OR(ISTEXT({first}),{not_negative}))",
        Accepts.SHARE: f"OR(ISTEXT({first}),{not_negative},{first}<=1))",
    }
    if accepts is Accepts.DAY:
        return {"type": "date", "operator": "between", "formula1": str(earliest), "formula2": str(latest)}
    return {"type": "custom", "formula1": conditions[accepts]} if accepts in conditions else {}


def _draw_top(sheet: Any, form: Form, looks: Looks, offers: _Offers) -> None:
    looks.title(sheet.cell(1, 1, form.title))
    looks.legend(sheet.cell(2, 1, form.legend))
    for row, fact in enumerate(form.facts, 3):
        looks.label(sheet.cell(row, 1, fact.label))
        cell = sheet.cell(row, 2, fact.value)
        if fact.answer is None:
            looks.fixed(cell)
            continue
        looks.answer(cell, fact.answer)
        rule = offers.rule(fact.answer, fact.label, cell.coordinate)
        rule.add(cell.coordinate)
        sheet.add_data_validation(rule)


def _draw_table(sheet: Any, form: Form, looks: Looks, offers: _Offers) -> None:
    for number, column in enumerate(form.columns, 1):
        sheet.column_dimensions[column_letters(number)].width = column.width
        cell = sheet.cell(form.header_row, number, column.heading or None)
        looks.heading(cell, column)
        if column.heading_answer:
            rule = offers.rule(column.heading_answer, "Kommun", cell.coordinate)
            rule.add(cell.coordinate)
            sheet.add_data_validation(rule)
        if column.answer and form.has_more_lines:
            looks.rest(sheet.column_dimensions[column_letters(number)], column.answer)
    first, last = form.header_row + 1, form.header_row + len(form.lines) + form.blank_lines
    for row in range(first, last + 1):
        line = form.lines[row - first] if row - first < len(form.lines) else None
        for number, column in enumerate(form.columns, 1):
            value = line.values[number - 1] if line and number <= len(line.values) else None
            looks.cell(sheet.cell(row, number, value), column, line)
    for row in range(last + 2, last + 2 + form.footnotes):
        looks.footnote(sheet.cell(row, 1))
    for answer, title, cells in _rules(form, first, last + (MORE_LINES if form.has_more_lines else 0)):
        rule = offers.rule(answer, title, cells[0].partition(":")[0])
        for part in cells:
            rule.add(part)
        sheet.add_data_validation(rule)


def _rules(form: Form, first: int, last: int) -> Iterator[tuple[Answer, str, Sequence[str]]]:
    """Each answer with its name and the cells that it is asked in: a column each, or a line each."""
    open_columns = [number for number, column in enumerate(form.columns, 1) if column.answer]
    if any(line.answer for line in form.lines):
        for row, line in enumerate(form.lines, first):
            if line.answer:
                yield line.answer, str(line.values[0]), [address_of(row, number) for number in open_columns]
        return
    for number in open_columns:
        column = form.columns[number - 1]
        assert column.answer
        yield column.answer, column.heading, [f"{address_of(first, number)}:{address_of(last, number)}"]


def _draw_guidance(sheet: Any, form: Form, looks: Looks) -> None:
    looks.title(sheet.cell(1, 1, f"{GUIDANCE_MARK} ”{form.sheet}”"))
    row = 2
    for row, text in enumerate(form.guidance, 2):
        looks.sentence(sheet.cell(row, 1, text))
    head = row + 2
    columns = [Column(word, width) for word, width in _GUIDE_COLUMNS]
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[column_letters(number)].width = column.width
        looks.heading(sheet.cell(head, number, column.heading), column)
    for row, guide in enumerate(form.guides, head + 1):
        told = (
            guide.heading,
            guide.guidance,
            "; ".join(guide.choices),
            guide.example,
            "ja" if guide.is_required else "nej",
        )
        lines = max(len(wrap(text, width)) for text, (_, width) in zip(told, _GUIDE_COLUMNS, strict=True))
        for number, text in enumerate(told, 1):
            looks.guidance(sheet.cell(row, number, text or None), lines)
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    looks.page(sheet, head)
    looks.lock(sheet)


_GUIDE_COLUMNS = (
    ("Uppgift", 26),
    ("Vad du skriver", 62),
    ("Val", 40),
    ("Exempel", 24),
    ("Måste fyllas i", 13),
)


def _set_page(sheet: Any, form: Form) -> None:
    """What stays in sight when the sheet is long, and how it prints."""
    is_labelled = form.columns[0].answer is None
    sheet.freeze_panes = sheet.cell(form.header_row + 1, 2 if is_labelled else 1)
    Looks.page(sheet, form.header_row)
