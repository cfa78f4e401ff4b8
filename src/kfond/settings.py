"""The settings: each with its default, and whose default it is. Stored in the database where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation

from kfond.choices import NO_NAME, one_of, unnamed
from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import GROUPED_FROM, Message, say


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; what each one means stands in DESCRIPTIONS."""

    language: str = ""
    association: str = ""
    take_up: Decimal = Decimal("0.6")
    smallest_group: int = 12
    largest_group: int = 25
    smallest_supervision: int = 5
    largest_supervision: int = 8
    base_seats: int = 1
    heads_per_post: Decimal = Decimal("1.25")
    warn_after_months: int = 24
    refuse_after_months: int = 60
    smallest_shown: int = 5
    leaving_0_2: Decimal = Decimal("0.25")
    leaving_2_5: Decimal = Decimal("0.15")
    leaving_over_5: Decimal = Decimal("0.10")
    leaving_range: Decimal = Decimal("0.5")
    leaving_weight: int = 20
    stays_in_region: Decimal = Decimal("0.2")
    vacancies_filled: Decimal = Decimal("0")
    hired_0_2: Decimal = Decimal("0.7")
    hired_2_5: Decimal = Decimal("0.2")
    draws: int = 400
    take_up_weight: int = 10
    repeats: Decimal = Decimal("0.05")
    consultants_need_seats: str = "no"
    memory_terms: int = 4
    seat_key: str = "need"
    training_days: Decimal = Decimal("4")
    joint_budget: Decimal | None = None
    seat_worth: Decimal = Decimal("10000")
    change_cost: Decimal = Decimal("1000")
    order_of_goals: str = "fair"
    gap_of_large: Decimal = Decimal("0.01")
    cost_key: str = "seats"
    price_per_participant: Decimal | None = None
    empty_seats: str = "participants"
    release_days: int = 14
    seats_warning: Decimal = Decimal("1.5")
    count_end_day: str = "no"
    rows_kept_years: int = 2
    contact_name: str = ""
    contact_email: str = ""
    funds_folder: str = ""

    def changed(self, values: Mapping[str, str]) -> Settings:
        """These settings with `values` (key to text) in their place. Raises Refusal with all that is wrong."""
        new: dict[str, object] = {}
        problems: list[Problem] = []
        for key, text in values.items():
            read = _read(key, text)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                new[key] = read
        if problems:
            raise Refusal(ExitCode.DATA, *problems)
        changed = replace(self, **new)  # type: ignore[arg-type]
        contradictions = tuple(_contradictions(changed))
        if contradictions:
            raise Refusal(ExitCode.DATA, *contradictions)
        return changed

    def values(self) -> dict[str, str | int | Decimal | None]:
        """Every setting, key to value."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def as_text(self) -> dict[str, str]:
        """Every setting, key to text; one that is not stated is empty."""
        return {key: "" if value is None else str(value) for key, value in self.values().items()}


DEFAULTS = Settings()

OURS = say("our default")
_YES_NO = {"no": say("no"), "yes": say("yes")}
CHOICES: Mapping[str, Mapping[str, Message]] = {
    "language": {"": NO_NAME, "sv": say("Swedish"), "en": say("English")},
    "consultants_need_seats": _YES_NO,
    "seat_key": {
        "need": say("what is needed"),
        "request": say("what was asked for"),
        "staff": say("the number of staff"),
        "population": say("the number of inhabitants"),
    },
    "order_of_goals": {
        "fair": say("the municipality worst off first"),
        "value": say("the most seats first"),
    },
    "cost_key": {
        "seats": say("by seats"),
        "equal": say("all alike"),
        "population": say("by inhabitants"),
        "staff": say("by staff"),
        "percent": say("by agreed shares"),
        "fixed_price": say("a fixed price"),
    },
    "empty_seats": {
        "participants": say("the municipalities of the participants"),
        "members": say("all members alike"),
        "association": say("the association alone"),
    },
    "count_end_day": _YES_NO,
}
"""The settings that are one of a few words, and what each word means."""
AMOUNTS = ("joint_budget", "price_per_participant")
"""The settings that may be empty: then nothing is stated."""
SHARES = (
    "take_up", "leaving_0_2", "leaving_2_5", "leaving_over_5", "leaving_range", "stays_in_region",
    "vacancies_filled", "hired_0_2", "hired_2_5", "repeats", "gap_of_large",
)  # fmt: skip
"""The settings that are shares, from 0 to 1; take-up is never 0."""
COUNTED = ("draws", "leaving_weight", "take_up_weight", "largest_group", "largest_supervision")
"""The settings that are at least 1."""
MOST = {"draws": 10_000}
MOST_OF_ANY = 1_000_000_000
"""The largest that each setting may be: more would be a slip of the finger, and the machine could not count with it."""
DESCRIPTIONS: Mapping[str, tuple[Message, Message]] = {
    # key: (what it decides, whose default it is)
    "language": (
        say("Language of messages: sv or en. Empty: as the machine says."),
        say("written by the first command that can tell"),
    ),
    "association": (
        say("Key of the association whose members count as asked."),
        say("written by the first import that fits one association"),
    ),
    "take_up": (say("Share of those who need a course that take a seat when it is offered once."), OURS),
    "smallest_group": (say("Smallest group where the catalogue states none."), OURS),
    "largest_group": (
        say("Largest group where neither the catalogue nor the courses held before tell."),
        OURS,
    ),
    "smallest_supervision": (
        say("Smallest group of a line that is counted in groups per term, where the catalogue states none."),
        OURS,
    ),
    "largest_supervision": (
        say("Largest group of a line that is counted in groups per term, where nothing else tells."),
        OURS,
    ),
    "base_seats": (
        say("Seats that every asking municipality gets before the rest are shared in proportion."),
        OURS,
    ),
    "heads_per_post": (
        say("Persons per filled post at most; bounds a cell about experience that cannot be read."),
        OURS,
    ),
    "warn_after_months": (say("Staff figures older than this many months carry a warning in a plan."), OURS),
    "refuse_after_months": (
        say(
            "Staff figures older than this many months do not count in a plan; where all are, no plan is made."
        ),
        OURS,
    ),
    "smallest_shown": (
        say(
            "Counts of children, families, homes and answers below this, but not 0, are hidden in documents."
        ),
        OURS,
    ),
    "leaving_0_2": (
        say("Share of the staff with 0–2 years who leave in a year, where no exits are reported."),
        OURS,
    ),
    "leaving_2_5": (
        say("Share of the staff with 2–5 years who leave in a year, where no exits are reported."),
        OURS,
    ),
    "leaving_over_5": (
        say("Share of the staff with more than 5 years who leave in a year, where no exits are reported."),
        OURS,
    ),
    "leaving_range": (say("How far these shares may be wrong, up or down, as a share of themselves."), OURS),
    "leaving_weight": (
        say("How many persons and half-years of reports weigh as much as the configured shares."),
        OURS,
    ),
    "stays_in_region": (
        say("Share of leavers who go to another municipality of the plan and keep their training."),
        OURS,
    ),
    "vacancies_filled": (
        say("Share of the vacant posts that are filled in a half-year, besides those that leavers leave."),
        OURS,
    ),
    "hired_0_2": (say("Share of those hired who have 0–2 years of experience."), OURS),
    "hired_2_5": (say("Share of those hired who have 2–5 years; the rest have more."), OURS),
    "draws": (say("Number of draws behind the intervals of a forecast."), OURS),
    "take_up_weight": (say("How many offers weigh as much as the configured share that takes a seat."), OURS),
    "repeats": (say("Share of the participations that are persons who take the course again."), OURS),
    "consultants_need_seats": (say("Whether consultants need seats too: yes or no."), OURS),
    "memory_terms": (
        say("For how many terms back a municipality's seats of a course count when seats are shared."),
        OURS,
    ),
    "seat_key": (
        say("What seats are shared in proportion to, after the first: need, request, staff or population."),
        OURS,
    ),
    "training_days": (
        say("Days of courses that a municipality's staff can take in a term, on average for each person."),
        OURS,
    ),
    "joint_budget": (say("What the joint courses may cost in a year, in kronor. Empty: no limit."), OURS),
    "seat_worth": (say("What one more seat for somebody new is worth at most, in kronor."), OURS),
    "change_cost": (say("What one changed group costs against an adopted plan, in kronor."), OURS),
    "order_of_goals": (
        say(
            "What comes first when both cannot be had: fair (the municipality worst off) or value (most seats)."
        ),
        OURS,
    ),
    "gap_of_large": (
        say(
            "How far from the best a large plan may be, as a share: more than 40 municipalities, or too many with the "
            "courses."
        ),
        OURS,
    ),
    "cost_key": (
        say("How costs are shared: seats, equal, population, staff, percent or fixed_price."),
        OURS,
    ),
    "price_per_participant": (
        say("The price of a seat where the cost key is fixed_price and the course has none, in kronor."),
        OURS,
    ),
    "empty_seats": (
        say("Who pays for empty seats: participants, members (all of them alike) or association."),
        OURS,
    ),
    "release_days": (say("Days before the start up to which a seat can be given back without cost."), OURS),
    "seats_warning": (
        say(
            "A plan with more seats for each employee than this many times what was measured carries a warning."
        ),
        OURS,
    ),
    "count_end_day": (say("Whether the day that a placement ends is a care day too: yes or no."), OURS),
    "rows_kept_years": (
        say("For how many whole years after the year of its end the row of a placement is kept."),
        OURS,
    ),
    "contact_name": (say("Who signs the letters to the municipalities. Empty: nobody."), OURS),
    "contact_email": (
        say("Where the municipalities send their answers. Empty: they answer the letter."),
        OURS,
    ),
    "funds_folder": (
        say("Folder with funds of your own, from where the database lies. Empty: kfond's own funds alone."),
        OURS,
    ),
}


def _read(key: str, text: str) -> object:
    """The value of one setting, or the problem with it."""
    if key not in DESCRIPTIONS:
        return Problem(
            None,
            say("There is no setting called {key}.", key=key),
            one_of(key, unnamed(DESCRIPTIONS), say("kfond settings lists them, with what each decides.")),
        )
    plain = text.strip()
    if key in CHOICES:
        if plain in CHOICES[key]:
            return plain
    elif isinstance(getattr(DEFAULTS, key), str):
        return plain
    elif key in AMOUNTS and not plain:
        return None
    else:
        number = _number(key, plain)
        if number is not None and _is_possible(key, number):
            return number
    return Problem(
        None, say("The setting {key} cannot be “{text}”.", key=key, text=text), _instead(key, plain)
    )


def _number(key: str, text: str) -> int | Decimal | None:
    kind = int if isinstance(getattr(DEFAULTS, key), int) else Decimal
    try:
        return kind(text.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except (ValueError, InvalidOperation):
        return None


def _instead(key: str, text: str) -> Message:
    """What to write for a setting."""
    default = getattr(DEFAULTS, key)
    if key in CHOICES:
        return one_of(text, {word: name for word, name in CHOICES[key].items() if word})
    if key == "take_up":
        return say("Write a share above 0 and at most 1, such as {default}.", default=default)
    if key in SHARES:
        return say("Write a share from 0 to 1, such as {default}.", default=default)
    such_as = "500000" if default is None else str(default) if default >= GROUPED_FROM else default
    return say("Write a value such as {default}.", default=such_as)


def _is_possible(key: str, number: int | Decimal) -> bool:
    """Whether a number is finite, not negative or huge, no share above one, at least 1 where it counts something."""
    if isinstance(number, Decimal) and not number.is_finite():
        return False
    if key in SHARES:
        return (number > 0 if key == "take_up" else number >= 0) and number <= 1
    return (1 if key in COUNTED else 0) <= number <= MOST.get(key, MOST_OF_ANY)


def _contradictions(settings: Settings) -> Iterator[Problem]:
    """Settings that cannot hold together."""
    for smallest, largest in (
        ("smallest_group", "largest_group"),
        ("smallest_supervision", "largest_supervision"),
    ):
        low, high = getattr(settings, smallest), getattr(settings, largest)
        if low > high:
            yield Problem(
                None,
                say(
                    "The setting {smallest} ({low}) is larger than {largest} ({high}).",
                    smallest=smallest,
                    low=low,
                    largest=largest,
                    high=high,
                ),
                say("Change both at once with kfond settings import, the largest first otherwise."),
            )
    if settings.hired_0_2 + settings.hired_2_5 > 1:
        yield Problem(
            None,
            say(
                "The settings hired_0_2 ({first}) and hired_2_5 ({second}) are more than 1 together.",
                first=settings.hired_0_2,
                second=settings.hired_2_5,
            ),
            say(
                "Change both at once with kfond settings import; what they leave of 1 has more than 5 years."
            ),
        )
