"""How long a report of some 20 pages takes as a Word file and as a workbook, beyond what starting takes.

The report is made up: 4 pictures, 8 tables, and text between them. Each run is a process of its own, taken side by
side with one that imports the same libraries and writes an empty file. Counted is the time of the processor, which
other work on the machine does not stretch that much. It never fails by the clock: it prints the target beside the
figure, and a person judges.

    python bench/office.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

ROUNDS = 9
TARGET_SECONDS = 1.0
SECTIONS, ROWS, PICTURES = 8, 60, 4
REPORT = f"""
from kfond.reports.documents.document import Document, Drawing, Front

bars = "".join(
    f'<rect fill="#1f5f9e" x="160" y="{{20 * at}}" width="{{30 * at}}" height="14"/>'
    f'<text fill="#1c1f24" x="0" y="{{20 * at + 12}}" font-size="14">Kommun {{at}}, {{30 * at}}</text>'
    for at in range(1, 15)
)
head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320">'
drawings = {{
    str(n): Drawing(f"Bild {{n}}", "Staplar.", f"{{head}}<g opacity='0.9{{n}}'>{{bars}}</g></svg>", "")
    for n in range({PICTURES})
}}
row = "| Kommun {{}} | 1\\N{{NO-BREAK SPACE}}003 | 4,5 | uppgift saknas | 67 % | ja, ca 50 % |"
table = "\\n".join(["| Kommun | A | B | C | D | Stöd |", "|:---|---:|---:|---:|---:|:---|"])
table += "\\n" + "\\n".join(row.format(n) for n in range({ROWS}))
text = "Kommunerna svarade olika utförligt på frågorna om personal och erfarenhet. " * 12
sections = [
    f"## Del {{n}}\\n\\n{{text}}\\n\\n"
    + (f"![Staplar.](picture:{{n}})\\n\\n" if n < {PICTURES} else "")
    + f"Tabell: Siffror {{n}}, antal\\n\\n{{table}}\\n\\n{{text}}"
    for n in range({SECTIONS})
]
report = Document(Front("Rapport"), "# Rapport\\n\\n" + "\\n\\n".join(sections), drawings)
"""
EMPTY = 'report = Document(Front("Rapport"), "# Rapport\\n\\nText.")\n'
WRITERS = {
    "Word": ("from kfond.reports.writers.docx import as_docx\n", "import typst\nas_docx(report)\n"),
    "workbook": ("from kfond.reports.writers.xlsx import as_xlsx\n", "as_xlsx(report)\n"),
}


def main() -> None:
    """Measures both writers and prints a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"{'as':10} {'seconds beyond start-up':>24} {'target':>7} {'ratio to start-up':>18}")
    for name, (imports, write) in WRITERS.items():
        pairs = [
            (_run(imports + REPORT + write), _run(imports + REPORT + EMPTY + write)) for _ in range(rounds)
        ]
        beyond = statistics.median(full - empty for full, empty in pairs)
        ratio = statistics.median(full / empty for full, empty in pairs)
        print(f"{name:10} {beyond:23.2f}s {TARGET_SECONDS:6.1f}s {ratio:17.2f}x")


def _run(program: str) -> float:
    """Seconds of the processor that a program takes, from start to end of its process."""
    before = os.times()
    subprocess.run([sys.executable, "-c", program], check=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used or after.elapsed - before.elapsed  # Windows does not count for children


if __name__ == "__main__":
    main()
