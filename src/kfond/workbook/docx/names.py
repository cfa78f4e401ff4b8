"""The names of XML elements in a document: the usual namespace of WordprocessingML, and that of its strict kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from kfond.workbook.archive import Attributes

Handler = TypeVar("Handler")

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def named(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """What to do at each element, under the element's full name."""
    return {f"{space} {name}": handler for space in _SPACES for name, handler in handlers.items()}


def said(attributes: Attributes, name: str, otherwise: str = "") -> str:
    """An attribute of an element of Word's; what it means where it is left out."""
    return next(
        (attributes[f"{space} {name}"] for space in _SPACES if f"{space} {name}" in attributes), otherwise
    )


def is_on(attributes: Attributes) -> bool:
    """Whether an element such as <w:strike/> says yes; without a value it does."""
    return said(attributes, "val", "1") not in ("0", "false", "off", "none")
