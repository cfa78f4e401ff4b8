"""The tables on what was done in a year: a row for each thing, its numbers tied to their figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kfond.activities.counting import contradicted, occasions
from kfond.activities.values import ON_OCCASIONS, Activity, Kind
from kfond.cells import Quality
from kfond.formatting import join_and
from kfond.provenance import Figure
from kfond.reports.annual.activity_figures import FORMATS, KINDS, Thing
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.list_rows import doubts_in
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import key_of, words_of
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, shown, span_of_days

NUMBERS: Mapping[str, str] = {
    "occasions": "antal tillfällen",
    "participants": "antal deltagare",
    "taking_part": "om de deltog, bjöds in eller erbjöds",
    "share": "andel",
    "counted": "antal",
    "minutes": "om det protokollfördes",
    "format": "format",
}
COUNTED: Mapping[str, str] = {
    "occasions": "Tillfällen",
    "attended": "Deltog",
    "invited": "Bjöds in",
    "offered": "Erbjöds",
    "took_part": "Antal, oklart om de deltog",
    "share": "Andel av målgruppen",
    "counted": "Antal",
}
EXPECTED = (COUNTED["occasions"], COUNTED["attended"])
"""Where one of these is empty, something is not known; where another is, nothing was to be said."""
MINUTES: Mapping[bool | None, str] = {True: "ja", False: "nej", None: ""}


class Shown(NamedTuple):
    """The figures of a report by their id, and how the ids of its activities begin."""

    figures: Mapping[str, Figure]
    prefix: str

    def of(self, key: str) -> Figure | None:
        """A figure by the rest of its id."""
        return self.figures.get(f"{self.prefix}.{key}")


def shown_of(material: Material, findings: Sequence[Finding]) -> Shown:
    """The figures of a section on activities."""
    return Shown(
        {finding.figure.id: finding.figure for finding in findings}, f"activities.{key_of(material)}"
    )


def table_of(material: Material, it: Shown, done: Sequence[Thing], kind: Kind) -> Table:
    """What was done of a kind; columns in which nothing stands are left out."""
    columns: list[tuple[Column, Callable[[Thing], Cell]]] = [
        (Column("Aktivitet", False), lambda thing: thing.name),
        (Column("När", False), _when),
        (Column("Vilka", False), lambda thing: thing.audience),
        *((Column(COUNTED[key]), _number_in(it, key)) for key in COUNTED if key != "counted"),
        (Column("Antal", False), lambda thing: _counted(it, thing)),
        (Column("Format", False), _formats),
        (Column("Protokoll", False), _minutes),
        (Column("Med ord", False), _words),
    ]
    rows = [thing for thing in done if thing.kind is kind]
    cells = [[of(thing) for thing in rows] for _, of in columns]
    used = [at for at, of_column in enumerate(cells) if any(of_column)]
    expected = EXPECTED if kind in ON_OCCASIONS else ()
    return Table(
        f"{KINDS[kind]} {words_of(material)}, i antal",
        tuple(columns[at][0] for at in used),
        tuple(
            tuple(cells[at][row] or (NOT_KNOWN if columns[at][0].heading in expected else "–") for at in used)
            for row in range(len(rows))
        ),
    )


def _number_in(it: Shown, key: str) -> Callable[[Thing], Cell]:
    def number(thing: Thing) -> Cell:
        return _cell(it.of(f"{thing.key}.{key}"))

    return number


def _cell(found: Figure | None) -> Cell:
    """A number tied to its figure; "" where there is none."""
    if found is None or (found.value is None and found.low is None and found.high is None):
        return ""
    return Marked(shown(found), found.id)


def _counted(it: Shown, thing: Thing) -> Cell:
    found = it.of(f"{thing.key}.counted")
    unit = next((row.counted_as for row in thing.rows if row.counted_as), "")
    return Marked(f"{shown(found)} {unit}".strip(), found.id) if found else ""


def _when(thing: Thing) -> str:
    return ", ".join(dict.fromkeys(span_of_days(*row.span) for row in thing.rows))


def _formats(thing: Thing) -> str:
    used = {each for row in thing.rows for each in row.formats}
    return join_and([words for each, words in FORMATS.items() if each in used])


def _minutes(thing: Thing) -> str:
    return ", ".join(dict.fromkeys(MINUTES[row.has_minutes] for row in thing.rows).keys() - {""})


def _words(thing: Thing) -> str:
    """What is said in words, and beside it."""
    notes = dict.fromkeys(row.note for row in thing.rows if row.note)
    return "; ".join(part for part in (thing.words, *notes) if part)


def formats_table(it: Shown, period: str) -> Table:
    rows = [
        (words[0].upper() + words[1:], _cell(found) or NOT_KNOWN)
        for each, words in FORMATS.items()
        if (found := it.of(f"total.training.{each}"))
    ]
    return Table(
        f"Utbildningstillfällen {period} efter format, antal",
        (Column("Format", False), Column("Tillfällen")),
        tuple(rows),
    )


def thirds_table(it: Shown, thirds: Mapping[Kind, Sequence[Finding]], year: int) -> Table:
    """The occasions of each kind by third of the year, with what lies in none and the year."""
    return Table(
        f"Tillfällen tertial för tertial {year}, antal",
        (
            Column("Slag", False),
            *(Column(f"T{number} {year}") for number in (1, 2, 3)),
            Column("Går inte att fördela"),
            Column(f"Hela {year}"),
        ),
        tuple(
            (
                KINDS[kind],
                *(_cell(finding.figure) or NOT_KNOWN for finding in of_kind),
                _cell(it.of(f"total.{kind}.occasions")) or NOT_KNOWN,
            )
            for kind, of_kind in thirds.items()
        ),
    )


def counted_table(it: Shown, done: Sequence[Thing], period: str) -> Table:
    """What is counted otherwise: posts, studies, and the rest."""
    rows = [thing for thing in done if thing.kind not in ON_OCCASIONS]
    return Table(
        f"Annat som räknas {period}, i antal",
        (Column("Vad", False), Column("Slag", False), Column("Antal", False), Column("Med ord", False)),
        tuple(
            (
                thing.name,
                KINDS[thing.kind],
                _counted(it, thing) or NOT_KNOWN,
                _words(thing) or "–",
            )
            for thing in rows
        ),
    )


def remarks_on(material: Material, activities: Sequence[Activity]) -> tuple[Remark, ...]:
    """The cells in doubt of some activities, and the numbers of a whole that are less than its parts make."""
    mine = {each.source for each in activities}
    rows = [row for row in material.lists.get("activities", ()) if row.source in mine]
    return (*doubts_in(rows, NUMBERS), *map(_contradiction, contradicted(activities, occasions)))


def _contradiction(whole: Activity) -> Remark:
    source = whole.occasions.sources[0]
    return Remark(
        whose=whole.name,
        what=NUMBERS["occasions"],
        typed=source.verbatim,
        read_as="färre än delarna tillsammans",
        key="occasions",
        quality=Quality.UNCLEAR,
        review=True,
        source=source,
    )
