"""When a course was last held, by lists of participants: where nothing else tells, and only if it was held together."""

from dataclasses import replace
from datetime import date

import pytest
from made_up_bases import basis_with

from kfond.catalogue.participations import Taken
from kfond.plan.explaining import explained
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from written_catalogue import lines_of

BASIS = basis_with(
    {"1401": (12, 0, 0), "1402": (6, 0, 0)}, lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)])
)
VT2016, HT2016 = (date(2016, 2, 1), date(2016, 2, 1)), (date(2016, 7, 1), date(2016, 12, 31))


def took(
    code: str, days: tuple[date, date], name: str = "LVU", count: int = 4, is_local: bool = False
) -> Taken:
    source = Source(Place("deltagare.xlsx", "Blad1", f"D{code[-1]}"), str(count))
    return Taken(name, "lvu", code, *days, "", None, count, is_local, source)


@pytest.mark.parametrize(
    ("taken", "known"),
    [
        ([took("1401", VT2016), took("1402", VT2016)], "VT2016"),
        ([took("1401", HT2016), took("1402", HT2016), took("1401", VT2016), took("1402", VT2016)], "HT2016"),
        ([took("1401", VT2016)], None),  # alone: perhaps somewhere else
        ([took("1401", VT2016), took("1401", VT2016)], None),
        ([took("1401", VT2016), took("1402", HT2016)], None),
        ([took("1401", VT2016), took("1402", VT2016, is_local=True)], None),
        ([took("1401", VT2016), took("1402", VT2016, count=0)], None),
        (
            [took("1401", VT2016), took("1402", VT2016, name="Lagen")],
            None,
        ),  # perhaps one that it has replaced
        (
            [took(code, (date(2016, 1, 1), date(2016, 12, 31))) for code in ("1401", "1402")],
            None,
        ),  # which term?
    ],
)
def test_the_last_start_by_lists_of_participants(taken: list[Taken], known: str | None) -> None:
    (course,) = propose(replace(BASIS, taken=tuple(taken))).courses
    last = course.course.last_start

    assert (last.label if last else None) == known


def test_the_story_names_the_cells_or_why_they_do_not_count() -> None:
    def told(*taken: Taken) -> str:
        plan = propose(replace(BASIS, taken=taken))
        (chapter, *_) = explained(plan, plan.courses[0], {}).chapters
        return chapter.sentences[1].in_words("sv")

    assert told(took("1401", VT2016), took("1402", VT2016)) == (
        "Den senaste kända starten: VT2016 enligt listorna över deltagande (deltagare.xlsx, Blad1!D1 och "
        "deltagare.xlsx, Blad1!D2)."
    )
    assert told(took("1401", VT2016)) == (
        "Deltagare finns i listorna för VT2016 bara från Kommun 1401 (deltagare.xlsx, Blad1!D1), som kan ha gått "
        "kursen någon annanstans: det räknas inte som en start."
    )
