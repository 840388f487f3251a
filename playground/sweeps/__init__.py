"""Many experiments along one dial."""

from playground.sweeps.curves import Curve, iter_sweep, sweep
from playground.sweeps.dials import Dial, dials

__all__ = ["Curve", "Dial", "dials", "iter_sweep", "sweep"]
