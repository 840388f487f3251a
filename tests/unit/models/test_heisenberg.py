"""How observables are followed back: slices, reuse of plans and memory, and cost that does not depend on the size."""

import gc

import numpy as np
import pytest

from playground.models.batch import GridBatch
from playground.models.cone import light_cone
from playground.models.grids.axes import plan_grid
from playground.models.grids.points import PointEvaluator
from playground.models.heisenberg import path as heisenberg
from playground.models.heisenberg.order import Born, backwards, most_alive
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.instructions import Encode, FixedGate, Instruction, Local, PairTurn, Turn
from playground.models.noise import amplitude_damping
from playground.models.workspace import KeptMemory, PassingMemory, kept_memory, passing_memory

EXACT = 1e-12
X = np.random.default_rng(0).uniform(-1, 1, (4, 2))


def ring(qurons: int, strength: float = 0.1, layers: int = 3) -> list[Instruction]:
    """Three layers that entangle everything: RX encoding, RY, CNOT ring, damping."""
    steps, everyone = list[Instruction](), tuple(range(qurons))
    for layer in range(layers):
        steps.append(Encode("x", everyone, tuple(q % 2 for q in everyone), 1.0))
        steps.append(Turn("y", everyone, tuple(qurons * layer + q for q in everyone)))
        steps += (FixedGate("cnot", (q, (q + 1) % qurons)) for q in everyone)
        steps.append(Local(everyone, amplitude_damping(strength=strength)))
    return steps


def path_of(steps: list[Instruction], qurons: int, read: int, parameters: int) -> Heisenberg:
    string = "I" * read + "Z" + "I" * (qurons - read - 1)
    kept, left = light_cone(steps, [[(string, 1.0)]], qurons)
    terms: list[dict[str, float]] = [{"".join(string[q] for q in left): 1.0}]
    path = heisenberg_path(kept, qurons, terms, parameters)
    assert path is not None
    return path


def grid_pass(path: Heisenberg, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Values at the nodes, and the gradient of a fixed combination of them."""
    plan = plan_grid(path.encoders)
    assert plan is not None
    batch, gates, kept = GridBatch(plan, np.zeros(0)), path.gates(theta), KeptMemory()
    done = path.forward(gates, batch, kept, marks=False)
    cotangent = np.cos(np.arange(plan.nodes))[None]
    return done.outputs, path.backward(cotangent, done, gates, batch, PassingMemory())


def test_slices_equal_the_whole(monkeypatch: pytest.MonkeyPatch):
    """One node of feature 0 at a time, made anew for the gradient, or everything at once."""
    theta = np.random.default_rng(1).uniform(-3, 3, 12)
    whole = path_of(ring(4), 4, 0, 12)
    monkeypatch.setattr(heisenberg, "LARGE", 1)
    sliced = path_of(ring(4), 4, 0, 12)
    assert len(sliced.array_rows) < len(whole.array_rows)  # what is held at a time
    for expected, found in zip(grid_pass(whole, theta), grid_pass(sliced, theta), strict=True):
        assert found == pytest.approx(expected, abs=EXACT)


def bricks(qurons: int, layers: int) -> list[Instruction]:
    """Gates between nearest neighbours, even and odd pairs in turn; the angles depend on the place from the middle."""
    steps, everyone = list[Instruction](), tuple(range(qurons))
    for layer in range(layers):
        steps.append(Encode("x", everyone, tuple(q % 2 for q in everyone), 1.0))
        parameters = tuple(32 * layer + (q - qurons // 2) % 32 for q in everyone)
        steps.append(Turn("y", everyone, parameters))
        steps += (FixedGate("cnot", (q, q + 1)) for q in range(layer % 2, qurons - 1, 2))
        steps.append(Local(everyone, amplitude_damping(strength=0.1)))
    return steps


def test_neighbours_cost_the_same_in_any_network():
    """Eight qurons and 32 around the same readout: same numbers, same work."""
    theta = np.random.default_rng(2).uniform(-3, 3, 96)
    small, large = (path_of(bricks(n, 3), n, n // 2, 96) for n in (8, 32))
    assert large.array_rows == small.array_rows
    assert large.flops_per_point == small.flops_per_point
    found = [PointEvaluator(path).outputs(path.gates(theta), X)[0] for path in (small, large)]
    assert found[1] == pytest.approx(found[0], abs=EXACT)


def test_deep_neighbour_networks_are_swept():
    """A staircase of gates on 12 qurons: diagonally few are alive at a time, layer by layer all of them."""
    qurons = 12
    steps: list[Instruction] = []
    for layer in range(3):
        steps += (PairTurn("rxx", (q, q + 1), qurons * layer + q) for q in range(qurons - 1))
    string = "I" * (qurons - 1) + "Z"
    kept, _ = light_cone(steps, [[(string, 1.0)]], qurons)
    order, _ = backwards(kept, qurons)
    assert sum(isinstance(step, Born) for step in order) == qurons
    assert most_alive(order) <= 5
    assert path_of(steps, qurons, qurons - 1, 36) is not None


def test_a_plan_serves_every_strength(monkeypatch: pytest.MonkeyPatch):
    """Noise that is dragged changes numbers, not the plan; the numbers are those of a fresh plan."""
    theta = np.random.default_rng(3).uniform(-3, 3, 9)
    first, second = (path_of(ring(3, strength), 3, 0, 9) for strength in (0.1, 0.3))
    assert second.plan.stages is first.plan.stages
    monkeypatch.setattr(heisenberg, "_plans", {})
    fresh = path_of(ring(3, 0.3), 3, 0, 9)
    assert fresh.plan.stages is not first.plan.stages
    values = [PointEvaluator(path).outputs(path.gates(theta), X)[0] for path in (first, second, fresh)]
    assert values[1] == pytest.approx(values[2], abs=EXACT)
    assert not np.allclose(values[0], values[1], atol=1e-3)


def test_no_noise_at_all_is_another_structure():
    """At strength 0 Z stays Z, at others it becomes Z and I: their plans differ."""
    theta = np.random.default_rng(3).uniform(-3, 3, 9)
    still, noisy = (path_of(ring(3, strength), 3, 0, 9) for strength in (0.0, 1e-14))
    assert still.plan.stages is not noisy.plan.stages
    found = [PointEvaluator(path).outputs(path.gates(theta), X)[0] for path in (still, noisy)]
    assert found[0] == pytest.approx(found[1], abs=EXACT)


class _Owner:
    """Somebody who needs memory."""


def test_memory_passes_to_the_next_owner():
    gc.collect()  # owners of other tests go now
    first, second = _Owner(), _Owner()
    memory = kept_memory(first)
    assert kept_memory(second) is not memory
    memory.rewind()
    array = memory.take((3,))
    del first
    third = _Owner()
    again = kept_memory(third)
    assert again is memory
    again.rewind()
    assert np.shares_memory(again.take((3,)), array)


def test_arrays_of_a_pass_do_not_overlap_and_blocks_that_are_not_needed_go():
    memory = KeptMemory()
    sizes = (7, 2**20, 100, 2**19)
    arrays = [memory.take((size,)) for size in sizes]
    for number, array in enumerate(arrays):
        array[:] = number
    assert [set(array) for array in arrays] == [{0.0}, {1.0}, {2.0}, {3.0}]
    held = memory.nbytes
    memory.rewind()
    assert [np.shares_memory(memory.take((size,)), array) for size, array in zip(sizes, arrays, strict=True)]
    assert memory.nbytes == held
    memory.rewind()
    memory.take((7,))
    memory.rewind()
    assert memory.nbytes < held


def test_passing_memory_is_free_again_after_use_even_after_an_error():
    with passing_memory() as memory, passing_memory() as other:
        assert other is not memory
    with pytest.raises(ZeroDivisionError), passing_memory():
        raise ZeroDivisionError
    with passing_memory() as again:
        assert again is memory
