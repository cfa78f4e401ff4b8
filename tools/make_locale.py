"""Bring src/kfond/locale up to date with the sentences that the program says.

    python tools/make_locale.py           update the Swedish file, compile it, print what lacks a translation
    python tools/make_locale.py --check   print what is missing, left over or not compiled; write nothing

A sentence is a call of say("...") or say_count("...", "...", n). Translations stand in kfond.po, sorted by
their English text; a translation whose English text is gone is dropped. Both files depend on the source alone.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "kfond"
PO = SOURCE / "locale" / "sv" / "LC_MESSAGES" / "kfond.po"
MO = PO.with_suffix(".mo")
SENTENCES_OF = {"say": 1, "say_count": 2}  # the function: how many of its first arguments are sentences
HEADER = [
    ("Language", "sv"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]

Sentence = str | tuple[str, str]


class Translations(Catalog):
    """A catalogue whose header is HEADER: without dates, names and addresses."""

    mime_headers = property(lambda self: HEADER, lambda self, found: None)


def sentences(source: Path = SOURCE) -> tuple[Sentence, ...]:
    """Every sentence that the program says, once, sorted; with its plural where it bends with a number."""
    found = {said for path in sorted(source.rglob("*.py")) for said in _said_in(path)}
    return tuple(sorted(found, key=_english))


def _said_in(path: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES_OF:
            texts = [_text(path, argument) for argument in node.args[: SENTENCES_OF[node.func.id]]]
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def _text(path: Path, argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise SystemExit(
        f"{path}, line {argument.lineno}: a sentence must be plain text, or nobody translates it"
    )


def updated(old: Catalog, said: tuple[Sentence, ...]) -> Catalog:
    """The sentences with the translations that `old` has of them."""
    new = Translations(locale="sv", header_comment="", fuzzy=False)
    for sentence in said:
        known = old.get(_english(sentence))
        empty: str | tuple[str, str] = "" if isinstance(sentence, str) else ("", "")
        fits = known is not None and known.id == sentence
        new.add(sentence, known.string if known is not None and fits else empty)
    return new


def missing(catalog: Catalog) -> tuple[str, ...]:
    """The English texts that have no translation yet."""
    return tuple(_english(message.id) for message in catalog if message.id and not _is_whole(message))


def _is_whole(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(forms)


def kept() -> Catalog:
    """The translations as they stand in kfond.po; none where there is no such file."""
    if not PO.exists():
        return Catalog(locale="sv")
    return read_po(io.BytesIO(PO.read_bytes()), locale="sv", abort_invalid=True)


def as_po(catalog: Catalog) -> bytes:
    """What kfond.po is to hold."""
    target = io.BytesIO()
    write_po(target, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return target.getvalue().lstrip(b"#\n")


def as_mo(catalog: Catalog) -> bytes:
    """What kfond.mo is to hold: only whole translations, so that a missing one shows its English."""
    whole = Translations(locale="sv", header_comment="", fuzzy=False)
    for message in catalog:
        if message.id and _is_whole(message):
            whole.add(message.id, message.string)
    target = io.BytesIO()
    write_mo(target, whole)
    return target.getvalue()


def main(arguments: list[str]) -> int:
    """Updates both files, or with --check only looks; 1 when something is missing or does not fit."""
    catalog = updated(kept(), sentences())
    po, mo = as_po(catalog), as_mo(catalog)
    gaps = missing(catalog)
    for text in gaps:
        print(f"no translation: {text}")
    if arguments == ["--check"]:
        stale = [path for path, content in ((PO, po), (MO, mo)) if _content(path) != content]
        for path in stale:
            print(f"out of date: {path.relative_to(SOURCE.parent)}")
        return int(bool(gaps or stale))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    print(f"{len(sentences())} sentences, {len(gaps)} without a translation")
    return int(bool(gaps))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _english(sentence: str | Sequence[str]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
