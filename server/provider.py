"""The OpenID Connect provider as the server's secrets name it, and whose cookie a request has."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from access.claims import NotSignedIn, person_of
from access.ended import check_not_ended
from access.roles import Person
from access.settings import Access, access_of
from access.without_sign_in import local_person
from extracts.area import load_area
from extracts.errors import AreaError, DashboardError


class SecretsUnreadable(DashboardError):
    """The server's secrets are there and cannot be read, so how people sign in is not known."""


@cache
def provider() -> Mapping[str, Any] | None:
    """[auth] of the server's secrets; None where nobody signs in. Raises SecretsUnreadable."""
    try:
        found = st.secrets.get("auth")
    except StreamlitSecretNotFoundError as why:
        if why.error_id == "no-secrets-found":
            return None
        raise SecretsUnreadable(
            "The server's secrets.toml cannot be read, so it is not known how people sign in: "
            "check that it is valid TOML, saved as UTF-8."
        ) from why
    return None if found is None else dict(found)


@cache
def access() -> Access:
    """The Area's settings of who may do what."""
    return access_of(load_area())


def sign_in_seconds() -> int:
    """For how long a sign-in is good; while the Area's settings are wrong, a minute."""
    try:
        return int(access().sign_in_hours * 3600)
    except AreaError:
        return 60


def is_secure(scope: Scope) -> bool:
    """Whether people reach the server over TLS, its own or that of a proxy before it."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    registered = urlsplit((provider() or {}).get("redirect_uri", "")).scheme
    return "https" in (scope.get("scheme"), forwarded, registered)


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request."""
    found: dict[str, str] = {}
    for header in Headers(scope=scope).getlist("cookie"):
        found |= cookie_parser(header)
    return found


def claims_in(cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """The claims of the person whose cookie it is; None without one that this server signed."""

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        if not value:
            return None
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    claims = json.loads(found) if found else {}
    is_ours = claims.get("origin") == get_origin_from_redirect_uri()
    return claims if claims.get("is_logged_in") is True and is_ours else None


def person_at(scope: Scope) -> Person:
    """Who sends a request, as pages.signed_in.person. Raises NotSignedIn."""
    if provider() is None:
        return local_person()
    claims = claims_in(cookies_of(scope))
    if claims is None:
        raise NotSignedIn("Please sign in: open the dashboard's first page.")
    now = datetime.now(UTC)
    person = person_of(claims, access(), now=now)
    check_not_ended(claims, now=now)
    return person
