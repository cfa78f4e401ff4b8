"""What can go wrong, and how the program ends: problems in data are many, a refusal is one."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum

from kfond.messages import Message, say
from kfond.provenance import Place


class ExitCode(IntEnum):
    """How a run ended; scripts rely on these."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    DATA = 3
    DATABASE = 4
    FOUND = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that has no place in the database: where it stands, what was read, what to do."""

    place: Place | None
    what: Message
    remedy: Message

    def in_words(self, language: str) -> str:
        """One line: place, what was read, remedy."""
        text = f"{self.what.in_words(language)} {self.remedy.in_words(language)}"
        return f"{self.place}: {text}" if self.place else text


class Refusal(Exception):
    """The command ends here and nothing of it is kept. Carries every problem found, not the first."""

    def __init__(self, code: ExitCode, *problems: Problem) -> None:
        super().__init__("; ".join(problem.in_words("en") for problem in problems))
        self.code = code
        self.problems = problems


_REASONS = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("you may not"),
    errno.EPERM: say("you may not"),
    errno.EROFS: say("the disk can only be read"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is no folder"),
    errno.ENOSPC: say("the disk is full"),
    errno.EFBIG: say("no more room is allowed for it"),
    errno.EEXIST: say("a file of that name is there already"),
}


def reason_of(fault: OSError) -> Message:
    """Why the operating system refused, in words; its own where we have none."""
    return _REASONS.get(fault.errno or 0) or Message("{text}", {"text": fault.strerror or str(fault)})


def data_refusal(what: Message, remedy: Message, place: Place | None = None) -> Refusal:
    """A refusal because of one problem in the data (exit code 3)."""
    return Refusal(ExitCode.DATA, Problem(place, what, remedy))


def database_refusal(what: Message, remedy: Message) -> Refusal:
    """A refusal because the database cannot be used now (exit code 4)."""
    return Refusal(ExitCode.DATABASE, Problem(None, what, remedy))


def usage_refusal(what: Message, remedy: Message) -> Refusal:
    """A refusal because the command was used wrongly (exit code 2)."""
    return Refusal(ExitCode.USAGE, Problem(None, what, remedy))
