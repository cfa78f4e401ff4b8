"""Staffing: how many work where, how experienced they are, and how sure we are of it.

It knows what each unit of a municipality answered, under which definition, as of which day, cell by cell.
It refuses to merge figures of different definitions, and to make a figure out of an unclear cell.
"""
