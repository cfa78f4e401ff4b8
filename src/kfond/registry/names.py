"""Telling which municipality a piece of text names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Named:
    """A municipality found in a heading, with what else stood there: a unit number, footnote marks."""

    code: str
    name: str
    unit: str
    marks: str


@dataclass(frozen=True, slots=True)
class Register:
    """Names and aliases to codes. `names` maps code to name, `spellings` a normalised spelling to code."""

    names: Mapping[str, str]
    spellings: Mapping[str, str]
    _found: dict[str, Named | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, names: Mapping[str, str], aliases: Mapping[str, str]) -> Register:
        """A register from code -> name and alias -> code."""
        spellings = {normalised(name): code for code, name in names.items()}
        spellings |= {normalised(alias): code for alias, code in aliases.items()}
        return cls(names, spellings)

    def find(self, text: str) -> Named | None:
        """The municipality that `text` names: "T-hättan 2**", "Åmåls kommun", "1421", "DalsEd*"; else None."""
        if text not in self._found:  # every kind of sheet asks the same cells
            self._found[text] = self._read(text)
        return self._found[text]

    def _read(self, text: str) -> Named | None:
        bare, marks = split_marks(text)
        with_code = re.fullmatch(r"(\d{4})[\s,:-]+(\D.*)", bare)
        if with_code:  # "1435 Tanum": both must mean the same
            named = self.find(with_code[2])
            return replace(named, marks=marks) if named and named.code == with_code[1] else None
        for candidate, unit in _readings(bare):
            code = self._code(candidate)
            if code:
                return Named(code, self.names[code], unit, marks)
        return None

    def suggestions(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Names that `text` might be a slip for, best first; for an error message only."""
        wanted = normalised(split_marks(text)[0])
        close = difflib.get_close_matches(wanted, self.spellings, n=count * 2, cutoff=0.75)
        return tuple(dict.fromkeys(self.names[self.spellings[spelling]] for spelling in close))[:count]

    def _code(self, candidate: str) -> str | None:
        if candidate in self.names:
            return candidate
        return self.spellings.get(normalised(candidate))


_MARKS = re.compile(r"\s*([*†‡]+|[¹²³⁴⁵⁶⁷⁸⁹]+)\s*$")
_UNIT = re.compile(r"^(?P<name>.*?\D)[\s,]+(?:enhet(?:en)?\s+)?(?P<unit>\d{1,2})$", re.IGNORECASE)


def split_marks(text: str) -> tuple[str, str]:
    """`text` without its trailing footnote marks, and the marks: "Orust**" is ("Orust", "**")."""
    found = _MARKS.search(text)
    return (text[: found.start()].strip(), found[1]) if found else (text.strip(), "")


def normalised(name: str) -> str:
    """A spelling with what never tells two municipalities apart taken away (case, dashes, "kommun")."""
    text = unicodedata.normalize("NFC", name).casefold().replace("\u00a0", " ")
    text = re.sub(r"[-‐‑–—]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" .:")
    return re.sub(r" (kommun|stad)$", "", text)


def _readings(text: str) -> Iterable[tuple[str, str]]:
    """The ways to split a heading into name and unit, plainest first."""
    yield text, ""
    genitive = re.fullmatch(r"(.+)s (?:kommun|stad)", text.strip(), re.IGNORECASE)
    if genitive:
        yield genitive[1], ""
    with_unit = _UNIT.match(text)
    if with_unit:
        yield with_unit["name"], with_unit["unit"]
