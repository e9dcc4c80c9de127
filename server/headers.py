"""The security headers of every answer, and what becomes of its cookies."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.provider import is_secure, sign_in_seconds


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
    "Referrer-Policy": "same-origin",  # which also says what page was asked for before sign-in
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OF_THE_USER = "_streamlit_user"


def with_headers(app: ASGIApp) -> ASGIApp:
    """The same application, with HEADERS on every answer and its cookies as cookies()."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if "set-cookie" in headers:
                    given = headers.getlist("set-cookie")
                    del headers["set-cookie"]
                    for cookie in given:
                        secured = cookie_as_sent(cookie, secure=is_secure(scope))
                        headers.append("set-cookie", secured)
            await send(message)

        await app(scope, receive, send_on)

    return answer


def cookie_as_sent(cookie: str, *, secure: bool) -> str:
    """A Set-Cookie header, for TLS alone if `secure`, kept no longer than a sign-in is good for.

    Streamlit sends its cookies without Secure, and keeps that of the user for 30 days.
    """
    if cookie.startswith(_OF_THE_USER):
        longest = sign_in_seconds()
        cookie = re.sub(
            r"(?i)(max-age=)(\d+)", lambda m: f"{m[1]}{min(int(m[2]), longest)}", cookie
        )
    if secure and not re.search(r"(?i);\s*secure\b", cookie):
        cookie += "; Secure"
    return cookie
