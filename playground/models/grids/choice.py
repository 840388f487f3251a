"""The grids of one path: which of them serves a request, and that each has proved exact before it is used."""

from collections import OrderedDict
from collections.abc import Hashable
from math import inf

import numpy as np

from playground.models.grids.axes import REACHES, GridPlan, bounded, plan_grid
from playground.models.grids.guard import grid_is_exact
from playground.models.grids.nodes import GridEvaluator
from playground.models.grids.points import PointEvaluator
from playground.models.instructions import Source
from playground.models.path import Path
from playground.models.pauli import FloatArray

_KNOWN_STRUCTURES = 512
_GRIDS_KEPT = 2

_verdicts: OrderedDict[Hashable, bool] = OrderedDict()
"""Guarded structures with their plans, for all models of the process."""


class Grids:
    """Grids for the scales of the moment; a few are kept, since scales in training move to and fro.

    Args:
        path: What to evaluate.
        features: Number of features of an input.
        structure: What the path depends on apart from theta and the strengths of noise.
        points: For grids that are evaluated in chunks, and for the guard.
    """

    def __init__(self, path: Path, features: int, structure: Hashable, points: PointEvaluator) -> None:
        self._path, self._features, self._structure, self._points = path, features, structure, points
        self._sources = tuple(tuple(Source(*source) for source in group) for group in path.encoders)
        self._kept: OrderedDict[GridPlan, GridEvaluator] = OrderedDict()
        self._refused: set[GridPlan] = set()
        self._proved: GridPlan | None = None  # the last one
        self._opening = plan_grid(self._sources, REACHES[0])
        trained = any(source.parameter is not None for group in self._sources for source in group)
        self._is_fixed = not trained and self._opening is not None and self._opening.reach == inf

    @property
    def candidate(self) -> GridEvaluator | None:
        """The grid for the usual map with every trained scale where it starts; None if there is none of use."""
        plan = self._opening
        return None if plan is None or plan in self._refused else self._evaluator(plan)

    def choose(self, theta: FloatArray, x: FloatArray, points: int) -> GridEvaluator | None:
        """The grid, if there is one, it is the cheaper way to so many points, and it has proved exact.

        Args:
            theta: Shape (P,).
            x: The inputs, shape (N, features), or the coordinates along either feature of a map, shape (m,).
            points: How many points are wanted.
        """
        groups = self._sources if self._is_fixed else bounded(self._sources, theta)
        plan = self._opening if self._is_fixed else self._plan_for(groups, x)
        if plan is None or plan in self._refused:
            return None
        grid = self._evaluator(plan)
        if grid.equivalent_points > points:
            return None
        if plan is not self._proved:
            if not self._is_exact(grid, groups):
                self._refused.add(plan)
                return None
            self._proved = plan
        return grid

    def _plan_for(self, groups: tuple[tuple[Source, ...], ...], x: FloatArray) -> GridPlan | None:
        """The plan for these scales that reaches as far as the inputs."""
        reach = float(np.max(np.abs(x[:, :2] if x.ndim > 1 else x), initial=0.0))
        tier = next((tier for tier in REACHES if reach <= tier), REACHES[-1])
        plan = plan_grid(groups, tier)
        return plan if plan is not None and plan.reach >= reach else None

    def _evaluator(self, plan: GridPlan) -> GridEvaluator:
        if plan not in self._kept:
            self._kept[plan] = GridEvaluator(self._path, plan, self._features, self._points)
            if len(self._kept) > _GRIDS_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(plan)
        return self._kept[plan]

    def _is_exact(self, grid: GridEvaluator, groups: tuple[tuple[Source, ...], ...]) -> bool:
        key = self._structure, grid.plan
        if key not in _verdicts:
            scales = {source.parameter: source.scale for group in groups for source in group}
            _verdicts[key] = grid_is_exact(self._path, grid, self._points, self._features, scales)
            if len(_verdicts) > _KNOWN_STRUCTURES:
                _verdicts.popitem(last=False)
        return _verdicts[key]
