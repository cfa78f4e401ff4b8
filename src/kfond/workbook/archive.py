"""The zip file that .xlsx and .ods are: what is in it, and whether it can be opened without harm."""

from __future__ import annotations

import io
import zipfile
import zlib

from kfond.messages import say
from kfond.workbook.limits import require_size, too_large
from kfond.workbook.refusals import damaged, encrypted

MOST_TIMES = 200  # how many times its packed size a file may become; sheets are some ten to fifty times
_SMALL = 10 * 1024 * 1024  # bytes; below it the number of times does no harm
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def names_in(file: str, content: bytes) -> frozenset[str]:
    """The names of the parts. Raises Refusal (exit 3) where the list of them cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _FAULTS as fault:
        raise damaged(file) from fault


def require_harmless(file: str, content: bytes) -> None:
    """Refuses (exit 3) an archive that would unpack without bound, or whose XML defines entities.

    A document type is where XML defines entities that grow when they are read ("a billion laughs"); neither
    ECMA-376 (part 2, 8.2.5) nor any program that writes sheets has a use for one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _require_bounded(file, parts, len(content))
            if any(part.flag_bits & 1 for part in parts):
                raise encrypted(file)
            has_entities = any(
                b"<!DOCTYPE" in archive.read(part).replace(b"\0", b"")  # without NUL: UTF-16 too
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels", ".vml"))
            )
    except _FAULTS as fault:
        raise damaged(file) from fault
    if has_entities:
        raise damaged(file)


def _require_bounded(file: str, parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    require_size(file, unpacked)
    if unpacked > _SMALL and unpacked > MOST_TIMES * packed:
        raise too_large(
            file, say("The file becomes more than {most} times larger when it is unpacked.", most=MOST_TIMES)
        )
