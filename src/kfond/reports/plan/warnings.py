"""What a reader must know before the first figure: each thing once, naming all whom it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kfond.formatting import join_and
from kfond.messages import Message
from kfond.plan.proposal import Plan
from kfond.plan.reason import Reason
from kfond.reports.plan.limits import limits_in_short
from kfond.reports.plan.words import LANGUAGE, courses_in_words, in_swedish

MOST_NAMED = 2
"""So many courses are named in a warning; of more their number is told."""
ELSEWHERE = ("unknown_costs", "no_staff_figures")
"""Codes of warnings that the summary tells of."""
TOGETHER: Mapping[str, tuple[str, str]] = {
    "disagreement": (
        "Uppgifter som säger emot varandra, där planen räknar med erfarenheten som den står: {all}.",
        "{name} ({figures})",
    ),
    "too_old": (
        "Personaluppgifter som är för gamla för att räknas, så att det inte är känt hur många som arbetar där och "
        "platserna är öppna: {all}.",
        "{name} ({as_of}, {months} månader)",
    ),
    "wide_cell": (
        "Celler som var och en lämnar mer öppet än alla andra celler tillsammans, med kurserna som hänger på dem; be "
        "om ett enda tal där: {all}.",
        "{cell} ({courses})",
    ),
    "net_change_beyond": (
        "Personalen har ändrats mer än vad de inställda andelarna som slutar ger; ändra andelarna, eller fråga "
        "kommunerna hur många som har slutat: {all}.",
        "{area}, {band} (från {before} till {after} personer {first_day} till {last_day}, andelarna ger {lowest} till "
        "{highest})",
    ),
}
"""By code: the sentence for several of a kind, and what it says of each."""


def warnings_of(plan: Plan) -> list[str]:
    """What a reader must know before the first figure, but for what the summary says already; an item each."""
    by_code: dict[str, list[Reason]] = {}
    for found in plan.warnings:
        if found.code not in ELSEWHERE:
            by_code.setdefault(found.code, []).append(found)
    items = [item for code, reasons in by_code.items() for item in _items(plan, code, reasons)]
    return [*items, *limits_in_short(plan)]


def _items(plan: Plan, code: str, reasons: Sequence[Reason]) -> list[str]:
    if code == "names_not_tied":
        return ["Några namn i listorna hör inte till någon kurs i katalogen och räknas inte."]
    if code == "uncounted":
        return [_uncounted(plan)]
    if code in TOGETHER and len(reasons) > 1:
        sentence, each = TOGETHER[code]
        return [sentence.format(all="; ".join(_of_each(each, reason) for reason in reasons))]
    return [in_swedish(reason) for reason in reasons]


def _of_each(words: str, reason: Reason) -> str:
    return Message(words, reason.text.args).in_words(LANGUAGE)


def _uncounted(plan: Plan) -> str:
    """Which courses no budget holds back, since nobody knows what they cost; of many the number, their names are in an
    annex."""
    count = len(plan.choice.uncounted)
    if count <= MOST_NAMED:
        names = join_and([plan.task.names[key] for key in plan.choice.uncounted])
        return f"{names} räknas inte mot budgeten: priset är inte känt."
    return f"Mot budgeten räknas inte {courses_in_words(count)}, eftersom det inte är känt vad de kostar alla terminer."
