"""The sheet on which a script is written: lines of code, and the tools and constants that they turn out to need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playground.spec.device import Device, Noise

INDENT = "    "


class Sheet:
    """Lines of the function that runs the network.

    Args:
        device: The device as it acts.
        noise: The ambient dials.
    """

    def __init__(self, device: Device, noise: Noise) -> None:
        self.device, self.noise = device, noise
        self.lines: list[str] = []
        self.tools = {"pauli"}
        self.constants = set[str]()

    @property
    def relaxes(self) -> bool:
        """Whether the device relaxes anything."""
        return any(self.device.on(quron).relaxes for quron in range(self.device.listed_qurons or 1))

    def write(self, *lines: str, depth: int = 0) -> None:
        """Write lines, each indented by so many levels more than the body of the function."""
        self.lines += [INDENT * (1 + depth) + line if line else "" for line in lines]

    def apply(self, kraus: str, wires: str, *, depth: int = 0, tools: Iterable[str] = ()) -> None:
        """Write that Kraus operators act on wires.

        Args:
            kraus: Expression of a list of operators.
            wires: Expression of the qurons, such as `quron` or `*pair`.
            depth: As in `write`.
            tools: The tools that the expression calls.
        """
        self.tools |= {"apply", *tools}
        self.write(f"rho = apply(rho, {kraus}, {wires})", depth=depth)

    def use(self, *constants: str) -> None:
        """Say that the code reads constants of the device or of the ambient dials."""
        self.constants |= set(constants)


def number(value: Any) -> str:
    """A real number, or None for infinite, as Python source that reads back as the same number."""
    return "np.inf" if value is None else repr(float(value))


def numbers(values: Iterable[Any]) -> str:
    """Numbers as a list."""
    return f"[{', '.join(number(value) for value in values)}]"


def shown(values: Iterable[int]) -> str:
    """Whole numbers as a tuple."""
    return repr(tuple(int(value) for value in values))
