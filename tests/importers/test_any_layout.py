"""Whatever stands where on a sheet: reading it ends, and each figure is what its own cell says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.importers import Asked, staffing
from kfond.registry.names import Register
from kfond.workbook import Sheet, SheetCell
from kfond.workbook.sheets import Span, address_of

REGISTER = Register.of({"1421": "Orust", "1435": "Tanum", "1485": "Uddevalla", "2021": "Vansbro"}, {})
LABELS = [
    "Antal tjänster",
    "Antal socionomer",
    "annan utb",
    "0-2 år",
    "2-5 år",
    "> 5 år",
    "Vakanser",
    "Antal åa",
]
HEADINGS = [
    *(
        "Orust",
        "Tanum",
        "Uddevalla",
        "Uddevalla 1",
        "Uddevalla Mottag",
        "Enhet 2",
        "Orsut",
        "Orust Tanum",
        "1421",
    ),
    *(
        "2016",
        "2017",
        "2021",
        "mars 2017",
        "i fjol",
        "Summa",
        "Kommentar",
        "Andel",
        "Antal",
        "Kommun",
        "År",
        "Nr",
    ),
    *("Personal BoU mars 2017", "Kommun: Tanum", "* Inkl EKB", "Uddevalla totalt", "Utredning"),
]
FIGURES = [1, 2.5, 7, "ca 3", "-", "Nej", "Alla", "resten", "osäkert", "2 är konsulter", 2016]
cells = st.sampled_from([*LABELS, *HEADINGS, *FIGURES, "", ""])
spans = st.builds(
    lambda top, left, height, width: Span(top, left, top + height, left + width),
    *(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2), st.integers(0, 2)),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet with a title and labels as they often lie, and anything at all in the other cells."""
    held = draw(st.dictionaries(st.tuples(st.integers(2, 12), st.integers(1, 6)), cells, max_size=50))
    held[1, 1] = "Personal inom BoU mars 2017"
    for row, label in enumerate(
        draw(st.lists(st.sampled_from(LABELS), min_size=3, max_size=7, unique=True)), 4
    ):
        held[row, 1] = label
    merged = draw(st.lists(spans, max_size=2))
    sheet = Sheet(
        "sheet.xlsx",
        draw(st.sampled_from(["Blad1", "Orust"])),
        {at: SheetCell(text, address_of(*at)) for at, text in held.items() if text != ""},
        merged=tuple(merged),
    )
    return sheet.turned() if draw(st.booleans()) else sheet


@given(sheets())
@settings(max_examples=200, deadline=None)
def test_any_sheet_is_read_or_refused_and_no_figure_is_moved(sheet: Sheet) -> None:
    read = staffing.read(sheet, Asked(REGISTER))

    typed = {sheet.address(*at): cell.typed for at, cell in sheet.cells.items()}
    for answer in read.returns:
        for figure in answer.figures:
            assert figure.source.verbatim == typed.get(figure.source.place.cell, "")
    if not read.problems:
        used = [
            (figure.source.place.cell, figure.measure)
            for answer in read.returns
            for figure in answer.figures
            if figure.reading.quality not in ("unclear", "missing") and figure.reading.value != 0
        ]
        assert len(used) == len(set(used))
