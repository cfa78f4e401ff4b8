"""The plan: what is needed, what runs when, who gets the seats, and why.

Each step is a pure function of frozen values. The plan knows three states of need (known, not known, none)
and refuses to take the second for the third; what is not planned stands in it with its reason.
"""
