"""Small functions that a script may need, as text: what one would write on a blackboard, in QuTiP's own words.

They are written out in the script instead of imported, so that it runs wherever NumPy and QuTiP do, and share no code
with the simulator that they judge.
"""

from __future__ import annotations

from collections.abc import Iterable

_PAULI = '''
def pauli(letters):
    """A Pauli string such as "X" or "ZIZ" as an operator; the first letter is the leftmost tensor factor."""
    one = {"I": qutip.qeye(2), "X": qutip.sigmax(), "Y": qutip.sigmay(), "Z": qutip.sigmaz()}
    return qutip.tensor([one[letter] for letter in letters])
'''

_ROTATION = '''
def rotation(letters, angle):
    """R_P(t) = exp(-i t P / 2) = cos(t/2) 1 - i sin(t/2) P for a Pauli string P, t in radians."""
    return np.cos(angle / 2) * pauli("I" * len(letters)) - 1j * np.sin(angle / 2) * pauli(letters)
'''

_CONTROLLED = '''
def controlled(gate):
    """|0><0| (x) 1 + |1><1| (x) gate; the left quron is the control."""
    return qutip.tensor(qutip.basis(2, 0).proj(), qutip.qeye(2)) + qutip.tensor(qutip.basis(2, 1).proj(), gate)
'''

_INTERACTION = '''
def interaction(a, b, c):
    """exp(-i/2 (a XX + b YY + c ZZ)), whose three terms commute."""
    return rotation("XX", a) @ rotation("YY", b) @ rotation("ZZ", c)
'''

_ON = '''
def on(operator, qurons, n):
    """An operator on some of n qurons; the first of `qurons` is its left tensor factor."""
    idle = [quron for quron in range(n) if quron not in qurons]
    here = [*qurons, *idle]
    together = qutip.tensor([operator, *[qutip.qeye(2)] * len(idle)])
    return together.permute([here.index(quron) for quron in range(n)])
'''

_APPLY = '''
def apply(rho, kraus, *qurons):
    """sum_k K rho K^dag, with the operators K acting on the given qurons; a gate is a single K."""
    full = [on(operator, qurons, len(rho.dims[0])) for operator in kraus]
    return sum(operator @ rho @ operator.dag() for operator in full)
'''

_PAULI_ERRORS = '''
def pauli_errors(p, strings):
    """With probability p one of the Pauli strings, each as likely."""
    kept = np.sqrt(1 - p) * pauli("I" * len(strings[0]))
    return [kept, *(np.sqrt(p / len(strings)) * pauli(string) for string in strings)]
'''

_DAMPING = '''
def damping(g, ground=1.0):
    """Relaxation with probability g towards a mixture with population `ground` of |0>."""
    lower = qutip.basis(2, 0) @ qutip.basis(2, 1).dag()
    zero, one, kept = qutip.basis(2, 0).proj(), qutip.basis(2, 1).proj(), np.sqrt(1 - g)
    down = [zero + kept * one, np.sqrt(g) * lower]
    if ground == 1.0:
        return down
    up = [kept * zero + one, np.sqrt(g) * lower.dag()]
    return [np.sqrt(ground) * k for k in down] + [np.sqrt(1 - ground) * k for k in up]
'''

_DEPHASING = '''
def dephasing(g):
    """Off-diagonal elements times sqrt(1 - g)."""
    return [qutip.basis(2, 0).proj() + np.sqrt(1 - g) * qutip.basis(2, 1).proj(), np.sqrt(g) * qutip.basis(2, 1).proj()]
'''

_COLLAPSE = '''
def collapse_operators(t1, t2, population, time):
    """Decay |0><1|, excitation |1><0| and pure dephasing Z over `time`, the rates inside as roots.

    `population` is that of |1> in equilibrium. Decay beyond exp(-50) is complete in double precision.
    """
    relaxed = min(50.0, time / t1)
    dephased = min(50.0, max(0.0, time / t2 - time / (2 * t1)))
    strengths = [(1 - population) * relaxed, population * relaxed, dephased / 2]
    operators = [qutip.destroy(2), qutip.create(2), qutip.sigmaz()]
    return [np.sqrt(strength) * operator for strength, operator in zip(strengths, operators) if strength > 0]
'''

_THERMAL = '''
def thermal(t1, t2, population, time):
    """Kraus operators of thermal relaxation: those of exp(L) with the Lindblad generator L accumulated over `time`."""
    generator = qutip.liouvillian(0 * qutip.qeye(2), collapse_operators(t1, t2, population, time))
    return qutip.to_kraus(generator.expm(), tol=1e-13)
'''

_RELAX = '''
def relax(rho, time):
    """Thermal relaxation of every quron of the device, for a time in microseconds."""
    for quron in range(len(rho.dims[0])):
        rho = apply(rho, thermal(T1[quron], T2[quron], POPULATION[quron], time), quron)
    return rho
'''

_EVOLVE = '''
def evolve(rho, turns, time):
    """The Lindblad equation on all qurons, with the device's decay acting all the time.

    H = sum of (angle / time) P / 2 over `turns` of (angle, Pauli string, qurons). The clock runs from 0 to 1.
    """
    n = len(rho.dims[0])
    hamiltonian = 0 * pauli("I" * n)
    for angle, letters, qurons in turns:
        hamiltonian += angle / 2 * on(pauli(letters), qurons, n)
    c_ops = [on(c, [q], n) for q in range(n) for c in collapse_operators(T1[q], T2[q], POPULATION[q], time)]
    options = {"method": "vern9", "atol": 1e-13, "rtol": 1e-12, "nsteps": 100_000, "progress_bar": ""}
    return qutip.mesolve(hamiltonian, rho, [0.0, 1.0], c_ops=c_ops, options=options).final_state
'''

_SAMPLED = '''
def sampled(readout, rho, rng):
    """A readout from SHOTS runs for each of its Pauli strings, and the standard error.

    Every measured axis is turned to Z, every quron is misread with its own probabilities, and where the known errors
    are inverted a reported 0 or 1 counts as (1 - d)/k or (-1 - d)/k, k = 1 - p01 - p10, d = p10 - p01.
    """
    n, mean, variance = len(rho.dims[0]), 0.0, 0.0
    turns = {"I": pauli("I"), "X": rotation("Y", -np.pi / 2), "Y": rotation("X", np.pi / 2), "Z": pauli("I")}
    for string, weight in readout.items():
        turned = apply(rho, [qutip.tensor([turns[letter] for letter in string])], *range(n))
        odds, worth = turned.diag().real.clip(0).reshape([2] * n), np.ones([2] * n)
        for quron, letter in enumerate(string):
            p01, p10 = READOUT_P01[quron], READOUT_P10[quron]
            odds = np.moveaxis(np.tensordot([[1 - p01, p10], [p01, 1 - p10]], odds, (1, quron)), 0, quron)
            value = np.array([1.0, -1.0])
            if INVERT_READOUT:
                value = (value - (p10 - p01)) / (1 - p01 - p10)
            if letter != "I":
                worth = worth * value.reshape([2 if q == quron else 1 for q in range(n)])
        runs = np.repeat(worth.ravel(), rng.multinomial(SHOTS, odds.ravel() / odds.sum()))
        mean, variance = mean + weight * runs.mean(), variance + weight**2 * runs.var() / SHOTS
    return mean, np.sqrt(variance)
'''

_NEEDS: dict[str, tuple[str, ...]] = {
    "rotation": ("pauli",),
    "controlled": (),
    "interaction": ("rotation",),
    "apply": ("on",),
    "pauli_errors": ("pauli",),
    "thermal": ("collapse_operators",),
    "relax": ("apply", "thermal"),
    "sampled": ("rotation", "apply"),
    "evolve": ("pauli", "on", "collapse_operators"),
}
"""Which tools a tool is made of."""

_TOOLS: dict[str, str] = {
    "pauli": _PAULI,
    "rotation": _ROTATION,
    "controlled": _CONTROLLED,
    "interaction": _INTERACTION,
    "on": _ON,
    "apply": _APPLY,
    "pauli_errors": _PAULI_ERRORS,
    "damping": _DAMPING,
    "dephasing": _DEPHASING,
    "collapse_operators": _COLLAPSE,
    "thermal": _THERMAL,
    "relax": _RELAX,
    "evolve": _EVOLVE,
    "sampled": _SAMPLED,
}
"""Every tool, those that others are made of first."""


def tools(names: Iterable[str]) -> list[str]:
    """The text of some tools and of what they are made of, in an order in which they can be defined.

    Args:
        names: Names of the functions that a script calls.
    Returns:
        One text a function, without blank lines around it.
    """
    wanted, queue = set[str](), list(names)
    while queue:
        name = queue.pop()
        if name not in wanted:
            wanted.add(name)
            queue += _NEEDS.get(name, ())
    return [text.strip("\n") for name, text in _TOOLS.items() if name in wanted]
