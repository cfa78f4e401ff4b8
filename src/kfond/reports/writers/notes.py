"""What belongs to a table though it stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from kfond.reports.documents.blocks import Block, Heading, ListBlock, Paragraph, PictureBlock, TableBlock


def notes_below(blocks: Sequence[Block], at: int) -> int:
    """How many blocks right after `at` are notes to the table there.

    Those are paragraphs and lists up to a block of another kind; but the last paragraph before another table
    or a picture leads up to that one.
    """
    end = at + 1
    while end < len(blocks) and isinstance(blocks[end], Paragraph | ListBlock):
        end += 1
    leads_up = end < len(blocks) and isinstance(blocks[end], TableBlock | PictureBlock)
    if leads_up and end - 1 > at and isinstance(blocks[end - 1], Paragraph):
        end -= 1
    return end - at - 1


def first_section(blocks: Sequence[Block]) -> int:
    """Where the first heading below the title stands; after the last block where there is none."""
    headings = (at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level > 1)
    return next(headings, len(blocks))
