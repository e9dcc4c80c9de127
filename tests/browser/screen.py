"""What a test asks of a page: whether it is ready, and whether it shows an error."""

import time

from playwright.sync_api import Page

WITHIN = 30  # seconds; far above the limits of docs/decisions.md, which the benchmark checks
POLL = 0.1
STEADY = 3  # looks in a row that find the page ready and unchanged: a click is sent within two

# Says what the page still waits for, or "" and how many elements it has. A chart in a closed
# expander or another tab has no size and is not waited for.
STATE = """() => {
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
