"""One server and one browser for all journeys, and a screen that can be asked what the simulator says.

Nothing here sleeps: every wait is for a state of the page. The frames are read off the page's own WebSocket by a
decoder of its own, so that what is asserted is what was sent, not what a view made of it.

What a journey may rely on: a frame of the scene's revision is as new as the scene. What the page shows follows a frame
one animation frame later, so that it is waited for (`expect`, `Screen.comes`) and never read once. The epoch is read
before the button that changes it is pressed. A place is asked for with `Screen.box`, when it stands still.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypedDict

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
TIMEOUT = 60_000  # ms; a cold page on a loaded machine takes up to 14 s, and what has come is not waited for
expect.set_options(timeout=TIMEOUT)
FLAGS = [
    "--no-sandbox",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


def chromium() -> str:
    """Path of the browser to drive."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("QURON_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("No Chromium: install it, or set QURON_CHROMIUM to its path.")
    return found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py"), *options]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        await_health(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def await_health(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when the server answers; fails with its log if it has ended or stays silent."""
    deadline = time.monotonic() + TIMEOUT / 1000
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = HTTPConnection(address.removeprefix("http://"), timeout=1)
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)  # between two questions whether the server is up
    pytest.fail(f"The server did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[list[str]], Browser]]:
    """Starts browsers with given flags, and ends them."""
    with sync_playwright() as playwright:
        browsers: list[Browser] = []

        def start(flags: list[str]) -> Browser:
            browsers.append(playwright.chromium.launch(executable_path=chromium(), args=flags))
            return browsers[-1]

        yield start
        for browser in browsers:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch: Callable[[list[str]], Browser]) -> Browser:
    """A browser with WebGL."""
    return launch(FLAGS)


class FloatRect(TypedDict):
    """A place on the page, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


# Sizes are observed in one animation frame and laid out in the next: three that are alike are enough.
STANDING = """async (element) => {
    const box = () => (({ x, y, width, height }) => ({ x, y, width, height }))(element.getBoundingClientRect());
    let [before, alike] = [box(), 0];
    while (alike < 3) {
        await new Promise(requestAnimationFrame);
        const now = box();
        alike = JSON.stringify(now) === JSON.stringify(before) ? alike + 1 : 0;
        before = now;
    }
    return before;
}"""


# Messages leave by themselves, so that it is seen and taken away in one animation frame.
DISMISSED = """([root, words]) => {
    const said = [...root.querySelectorAll('.toast[role=alert]')].find(
        (toast) => toast.checkVisibility() && toast.innerText.toLowerCase().includes(words));
    said?.querySelector('[aria-label=Dismiss]').click();
    return Boolean(said);
}"""


@dataclass
class Screen:
    """The page, and what the simulator tells it."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def visit(self, url: str, refused: str = "") -> Screen:
        """Opens the page and waits for its first frame, before that for the words with which the link is refused."""
        self.page.goto(url)
        if refused:
            self.refuses(refused)
        return self._opened()

    def reload(self) -> Screen:
        """Loads the page again, with the address that it has, and waits for its first frame."""
        self.page.reload()
        return self._opened()

    def _opened(self) -> Screen:
        self.page.get_by_role("status", name="Epoch", exact=True).wait_for()
        self.until("true")
        return self

    def until(self, condition: str, argument: Any = None) -> None:
        """Waits until a JavaScript expression of `frame`, `scene` and `argument` is true; both are there then."""
        known = "const frame = __seen.header(), scene = __seen.scene"
        # A function: the page's policy forbids `eval`, with which an expression would be tried for the second time.
        body = f"(argument) => {{ {known}; return frame !== null && scene !== null && ({condition}); }}"
        self.page.wait_for_function(body, arg=argument)

    def comes(self, what: Callable[[], bool], told: Callable[[], Any] = lambda: "") -> None:
        """Waits until something that is read off the page is as it should be; `told` says what it is instead."""
        deadline = time.monotonic() + TIMEOUT / 1000
        while not what():
            assert time.monotonic() < deadline, f"It did not come about: {told()}"
            self.picture()

    def picture(self) -> None:
        """Waits for the next animation frame."""
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def box(self, target: Locator) -> FloatRect:
        """Where an element is, as soon as it stands still."""
        return target.evaluate(STANDING)  # of something that is there, even if nothing of it is seen

    def frame(self, *arrays: str) -> dict[str, Any]:
        """Header of the newest frame, with the arrays asked for as flat lists under their names."""
        return self.page.evaluate("(names) => __seen.decode(names)", list(arrays))

    def scene(self) -> dict[str, Any]:
        """What is simulated."""
        return self.page.evaluate("__seen.scene")

    def kinds(self) -> list[str]:
        """Kind of every layer."""
        return [layer["kind"] for layer in self.scene()["layers"]]

    def press(self, name: str) -> None:
        """Presses a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def rest(self) -> None:
        """Pauses, and waits for the picture at rest."""
        self.press("Pause")
        self.until("frame.playing === false && scene.playing === false")
        self.settle()

    def settle(self) -> None:
        """Waits until every edit is answered and its picture complete: a slow machine draws a map that moves coarsely,
        and the ghost a moment later.
        """
        self.until(
            "!__seen.asking && frame.revision === scene.revision"
            " && frame.arrays.find(([name]) => name === 'map')[1][0] === 100"
            " && (frame.playing || frame.ghost === null || frame.ghost.epoch === frame.epoch)"
        )

    def play_on(self, epochs: int = 5) -> None:
        """Waits for some more epochs."""
        self.until("frame.epoch >= argument", self.frame()["epoch"] + epochs)

    def drag(self, target: Locator, dx: float, dy: float, steps: int = 12, release: bool = True) -> None:
        """Takes the middle of an element with the mouse and moves it."""
        box = self.box(target)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for step in range(1, steps + 1):
            self.page.mouse.move(x + dx * step / steps, y + dy * step / steps)
            self.picture()  # a hand is not faster than the picture
        if release:
            self.page.mouse.up()

    def refuses(self, words: str) -> None:
        """Waits for an error message with these words, in whatever case, and takes it away at once."""
        root = self.page.locator(".quron-root").element_handle()
        self.page.wait_for_function(DISMISSED, arg=[root, words.lower()])


@pytest.fixture(scope="session")
def context_of() -> Callable[..., BrowserContext]:
    """Contexts by browser, number of the screen in its journey, and options.

    Journeys share them, so that files and compiled code come from the browser's cache; two screens of one journey do
    not, since they stand for two people.
    """
    known: dict[tuple[int, int, str], BrowserContext] = {}

    def find(browser: Browser, number: int, **options: Any) -> BrowserContext:
        key = id(browser), number, repr(sorted(options.items()))
        if key not in known:
            known[key] = browser.new_context(**options)
        return known[key]

    return find


@pytest.fixture
def open_screen(
    server: str, browser: Browser, context_of: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Screen]]:
    """Opens screens; at the end none may have met an error, and none leaves anything behind in the browser."""
    screens: list[Screen] = []

    def start(query: str = "", *, using: Browser | None = None, refused: str = "", **options: Any) -> Screen:
        options = {"viewport": {"width": 1440, "height": 900}, **options}
        page = context_of(using or browser, len(screens), **options).new_page()
        page.set_default_timeout(TIMEOUT)
        screen = Screen(page)
        page.on("console", lambda entry: entry.type == "error" and screen.errors.append(entry.text))
        page.on("pageerror", lambda error: screen.errors.append(str(error)))
        page.add_init_script(path=HERE / "listen.js")
        screens.append(screen)
        url = query if query.startswith("http") else f"{server}/{query}"
        return screen.visit(url + ("&" if "?" in url else "?") + "debug=1", refused)

    yield start
    for screen in screens:
        counted = screen.page.evaluate("window.__quron ? __quron.errors : []")
        screen.page.evaluate("localStorage.clear()")
        screen.page.context.clear_cookies()
        screen.page.close()
        # Not an error: the browser says that it told an observer of a new size one frame later.
        assert [text for text in screen.errors + counted if not text.startswith("ResizeObserver loop")] == []


@pytest.fixture
def screen(open_screen: Callable[..., Screen]) -> Screen:
    """The page as it opens."""
    return open_screen()
