"""The QuTiP script of what is on the screen, and what the numbers mean."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Screen


def test_the_script_follows_the_screen_and_runs(open_screen: Callable[..., Screen], tmp_path: Path):
    """</> opens it; while the network learns it follows; what is downloaded prints the readout of the screen."""
    screen = open_screen()
    page = screen.page
    screen.press("QuTiP script")
    listing = page.get_by_role("region", name="QuTiP script")
    listing.get_by_text("import qutip").wait_for()
    before = listing.inner_text()
    page.wait_for_function("([listing, old]) => listing.innerText !== old", arg=[listing.element_handle(), before])
    screen.rest()
    wanted = "Math.abs(parseFloat(listing.innerText.split('# layer 2 rotate')[1]) - angle) < 1e-6"
    angle = screen.frame("theta")["theta"][0]
    page.wait_for_function(f"([listing, angle]) => {wanted}", arg=[listing.element_handle(), angle])
    with page.expect_download() as saved:
        screen.press("Download .py")
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    command = [sys.executable, "-I", "-W", "ignore", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    last = [line for line in done.stdout.splitlines() if line.startswith("layer")][-1]
    purity = screen.frame("purities")["purities"][-1]
    assert abs(float(last.split()[-1]) - purity) < 1e-6  # frames carry single precision
