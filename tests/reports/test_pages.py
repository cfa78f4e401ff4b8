"""Before a page is set: how wide columns are, which tables turn, what stays together, which signs are shown."""

from __future__ import annotations

import pytest

from kfond.reports.documents.blocks import Align, TableBlock
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.writers.columns import GUTTER, TURNED, UPRIGHT, set_table, width_of
from kfond.reports.writers.for_typst import parts_of
from kfond.reports.writers.pages import runs_of
from kfond.reports.writers.signs import clean, divisible, parted

NARROW = "Tabell: Smal, antal\n\n| Kommun | Platser |\n|:---|---:|\n| Orust | 3 |\n"
WIDE = "Tabell: Bred, antal\n\n|" + " År |" * 12 + "\n|" + "---:|" * 12 + "\n|" + " 1 |" * 12 + "\n"


def table(markdown: str) -> TableBlock:
    block = blocks_of("# Prov\n\n" + markdown)[-1]
    assert isinstance(block, TableBlock)
    return block


def rows_of(*rows: str) -> TableBlock:
    columns = len(rows[0].split("|"))
    lines = "\n".join(f"| {row} |" for row in (rows[0], "|".join(["---"] * columns), *rows[1:]))
    return table("Tabell: Prov, antal\n\n" + lines)


def test_a_small_table_takes_no_more_room_than_its_words() -> None:
    setting = set_table(table(NARROW))
    assert sum(setting.widths) < UPRIGHT / 2
    assert setting.is_short and not setting.is_turned and setting.size == 9.5


def test_a_column_of_long_text_gives_way_to_figures() -> None:
    long = "Den förklaring som kommunen själv har skrivit i cellen och som inte får plats på en rad. " * 3
    name, figure, text = set_table(rows_of("Kommun|Platser|Förklaring", f"Orust|1 234,5|{long}")).widths
    assert figure >= width_of("Platser", 9) + GUTTER
    assert name >= width_of("Orust", 9) + GUTTER
    assert text == pytest.approx(UPRIGHT - name - figure, abs=1)


@pytest.mark.parametrize(
    ("columns", "is_turned"),
    [(2, False), (9, False), (10, True), (14, True)],
)
def test_more_than_nine_columns_turn_the_page(columns: int, is_turned: bool) -> None:
    setting = set_table(rows_of("|".join(["År"] * columns), "|".join(["1"] * columns)))
    assert setting.is_turned is is_turned
    assert sum(setting.widths) <= (TURNED if is_turned else UPRIGHT) + 1


def test_words_too_wide_for_any_page_share_it() -> None:
    setting = set_table(rows_of("|".join(["Deltagartillfällen"] * 40), "|".join(["1"] * 40)))
    assert setting.is_turned
    assert sum(setting.widths) == pytest.approx(TURNED, abs=1)


def test_within_a_box_a_table_never_turns() -> None:
    assert not set_table(table(WIDE), 380, may_turn=False).is_turned


def test_a_row_taller_than_a_page_may_be_divided() -> None:
    setting = set_table(rows_of("Kommun|Skäl", "Orust|" + "Mycket att säga. " * 900, "Åmål|Inget."))
    assert setting.tall_rows == (0,)


def test_figures_are_set_to_the_right() -> None:
    assert table(NARROW).aligns == (Align.LEFT, Align.RIGHT)


def shape(markdown: str) -> list[str]:
    """A document's runs as a letter for each block: Heading, Paragraph, Table, List; turned ones in brackets."""
    runs = (
        (run, "".join(type(block).__name__[0] for block in run.blocks))
        for run in runs_of(blocks_of(markdown))
    )
    return [f"[{letters}]" if run.is_turned else letters for run, letters in runs]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param(f"# T\n\nText.\n\n{NARROW}", ["HPT"], id="nothing turns"),
        pytest.param(
            f"# T\n\nText.\n\n## A\n\n{WIDE}\n\n## B\n\nText.", ["HP", "[HT]", "HP"], id="heading turns too"
        ),
        pytest.param(f"# T\n\n## A\n\nKort.\n\n{WIDE}", ["H", "[HPT]"], id="with a short text"),
        pytest.param(f"# T\n\n## A\n\n{'Lång. ' * 200}\n\n{WIDE}", ["HHP", "[T]"], id="without a long one"),
        pytest.param(
            f"# T\n\n## A\n\n{WIDE}\n\nNoter:\n\n1. En.\n\n## B", ["H", "[HTPL]", "H"], id="with its notes"
        ),
        pytest.param(f"# T\n\n## A\n\n{WIDE}\n\n## B\n\n{WIDE}", ["H", "[HTHT]"], id="two in a row"),
        pytest.param(f"# T\n\n{WIDE}", ["H", "[T]"], id="the title stays"),
    ],
)
def test_a_wide_table_turns_with_what_belongs_to_it(markdown: str, expected: list[str]) -> None:
    assert shape(markdown) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åmål ½", "Åmål ½"),
        ("två\nrader\toch\u2028en", "två rader och en"),
        ("\x01\ue000\ud800", "\N{REPLACEMENT CHARACTER}" * 3),
        ("\u202e12\u202c", "12"),
    ],
)
def test_only_what_a_page_can_show_is_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_addresses_of_cells_stand_whole_and_long_words_may_be_divided() -> None:
    assert list(parted("Se Bilaga 1!B23 om kompetensutveckling.")) == [
        ("text", "Se Bilaga "),
        ("whole", "1!B23"),
        ("text", " om "),
        ("long", "kompetensutveckling"),
        ("text", "."),
    ]


@pytest.mark.parametrize(
    ("text", "longest", "places"),
    [
        ("kort", 10, 0),
        ("kommunalförbundet", 10, 0),  # hyphens do it
        ("staffing-2017.xlsx", 10, 2),  # behind the hyphen before a digit, and behind the point
        ("arbetsledare/chefer", 14, 1),  # behind the slash
        ("HR-avdelningen", 12, 0),  # a line ends behind this hyphen of itself
        ("2017-03-31", 4, 0),
        ("2017-03-31:", 4, 0),
        ("A1" * 10, 10, 19),
        ("å" * 60, 40, 59),
    ],
)
def test_a_word_that_no_hyphen_divides_goes_on_where_the_line_is_full(
    text: str, longest: int, places: int
) -> None:
    assert divisible(text, longest).count("\N{ZERO WIDTH SPACE}") == places


ENTRY = "- **[Tjänster](entry:{key})** 5\n"


@pytest.mark.parametrize(
    ("between", "kinds"),
    [
        ("### Celler\n\nSå här.\n\n", ["columns"]),
        ("## Nästa avsnitt\n\n", ["columns", "heading", "columns"]),
        ("> En ruta.\n\n", ["columns", "box", "columns"]),
    ],
)
def test_lists_of_entries_stand_in_the_same_columns_within_a_section(between: str, kinds: list[str]) -> None:
    markdown = f"# Prov\n\n## Källor\n\n{ENTRY.format(key='a')}\n{between}{ENTRY.format(key='b')}"
    (part,) = parts_of(blocks_of(markdown), {})
    blocks = part["blocks"]
    assert isinstance(blocks, list)
    assert [value["kind"] for value in blocks[3:]] == kinds, "after the title, the contents and their heading"
