"""Surveys by question: how many answered in each round, what they answered and their mean; small numbers are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from kfond.activities.counting import reaches_into
from kfond.activities.surveys import ANSWERS, ASKED, Key, Option, Round, hidden_in, is_mean_hidden, rounds_in
from kfond.activities.surveys import SURVEYS as LIST
from kfond.formatting import date_iso
from kfond.provenance import Figure, Source
from kfond.reports.annual.activity_figures import known_ends, span_of_report
from kfond.reports.annual.definitions import UNKNOWN, Ends, exactly, figure
from kfond.reports.annual.list_rows import doubts_in, ids_of, span_in_words
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import HIDDEN, NOT_KNOWN, marked, quoted, shown, span_of_days
from kfond.suppression import without_hidden

MOST_ROUNDS = 5
NUMBERS: Mapping[str, str] = {
    "asked": "antal tillfrågade",
    "answers": "antal svar",
    "gave": "antal som svarade så",
    "share": "andel som svarade så",
    "mean": "medelvärde",
    "baseline": "utgångsläge",
    "target": "mål",
}
MEAN = "mean"
AIMS: Mapping[str, str] = {"baseline": "Utgångsläge", "target": "Mål"}


class Asked(NamedTuple):
    """A question of a survey with the rounds that are shown, the oldest first, and how its figures' ids begin."""

    survey: str
    question: str
    key: str
    rounds: tuple[Round, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer that somebody could give, as first spelt."""
        spelt = {
            option.answer.casefold(): option.answer for of in reversed(self.rounds) for option in of.options
        }
        return tuple(dict.fromkeys(spelt[o.answer.casefold()] for of in self.rounds for o in of.options))


def _part(material: Material) -> Part | None:
    rows = material.lists.get(LIST, ())
    every = rounds_in(rows)
    asked = _asked(material, every)
    if not asked:
        return None
    hidden = hidden_in(every, material.smallest_shown)
    findings = tuple(
        finding
        for question in asked
        for of in question.rounds
        for finding in _figures(question, of, hidden, material.smallest_shown)
    )
    findings += tuple(finding for question in asked for finding in _aims(question, findings))
    figures = {finding.figure.id: finding.figure for finding in findings}
    shown_rows = [row for row in rows if row.first_day and row.first_day.year in material.years]
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {f"surveys_{at}": _table(question, figures) for at, question in enumerate(asked, 1)}
        ),
        words=MappingProxyType(
            {
                "told": _told(asked, figures),
                "hides": any(each.suppressed for each in figures.values()),
                "k": material.smallest_shown,
            }
        ),
        left_out=doubts_in(shown_rows, NUMBERS),
    )


def _asked(material: Material, every: Sequence[Round]) -> tuple[Asked, ...]:
    """The questions of the report's years, each with its newest rounds until then."""
    first, last = span_of_report(material)
    questions: dict[tuple[str, str], list[Round]] = {}
    for of in every:
        if of.span[0] <= last:
            questions.setdefault((of.survey.casefold(), of.question.casefold()), []).append(of)
    now = {
        key: sorted(rounds, key=lambda each: each.span)[-MOST_ROUNDS:]
        for key, rounds in questions.items()
        if any(reaches_into(each.span, (first, last)) for each in rounds)
    }
    names = {key: f"{rounds[-1].survey} {rounds[-1].question}" for key, rounds in now.items()}
    ids = ids_of(set(names.values()))
    return tuple(
        Asked(rounds[-1].survey, rounds[-1].question, f"surveys.{ids[names[key]]}", tuple(rounds))
        for key, rounds in now.items()
    )


def _figures(asked: Asked, of: Round, hidden: frozenset[Key], k: int) -> Iterator[Finding]:
    """The numbers of a round of a question, hidden where they must be."""
    for field, number in ((ASKED, of.asked), (ANSWERS, of.answers)):
        if of.sources.get(field):
            yield _finding(asked, of, field, _ends(number), of.sources[field], of.key(field) in hidden)
    if of.sources.get(ASKED) and of.sources.get(ANSWERS):
        both = (*of.sources[ANSWERS], *of.sources[ASKED])
        is_hidden = of.key(ANSWERS) in hidden or of.key(ASKED) in hidden
        yield _finding(asked, of, "response_rate", _ends(of.response_rate), both, is_hidden)
    for option in of.options:
        is_hidden = of.key("gave", option.answer) in hidden or (option.gave is None)
        key = _option_key(asked, option)
        if option.sources:
            yield _finding(
                asked, of, f"gave.{key}", _ends(option.gave), option.sources, is_hidden, answer=option.answer
            )
            share = _share(of, option)
            yield _finding(
                asked, of, f"share.{key}", _ends(share), option.sources,
                is_hidden or of.key(ANSWERS) in hidden, answer=option.answer,
            )  # fmt: skip
    if of.mean.sources:
        yield _finding(asked, of, "mean", known_ends(of.mean), of.mean.sources, is_mean_hidden(of, hidden, k))


def _finding(
    asked: Asked,
    of: Round,
    field: str,
    ends: Ends,
    sources: Sequence[Source],
    is_hidden: bool,
    answer: str = "",
) -> Finding:
    made = figure(
        _id(asked, of, field),
        ends,
        sources,
        meaning=f"surveys.{field.partition('.')[0]}",
        survey=asked.survey,
        question=asked.question,
        round=span_in_words(*of.span),
        answer=answer,
        scale=of.scale or "inte angiven",
    )
    return Finding(without_hidden(made, is_hidden))


def _aims(asked: Asked, shown_so_far: Sequence[Finding]) -> Iterator[Finding]:
    """Where the mean and each answer's share began and are to be, as the newest list says that has it.

    A baseline is hidden where a round of the same is: it may be that round's.
    """
    hidden = {found.figure.id.partition(".")[2] for found in shown_so_far if found.figure.suppressed}
    spelt = {answer.casefold(): answer for answer in asked.answers}
    ids = ids_of(set(asked.answers))
    newest = {answer: aim for of in asked.rounds for answer, aim in of.aims.items()}
    for answer, aim in newest.items():
        key = f"share.{ids[spelt[answer]]}" if answer else MEAN
        is_hidden = any(_id(asked, of, key).partition(".")[2] in hidden for of in asked.rounds)
        for name, box in (("baseline", aim.baseline), ("target", aim.target)):
            ends = known_ends(box)
            made = figure(
                f"{asked.key}.{name}.{key}",
                _in_parts(ends) if answer else ends,
                box.sources,
                meaning=f"surveys.{name}_share" if answer else f"surveys.{name}",
                question=asked.question,
                answer=spelt.get(answer, ""),
                scale=asked.rounds[-1].scale or "inte angiven",
            )
            if box.sources:
                yield Finding(without_hidden(made, is_hidden and name == "baseline"))


def _in_parts(ends: Ends) -> Ends:
    """Per cent as parts of the whole."""
    return type(ends)(*(None if end is None else Fraction(end) / 100 for end in ends))


def _id(asked: Asked, of: Round, field: str) -> str:
    """The id of a figure: surveys.enkat-fick-du-stod.2022-11-01--2022-11-30.answers."""
    first, last = of.span
    when = date_iso(first) if first == last else f"{date_iso(first)}--{date_iso(last)}"
    return f"{asked.key}.{when}.{field}"


def _option_key(asked: Asked, option: Option) -> str:
    ids = ids_of(set(asked.answers))
    spelt = {answer.casefold(): answer for answer in asked.answers}
    return ids[spelt[option.answer.casefold()]]


def _ends(number: int | Fraction | None) -> Ends:
    return UNKNOWN if number is None else exactly(number)


def _share(of: Round, option: Option) -> Fraction | None:
    """Those who gave an answer of all who answered, as counted; else as stated."""
    if option.gave is not None and of.answers:
        return Fraction(option.gave, of.answers)
    return option.share


def _told(asked: Sequence[Asked], figures: Mapping[str, Figure]) -> tuple[tuple[str, str], ...]:
    """The name of each survey, and how many answered its first question in the newest round."""
    surveys: dict[str, Asked] = {}
    for question in asked:
        surveys.setdefault(question.survey, question)
    said = []
    for survey, question in surveys.items():
        newest = question.rounds[-1]
        answers, of = (figures.get(_id(question, newest, field)) for field in (ANSWERS, ASKED))
        if answers and answers.value is not None:
            beside = f" av {marked(of)} tillfrågade" if of and of.value is not None else ""
            said.append(
                (
                    survey,
                    f"{span_in_words(*newest.span)}: {marked(answers)} svar{beside} på den första frågan",
                )
            )
    return tuple(said)


def _table(asked: Asked, figures: Mapping[str, Figure]) -> Table:
    """A question: its answers, mean and those who answered, a column for each round, and where it is to be."""
    rows: list[tuple[str, str, list[Cell]]] = []
    for answer in asked.answers:
        option = Option(answer, None, None, ())
        key = _option_key(asked, option)
        rows.append(
            (
                f"Svarade ”{answer}”",
                f"share.{key}",
                [_answer_cell(asked, of, key, figures) for of in asked.rounds],
            )
        )
    for field, words in (
        (MEAN, "Medelvärde"),
        (ANSWERS, "Antal svar"),
        (ASKED, "Tillfrågade"),
        ("response_rate", "Svarsfrekvens"),
    ):
        cells = [_cell(figures.get(_id(asked, of, field))) for of in asked.rounds]
        if any(cell != NOT_KNOWN for cell in cells):
            rows.append((words, field, cells))
    aims = [name for name in AIMS if any(f"{asked.key}.{name}.{key}" in figures for _, key, _ in rows)]
    scale = next((of.scale for of in reversed(asked.rounds) if of.scale), "")
    return Table(
        f"{asked.survey}: {quoted(asked.question)}, antal och andel av svaren"
        + (f"; skala {scale}" if scale else ""),
        (
            Column("Svar", False),
            *(Column(span_of_days(*of.span)) for of in asked.rounds),
            *(Column(AIMS[name]) for name in aims),
        ),
        tuple(
            (words, *cells, *(_aim_cell(figures, f"{asked.key}.{name}.{key}") for name in aims))
            for words, key, cells in rows
        ),
    )


def _aim_cell(figures: Mapping[str, Figure], key: str) -> Cell:
    """Where a row began or is to be; nothing where nobody has said."""
    return _cell(figures[key]) if key in figures else ""


def _answer_cell(asked: Asked, of: Round, key: str, figures: Mapping[str, Figure]) -> Cell:
    """29 (71 %): those who gave an answer, and their share."""
    gave, share = (figures.get(_id(asked, of, f"{field}.{key}")) for field in ("gave", "share"))
    if gave is None or share is None or gave.value is None:
        return _cell(gave)
    beside = f" ({shown(share)})" if share.value is not None else ""
    return Marked(f"{shown(gave)}{beside}", gave.id)


def _cell(found: Figure | None) -> Cell:
    if found is None or (found.value is None and not found.suppressed and found.low is None):
        return NOT_KNOWN
    return HIDDEN if found.suppressed else Marked(shown(found), found.id)


SURVEYS = Section(
    "surveys", "Enkäter fråga för fråga", "Enkäter: inga svar på enkäter är kända för tiden.", _part
)
