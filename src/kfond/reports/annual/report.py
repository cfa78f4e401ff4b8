"""The report of a year, of whatever kind: its parts, one for each section that has data, as one frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kfond.periods import Tertial
from kfond.provenance import Figure
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.kinds import ReportKind
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_cells import UnitCells
from kfond.reports.annual.tables import main_day
from kfond.reports.documents.document import Drawing
from kfond.reports.tables import Table
from kfond.reports.wording import period_in_words

MOST_SENTENCES = 5
MOST_KEY_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the years from `first_year` to `year`. `staff_day` is the day of most of its staff figures.

    `parts` are the sections that have data, in their order, and `lacking` those that have none. Counts on persons
    below `smallest_shown` are hidden.
    """

    kind: ReportKind
    year: int
    first_year: int
    association: str
    staff_day: date | None
    parts: tuple[tuple[Section, Part], ...]
    lacking: tuple[Section, ...]
    smallest_shown: int
    tertial: Tertial | None = None

    @property
    def key(self) -> str:
        """What its versions are kept by: annual; tertial-2022T2 of a single tertial."""
        return f"{self.kind.key}-{self.tertial.label}" if self.tertial else self.kind.key

    @property
    def period(self) -> str:
        """The time that it is of, in words: 2017, 2014–2017, T2 2022."""
        if self.tertial:
            return f"T{self.tertial.number} {self.year}"
        return period_in_words(self.first_year, self.year)

    @property
    def title(self) -> str:
        """Årsrapport 2017, Årsrapport 2014–2017 or Tertialrapport T2 2022."""
        return f"{self.kind.title} {self.period}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in the order of the document."""
        return tuple(finding.figure for _, part in self.parts for finding in part.findings)

    @property
    def hidden(self) -> int:
        """How many figures are hidden."""
        return sum(figure.suppressed for figure in self.figures)

    @property
    def stated(self) -> tuple[Figure, ...]:
        """What the municipalities state, cell by cell, then every figure that is made of it."""
        return (*(cell.figure for unit in self.cells for cell in unit.cells), *self.figures)

    @property
    def found(self) -> Mapping[str, Finding]:
        """The findings by the id of their figure."""
        return {finding.figure.id: finding for _, part in self.parts for finding in part.findings}

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table by its key, in the order of the document."""
        return {key: table for _, part in self.parts for key, table in part.tables.items()}

    @property
    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture by its key."""
        return {key: drawing for _, part in self.parts for key, drawing in part.drawings.items()}

    @property
    def cells(self) -> tuple[UnitCells, ...]:
        """The single cells that figures of the tables lead to, by unit."""
        return tuple(unit for _, part in self.parts for unit in part.cells)

    @property
    def not_included(self) -> tuple[tuple[str, str], ...]:
        """What the report has no data on: a key for scripts and a whole sentence each."""
        lacking = [(section.key, section.lacks) for section in self.lacking if section.lacks]
        return (*lacking, *self.kind.not_collected.items())

    @property
    def left_out(self) -> tuple[Remark, ...]:
        """Everything that could not be counted, or is counted with doubt."""
        return tuple(remark for _, part in self.parts for remark in part.left_out)

    @property
    def summary(self) -> tuple[str, ...]:
        """The sentences at the head, as many as there may be at most."""
        return self.summary_beside(0)

    def summary_beside(self, others: int) -> tuple[str, ...]:
        """The sentences at the head beside `others` of the template: one of each section, then the second."""
        said = [part.summary for part in self._by_rank]
        longest = max(map(len, said), default=0)
        in_turn = [sentences[turn] for turn in range(longest) for sentences in said if turn < len(sentences)]
        kept = set(in_turn[: MOST_SENTENCES - others])
        return tuple(sentence for sentences in said for sentence in sentences if sentence in kept)

    @property
    def _by_rank(self) -> tuple[Part, ...]:
        return tuple(part for _, part in sorted(self.parts, key=lambda it: it[0].rank))

    @property
    def key_figures(self) -> tuple[tuple[str, Figure], ...]:
        """The figures at the head, with the few words that they stand under."""
        every = [key for part in self._by_rank for key in part.key_figures]
        return tuple((words, found) for words, found in every if found.value is not None)[:MOST_KEY_FIGURES]


def build(material: Material, kind: ReportKind) -> Report:
    """The report of a kind of what `material` holds. Nothing is added that it does not hold."""
    built = [(section, section.build(material)) for section in kind.sections]
    return Report(
        kind=kind,
        year=material.year,
        first_year=material.first_year,
        association=material.association,
        staff_day=main_day(material.returns),
        parts=_completed(material, _told_apart((section, part) for section, part in built if part)),
        lacking=tuple(section for section, part in built if part is None),
        smallest_shown=material.smallest_shown,
        tertial=material.tertial,
    )


def _completed(
    material: Material, parts: tuple[tuple[Section, Part], ...]
) -> tuple[tuple[Section, Part], ...]:
    """The parts, those that show figures of others with them."""
    found = {finding.figure.id: finding for _, part in parts for finding in part.findings}
    return tuple(
        (section, section.complete(material, part, found) if section.complete else part)
        for section, part in parts
    )


def _told_apart(parts: Iterable[tuple[Section, Part]]) -> tuple[tuple[Section, Part], ...]:
    """The parts with an id for each figure: two courses of one name are told apart by a number."""
    seen: Counter[str] = Counter()
    known: dict[str, Figure] = {}
    return tuple((section, replace(part, findings=_numbered(part, seen, known))) for section, part in parts)


def _numbered(part: Part, seen: Counter[str], known: dict[str, Figure]) -> tuple[Finding, ...]:
    """Its findings; one that another section has told already, the very same figure, is not told again."""
    apart = []
    for finding in part.findings:
        key = finding.figure.id
        if known.setdefault(key, finding.figure) == finding.figure and seen[key]:
            continue
        seen[key] += 1
        is_again = seen[key] > 1
        apart.append(
            replace(finding, figure=replace(finding.figure, id=f"{key}-{seen[key]}")) if is_again else finding
        )
    return tuple(apart)
