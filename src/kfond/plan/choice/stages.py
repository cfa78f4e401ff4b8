"""The stages of the program, each solved to its end before the next, in one model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import highspy
import numpy as np

from kfond.plan.choice.program import Program, Reals, Row, Target, Whole
from kfond.plan.choice.values import Goal, Stage

MOST_NODES = 20_000
TOLERANCE = 1e-6
"""How near two figures of the solver must be to be the same."""
NOTHING_CHOSEN = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True)
class Solved:
    """The lines chosen, one of each course in order of course, and how each stage ended."""

    chosen: Whole
    stages: tuple[Stage, ...]


def solve(program: Program, gap: float, near: Mapping[str, int] | None = None) -> Solved | None:
    """Every stage in turn; None where no choice keeps the rows.

    `near`: of the choices that are as good, the one that has most schedules in common with these.
    """
    highs = _model(program, gap)
    chosen = None
    stages = []
    for target in program.targets:
        found = _best(highs, program, target.costs, chosen)
        if found is None:
            return None
        chosen = found
        stages.append(_stage(highs, program, target, chosen))
        _keep(highs, program, target, chosen)
        if target.goal is Goal.LATE:
            _rule_out(highs, program, chosen)
    assert chosen is not None, "a program has at least one stage"
    if near is not None:
        chosen = _best(highs, program, _distance(program, near), chosen)
        assert chosen is not None, "the stages before have a solution"
    return Solved(chosen, tuple(stages))


def is_feasible(program: Program) -> bool:
    """Whether any choice keeps the rows."""
    highs = _model(program, 0)
    return _best(highs, program, np.zeros(program.columns)) is not None


def _model(program: Program, gap: float) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("mip_rel_gap", gap),
        ("mip_max_nodes", MOST_NODES),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(_as_lp(program))
    return highs


def _as_lp(program: Program) -> highspy.HighsLp:
    count = len(program.lines)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = program.columns, len(program.rows)
    lp.col_cost_ = np.zeros(program.columns)
    lower, upper = np.zeros(program.columns), np.full(program.columns, np.inf)
    upper[:count] = 1
    lower[count], upper[count + 1] = program.even, 1
    lp.col_lower_, lp.col_upper_ = lower, upper
    lp.row_lower_ = np.array([row.low for row in program.rows])
    lp.row_upper_ = np.array([row.high for row in program.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in program.rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([row.columns for row in program.rows]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([row.values for row in program.rows])
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole] * (count + 1) + [real] * (program.columns - count - 1)
    return lp


def _best(
    highs: highspy.Highs, program: Program, costs: Reals, start: Whole | None = None
) -> Whole | None:
    """The lines of the best choice that was found, from `start` on; None where there is none."""
    columns = np.arange(program.columns, dtype=np.int32)
    highs.changeColsCost(program.columns, columns, costs)
    if start is not None:
        highs.setSolution(program.columns, columns, program.completed(start))
    highs.run()
    if highs.getModelStatus() in NOTHING_CHOSEN:
        return None
    if not highs.getSolution().value_valid:
        highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf)  # a first solution is worth any wait
        highs.run()
        highs.setOptionValue("mip_max_nodes", MOST_NODES)
        if highs.getModelStatus() in NOTHING_CHOSEN:
            return None
    values = np.array(highs.getSolution().col_value)[: len(program.lines)]
    return np.flatnonzero(values > 0.5)


def _stage(highs: highspy.Highs, program: Program, target: Target, chosen: Whole) -> Stage:
    """How a stage ended. A bound on whole numbers is a whole number; none is worse than what was reached."""
    value = program.reached(target.goal, chosen)
    info = highs.getInfo()
    bound = info.mip_dual_bound
    sign = 1 if target.unit > 0 else -1
    if target.is_whole:
        bound = ceil((bound - TOLERANCE) * abs(target.unit))
    else:
        bound *= abs(target.unit)
    bound = sign * min(bound, sign * value)
    apart = abs(bound - value)
    return Stage(target.goal, value, bound, apart / abs(value) if value else apart, info.mip_node_count)


def _keep(highs: highspy.Highs, program: Program, target: Target, chosen: Whole) -> None:
    """A row: later stages stay at what this one reached, but for the slack."""
    columns = np.flatnonzero(target.costs).astype(np.int32)
    most = program.reached(target.goal, chosen) / target.unit + target.slack / abs(target.unit)
    highs.addRow(-highspy.kHighsInf, most, len(columns), columns, target.costs[columns])


def _rule_out(highs: highspy.Highs, program: Program, chosen: Whole) -> None:
    """No line so late that the others could not make up for it."""
    least: dict[str, int] = {}
    for line in program.lines:
        least[line.course] = min(line.schedule.late, least.get(line.course, line.schedule.late))
    spare = program.reached(Goal.LATE, chosen) - sum(least.values())
    out = [
        column
        for column, line in enumerate(program.lines)
        if line.schedule.late - least[line.course] > spare
    ]
    highs.changeColsBounds(len(out), np.array(out, dtype=np.int32), np.zeros(len(out)), np.zeros(len(out)))


def _columns_of(program: Program, near: Mapping[str, int]) -> Whole:
    return np.array(
        [column for column, line in enumerate(program.lines) if near.get(line.course) == line.number],
        dtype=np.int64,
    )


def _distance(program: Program, near: Mapping[str, int]) -> Reals:
    costs = np.zeros(program.columns)
    costs[_columns_of(program, near)] = -1
    return costs
