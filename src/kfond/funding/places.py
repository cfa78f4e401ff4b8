"""The place of a problem in a text file: its name and the line."""

from __future__ import annotations

from kfond.provenance import Place


def at_line(file: str, line: int | None) -> Place:
    """A line of a file, counted from 1, as editors write it: `ansokan.md:12`; None is the file as a whole."""
    return Place(f"{file}:{line}" if line else file)
