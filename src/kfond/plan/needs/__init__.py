"""Who needs a course: those whom it is for, less those who have it, with what is not known.

Three states that are never taken for one another: known (an interval), not known (no staff figures), and none
(a figure: nobody). What is allocated rather than observed is labelled so.
"""
