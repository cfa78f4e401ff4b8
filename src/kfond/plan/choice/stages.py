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
    run = _Run(program, gap)
    chosen = None
    stages = []
    for target in program.targets:
        found = run.best(target, chosen)
        if found is None:
            return None
        chosen = found
        stages.append(run.stage(target, chosen))
        run.keep(target, chosen)
    assert chosen is not None, "a program has at least one stage"
    if near is not None:
        chosen = run.best(_nearest(program, near), chosen)
        assert chosen is not None, "the stages before have a solution"
    return Solved(chosen, tuple(stages))


def is_feasible(program: Program) -> bool:
    """Whether any choice keeps the rows."""
    return _Run(program, 0).solution(np.zeros(program.columns), None) is not None


class _Run:
    """The model in the solver, and which rows have been added to it.

    A soft limit becomes a row when a solution is found that breaks it where it matters: most never do.
    """

    def __init__(self, program: Program, gap: float) -> None:
        self.program = program
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("mip_rel_gap", gap),
            ("mip_max_nodes", MOST_NODES),
            # Searching beside the tree takes longer here than the tree itself, where the best is sought to proof;
            # where a good one will do, rounding the first relaxation finds it before the tree.
            ("mip_heuristic_effort", 0.0),
            ("mip_heuristic_run_rins", False),
            ("mip_heuristic_run_rens", gap > 0),
            ("mip_heuristic_run_root_reduced_cost", False),
            ("mip_allow_restart", False),
        ):
            self.highs.setOptionValue(option, value)
        self.highs.passModel(_as_lp(program))
        self.with_shares = False
        self.capped: set[int] = set()
        self.least_fair = -np.inf

    def best(self, target: Target, start: Whole | None) -> Whole | None:
        """The best choice for a goal, from `start` on; None where there is none."""
        if target.goal is Goal.FAIR and not self.with_shares:
            self.with_shares = True
            for row in self.program.share_rows():
                self._add(row)
        while True:
            found = self.solution(target.costs, start)
            if found is None or not self.with_shares:
                return found
            fair = self.program.soft.fairness(found)
            reached = -self.highs.getInfo().objective_function_value
            sought = reached if target.goal is Goal.FAIR else self.least_fair
            believed = sought + self.program.price_of_changes(found)
            if fair >= believed - TOLERANCE or not self._cap(found, believed):
                return found

    def _cap(self, chosen: Whole, believed: float) -> bool:
        """Rows for all limits of those with less than the believed share who break one; False where they are there.

        All of a municipality's at once: who has no room in one term is moved to the next, and breaks that limit then.
        """
        soft = self.program.soft
        shares = dict(zip(soft.codes, soft.shares(chosen), strict=True))
        short = {cap.code for cap in soft.caps if shares[cap.code] < believed and cap.declined(chosen)}
        new = [
            number for number, cap in enumerate(soft.caps) if number not in self.capped and cap.code in short
        ]
        for number in new:
            self._add(self.program.cap_row(number))
        self.capped |= {*new}
        return bool(new)

    def solution(self, costs: Reals, start: Whole | None) -> Whole | None:
        """The lines of the best solution that was found, from `start` on; None where there is none."""
        columns = np.arange(self.program.columns, dtype=np.int32)
        self.highs.changeColsCost(self.program.columns, columns, costs)
        if start is not None:
            self.highs.setSolution(self.program.columns, columns, self.program.completed(start))
        self.highs.run()
        if self.highs.getModelStatus() in NOTHING_CHOSEN:
            return None
        if not self.highs.getSolution().value_valid:
            # A first solution is worth any wait: without one it is not known whether there is any.
            self.highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf)
            self.highs.run()
            self.highs.setOptionValue("mip_max_nodes", MOST_NODES)
            if self.highs.getModelStatus() in NOTHING_CHOSEN:
                return None
        values = np.array(self.highs.getSolution().col_value)[: len(self.program.lines)]
        return np.flatnonzero(values > 0.5)

    def stage(self, target: Target, chosen: Whole) -> Stage:
        """How a stage ended. A bound on whole numbers is a whole number; none is worse than what was reached."""
        value = self.program.reached(target.goal, chosen)
        info = self.highs.getInfo()
        bound = info.mip_dual_bound * abs(target.unit)
        if target.is_whole:
            bound = ceil(bound - TOLERANCE * abs(target.unit))
        sign = 1 if target.unit > 0 else -1
        bound = sign * min(bound, sign * value)
        apart = abs(bound - value)
        return Stage(target.goal, value, bound, apart / abs(value) if value else apart, info.mip_node_count)

    def keep(self, target: Target, chosen: Whole) -> None:
        """Later stages stay at what this one reached, but for the slack."""
        reached = self.program.reached(target.goal, chosen)
        columns = np.flatnonzero(target.costs)
        most = reached / target.unit + target.slack / abs(target.unit)
        self._add(Row(-np.inf, most, columns, target.costs[columns]))
        if target.goal is Goal.LATE:
            self._rule_out(int(reached))
        if target.goal is Goal.FAIR:
            self.least_fair = reached - target.slack

    def _rule_out(self, late: int) -> None:
        """No line so late that the others could not make up for it."""
        least: dict[str, int] = {}
        for line in self.program.lines:
            least[line.course] = min(line.schedule.late, least.get(line.course, line.schedule.late))
        spare = late - sum(least.values())
        out = [
            column
            for column, line in enumerate(self.program.lines)
            if line.schedule.late - least[line.course] > spare
        ]
        nothing = np.zeros(len(out))
        self.highs.changeColsBounds(len(out), np.array(out, dtype=np.int32), nothing, nothing)

    def _add(self, row: Row) -> None:
        self.highs.addRow(row.low, row.high, len(row.columns), row.columns.astype(np.int32), row.values)


def _as_lp(program: Program) -> highspy.HighsLp:
    count = len(program.lines)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = program.columns, len(program.rows)
    lp.col_cost_ = np.zeros(program.columns)
    lower, upper = np.zeros(program.columns), np.full(program.columns, np.inf)
    upper[:count] = 1
    lower[count : program.share] = program.evens
    lower[program.share], upper[program.share] = -np.inf, 1
    lp.col_lower_, lp.col_upper_ = lower, upper
    lp.row_lower_ = np.array([row.low for row in program.rows])
    lp.row_upper_ = np.array([row.high for row in program.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in program.rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([row.columns for row in program.rows]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([row.values for row in program.rows])
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole] * program.share + [real] * (program.columns - program.share)
    return lp


def _nearest(program: Program, near: Mapping[str, int]) -> Target:
    """As many lines of `near` as can be."""
    costs = np.zeros(program.columns)
    for column, line in enumerate(program.lines):
        costs[column] = -float(near.get(line.course) == line.number)
    return Target(Goal.VALUE, costs, -1, 0.5, is_whole=True)
