"""The program with lines chosen in part: how good a plan can be at best, and which lines a good one is made of."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from kfond.plan.choice.program import Reals, Whole

NOTHING = 1e-9
"""A line chosen by less than this is not chosen."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Few lines to choose among. `left_out`: columns of the others; no choice with one of them is below `beyond`."""

    left_out: Whole
    beyond: float


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best with lines chosen in part.

    `values`: of every column. `losses`: how much of the goal is lost, at least, for each column chosen although it is
    not (its reduced cost). `bound`: no whole lines come to less.
    """

    values: Reals
    losses: Reals
    bound: float

    def shortlist(self, may_be: Whole, count: int, start: Whole | None) -> Shortlist:
        """The lines chosen in part or by `start`, then those of the smallest loss: `count` in all, or as many as these
        are. `may_be`: the columns of all lines that may be chosen."""
        losses = self.losses[may_be].copy()
        is_first = self.values[may_be] > NOTHING
        if start is not None:
            is_first |= np.isin(may_be, start)
        losses[is_first] = -np.inf
        in_order = np.argsort(losses, kind="stable")
        left_out = in_order[max(count, int(is_first.sum())) :]
        beyond = self.bound + max(0.0, float(losses[left_out[0]])) if len(left_out) else np.inf
        return Shortlist(np.sort(may_be[left_out]), beyond)


class Relaxation:
    """The relaxation of a model in the solver; each begins with the lines at which the one before ended."""

    def __init__(self, highs: highspy.Highs) -> None:
        self.highs = highs
        self.basis: highspy.HighsBasis | None = None

    def solved(self) -> Relaxed | None:
        """The best with lines chosen in part, at the costs and rows of now; None where nothing keeps the rows."""
        if self.basis is not None and not self.highs.getBasis().valid:
            added = self.highs.getNumRow() - len(self.basis.row_status)
            new_rows = [highspy.HighsBasisStatus.kBasic] * added
            self.basis.row_status = [*self.basis.row_status, *new_rows]
            self.highs.setBasis(self.basis)
        self.highs.setOptionValue("solve_relaxation", True)
        self.highs.run()
        self.highs.setOptionValue("solve_relaxation", False)
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self.basis = self.highs.getBasis()
        solution = self.highs.getSolution()
        values, losses = np.array(solution.col_value), np.array(solution.col_dual)
        return Relaxed(values, losses, self.highs.getInfo().objective_function_value)
