"""What was decided on an application to a call, in sentences: how much, why, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.formatting import date_long
from kfond.funding.calls import Decision, Standing
from kfond.reports.funding.money_tables import Money


def decided(standings: Sequence[Standing], money: Money) -> Iterator[str]:
    """A sentence a decision; years that were refused in the same words are told of together."""
    years: dict[tuple[str, int], list[str]] = {}
    for held in (standing.held for standing in standings if standing.held):
        years.setdefault((_what(held, money), held.year if held.amount else 0), []).append(str(held.year))
    for (what, _), of in years.items():
        yield f"Beslut för {' och för '.join(of)}: {what}"
    for begun in (standing.begun for standing in standings if standing.begun):
        waits = " och ".join(begun.waits_for)
        yield (
            f"Påbörjat beslut för {begun.year}, gäller inte förrän {waits} har beslutat likadant: "
            f"{_what(begun, money)}"
        )


def _what(decision: Decision, money: Money) -> str:
    """What, why, and who decided when."""
    what = f"{money.kr(decision.amount)} beviljas." if decision.amount else "ansökan avslås."
    why = f" Skäl: {full_stop(decision.why)}" if decision.why else ""
    who = ", ".join(f"{word.by} den {date_long(word.on)}" for word in decision.words)
    return f"{what}{why} Beslutat av {who}."


def full_stop(text: str) -> str:
    """A reason as a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
