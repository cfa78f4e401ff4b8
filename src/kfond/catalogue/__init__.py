"""The catalogue: courses with one identity each, the plan lines that ask for them, and what has been held.

It knows how often a course should run and what it is also called. It refuses to tie a held course to a
plan line on likeness alone: a name ties only where the catalogue says so, and "likely" stays "likely".
"""
