"""A document in the format that its file's name asks for: what every verb that writes one shares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk, write_whole
from kfond.errors import usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from kfond.reports.documents.document import Document

DOCUMENT_FORMATS = (".md", ".html", ".docx", ".pdf", ".xlsx")
DOCUMENT_HELP = "Write it to a file: .md, .html, .docx, .pdf, .xlsx, .json or .csv."


def format_of(output: Path | None, as_json: bool, formats: tuple[str, ...]) -> str:
    """The format asked for, as a suffix; Markdown where nothing is said. Raises Refusal (exit 2) for others."""
    suffix = output.suffix.lower() if output else ".json" if as_json else ".md"
    if suffix not in formats:
        raise usage_refusal(
            say("A document cannot be written as “{name}”.", name=output.name if output else suffix),
            say("End the file's name with one of {formats}.", formats=formats),
        )
    if as_json and suffix != ".json":
        raise usage_refusal(
            say("--json and a file ending in {suffix} are two formats.", suffix=suffix),
            say("Leave out --json, or end the file's name with .json."),
        )
    return suffix


def written(document: Document, form: str, style: Path | None = None) -> str | bytes:
    """The document in one of DOCUMENT_FORMATS; `style` is a Word file whose looks a .docx takes over."""
    if style is not None and form != ".docx":
        raise usage_refusal(
            say("--style is for Word documents alone."),
            say("End the file's name with .docx, or leave it out."),
        )
    match form:
        case ".html":
            from kfond.reports.writers.html import as_html

            return as_html(document)
        case ".docx":
            from kfond.reports.writers.docx import as_docx

            return as_docx(document, style)
        case ".pdf":
            from kfond.reports.writers.pdf import as_pdf

            return as_pdf(document)
        case ".xlsx":
            from kfond.reports.writers.xlsx import as_xlsx

            return as_xlsx(document)
        case _:
            from kfond.reports.writers.markdown import as_markdown

            return as_markdown(document)


def deliver(desk: Desk, content: str | bytes, output: Path | None) -> None:
    """Writes what a verb made into its file, whole or not at all; to stdout where no file is named."""
    if output is None:
        assert isinstance(content, str)  # without a file the format is text
        desk.out(content)
        return
    write_whole(output, content)
    desk.say(say("Wrote {path}.", path=output.absolute()))
