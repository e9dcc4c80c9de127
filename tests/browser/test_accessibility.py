"""WCAG 2.2 AA and good practice, as far as axe can tell, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.screen import VIEWS, by_kind, open_all, ready, select, visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is let be, and why: (rule, part of the element's selector or tag).
_SCROLLS = (
    "Chromium and Firefox stop at what scrolls with Tab; Streamlit allows no tabindex. "
    "The table behind the chart says the same."
)
ALLOWED = {
    ("presentation-role-conflict", "stFileUploaderDropzone"): (
        "Streamlit's place to drop files names a part that it hides; its button has words."
    ),
    ("region", 'role="listbox"'): "Streamlit opens a list outside all landmarks.",
    ("scrollable-region-focusable", "st-key-wide-chart"): _SCROLLS,
    ("scrollable-region-focusable", "st-key-newest-chart"): _SCROLLS,
    ("scrollable-region-focusable", "st-key-half-chart"): _SCROLLS,
}
GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
LIGHT = "rgb(255, 255, 255)"


def faults(page: Page) -> list[str]:
    """What axe finds, but for what is allowed."""
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    return [
        f"{found['id']}: {node['target']} {node['html'][:200]}"
        for found in Axe().run(page, options=options).response["violations"]
        for node in found["nodes"]
        if not any(
            rule == found["id"] and part in str(node["target"]) + node["html"]
            for rule, part in ALLOWED
        )
    ]


@pytest.mark.parametrize("path", by_kind(VIEWS))
def test_a_page_has_no_fault_that_axe_knows(dashboard, page, path):
    visit(page, f"{dashboard('sample').address}/{path}")
    open_all(page)
    assert not faults(page)
    page.emulate_media(color_scheme="dark")  # the page goes with it as it stands
    ready(page)
    assert page.evaluate(GROUND) != LIGHT
    assert not faults(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    ready(page)
    assert page.evaluate(GROUND) == LIGHT
    assert not faults(page)


def test_nor_has_a_page_without_data(dashboard, page):
    visit(page, dashboard("empty").address)
    assert not faults(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nor_has_an_open_list(dashboard, page, theme):
    page.emulate_media(color_scheme=theme)
    visit(page, dashboard("sample").address)
    select(page, "Unit").click()
    page.get_by_role("option").first.wait_for()
    assert not faults(page)
