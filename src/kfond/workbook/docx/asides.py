"""Comments and footnotes of a document, which its text points to by number."""

from __future__ import annotations

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.docx.names import named, said
from kfond.workbook.docx.words import Words
from kfond.workbook.limits import require_size


def asides_of(archive: Archive, part: str, element: str) -> dict[str, str]:
    """The texts of a part by their number; none where there is no such part. Who wrote them is not read."""
    if part not in archive:
        return {}
    require_size(archive.file, archive.size(part))
    words = Words()
    found: dict[str, str] = {}
    numbers: list[str] = []
    lines: list[str] = []

    def begin(attributes: Attributes) -> None:
        numbers.append(said(attributes, "id"))
        lines.clear()

    def end() -> None:
        found[numbers[-1]] = "\n".join(line for line in lines if line)

    archive.parse(
        part,
        {**words.begin, **named({element: begin, "p": lambda _: words.begin_paragraph()})},
        {**words.end, **named({element: end, "p": lambda: lines.append(words.end_paragraph())})},
        words.text,
    )
    return found
