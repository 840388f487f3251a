"""The public names of the package: what the contract promises, loaded when asked for."""

import subprocess
import sys

import pytest

import playground

CONTRACT = {
    "Device",
    "Experiment",
    "Network",
    "Noise",
    "QuronClassifier",
    "QuronRegressor",
    "SpecError",
    "compile_model",
    "train",
}


def test_the_public_names_are_those_of_the_contract():
    assert set(playground.__all__) == CONTRACT
    assert set(dir(playground)) >= CONTRACT


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_every_public_name_loads_and_knows_its_own_name(name):
    assert getattr(playground, name).__name__ == name


def test_an_unknown_name_is_refused_by_name():
    with pytest.raises(AttributeError, match="no attribute 'teleport'"):
        playground.teleport  # noqa: B018


def test_importing_the_package_loads_nothing_heavy():
    heavy = ["numpy", "qutip", "scipy", "sklearn", "pydantic", "streamlit"]
    code = f"import sys, playground; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
