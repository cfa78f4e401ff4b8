"""The annual report: its figures with their definitions, its tables, and what is not known.

`report.build` makes the report as a value from what the rooms know; `as_markdown`, `as_json` and `as_csv`
write it down.
"""
