"""The styles of the document in work, found by the names that Word gives its own in every language.

A Swedish Word shows "Rubrik 1", the file says "heading 1". What the organisation's file lacks is taken from ours.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from kfond.reports.writers.docx.elements import made

SWEDISH = "sv-SE"
TAGS = {"sv": SWEDISH, "en": "en-GB"}
_OTHERS = ("basedOn", "next", "link")  # what one style says of another (17.7.4)


class Styles:
    """Style ids by name; a style that the document lacks is added from ours when it is asked for."""

    def __init__(self, document: Any, ours: Any) -> None:
        self._element = document.styles.element
        self._ours = {_name(style): style for style in _styles(ours)}
        self._our_names = {style.get(qn("w:styleId")): name for name, style in self._ours.items()}
        self._found = {_name(style): style for style in _styles(self._element)}
        self._ids = {style.get(qn("w:styleId")) for style in self._found.values()}

    def id_of(self, name: str) -> str:
        """The id of the style with this name, our own style where the document had none."""
        style = self._found.get(name.casefold())
        return str((self._added(name.casefold()) if style is None else style).get(qn("w:styleId")))

    def first_of(self, *names: str) -> str:
        """The id of the first of these that the document has; the last one is added where it has none."""
        present = (name for name in names if name.casefold() in self._found)
        return self.id_of(next(present, names[-1]))

    def numbering_of(self, name: str) -> int | None:
        """The list that the style itself belongs to, None where it numbers nothing (17.9.18)."""
        style = self._found.get(name.casefold())
        number = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return None if number is None else int(number.get(qn("w:val")))

    def set_language(self, language: str) -> None:
        """Makes this the language of everything that does not say another one itself (17.3.2.20)."""
        tag = TAGS[language]
        defaults = self._element.find(qn("w:docDefaults"))
        if defaults is None:
            defaults = made("docDefaults")
            self._element.insert(0, defaults)
        for part in ("rPrDefault", "rPr"):
            inner = defaults.find(qn(f"w:{part}"))
            if inner is None:
                inner = made(part)
                defaults.insert(0, inner)
            defaults = inner
        for other in list(self._element.iter(qn("w:lang"))):
            other.getparent().remove(other)
        defaults.append(made("lang", val=tag, eastAsia=tag, bidi="ar-SA"))

    def _added(self, name: str) -> Any:
        style = deepcopy(self._ours[name])
        self._found[name] = style
        wanted = style.get(qn("w:styleId"))
        free = next(one for one in (wanted, *(f"{wanted}{n}" for n in range(2, 99))) if one not in self._ids)
        style.set(qn("w:styleId"), free)
        self._ids.add(free)
        style.attrib.pop(qn("w:default"), None)
        self._element.append(style)
        for other in _OTHERS:
            for tie in style.findall(qn(f"w:{other}")):
                tie.set(qn("w:val"), self.id_of(self._our_names[tie.get(qn("w:val"))]))
        return style


def _styles(element: Any) -> list[Any]:
    return [style for style in element.findall(qn("w:style")) if style.find(qn("w:name")) is not None]


def _name(style: Any) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).casefold()
