"""Laws that every channel of the table obeys, at random strengths and on random states."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.quantum import qutip
from playground.quantum.channels import CHANNELS, channel_ptm, kraus
from playground.quantum.convert import (
    choi_of_superop,
    ptm_of_choi,
    ptm_of_kraus,
    ptm_of_superop,
    superop_of_kraus,
    superop_of_ptm,
)
from playground.quantum.measures import trace_distance
from playground.quantum.referee import apply_channel
from playground.quantum.states import density_of_pauli_vector, pauli_vector
from playground.spec.choices import PAIR_CHANNELS

# Every map is a sum of at most 16 products of 4x4 matrices of norm 1, and a thermal Kraus set leaves out Choi
# eigenvalues below 1e-13: 1e-12 is well above both and far below any physics.
EXACT = 1e-12

UNITAL = ["phase_damping", "depolarizing", "bit_flip", "phase_flip", "bit_phase_flip", *PAIR_CHANNELS]
ALL = [*CHANNELS]

fractions = st.floats(0, 1)
seeds = st.integers(0, 2**32 - 1)


@st.composite
def channel_calls(draw: st.DrawFn, names: list[str] = ALL) -> tuple[str, dict[str, Any]]:
    """A channel and arguments for it, anywhere in the allowed range."""
    channel = draw(st.sampled_from(names))
    if channel == "thermal":
        t1 = draw(st.floats(0.1, 1e3))
        t2 = t1 * draw(st.floats(1e-3, 2.0))
        time = t1 * draw(st.floats(0, 10))
        return channel, {"t1": t1, "t2": t2, "time": time, "thermal_population": draw(fractions)}
    if channel == "zz_crosstalk":
        return channel, {"angle": draw(st.floats(-7, 7))}
    params = {"strength": draw(fractions)}
    if channel == "generalized_amplitude_damping":
        params["ground_population"] = draw(fractions)
    return channel, params


def wires_of(channel: str) -> list[int]:
    """All qurons of the smallest register that the channel acts on."""
    return [0, 1] if channel in PAIR_CHANNELS else [0]


def random_state(channel: str, seed: int) -> qutip.Qobj:
    """A random density matrix of full rank for a channel to act on."""
    return qutip.rand_dm([2] * len(wires_of(channel)), seed=seed)


@given(call=channel_calls())
def test_kraus_operators_resolve_the_identity(call: tuple[str, dict[str, Any]]) -> None:
    """sum_k K_k^dag K_k = 1: the trace is kept. Source: Nielsen and Chuang, section 8.2.3."""
    operators = kraus(call[0], **call[1])
    total = sum(operator.dag() @ operator for operator in operators)
    np.testing.assert_allclose(total.full(), np.eye(operators[0].shape[0]), atol=EXACT)


@given(call=channel_calls())
def test_kraus_superoperator_ptm_and_choi_matrix_are_the_same_map(call: tuple[str, dict[str, Any]]) -> None:
    """Source: Wood, Biamonte, Cory, Quantum Inf. Comput. 15, 759 (2015). QuTiP's own conversions are the judge."""
    channel, params = call
    operators, matrix = kraus(channel, **params), channel_ptm(channel, **params)
    superop = qutip.kraus_to_super(list(operators))
    choi = qutip.kraus_to_choi(list(operators))
    np.testing.assert_allclose(ptm_of_kraus(operators), matrix, atol=EXACT)
    np.testing.assert_allclose(ptm_of_superop(superop), matrix, atol=EXACT)
    np.testing.assert_allclose(ptm_of_choi(choi), matrix, atol=EXACT)
    np.testing.assert_allclose(superop_of_ptm(matrix).full(), superop.full(), atol=EXACT)
    np.testing.assert_allclose(choi_of_superop(superop_of_kraus(operators)).full(), choi.full(), atol=EXACT)


@given(call=channel_calls(), seed=seeds)
def test_the_ptm_acts_as_the_kraus_sum(call: tuple[str, dict[str, Any]], seed: int) -> None:
    """r -> R r equals sum_k K_k rho K_k^dag on a random state."""
    channel, params = call
    rho = random_state(channel, seed)
    expected = apply_channel(rho, channel, wires_of(channel), **params)
    found = density_of_pauli_vector(channel_ptm(channel, **params) @ pauli_vector(rho))
    np.testing.assert_allclose(found.full(), expected.full(), atol=EXACT)


@given(call=channel_calls(), seed=seeds)
def test_a_state_stays_a_state(call: tuple[str, dict[str, Any]], seed: int) -> None:
    """Trace 1, Hermitian, positive."""
    channel, params = call
    rho = apply_channel(random_state(channel, seed), channel, wires_of(channel), **params)
    assert rho.tr() == pytest.approx(1, abs=EXACT)
    assert np.abs((rho - rho.dag()).full()).max() < EXACT
    assert rho.eigenenergies().min() > -EXACT


@given(call=channel_calls())
def test_the_choi_matrix_is_positive_with_the_dimension_as_trace(call: tuple[str, dict[str, Any]]) -> None:
    """Complete positivity. Source: Choi, Linear Algebra Appl. 10, 285 (1975)."""
    channel, params = call
    choi = choi_of_superop(superop_of_ptm(channel_ptm(channel, **params)))
    assert choi.eigenenergies().min() > -EXACT
    assert choi.tr() == pytest.approx(2 ** len(wires_of(channel)), abs=EXACT)


@given(call=channel_calls(), seed=seeds, other=seeds)
def test_the_trace_distance_never_grows(call: tuple[str, dict[str, Any]], seed: int, other: int) -> None:
    """Two states can only become harder to tell apart. Source: Ruskai, Rev. Math. Phys. 6, 1147 (1994)."""
    channel, params = call
    a, b = random_state(channel, seed), random_state(channel, other)
    after = [apply_channel(state, channel, wires_of(channel), **params) for state in (a, b)]
    assert trace_distance(*after) <= trace_distance(a, b) + EXACT


@settings(max_examples=50)
@given(first=fractions, second=fractions)
def test_amplitude_dampings_compose(first: float, second: float) -> None:
    """AD(g1) after AD(g2) = AD(1 - (1 - g1)(1 - g2)): what survives is multiplied."""
    both = channel_ptm("amplitude_damping", strength=first) @ channel_ptm("amplitude_damping", strength=second)
    one = channel_ptm("amplitude_damping", strength=1 - (1 - first) * (1 - second))
    # 1 - (1-g1)(1-g2) rounds near 1, where its root has infinite slope: sqrt(2e-16) = 1.5e-8.
    np.testing.assert_allclose(both, one, atol=2e-8)


@settings(max_examples=50)
@given(first=st.floats(0, 10), second=st.floats(0, 10), firing=fractions)
def test_thermal_relaxation_composes_in_time(first: float, second: float, firing: float) -> None:
    """exp((s + t) L) = exp(s L) exp(t L): the semigroup law of a Lindblad generator (Lindblad 1976)."""
    bath = {"t1": 3.0, "t2": 4.0, "thermal_population": firing}
    both = channel_ptm("thermal", time=first, **bath) @ channel_ptm("thermal", time=second, **bath)
    np.testing.assert_allclose(both, channel_ptm("thermal", time=first + second, **bath), atol=EXACT)


@given(call=channel_calls(UNITAL))
def test_unital_channels_keep_the_maximally_mixed_state(call: tuple[str, dict[str, Any]]) -> None:
    """Fixed point 1/2^n (physics.md): the first column of the PTM is that of the identity."""
    matrix = channel_ptm(call[0], **call[1])
    np.testing.assert_allclose(matrix[:, 0], np.eye(len(matrix))[0], atol=EXACT)


@given(strength=fractions)
def test_amplitude_damping_keeps_the_resting_state(strength: float) -> None:
    """Fixed point |0> (physics.md)."""
    matrix = channel_ptm("amplitude_damping", strength=strength)
    np.testing.assert_allclose(matrix @ [1, 0, 0, 1], [1, 0, 0, 1], atol=EXACT)


@given(strength=fractions, ground=fractions)
def test_generalized_amplitude_damping_keeps_its_mixture(strength: float, ground: float) -> None:
    """Fixed point diag(p, 1 - p), Bloch vector (0, 0, 2p - 1). Source: Nielsen and Chuang, section 8.3.5."""
    matrix = channel_ptm("generalized_amplitude_damping", strength=strength, ground_population=ground)
    fixed = [1, 0, 0, 2 * ground - 1]
    np.testing.assert_allclose(matrix @ fixed, fixed, atol=EXACT)


@given(call=channel_calls(["thermal"]))
def test_thermal_relaxation_keeps_its_equilibrium(call: tuple[str, dict[str, Any]]) -> None:
    """Fixed point of the bath: z = 1 - 2 thermal_population."""
    fixed = [1, 0, 0, 1 - 2 * call[1]["thermal_population"]]
    np.testing.assert_allclose(channel_ptm("thermal", **call[1]) @ fixed, fixed, atol=EXACT)
