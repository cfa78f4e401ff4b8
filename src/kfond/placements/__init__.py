"""Placements and foster homes: how many, how they end, what they cost, and the work of a joint organisation with them.

Two ways lead in, and one set of statistics comes out. Counts that municipalities send are the usual one; rows, one a
placement, home or referral under pseudonyms, are kept only where somebody has decided so. Both become tallies (a
number for a time, a municipality and a kind), every statistic is made of tallies alone, and what leaves the room has
been through the suppression of small counts. The room refuses to know who anybody is: no name, no birth date, no
free text about a child; and nobody outside it reads its tables.
"""
