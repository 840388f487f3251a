"""The layer of continuous time: drives, detunings and couplings that act while the device decoheres."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator

from playground.spec.choices import (
    AXES,
    MAX_COUPLED,
    MAX_COUPLED_DRIVEN,
    MAX_FEATURES,
    MAX_PAIRS,
    MAX_QURONS,
    MAX_SCALE,
    MAX_TIME,
    Axis,
    Coupling,
    Pattern,
)
from playground.spec.errors import SpecError, shown
from playground.spec.layer import LayerBase, Pair, ParameterKey, check_feature, check_reaches, pairs_by, renumbered
from playground.spec.values import Items, Real, Whole


def _check_drives(drives: object) -> object:
    if not isinstance(drives, str) or not set(drives) <= set(AXES) or len(set(drives)) != len(drives):
        raise ValueError(
            f"must be some of the letters x, y, z, each at most once, but is {shown(drives)}. Write for example 'xz'."
        )
    return drives


class Evolve(LayerBase, frozen=True):
    """Lets qurons evolve for `duration` microseconds while the device's T1 and T2 act all the time.

    Equation: d rho/dt = -i [H, rho] + sum_c (c rho c^dag - {c^dag c, rho}/2), with the collapse operators of the device
    and, constant over the duration T,

        H = sum_q sum_a (theta_qa / T) P_a/2  +  sum_q (scale x_f / T) P_axis/2  +  sum_pairs (theta_p / T) K/2,

    `drives` lists the axes a (z is a detuning), `features` what drives quron `targets[i]` about `axis` (none by
    default), and `coupling` is K = ZZ ("zz") or XX + YY ("exchange") on pairs: a pattern over the targets, or `pairs`.
    All angles are in radians: without decoherence a single drive is the rotation R_P(theta), whatever the duration.
    One trainable angle for each quron and axis, then one for each pair.
    Source: Breuer and Petruccione, The Theory of Open Quantum Systems (2002), section 3.2.
    """

    kind: Literal["evolve"] = "evolve"
    duration: Annotated[float, Real(0.0, MAX_TIME)] = 1.0
    drives: Annotated[str, BeforeValidator(_check_drives)] = "x"
    axis: Axis = "x"
    features: Annotated[
        tuple[Annotated[int, Whole(0, MAX_FEATURES - 1, "Features are counted from 0.")], ...],
        Items(0, MAX_QURONS, "features"),
    ] = ()
    scale: Annotated[float, Real(-MAX_SCALE, MAX_SCALE)] = 1.0
    coupling: Coupling | None = None
    pattern: Pattern = "chain"
    pairs: Annotated[tuple[Pair, ...], Items(1, MAX_PAIRS, "pairs")] | None = None

    def changed(self, field: str, value: object) -> Self:
        # `pairs` would hide another pattern: the newest choice stands.
        if field == "pattern" and self.pairs is not None:
            return self.replace(pattern=value, pairs=None)
        return super().changed(field, value)

    def features_on(self, n: int) -> tuple[int, ...]:
        """Return the feature that drives each target on `n` qurons; empty if none does."""
        return (
            tuple(self.features[i % len(self.features)] for i in range(len(self.targets(n)))) if self.features else ()
        )

    def pairs_on(self, n: int) -> tuple[tuple[int, int], ...]:
        """Return the coupled pairs on `n` qurons, in order."""
        if self.coupling is None:
            return ()
        return pairs_by(self.pattern, self.targets(n)) if self.pairs is None else self.pairs

    def groups_on(self, n: int) -> tuple[tuple[int, ...], ...]:
        """Return the targets on `n` qurons in groups that no coupling joins, each in rising order."""
        groups = [{quron} for quron in self.targets(n)]
        for pair in self.pairs_on(n):
            joined = [group for group in groups if group & set(pair)]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
        return tuple(sorted(tuple(sorted(group)) for group in groups))

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        single = tuple(((quron,), f"D{axis.upper()}") for quron in self.targets(n) for axis in self.drives)
        name = "ZZ" if self.coupling == "zz" else "XY"
        return single + tuple((pair, name) for pair in self.pairs_on(n))

    def check_on(self, n: int, features: int) -> None:
        super().check_on(n, features)
        for position, feature in enumerate(self.features):
            check_feature(feature, features, f"features[{position}]")
        self._check_pairs(n)
        largest, most = max(self.groups_on(n), key=len), self._most_coupled
        if len(largest) > most:
            raise SpecError(
                f"`coupling` joins the qurons {shown(list(largest))}, but at most {most} may be coupled to one another"
                f"{' where features drive them' * bool(self.features)}. Choose fewer in `pairs` or `qurons`, or split "
                "the layer in two.",
                "coupling",
            )

    def _check_pairs(self, n: int) -> None:
        for position, pair in enumerate(self.pairs or ()):
            for end, quron in enumerate(pair):
                check_reaches(quron, n, f"pairs[{position}][{end}]")
                if quron not in self.targets(n):
                    raise SpecError(
                        f"`pairs[{position}]` names quron {quron}, which the layer's `qurons` leave out. Add it there, "
                        "or choose another pair.",
                        f"pairs[{position}][{end}]",
                    )

    @property
    def _most_coupled(self) -> int:
        return MAX_COUPLED_DRIVEN if self.features else MAX_COUPLED

    def with_quron(self, n: int) -> Self:
        if max(map(len, self.groups_on(n + 1))) <= self._most_coupled:
            return self
        return self.replace(pairs=self.pairs_on(n))  # the pattern would couple too many; the couplings there are stay

    def without_quron(self, quron: int, n: int) -> Self | None:
        layer = super().without_quron(quron, n)
        if layer is None:
            return None
        if self.features:
            driven = zip(self.targets(n), self.features_on(n), strict=True)
            kept = tuple(feature for target, feature in driven if target != quron)
            layer = layer if layer.features_on(n - 1) == kept else layer.replace(features=kept)
        if self.pairs is None:
            return layer
        left = [pair for pair in self.pairs if quron not in pair]
        pairs = tuple((renumbered(a, quron), renumbered(b, quron)) for a, b in left)
        return layer.replace(pairs=pairs) if pairs else layer.replace(pairs=None, coupling=None)
