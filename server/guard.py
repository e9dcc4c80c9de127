"""Who may have an answer at all: from where, and what is more than the frame of the dashboard.

The pages ask who somebody is themselves; this is for what Streamlit answers without them: files
that were made for download, and files that are sent up.
"""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.hosts import host_of, is_loopback
from access.made_for import is_for, plain_type
from access.noted import note
from access.roles import Action, NotAllowed, Person
from access.without_sign_in import role_for_all
from extracts.errors import DashboardError
from server.paths import path_of
from server.provider import person_at, provider

# What Streamlit answers without a page, and what somebody must be allowed to have it: one of these.
# Files are sent up to be published, and into the improvement plan.
ACTIONS: dict[str, tuple[Action, ...]] = {
    "/media": ("see figures",),
    "/_stcore/upload_file": ("publish", "edit plan"),
}
CLOSED = ("/_stcore/metrics",)  # what the process does, for nobody
_FORWARDED = (
    *("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"),
    *("cf-connecting-ip", "true-client-ip"),
)
ONLY_HERE = (
    "Nobody signs in to this dashboard, so only the computer that it runs on can open it. "
    "Ask whoever looks after it to set up sign-in."
)


def guarded(app: ASGIApp) -> ASGIApp:
    """The same application, for those who may."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await app(scope, receive, send)
            return
        try:
            # Whose files it is, the store may be asked, and others are not to wait for it.
            person = (
                await run_in_threadpool(_checked, scope) if _actions(scope) else _checked(scope)
            )
        except DashboardError as why:
            if actions := _actions(scope):
                detail = f"a file, which is for those who may {' or '.join(actions)}"
                await run_in_threadpool(_note, None, detail)
            await _refuse(scope, receive, send, str(why), 403)
            return
        if path_of(scope).startswith(CLOSED):
            await _refuse(scope, receive, send, "Not found.", 404)
            return
        await app(
            scope, receive, send if person is None else _only_for(person, scope, receive, send)
        )

    return answer


def _is_ours(origin: str) -> bool:
    return is_loopback(host_of(origin.partition("://")[2]))


def is_from_here(scope: Scope) -> bool:
    """Whether a request is of this computer and no proxy: its sender, Host and Origin say so."""
    headers, client = Headers(scope=scope), scope.get("client")
    origin = headers.get("origin")
    return (
        client is not None
        and is_loopback(client[0])
        and is_loopback(host_of(headers.get("host", "")))
        # A browser says the origin of a websocket always, a proxy that hides itself need not.
        and (scope["type"] == "http" if origin is None else _is_ours(origin))
        and not any(name in headers for name in _FORWARDED)
    )


def _checked(scope: Scope) -> Person | None:
    """The person, where the path is for some alone. Raises DashboardError for who may not."""
    if provider() is None and role_for_all() is None and not is_from_here(scope):
        raise NotAllowed(ONLY_HERE)
    actions = _actions(scope)
    if not actions:
        return None
    person = person_at(scope)
    if not any(map(person.may, actions)):
        person.require(actions[0])
    return person


def _actions(scope: Scope) -> tuple[Action, ...]:
    path = path_of(scope)
    return next((a for below, a in ACTIONS.items() if path.startswith(f"{below}/")), ())


def _note(person: Person | None, detail: str) -> None:
    note(
        who=person.name if person else "not signed in",
        role=person.role if person else None,
        what="refused",
        detail=detail,
        now=datetime.now(UTC),
    )


def _only_for(person: Person, scope: Scope, receive: Receive, send: Send) -> Send:
    """Sends a file on to the person that it was made for, and to nobody else."""
    is_refused = False

    async def send_on(message: Message) -> None:
        nonlocal is_refused
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kind = headers.get("content-type", "")
            if not is_for(kind, person):
                is_refused = True
                await run_in_threadpool(_note, person, "a file that was made for somebody else")
                await PlainTextResponse(
                    "This file was made for somebody else. Open the page it is on, and download it "
                    "there yourself.",
                    403,
                )(scope, receive, send)
            elif plain_type(kind) != kind:
                headers["content-type"] = plain_type(kind)
                headers["cache-control"] = "no-store"  # nothing of it stays in the browser
        if not is_refused:
            await send(message)

    return send_on


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why[:100]})
        return
    await PlainTextResponse(why, status)(scope, receive, send)
