"""What is wrong in a template of the user's own: which file, which line, and in words what stands there.

The engine names its faults in English; those that a writer of templates makes have words of ours here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from kfond.errors import Refusal, usage_refusal
from kfond.messages import Message, say

REMEDY = say("Mend the template, or leave out --templates to use ours.")
SYNTAX: Mapping[str, Callable[..., Message]] = {
    r"unknown tag '([^']+)'": lambda name: say("there is no tag called “{name}”", name=name),
    r"innermost block that needs to be closed is '([^']+)'": lambda name: say(
        "“{name}” is opened and not closed", name=name
    ),
    r"No (?:filter|test) named '([^']+)'": lambda name: say("“| {name}” is nothing that is known", name=name),
    r"[Uu]nexpected end of template": lambda: say("something is opened and not closed"),
    r"expected token '([^']+)', got '([^']+)'": lambda wanted, got: say(
        "“{got}” stands where “{wanted}” is needed", got=got, wanted=wanted
    ),
    r"[Uu]nexpected (?:char )?'(.+?)'(?: at \d+)?$": lambda sign: say(
        "“{sign}” cannot stand there", sign=sign
    ),
    r"Missing end of (comment|raw)": lambda _: say("something is opened and not closed"),
}
UNDEFINED: Mapping[str, Callable[..., Message]] = {
    r"template '([^']+)'.* does not export the requested name '([^']+)'": lambda file, name: say(
        "the template {file} lacks the macro “{name}”, which others use", file=file, name=name
    ),
    r"has no attribute '([^']+)'": lambda name: say("nothing there is called “{name}”", name=name),
    r"has no element (.+)$": lambda name: say("nothing there is called “{name}”", name=name),
    r"'([^']+)' is undefined": lambda name: say("nothing is called “{name}”", name=name),
}
NOT_KNOWN = say("a value that is not known is written without words for it")


def refusal_of(
    fault: Exception, folder: Path, used: Collection[str], ours: Collection[str]
) -> Refusal | None:
    """A refusal (exit 2) of what is wrong in the templates of `folder`; None where none of them takes part.

    `used` are the names of those that were read from it, `ours` the names of all that the program has.
    """
    places = [place for place in _places(fault) if place[0].is_relative_to(folder)]
    reason = _reason(fault, ours)
    if places:
        file, line = places[-1]
        return _broken(file, line, reason)
    if not used:
        return None
    files = tuple(str(folder / name) for name in sorted(used))
    return usage_refusal(
        say("Our templates do not work with yours ({files}): {reason}.", files=files, reason=reason), REMEDY
    )


def unreadable(file: Path, line: int, reason: Message) -> Refusal:
    """A refusal (exit 2) of a template whose file cannot be read; `line` 0 is no line of it."""
    if line:
        return _broken(file, line, reason)
    return usage_refusal(
        say("The template {file} cannot be read: {reason}.", file=file, reason=reason), REMEDY
    )


def _broken(file: Path, line: int, reason: Message) -> Refusal:
    return usage_refusal(
        say(
            "The template {file}, line {line}, does not work: {reason}.", file=file, line=line, reason=reason
        ),
        REMEDY,
    )


def _places(fault: Exception) -> Iterator[tuple[Path, int]]:
    """The files and lines that a fault came through, the innermost last."""
    trace = fault.__traceback__
    while trace is not None:
        yield Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(fault, TemplateSyntaxError):
        yield Path(fault.filename or fault.name or ""), fault.lineno


def _reason(fault: Exception, ours: Collection[str]) -> Message:
    detail = (str(fault) or type(fault).__name__).splitlines()[0]
    match fault:
        case TemplateNotFound():
            near = tuple(get_close_matches(str(fault.name), list(ours), 1))
            missing = say("there is no template called “{name}”", name=str(fault.name))
            return say("{missing}; the nearest is {near}", missing=missing, near=near) if near else missing
        case TemplateSyntaxError():
            return _worded(SYNTAX, detail) or say("it cannot be read ({detail})", detail=detail)
        case SecurityError():
            return say("what it asks for is not allowed in a template")
        case UndefinedError():
            if detail == NOT_KNOWN.text:
                return NOT_KNOWN
            return _worded(UNDEFINED, detail) or say("something has no value ({detail})", detail=detail)
        case ZeroDivisionError():
            return say("it divides by zero")
        case RecursionError():
            return say("it calls itself without end")
        case _:
            return _worded(SYNTAX, detail) or say("it cannot be worked out ({detail})", detail=detail)


def _worded(words: Mapping[str, Callable[..., Message]], detail: str) -> Message | None:
    for pattern, said in words.items():
        if found := re.search(pattern, detail):
            return said(*found.groups())
    return None
