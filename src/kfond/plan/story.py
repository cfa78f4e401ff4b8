"""A story that a plan tells of itself, in either language: chapters of sentences and tables.

What one course is about, what a supposition changes, how two versions differ: each is told as a story, and a
document or a terminal shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kfond.messages import Message


@dataclass(frozen=True, slots=True)
class StoryColumn:
    """A column of a story's table; the first one of a table names its rows. `decimals`: shown of what is no whole."""

    heading: Message
    is_number: bool = False
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class StoryTable:
    """Rows under a caption; a cell is a message, a text that is the same in every language, or a number."""

    caption: Message
    columns: tuple[StoryColumn, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, what is said under it, and the tables that show it."""

    heading: Message
    sentences: tuple[Message, ...]
    tables: tuple[StoryTable, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Story:
    """A title, the answer in a few sentences, and the chapters that bear it out."""

    title: Message
    answer: tuple[Message, ...]
    chapters: tuple[Chapter, ...]
