"""How targets came out, in one sentence: Av 10 mål är 4 uppnådda och 6 går inte att bedöma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kfond.formatting import join_and
from kfond.funding.judging import Verdict

VERDICTS: Mapping[Verdict, str] = {
    Verdict.REACHED: "uppnått",
    Verdict.NOT_REACHED: "inte uppnått",
    Verdict.NOT_YET: "inte avgjort än",
    Verdict.NOT_KNOWN: "går inte att bedöma",
}
"""Of one target, beside it."""
OF_ONE: Mapping[Verdict, str] = {
    Verdict.REACHED: "Målet är uppnått.",
    Verdict.NOT_REACHED: "Målet är inte uppnått.",
    Verdict.NOT_YET: "Målet är inte avgjort än.",
    Verdict.NOT_KNOWN: "Målet går inte att bedöma.",
}
OF_ALL: Mapping[Verdict, str] = {
    Verdict.REACHED: "Alla {count} målen är uppnådda.",
    Verdict.NOT_REACHED: "Inget av de {count} målen är uppnått.",
    Verdict.NOT_YET: "Inget av de {count} målen är avgjort än.",
    Verdict.NOT_KNOWN: "Inget av de {count} målen går att bedöma.",
}
OF_SOME: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.REACHED: ("är", "uppnått", "uppnådda"),
    Verdict.NOT_REACHED: ("är", "inte uppnått", "inte uppnådda"),
    Verdict.NOT_YET: ("är", "inte avgjort än", "inte avgjorda än"),
    Verdict.NOT_KNOWN: ("går", "inte att bedöma", "inte att bedöma"),
}
"""The verb, and what is said of one and of several."""


def verdicts_in_words(verdicts: Sequence[Verdict]) -> str:
    """The sentence; "" for no targets."""
    counts = {each: verdicts.count(each) for each in Verdict if each in verdicts}
    if not counts:
        return ""
    (first, count), *rest = counts.items()
    if not rest:
        return OF_ONE[first] if count == 1 else OF_ALL[first].format(count=count)
    told = [f"{OF_SOME[first][0]} {count} {_bent(first, count)}"]
    told += [f"{several} {OF_SOME[each][0]} {_bent(each, several)}" for each, several in rest]
    return f"Av {len(verdicts)} mål {join_and(told)}."


def _bent(verdict: Verdict, count: int) -> str:
    _, one, many = OF_SOME[verdict]
    return one if count == 1 else many
