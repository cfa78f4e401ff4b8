"""What a coordinator decides beforehand, as written on the command line: pins, skips, suppositions.

Everything that is wrong is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kfond.catalogue.finding import find_course
from kfond.catalogue.lines import Line
from kfond.choices import one_of, unnamed
from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import Message, say, together
from kfond.periods import Term
from kfond.plan.asked import Pin, Skip, WhatIf
from kfond.plan.courses import PlannedCourse
from kfond.settings import CHOICES, DEFAULTS

TURNOVER = "turnover"
BUDGET = "joint_budget"
"""The setting that a supposed budget supposes."""
MOST_GROUPS = 99
"""Groups of one course in a term that anybody can mean; more is a slip of the finger."""
NAMES_OF_SUPPOSITIONS = {"budget": BUDGET, "group": "largest_group"}
"""What a supposition may be called besides the setting's own name."""
EXAMPLES_OF = {"joint_budget": 500000}
"""A number to show where the default says nothing."""
_PIN = re.compile(r"(?P<course>.+)=(?P<term>[^=:]+)(?::(?P<groups>[^:=]*))?")


@dataclass(frozen=True, slots=True)
class Written:
    """Demands as written: "LVU=VT2018:2", "trauma", "turnover=0.3", and a reason for each pin and each skip.

    One reason does for all of them; otherwise there is one for each, pins first. `frees`: courses of which nothing
    stays decided that was decided when the plan was adopted.
    """

    pins: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()
    what_ifs: tuple[str, ...] = ()
    frees: tuple[str, ...] = ()


def demands_of(
    written: Written, lines: Sequence[Line], terms: Sequence[Term]
) -> tuple[tuple[Pin, ...], tuple[Skip, ...]]:
    """The pins and skips, their courses found. Raises Refusal (exit 2) with all that is wrong."""
    problems: list[Problem] = []
    whys = _whys(written, problems)
    pins = [_pin(text, why, lines, terms, problems) for text, why in zip(written.pins, whys, strict=False)]
    skips = [
        _skip(text, why, lines, problems)
        for text, why in zip(written.skips, whys[len(written.pins) :], strict=False)
    ]
    if problems:
        raise Refusal(ExitCode.USAGE, *problems)
    return tuple(pin for pin in pins if pin), tuple(skip for skip in skips if skip)


def with_earlier(
    new: tuple[tuple[Pin, ...], tuple[Skip, ...]],
    earlier: tuple[tuple[Pin, ...], tuple[Skip, ...]],
    written: Written,
    lines: Sequence[Line],
    terms: Sequence[Term],
) -> tuple[tuple[Pin, ...], tuple[Skip, ...]]:
    """The new demands, and the earlier ones of the same terms that no new one of the same course takes the place of.

    Raises Refusal (exit 2) for a course to be freed that there is not.
    """
    decided = {(demand.course, demand.area) for demands in new for demand in demands}
    decided |= {course_called(text, lines) for text in written.frees}

    def stands(demand: Pin | Skip) -> bool:
        return not any(
            demand.course == course and (not area or not demand.area or area == demand.area)
            for course, area in decided
        )

    return (
        (*new[0], *(pin for pin in earlier[0] if stands(pin) and pin.term in terms)),
        (*new[1], *(skip for skip in earlier[1] if stands(skip))),
    )


def is_meant(demand: Pin | Skip, course: PlannedCourse) -> bool:
    """Whether a pin or a skip is of this course."""
    return demand.course == course.course.slug and demand.area in ("", course.area)


def suppositions_of(written: Written) -> tuple[WhatIf, ...]:
    """The suppositions. Raises Refusal (exit 2) with all that is wrong."""
    problems: list[Problem] = []
    found = [_supposition(text, problems) for text in written.what_ifs]
    if problems:
        raise Refusal(ExitCode.USAGE, *problems)
    return tuple(each for each in found if each)


def in_words(supposed: WhatIf) -> Message:
    """A supposition as a clause: "30 % of the staff leave in a year"."""
    if supposed.name == TURNOVER:
        return say("{percent} % of the staff leave in a year", percent=(supposed.value * 100).normalize() + 0)
    if supposed.name == BUDGET:
        return say(
            "the joint courses may cost {kronor} kronor in a year", kronor=supposed.value.normalize() + 0
        )
    return say("the setting {key} is {value}", key=supposed.name, value=supposed.value)


def all_in_words(supposed: Sequence[WhatIf]) -> object:
    """All suppositions as a clause: a, b and c."""
    return together([in_words(each) for each in supposed])


def course_called(text: str, lines: Sequence[Line]) -> tuple[str, str]:
    """Slug and area ("": any) of the course that a text names. Raises Refusal (exit 2) where it names none."""
    problems: list[Problem] = []
    found = _course(text, lines, problems)
    if found is None:
        raise Refusal(ExitCode.USAGE, *problems)
    return found


def _whys(written: Written, problems: list[Problem]) -> tuple[str, ...]:
    count = len(written.pins) + len(written.skips)
    whys = tuple(why.strip() for why in written.whys if why.strip())
    if len(whys) == 1 and count:
        return whys * count
    if count and len(whys) != count:
        problems.append(
            _wrong(
                say(
                    "A pin or a skip needs its reason; {count} are named, and {whys} reasons.",
                    count=count,
                    whys=len(whys),
                ),
                say("Write --why once for all of them, or once for each, pins first."),
            )
        )
    if whys and not count:
        problems.append(_wrong(say("--why gives no reason for anything."), say("Write --pin or --skip too.")))
    return (*whys, *("",) * (count - len(whys)))


def _pin(
    text: str, why: str, lines: Sequence[Line], terms: Sequence[Term], problems: list[Problem]
) -> Pin | None:
    match = _PIN.fullmatch(text.strip())
    if not match:
        problems.append(
            _wrong(
                say("“{text}” is no pin.", text=text),
                say("Write course=term or course=term:groups, as in LVU=VT2018:2."),
            )
        )
        return None
    term, groups = _term(match["term"], terms, problems), _groups(match["groups"], problems)
    found = _course(match["course"], lines, problems)
    return Pin(found[0], found[1], term, groups, why) if found and term else None


def _term(text: str, terms: Sequence[Term], problems: list[Problem]) -> Term | None:
    labels = tuple(term.label for term in terms)
    try:
        term = Term.parse(text)
    except ValueError:
        problems.append(
            _wrong(say("“{text}” is no term.", text=text), say("Write one of: {terms}.", terms=labels))
        )
        return None
    if term not in terms:
        problems.append(
            _wrong(
                say("{term} is not planned now.", term=term.label),
                say("Write one of: {terms}.", terms=labels),
            )
        )
        return None
    return term


def _groups(text: str | None, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    if not text.strip().isdecimal() or not 1 <= int(text) <= MOST_GROUPS:
        problems.append(
            _wrong(
                say("“{text}” is no number of groups.", text=text),
                say(
                    "Write a whole number from 1 to {most}, as in LVU=VT2018:2, or leave it out.",
                    most=MOST_GROUPS,
                ),
            )
        )
        return None
    return int(text)


def _skip(text: str, why: str, lines: Sequence[Line], problems: list[Problem]) -> Skip | None:
    found = _course(text, lines, problems)
    return Skip(found[0], found[1], why) if found else None


def _course(text: str, lines: Sequence[Line], problems: list[Problem]) -> tuple[str, str] | None:
    found = find_course(lines, text)
    if found.course:
        return found.course.slug, found.area
    if found.suggestions:
        problems.append(
            _wrong(
                say("“{text}” is not the name of one course.", text=text.strip()),
                say("Did you mean one of these: {names}?", names=found.suggestions),
            )
        )
    else:
        problems.append(
            _wrong(
                say("There is no course called “{text}”.", text=text.strip()),
                say("kfond courses lists those that there are."),
            )
        )
    return None


def _supposition(text: str, problems: list[Problem]) -> WhatIf | None:
    name, _, value = (part.strip() for part in text.partition("="))
    key = NAMES_OF_SUPPOSITIONS.get(name, name)
    numbers = tuple(
        key
        for key, default in DEFAULTS.values().items()
        if key not in CHOICES and not isinstance(default, str)
    )
    if key != TURNOVER and key not in numbers:
        problems.append(
            _wrong(
                say("Nothing can be supposed of “{name}”.", name=name),
                one_of(
                    name,
                    unnamed((TURNOVER, *NAMES_OF_SUPPOSITIONS, *numbers)),
                    say(
                        "Write turnover=0.3, budget=500000, or a setting that is a number; kfond settings lists them."
                    ),
                ),
            )
        )
        return None
    number = _number(value)
    if number is None or (key == TURNOVER and not 0 <= number <= 1):
        problems.append(
            _wrong(
                say("“{text}” supposes no number that can be.", text=text),
                say("Write a number, as in turnover=0.3 for 30 %.")
                if key == TURNOVER
                else say(
                    "Write a number, as in {example}.",
                    example=f"{name}={EXAMPLES_OF.get(key, DEFAULTS.values()[key])}",
                ),
            )
        )
        return None
    return WhatIf(key, number)


def _number(text: str) -> Decimal | None:
    """A number, also written as 30 %, 0,3 or 500 000."""
    plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    is_percent = plain.endswith("%")
    try:
        number = Decimal(plain.removesuffix("%"))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number / 100 if is_percent else number


def _wrong(what: Message, remedy: Message) -> Problem:
    return Problem(None, what, remedy)
