"""Figures written small above the line: a mark that points to a footnote, and no part of the number beside it."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The text with its figures as superscript signs: a 3 with the mark 1 becomes 3¹, and not 31."""
    return text.translate(_RAISED)
