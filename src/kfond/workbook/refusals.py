"""Why a whole file cannot be read, in one wording for every kind of file."""

from __future__ import annotations

from kfond.errors import Refusal, data_refusal
from kfond.messages import Message, say
from kfond.provenance import Place


def unreadable(file: str, what: Message) -> Refusal:
    """A file that has to be saved anew before it can be read (exit 3)."""
    return data_refusal(
        what,
        say("Open it in Excel or LibreOffice, save it as .xlsx without a password, and import that."),
        Place(file),
    )


def damaged(file: str) -> Refusal:
    """A file that begins as a workbook and cannot be read as one."""
    return unreadable(file, say("The file is damaged or no workbook."))


def encrypted(file: str) -> Refusal:
    """A file that asks for a password."""
    return unreadable(file, say("The file is encrypted with a password."))


def no_workbook(file: str) -> Refusal:
    """A file of another kind: a letter, a picture, a web page saved as .xls."""
    return unreadable(
        file, say("The file is neither a workbook nor a table of text, whatever its name says.")
    )
