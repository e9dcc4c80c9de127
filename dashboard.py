"""The server: Streamlit with security headers and a health check, around `pages/frame.py`.

What people see is in `pages/`; settings of the server are in `.streamlit/config.toml`.
"""

import base64
import gc
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_policy(page: str) -> str:
    """The Content-Security-Policy for Streamlit's own page: its inline scripts by hash.

    Inline styles stay allowed, as Streamlit writes all of its styles that way.
    """
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
        "object-src 'none'"
    )


STREAMLIT_PAGE = Path(st.__file__).with_name("static") / "index.html"
HEADERS = {  # Strict-Transport-Security is for the proxy that holds the certificate
    "Content-Security-Policy": content_policy(STREAMLIT_PAGE.read_text("utf-8")),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def with_headers(app: ASGIApp) -> ASGIApp:
    """The same application, with HEADERS on every answer."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, send_on)

    return answer


async def healthz(request: Request) -> PlainTextResponse:
    """That the process answers; nothing of the store, which may be slow or away."""
    return PlainTextResponse("ok")


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Load what is slow to load, and keep it out of every later garbage collection."""
    for heavy in ("pandas", "plotly.graph_objects", "deltalake", "duckdb"):
        import_module(heavy)
    gc.freeze()
    yield
    gc.unfreeze()  # or DuckDB's bindings complain of leaks when the process ends


routes, middleware = [Route("/healthz", healthz)], [Middleware(with_headers)]
app = st.App("pages/frame.py", routes=routes, middleware=middleware, lifespan=lifespan)
