"""Somebody's own Markdown, made fit to stand in a document of ours: under its headings, with its figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kfond.comments import without_comments
from kfond.errors import Problem, Refusal
from kfond.messages import Message, say
from kfond.privacy import has_identity_number
from kfond.provenance import Figure, Place
from kfond.reports.documents.parsing import ENTRY, FIGURE, blocks_of
from kfond.reports.tracing import neighbours
from kfond.reports.wording import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

LOWEST_HEADING = 5
# What stays as it is, what names a figure, and what would be HTML.
SIGNS = re.compile(
    r"\\.|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<(?:https?://|mailto:)[^\s<>]+>"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?:figure|entry):(?P<figure>[^()\s]+)\)"
    r"|(?P<html><(?=[A-Za-z/!?]))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it stands in the document, "" where there is none yet, and what is wrong in it."""

    markdown: str
    problems: tuple[Problem, ...] = ()


def fitted(typed: str, file: str, level: int, figures: Sequence[Figure]) -> Fitted:
    """The text of `file` to stand below a heading of `level`.

    Its headings go below that one and none skips a level; what would be HTML is text; `[](figure:ID)` gets the
    words of that one of `figures`; a comment (<!-- … -->) is left out, with its lines kept. All problems are
    told at once: a personal identity number, a comment that does not end, a figure that there is not, a picture,
    and whatever `blocks_of` refuses, such as a table without a caption.
    """
    source = unicodedata.normalize("NFC", typed)
    problems = [_identity(file, line) for line in _lines_with_identity(source)]
    source, unclosed = without_comments(source)
    if unclosed:
        problems.append(
            _problem(file, unclosed, say("A comment begins here and does not end."), say("Close it with -->"))
        )
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = _tokens("\n".join(lines))
    by_id = {figure.id: figure for figure in figures}
    for first, last in _running_text(tokens):
        lines[first:last] = _with_figures("\n".join(lines[first:last]), by_id).split("\n")
    for first, last, heading in _headings(tokens, lines, level):
        lines[first:last] = [heading, *[""] * (last - first - 1)]
    for first, last in _chunks(tokens):
        problems += _refused(lines[first:last], file, first)
    problems += _links_and_images(tokens, lines, file, figures)
    problems.sort(key=lambda problem: int(str(problem.what.args["line"])))
    return Fitted("\n".join(lines).strip(), tuple(problems))


def _tokens(source: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").parse(source)


def _lines_with_identity(source: str) -> Iterator[int]:
    return (line for line, text in enumerate(source.splitlines(), 1) if has_identity_number(text))


def _identity(file: str, line: int) -> Problem:
    return _problem(
        file,
        line,
        say("What stands here looks like an identity number."),
        say("Take it away; nobody is named in a report."),
    )


def _running_text(tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """The lines of each paragraph, heading and row: the first one, and the one after the last."""
    for token in tokens:
        if token.type in ("paragraph_open", "heading_open", "tr_open") and token.map:
            yield token.map[0], token.map[1]


def _with_figures(text: str, figures: dict[str, Figure]) -> str:
    def said(sign: re.Match[str]) -> str:
        if sign["html"]:
            return r"\<"
        figure = figures.get(sign["figure"] or "")
        if figure is None:
            return sign[0]
        return f"[{sign['words'].strip() or shown(figure)}](figure:{figure.id})"

    return SIGNS.sub(said, text)


def _headings(tokens: Sequence[Token], lines: Sequence[str], level: int) -> Iterator[tuple[int, int, str]]:
    """Each heading with its lines, as it is to stand: the outermost right below `level`, none skipped."""
    open_levels: list[int] = []
    for opening in tokens:
        if opening.type != "heading_open" or opening.level or not opening.map:
            continue
        own = int(opening.tag[1:])
        open_levels = [*(outer for outer in open_levels if outer < own), own]
        first, last = opening.map
        is_underlined = opening.markup in ("=", "-")
        words = " ".join(line.strip() for line in lines[first : last - 1 if is_underlined else last])
        words = words if is_underlined else re.sub(r"^#+\s*|\s+#+\s*$", "", words)
        yield first, last, f"{'#' * min(level + len(open_levels), LOWEST_HEADING)} {words}"


def _chunks(tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """The lines of each outermost block; a table with the paragraph above it, where its caption stands."""
    before: tuple[int, int] | None = None
    for token in tokens:
        if token.level or token.nesting < 0 or not token.map:
            continue
        if token.type == "paragraph_open":
            if before:
                yield before
            before = (token.map[0], token.map[1])
            continue
        if before and token.type == "table_open":
            yield before[0], token.map[1]
        else:
            if before:
                yield before
            yield token.map[0], token.map[1]
        before = None
    if before:
        yield before


def _refused(lines: Sequence[str], file: str, before: int) -> Iterator[Problem]:
    """What `blocks_of` refuses of the block in `lines`; `before` lines stand above it in its file."""
    chunk = [re.sub(r"^#+ ", "## ", line) for line in lines]  # alone, it begins right below a title
    try:
        blocks_of("\n".join(("# -", "", *chunk)))
    except Refusal as refusal:
        row = next((number for number, line in enumerate(lines) if line.lstrip().startswith("|")), 0)
        yield from (_problem(file, before + row + 1, found.what, found.remedy) for found in refusal.problems)


def _links_and_images(
    tokens: Iterable[Token], lines: Sequence[str], file: str, figures: Sequence[Figure]
) -> Iterator[Problem]:
    """Figures that there are none of, and pictures, wherever in the text they stand."""
    known = {figure.id for figure in figures}
    first, last = 0, len(lines)
    for token in tokens:
        first, last = token.map or (first, last)
        for part in token.children or ():
            address = str(part.attrs.get("href", ""))
            prefix = next((found for found in (FIGURE, ENTRY) if address.startswith(found)), "")
            wanted = unquote(address.removeprefix(prefix))
            if prefix and wanted not in known:
                yield _unknown(file, first + _line_with(lines[first:last], wanted), wanted, figures)
            if part.type == "image":
                yield _problem(
                    file,
                    first + _line_with(lines[first:last], "!["),
                    say("A text can hold no picture."),
                    say("Take it away; the pictures of the report are drawn from its figures."),
                )


def _line_with(lines: Sequence[str], words: str) -> int:
    """The number of the first line that holds `words`; of the first of all where none does."""
    return next((number for number, line in enumerate(lines, 1) if words in line), 1)


def _unknown(file: str, line: int, wanted: str, figures: Sequence[Figure]) -> Problem:
    near = neighbours(figures, wanted)
    return _problem(
        file,
        line,
        say("No figure of the report is called “{wanted}”.", wanted=wanted),
        say("The nearest are: {ids}.", ids=near)
        if near
        else say("kfond report --json lists the ids of all figures."),
    )


def _problem(file: str, line: int, what: Message, remedy: Message) -> Problem:
    return Problem(Place(file), say("Line {line}: {what}", line=line, what=what), remedy)
