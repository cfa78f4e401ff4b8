"""Funding: money that is applied for, decided, paid, used and accounted for, and what was promised for it.

The room knows funds (one file each in funds/), applications through their whole life, every krona of them, and the
targets with the measures that kfond can compute. It refuses to know who signed: steps bear a role and a day. It never
fills in what nobody has stated: an amount, a baseline or an outcome that is not known stays so.
"""
