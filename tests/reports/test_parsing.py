"""Markdown into blocks: what comes out, and what is refused in which words."""

from __future__ import annotations

import pytest

from kfond.errors import ExitCode, Refusal
from kfond.reports.documents.blocks import (
    Align,
    Block,
    Box,
    Code,
    Figured,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    PictureBlock,
    Strong,
    TableBlock,
    Text,
    plain,
)
from kfond.reports.documents.parsing import blocks_of


def block_of(markdown: str) -> Block:
    """The one block of a document besides its title and the line that tells of it."""
    _, _, block = blocks_of(f"# Titel\n\nUtkast\n\n{markdown}")
    return block


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("en rad\noch en till", paragraph("en rad och en till")),
        (r"1 \* 2 &amp; 3", paragraph("1 * 2 & 3")),
        ("a ![bild](https://x.se/y.png) b", paragraph("a bild b")),
        ("<b>fet</b>", paragraph("<b>fet</b>")),
        ("[hit](annan.md) och [dit](javascript:x)", paragraph("hit och [dit](javascript:x)")),
        ("en  \nrad", Paragraph((Text("en"), LineBreak(), Text("rad")))),
        ("[7](figure:kurs.åmål)", Paragraph((Figured((Text("7"),), "kurs.åmål"),))),
        ("[7](figure:a%20b)", Paragraph((Figured((Text("7"),), "a b"),))),
        ("[sida](https://x.se)", Paragraph((Link((Text("sida"),), "https://x.se"),))),
        ("```\nkfond plan\nkfond report\n```", Paragraph((Code("kfond plan"), LineBreak(), Code("kfond report")))),
        ("> > inre", Box((Box((paragraph("inre"),)),), is_summary=True)),
        ("> # Stor", Box((Paragraph((Strong((Text("Stor"),)),)),), is_summary=True)),
        ("- a\n\n  b\n-", ListBlock(((paragraph("a"), paragraph("b")),))),
        ("- - c", ListBlock(((Paragraph(()), ListBlock(((paragraph("c"),),))),))),
        ("![Tre staplar.](picture:kurser)", PictureBlock("kurser", "Tre staplar.", None)),
    ],
)  # fmt: skip
def test_what_a_source_becomes(markdown: str, expected: Block) -> None:
    assert block_of(markdown) == expected


def test_a_table_with_its_caption_in_a_box() -> None:
    table = block_of(
        "> Tabell: Platser, *antal*\n>\n> | Kommun | Platser |\n> |:---|---:|\n> | A \\| B | 1 |"
    )
    assert isinstance(table, Box)
    (inner,) = table.blocks
    assert isinstance(inner, TableBlock)
    assert plain(inner.caption) == "Platser, antal"
    assert inner.aligns == (Align.LEFT, Align.RIGHT)
    assert [[plain(cell) for cell in row] for row in inner.rows] == [["A | B", "1"]]


def test_a_table_may_have_no_rows() -> None:
    table = block_of("Tabell: Platser\n\n| Kommun | Platser |\n|:---|---:|")
    assert isinstance(table, TableBlock)
    assert table.rows == ()


def test_a_picture_takes_the_table_after_it() -> None:
    picture = block_of(
        "![Tre.](picture:kurser)\n\nTabell: Kurser\n\n| Kurs | Antal |\n|:---|---:|\n| LVU | 3 |"
    )
    assert isinstance(picture, PictureBlock)
    assert picture.data is not None


def test_rules_and_empty_blocks_leave_nothing() -> None:
    assert len(blocks_of("# Titel\n\n---\n\n>\n\n-\n\n```\n```\n")) == 1


TABLE = "Tabell: T\n\n| a | b |\n|:---|---:|\n"


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("Ingen titel", "The document has no title, or more than one."),
        ("# Ett\n\n# Två", "The document has no title, or more than one."),
        ("Text\n\n# Titel", "Something stands before the document's title."),
        ("# Titel\n\n### För långt ned", "The heading “För långt ned” skips a level."),
        ("# Titel\n\n##", "A heading has no words."),
        ("# Titel\n\n| a | b |\n|---|---|", "The table that begins with “a | b” has no caption."),
        ("# Titel\n\nTabell:\n\n| a | b |\n|---|---|", "The table that begins with “a | b” has no caption."),
        ("# Titel\n\n**Tabell: x**\n\n| a |\n|---|", "The table that begins with “a” has no caption."),
        (
            f"# Titel\n\n{TABLE}| x | 1 | 2 |",
            "The row “| x | 1 | 2 |” has another number of cells (3) than the head",
        ),
        (f"# Titel\n\n{TABLE}| x |", "The row “| x |” has another number of cells (1) than the head"),
        (
            "# Titel\n\nTabell: x\n\n| a | b |\n|---|",
            "The lines from “| a | b |” look like a table and are none.",
        ),
        ("# Titel\n\nSe ![tre](picture:k) här", "The picture “tre” stands among text."),
        ("# Titel\n\n2017. Ett år", "The numbered list that begins with 2017. Ett år has to begin with 1."),
    ],
)
def test_a_source_that_no_writer_could_write_is_refused(markdown: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        blocks_of(markdown)
    assert refused.value.code is ExitCode.USAGE
    assert said in str(refused.value)
