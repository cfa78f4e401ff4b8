"""A document as Markdown: its source without our own customs."""

from __future__ import annotations

import re

from kfond.reports.documents.document import Document

MARKS = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:figure|entry):[^)]*\)")
PICTURES = re.compile(r"^!\[((?:[^\[\]\\]|\\.)*)\]\(picture:([^)]*)\)$", re.MULTILINE)


def as_markdown(document: Document) -> str:
    """The source, with the words of each figure alone and each picture told in words."""

    def told(found: re.Match[str]) -> str:
        return f"Bild: {found[1]}"

    return MARKS.sub(r"\1", PICTURES.sub(told, document.markdown))
