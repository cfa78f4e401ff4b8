"""Templates to text. The one place that knows Jinja.

A template of the user's own folder wins over ours of the same name. It runs in a sandbox: a template that
somebody sent cannot run programs or change what it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateNotFound,
    UndefinedError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kfond import formatting
from kfond.errors import Refusal, reason_of, usage_refusal
from kfond.messages import say
from kfond.reports import wording
from kfond.reports.documents.blocks import plain
from kfond.reports.tables import Marked
from kfond.reports.template_faults import NOT_KNOWN, refusal_of, unreadable

MARKS = re.compile(
    r"[\\|*`<\[\]]|&(?=#?\w+;)|_+"
    r"|^(?:#(?=#*(?:\s|$))|[-+](?=\s|$)|-(?=-)|=(?==*$)|>|~(?=~~)|[0-9]{1,9}[.)](?=\s|$))"  # would begin a block
    r"|(?<=\s)#(?=#*$)"  # would close a heading
)
UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._~-]")
SAFE_IN_ADDRESS = "%:/?#@!$&',;=+*"  # what an address may hold that is no markup in a link
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
MARKDOWN, TEMPLATE = ".md.j2", ".j2"
MARKUP = ("svg.j2", "html.j2")
LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")

_OWN: ContextVar[_Own | None] = ContextVar("the user's own templates", default=None)


def cell(value: object) -> str:
    """Text that stays text in Markdown, also in a table's cell: one line, and what would be markup escaped.

    A `Marked` becomes a link to the entry that explains its figure.
    """
    if isinstance(value, Marked):
        return _figured(value.words, value.figure)
    text = LINE_BREAKS.sub(" ", str(value).strip())
    return MARKS.sub(_escaped, text)


def _escaped(mark: re.Match[str]) -> str:
    found, text = mark[0], mark.string
    around = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
    if found[0] == "_" and all(side.isalnum() for side in around):  # within a word it is none
        return found
    if found[0].isdecimal():  # a number that would number an item
        return f"{found[:-1]}\\{found[-1]}"
    return "".join(f"\\{sign}" for sign in found)


def _figured(words: str, figure: str) -> str:
    address = UNSAFE_IN_ADDRESS.sub(lambda sign: quote(sign[0], safe=""), figure)
    return f"[{cell(words)}](figure:{address})"


def address(value: object) -> str:
    """A public address as a link that shows where it leads, also on paper; an empty one is "ingen"."""
    found = str(value).strip()
    if not found:
        return "ingen"
    shown = found.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return f"[{cell(shown)}]({quote(found, safe=SAFE_IN_ADDRESS)})"


def interval(
    ends: tuple[formatting.Exact | None, formatting.Exact | None], decimals: int | None = None
) -> str:
    """The filter's form of formatting.interval: the two ends as a pair."""
    return formatting.interval(ends[0], ends[1], decimals)


def kind(value: object) -> str:
    """Which kind of block or part a value is, by its name: Heading, TableBlock, Text."""
    return type(value).__name__


DAY = re.compile(r"(\b\d{4}-\d\d-\d\d\b)", re.ASCII)


def days(text: str) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it is a day (2017-09-01), which stands on one line."""
    return [(part, at % 2 == 1) for at, part in enumerate(DAY.split(text)) if part]


FILTERS: Mapping[str, Callable[..., object]] = {
    "number": formatting.number,
    "interval": interval,
    "percent": formatting.percent,
    "date_long": formatting.date_long,
    "date_iso": formatting.date_iso,
    "join_and": formatting.join_and,
    "count_of": formatting.count_of,
    "address": address,
    "cell": cell,
    "kind": kind,
    "plain": plain,
    "shown": wording.shown,
    "span": wording.span,
    "covered": wording.covered,
    "cells": wording.cells_in_words,
    "days": days,
    "quoted": wording.quoted,
    "marked": wording.marked,
}


def render(template: str, context: Mapping[str, object], templates_dir: Path | None = None) -> str:
    """The text of `template` filled with `context`; a file of that name in `templates_dir` replaces ours.

    Where `templates_dir` is None, those of `own_templates` do. `interval` takes a pair (low, high). Of several
    blank lines in Markdown one is kept. A name that `context` lacks, and a value that is not known (None), are
    errors. Raises Refusal (exit 2), with file and line, for what is wrong in the user's own template.
    """
    own = _Own(templates_dir) if templates_dir else _OWN.get()
    if own is None:
        text = _environment(None).get_template(template).render(context)
    else:
        text = _rendered(template, context, own)
    return BLANK_LINES.sub("\n\n", text).strip("\n") + "\n" if template.endswith(MARKDOWN) else text


def _rendered(template: str, context: Mapping[str, object], own: _Own) -> str:
    """The same with templates of the user's own, telling what is wrong in them."""
    try:
        return _environment(own).get_template(template).render(context)
    except Refusal:
        raise
    except Exception as fault:
        refusal = refusal_of(fault, own.folder, own.used, our_templates())
        if refusal is None:
            raise
        raise refusal from fault


@contextmanager
def own_templates(folder: Path | None) -> Iterator[None]:
    """As long as it is open, the templates of `folder` replace ours of the same names, whoever renders.

    Raises Refusal (exit 2) where there is no such folder, or nothing in it has a name of ours.
    """
    own = None
    if folder is not None:
        own = _Own(folder)
        if not any((folder / name).is_file() for name in our_templates()):
            raise usage_refusal(
                say("No file in {folder} has the name of a template.", folder=folder),
                say("kfond report --copy-templates DIR copies ours there, to start from."),
            )
    before = _OWN.set(own)
    try:
        yield
    finally:
        _OWN.reset(before)


def our_templates() -> tuple[str, ...]:
    """The names of every template that can be replaced."""
    return tuple(name for name in _ours().list_templates() if name.endswith(TEMPLATE))


def source_of(template: str) -> str:
    """A template of ours as it stands."""
    return _ours().get_source(_environment(None), template)[0]


def _ours() -> PackageLoader:
    return PackageLoader("kfond", "templates")


class _Own(FileSystemLoader):
    """The user's own templates; `used` are the names of those that were asked for and found.

    Raises Refusal (exit 2) where there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise usage_refusal(
                say("There is no folder {folder}.", folder=folder),
                say("Name a folder of templates with --templates, or leave it out."),
            )
        super().__init__(folder)
        self.folder, self.used = folder, set[str]()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As FileSystemLoader has it. Raises Refusal (exit 2) for a file that cannot be read as text."""
        file = self.folder / template
        if file.is_dir():
            raise unreadable(file, 0, say("it is a folder"))
        try:
            source = super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except UnicodeDecodeError as fault:
            line = file.read_bytes().count(b"\n", 0, fault.start) + 1
            raise unreadable(
                file, line, say("there is a character that is not {encoding}", encoding="UTF-8")
            ) from fault
        except OSError as fault:
            raise unreadable(file, 0, reason_of(fault)) from fault
        self.used.add(template)
        return source


@cache
def _environment(own: _Own | None) -> ImmutableSandboxedEnvironment:
    """One for each folder in use, so that a template is compiled once for all the pictures of a document."""
    loaders: list[BaseLoader] = [_ours()] if own is None else [own, _ours()]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(MARKUP, default=False, default_for_string=False),
        finalize=_known,
    )
    environment.filters.update(FILTERS)
    return environment


def _known(value: object) -> object:
    """A document has words for what is not known; None is never one of them."""
    if value is None:
        raise UndefinedError(NOT_KNOWN.text)
    return value
