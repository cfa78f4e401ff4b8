"""Comments in somebody's Markdown: words for whoever writes the text, not for whoever reads it."""

from __future__ import annotations

OPENED, CLOSED = "<!--", "-->"


def without_comments(source: str) -> tuple[str, int]:
    """The source with each comment's words taken away and its line breaks kept, and the line of one without end.

    The line is counted from 1; 0 where every comment ends.
    """
    kept, rest = [], source
    while OPENED in rest:
        before, _, after = rest.partition(OPENED)
        comment, closed, rest = after.partition(CLOSED)
        kept.append(before)
        if not closed:
            return "".join(kept), "".join(kept).count("\n") + 1
        kept.append("\n" * comment.count("\n"))
    return "".join((*kept, rest)), 0
