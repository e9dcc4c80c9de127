"""What the server adds to Streamlit's sign-in: the page asked for before it, words, and events."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from access.claims import account_of, name_of, person_of
from access.ended import end
from access.failures import COOKIE as FAILED
from access.failures import FAILURES, failure
from access.noted import note
from access.roles import Person
from access.settings import Access
from extracts.errors import DashboardError
from server.asked_for import COOKIE, START, asked_for, safe
from server.paths import path_of
from server.provider import access, claims_in, cookies_of

LOGIN, CALLBACK, LOGOUT = "/auth/login", "/oauth2callback", "/auth/logout"
_WITHIN = 3600  # seconds that somebody may take at the provider
_SHOWN = 60  # seconds for which a failure is said


def with_words(app: ASGIApp) -> ASGIApp:
    """The same application; a sign-in ends on the page that was asked for, or there in words.

    What is signed out is over: the browser's cookie may be newer than what the page knows.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope) if scope["type"] == "http" else ""
        if path == LOGOUT:
            await run_in_threadpool(_signed_out, scope)
        if path not in (LOGIN, CALLBACK):
            await app(scope, receive, send)
            return
        ours: Response | None = None

        async def send_on(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start":
                make = _begun if path == LOGIN else _ended
                ours = await run_in_threadpool(make, scope, message)
            if ours is None:
                await send(message)

        await app(scope, receive, send_on)
        if ours is not None:
            await ours(scope, receive, send)

    return answer


def _begun(scope: Scope, message: Message) -> Response | None:
    """On the way to the provider: keep what was asked for. Our answer where it does not answer."""
    request, answer = Headers(scope=scope), MutableHeaders(scope=message)
    asked = asked_for(request.get("referer", ""), request.get("host", ""))
    if message["status"] >= 400:
        return _failed("unreachable", asked)
    if not answer.get("location", "").startswith(("http://", "https://")):
        return RedirectResponse(asked, 302)  # the button was pressed too long ago
    for cookie in _cookies((COOKIE, quote(asked), _WITHIN), (FAILED, "", 0)):
        answer.append("set-cookie", cookie)
    return None


def _ended(scope: Scope, message: Message) -> Response | None:
    """Back from the provider: on to what was asked for, with an event of how it went."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    if not {"code", "error", "state"} & set(given):
        return None  # back from signing out
    answer = MutableHeaders(scope=message)
    asked = safe(unquote(cookies_of(scope).get(COOKIE, START)))
    set_now = answer.getlist("set-cookie")
    claims = claims_in(_values(set_now))
    if claims is None:
        dropped = any(c.startswith(f"{USER_COOKIE_NAME}=") for c in set_now)
        why = (
            failure(given["error"][0])
            if "error" in given
            else "unconfirmed"
            if dropped
            else "stale"
        )
        return _failed(why, asked)
    now = datetime.now(UTC)
    try:
        person = person_of(claims, access(), now=now)
    except DashboardError:  # a clock that is wrong, or the Area's settings: the page says which
        person = Person(name_of(claims, Access()), None)
    role = person.role
    how = "signed in" if role else "signed in, and has no role here"
    note(
        who=person.name,
        role=role,
        what="sign-in" if role else "sign-in failed",
        detail=f"{how}; {account_of(claims)}",
        now=now,
    )
    answer["location"] = asked
    for cookie in _cookies((COOKIE, "", 0), (FAILED, "", 0)):
        answer.append("set-cookie", cookie)
    return None


def _signed_out(scope: Scope) -> None:
    """The browser's sign-in ends, so that a copy of its cookie is worth nothing."""
    if claims := claims_in(cookies_of(scope)):
        end(claims, now=datetime.now(UTC))


def _failed(why: str, asked: str) -> Response:
    """Back to the page that was asked for, where the sign-in page says what went wrong."""
    note(
        who="not signed in",
        role=None,
        what="sign-in failed",
        detail=FAILURES[why],
        now=datetime.now(UTC),
    )
    answer = RedirectResponse(asked, 302)
    for cookie in _cookies((COOKIE, "", 0), (FAILED, why, _SHOWN)):
        answer.headers.append("set-cookie", cookie)
    return answer


def _cookies(*wanted: tuple[str, str, int]) -> list[str]:
    return [
        f"{name}={value}; HttpOnly; Max-Age={seconds}; Path=/; SameSite=lax"
        for name, value, seconds in wanted
    ]


def _values(set_cookies: list[str]) -> Mapping[str, str]:
    """The values that an answer's cookies will have."""
    found: dict[str, str] = {}
    for header in set_cookies:
        found |= {name: part.value for name, part in SimpleCookie(header).items()}
    return found
