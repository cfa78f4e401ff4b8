"""The made-up association Övningsförbundet: a small model of its staff and courses, and the sheets of it.

`staff` has the people, `courses` what they are offered, `care` what else is counted; `files` writes the kinds of
files, and `staffing_sheets`, `course_sheets`, `care_sheets` and `replies` lay the figures out as people do.
"""
