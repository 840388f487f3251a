"""Journeys of the hand: what is dragged moves in the animation frame of the hand, and the simulator confirms it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator

FLOAT32 = 5e-6
"""Planes and frames are float32, of 6e-8 relative precision; sums of some twenty terms lose a digit more."""

# The pointer goes where a drag would take it, and the pixels are read in the very next animation frame: the message to
# the simulator leaves in that frame, so no answer to it can have been painted.
MOVE = """async (dial, [dx, dy]) => {
    const root = dial.getRootNode();
    const sum = ({ data }) => data.reduce((sum, x, k) => (sum * 31 + x * k) % 1e9, 7);
    const pixels = () => [...root.querySelectorAll('.map canvas, .pictures')].map((canvas) =>
        sum(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)));
    const before = pixels();
    const frames = __quron.frames;
    const { x, y, width, height } = dial.getBoundingClientRect();
    const at = { clientX: x + width / 2 + dx, clientY: y + height / 2 + dy };
    dial.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, bubbles: true, composed: true, ...at }));
    await new Promise(requestAnimationFrame);
    const after = pixels();
    return { moved: after.map((sum, k) => sum !== before[k]), frames: __quron.frames - frames };
}"""


def take(screen: Any, name: str) -> Locator:
    """Press the pointer on a dial, and wait for its planes."""
    dial = screen.page.get_by_role("slider", name=name, exact=True)
    box = dial.bounding_box()
    assert box is not None
    screen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.page.mouse.down()
    screen.until("frame.planes !== null")
    screen.page.evaluate("() => new Promise(requestAnimationFrame)")
    return dial


def move(dial: Locator, dx: float, dy: float) -> dict[str, Any]:
    """Move the hand, and look what the next animation frame shows."""
    return dial.evaluate(MOVE, [dx, dy])


def test_maps_follow_the_hand_without_the_simulator(screen: Any) -> None:
    """An angle, a coupling and an ambient dial; afterwards the simulator says the same."""
    screen.rest()
    for name in ("layer 2 RY q0", "layer 6 RXX q0 q1", "amplitude damping"):
        dial = take(screen, name)
        for distance in (-30, -12):
            seen = move(dial, 0, distance)
            assert any(seen["moved"])
            assert seen["frames"] == 0
        screen.page.mouse.up()
        screen.until("frame.planes === null")
    screen.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    counted = screen.page.evaluate("__quron")
    assert counted["dragFrames"] >= 6
    assert counted["dragError"] < FLOAT32
    assert counted["truthMs"]
    assert screen.scene()["can_undo"] is True


def test_only_what_lies_behind_the_dial_moves(screen: Any) -> None:
    screen.rest()
    dial = take(screen, "layer 5 RY q0")
    moved = move(dial, 0, -30)["moved"]
    screen.page.mouse.up()
    assert any(moved)
    assert not all(moved)


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


def test_the_scale_of_an_encoder_follows_the_hand(screen: Any) -> None:
    screen.rest()
    screen.page.get_by_role("group", name="layer 1 encode", exact=True).click(position={"x": 12, "y": 12})
    dial = take(screen, "Scale slider")
    assert any(move(dial, 20, 0)["moved"])
    screen.page.mouse.up()
    screen.until("frame.planes === null")
    assert screen.page.evaluate("__quron.dragError") < FLOAT32
    assert screen.scene()["experiment"]["network"]["layers"][0]["scale"] != 1.75
