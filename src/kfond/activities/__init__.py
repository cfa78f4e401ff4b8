"""Activities: meetings, trainings, network evenings, campaigns, as counted facts with their day, form and participants.

The room knows what was done, when, how often and for how many; which points had been decided on beforehand and how
each stands; and what surveys answered, question by question. It refuses to know who took part or who answered.
"""
