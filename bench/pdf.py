"""How long a report of 20 pages takes to become a PDF, against Typst setting the same words alone.

The report is made up: 8 tables, 4 pictures, the rest text. Typst alone gets it as a source of its own, with the same
fonts and standards, and without our looks. Each run is a process of its own, the two in turn, and says how long the
making took, imports and fonts included, the start of Python not. Only the ratio says anything; it never fails by the
clock.

    python bench/pdf.py [ROUNDS]
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from datetime import date

ROUNDS = 7
MOST_TIMES = 2
CHAPTERS = 8
PARAGRAPHS = 19
PICTURES = 4
ROWS = 25
HEADS = ("Kommun", "Tjänster", "Socionomer", "Vakanta", "Personer", "Platser")
WORDS = "Kommunerna redovisar sina tjänster, och det som saknas eller är oklart räknas aldrig som noll. "
BAR = (
    '<text x="0" y="{y}" font-size="13">Kommun {at}</text>'
    '<rect x="110" y="{top}" width="{long}" height="14" fill="#1f5f9e"/>'
)


def main() -> None:
    """Measures both in turn and prints their ratio beside the target."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    took: dict[str, list[float]] = {"kfond": [], "typst": []}
    for _ in range(rounds):
        for who, times in took.items():
            answer = subprocess.run(
                [sys.executable, __file__, who], capture_output=True, text=True, check=True
            )
            seconds, pages = answer.stdout.split()
            times.append(float(seconds))
            print(f"{who}: {float(seconds):.2f} s, {pages} pages", file=sys.stderr)
    ratio = statistics.median(ours / alone for ours, alone in zip(took["kfond"], took["typst"], strict=True))
    print(
        f"PDF of a report: {ratio:.2f}x Typst alone (target {MOST_TIMES}x), {statistics.median(took['kfond']):.2f} s"
    )


def drawing() -> str:
    """A picture with twenty bars and their names."""
    bars = (BAR.format(at=at, y=26 * at + 12, top=26 * at, long=20 + 17 * at) for at in range(20))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 530">{"".join(bars)}</svg>'


def cells(chapter: int) -> list[list[str]]:
    """The rows of a chapter's table."""
    return [
        [f"Kommun {row}", *(f"{chapter * row * at},5" for at in range(1, 6))] for row in range(1, ROWS + 1)
    ]


def markdown() -> str:
    """The report as kfond gets it."""
    text = "# Rapport\n"
    for chapter in range(1, CHAPTERS + 1):
        text += f"\n## Kapitel {chapter}\n\n" + f"{WORDS * 3}\n\n" * PARAGRAPHS
        if chapter <= PICTURES:
            text += "![Kommunernas tjänster](picture:bars)\n\n"
        text += f"Tabell: Tjänster, antal\n\n| {' | '.join(HEADS)} |\n|:---|{'---:|' * 5}\n"
        text += "".join(f"| {' | '.join(row)} |\n" for row in cells(chapter))
    return text


def typst_source() -> str:
    """The same words as a source for Typst."""
    text = '#set document(title: "Rapport", date: datetime(year: 2018, month: 2, day: 1))\n'
    text += '#set page(margin: (left: 22mm, right: 41mm, y: 25mm), numbering: "1")\n'
    text += (
        '#set text(font: "IBM Plex Sans", size: 10.5pt, lang: "sv", top-edge: 0.8em, bottom-edge: -0.2em)\n'
    )
    text += "#set par(leading: 4.5pt, spacing: 9pt)\n#show figure: set block(breakable: true)\n"
    text += "= Rapport\n"
    for chapter in range(1, CHAPTERS + 1):
        text += f"\n== Kapitel {chapter}\n\n" + f"{WORDS * 3}\n\n" * PARAGRAPHS
        if chapter <= PICTURES:
            text += '#figure(image(bytes(sys.inputs.svg), alt: "Kommunernas tjänster", width: 147mm))\n'
        body = "".join(f"[{cell}], " for row in cells(chapter) for cell in row)
        heads = ", ".join(f"[{head}]" for head in HEADS)
        text += f"#figure(table(columns: 6, table.header({heads}), {body}), caption: [Tjänster, antal])\n"
    return text


def kfond_alone() -> bytes:
    from kfond.reports.documents.document import Document, Drawing, Front
    from kfond.reports.writers.pdf import as_pdf

    svg = drawing()
    pictures = {"bars": Drawing("Tjänster", "Kommunernas tjänster", svg, svg)}
    return as_pdf(Document(Front("Rapport", day=date(2018, 2, 1)), markdown(), pictures))


def typst_alone() -> bytes:
    import typst

    from kfond.reports.writers.typesetting import fonts

    return typst.compile(
        typst_source().encode(),
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"svg": drawing()},
        pdf_standards=["ua-1", "a-2a"],
    )


def measure(who: str) -> None:
    """One of the two, in this process: the seconds that it took, and its pages."""
    start = time.perf_counter()
    pdf = {"kfond": kfond_alone, "typst": typst_alone}[who]()
    took = time.perf_counter() - start
    import pypdf

    print(took, len(pypdf.PdfReader(io.BytesIO(pdf)).pages))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        measure(sys.argv[1])
    else:
        main()
