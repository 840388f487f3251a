"""A visitor's session: opened by a link or by the default example, kept in Streamlit's session state."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from playground.app.service import live_server
from playground.live.session import Session
from playground.spec.codec import from_link
from playground.spec.errors import SpecError
from playground.spec.examples import default_experiment
from playground.spec.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Visit:
    """What the page needs to know.

    Attributes:
        session: The live session; it lives as long as this value does.
        token: Its key at the WebSocket.
        message: What was wrong with the link, empty if nothing.
    """

    session: Session
    token: str
    message: str


def read_link(text: str | None) -> tuple[Experiment, str]:
    """The experiment of a link, or the default one and what was wrong.

    Args:
        text: Value of the query parameter `e`, None if there is none.
    """
    if text is None:
        return default_experiment(), ""
    try:
        return from_link(text), ""
    except SpecError as error:
        return default_experiment(), f"The link could not be opened, so this is the example. {error}"


def open_visit(text: str | None) -> Visit:
    """Start a session for a link (value of `e`) or for the default experiment."""
    experiment, message = read_link(text)
    try:
        session = Session(experiment)
    except (ValueError, ArithmeticError, MemoryError) as error:
        message = f"The experiment of the link cannot be run, so this is the example. {error}"
        session = Session(default_experiment())
    return Visit(session, live_server().open(session), message)


def current_visit() -> Visit:
    """This visitor's session, opened on the first run of the script."""
    if "visit" not in st.session_state:
        st.session_state["visit"] = open_visit(st.query_params.get("e"))
    return st.session_state["visit"]
