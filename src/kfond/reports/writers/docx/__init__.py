"""Documents as Word files (.docx). The one place that knows python-docx."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from kfond.reports.documents.document import Document

ANY_BREADTH = 1.15  # of an organisation's font beside ours; which one it is, and who has it, is not known


def as_docx(document: Document, style: Path | None = None) -> bytes:
    """The document as a .docx file; the same document gives the same bytes.

    `style` is an organisation's own .docx or .dotx: its page, styles, headers and footers are used, its text is
    not. Raises Refusal (exit 3) where that is no Word document, is damaged, encrypted or has macros, and (exit 2)
    where it cannot be opened or the Markdown of the document is broken.
    """
    from kfond.reports.documents.parsing import blocks_of
    from kfond.reports.writers.docx.body import Body
    from kfond.reports.writers.docx.page import Page, set_head_and_foot, tell_of
    from kfond.reports.writers.docx.source import opened, our_styles
    from kfond.reports.writers.docx.styles import Styles
    from kfond.workbook.packing import packed

    blocks = blocks_of(document.markdown)
    file = opened(style)
    styles = Styles(file, our_styles())
    styles.set_language(document.front.language)
    page = Page(file.element.body.sectPr, 1.0 if style is None else ANY_BREADTH)
    Body(file, document, blocks, styles).write(page)
    set_head_and_foot(file, document.front, styles, page)
    tell_of(file, document.front)
    draft = io.BytesIO()
    file.save(draft)
    with zipfile.ZipFile(draft) as parts:
        return packed((name, parts.read(name)) for name in parts.namelist())
