"""Lists: a row for each thing that is said, under headings that name its fields (see data/lists).

`layouts` finds where the fields stand, `rows` reads what stands there, `sums` compares totals with their parts.
"""

from kfond.importers.lists.rows import ListSheet, fit, read

__all__ = ["ListSheet", "fit", "read"]
