"""kfond: the toolkit of a coordinator who runs the competence development of several municipalities."""

__version__ = "0.1.0"
