"""Which row of a table is the sum of those above it: that one gets a rule, and stays last when a sheet is sorted."""

from __future__ import annotations

from kfond.reports.documents.blocks import TableBlock, plain

SUMS = ("summa", "totalt", "sammanlagt", "hela ", "alla ")


def is_sum(table: TableBlock, at: int) -> bool:
    """Whether the row sums up those above it; only the last rows of a table do."""
    return at > 0 and all(_says_so(plain(row[0])) for row in table.rows[at:])


def _says_so(name: str) -> bool:
    return name.casefold().startswith(SUMS)
