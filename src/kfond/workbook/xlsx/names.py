"""The names of XML elements in a workbook: the usual namespace of SpreadsheetML, and that of its strict kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Handler = TypeVar("Handler")

_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
TIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)


def named(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """What to do at each element, under the element's full name."""
    return {f"{space} {name}": handler for space in _SPACES for name, handler in handlers.items()}
