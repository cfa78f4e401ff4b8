"""The registry: municipalities, counties, associations and who is a member of what, when.

It knows names and codes, with every spelling that is certain. It refuses to guess: a name that is only
nearly right becomes a suggestion in an error, never a match (Habo is not Håbo).
"""
