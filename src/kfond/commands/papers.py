"""A document in the format that its file's name asks for: what every verb that writes one shares."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk, make_folder, write_whole
from kfond.errors import usage_refusal
from kfond.messages import say, say_count

if TYPE_CHECKING:
    from kfond.reports.documents.document import Document

DOCUMENT_FORMATS = (".md", ".html", ".docx", ".pdf", ".xlsx")
DOCUMENT_HELP = (
    "Write it to a file: .md, .html, .docx, .pdf, .xlsx, .json or .csv; to a folder: as all of them."
)


def formats_of(
    output: Path | None, as_json: bool, formats: tuple[str, ...], style: Path | None = None
) -> tuple[str, ...]:
    """The formats asked for, as suffixes: all of them for a folder, Markdown where nothing is said.

    Raises Refusal (exit 2) for others, and for a `style` without a Word file to put it on.
    """
    if output is not None and is_folder(output) and not as_json:
        return formats
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
    if style is not None and suffix != ".docx":
        raise usage_refusal(
            say("--style is for Word documents alone."),
            say("End the file's name with .docx, or leave it out."),
        )
    return (suffix,)


def is_folder(output: Path) -> bool:
    """Whether a document goes there in every format: a folder, or a name without a suffix, which becomes one."""
    return output.is_dir() or not output.suffix


def written(document: Document, form: str, style: Path | None = None) -> str | bytes:
    """The document in one of DOCUMENT_FORMATS; `style` is a Word file whose looks a .docx takes over."""
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


def deliver(desk: Desk, contents: Mapping[str, str | bytes], output: Path | None, name: str) -> None:
    """Writes what a verb made, by its suffix: to stdout where no file is named, into the file, or into the folder
    under one name. Each file is written whole or not at all."""
    if output is None:
        (content,) = contents.values()
        assert isinstance(content, str)  # without a file the format is text
        desk.out(content)
        return
    if is_folder(output):
        make_folder(output)
        paths = {suffix: output / f"{name}{suffix}" for suffix in contents}
    else:
        paths = dict.fromkeys(contents, output)
    for suffix, content in contents.items():
        write_whole(paths[suffix], content)
        desk.say(say("Wrote {path}.", path=paths[suffix].absolute()))


def copy_our_templates(desk: Desk, folder: Path) -> None:
    """Writes every template of ours into a folder, those left out that are there already."""
    from kfond.reports.render import our_templates, source_of

    new = [name for name in our_templates() if not (folder / name).exists()]
    make_folder(folder)
    for name in new:
        make_folder((folder / name).parent)
        write_whole(folder / name, source_of(name))
    count = say_count("{count} new file", "{count} new files", len(new))
    desk.say(say("{files} in {path}.", files=count, path=folder.absolute()))
    desk.say(
        say(
            "Keep those that you change and throw the others away; --templates {path} uses them.", path=folder
        )
    )
