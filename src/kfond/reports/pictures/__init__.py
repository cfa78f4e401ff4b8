"""Pictures: what they show as values, how they are described in words, and how they are drawn as SVG.

They know bars, columns, dots with whiskers, lines, a funnel and a wheel. They refuse to draw what has no number
as if it were zero: what is not known is said in its place.
"""
