"""The funds that kfond knows: its own, and those in a folder of the coordinator's; of two by one name the latter."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from kfond.errors import ExitCode, Problem, Refusal, data_refusal, reason_of, usage_refusal
from kfond.funding.fund import Fund
from kfond.funding.fund_file import key_of, read_fund
from kfond.funding.toml_tables import nearest
from kfond.messages import say
from kfond.provenance import Place

SUFFIX = ".toml"
LARGEST = 1_000_000
"""The most bytes that the file of a fund may have."""


def fund_keys(folder: Path | None = None) -> tuple[str, ...]:
    """What the funds are called, in order. Raises Refusal (exit 2) where there is no such folder."""
    return tuple(_files(folder))


def known_funds(folder: Path | None = None) -> tuple[Fund, ...]:
    """Every fund, by its key. Raises Refusal (exit 3) with all that is wrong in any of their files."""
    problems: list[Problem] = []
    funds = []
    for file in _files(folder).values():
        try:
            funds.append(_fund_in(file))
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return tuple(funds)


def fund_of(key: str, folder: Path | None = None) -> Fund:
    """The fund of that key. Raises Refusal (exit 2) where none is called so, (exit 3) where its file is wrong."""
    files = _files(folder)
    if key not in files:
        near = nearest(key, files)
        known = tuple(files)
        raise usage_refusal(
            say("There is no fund called “{key}”.", key=key),
            say("Did you mean {near}? There is: {names}.", near=near, names=known)
            if near
            else say("There is: {names}.", names=known),
        )
    return _fund_in(files[key])


class _File(NamedTuple):
    """The file of a fund, and how it is named to whoever reads of it: ours by its name, another by its path."""

    named: str
    file: Traversable


def _files(folder: Path | None) -> dict[str, _File]:
    """The file of each fund, by key: ours, with those of the folder before them."""
    ours = resources.files("kfond.funding") / "funds"
    files = {key_of(file.name): _File(file.name, file) for file in ours.iterdir()}
    if folder is not None:
        files |= {key_of(file.name): _File(str(file), file) for file in _in_folder(folder)}
    return {key: files[key] for key in sorted(files)}


def _in_folder(folder: Path) -> tuple[Path, ...]:
    try:
        files = tuple(folder.iterdir())
    except OSError as fault:
        raise usage_refusal(
            say("The folder {folder} cannot be read: {reason}.", folder=folder, reason=reason_of(fault)),
            say(
                "Name a folder with files of funds, each with a name that ends with {suffix}.", suffix=SUFFIX
            ),
        ) from fault
    return tuple(file for file in files if file.suffix == SUFFIX and not file.name.startswith((".", "~")))


def _fund_in(found: _File) -> Fund:
    place = Place(found.named)
    try:
        content = found.file.read_bytes()
    except OSError as fault:
        raise data_refusal(
            say("The file cannot be read: {reason}.", reason=reason_of(fault)),
            say("A fund is a file that you may read."),
            place,
        ) from fault
    if len(content) > LARGEST:
        raise data_refusal(
            say("The file is too large for a fund."),
            say("A fund has a few pages; look whether it is the right file."),
            place,
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        what = say("there is a character that is not {encoding}", encoding="UTF-8")
        raise data_refusal(
            say("Line {line}: {what}.", line=content.count(b"\n", 0, fault.start) + 1, what=what),
            say("Save the file as text in {encoding}.", encoding="UTF-8"),
            place,
        ) from fault
    return read_fund(text, found.named)
