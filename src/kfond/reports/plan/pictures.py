"""The pictures of a plan: need against seats, and the association's year as a wheel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kfond.formatting import number
from kfond.plan.annual_cycle import annual_cycle
from kfond.plan.proposal import Plan
from kfond.reports.pictures.kinds import Amount, Deadline, Pairs, Task, Titles, Wheel
from kfond.reports.wording import period_in_words

SEATS, YEAR = "platser", "arshjul"
"""The keys of the two."""


def seats_picture(plan: Plan) -> Pairs:
    """What each municipality needs and what the plan gives it, in seats on courses."""
    years = period_in_words(plan.first_year, plan.last_year)
    return Pairs(
        titles=Titles(
            title=_seats_title(plan),
            subtitle=f"Behov och fördelade platser per kommun {years}, i kursplatser",
            note=(
                f"Personaluppgifter finns från {plan.with_figures} av {len(plan.basis.members)} kommuner. "
                "Den som behöver tre kurser räknas tre gånger."
            ),
            unit=("plats", "platser"),
        ),
        wanted="Behov",
        given="Fördelade platser",
        rows=tuple(
            (covered.municipality, Amount(covered.need), Amount(covered.seats)) for covered in plan.coverage
        ),
    )


def _seats_title(plan: Plan) -> str:
    """How far the seats reach, over the municipalities whose need is known."""
    known = [covered for covered in plan.coverage if covered.need is not None]
    need = sum((covered.need or 0 for covered in known), start=0)
    seats = sum(covered.seats for covered in known)
    if not need:
        return "Behovet är inte känt i någon kommun" if not known else "Ingen kommun har något känt behov"
    return f"{number(seats)} platser möter ett behov av {number(need, 0)}"


def year_picture(plan: Plan, today: date | None, answers: Iterable[Deadline]) -> Wheel:
    """The first year of the plan: our proposal for its tasks, and the last days to answer that have been set."""
    year = plan.first_year
    cycle = annual_cycle()
    return Wheel(
        titles=Titles(
            title=f"Så går året {year}",
            subtitle="Årets uppgifter och sista dagar",
            note="Förslag från kfond till årets gång; datumen är inte beslutade.",
            unit=("", ""),
            names="Uppgift",
        ),
        year=year,
        tasks=tuple(Task(task.name, *task.days_in(year)) for task in cycle.tasks),
        deadlines=(
            *(Deadline(each.name, each.day_in(year)) for each in cycle.deadlines),
            *sorted(answers, key=lambda each: (each.day, each.name)),
        ),
        today=today if today and today.year == year else None,
    )
