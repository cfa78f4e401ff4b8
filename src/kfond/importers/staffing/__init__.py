"""Staffing sheets: municipalities along one side, the nine measures along the other, in any layout.

`tables` finds the table and its heading rows, `headings` says what one heading names, `owner` whose a sheet
without municipalities in its headings is, `columns` puts the headings above a column together, `days` gives
each column its day, `figures` reads the cells, `returns` makes returns of them, `sums` checks what the sheet
adds up itself; `reading` calls them in that order, and `problems` has what is said of a sheet that cannot be read.
"""

from kfond.importers.staffing.reading import KIND, StaffingSheet, read, recognises
from kfond.importers.staffing.returns import stated_twice

__all__ = ["KIND", "StaffingSheet", "read", "recognises", "stated_twice"]
