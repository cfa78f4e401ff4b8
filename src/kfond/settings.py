"""The settings: each with its default, and whose default it is. Stored in the database where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import LANGUAGES, Message, say


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
    contact_name: str = ""
    contact_email: str = ""

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

    def as_text(self) -> dict[str, str]:
        """Every setting, key to text."""
        return {part.name: str(getattr(self, part.name)) for part in fields(self)}


DEFAULTS = Settings()

OURS = say("our default")
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
    "refuse_after_months": (say("Staff figures older than this many months are refused for a plan."), OURS),
    "smallest_shown": (
        say(
            "Counts of children, families, homes and answers below this, but not 0, are hidden in documents."
        ),
        OURS,
    ),
    "contact_name": (say("Who signs the letters to the municipalities. Empty: nobody."), OURS),
    "contact_email": (
        say("Where the municipalities send their answers. Empty: they answer the letter."),
        OURS,
    ),
}


def _read(key: str, text: str) -> object:
    """The value of one setting, or the problem with it."""
    if key not in DESCRIPTIONS:
        return Problem(
            None,
            say("There is no setting called {key}.", key=key),
            say("The settings are: {keys}.", keys=tuple(DESCRIPTIONS)),
        )
    default = getattr(DEFAULTS, key)
    plain = text.strip()
    if isinstance(default, str):
        if key != "language" or plain in ("", *LANGUAGES):
            return plain
    else:
        try:
            number = type(default)(plain.replace(",", "."))
        except (ValueError, InvalidOperation):
            number = None
        if number is not None and _is_possible(key, number):
            return number
    return Problem(
        None,
        say("The setting {key} cannot be “{text}”.", key=key, text=text),
        say("Write a share above 0 and at most 1, such as {default}.", default=default)
        if key == "take_up"
        else say("Write a value such as {default}.", default=default if default != "" else "sv"),
    )


def _is_possible(key: str, number: int | Decimal) -> bool:
    """Whether a number is finite, not negative, and no share above one."""
    if isinstance(number, Decimal) and not number.is_finite():
        return False
    return 0 < number <= 1 if key == "take_up" else number >= 0


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
