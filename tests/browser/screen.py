"""What a test asks of a page: whether it is ready, what it shows, and to choose something."""

import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlparse

import pytest
from playwright.sync_api import Locator, Page

# The path of every page, and its title.
PAGES = {
    "": "Today",
    "legal_decision_quality": "Legal decision quality",
    "charging_and_disclosure": "Charging and disclosure",
    "victim_letters": "Victim letters",
    "unit": "Unit",
    "how_it_is_counted": "How it is counted",
}
# Of the whole Area: without filters.
PAPERS = {"board": "Board", "improvement_plan": "Improvement plan"}
# Of those who look after the data: without filters.
DESK = {"upload": "Upload", "history": "History", "audit": "Audit"}
_LAST = {"how_it_is_counted": PAGES["how_it_is_counted"]}
# In the order of the menu.
EVERY = {path: title for path, title in PAGES.items() if path not in _LAST} | PAPERS | _LAST | DESK
# And pages that show more once something is chosen.
VIEWS = PAGES | PAPERS | {"unit?unit=Western+Magistrates+Unit": "Western Magistrates Unit"}
ISSUE_PAGES = [path for path in PAGES if path not in ("", "unit", "how_it_is_counted")]
# Those that stand for others of their kind; the others are looked at so too with TESTS=long.
FIRST_OF_KIND = (
    *("", "charging_and_disclosure", "unit?unit=Western+Magistrates+Unit"),
    *("board", "improvement_plan"),
)
FILTERS = ["Unit", "Casework type", "Months shown", "As at"]

WITHIN = 90  # seconds, of a busy machine; the benchmark checks the limits of docs/decisions.md
POLL = 0.1
STEADY = 3  # looks in a row that find the page ready and unchanged: a click is sent within two

# Says what the page still waits for, or "" and how many elements it has. A chart in a closed
# expander or another tab has no size and is not waited for. What a click asks for is not in the
# state of the script until the server answers, however long that takes: so whatever is sent from
# the first look on is waited for.
STATE = """() => {
  if (!window.__unanswered) {
    const unanswered = (window.__unanswered = new Set()), send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      const sent = {};
      unanswered.add(sent);
      for (const end of ['message', 'close'])
        this.addEventListener(end, () => unanswered.delete(sent), {once: true});
      return send.call(this, data);
    };
  }
  if (window.__unanswered.size) return ['the server has not answered', 0];
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return ['Streamlit has not loaded', 0];
  const {testScriptState: script, testConnectionState: connection} = app.dataset;
  if (connection !== 'CONNECTED') return [`connection is ${connection}`, 0];
  if (script !== 'notRunning') return [`the script is ${script}`, 0];
  const loading = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]';
  if (app.querySelector(loading)) return ['parts of the page are loading', 0];
  const charts = [...app.querySelectorAll('[data-testid="stPlotlyChart"]')]
    .filter(chart => chart.getClientRects().length);
  const drawn = charts.filter(chart => {
    const plot = chart.querySelector('.js-plotly-plot');
    return plot && plot.calcdata && plot.querySelector('.main-svg');
  });
  if (drawn.length < charts.length) return [`${drawn.length} of ${charts.length} charts drawn`, 0];
  return ['', document.querySelectorAll('*').length];
}"""

# Whether an expander is not open yet: Streamlit lets it grow, paper would get half of it, and a
# click on what moves in it may be lost.
OPENING = """boxes => boxes.some(
  box => !box.open || box.style.height || box.getAnimations({subtree: true}).length)"""
# Every expander but those that the Board page draws once they are open: one stands open by itself.
BOXES = ':not([class*="st-key-chart_"]) > [data-testid="stExpander"] details'


def by_kind(paths: Iterable[str]) -> list[Any]:
    """The paths as parameters of a test: all with TESTS=long, otherwise the first of each kind."""
    return [
        pytest.param(path, marks=() if path in FIRST_OF_KIND else pytest.mark.long)
        for path in paths
    ]


def ready(page: Page, within: float = WITHIN) -> None:
    """Wait until the script has run, nothing loads, every chart is drawn and the page is steady.

    Asks again and again from here: the page's security policy forbids `wait_for_function`.
    """
    deadline = time.monotonic() + within
    before, steady = 0, 0
    while steady < STEADY:
        waits_for, size = page.evaluate(STATE)
        steady = steady + 1 if size and size == before else 0
        before = size
        assert time.monotonic() < deadline, f"{page.url} is not ready: {waits_for or 'unsteady'}"
        page.wait_for_timeout(POLL * 1000)


def no_exception(page: Page) -> None:
    """The page shows no error of the program's own."""
    shown = page.get_by_test_id("stException")
    assert shown.count() == 0, f"{page.url} shows an error: {shown.first.inner_text()}"


def visit(page: Page, address: str) -> None:
    """Open an address, wait until it is ready, and see that it shows no error."""
    page.goto(address)
    ready(page)
    no_exception(page)


def main(page: Page) -> Locator:
    """What the page shows beside the sidebar."""
    return page.get_by_test_id("stMain")


def select(page: Page, label: str) -> Locator:
    """A list to choose from, by its label."""
    return page.get_by_role("combobox", name=label, exact=True)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list, wait until the page is ready, and see that it shows no error."""
    box = select(page, label)
    # In the middle first: a list that opens at the edge closes when the page scrolls to its option.
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    ready(page)
    no_exception(page)


def all_chosen(page: Page) -> dict[str, str]:
    """What every list of the page shows, by its label."""
    boxes = page.get_by_role("combobox").all()
    return {box.get_attribute("aria-label") or "": box.input_value() for box in boxes}


def parameters(page: Page) -> dict[str, str]:
    """The parameters of the page's address."""
    return dict(parse_qsl(urlparse(page.url).query, keep_blank_values=True))


def open_all(page: Page) -> None:
    """Open every expander, but for the Board's charts of measures that are as usual."""
    boxes = page.locator(BOXES)
    boxes.evaluate_all("all => all.forEach(box => box.querySelector('summary').click())")
    ready(page)
    until(lambda: not boxes.evaluate_all(OPENING), page)


def open_box(page: Page, name: str) -> None:
    """Open an expander by its words, and wait until it has grown: a click meanwhile may be lost."""
    box = page.locator("details").filter(has=page.locator("summary").filter(has_text=name))
    box.locator("summary").click()
    until(lambda: not box.evaluate_all(OPENING), page)


def until(holds: Callable[[], bool], page: Page, within: float = WITHIN) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, f"{page.url}: in vain"
        page.wait_for_timeout(POLL * 1000)
