"""Lists of staff: a row for each person, of whom no name, number or free text goes any further than this room.

`headings` finds the columns, `identities` makes the pseudonym, `starts`, `rates` and `choices` read the other cells,
each text of a column once; `reading` walks the rows and `sheet` is what they said. No message of this room repeats
what stood in a cell: a name in the wrong column would be in it.
"""

from kfond.importers.people.reading import fit, read
from kfond.importers.people.sheet import KIND, PeopleSheet

__all__ = ["KIND", "PeopleSheet", "fit", "read"]
