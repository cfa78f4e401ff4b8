"""What a document begins as: our own look, or an organisation's file with its body emptied.

Kept of that file are its styles, its page, its headers and footers with what they show. What it said, and what
would act in a new document (protection, tracked changes, a template on a server), is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kfond.errors import Refusal, data_refusal, reason_of, usage_refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.reports.writers.docx.styles import SWEDISH
from kfond.workbook.archive import Archive
from kfond.workbook.packing import packed

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_relations.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
}
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.CUSTOM_XML,
}
STALE = ("/thumbnail", "/extended-properties")  # what the file shows and counts of what it said
ACTING = (  # settings that would act on whoever opens the document (17.15.1)
    "writeProtection",
    "documentProtection",
    "attachedTemplate",
    "linkStyles",
    "trackRevisions",
    "mailMerge",
    "updateFields",
    "footnotePr",
    "endnotePr",
)
_COMPOUND = b"\xd0\xcf\x11\xe0"  # [MS-CFB] 2.2: Word before 2007, and any Office file with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4


def our_styles() -> Any:
    """The styles that a document of ours has."""
    return parse_xml(_part("styles.xml"))


def our_numbering() -> Any:
    """The lists that a document of ours has: the dotted one, the numbered one."""
    return parse_xml(_part("numbering.xml"))


def opened(style: Path | None) -> Any:
    """An empty document in our look, or in that of the file `style`.

    Raises Refusal (exit 3) where the file is no Word document, is damaged, encrypted or has macros; exit 2
    where it cannot be opened.
    """
    if style is None:
        return docx.Document(io.BytesIO(packed((name, _part(file)) for name, file in PARTS.items())))
    document = _document_of(style)
    _empty(document)
    _make_harmless(document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS))
    return document


def _part(file: str) -> bytes:
    return files("kfond").joinpath("data", "word", file).read_bytes()


def _document_of(style: Path) -> Any:
    try:
        content = style.read_bytes()
    except OSError as fault:
        raise usage_refusal(
            say("The file {file} cannot be opened: {reason}.", file=style, reason=reason_of(fault)),
            say("Name a Word document with --style, or leave it out."),
        ) from fault
    file = style.name
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            raise _refused(file, say("The file is encrypted with a password."))
        raise _refused(
            file, say("The file is a Word document of the kind before 2007 (.doc), or another old one.")
        )
    try:
        parts = dict(_parts_of(file, content))
    except Refusal as refusal:
        raise _refused(file, say("The file is damaged or no Word document.")) from refusal
    if "word/document.xml" not in parts:
        raise _refused(file, say("The file is no Word document."))
    kinds = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in kinds or any(name.endswith("vbaProject.bin") for name in parts):
        raise _refused(file, say("The file has macros."))
    parts["[Content_Types].xml"] = kinds.replace(TEMPLATE.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode())
    try:
        document = docx.Document(io.BytesIO(packed(parts.items())))
        document.element.body, document.styles.element, document.settings.element  # noqa: B018  (parts that are asked for)
    except Exception as fault:  # python-docx raises whatever it trips over
        raise _refused(file, say("The file is damaged or no Word document.")) from fault
    return document


def _parts_of(file: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of the file, none larger than can be held. Raises Refusal where it is no sound zip file."""
    archive = Archive(file, content)
    for name in archive.names():
        part = archive.whole(name)
        if b"<!DOCTYPE" in part[:1000]:
            raise _refused(file, say("The file is damaged or no Word document."))
        yield name, part


def _refused(file: str, what: Message) -> Refusal:
    return data_refusal(
        what, say("Save it in Word as .docx, without password and macros, or leave out --style."), Place(file)
    )


def _empty(document: Any) -> None:
    """Takes the text out, and with it what only the text used: its pictures, comments and notes."""
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = sections[-1] if sections else None
    for element in list(body):
        body.remove(element)
    if last is None:
        last = parse_xml(_part("document.xml")).find(f".//{qn('w:sectPr')}")
    _inherit(last, sections[:-1])
    body.append(last)
    for key, tie in list(document.part.rels.items()):
        if tie.reltype not in KEPT:
            del document.part.rels[key]
    about = document.part.package.rels
    for key in [key for key, tie in about.items() if tie.reltype.endswith(STALE)]:
        del about[key]


def _inherit(last: Any, before: list[Any]) -> None:
    """Gives the one section that is left the headers and footers that it had from those before it (17.10.1)."""
    tags = (qn("w:headerReference"), qn("w:footerReference"))
    kinds = {(tie.tag, tie.get(qn("w:type"))) for tie in last if tie.tag in tags}
    for section in reversed(before):
        for tie in [tie for tie in section if tie.tag in tags]:
            kind = (tie.tag, tie.get(qn("w:type")))
            if kind not in kinds:
                kinds.add(kind)
                last.insert(0, tie)
    for tag in ("type", "cols", "lnNumType"):
        for element in last.findall(qn(f"w:{tag}")):
            last.remove(element)


def _make_harmless(part: Any) -> None:
    settings = part.element
    for key in [key for key, tie in part.rels.items() if tie.is_external]:
        del part.rels[key]
    for tag in ACTING:
        for element in settings.findall(qn(f"w:{tag}")):
            settings.remove(element)
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), SWEDISH)
