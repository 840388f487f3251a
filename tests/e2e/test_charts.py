"""The output column: charts are updated in place, what the user has turned or zoomed is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

CAMERA = "(plot) => plot._fullLayout.scene.camera.eye"
EPOCHS = "(plot) => plot._fullLayout.xaxis.range"


def chart(screen: Any, name: str) -> Any:
    """Handle of a Plotly chart that has been drawn."""
    plot = screen.page.locator(f".{name}")
    plot.locator(".main-svg").first.wait_for(state="attached")
    handle = plot.element_handle()
    assert handle is not None
    screen.page.wait_for_function("(plot) => Boolean(plot._fullLayout)", arg=handle)
    return handle


def test_the_loss_curve_grows_in_place_and_keeps_its_zoom(screen: Any) -> None:
    """The same chart element shows more and more of the simulator's own numbers; at rest it shows the last one.

    Linear on request; a stretch dragged out stays while it learns; a double click shows everything again.
    """
    page = screen.page
    plot = chart(screen, "loss-plot")
    page.evaluate("(plot) => { plot.firstElementChild.dataset.mark = 'kept'; }", plot)
    points = page.evaluate("(plot) => plot.data.find(({ name }) => name === 'train').x.at(-1) ?? 0", plot)
    page.wait_for_function(
        "([plot, points]) => plot.data.find(({ name }) => name === 'train').x.at(-1) > points + 10", arg=[plot, points]
    )
    screen.until("frame.epoch > 40")
    screen.press("Linear loss axis")
    page.wait_for_function("(plot) => plot._fullLayout.yaxis.type === 'linear'", arg=plot)
    screen.press("Logarithmic loss axis")
    page.wait_for_function("(plot) => plot._fullLayout.yaxis.type === 'log'", arg=plot)
    area = page.locator(".loss-plot .nsewdrag").first
    screen.drag(area, 60, 0)
    page.wait_for_function("(plot) => plot._fullLayout.xaxis.range[0] > 1", arg=plot)
    zoomed = page.evaluate(EPOCHS, plot)
    screen.play_on(30)
    assert page.evaluate(EPOCHS, plot) == zoomed

    def all_shown() -> bool:
        area.dblclick()  # a page that is held up may take it for two clicks: then once more
        for _ in range(30):
            if page.evaluate(EPOCHS, plot)[0] == 0:
                return True
            screen.picture()
        return False

    screen.comes(all_shown)
    screen.rest()
    frame = screen.frame()
    page.wait_for_function(
        "([plot, epoch]) => plot.data.find(({ name }) => name === 'train').x.at(-1) === epoch",
        arg=[plot, frame["epoch"]],
    )
    loss = page.evaluate("(plot) => plot.data.find(({ name }) => name === 'train').y.at(-1)", plot)
    assert loss == pytest.approx(frame["train_loss"], abs=1e-5)
    assert page.evaluate("(plot) => plot.firstElementChild.dataset.mark", plot) == "kept"


def test_the_bloch_sphere_shows_the_chosen_node_and_keeps_its_view(screen: Any) -> None:
    """Turned by hand and by key while it learns; neither new frames nor another quron turn it back.

    Arrow and cloud are the simulator's Bloch vectors of the chosen quron after the chosen layer.
    """
    page = screen.page
    picture = page.locator(".sphere-picture")
    page.locator(".sphere-picture[data-drawn=webgl]").wait_for()
    plot = chart(screen, "sphere-plot")
    start = page.evaluate(CAMERA, plot)
    turned_from = f"([plot, {{ x, y }}]) => ((eye) => Math.hypot(eye.x - x, eye.y - y) > 0.05)(({CAMERA})(plot))"
    screen.drag(picture, 50, 12, steps=20)
    page.wait_for_function(turned_from, arg=[plot, start])
    start = page.evaluate(CAMERA, plot)
    picture.press("ArrowLeft")
    page.wait_for_function(turned_from, arg=[plot, start])
    screen.play_on(3)
    turned = page.evaluate(CAMERA, plot)
    screen.press("Bloch sphere of q1")
    screen.play_on(20)
    assert page.evaluate(CAMERA, plot) == pytest.approx(turned, abs=1e-6)
    expect(picture).to_have_attribute("aria-label", re.compile("^Bloch sphere of q1 after"))
    page.get_by_role("button", name="layer 2 q1", exact=True).click()
    expect(page.locator(".stats")).to_contain_text("2 rotate")
    screen.rest()
    widths = screen.scene()["widths"]
    row = sum(widths[:2]) + 1
    bloch = screen.frame("bloch")["bloch"][3 * row : 3 * row + 3]
    page.wait_for_function(
        "([plot, tip]) => ['x', 'y', 'z'].every((axis, k) => Math.abs(plot.data.at(-1)[axis][0] - tip[k]) < 1e-6)",
        arg=[plot, bloch],
    )
    shown = page.evaluate("(plot) => plot.data[2].x.length + plot.data[3].x.length", plot)
    assert shown == len(screen.scene()["data"]["y"])
    assert page.evaluate(CAMERA, plot) == pytest.approx(turned, abs=1e-6)


def test_the_large_map_keeps_its_zoom(screen: Any) -> None:
    """Enlarged, the map is updated in place and a wheel's zoom stays; reset, and Escape closes."""
    screen.press("Enlarge the decision map")
    plot = chart(screen, "boundary-plot")
    box = screen.box(screen.page.locator(".boundary-plot .nsewdrag").first)
    screen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.page.mouse.wheel(0, -300)
    screen.page.wait_for_function("(plot) => plot._fullLayout.xaxis.range[0] > -0.99", arg=plot)
    before = screen.page.evaluate("(plot) => Array.from(plot.data[0].z[50])", plot)
    screen.page.wait_for_function(
        "([plot, old]) => plot.data[0].z[50].some((v, k) => v !== old[k])", arg=[plot, before]
    )
    zoomed = screen.page.evaluate(EPOCHS, plot)
    screen.play_on(20)
    assert screen.page.evaluate(EPOCHS, plot) == zoomed
    screen.press("Reset view")
    screen.page.wait_for_function("(plot) => plot._fullLayout.xaxis.range[0] === -1", arg=plot)
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("dialog", name="Decision map")).to_be_hidden()


def test_the_probe_follows_the_hand_and_a_node_is_shown_large(screen: Any) -> None:
    """A click places the probe, arrow keys move it, and the simulator's Bloch vectors move with it.

    The name of a node under the pointer stands above the map, which is finer than the node's own as soon as the
    simulator has sent it.
    """
    page = screen.page
    screen.rest()
    before = screen.frame("bloch")["bloch"]
    field = page.locator(".map-frame")
    box = screen.box(field)
    field.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.25})
    screen.until("__seen.decode(['bloch']).bloch.some((v, k) => v !== argument[k])", before)
    expect(field).to_have_attribute("aria-label", re_probe("−0.50", "0.50"))
    field.press("ArrowRight")
    expect(field).to_have_attribute("aria-label", re_probe("−0.48", "0.50"))
    page.get_by_role("button", name="layer 2 q1", exact=True).hover()
    title = page.get_by_role("region", name="Decision map").get_by_role("heading")
    expect(title).to_contain_text("Layer 2 rotate")
    page.wait_for_function("(map) => map.width === 100", arg=page.locator(".map-field").element_handle())
    screen.until("frame.arrays.some(([name]) => name === 'hover')")
    page.mouse.move(4, 4)
    expect(title).to_contain_text("Output")


def re_probe(x1: str, x2: str) -> Any:
    """What the map's label says of a probe."""
    return re.compile(re.escape(f"probe ({x1}, {x2})"))


def test_without_webgl_the_sphere_is_drawn_flat(open_screen: Any, launch: Any) -> None:
    """Never blank: a projection on a canvas, and a line that says why."""
    flat = launch(["--no-sandbox", "--disable-gpu", "--disable-3d-apis"])
    screen = open_screen(using=flat)
    picture = screen.page.locator(".sphere-picture[data-drawn=flat]")
    picture.wait_for()
    expect(screen.page.get_by_text("Drawn flat: no WebGL.")).to_be_visible()
    painted = "(canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    screen.page.wait_for_function(painted, arg=screen.page.locator(".sphere-flat").element_handle())
