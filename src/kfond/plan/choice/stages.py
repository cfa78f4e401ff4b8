"""The stages of the program, each solved to its end before the next, in one model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import highspy
import numpy as np

from kfond.plan.choice.program import ORE_A_UNIT, WORTH_SLACK, Program, Reals, Row, Target, Whole
from kfond.plan.choice.relaxation import Relaxation, Relaxed
from kfond.plan.choice.values import Goal, Stage

MOST_NODES = 2_000
"""So many nodes are looked at in a stage; what is left unproven then is told as its gap. Ours: a plan without a budget
needs some hundred, one with a budget some more."""
NODES_OF_LIKENESS = 200
"""So many are looked at for the choice that has most in common with another, of those that are as good."""
FEW_NODES = {Goal.FAIR: 150, Goal.VALUE: 10}
"""So many nodes are looked at before the search beside the tree begins: most plans need fewer."""
NEARLY = 0.03
"""So near a worst share a municipality is taken to break its limit: a row too many costs less than to search again."""
SHORTLISTS = (0, 600, 1_500)
"""Where a good plan will do, it is sought among so many lines first: those that the relaxation chooses in part, then
some of small reduced cost. Ours: in sixty associations of 200 courses the first two were enough for most stages."""
NODES_OF_FEW = 50
"""So many nodes are looked at for each."""
FINER = 10
"""Among few lines a plan is sought that is so many times nearer the best of them than the gap asks for."""
TOLERANCE = 1e-6
"""How near two figures of the solver must be to be the same."""
COUNTED = (Goal.LATE, Goal.PEAK)
"""Goals that come to whole numbers of what their costs are counted in."""
NOTHING_CHOSEN = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True)
class Solved:
    """The lines chosen, one of each course in order of course, and how each stage ended."""

    chosen: Whole
    stages: tuple[Stage, ...]


def solve(
    program: Program, gap: float, near: Mapping[str, int] | None = None, begun: Solved | None = None
) -> Solved | None:
    """Every stage in turn; None where no choice keeps the rows.

    `near`: of the choices that are as good, the one that has most schedules in common with these. `begun`: the first
    stages as they ended before, and a choice that keeps them; the others begin with it, and leave it only for a
    better one.
    """
    run = _Run(program, gap, is_rough=begun is not None)
    chosen = begun.chosen if begun else None
    stages = [*begun.stages] if begun else []
    for target, stage in zip(program.targets, stages, strict=False):
        run.keep(target, stage.value)
    for target in program.targets[len(stages) :]:
        found = run.best(target.costs, chosen, target.goal)
        if found is None:
            return None
        if begun is None or chosen is None or program.is_better(target, found, chosen):
            chosen = found
        stages.append(run.stage(target, chosen))
        run.keep(target, program.reached(target.goal, chosen))
    assert chosen is not None, "a program has at least one stage"
    if near is not None:
        chosen = run.best(_costs_of_others(program, near), chosen)
        assert chosen is not None, "the stages before have a solution"
    return Solved(chosen, tuple(stages))


def is_feasible(program: Program) -> bool:
    """Whether any choice keeps the rows."""
    return _Run(program, 0).solution(np.zeros(program.columns), None) is not None


class _Run:
    """The model in the solver, and which rows have been added to it.

    A soft limit becomes a row when a solution is found that breaks it where it matters: most never do.
    """

    def __init__(self, program: Program, gap: float, is_rough: bool = False) -> None:
        self.program = program
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("mip_rel_gap", gap),
            ("mip_heuristic_run_rins", False),
            # Where a good plan will do, rounding the first relaxation finds it before the tree is searched.
            ("mip_heuristic_run_rens", gap > 0),
        ):
            self.highs.setOptionValue(option, value)
        self._search(is_hard=False)
        self.highs.passModel(_as_lp(program))
        self.columns = np.arange(program.columns, dtype=np.int32)
        self.may_be = np.arange(len(program.lines))
        self.gap, self.is_rough, self.relaxation = gap, is_rough, Relaxation(self.highs)
        self.reached = self.bound = 0.0
        self.nodes = 0
        self.with_shares = False
        self.capped: set[int] = set()
        self.least_fair = self.least_worth = -np.inf

    def _search(self, is_hard: bool) -> None:
        """Whether only the tree is searched, which is quickest where few nodes are needed.

        Where many are, the solver also looks for better lines among those of small reduced cost. What it finds rules
        out most of the others, and it begins anew without them.
        """
        for option, value in (
            ("mip_heuristic_effort", 0.05 if is_hard else 0.0),
            ("mip_heuristic_run_root_reduced_cost", is_hard),
            ("mip_allow_restart", is_hard),
        ):
            self.highs.setOptionValue(option, value)
        self.is_hard = is_hard

    def best(self, costs: Reals, start: Whole | None, goal: Goal | None = None) -> Whole | None:
        """The best choice at these costs, from `start` on; None where there is none. `goal`: whose costs they are."""
        if goal is Goal.FAIR and not self.with_shares:
            self.with_shares = True
            for row in self.program.share_rows():
                self._add(row)
        while True:
            found = self.solution(costs, start, goal)
            if found is None or not self._cap(self._short(goal, found)):
                self._search(is_hard=False)
                return found
            if not self.with_shares:  # counties: their rows hold most of the lines
                self._search(is_hard=True)

    def _short(self, goal: Goal | None, chosen: Whole) -> set[str]:
        """Who breaks a limit, where shares or value are less for it than the solver believes."""
        soft = self.program.soft
        believed = -self.reached
        short: set[str] = set()
        if self.with_shares:
            sought = believed if goal is Goal.FAIR else self.least_fair
            least = sought + self.program.price_of_changes(chosen)
            shares = dict(zip(soft.codes, soft.shares(chosen), strict=True))
            if soft.fairness(chosen) < least - TOLERANCE:
                short = {cap.code for cap in soft.caps if shares[cap.code] < least and cap.declined(chosen)}
        elif soft.price(chosen):
            worth = believed * ORE_A_UNIT if goal is Goal.VALUE else self.least_worth
            if self.program.reached(Goal.VALUE, chosen) < worth - WORTH_SLACK:
                short = {cap.code for cap in soft.caps if cap.declined(chosen)}
        return short

    def _cap(self, short: set[str]) -> bool:
        """Rows for all limits of those who are short; False where they are there.

        All of one at once: who has no room in one term is moved to the next, and breaks that limit then.
        """
        soft = self.program.soft
        new = [
            number for number, cap in enumerate(soft.caps) if number not in self.capped and cap.code in short
        ]
        for number in new:
            self._add(self.program.cap_row(number))
        self.capped |= {*new}
        return bool(new)

    def solution(self, costs: Reals, start: Whole | None, goal: Goal | None = None) -> Whole | None:
        """The lines of the best solution that was found, from `start` on; None where there is none."""
        self.highs.changeColsCost(self.program.columns, self.columns, costs)
        values = None if start is None else self.program.completed(start)
        if self.gap:
            values, is_ended = self._among_few(start, goal)
            if is_ended:
                return self._lines_of(values)
        # A first solution is worth any wait: without one it is not known whether there is any.
        most = NODES_OF_LIKENESS if goal is None else MOST_NODES
        few = FEW_NODES.get(goal) if goal and not self.is_hard else None
        for nodes in (*([few] if few else []), most, highspy.kHighsIInf):
            values, is_ended = self._run(values, nodes)
            if is_ended or (values is not None and nodes >= most):
                break
            self._search(is_hard=True)
            if goal is Goal.VALUE and self.least_fair > -np.inf:
                self._tighten()
                assert start is not None, "the worst share has a solution"
                values = self.program.completed(start)
        return self._lines_of(values)

    def _lines_of(self, values: Reals | None) -> Whole | None:
        return None if values is None else np.flatnonzero(values[: len(self.program.lines)] > 0.5)

    def _among_few(self, start: Whole | None, goal: Goal | None) -> tuple[Reals | None, bool]:
        """The best values found among few lines, None where none are; whether they are near enough.

        How far they may be from the best is told by the relaxation of all lines, which no choice can beat. Where only
        the order of the goals is tried the first few lines are enough, and its gap may be larger.
        """
        relaxed = self._relaxed()
        values = None if start is None else self.program.completed(start)
        if relaxed is None:
            return values, False
        for count in SHORTLISTS:
            few = relaxed.shortlist(self.may_be, count, start)
            self._allow(few.left_out, 0)
            self.highs.setOptionValue("mip_rel_gap", self.gap / FINER)
            values, _ = self._run(values, NODES_OF_FEW)
            self.highs.setOptionValue("mip_rel_gap", self.gap)
            self._allow(few.left_out, 1)
            self.bound = max(relaxed.bound, min(self.bound, few.beyond))
            bound = ceil(self.bound - TOLERANCE) if goal in COUNTED else self.bound
            is_near = np.isfinite(self.reached) and self.reached - bound <= self.gap * abs(self.reached)
            if values is not None and (is_near or self.is_rough):
                return values, True
        return values, False

    def _relaxed(self) -> Relaxed | None:
        """The relaxation, with rows for the limits that it breaks or nearly does where the worst share is kept."""
        relaxed = self.relaxation.solved()
        while relaxed and self.with_shares:
            least = relaxed.values[self.program.share] + NEARLY
            if not self._cap(
                self.program.soft.nearly_short(relaxed.values[: len(self.program.lines)], least)
            ):
                break
            relaxed = self.relaxation.solved()
        return relaxed

    def _allow(self, lines: Whole, most: float) -> None:
        """Lines may be chosen (1) or not (0)."""
        count = len(lines)
        self.highs.changeColsBounds(count, lines.astype(np.int32), np.zeros(count), np.full(count, most))

    def _tighten(self) -> None:
        """Rows that nothing chosen breaks, but lines chosen in part do: whole seats, and limits broken or nearly so."""
        for row in self.program.whole_seat_rows(self.least_fair):
            self._add(row)
        self._relaxed()

    def _run(self, values: Reals | None, nodes: int) -> tuple[Reals | None, bool]:
        """The best values found from `values` on within so many nodes, None where none are; whether it ended."""
        if values is not None:
            self.highs.setSolution(self.program.columns, self.columns, values)
        self.highs.setOptionValue("mip_max_nodes", nodes)
        self.highs.run()
        status, solution = self.highs.getModelStatus(), self.highs.getSolution()
        info = self.highs.getInfo()
        self.reached, self.bound = info.objective_function_value, info.mip_dual_bound
        self.nodes = info.mip_node_count
        if status in NOTHING_CHOSEN:
            return None, True
        found = np.array(solution.col_value) if solution.value_valid else values
        return found, status != highspy.HighsModelStatus.kSolutionLimit

    def stage(self, target: Target, chosen: Whole) -> Stage:
        """How a stage ended. A bound on whole numbers is a whole number; none is worse than what was reached."""
        value = self.program.reached(target.goal, chosen)
        bound = self.bound * abs(target.unit)
        if target.is_whole:
            bound = ceil(bound - TOLERANCE * abs(target.unit))
        sign = 1 if target.unit > 0 else -1
        bound = sign * min(bound, sign * value)
        apart = abs(bound - value)
        return Stage(target.goal, value, bound, apart / abs(value) if value else apart, self.nodes)

    def keep(self, target: Target, reached: float) -> None:
        """Later stages stay at what this one reached, but for the slack."""
        columns = np.flatnonzero(target.costs)
        # Lines chosen in part would make use of half a round, and seem better than whole ones can be.
        slack = 0 if self.gap and target.goal in COUNTED else target.slack
        most = reached / target.unit + slack / abs(target.unit)
        self._add(Row(-np.inf, most, columns, target.costs[columns]))
        if target.goal is Goal.LATE:
            self._rule_out(int(reached))
        if target.goal is Goal.FAIR:
            self.least_fair = reached - target.slack
        if target.goal is Goal.VALUE:
            self.least_worth = reached - target.slack

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
        self.may_be = np.setdiff1d(self.may_be, out)
        self._allow(np.array(out, dtype=np.int64), 0)

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


def _costs_of_others(program: Program, near: Mapping[str, int]) -> Reals:
    """Costs by which as many lines of `near` as can be are the best."""
    costs = np.zeros(program.columns)
    for column, line in enumerate(program.lines):
        costs[column] = -float(near.get(line.course) == line.number)
    return costs
