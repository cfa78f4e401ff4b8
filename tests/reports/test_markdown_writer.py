"""The Markdown writer: our customs become words, all else stays as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.reports.documents.blocks import Block, Line, plain
from kfond.reports.documents.document import Document, Drawing, Front
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.writers.markdown import as_markdown
from sample_document import sample

DRAWING = Drawing(title="Flest i *Åmål*", description="", wide="", narrow="")


def written(markdown: str) -> str:
    return as_markdown(Document(Front("Titel"), markdown, pictures={"kurser": DRAWING}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[15](figure:a) platser", "15 platser"),
        ("**[45,5](figure:a) tjänster**", "**45,5 tjänster**"),
        ("- [Vakanta: 15](entry:a). Celler", "- Vakanta: 15. Celler"),
        ("[a [b] c](figure:x)", "a [b] c"),
        (r"[a\]b](figure:x)", r"a\]b"),
        ("[`]`](figure:x)", "`]`"),
        ("[7](<figure:a b>)", "7"),
        ("[a](https://x.se) [5](figure:x)", "[a](https://x.se) 5"),
        ("[yttre [5](figure:x)](figure:y)", r"\[yttre 5\](figure:y)"),
        (r"\[15](figure:a)", r"\[15](figure:a)"),
        ("`[15](figure:a)`", "`[15](figure:a)`"),
        ("~~~\n[15](figure:a)\n~~~", "~~~\n[15](figure:a)\n~~~"),
        ("[2017](figure:a). Ett år", r"2017\. Ett år"),
        ("> [2017](figure:a). Ett år", r"> 2017\. Ett år"),
        ("![Tre staplar.](picture:kurser)", r"Bild: Flest i \*Åmål\*. Tre staplar."),
        ("![Tre staplar.](picture:saknas)", "Bild: Tre staplar."),
        ("Tabell: T\r\n\r\n| a |\r\n|---|\r\n| [1](figure:a) |", "Tabell: T\r\n\r\n| a |\r\n|---|\r\n| 1 |"),
    ],
)
def test_our_customs_become_words(source: str, expected: str) -> None:
    assert written(f"# Titel\n\n{source}\n") == f"# Titel\n\n{expected}\n"


def test_the_sample_keeps_its_tables_and_loses_our_customs() -> None:
    markdown = as_markdown(sample())
    assert "| Orust | 3 | 1 | ja, 50 % |" in markdown
    assert not any(custom in markdown for custom in ("](figure:", "](entry:", "](picture:"))


@given(st.text().filter(lambda text: "](" not in text))
def test_a_source_without_our_customs_stays_byte_for_byte(text: str) -> None:
    assert written(text) == text


def words(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[Line] = [line for block in blocks for line in [getattr(block, "line", None)] if line]
    return [" ".join(plain(line).split()) for line in lines]


LINKS = ["](figure:a)", "](entry:b)", "](https://x.se)"]
PIECES = [*LINKS, "[", "]", "(", ")", "\\", " ` ", " `` ", "\n", " ", "ord", "|"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_words_of_a_paragraph_stay_the_same(text: str) -> None:
    source = "# Titel\n\nså " + text.replace("\n", "\nså ") + " är det\n"
    assert words(blocks_of(written(source))) == words(blocks_of(source))
