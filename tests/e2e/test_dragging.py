"""Journeys of the hand: what is dragged moves in the animation frame of the hand, and the simulator confirms it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator

FLOAT32 = 5e-6
"""Planes and frames are float32, of 6e-8 relative precision; sums of some twenty terms lose a digit more."""

# The pointer goes where a drag would take it, and the pixels are read in the very next animation frame: the message to
# the simulator leaves in that frame, so no answer to it can have been painted. An answer to something earlier can: it
# is waited for, and if it comes just then, that frame proves nothing and the hand moves again, to the goal or half way.
MOVE = """async (dial, [dx, dy]) => {
    const root = dial.getRootNode();
    const map = [...root.querySelectorAll('.map canvas')];
    const network = root.querySelector('canvas.pictures');
    const nodes = [...root.querySelectorAll('.card:not(.ghost) .node')];
    const read = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const sum = ({ data, width }, x0 = 0, y0 = 0, x1 = width, y1 = data.length / width / 4) => {
        let total = 7;
        for (let y = y0; y < y1; y += 1)
            for (let k = 4 * (y * width + x0); k < 4 * (y * width + x1); k += 1) total = (total * 31 + data[k]) % 1e9;
        return total;
    };
    const pictures = () => {
        const image = read(network);
        const over = network.getBoundingClientRect();
        const scale = network.width / over.width;
        const at = (place, from, end) => Math.max(0, Math.min(end, Math.round((place - from) * scale)));
        const shown = nodes.map((node) => {
            const { left, right, top, bottom } = node.getBoundingClientRect();
            const [x0, x1] = [left, right].map((x) => at(x, over.left, network.width));
            const [y0, y1] = [top, bottom].map((y) => at(y, over.top, network.height));
            return [node.ariaLabel ?? 'readout', sum(image, x0, y0, x1, y1)];
        });
        return [['map', map.map((canvas) => sum(read(canvas))).join()], ...shown];
    };
    const quiet = async () => {
        for (let [still, waited] = [0, 0]; still < 3 && waited < 12; waited += 1) {
            const frames = __quron.frames;
            await new Promise(requestAnimationFrame);
            still = __quron.frames === frames ? still + 1 : 0;
        }
    };
    for (let tries = 1; ; tries += 1) {
        await quiet();
        const before = pictures();
        const frames = __quron.frames;
        const { x, y, width, height } = dial.getBoundingClientRect();
        const part = tries % 2 ? 1 : 0.5;
        const at = { clientX: x + width / 2 + part * dx, clientY: y + height / 2 + part * dy };
        dial.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, bubbles: true, composed: true, ...at }));
        await new Promise(requestAnimationFrame);
        const after = pictures();
        const came = __quron.frames - frames;
        const moved = after.filter(([, shown], k) => shown !== before[k][1]).map(([name]) => name);
        if (!came || tries === 10) return { moved, frames: came };
    }
}"""


def take(screen: Any, name: str) -> Locator:
    """Press the pointer on a dial, and wait for its planes."""
    dial = screen.page.get_by_role("slider", name=name, exact=True)
    box = screen.box(dial)
    screen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.page.mouse.down()
    screen.until("frame.planes !== null")
    screen.picture()
    return dial


def move(dial: Locator, dx: float, dy: float) -> dict[str, Any]:
    """Move the hand, and look which pictures the next animation frame shows anew, by name."""
    return dial.evaluate(MOVE, [dx, dy])


def test_maps_follow_the_hand_without_the_simulator(screen: Any) -> None:
    """An angle, a coupling, an ambient dial and a scale; afterwards the simulator says the same."""
    screen.rest()
    for name in ("layer 2 RY q0", "layer 6 RXX q0 q1", "amplitude damping"):
        dial = take(screen, name)
        for distance in (-30, -12):
            seen = move(dial, 0, distance)
            assert seen["moved"]
            assert seen["frames"] == 0
        screen.page.mouse.up()
        screen.until("frame.planes === null")
    screen.page.get_by_role("group", name="layer 1 encode", exact=True).click(position={"x": 12, "y": 12})
    dial = take(screen, "Scale slider")
    assert move(dial, 20, 0)["moved"]
    screen.page.mouse.up()
    screen.until("frame.planes === null && scene.experiment.network.layers[0].scale !== 1.75")
    # Only what lies behind a dial moves: of the layers before it, nothing.
    dial = take(screen, "layer 5 RY q0")
    moved = move(dial, 0, -30)["moved"]
    screen.page.mouse.up()
    assert {"map", "readout", "layer 5 q0"} <= set(moved)
    assert {name[:7] for name in moved} <= {"map", "readout", "layer 5", "layer 6"}
    screen.until("frame.planes === null && scene.can_undo")
    screen.page.wait_for_function("() => __quron.dragFrames >= 8 && __quron.truthMs.length > 0")
    screen.picture()
    assert screen.page.evaluate("__quron.dragError") < FLOAT32


def test_a_dial_in_the_hand_rests_while_the_others_learn(screen: Any) -> None:
    dial = take(screen, "layer 2 RY q0")
    move(dial, 0, -25)
    value = float(dial.get_attribute("aria-valuenow") or "nan")
    screen.play_on(10)
    assert float(dial.get_attribute("aria-valuenow") or "nan") == value
    screen.until("frame.planes !== null")
    screen.page.mouse.up()
    screen.until("frame.planes === null")
    screen.play_on(5)
