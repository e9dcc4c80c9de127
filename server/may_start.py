"""Whether the server may start: people sign in, or it serves this computer alone, or is told to."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit import config

from access.hosts import is_loopback
from access.roles import ANY_ROLE
from access.without_sign_in import SETTING, guarded, need_sign_in, role_for_all
from extracts.errors import DashboardError, in_words
from server.provider import provider

_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SECRET = 32  # characters; with fewer a cookie could be forged by trying


class MayNotStart(DashboardError):
    """The server is set up so that anybody could get at the data."""


def check() -> None:
    """Raise MayNotStart, or AreaError, with what is wrong in the settings of the server."""
    settings, role = provider(), role_for_all()
    if config.get_option("server.trustedUserHeaders"):
        raise MayNotStart(
            "server.trustedUserHeaders is set. This dashboard takes who somebody is from their "
            "sign-in alone, and a header could pretend to be anybody; remove the setting."
        )
    if settings is not None and role:
        raise MayNotStart(
            f"{SETTING} is set and secrets.toml has [auth]: either people sign in or they do not. "
            "Remove one of the two."
        )
    if settings is not None:
        need_sign_in()
        _check_provider(settings)
    elif role is None:
        _check_alone(config.get_option("server.address"), config.get_option("server.allowedHosts"))
    guarded()


def _check_alone(address: str | None, hosts: list[str]) -> None:
    """Where nobody signs in, nobody but this computer is served."""
    if address and is_loopback(address) and hosts and all(is_loopback(h) for h in hosts):
        return
    if not address or not is_loopback(address):
        what = f"server.address is {address or 'not set'}"
    else:
        others = [h for h in hosts if not is_loopback(h)]
        what = f"server.allowedHosts names {in_words(others) if others else 'nobody, which is all'}"
    raise MayNotStart(
        f"The dashboard does not start: {what}, so that other computers could open it, and nobody "
        "would have to sign in. Set up sign-in ([auth] in .streamlit/secrets.toml; docs/running.md "
        f"shows how), or serve this computer alone, or set {SETTING} to the role that everybody "
        f"then has ({ANY_ROLE})."
    )


def _check_provider(settings: Mapping[str, Any]) -> None:
    where = "In [auth] of the server's secrets.toml"
    for name in _NEEDED:
        if not isinstance(settings.get(name), str) or not settings[name].strip():
            raise MayNotStart(f"{where}, {name} is missing; docs/running.md shows the settings.")
    if len(settings["cookie_secret"]) < _SECRET:
        raise MayNotStart(
            f"{where}, cookie_secret should be {_SECRET} random characters or more, as Python "
            'makes them: python -c "import secrets; print(secrets.token_hex(32))"'
        )
    if urlsplit(settings["redirect_uri"]).path.rpartition("/")[2] != "oauth2callback":
        raise MayNotStart(
            f"{where}, redirect_uri should be the dashboard's address and /oauth2callback, as "
            "https://dashboard.example.org/oauth2callback."
        )
    for name in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(settings[name])
        host = address.netloc.rpartition("@")[2].partition(":")[0]
        if address.scheme != "https" and not (address.scheme == "http" and is_loopback(host)):
            raise MayNotStart(
                f"{where}, {name} should begin with https://: without TLS whoever is on the "
                "network between could read or change who signs in."
            )
