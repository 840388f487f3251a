"""Meyer and Wallach's measure Q of global entanglement on states whose value is known.

Source: Meyer, Wallach, J. Math. Phys. 43, 4273 (2002). GHZ and W from the one-quron states by hand, the mean over
Haar-random states from the mean purity of a part (Lubkin, J. Math. Phys. 19, 1028, 1978).
"""

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.measures import meyer_wallach
from playground.quantum.paulis import pauli_string

EXACT = 1e-13  # sums of at most 32 products in double precision


def basis_state(n: int, *firing: int) -> qutip.Qobj:
    """The basis ket in which the given qurons fire."""
    return qutip.basis([2] * n, [int(quron in firing) for quron in range(n)])


def haar_ket(n: int, rng: np.random.Generator) -> qutip.Qobj:
    """A ket from the Haar measure: a normalised complex Gaussian vector."""
    amplitudes = rng.normal(size=2**n) + 1j * rng.normal(size=2**n)
    return qutip.Qobj(amplitudes, dims=[[2] * n, [1] * n]).unit()


@pytest.mark.parametrize("n", [1, 2, 4])
def test_product_states_have_none(n: int) -> None:
    kets = [qutip.rand_ket(2, seed=seed) for seed in range(n)]
    assert meyer_wallach(qutip.tensor(kets)) == pytest.approx(0, abs=EXACT)


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_ghz_states_have_all(n: int) -> None:
    """Every quron of GHZ is maximally mixed: Q = 1."""
    ket = (basis_state(n) + basis_state(n, *range(n))).unit()
    assert meyer_wallach(ket) == pytest.approx(1, abs=EXACT)


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_w_states(n: int) -> None:
    """One quron of W_n fires with 1/n: z = 1 - 2/n, Q = 1 - z^2 = 4 (n-1)/n^2."""
    ket = sum(basis_state(n, quron) for quron in range(n)).unit()
    assert meyer_wallach(ket) == pytest.approx(4 * (n - 1) / n**2, abs=EXACT)
    assert meyer_wallach(ket.proj()) == pytest.approx(4 * (n - 1) / n**2, abs=EXACT)


def test_it_does_not_depend_on_local_bases() -> None:
    ket = (basis_state(3, 0) + 2 * basis_state(3, 1, 2) + basis_state(3)).unit()
    local = qutip.tensor([qutip.rand_unitary(2, seed=seed) for seed in range(3)])
    assert meyer_wallach(local @ ket) == pytest.approx(meyer_wallach(ket), abs=EXACT)


@pytest.mark.parametrize("n", [2, 3])
def test_mean_over_haar_random_states(n: int) -> None:
    """(N - 2)/(N + 1), N = 2^n. The mean of 400 draws must lie within five of its own standard errors.

    The seed is fixed, so that the outcome is too; a wrong constant (N instead of N + 1) is off by eight errors or more.
    """
    rng = np.random.default_rng(20)
    values = np.array([meyer_wallach(haar_ket(n, rng)) for _ in range(400)])
    dimension = 2**n
    error = values.std(ddof=1) / np.sqrt(values.size)
    assert abs(values.mean() - (dimension - 2) / (dimension + 1)) < 5 * error
    assert abs(values.mean() - (dimension - 2) / dimension) > 5 * error


@pytest.mark.parametrize("n", [1, 3])
def test_variance_of_z_over_haar_random_states(n: int) -> None:
    """Var <Z> = 1/(2^n + 1) (physics.md; McClean et al., Nat. Commun. 9, 4812, 2018, from the second moment).

    The mean of <Z>^2 over 4000 draws, within five of its standard errors; <Z> itself has mean 0.
    """
    rng = np.random.default_rng(21)
    signs = pauli_string("Z" + "I" * (n - 1)).full().real.diagonal()
    squares = np.array([(signs @ np.abs(haar_ket(n, rng).full()[:, 0]) ** 2) ** 2 for _ in range(4000)])
    error = squares.std(ddof=1) / np.sqrt(squares.size)
    assert abs(squares.mean() - 1 / (2**n + 1)) < 5 * error
