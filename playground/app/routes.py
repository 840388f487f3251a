"""Routes, middleware and lifespan of the app, shared by `streamlit run` and the console script."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from playground.app.assets import FRONTEND, FrontendFiles, plotly_js
from playground.app.headers import SecurityHeaders
from playground.app.service import live_server
from playground.models.threads import one_blas_thread

_OWN = ("/live", "/frontend/", "/plotlyjs/")


class BasePath:
    """ASGI middleware that takes `server.baseUrlPath` off our own routes, as Streamlit does with its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the path our routes know."""
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        path = scope.get("path", "")
        if base and path.startswith(f"/{base}/") and path[len(base) + 1 :].startswith(_OWN):
            scope = {**scope, "path": path[len(base) + 1 :]}
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Run the worker while the app runs.

    What the imports left behind is frozen, so that a later full collection has little to walk through.
    """
    workers = live_server().workers
    gc.collect()
    gc.freeze()
    workers.start()
    with one_blas_thread():
        try:
            yield
        finally:
            workers.stop()


async def live(websocket: WebSocket) -> None:
    """The WebSocket that everything goes over once the page is mounted."""
    await live_server().endpoint(websocket)


ROUTES: list[BaseRoute] = [
    WebSocketRoute("/live", live),
    Mount("/frontend", FrontendFiles(directory=FRONTEND, check_dir=False)),
    Route("/plotlyjs/plotly.min.js", plotly_js),
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(BasePath)]
