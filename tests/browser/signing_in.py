"""A dashboard that people sign in to, with a real OpenID Connect provider on this computer."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import oidc_provider_mock
from playwright.sync_api import Page
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from access.audit import audit_log
from extracts.store import Store
from tests.browser.screen import main, ready
from tests.browser.serving import ROOT, Server, serving

SECRET = "5f4d3c2b1a" * 7
UNIT = "Western Magistrates Unit"
URN = re.compile(r"\b00SA\d{7}\b|\b\d\d[A-Z]{2}\d{7}\b")  # of the sample data, and real ones
FIGURES = [
    "Today",
    "Legal decision quality",
    "Charging and disclosure",
    "Victim letters",
    "Unit",
    "Board",
    "Improvement plan",
    "How it is counted",
]
# What the provider says of each of its people, by their name there.
PEOPLE: dict[str, dict[str, Any]] = {
    "viewer": {"email": "viewer@example.org", "roles": ["Dashboard.Viewer"]},
    "manager": {"email": "manager@example.org", "roles": ["Dashboard.Manager", "Else.Where"]},
    "unit manager": {"email": "Unit.Manager@example.org", "roles": []},
    "secretary": {"email": "secretary@example.org", "roles": ["Dashboard.Secretary"]},
    "analyst": {"email": "analyst@example.org", "roles": ["Dashboard.Analyst"]},
    "administrator": {"email": "administrator@example.org", "roles": ["Dashboard.Admin"]},
    "nobody": {"email": "nobody@example.org", "roles": ["Else.Where"]},
    # Claims that a person might fill in themselves, and an address that is not proven to be theirs.
    "pretender": {
        "email": "unit.manager@example.org",
        "email_verified": False,
        "role": "administrator",
        "name": "administrator",
        "groups": ["Dashboard.Admin"],
    },
}
ACCESS = f"""
[access]
ask = "the performance team"
sign_in_hours = 10

[access.roles]
"Dashboard.Viewer" = "viewer"
"Dashboard.Manager" = "manager"
"Dashboard.Secretary" = "secretary"
"Dashboard.Analyst" = "analyst"
"Dashboard.Admin" = "administrator"

[[access.people]]
email = "unit.manager@example.org"
role = "manager"
units = ["{UNIT}"]
"""


@dataclass
class Provider:
    """The provider; while it is down, it answers nothing of use."""

    address: str
    is_down: bool = False


@dataclass(frozen=True)
class SignIn:
    """A dashboard with its provider and its store."""

    server: Server
    provider: Provider
    store: Path

    def events(self) -> list[tuple[str, str, str]]:
        """(who, what, of what) of the audit log, the newest first."""
        log = audit_log(Store(self.store))
        return list(log[["who", "what", "detail"]].itertuples(index=False, name=None))

    def forged(self, secret: str = SECRET, hours: float = 0, **claims: object) -> dict[str, Any]:
        """A cookie as Streamlit would set it, signed with a secret, of a sign-in so long ago."""
        said = {
            "is_logged_in": True,
            "origin": self.server.address,
            "provider": "default",
            "iat": int(time.time() - hours * 3600),
            **claims,
        }
        name = "_streamlit_user"
        value = create_signed_value(secret, name, json.dumps(said)).decode()
        return {"name": name, "value": value, "url": self.server.address, "httpOnly": True}


@contextmanager
def providing() -> Iterator[Provider]:
    """The provider, on a port of its own."""
    users = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    application = oidc_provider_mock.app(user_claims=users)

    @Request.application
    def answer(request: Request) -> Response:
        if provider.is_down:
            return Response("away", 503)
        return Response.from_app(application, request.environ)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def signing_in(store: Path, folder: Path, provider: Provider) -> Iterator[SignIn]:
    """A dashboard over a store that may be written to. folder: for its settings and its log."""
    secrets, area = folder / "secrets.toml", folder / "area.toml"
    secrets.write_text(
        "[auth]\n"
        'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "area-dashboard"\n'
        'client_secret = "nobody knows"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
        'client_kwargs = { scope = "openid profile email" }\n',
        encoding="utf-8",
    )
    settings = (ROOT / "area.toml").read_text("utf-8")
    area.write_text(settings.partition("\n[access]")[0] + ACCESS, encoding="utf-8")
    with serving(
        store, folder, STREAMLIT_SECRETS_FILES=str(secrets), DASHBOARD_AREA=str(area)
    ) as server:
        yield SignIn(server, provider, store)


def press_sign_in(page: Page) -> None:
    """From the sign-in page to the provider's."""
    main(page).get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/oauth2/authorize**")


def sign_in(page: Page, dashboard: SignIn, who: str, path: str = "/") -> None:
    """Open a page as somebody who is not signed in, sign in, and wait for what comes then."""
    page.goto(dashboard.server.address + path)
    ready(page)
    press_sign_in(page)
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{dashboard.server.address}/**")
    ready(page)


def title(page: Page) -> str:
    """The page's own title."""
    return page.get_by_role("heading", level=1).inner_text()


def menu(page: Page) -> list[str]:
    """The pages that the menu offers."""
    return page.get_by_test_id("stSidebarNavLink").all_inner_texts()
