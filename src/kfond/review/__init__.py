"""Review: what of the figures needs a human, how much each doubt matters, and what humans have answered.

It knows which doubts a plan would change by, and puts the heaviest first. It refuses to answer by itself: a
proposal stays one until somebody signs it, and what a sheet says is never written over.
"""
