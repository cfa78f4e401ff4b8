"""What one heading of a staffing table names: a municipality, a unit, a day, a comment, a sum."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from kfond.importers.footnotes import Footnote, read_footnote
from kfond.importers.vocabulary import Vocabulary, area_in, contains_word, plain, words_of
from kfond.periods import read_span
from kfond.registry.names import Named, Register, split_marks
from kfond.workbook import SheetCell

LONGEST_UNIT = 40
"""How many letters the name of a unit may have; what is longer is a sentence. Ours."""

_LONGEST_NAME = 3
"""Words that the name of a municipality has at most, "kommun" counted in ("Upplands Väsby kommun")."""

_YEAR = re.compile(r"(?:199\d|20\d\d)")
_UNIT_NUMBER = re.compile(r"(?:enhet(?:en)?\s+)?(\d{1,2})", re.IGNORECASE)
_ENDS = " ,;:.-–—()[]"


class Role(StrEnum):
    """What stands in the column below a heading."""

    FIGURES = "figures"
    COMMENT = "comment"
    SUM = "sum"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading names; a part that it does not name is empty.

    `day` is a day, `year` a year alone, `years_back` 1 for "last year"; `effect` what words beside the
    municipality do to its figures ("inkl EKB"), `unknown` the text that is none of these. "2021" may be a
    year and a municipality's code: then both are filled. `lacks_zero` is a code such as 181 for 0181;
    `pinned` the comment to the cell.
    """

    text: str = ""
    named: Named | None = None
    unit: str = ""
    area: str = ""
    day: date | None = None
    year: int | None = None
    years_back: int | None = None
    role: Role = Role.FIGURES
    effect: Footnote | None = None
    marks: str = ""
    unknown: str = ""
    lacks_zero: bool = False
    pinned: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether the heading is a year and a municipality's code at once."""
        return self.named is not None and self.year is not None and self.text.isdigit()

    @property
    def says_something(self) -> bool:
        """Whether it names a municipality, a unit's number, a day, or what stands in the column."""
        told = (self.named, self.unit, self.day, self.year, self.effect)
        return any(told) or self.years_back is not None or self.role is not Role.FIGURES


def read_heading(cell: SheetCell, register: Register) -> Heading:
    """What the heading in a cell names; a cell that holds a date names that day."""
    if isinstance(cell.content, date) and not cell.reworded:
        return Heading(text=cell.text, day=day_held(cell), pinned=cell.comment)
    bare, marks = split_marks(cell.text)
    return replace(_read(bare, register), text=cell.text, marks=marks, pinned=cell.comment)


def day_held(cell: SheetCell) -> date | None:
    """The day of a cell that holds a date; where the sheet shows a month alone, the last day of it."""
    if not isinstance(cell.content, date):
        return None
    shown = read_span(cell.shown) if cell.shown else None
    first = date(cell.content.year, cell.content.month, cell.content.day)
    return shown[1] if shown and shown[0] <= first <= shown[1] else first


def kind_of(text: str) -> str:
    """What a heading or label means by itself (municipality, unit, day, comment, plain ...), or ""."""
    return _kinds().meaning(text) or ""


@cache
def _kinds() -> Vocabulary:
    return Vocabulary.of(words_of("staffing")["headings"])


def without_words_of(role: Role, text: str) -> str | None:
    """What is left of a text without the words for sums (or comments, or shares); None where it has none."""
    words = words_of("staffing")["headings"][role]
    if not contains_word(text, words):
        return None
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{alternatives})(?!\w)", " ", text, flags=re.IGNORECASE).strip(_ENDS)


def names_a_unit(text: str) -> bool:
    """Whether the text has a word that names a unit of a municipality (enhet, mottag, norra)."""
    stems = words_of("staffing")["units"]["stems"]
    return any(word.startswith(tuple(stems)) for word in re.findall(r"\w+", plain(text)))


def municipalities_in(text: str, register: Register, in_lower_case: bool = False) -> tuple[Named, ...]:
    """The municipalities that a text names, each once.

    A name begins with a capital letter, or "vara" would be one in every other sentence; a file's name may be
    without any.
    """
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)
    found: dict[str, Named] = {}
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            window = " ".join(words[at : at + length])
            named = None if window.isdigit() else register.find(window)
            if named and (window[0].isupper() or in_lower_case):
                found.setdefault(named.code, named)
                at += length
                break
        else:
            at += 1
    return tuple(found.values())


def _read(text: str, register: Register) -> Heading:
    text = text.strip()
    by_kind = _of_kind(kind_of(text)) if text else Heading()
    if by_kind:
        return by_kind
    named, lacks_zero = _named(text, register)
    timed = _timed(text)
    if named or timed:
        return replace(
            timed or Heading(), named=named, unit=named.unit if named else "", lacks_zero=lacks_zero
        )
    return _with_role(text, register) or _with_municipality(text, register) or _unit_or_unknown(text)


def _of_kind(kind: str) -> Heading | None:
    if kind in ("plain", "municipality", "unit", "day"):
        return Heading()
    if kind in ("this_year", "last_year"):
        return Heading(years_back=int(kind == "last_year"))
    return Heading(role=Role(kind)) if kind in set(Role) else None


def _timed(text: str) -> Heading | None:
    """A day, a month (its last day) or a year, with words such as "antal" or "per" around it."""
    words = [word for word in text.split() if kind_of(word) not in ("plain", "day")]
    bare = " ".join(words).strip(_ENDS)
    if _YEAR.fullmatch(bare):
        return Heading(year=int(bare))
    span = read_span(bare)
    return Heading(day=span[1]) if span else None


def _named(text: str, register: Register) -> tuple[Named | None, bool]:
    """The municipality that is the whole text; a code may lack its leading zero, which is told."""
    named = register.find(text)
    if named:
        return named, False
    short = re.fullmatch(r"(\d{3})(?:[\s,:-]+(\D.*))?", text)
    if short and f"0{short[1]}" in register.names:
        with_zero = register.find(f"0{text}")
        return with_zero, with_zero is not None
    return None, False


def _with_role(text: str, register: Register) -> Heading | None:
    """A sum, a comment or a share, with what else the heading names: "Uddevalla totalt", "Summa 2016"."""
    for role in (Role.SUM, Role.COMMENT, Role.DERIVED):
        rest = without_words_of(role, text)
        if rest is not None:
            return replace(_read(rest, register), role=role, unknown="")
    return None


def _with_municipality(text: str, register: Register) -> Heading | None:
    """A heading that begins with a municipality: what follows is a unit, a day, or a word on the figures."""
    words = text.split()
    for length in range(len(words) - 1, 0, -1):
        begun = " ".join(words[:length]).strip(_ENDS)
        named, lacks_zero = _named(begun, register)
        if named is None or begun.isdigit():
            continue
        behind = " ".join(words[length:])
        rest = _read(behind.strip(_ENDS), register)
        others = [other for other in municipalities_in(behind, register) if other.code != named.code]
        if others or (rest.named and rest.year is None):
            return None  # "Orust Tanum": whose figures these are, nobody can say
        return replace(_beside(rest, behind, named), lacks_zero=lacks_zero)
    return None


def _beside(rest: Heading, behind: str, named: Named) -> Heading:
    """The heading of a municipality with the words behind its name."""
    if rest.year is not None:
        rest = replace(rest, named=None)
    if not rest.unknown:
        return replace(rest, named=named, unit=rest.unit or named.unit)
    effect = read_footnote(behind.strip(_ENDS), 0)
    if effect.effect != "note" or behind.startswith("("):
        return Heading(named=named, unit=named.unit, effect=effect)
    if len(behind) > LONGEST_UNIT:
        return Heading(unknown=f"{named.name} {behind}")
    unit = behind.strip(" ,;:-–—")
    return Heading(named=named, unit=f"{named.unit} {unit}".strip(), area=area_in(unit) or "")


def _unit_or_unknown(text: str) -> Heading:
    number = _UNIT_NUMBER.fullmatch(text)
    return Heading(unit=number[1]) if number else Heading(unknown=text)
