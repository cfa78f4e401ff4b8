"""Every sensible schedule of a course, each with its seats already shared.

Windows come from the frequency; a schedule is whole groups term by term; the seats of each follow the sequence
rule, so that the choice, the published seats and the explanation are the same thing.
"""
