"""The story of a course names the trainer whose time keeps it from being held, and what takes that time."""

from dataclasses import replace

from made_up_bases import basis_with

from kfond.catalogue.trainers import Trainer
from kfond.periods import Term
from kfond.plan.asked import Skip
from kfond.plan.explaining import explained
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from written_catalogue import lines_of

ONE_TERM = Term(2018, 1)
BASIS = basis_with(
    {"1401": (20, 0, 0)},
    lines_of([("BoU", "0-2 år", "LVU", "1 gång/år", 5, 12), ("BoU", "0-2 år", "Trauma", "Vid behov", 5, 12)]),
)


def kim(course: str, term: Term | None, groups: int) -> Trainer:
    cell = f"{'ABC'[groups]}{term.half if term else 3}"
    return Trainer("Kim", course, term, groups, Source(Place("utbildare.xlsx", "Blad1", cell), str(groups)))


def told_of_trauma(*trainers: Trainer) -> list[str]:
    """What the story of the course says of Kim, besides that the plan has no room for it."""
    plan = propose(replace(BASIS, asked=replace(BASIS.asked, last_year=2018), trainers=trainers))
    course = next(each for each in plan.courses if each.course.course.slug == "trauma")
    sentences = explained(plan, course, {}).chapters[0].sentences
    return [text for sentence in sentences if (text := sentence.in_words("sv")).startswith("Kim")]


def test_a_trainer_without_time_is_named() -> None:
    assert told_of_trauma(kim("trauma", None, 0)) == [
        "Kim har ingen tid i VT2018 och HT2018 (utbildare.xlsx, Blad1!A3), och behövs för mer av den här kursen."
    ]


def test_the_plan_says_that_it_is_the_trainer_who_leaves_no_room() -> None:
    plan = propose(
        replace(BASIS, asked=replace(BASIS.asked, last_year=2018), trainers=(kim("trauma", None, 0),))
    )
    (course,) = (each for each in plan.courses if each.course.course.slug == "trauma")

    assert course.not_planned
    assert course.not_planned.reason.text.in_words("sv") == (
        "Kursen kunde ges, men det finns ingen plats för den: Kim har inte tid VT2018, Kim har inte tid HT2018."
    )


def test_a_trainer_with_time_enough_is_not() -> None:
    assert told_of_trauma(kim("trauma", None, 2)) == []


def test_what_takes_the_time_of_a_trainer_is_named() -> None:
    """Kim has time for one group in VT2018 alone, and LVU, of which one a year is owed, takes it."""
    trainers = [
        kim(course, term, int(term is ONE_TERM)) for course in ("lvu", "trauma") for term in (ONE_TERM, None)
    ]

    assert told_of_trauma(*trainers) == [
        "Kim har ingen tid i HT2018 (utbildare.xlsx, Blad1!A3), och behövs för mer av den här kursen.",
        "Kim har tid för 1 grupp i VT2018 (utbildare.xlsx, Blad1!B1) och håller då LVU (1 grupp): det finns ingen tid "
        "för mer av den här kursen.",
    ]


def test_the_reason_of_a_skip_ends_before_the_next_sentence() -> None:
    skips = (Skip("lvu", "BoU", "utbildaren är ledig"),)
    plan = propose(replace(BASIS, asked=replace(BASIS.asked, skips=skips)))
    course = next(each for each in plan.courses if each.course.course.slug == "lvu")

    assert [text.in_words("sv") for text in explained(plan, course, {}).answer] == [
        "Planeras inte: Det är bestämt på förhand att kursen inte ges: ”utbildaren är ledig”.",
        "Den planeras som vanligt när beslutet inte längre gäller.",
    ]
