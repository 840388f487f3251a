"""Quantum mechanics with QuTiP: gates, channels, Lindblad generators, states, measures and the referee.

The only room that imports `qutip`. Nothing here knows what a network, a layer or a parameter vector is.
"""

import warnings

with warnings.catch_warnings():
    # QuTiP warns at import when matplotlib is missing; nothing here draws.
    warnings.filterwarnings("ignore", message="matplotlib not found", category=UserWarning)
    import qutip as qutip
