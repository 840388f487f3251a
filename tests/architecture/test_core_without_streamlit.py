"""The physics, learning and live rooms work where Streamlit is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("streamlit", "plotly", "components"):
            raise ModuleNotFoundError(f"No module named {name!r} (blocked)")

sys.meta_path.insert(0, Blocked())
import playground
for room in sys.argv[1:]:
    package = importlib.import_module("playground." + room)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
assert "streamlit" not in sys.modules
"""

USE = """
from playground import Experiment, train
experiment = Experiment.model_validate({"network": {"qurons": 2, "layers": [{"kind": "encode", "axis": "x",
    "features": [0, 1]}, {"kind": "rotate", "axes": "yz"}]}})
(epoch,) = train(experiment, epochs=1)
assert epoch.index == 1
"""


def run(program: str, *arguments: str) -> None:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_every_module_of_the_core_rooms_imports_and_a_network_trains():
    run(PROGRAM + USE, "spec", "quantum", "models", "learning", "live")


def test_the_block_works():
    with pytest.raises(AssertionError, match="blocked"):
        run(PROGRAM, "app")
