"""A funder's own Word form, filled in: each answer at its content control, or beside or below its label.

Word's forms have content controls (text, rich text, a list to choose from, a day, a check box), cells of tables with
a label in one and room in the next, and headings with an empty paragraph below. What was filled is read back from
the finished file: an answer that does not stand there is told of, not presumed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.reports.writers.docx.form_text import W, text_of
from kfond.reports.writers.docx.spots import spot_for

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from kfond.reports.funding.answers import Answer

MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form with the answers in it. `places`: key of the answer -> how it was placed, in words."""

    content: bytes
    places: tuple[tuple[str, Message], ...]


def fill(form: bytes, file: str, answers: Sequence[Answer]) -> FilledForm:
    """The form with every answer in its place, read back.

    Raises Refusal (exit 3) with every answer that has no place in the form, and with every one that does not stand
    there afterwards; for what is no Word document as well.
    """
    document = _opened(form, file)
    problems, places, spots = [], [], []
    for answer in answers:
        spot = spot_for(document.element.body, (answer.key, answer.label))
        if spot is None:
            problems.append(_no_place(document, file, answer))
            continue
        fault = spot.write(answer.text)
        if fault:
            problems.append(
                Problem(Place(file), fault, say("Change the answer, or write it in the form yourself."))
            )
        places.append((answer.key, spot.where))
        spots.append(answer)
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    draft = io.BytesIO()
    document.save(draft)
    content = draft.getvalue()
    _prove(content, file, spots)
    return FilledForm(content, tuple(places))


def _opened(form: bytes, file: str) -> WordDocument:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(form))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as fault:
        raise data_refusal(
            say("The form is no Word document that can be read."),
            say("Save it as .docx in Word and try again."),
            Place(file),
        ) from fault


def _prove(content: bytes, file: str, answers: Iterable[Answer]) -> None:
    """Reads the finished file and looks for every answer at its place."""
    document = _opened(content, file)
    problems = []
    for answer in answers:
        spot = spot_for(document.element.body, (answer.key, answer.label), is_filled=True)
        if spot is None or not spot.holds(answer.text):
            problems.append(
                Problem(
                    Place(file),
                    say("“{label}” does not stand in the finished form.", label=answer.label),
                    say("Write it in the form yourself, and tell those who keep kfond."),
                )
            )
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def _no_place(document: WordDocument, file: str, answer: Answer) -> Problem:
    labels = tuple(dict.fromkeys(_labels_of(document)))[:MOST_NAMED]
    return Problem(
        Place(file),
        say("The form has no place for “{label}”.", label=answer.label),
        say("Name a content control “{key}” in it; its labels are {labels}.", key=answer.key, labels=labels)
        if labels
        else say("Name a content control “{key}” in it.", key=answer.key),
    )


def _labels_of(document: WordDocument) -> Iterator[str]:
    for paragraph in document.element.body.iter(f"{W}p"):
        words = text_of(paragraph).strip()
        if words and len(words) <= 60 and not words.startswith("("):
            yield words.rstrip(":")
