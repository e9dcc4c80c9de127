"""Fixtures for tests in a real browser against a real server. How a test uses them:

    def test_today(dashboard, watched_page):
        visit(watched_page, dashboard("sample").address)

`dashboard` and `built_store` are shared by all tests of a worker, so a test that publishes takes
`new_dashboard(store_copy("sample"))` instead.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import (
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    expect,
)

from tests.browser.chromium import FLAGS, MISSING, READER, chromium
from tests.browser.screen import WITHIN
from tests.browser.serving import ROOT, Server, serving
from tests.browser.stores import load

# On a deep link Streamlit first looks for its server below the page's own path, which is not there.
PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")

expect.set_options(timeout=WITHIN * 1000)  # five seconds are few on a busy machine


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = chromium()
    assert path, MISSING
    return browser_type_launch_args | {"executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | READER | {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def context(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserContext]:
    """One for all tests of a worker: Streamlit's 7 MB of JavaScript are then read once a server.

    Of a browser with a profile of its own: its pages are tabs of one window, where otherwise each
    has a window, whose own frame takes Chromium half a second of work.
    """
    with browser_type.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), **browser_type_launch_args, **browser_context_args
    ) as shared:
        shared.set_default_timeout(WITHIN * 1000)
        yield shared


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; closed at the end, with every page that it opened. The window's first tab stays."""
    yield context.new_page()
    for opened in context.pages[1:]:
        opened.close()


@pytest.fixture
def store_copy(built_store: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a store by name, for a test that publishes to it."""

    def copied(name: str) -> Path:
        folder = tmp_path / f"copy of {name}"
        if built_store(name).exists():
            shutil.copytree(built_store(name), folder)
        return folder

    return copied


@pytest.fixture(scope="session")
def dashboard(
    built_store: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Server]]:
    """The worker's server over a store by name, started at the first call."""
    servers: dict[str, Server] = {}
    logs = tmp_path_factory.mktemp("servers")
    with ExitStack() as running:

        def over(name: str) -> Server:
            if name not in servers:
                servers[name] = running.enter_context(serving(built_store(name), logs))
            return servers[name]

        yield over


@pytest.fixture
def new_dashboard(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """A server for this test alone: `new_dashboard(folder, VARIABLE="value")`."""
    with ExitStack() as running:
        yield lambda store, **environment: running.enter_context(
            serving(store, tmp_path, **environment)
        )


@pytest.fixture
def watched_page(page: Page) -> Iterator[Page]:
    """A page whose test fails on any error of the browser, or request to another machine."""
    troubles: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(message.location["url"]):
            troubles.append(f"console: {message.text}")

    def request(sent: Request | WebSocket) -> None:
        address = urlparse(sent.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            troubles.append(f"request to another machine: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: troubles.append(f"page: {error}"))
    page.on("websocket", request)
    page.context.on("request", request)
    yield page
    page.context.remove_listener("request", request)
    assert not troubles, "\n".join(troubles)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A dashboard that people sign in to, with its provider: tests.browser.signing_in.SignIn."""
    from tests.browser.signing_in import providing, signing_in  # its libraries take a second

    folder = tmp_path_factory.mktemp("signing-in")
    load(ROOT / "sample_data" / "charging_2026-11-20.csv", folder / "store")  # pages are quick
    with providing() as provider, signing_in(folder / "store", folder, provider) as running:
        yield running


@pytest.fixture
def signed_out(context: BrowserContext) -> Iterator[None]:
    """A browser without cookies, and without what the provider's page would load from elsewhere."""
    context.clear_cookies()
    context.route("https://**", lambda route: route.abort())
    yield
    context.unroute_all()
    context.clear_cookies()
