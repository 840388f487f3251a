"""The app as it is served: security headers, own files, Plotly, the WebSocket, and all of it under a base path."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import re
from pathlib import Path

import plotly
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

import components
from playground.app.headers import content_security_policy, embedding_origins, inline_script_hashes
from playground.app.routes import MIDDLEWARE, ROUTES, lifespan
from playground.app.service import live_server


async def hello(request):
    return PlainTextResponse("hello")


APP = Starlette(routes=[*ROUTES, Route("/", hello)], middleware=MIDDLEWARE)


def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Answer of the app to GET: status, headers, body."""
    status, answer, body = 0, {}, b""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "server": ("test", 80),
        "client": ("test", 1),
        "scheme": "http",
    }

    async def receive():  # a client that stays until it has everything
        return await asyncio.get_running_loop().create_future()

    async def send(message):
        nonlocal status, answer, body
        if message["type"] == "http.response.start":
            status = message["status"]
            answer = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            body += message.get("body", b"")

    asyncio.run(APP(scope, receive, send))
    return status, answer, body


def test_other_sites_frame_the_page_only_if_the_host_names_them(monkeypatch):
    assert content_security_policy().endswith("frame-ancestors 'self'")
    monkeypatch.setenv("QURON_EMBED_ORIGINS", "https://course.example.edu http://localhost:8080")
    policy = content_security_policy.__wrapped__()
    assert policy.endswith("frame-ancestors 'self' https://course.example.edu http://localhost:8080")


@pytest.mark.parametrize(
    "text", ["*", "https://a.example/path", "'none'", "https://a.example;", "javascript:x", "https://"]
)
def test_what_is_no_origin_does_not_enter_a_header(text):
    with pytest.raises(ValueError, match="QURON_EMBED_ORIGINS"):
        embedding_origins(f"https://course.example.edu {text}")


def test_every_answer_carries_the_security_headers():
    for path in ("/", "/frontend/nothing.js"):
        _, headers, _ = get(path)
        assert headers["content-security-policy"] == content_security_policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_policy_allows_only_the_own_inline_script_and_no_eval():
    policy = dict(part.split(" ", 1) for part in content_security_policy().split("; "))
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "'sha256-" in policy["script-src"]
    assert policy["object-src"] == "'none'"
    index = (Path(st.__file__).parent / "static" / "index.html").read_text()
    assert len(re.findall(r"<script>", index)) == policy["script-src"].count("'sha256-")


def test_hash_of_an_inline_script():
    """The example of the Content Security Policy Level 3 recommendation, section 7.4: `alert('Hello, world.');`."""
    found = inline_script_hashes(b"<p><script>alert('Hello, world.');</script>")
    assert found == ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]


def test_modules_are_served_with_a_type_that_browsers_run():
    frontend = Path(components.__file__).parent / "frontend"
    for kind, path in (("text/javascript", "lib/dom.js"), ("text/css", "styles/output.css")):
        status, headers, body = get(f"/frontend/{path}")
        assert status == 200
        assert headers["content-type"].startswith(kind)
        assert headers["cache-control"] == "no-cache"
        assert body == (frontend / path).read_bytes()
        assert get(f"/frontend/{path}", if_none_match=headers["etag"])[0] == 304


@pytest.mark.parametrize("path", ["../__init__.py", "..%2f__init__.py", "//etc/passwd", "lib/../../__init__.py"])
def test_nothing_else_is_served(path):
    assert get(f"/frontend/{path}")[0] == 404


def test_plotly_comes_from_the_installed_package():
    source = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    status, headers, body = get("/plotlyjs/plotly.min.js", accept_encoding="gzip, br")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == source
    assert get("/plotlyjs/plotly.min.js")[2] == source
    assert get("/plotlyjs/plotly.min.js", if_none_match=headers["etag"])[0] == 304


def test_own_routes_work_under_a_base_path(monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda name: "teaching/quron" if name == "server.baseUrlPath" else None)
    assert get("/teaching/quron/frontend/lib/dom.js")[0] == 200
    assert get("/teaching/quron/nothing")[0] == 404


def test_the_worker_runs_as_long_as_the_app():
    async def life() -> list[bool]:
        workers = live_server().workers
        seen = [workers.running]
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(lifespan(None))
            seen.append(workers.running)
        return [*seen, workers.running]

    assert asyncio.run(life()) == [False, True, False]
