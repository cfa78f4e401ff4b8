"""What is due: gathered from the questions put, the cells to review, the year's last days and the applications.

The room knows no facts of its own, and refuses to keep any: a thing is done when the facts say so.
"""
