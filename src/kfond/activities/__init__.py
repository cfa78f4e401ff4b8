"""Activities: meetings, trainings, network evenings, campaigns, as counted facts with their day, form and participants.

The room knows what was done, when, how often and for how many; it refuses to know who took part.
"""
