"""The words of a part of a Word form: read, and written with the looks of what stood there."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(element: Any) -> str:
    """The text of an element, a paragraph a line."""
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    if not paragraphs:  # a control within a line
        return "".join(_run_texts(element))
    return "\n".join("".join(_run_texts(paragraph)) for paragraph in paragraphs)


def _run_texts(element: Any) -> Iterator[str]:
    for part in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        yield {f"{W}tab": "\t", f"{W}br": "\n"}.get(part.tag, part.text or "")


def set_text(content: Any, text: str) -> None:
    """Writes lines into a cell or a control: a paragraph each, or line breaks within a line of text."""
    paragraphs = content.findall(f"{W}p")
    if not paragraphs and content.tag == f"{W}sdtContent":
        cells = content.findall(f"{W}tc")
        if cells:
            set_text(cells[0], text)
            return
        runs = content.findall(f"{W}r")
        for run in runs[1:]:
            content.remove(run)
        run = runs[0] if runs else content.makeelement(f"{W}r", {})
        if not runs:
            content.append(run)
        _write_run(run, text)
        return
    first, *others = paragraphs
    for other in others:
        content.remove(other)
    lines = text.split("\n")
    write_line(first, lines[0])
    for line in lines[1:]:
        more = deepcopy(first)
        write_line(more, line)
        first.addnext(more)
        first = more


def write_line(paragraph: Any, text: str) -> None:
    """Writes one line into a paragraph, with the looks of what stood there."""
    looks = next(iter(paragraph.iter(f"{W}rPr")), None) if paragraph.find(f"{W}r") is not None else None
    looks = deepcopy(looks) if looks is not None else None
    clear(paragraph)
    run = paragraph.makeelement(f"{W}r", {})
    if looks is not None:
        run.append(looks)
    paragraph.append(run)
    _write_run(run, text)


def _write_run(run: Any, text: str) -> None:
    for child in list(run):
        if child.tag != f"{W}rPr":
            run.remove(child)
    for style in run.findall(f"{W}rPr/{W}rStyle"):  # the grey of a placeholder
        style.getparent().remove(style)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(run.makeelement(f"{W}br", {}))
        words = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        words.text = line
        run.append(words)


def clear(paragraph: Any) -> None:
    """Takes away what a paragraph says, and keeps how it looks."""
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def plain_words(text: str) -> str:
    """Words as labels are compared: however they are cased and spaced, without a colon at their end."""
    return " ".join(text.casefold().replace("\u00a0", " ").split()).rstrip(": ")
