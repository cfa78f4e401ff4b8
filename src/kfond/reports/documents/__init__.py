"""Documents: one Markdown source with its pictures and figures, and the tree of blocks that every writer walks.

They know what a document is made of. They refuse to know how a page looks: that is the writers' affair.
"""
