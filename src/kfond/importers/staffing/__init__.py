"""Staffing sheets: municipalities along one side, the nine measures along the other, in any layout.

`tables` finds the table and its heading rows, `subdivided` measures with a row for each year, `headings` says
what one heading names, `paths` and `columns` put those above a column together, `owner` says whose a sheet without
municipalities in its headings is, `days` gives each column its day, `figures` reads the cells, `returns` makes
returns of them, `sums` checks what the sheet adds up itself. `reading` calls them; `problems` has what is said of a
sheet that cannot be read.
"""

from kfond.importers.staffing.reading import KIND, StaffingSheet, fit, read
from kfond.importers.staffing.returns import stated_twice

__all__ = ["KIND", "StaffingSheet", "fit", "read", "stated_twice"]
