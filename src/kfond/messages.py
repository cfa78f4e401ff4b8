"""Sentences that a person reads, said once in English and shown in the reader's language.

Rooms say *what* they mean with `say("... {name} ...", name=...)`; only the edge (a command, a document)
knows in which language. The Swedish wording is in locale/, the terms in docs/ordlista.md.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kfond.formatting import date_long

LANGUAGES = ("sv", "en")
GROUPED_FROM = {"sv": 1_000, "en": 10_000}
"""From so many on the thousands of an amount stand apart, as the documents of the language have them."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its figures apart from its words. `count` decides between `text` and `plural`."""

    text: str
    args: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    plural: str = ""
    count: int = 1

    def in_words(self, language: str) -> str:
        """The sentence in `language` ("sv" or "en"); messages among its arguments are translated too."""
        translation = _translation(language)
        if self.plural:
            sentence = translation.ngettext(self.text, self.plural, self.count)
        else:
            sentence = translation.gettext(self.text) if self.text else ""
        return sentence.format_map({key: _shown(value, language) for key, value in self.args.items()})


def say(text: str, /, **args: object) -> Message:
    """A sentence to translate; `text` is English and is also the key in locale/."""
    return Message(text, MappingProxyType(args))


def say_count(one: str, many: str, count: int, /, **args: object) -> Message:
    """A sentence that bends with a number, which it may show as `{count}`."""
    return Message(one, MappingProxyType({"count": count, **args}), many, count)


def together(items: Sequence[object]) -> object:
    """What stands in a sentence for several things: a, b and c. One stands for itself, none is an empty text."""
    if len(items) < 2:
        return items[0] if items else ""
    return say("{first} and {last}", first=tuple(items[:-1]), last=items[-1])


def _shown(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.in_words(language)
    if isinstance(value, date):
        return date_long(value) if language == "sv" else value.isoformat()
    if isinstance(value, Decimal):
        return _number(value, language)
    if isinstance(value, tuple | list):
        return ", ".join(str(_shown(part, language)) for part in value)
    return value


def _number(value: Decimal, language: str) -> str:
    """A number in words of the language."""
    text = f"{value:,f}" if abs(value) >= GROUPED_FROM[language] else f"{value:f}"
    return text.replace(",", "\u00a0").replace(".", ",") if language == "sv" else text


@cache
def _translation(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("kfond", Path(__file__).parent / "locale", [language], fallback=True)
