"""What a plan is called, and what stands on one that nobody has adopted."""

from __future__ import annotations

from kfond.reports.wording import period_in_words

PROPOSED = "Förslag"


def plan_title(first_year: int, last_year: int) -> str:
    """Kompetensplan 2018–2019."""
    return f"Kompetensplan {period_in_words(first_year, last_year)}"
