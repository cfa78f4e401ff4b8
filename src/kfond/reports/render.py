"""Templates to text. The one place that knows Jinja.

A template of the user's own folder wins over ours of the same name. It runs in a sandbox: a template that
somebody sent cannot run programs or change what it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kfond import formatting
from kfond.errors import Refusal, usage_refusal
from kfond.messages import say
from kfond.reports import wording
from kfond.reports.tables import Marked

MARKS = re.compile(r"[\\|*`<\[]")
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
MARKDOWN = ".md.j2"
SVG = "svg.j2"
LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


def cell(value: object) -> str:
    """Text that stays text in Markdown, also in a table's cell: one line, its bars and marks escaped.

    A figure of a table keeps the mark that ties it to its entry.
    """
    if isinstance(value, Marked):
        return f"[{cell(value.words)}](figure:{value.figure})"
    return MARKS.sub(r"\\\g<0>", LINE_BREAKS.sub(" ", str(value).strip()))


def interval(
    ends: tuple[formatting.Exact | None, formatting.Exact | None], decimals: int | None = None
) -> str:
    """The filter's form of formatting.interval: the two ends as a pair."""
    return formatting.interval(ends[0], ends[1], decimals)


FILTERS: Mapping[str, Callable[..., str]] = {
    "number": formatting.number,
    "interval": interval,
    "percent": formatting.percent,
    "date_long": formatting.date_long,
    "date_iso": formatting.date_iso,
    "join_and": formatting.join_and,
    "count_of": formatting.count_of,
    "cell": cell,
    "shown": wording.shown,
    "span": wording.span,
    "covered": wording.covered,
    "cells": wording.cells_in_words,
    "quoted": wording.quoted,
    "marked": wording.marked,
}


def render(template: str, context: Mapping[str, object], templates_dir: Path | None = None) -> str:
    """The text of `template` filled with `context`; a file of that name in `templates_dir` replaces ours.

    `interval` takes a pair (low, high). Of several blank lines in Markdown one is kept. A name that `context`
    lacks, and a value that is not known (None), are errors. Raises Refusal (exit 2), with file and line, for
    what is wrong in the user's own template.
    """
    if templates_dir is not None and not templates_dir.is_dir():
        raise usage_refusal(
            say("There is no folder {folder}.", folder=templates_dir),
            say("Name a folder of templates with --templates, or leave it out."),
        )
    try:
        text = _environment(templates_dir).get_template(template).render(context)
    except Exception as fault:
        where = _line_of(fault, templates_dir)
        if where is None:
            raise
        raise _broken(*where, fault) from fault
    return BLANK_LINES.sub("\n\n", text).strip("\n") + "\n" if template.endswith(MARKDOWN) else text


@cache
def _environment(templates_dir: Path | None) -> ImmutableSandboxedEnvironment:
    """One for each folder, so that a template is compiled once for all the pictures of a document."""
    ours: BaseLoader = PackageLoader("kfond", "templates")
    own = [] if templates_dir is None else [FileSystemLoader(templates_dir)]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, ours]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape((SVG,), default=False, default_for_string=False),
        finalize=_known,
    )
    environment.filters.update(FILTERS)
    return environment


def _known(value: object) -> object:
    """A document has words for what is not known; None is never one of them."""
    if value is None:
        raise UndefinedError("a value that is not known is written without words for it")
    return value


def _line_of(fault: Exception, templates_dir: Path | None) -> tuple[Path, int] | None:
    """File and line in the user's folder where `fault` arose; None where it is not the user's template."""
    if templates_dir is None:
        return None
    if isinstance(fault, UnicodeDecodeError):
        return templates_dir, 0
    places = _template_lines(fault.__traceback__)
    if isinstance(fault, TemplateSyntaxError) and fault.filename:
        places.append((Path(fault.filename), fault.lineno))
    own = [(file, line) for file, line in places if file.is_relative_to(templates_dir)]
    return own[-1] if own else None


def _template_lines(trace: TracebackType | None) -> list[tuple[Path, int]]:
    lines = []
    while trace is not None:
        lines.append((Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    return lines


def _broken(file: Path, line: int, fault: Exception) -> Refusal:
    reason = str(fault) or type(fault).__name__
    return usage_refusal(
        say("The template {file}, line {line}, does not work: {reason}.", file=file, line=line, reason=reason)
        if line
        else say("A template in {file} cannot be read: {reason}.", file=file, reason=reason),
        say("Mend the template, or leave out --templates to use ours."),
    )
