"""How long Chromium takes until a page is ready, and how much comes to it from the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, sync_playwright

from tests.browser.chromium import FLAGS, MISSING, chromium
from tests.browser.screen import STATE

SETTLED = 500  # ms without a change until a page counts as ready; not part of its time
WITHIN = 60_000  # ms
# Looks at the page every few milliseconds, and remembers when it was last seen unready or changed.
WATCH = (
    """(() => {
  const state = """
    + STATE
    + """;
  const seen = window.__seen = {asked: 0, moved: 0, size: 0, waits: 'nothing'};
  setInterval(() => {
    const [waits, size] = state();
    if (waits || size !== seen.size) seen.moved = performance.now();
    seen.size = size;
    seen.waits = waits;
  }, 10);
  addEventListener('click', () => { seen.asked = seen.moved = performance.now() }, true);
})()"""
)


@contextmanager
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, MISSING
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield running
        finally:
            running.close()


@dataclass(frozen=True)
class Drawn:
    """What a page shows: its words, and how many charts and tables."""

    text: str
    charts: int
    tables: int


class Screen:
    """A browser with its cache, and one tab. received: bytes over the connection, since opened."""

    def __init__(self, running: Browser, address: str) -> None:
        self.address, self.received = address, 0
        self._context: BrowserContext = running.new_context(
            locale="en-GB",
            timezone_id="Europe/London",
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        self._context.add_init_script(WATCH)
        self._page = self._context.new_page()
        self._page.on("websocket", self._count)

    def open(self, path: str) -> float:
        """Open or reload a page: the seconds until it is ready."""
        self.received = 0
        self._page.goto(f"{self.address}/{path}")
        return self._ready()

    def switch(self, title: str) -> float:
        """Click on a page in the navigation: the seconds until it is ready."""
        self._page.get_by_test_id("stSidebarNavLink").get_by_text(title, exact=True).click()
        return self._ready()

    def drawn(self) -> Drawn:
        """What the page shows, but for its frame."""
        main = self._page.get_by_test_id("stMain")
        charts, tables = (main.get_by_test_id(t).count() for t in ("stPlotlyChart", "stTable"))
        return Drawn(main.inner_text(), charts, tables)

    def forget(self) -> None:
        """Empty the browser's cache."""
        self._context.new_cdp_session(self._page).send("Network.clearBrowserCache")

    def close(self) -> None:
        self._context.close()

    def _count(self, socket: WebSocket) -> None:
        def add(payload: str | bytes) -> None:
            self.received += len(payload)

        socket.on("framereceived", add)

    def _ready(self) -> float:
        return _ready(self._page)


def _ready(page: Page) -> float:
    waited = 0
    while waited < WITHIN:
        now, seen = page.evaluate("[performance.now(), window.__seen]")
        if not seen["waits"] and now - seen["moved"] > SETTLED:
            return (seen["moved"] - seen["asked"]) / 1000
        page.wait_for_timeout(100)
        waited += 100
    raise AssertionError(f"{page.url} is not ready: {seen['waits'] or 'unsteady'}")
