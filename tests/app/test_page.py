"""The page through Streamlit's own test harness: what it mounts, and what a bad link does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import playground.app
from playground.app.service import live_server
from playground.app.session import open_visit, read_link
from playground.spec.codec import to_link
from playground.spec.examples import default_experiment

SCRIPT = Path(playground.app.__file__).with_name("main.py")


def run(**query: str) -> AppTest:
    page = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def mounted(page: AppTest) -> dict:
    """What the component is given."""
    assert not page.exception
    (element,) = page.get("bidi_component")
    return json.loads(element.proto.json)


def session_of(page: AppTest):
    session = live_server().registry.get(mounted(page)["token"])
    assert session is not None
    return session


def test_the_page_opens_the_example_and_plays():
    page = run()
    given = mounted(page)
    assert given["message"] == ""
    assert given["debug"] is False
    session = session_of(page)
    assert session.desk.experiment == default_experiment()
    assert session.playing


def test_a_rerun_keeps_the_session():
    page = run()
    token = mounted(page)["token"]
    assert mounted(page.run())["token"] == token


def test_two_visitors_have_two_sessions():
    assert mounted(run())["token"] != mounted(run())["token"]


def test_debug_is_passed_on():
    assert mounted(run(debug="1"))["debug"] is True


@pytest.mark.parametrize("trained", [False, True])
def test_a_link_restores_the_experiment(trained):
    experiment = default_experiment()
    experiment = experiment.replace(data=experiment.data.replace(name="moons"))
    count = len(open_visit(None).session.desk.trainer.theta)
    shared = experiment.replace(parameters=(0.5,) * count) if trained else experiment
    page = run(e=to_link(shared))
    session = session_of(page)
    assert mounted(page)["message"] == ""
    assert session.desk.experiment == experiment
    assert session.playing is not trained  # a trained network is shown as it was shared


@pytest.mark.parametrize(
    "link",
    ["", "x", "%%%", to_link(default_experiment())[:-5], to_link(default_experiment())[5:], "A" * 5000, "<script>"],
)
def test_a_bad_link_opens_the_example_and_says_what_was_wrong(link):
    page = run(e=link)
    message = mounted(page)["message"]
    assert message.startswith("The link could not be opened, so this is the example.")
    assert len(message) > 60
    assert "Traceback" not in message
    assert session_of(page).desk.experiment == default_experiment()


def test_no_link_is_no_complaint():
    assert read_link(None) == (default_experiment(), "")


def test_the_style_hides_what_streamlit_puts_around_a_page():
    page = run()
    (style,) = page.get("html")
    assert '[data-testid="stHeader"]' in style.proto.body
    assert "display: none" in style.proto.body
