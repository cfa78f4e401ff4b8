"""Lists: what municipalities send row by row (participations, placements, workload, comparisons ...).

The room knows which kinds of lists there are, which fields each has and what a row of it says, each value with
its cell. It refuses to know what a course, a post or a placement is worth: the rooms after it make figures of
the rows. A kind is one file in data/lists; a new wording of a heading is one word there.
"""
