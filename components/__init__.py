"""Streamlit v2 components of the playground. They never import `playground`.

Streamlit finds the files of a component only in some kinds of installation, so the registered script is an
inline loader that imports the module from the app's own `/frontend` route.
"""

from __future__ import annotations

from typing import Any

from streamlit.components.v2 import component

# `document.baseURI` respects `server.baseUrlPath`. The text must contain a newline, or it is taken for a path.
_LOADER = """\
const module = await import(new URL('frontend/canvas/main.js', document.baseURI));
export default module.default;
"""

_canvas = component("quron.network_canvas", js=_LOADER)


def network_canvas(*, token: str, debug: bool = False, message: str = "", key: str = "quron") -> Any:
    """Mount the playground's screen, which fills the viewport and talks to the server over `/live`.

    Args:
        token: Key of the session at the WebSocket.
        debug: Whether the page keeps counters in `window.__quron`.
        message: What was wrong with the link that opened the page; empty if nothing.
        key: Streamlit's key of the element.
    """
    return _canvas(data={"token": token, "debug": debug, "message": message}, key=key, height="stretch")
