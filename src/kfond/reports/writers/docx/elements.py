"""The elements that a Word document is made of (ECMA-376 part 1, 17), made as a tree and never as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

_MAIN = {"w": nsmap["w"]}
_BREAKS = re.compile(r"([\t\n])")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2: Char


def made(tag: str, *inside: Any, **attributes: object) -> Any:
    """An element with its attributes, both of the main namespace: made("jc", val="right")."""
    element = oxml_parser.makeelement(_named(tag), nsmap=_MAIN)
    for name, value in attributes.items():
        element.set(_named(name), str(value))
    element.extend(inside)
    return element


@cache
def _named(name: str) -> str:
    return f"{{{_MAIN['w']}}}{name}"


def paragraph(style: str, *inside: Any, properties: tuple[Any, ...] = ()) -> Any:
    """A paragraph in a style, by its id; `properties` follow the order of the schema (17.3.1.26)."""
    return made("p", made("pPr", made("pStyle", val=style), *properties), *inside)


def run(text: str, *properties: Any) -> Any:
    """A run of text with the properties of its own; a tab and a new line become what Word has for them."""
    element = made("r", made("rPr", *properties)) if properties else made("r")
    element.extend(_texts(allowed(text)))
    return element


def allowed(text: str) -> str:
    """The text without the signs that no XML may hold."""
    return _NOT_IN_XML.sub("", text)


def field(code: str, shown: str) -> Iterator[Any]:
    """A field that Word works out, with what is shown until it has (17.16.18)."""
    instruction = made("instrText")
    instruction.text = f" {code} "
    yield made("r", made("fldChar", fldCharType="begin"))
    yield made("r", instruction)
    yield made("r", made("fldChar", fldCharType="separate"))
    yield run(shown)
    yield made("r", made("fldChar", fldCharType="end"))


def _texts(text: str) -> Iterator[Any]:
    for part in _BREAKS.split(text):
        if part == "\t":
            yield made("tab")
        elif part == "\n":
            yield made("br")
        elif part:
            element = made("t")
            element.text = part
            if part != part.strip():
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield element
