"""The files the page loads beside Streamlit's own: our front-end modules, and Plotly from its package."""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from pathlib import Path

import plotly
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import components

FRONTEND = Path(components.__file__).parent / "frontend"
"""Folder of the ES modules and style sheets."""
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
"""Plotly.js as the installed `plotly` package brings it."""

# With `nosniff` a module of another type is refused; some systems map .js to text/plain.
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/css", ".css")


class FrontendFiles(StaticFiles):
    """Our modules; the browser asks each time whether they have changed (304 by ETag)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404, with the order to revalidate."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def _plotly_gzip() -> bytes:
    return gzip.compress(PLOTLY.read_bytes(), compresslevel=6, mtime=0)


async def plotly_js(request: Request) -> Response:
    """Plotly.js, compressed once and kept: compressing 4.8 MB for each visitor would hold up the frames."""
    headers = {
        "Cache-Control": "public, max-age=86400",
        "Vary": "Accept-Encoding",
        "ETag": f'"{plotly.__version__}"',
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = await run_in_threadpool(_plotly_gzip)
        headers["Content-Encoding"] = "gzip"
    else:
        content = await run_in_threadpool(PLOTLY.read_bytes)
        headers["Content-Encoding"] = "identity"
    return Response(content, media_type="text/javascript", headers=headers)
