"""The words of the sheets, kept as data: which wording means which thing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_NUMBERS = {"noll": "0", "två": "2", "tre": "3", "fem": "5"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Wordings to what they mean, compared after `plain`, without the filler words."""

    meanings: Mapping[str, str]
    filler: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]], filler: frozenset[str] = frozenset()) -> Vocabulary:
        """A vocabulary from meaning -> wordings."""
        return cls(
            {_bare(wording, filler): meaning for meaning, wordings in words.items() for wording in wordings},
            filler,
        )

    def meaning(self, text: str) -> str | None:
        """What `text` means, or None where it is no wording of this vocabulary."""
        return self.meanings.get(_bare(text, self.filler)) if text else None


@cache
def words_of(name: str) -> Mapping[str, Any]:
    """The tables of one vocabulary file."""
    file = resources.files("kfond") / "data" / "vocabulary" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def vocabulary_of(name: str, table: str) -> Vocabulary:
    """One table of a vocabulary file as a vocabulary, without that file's filler words."""
    words = words_of(name)
    return Vocabulary.of(words[table], frozenset(words.get("filler", ())))


def known_headings(name: str, table: str, meanings: Iterable[str]) -> list[str]:
    """One wording of each of some meanings, as a heading would be written, in the order of the file."""
    wanted = frozenset(meanings)
    words = words_of(name)[table]
    return [wordings[0].capitalize() for meaning, wordings in words.items() if meaning in wanted]


@lru_cache(maxsize=8192)  # every kind of sheet asks the same cells
def plain(text: str) -> str:
    """`text` without what never changes a meaning: case, kinds of spaces and dashes, a colon at the end."""
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = re.sub(r"[‐‑‒–—−]", "-", folded)
    return re.sub(r"\s+", " ", folded).strip(" :")


def contains_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` stands in `text` as a word of its own."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain(text)) for word in words)


@lru_cache(maxsize=8192)
def area_in(text: str) -> str | None:
    """The area that a title, label or heading names; None when it names none, or more than one."""
    areas = words_of("staffing")["areas"]
    found = [area for area, words in areas.items() if contains_word(text, words)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=8192)
def _bare(text: str, filler: frozenset[str]) -> str:
    """`text` as it is compared: no space around a dash or after a sign, small numbers as figures, no filler."""
    joined = re.sub(r"(?<=\d) ?- ?(?=\d)", "-", plain(text))
    joined = re.sub(r"([<>≤≥]) (?=\d)", r"\1", joined)
    joined = re.sub(r"(?<=\d)(?=år)", " ", joined)
    words = [_NUMBERS.get(word, word.removesuffix(".") or word) for word in joined.split(" ")]
    kept = [word for word in words if word not in filler]
    return " ".join(kept or words)
