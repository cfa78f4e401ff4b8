"""Why a whole file cannot be read, in one wording for every kind of file."""

from __future__ import annotations

from collections.abc import Sequence

from kfond.errors import Problem, Refusal, data_refusal
from kfond.messages import Message, say
from kfond.provenance import Place

SAVE_ANEW = say("Open it in Excel or LibreOffice, save it as .xlsx without a password, and import that.")


def unreadable(file: str, what: Message) -> Refusal:
    """A file that has to be saved anew before it can be read (exit 3)."""
    return data_refusal(what, SAVE_ANEW, Place(file))


def damaged(file: str) -> Refusal:
    """A file that begins as a workbook and cannot be read as one."""
    return unreadable(file, say("The file is damaged or no workbook."))


def same_name(file: str, names: Sequence[str]) -> Refusal:
    """A workbook in which a name of a sheet stands twice: nobody could tell which of them a cell is on."""
    plain = [name.casefold() for name in names]
    twice = next(name for at, name in enumerate(names) if name.casefold() in plain[:at])
    return data_refusal(
        say("Two sheets have the name “{sheet}”.", sheet=twice),
        say("Give each sheet a name of its own."),
        Place(file, twice),
    )


def encrypted(file: str) -> Refusal:
    """A file that asks for a password."""
    return unreadable(file, say("The file is encrypted with a password."))


def old_word(file: str) -> Refusal:
    """A document of Word before 2007 (.doc)."""
    return data_refusal(
        say("The file is a Word document of the kind before 2007 (.doc)."),
        say("Open it in Word or LibreOffice, save it as .docx, and import that."),
        Place(file),
    )


def no_workbook(file: str) -> Refusal:
    """A file of another kind: a letter, a picture, a web page saved as .xls."""
    return unreadable(
        file, say("The file is neither a workbook nor a table of text, whatever its name says.")
    )


def never_calculated(file: str, sheet: str, address: str, formula: str) -> Problem:
    """A formula without a value: a program wrote the file, and nobody has opened it since."""
    return Problem(
        Place(file, sheet, address),
        say("The formula {formula} has no value: no program has calculated it.", formula=f"={formula}"),
        say("Open the file in Excel and save it, or write the figure instead of the formula."),
    )
