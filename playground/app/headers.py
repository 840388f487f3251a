"""Security headers on every page and file, which Streamlit itself does not send."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBEDDERS = "QURON_EMBED_ORIGINS"
"""Environment variable: origins of other sites, such as a course's, that may show the page in a frame."""

_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def inline_script_hashes(html: bytes) -> list[str]:
    """CSP source expressions of the inline scripts of a page: `sha256-` and the base64 of the digest.

    Args:
        html: Source of the page.
    Returns:
        One expression a script, in the order of the page.
    Source: Content Security Policy Level 3, section 2.3.1.
    """
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def embedding_origins(text: str) -> list[str]:
    """Read the value of `QURON_EMBED_ORIGINS`.

    Args:
        text: Origins separated by spaces, such as `https://course.example.edu`.
    Returns:
        The origins.
    Raises:
        ValueError: If a word is no origin; what is let through here stands in a security header.
    """
    for word in text.split():
        if not _ORIGIN.fullmatch(word):
            raise ValueError(
                f"{EMBEDDERS} must hold origins separated by spaces, but holds {word!r}. "
                "Write them as https://course.example.edu, without a path."
            )
    return text.split()


@cache
def content_security_policy() -> str:
    """Policy that lets Streamlit, its components and Plotly (3-D too) run, and nothing from elsewhere."""
    index = Path(st.__file__).parent / "static" / "index.html"
    scripts = " ".join(inline_script_hashes(index.read_bytes()))
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {scripts}".rstrip(),  # component modules are imported from blob: addresses
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(["frame-ancestors 'self'", *embedding_origins(os.environ.get(EMBEDDERS, ""))]),
        ]
    )


@cache
def security_headers() -> dict[str, str]:
    """Header name -> value, sent with every HTTP answer."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


class SecurityHeaders:
    """ASGI middleware that adds `security_headers` to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
