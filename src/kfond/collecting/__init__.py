"""Collecting: which municipality was asked for what, for which day, and who has answered.

The room knows questions and looks for answers in the other rooms. It refuses to know what a sheet looks like or
how a letter is worded: it hands over who is asked and what they answered last time. A question is no batch: it
brings no figures, and taking back an import makes the municipality one that has not answered again.
"""
