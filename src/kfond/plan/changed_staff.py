"""The staff figures that differ between two plans, as the sheets of each say them: what a revision rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.messages import Message, say
from kfond.plan.need_story import BAND_WORDS
from kfond.plan.outlines import Outline, Staff, StaffPlace
from kfond.plan.story import Chapter, StoryColumn, StoryTable

NOT_KNOWN = say("not known")


def staff_beside(base: Outline, other: Outline) -> tuple[Chapter, ...]:
    """A chapter with the figures that differ, the largest difference first; none where all are the same.

    A plan keeps the figures of those whom its planned courses are for; no other staff is compared.
    """
    places = sorted(_changed(base, other), key=lambda place: (-_difference(base, other, place), place))
    if not places:
        return ()
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Area and experience")),
        StoryColumn(base.name, is_number=True, decimals=1),
        StoryColumn(other.name, is_number=True, decimals=1),
        StoryColumn(say("Cells")),
    )
    rows = tuple(_row(base, other, place) for place in places)
    return (
        Chapter(
            say("Staff figures that differ"),
            (
                say(
                    "This changes how many need the courses, and so the seats. The largest difference stands first; "
                    "only those are compared whom courses of both plans are for."
                ),
            ),
            (StoryTable(say("Staff figures that differ, persons in the sheets"), columns, rows),),
        ),
    )


def _changed(base: Outline, other: Outline) -> Iterator[StaffPlace]:
    """Places of both plans whose figures differ; several bands together only where not each of them is there alone."""
    both = {*base.staff} & {*other.staff}
    for area, bands, code in both:
        place = (area, bands, code)
        is_told = len(bands) > 1 and all((area, (band,), code) in both for band in bands)
        if not is_told and base.staff[place].persons != other.staff[place].persons:
            yield place


def _difference(base: Outline, other: Outline, place: StaffPlace) -> Decimal:
    """Persons more or less; what is not known counts as nobody here, for the order alone."""
    return abs((base.staff[place].persons or Decimal(0)) - (other.staff[place].persons or Decimal(0)))


def _row(base: Outline, other: Outline, place: StaffPlace) -> tuple[object, ...]:
    area, bands, code = place
    names = {**base.municipalities, **other.municipalities}
    whom = tuple(_band(band) for band in bands)
    return (
        names.get(code, code),
        say("{area}, {band}", area=area, band=whom),
        _persons(base.staff[place]),
        _persons(other.staff[place]),
        "; ".join(dict.fromkeys((*base.staff[place].cells, *other.staff[place].cells))),
    )


def _band(text: str) -> Message | str:
    return BAND_WORDS[Band(text)] if text in {*Band} else text


def _persons(staff: Staff) -> object:
    return NOT_KNOWN if staff.persons is None else staff.persons
