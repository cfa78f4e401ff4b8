"""The zip file that .xlsx, .ods and .docx are: its parts, each read as it comes and never beyond a limit."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from kfond.messages import say
from kfond.workbook.limits import MOST_UNPACKED, MOST_UNPACKED_MEGABYTES, require_size, too_large
from kfond.workbook.refusals import damaged, encrypted

MOST_TIMES = 200  # how many times its packed size a file may become; sheets are some ten to fifty times
_SMALL = 10 * 1024 * 1024  # bytes; below it the number of times does no harm
_CHUNK = 256 * 1024  # bytes unpacked at a time
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only ones that ECMA-376 (part 2, annex C) allows
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"

Attributes = dict[str, str]
Begin = Mapping[str, Callable[[Attributes], None]]
End = Mapping[str, Callable[[], None]]


class Relation(NamedTuple):
    """What one part of an Office file says of another: the kind of tie, and the part's name."""

    kind: str
    target: str


class Archive:
    """The parts of a zip file by name. Names are compared as ECMA-376 says: without regard to case."""

    def __init__(self, file: str, content: bytes) -> None:
        """Raises Refusal (exit 3) where the file is damaged, encrypted or would unpack without bound."""
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as fault:
            raise damaged(file) from fault
        parts = [part for part in self._zip.infolist() if not part.is_dir()]
        if any(part.flag_bits & 1 for part in parts):
            raise encrypted(file)
        _require_bounded(file, parts, len(content))
        self._parts = {_plain(part.filename): part for part in parts}
        if len(self._parts) < len(parts):  # of two parts with one name, each reader takes another
            raise damaged(file)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def names(self) -> list[str]:
        """The names of the parts as the file gives them, in its order."""
        return [part.filename for part in self._parts.values()]

    def size(self, name: str) -> int:
        """How many bytes a part has, unpacked."""
        return self._parts[_plain(name)].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, some bytes at a time. Raises Refusal (exit 3) where it is missing or damaged."""
        part = self._parts.get(_plain(name))
        if part is None or part.compress_type not in _METHODS:
            raise damaged(self.file)
        try:
            with self._zip.open(part) as unpacked:
                while chunk := unpacked.read(_CHUNK):
                    yield chunk
        except _FAULTS as fault:
            raise damaged(self.file) from fault

    def whole(self, name: str) -> bytes:
        """A part that is to be held whole. Raises Refusal (exit 3) where it is too large for that."""
        if name in self:
            require_size(self.file, self.size(name))
        return b"".join(self.chunks(name))

    def parse(
        self, name: str, begin: Begin, end: End | None = None, text: Callable[[str], None] | None = None
    ) -> None:
        """Reads a part as XML; elements are named "namespace local", and those not asked for are passed over.

        A document type is where XML defines entities that grow when they are read ("a billion laughs");
        neither ECMA-376 (part 2, 8.2.5) nor any program that writes sheets has a use for one: refused (exit 3).
        """
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        begins, ends = begin.get, (end or {}).get

        def started(element: str, attributes: Attributes) -> None:
            if asked := begins(element):
                asked(attributes)

        def ended(element: str) -> None:
            if asked := ends(element):
                asked()

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = text
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (ExpatError, LookupError, UnicodeError) as fault:  # the last two: an encoding nobody knows
            raise damaged(self.file) from fault

    def related(self, part: str) -> dict[str, Relation]:
        """The parts that a part is tied to, by the id of the tie (ECMA-376, part 2, 6.5)."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: dict[str, Relation] = {}

        def relation(attributes: Attributes) -> None:
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))

        if listed in self:
            self.parse(listed, {_RELATION: relation})
        return found

    def _refuse_document_type(self, *_: object) -> None:
        raise damaged(self.file)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _require_bounded(file: str, parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise too_large(
            file,
            say(
                "The file is larger than {most} megabytes when it is unpacked.", most=MOST_UNPACKED_MEGABYTES
            ),
        )
    if unpacked > _SMALL and unpacked > MOST_TIMES * packed:
        raise too_large(
            file, say("The file becomes more than {most} times larger when it is unpacked.", most=MOST_TIMES)
        )
