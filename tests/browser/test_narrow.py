"""A phone, a narrow window and a magnified page: nothing sideways, nothing over anything else."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.screen import (
    ISSUE_PAGES,
    VIEWS,
    by_kind,
    choose,
    main,
    open_all,
    ready,
    visit,
)

# Of windows: a laptop; that at 125%; half a screen; 1280 at 200%; as narrow as a phone; at 400%.
WIDTHS = (1280, 1024, 960, 640, 390, 320)
KEEPS = 640  # and less: tables keep their first columns, style.css
SIDEWAYS = """() => ['html', '[data-testid="stMain"]'].map(name => {
  const box = document.querySelector(name);
  return box.scrollWidth - box.clientWidth;
})"""
TEXTS = """chart => [...chart.querySelectorAll('.annotation-text, .xtick text, .ytick text')]
  .filter(text => text.textContent && text.getClientRects().length)
  .map(text => {
    const {left, top, right, bottom} = text.getBoundingClientRect();
    return {says: text.textContent, left, top, right, bottom};
  })"""
SLACK = 1  # pixels by which boxes may meet: letters do not fill them
# (how many columns a table is to keep, how many it shows)
TABLES = """() => [...document.querySelectorAll('[class*="st-key-keep-"]')].map(kept => [
  Number(/st-key-keep-(\\d)/.exec(kept.className)[1]),
  [...kept.querySelectorAll('th')].filter(head => head.getClientRects().length).length,
])"""


def fits(page: Page, path: str) -> None:
    """What must hold of a page on any screen."""
    width = page.evaluate("innerWidth")
    assert page.evaluate(SIDEWAYS) == [0, 0], width
    tables = page.evaluate(TABLES)
    assert tables
    assert all((shown == keeps) == (width <= KEEPS) for keeps, shown in tables), (width, tables)
    if path in ISSUE_PAGES:
        charts = page.get_by_test_id("stPlotlyChart").all()
        assert len(charts) >= 3
        for chart in charts:
            assert not over_each_other(chart.evaluate(TEXTS)), width


def over_each_other(texts: list[dict]) -> list[tuple[str, str]]:
    """The texts of a chart that cover another."""
    return [
        (one["says"], other["says"])
        for one, other in combinations(texts, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > SLACK
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > SLACK
    ]


@pytest.fixture(scope="module")
def phone(browser: Browser, browser_context_args, playwright: Playwright) -> Iterator[Page]:
    """A page on a phone."""
    device = dict(playwright.devices["Pixel 7"]) | {"viewport": {"width": 390, "height": 844}}
    device.pop("default_browser_type")
    with browser.new_context(**browser_context_args | device) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", by_kind(VIEWS))
def test_a_page_fits_a_phone(dashboard, phone, path):
    visit(phone, f"{dashboard('sample').address}/{path}")
    open_all(phone)
    fits(phone, path)


@pytest.mark.parametrize("path", by_kind(VIEWS))
def test_a_page_fits_a_narrow_window(dashboard, watched_page, path):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/{path}")
    open_all(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        ready(page)
        fits(page, path)


def test_a_phone_opens_the_sidebar_for_pages_and_filters(dashboard, phone):
    visit(phone, dashboard("sample").address)
    sidebar = phone.get_by_test_id("stSidebar")
    expect(sidebar).not_to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").tap()
    expect(sidebar).to_be_in_viewport()
    choose(phone, "Unit", "Cumbria Magistrates Hub")
    sidebar.get_by_text("Victim letters").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Victim letters")
    ready(phone)
    assert "Cumbria Magistrates" in main(phone).inner_text()
