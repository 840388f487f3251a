"""What the page takes: by link, by file and by hand, the same limits with the same words."""

import pytest

from playground.live import limits
from playground.live.desk import Desk
from playground.live.limits import PAGE_PAIRS, PAGE_QURONS, page_model
from playground.models import Plan
from playground.spec import Experiment, Network, SpecError, default_experiment
from playground.spec.edits import set_value
from playground.spec.layers import Entangle, Perceptron, Rotate

DEFAULT = default_experiment()


def experiment(**fields: object) -> Experiment:
    return DEFAULT.replace(network=Network(**fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "path", "words"),
    [
        (
            experiment(qurons=PAGE_QURONS + 1, layers=(Rotate(),)),
            "network.qurons",
            "`qurons` is 9, but the page holds at most 8. Reduce `qurons` to 8",
        ),
        (
            experiment(qurons=6, layers=(Rotate(), Perceptron(width=3))),
            "network.layers[1].width",
            "`width` is 3, and 6 inputs make more than the 8 qurons",
        ),
        (
            experiment(qurons=2, layers=(Entangle(pairs=((0, 1),) * (PAGE_PAIRS + 1)),)),
            "network.layers[0].pairs",
            "`pairs` holds 57 pairs, but a layer on the page has at most 56. Divide",
        ),
    ],
)
def test_what_is_too_large_for_the_page_is_refused_and_changes_nothing(asked: Experiment, path: str, words: str):
    desk = Desk(DEFAULT)
    before = desk.experiment
    for attempt in (lambda: Desk(asked), lambda: desk.open(asked)):
        with pytest.raises(SpecError) as caught:
            attempt()
        assert caught.value.path == path
        assert words in caught.value.message
    assert desk.experiment == before


def test_a_ninth_quron_is_refused_by_hand():
    desk = Desk(set_value(DEFAULT, ("network", "qurons"), PAGE_QURONS))
    with pytest.raises(SpecError, match="the page holds at most 8"):
        desk.edit({"kind": "add_quron"})
    with pytest.raises(SpecError, match="the page holds at most 8"):
        desk.set(("network", "qurons"), 12, commit=True)
    assert desk.experiment.network.qurons == PAGE_QURONS


def test_a_network_that_cannot_be_trained_is_refused(monkeypatch: pytest.MonkeyPatch):
    """No network of eight qurons comes to that today; the page must not depend on it."""

    class Untrained:
        class plan:
            readouts = Plan("single runs", "noise on 8 qurons at one time.", 1.0, 1, trains=False)

    monkeypatch.setattr(limits, "compile_experiment", lambda *_, **__: Untrained)
    with pytest.raises(SpecError, match=r"there is noise on 8 qurons at one time\. Reduce `qurons`"):
        page_model(DEFAULT)


def test_a_network_that_takes_too_long_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch):
    """Any network is too slow for a page that does not wait; the message says how long it would have taken."""
    monkeypatch.setattr(limits, "PAGE_FRAME_MS", 0.001)
    with pytest.raises(SpecError, match=r"about .* a frame, and the page waits at most 1e-06 s") as caught:
        page_model(DEFAULT)
    assert caught.value.path == "network.qurons"
