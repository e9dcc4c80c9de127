"""The server: Streamlit with sign-in, security headers and a health check, around `pages/frame.py`.

What people see is in `pages/`, what the server does beside it in `server/`; its settings are in
`.streamlit/config.toml`.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from extracts.errors import DashboardError
from server import may_start
from server.guard import guarded
from server.headers import with_headers
from server.sign_in import with_words


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


routes = [Route("/healthz", healthz)]
middleware = [Middleware(with_headers), Middleware(guarded), Middleware(with_words)]
app = st.App("pages/frame.py", routes=routes, middleware=middleware, lifespan=lifespan)
try:
    may_start.check()
except DashboardError as why:
    sys.exit(str(why))
