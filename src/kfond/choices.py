"""What to write in place of a word that is none of those that a place knows.

Those who mistype often know a thing by its name and not by the word that the program takes: each word is shown
with its name in the reader's language, and a name is understood as a slip for its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kfond.messages import LANGUAGES, Message, say

MOST_SUGGESTED = 3
LIKENESS = 0.7
"""How alike, by the measure of difflib, a word and a slip for it are at least."""
LONG_ENOUGH = 4
"""Letters of the beginning of a word or a name from which on it is understood."""
NO_NAME = Message("")
"""For a word that says itself what it is: the suffix of a file, a name."""


def unnamed(words: Iterable[str]) -> dict[str, Message]:
    """Words that say themselves what they are."""
    return dict.fromkeys(words, NO_NAME)


def one_of(text: str, words: Mapping[str, Message], otherwise: Message | None = None) -> Message:
    """What to write where `text` was read: the words that it may be a slip for, else every word that there is.

    `words`: what can be written, and its name. `otherwise` is said in place of very many words.
    """
    near = nearest(text, words)
    if not near:
        return otherwise or say("Write one of: {words}.", words=_with_names(words, words))
    *first, last = _with_names(near, words)
    names = say("{names} or {last}", names=tuple(first), last=last) if first else last
    return say("Did you mean {names}?", names=names)


def meant(text: str, words: Mapping[str, Message]) -> str | None:
    """The word that a text is, by itself or by its name in any language; None where it is none of them."""
    return _spellings(words).get(_plain(text))


def nearest(text: str, words: Mapping[str, Message]) -> tuple[str, ...]:
    """The words that a text may be a slip for, by themselves or by their names, nearest first; none if none is near."""
    wanted, spellings = _plain(text), _spellings(words)
    if wanted in spellings:
        return (spellings[wanted],)
    begun = [spelling for spelling in spellings if len(wanted) >= LONG_ENOUGH and spelling.startswith(wanted)]
    close = begun or get_close_matches(wanted, spellings, cutoff=LIKENESS)
    return tuple(dict.fromkeys(spellings[spelling] for spelling in close))[:MOST_SUGGESTED]


def _spellings(words: Mapping[str, Message]) -> dict[str, str]:
    """What can be read for a word, and the word; of two with one name the first."""
    return {
        _plain(spelling): word
        for word, name in reversed(tuple(words.items()))
        for spelling in (*(name.in_words(language) for language in LANGUAGES), word)
    }


def _with_names(chosen: Iterable[str], words: Mapping[str, Message]) -> tuple[object, ...]:
    """The chosen words, each with its name behind it: "staffing (staff)"."""
    return tuple(
        Message("{word} ({name})", {"word": word, "name": words[word]}) if words[word].text else word
        for word in chosen
    )


def _plain(text: str) -> str:
    return text.strip().casefold().replace("_", " ").replace("-", " ")
