"""Lists: a row for each thing that is said, under headings that name its fields (see data/lists).

`layouts` finds where the fields stand, `rows` reads what stands there into a `sheet`, `sums` compares totals with
their parts, `problems` has what is said of what cannot be read.
"""

from kfond.importers.lists.rows import fit, read
from kfond.importers.lists.sheet import ListSheet

__all__ = ["ListSheet", "fit", "read"]
