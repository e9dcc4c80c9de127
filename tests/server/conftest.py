"""Servers with a provider, and without one."""

import pytest
from streamlit.runtime.secrets import secrets_singleton

from access import ended, noted
from access.audit import audit_log
from extracts.store import Store
from server import provider as of_server
from tests.server.made import HOST, SECRET


@pytest.fixture(autouse=True)
def as_new():
    """Nothing is at hand from another test."""

    def clear():
        of_server.provider.cache_clear()
        of_server.access.cache_clear()
        noted.forget()
        ended.forget()

    clear()
    yield
    clear()


@pytest.fixture
def with_provider(monkeypatch):
    """The server's secrets have [auth]."""
    auth = {"redirect_uri": f"http://{HOST}/oauth2callback", "cookie_secret": SECRET}
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": auth})


@pytest.fixture
def without_provider(monkeypatch):
    """They have not."""
    monkeypatch.setattr(secrets_singleton, "_secrets", {})


@pytest.fixture
def events(own_store):
    """Gives (who, what, of what) of every event, the newest first."""
    return lambda: [
        tuple(row) for row in audit_log(Store(own_store))[["who", "what", "detail"]].to_numpy()
    ]
