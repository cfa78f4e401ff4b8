"""Reports: a document of a year, and behind every figure in it the cells that it was made from.

They know how to put what the rooms hold into figures, tables and sentences. They refuse to print a figure
without its definition and its cells, and to fill a gap: what is not known is said to be not known.
"""
