"""Published reports: what a document keeps to itself, which figures were fixed, and which have been corrected since.

They know how to write a fixed document again, byte for byte. They refuse to change one: what is corrected becomes
a new version, which tells what was said before.
"""
