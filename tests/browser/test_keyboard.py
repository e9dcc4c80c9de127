"""All of the dashboard without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import EVERY, all_chosen, by_kind, parameters, ready, visit

MOST_STOPS = 120
FOCUSED = """() => {
  const at = document.activeElement;
  const name = at.getAttribute('aria-label') || at.innerText || at.dataset.testid || '';
  return [at.tagName.toLowerCase(), name.trim().split('\\n').pop()];
}"""
# The smallest thing around what has the focus that could show it, and a little more.
PLACE = """() => {
  const at = document.activeElement;
  const {x, y, width, height} = (at.closest('[data-testid="stSelectbox"]') || at)
    .getBoundingClientRect();
  const left = Math.max(0, x - 6), top = Math.max(0, y - 6);
  return {x: left, y: top, width: Math.min(innerWidth - left, width + 12),
          height: Math.min(innerHeight - top, height + 12)};
}"""


def stops(page: Page) -> Iterator[tuple[str, str]]:
    """Everything that the Tab key reaches, from the top of the page: (tag, name)."""
    before = ("", "")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        tag, name = page.evaluate(FOCUSED)
        if tag == "body":
            return
        if (tag, name) != before:  # in a table of cases Tab goes from cell to cell
            yield tag, name
        before = (tag, name)
    raise AssertionError(f"{page.url}: Tab does not come round")


def is_seen(page: Page) -> bool:
    """Whether the page looks otherwise without the focus."""
    place = page.evaluate(PLACE)
    with_focus = page.screenshot(clip=place, animations="disabled")
    handle = page.evaluate_handle("document.activeElement")
    page.evaluate("document.activeElement.blur()")
    without = page.screenshot(clip=place, animations="disabled")
    handle.evaluate("at => at.focus()")
    return with_focus != without


@pytest.mark.parametrize("path", by_kind(EVERY))
def test_tab_reaches_everything_and_shows_where_it_is(dashboard, watched_page, path):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/{path}")
    reached, unseen = [], []
    for tag, name in stops(page):
        reached.append((tag, name))
        # The page itself may be scrolled by keys, and a table shows which cell is chosen.
        if tag not in ("main", "canvas", "div") and not is_seen(page):
            unseen.append(name)
    assert not unseen
    names = [name for _, name in reached]
    assert names[: 1 + len(EVERY)] == ["Skip to main content", *EVERY.values()]
    boxes = list(all_chosen(page))  # a page has the name of a filter
    assert [name for tag, name in reached if tag != "a" and name in boxes] == boxes
    buttons = page.get_by_test_id("stDownloadButton").filter(visible=True).all_inner_texts()
    summaries = page.get_by_test_id("stExpander").locator("summary p").all_inner_texts()
    assert {*buttons, *summaries} <= set(names)


def test_the_first_tab_stop_skips_the_navigation(dashboard, watched_page):
    visit(watched_page, dashboard("sample").address)
    watched_page.keyboard.press("Tab")
    watched_page.keyboard.press("Enter")
    assert watched_page.evaluate(FOCUSED)[0] == "main"
    watched_page.keyboard.press("Tab")
    inside = "document.activeElement.closest('[data-testid=\"stMain\"]') !== null"
    assert watched_page.evaluate(inside)
    assert watched_page.evaluate(FOCUSED)[0] == "a"  # the first of what changed


def test_a_page_and_a_unit_are_chosen_with_keys_alone(dashboard, watched_page):
    page = watched_page
    visit(page, dashboard("sample").address)
    for tag, name in stops(page):
        if (tag, name) == ("a", "Victim letters"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Victim letters")
    ready(page)
    for tag, name in stops(page):
        if (tag, name) != ("a", "Unit") and name == "Unit":
            break
    page.keyboard.type("Cumbria Crown")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    ready(page)
    assert parameters(page) == {"unit": "Cumbria Crown Court Hub"}
