"""The plain construction of every operation on density matrices, by which the fast path is judged.

Everything here is what one would write on a blackboard: operators blown up to the whole register with
identities, sums over Kraus operators, partial traces. It shares no code with the fast path.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from playground.quantum import qutip
from playground.quantum.channels import kraus
from playground.quantum.checks import check_fraction, check_wires
from playground.quantum.gates import gate, interaction, rotation
from playground.quantum.lindblad import thermal_collapse_operators
from playground.quantum.paulis import PAULIS, pauli_string, product_operator
from playground.quantum.states import density


def register_size(rho: qutip.Qobj) -> int:
    """The number of qurons that a state is on."""
    return len(rho.dims[0])


def expand(operator: qutip.Qobj, wires: Sequence[int], n: int) -> qutip.Qobj:
    """An operator on some qurons as one on n qurons: U (x) 1 (x) ... (x) 1, tensor factors put in order.

    Args:
        operator: Operator on k qurons.
        wires: The k qurons it acts on; the first is its left tensor factor.
        n: Size of the register.
    Raises:
        ValueError: If the wires do not fit the operator or the register.
    """
    found = check_wires(wires, n)
    if len(operator.dims[0]) != len(found):
        raise ValueError(f"Argument `wires` must name {len(operator.dims[0])} qurons, but is {found}.")
    idle = [quron for quron in range(n) if quron not in found]
    together = qutip.tensor([operator, *[qutip.qeye(2)] * len(idle)])
    here = [*found, *idle]  # tensor factor i of `together` belongs to quron here[i]
    return together.permute([here.index(quron) for quron in range(n)])


def apply_unitary(rho: qutip.Qobj, unitary: qutip.Qobj, wires: Sequence[int]) -> qutip.Qobj:
    """U rho U^dag.

    Args:
        rho: Density matrix on n qurons.
        unitary: U on k qurons.
        wires: The qurons it acts on, the first as its left tensor factor.
    """
    return apply_kraus(rho, [unitary], wires)


def apply_kraus(rho: qutip.Qobj, operators: Sequence[qutip.Qobj], wires: Sequence[int]) -> qutip.Qobj:
    """sum_k K_k rho K_k^dag.

    Args:
        rho: Density matrix on n qurons.
        operators: K_k on k qurons.
        wires: The qurons they act on, the first as their left tensor factor.
    """
    n = register_size(rho)
    sparse = rho.to("CSR")  # sparse operators meet a sparse state several times as fast as a dense one
    expanded = [expand(operator, wires, n) for operator in operators]
    terms = [operator @ sparse @ operator.dag() for operator in expanded]
    return sum(terms[1:], start=terms[0])


def apply_gate(rho: qutip.Qobj, name: str, wires: Sequence[int], angle: float | None = None) -> qutip.Qobj:
    """A gate by name (`gates.gate`), angle in radians, on the given wires."""
    return apply_unitary(rho, gate(name, angle), wires)


def apply_channel(rho: qutip.Qobj, channel: str, wires: Sequence[int], **params: float | None) -> qutip.Qobj:
    """A channel by name (`channels.kraus`) on the given wires, which it takes as one group."""
    return apply_kraus(rho, kraus(channel, **params), wires)


def apply_perceptron(rho: qutip.Qobj, angles: ArrayLike) -> qutip.Qobj:
    """A dissipative perceptron layer from m inputs to k outputs.

    Appends k qurons in |0>. Output j, one after the other, meets each input i in turn by the interaction
    exp(-i/2 (a XX + b YY + c ZZ)), then turns by RZ, RY, RZ. At the end the inputs are traced out.

    Args:
        rho: Density matrix on the m inputs.
        angles: Array of shape (k, 3 m + 3), radians: per output a, b, c for each input, then RZ, RY, RZ.
    Returns:
        Density matrix on the k outputs.
    Raises:
        ValueError: If the shape does not fit.
    Source:
        Beer et al., Nat. Commun. 11, 808 (2020), with each perceptron unitary given by angles.
    """
    inputs = register_size(rho)
    table = np.asarray(angles, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] == 0 or table.shape[1] != 3 * inputs + 3:
        expected = f"(k, {3 * inputs + 3}) for {inputs} inputs"
        raise ValueError(f"Argument `angles` must have shape {expected}, but has shape {table.shape}.")
    width = table.shape[0]
    rho = qutip.tensor([rho, *[qutip.basis(2, 0).proj()] * width])
    for j in range(width):
        output = inputs + j
        for i in range(inputs):
            a, b, c = table[j, 3 * i : 3 * i + 3].tolist()
            rho = apply_unitary(rho, interaction(a, b, c), (i, output))
        for axis, angle in zip("ZYZ", table[j, -3:].tolist(), strict=True):
            rho = apply_unitary(rho, rotation(axis, angle), (output,))
    return rho.ptrace(list(range(inputs, inputs + width)))


def apply_evolution(
    rho: qutip.Qobj,
    turns: Sequence[tuple[float, str, Sequence[int]]],
    *,
    baths: Sequence[tuple[float | None, float | None, float]],
    duration: float,
) -> qutip.Qobj:
    """The Lindblad equation on the whole register, solved by `qutip.mesolve`.

    H = sum (angle / duration) P / 2, with T1 and T2 on every quron. Time is counted in units of the duration, so that
    an evolution of no duration is the rotation without decay.

    Args:
        rho: Density matrix on n qurons.
        turns: Angle in radians, Pauli string P and the qurons it acts on.
        baths: For every quron T1 and T2 (None is infinite; a T2 of None is 2 T1), and the population of |1> in
            equilibrium.
        duration: In the unit of T1 and T2.
    Returns:
        Density matrix, to about 1e-11.
    """
    n = register_size(rho)
    terms = [angle / 2 * expand(pauli_string(string), wires, n) for angle, string, wires in turns]
    hamiltonian = sum(terms, start=0 * expand(PAULIS["I"], [0], n))
    c_ops: list[qutip.Qobj] = []
    for quron, (t1, t2, population) in enumerate(baths):
        own = thermal_collapse_operators(t1=t1, t2=t2, thermal_population=population)
        c_ops += [math.sqrt(duration) * expand(c, [quron], n) for c in own]
    options = {"method": "vern9", "atol": 1e-13, "rtol": 1e-12, "nsteps": 100_000, "progress_bar": ""}
    return qutip.mesolve(hamiltonian, density(rho), [0.0, 1.0], c_ops=c_ops, options=options).final_state


def observable(
    terms: Mapping[str, float],
    *,
    readout_p01: float | Sequence[float] = 0.0,
    readout_p10: float | Sequence[float] = 0.0,
) -> qutip.Qobj:
    """The operator of a weighted sum of Pauli strings, as a faulty readout measures it.

    A readout that reports 1 for 0 with probability p01 and 0 for 1 with p10 turns each measured Pauli P into
    (1 - p01 - p10) P + (p10 - p01) 1; qurons that a string does not measure stay as they are.

    Args:
        terms: Weight of each Pauli string; all strings have the length n.
        readout_p01: P(1|0), in [0, 1], of all qurons or of each.
        readout_p10: P(0|1), in [0, 1], likewise.
    Returns:
        Hermitian operator on n qurons.
    """
    if not terms:
        raise ValueError("Argument `terms` must hold at least one Pauli string, but is empty.")
    n = len(next(iter(terms)))
    p01, p10 = (
        [check_fraction(one, name) for one in np.broadcast_to(given, n).tolist()]
        for given, name in ((readout_p01, "readout_p01"), (readout_p10, "readout_p10"))
    )

    def measured(letter: str, quron: int) -> qutip.Qobj:
        if letter == "I":
            return PAULIS["I"]
        return (1 - p01[quron] - p10[quron]) * PAULIS[letter] + (p10[quron] - p01[quron]) * PAULIS["I"]

    def product(string: str) -> qutip.Qobj:
        return product_operator([measured(letter, quron) for quron, letter in enumerate(string)])

    strings = [weight * product(string) for string, weight in terms.items()]
    return sum(strings[1:], start=strings[0])


def readout(
    rho: qutip.Qobj,
    terms: Mapping[str, float],
    *,
    readout_p01: float | Sequence[float] = 0.0,
    readout_p10: float | Sequence[float] = 0.0,
) -> float:
    """Expectation Tr(O rho) of a weighted sum of Pauli strings; see `observable`.

    Args:
        rho: Ket or density matrix on n qurons.
        terms: Weight of each Pauli string of length n, such as {"ZI": 0.5, "XX": 0.1}.
        readout_p01: P(1|0), in [0, 1], of all qurons or of each.
        readout_p10: P(0|1), in [0, 1], likewise.
    """
    operator = observable(terms, readout_p01=readout_p01, readout_p10=readout_p10)
    return float(np.real(qutip.expect(operator, density(rho))))


def readout_error(expectation: float, *, readout_p01: float, readout_p10: float) -> float:
    """<Z> as a faulty readout reports it: (1 - p01 - p10) <Z> + (p10 - p01).

    Args:
        expectation: True <Z>, in [-1, 1].
        readout_p01: P(1|0), in [0, 1].
        readout_p10: P(0|1), in [0, 1].
    """
    p01, p10 = check_fraction(readout_p01, "readout_p01"), check_fraction(readout_p10, "readout_p10")
    return (1 - p01 - p10) * expectation + (p10 - p01)
