"""How long a document of twenty pages takes to become a web page.

Eight tables of 30 rows, four pictures, some sixty paragraphs, made up. It is measured in turns with what
markdown-it alone takes to make HTML of the same source: without ids, marks, captions, row heads or pictures.

    python bench/documents.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from markdown_it import MarkdownIt

from kfond.reports.documents.document import Document, Drawing, Front
from kfond.reports.writers.html import as_html

ROUNDS = 15
SECONDS, RATIO = 0.5, 3.0
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" role="img"><title>Platser</title>{}</svg>'
)
BAR = '<rect class="fill-blue" fill="#1f5f9e" x="120" y="{0}" width="300" height="9"/>'
SENTENCES = (
    "Behovet är större än platserna i de flesta kommuner, och **[15](figure:seats)** av dem står i kö. " * 5
)


def document() -> Document:
    """The made-up document."""
    svg = SVG.format("".join(BAR.format(row * 10) for row in range(30)))
    parts = ["# Årsrapport 2017\n\nUtkast\n"]
    for section in range(8):
        parts += [f"## Avsnitt {section}\n", *[f"{SENTENCES}\n"] * 8]
        if section % 2:
            parts.append("![Platserna.](picture:seats)\n")
        parts += [f"Tabell: Platser i avsnitt {section}, antal\n", _table()]
    parts.append("## Definitioner\n\n- [Platser: 15](entry:seats). Celler: personal.xlsx, Blad 1!B2.\n")
    return Document(
        Front("Årsrapport 2017"), "\n".join(parts), pictures={"seats": Drawing("Platser", "", svg, svg)}
    )


def _table() -> str:
    rows = [
        f"| Kommun {row} | {row} | [{row + 1}](figure:seats) | 5–6 | ca 4,5 | 12 % |" for row in range(30)
    ]
    return "\n".join(
        ["| Kommun | 2014 | 2015 | 2016 | 2017 | Andel |", "|:---|---:|---:|---:|---:|---:|", *rows, ""]
    )


def main() -> None:
    """Measures both in turns and prints a line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    it = document()
    reader = MarkdownIt("commonmark").enable("table")
    ours, theirs = [], []
    for _ in range(rounds + 1):
        ours.append(_seconds(lambda: as_html(it)))
        theirs.append(_seconds(lambda: reader.render(it.markdown)))
    ratio = statistics.median(one / other for one, other in zip(ours[1:], theirs[1:], strict=True))
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, medians")
    print(f"as_html              {statistics.median(ours[1:]):5.2f} s   target {SECONDS:.2f} s")
    print(f"against markdown-it  {ratio:5.2f} x   target {RATIO:.2f} x")


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
