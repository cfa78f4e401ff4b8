"""A story of a plan as a document, or as JSON for scripts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kfond.formatting import Exact, json_number, number
from kfond.messages import Message, say
from kfond.plan.story import Chapter, Story, StoryTable
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.plan.words import with_capital
from kfond.reports.render import render


def story_document(story: Story, front: Front, language: str, templates_dir: Path | None = None) -> Document:
    """The story in one language; the front bears its title. Errors as in `render`."""
    titled = replace(
        front,
        title=with_capital(story.title.in_words(language)),
        status=say("Proposal").in_words(language),
        language=language,
    )
    context = {
        "title": titled.title,
        "front": front_line(titled),
        "answer": [with_capital(said.in_words(language)) for said in story.answer],
        "chapters": [_chapter(chapter, language) for chapter in story.chapters],
    }
    return Document(front=titled, markdown=render("story.md.j2", context, templates_dir))


def story_json(story: Story, language: str) -> dict[str, object]:
    """The story for scripts: its texts in one language, its numbers as numbers."""
    return {
        "title": story.title.in_words(language),
        "answer": [said.in_words(language) for said in story.answer],
        "chapters": [
            {
                "heading": chapter.heading.in_words(language),
                "sentences": [said.in_words(language) for said in chapter.sentences],
                "tables": [
                    {
                        "caption": table.caption.in_words(language),
                        "columns": [column.heading.in_words(language) for column in table.columns],
                        "rows": [[_plain(cell, language) for cell in row] for row in table.rows],
                    }
                    for table in chapter.tables
                ],
            }
            for chapter in story.chapters
        ],
    }


def _chapter(chapter: Chapter, language: str) -> dict[str, object]:
    return {
        "heading": chapter.heading.in_words(language),
        "sentences": [said.in_words(language) for said in chapter.sentences],
        "tables": [_table(table, language) for table in chapter.tables],
    }


def _table(table: StoryTable, language: str) -> dict[str, object]:
    return {
        "caption": table.caption.in_words(language),
        "columns": [
            {"heading": with_capital(column.heading.in_words(language)), "is_number": column.is_number}
            for column in table.columns
        ],
        "rows": [
            [_shown(cell, language, column.decimals) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
    }


def _shown(cell: object, language: str, decimals: int) -> str:
    if isinstance(cell, Message):
        return cell.in_words(language)
    if isinstance(cell, Decimal):
        return number(cell, decimals) if language == "sv" else f"{cell:,.{decimals}f}"
    if isinstance(cell, int):
        return number(cell) if language == "sv" else f"{cell:,}"
    return str(cell)


def _plain(cell: object, language: str) -> object:
    if isinstance(cell, Message):
        return cell.in_words(language)
    return json_number(cell) if isinstance(cell, Exact) else cell
