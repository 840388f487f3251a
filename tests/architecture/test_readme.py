"""The README's example is a promise: it runs as printed."""

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_the_example_runs_learns_and_agrees_with_qutip():
    """The printed deviation is bounded by 1e-9, the accuracy asked of the engine against its referee."""
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code.group(1), str(README), "exec"), {})  # noqa: S102 - our own README
    *epochs, deviation = output.getvalue().splitlines()
    assert len(epochs) == 100
    assert float(epochs[-1].split()[1]) < float(epochs[0].split()[1])
    assert float(deviation) < 1e-9
