"""Requests as a server hands them on, and what an application answered to them."""

import json
import time
from typing import Any

import anyio
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

SECRET = "0123456789abcdef" * 4
HOST = "127.0.0.1:8501"


def scope(
    path: str = "/", query: str = "", kind: str = "http", client=("127.0.0.1", 5), **headers: Any
):
    """An ASGI scope. headers: their names with _ for -; None leaves one out."""
    given = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "scheme": "http",
        "client": client,
        "headers": [(n.encode(), v.encode()) for n, v in given.items() if v is not None],
    }


def cookie(
    origin: str = f"http://{HOST}", secret: str = SECRET, hours: float = 0, **claims: Any
) -> str:
    """The value of the user's cookie, as Streamlit signs it."""
    said = {"is_logged_in": True, "origin": origin, "iat": time.time() - 3600 * hours} | claims
    return create_signed_value(secret, "_streamlit_user", json.dumps(said)).decode()


def answers(
    status: int = 200, body: bytes = b"theirs", cookies: tuple[str, ...] = (), **headers: str
) -> ASGIApp:
    """An application that always answers the same."""

    async def app(scope, receive, send):
        message = {"type": "http.response.start", "status": status, "headers": []}
        out = MutableHeaders(scope=message)
        for name, value in headers.items():
            out[name.replace("_", "-")] = value
        for value in cookies:
            out.append("set-cookie", value)
        await send(message)
        await send({"type": "http.response.body", "body": body})

    return app


class Answer:
    """What came of a request."""

    def __init__(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        self._messages: list[Any] = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            self._messages.append(message)

        anyio.run(app, scope, receive, send)
        start = self._messages[0]
        self.kind = start["type"]
        self.status = start.get("status", start.get("code"))
        self.headers = MutableHeaders(scope=start) if "headers" in start else None
        self.text = b"".join(m.get("body", b"") for m in self._messages[1:]).decode()
        assert [m["type"] for m in self._messages].count("http.response.start") <= 1

    @property
    def cookies(self) -> dict[str, str]:
        """Name -> the rest of each Set-Cookie header."""
        assert self.headers is not None
        return dict(c.split("=", 1) for c in self.headers.getlist("set-cookie"))
