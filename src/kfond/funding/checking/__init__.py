"""What is missing, too long or does not add up in an application: all of it at once, each with its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kfond.errors import Problem
from kfond.funding.application import Application
from kfond.funding.checking import promises, sums, words
from kfond.funding.fund import Fund
from kfond.funding.measures.values import Measure
from kfond.funding.toml_tables import at_line


def check(
    application: Application, fund: Fund, municipalities: Collection[str], measures: Mapping[str, Measure]
) -> tuple[Problem, ...]:
    """Everything that keeps `application` from being sent, from the first line of its file to the last.

    `municipalities`: every code that there is; `measures`: every measure that kfond computes, by name.
    """
    found = [
        *words.head(application),
        *words.period(application, fund),
        *words.phases(application),
        *words.sections(application, fund),
        *words.fields(application, fund),
        *words.target_groups(application, fund),
        *words.municipalities(application, municipalities),
        *sums.costs(application, fund),
        *sums.flat_rates(application, fund),
        *sums.sums(application, fund),
        *sums.own_shares(application, fund),
        *sums.parameters(application, fund),
        *promises.targets(application, fund, measures),
        *promises.signatures(application, fund),
    ]
    placed = [(_line(application, path), what, remedy) for path, what, remedy in found]
    return tuple(
        at_line(application.file, line, what, remedy)
        for line, what, remedy in sorted(placed, key=lambda each: each[0])
    )


def _line(application: Application, path: str) -> int:
    """The line of a path in the file, or of the nearest table around it; the first where there is none."""
    while path:
        if path in application.lines:
            return application.lines[path].number
        path = path.rpartition(".")[0]
    return 1
