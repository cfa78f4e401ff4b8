"""The grammar of a messy cell: what a municipality typed into one cell, read into a figure, an interval or an
explicit unknown.

    cell      = [ answer ] , ( missing | none | total ) , { aside | mark }
    total     = [ words , ( "=" | "totalt" ) ] , sum , [ "varav" , words ]
    sum       = addend , { "+" , addend } , [ "+" ]          (a last "+" with nothing behind it: or more)
    addend    = piece , { ( "och" | "samt" | "&" ) , piece }
    piece     = { word } , [ quantity ] , { word }           (no quantity: an unknown amount, or only words)
    quantity  = { hedge } , range , [ "%" ] , { hedge }      (hedge: ca, drygt, minst, högst, "?" ...)
    range     = number , [ ( "-" | "/" | "eller" | "till" ) , number ] | "mellan" , number , "och" , number
    number    = digits , [ ( "," | "." ) , digits ] | fraction | number word
    aside     = "(" , words , ")"                            (never added)
    missing   = { "-" | "?" | ".." | "vet ej" | "uppgift saknas" ... }
    none      = ( "nej" | "inga" ... ) , { word }
    answer    = "ja" | "nej"

`cell` reads one cell: its text becomes `tokens`, each with one of the `roles` that the `words` have, seen in
their `context`; parentheses and footnote marks go to `asides`; the rest is read by `totals`, `sums`,
`addends` and `quantities` or, where it holds no figure, by `answers`.

Whatever has two readings, or none, is unclear and for a human to look at. A wrong figure that looks exact is
the worst outcome there is: doubt is shown, never rounded away.
"""

from kfond.cells.amounts import ABOUT_SPREAD, DOUBT_FLOOR
from kfond.cells.asides import without_author
from kfond.cells.cell import read_cell
from kfond.cells.reading import Answer, Expect, Quality, Reading

__all__ = [
    "ABOUT_SPREAD",
    "DOUBT_FLOOR",
    "Answer",
    "Expect",
    "Quality",
    "Reading",
    "read_cell",
    "without_author",
]
