"""Every page over every store, as the first request of a server just started."""

import re

import pytest
from playwright.sync_api import Page, expect

from extracts.area import load_area
from tests.browser.screen import EVERY, FILTERS, PAGES, by_kind, main, open_all, visit
from tests.browser.serving import Server
from tests.browser.stores import STORES

WRONG = re.compile(r"\b(traceback|exception|error|nan|NaT|None|<NA>|inf|undefined)\b")


@pytest.mark.parametrize("path", by_kind(EVERY))
def test_a_page_may_be_the_first_request(new_dashboard, built_store, watched_page, path):
    # Streamlit would run pages/upload.py itself, past sign-in, if pages/ stood beside its script.
    stands(watched_page, new_dashboard(built_store("empty")), "empty", path)


@pytest.mark.parametrize("path", by_kind(EVERY))
def test_a_page_stands_over_the_sample(dashboard, watched_page, path):
    stands(watched_page, dashboard("sample"), "sample", path)


@pytest.mark.parametrize("path", by_kind(EVERY))
@pytest.mark.parametrize("name", [name for name in STORES if name not in ("empty", "sample")])
def test_a_page_stands_over_every_other_store(dashboard, watched_page, name, path):
    stands(watched_page, dashboard(name), name, path)


def stands(page: Page, server: Server, name: str, path: str) -> None:
    """A page over a store has what every page has, and nothing that no page may have."""
    visit(page, f"{server.address}/{path}")
    expect(page).to_have_title(f"{EVERY[path]} – {load_area().name}")
    expect(page.get_by_role("heading", level=1)).to_have_text([EVERY[path]])
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_text(list(EVERY.values()))
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_test_id("stWidgetLabel")).to_have_text(FILTERS if path in PAGES else [])
    expect(page.get_by_role("dialog")).to_have_count(0)
    shown = 1 if name == "sample" and path != "audit" else 0
    # "one row" is a case of no sample: its URN does not begin as those of the sample do.
    expect(page.get_by_text("Sample data: every case")).to_have_count(shown)
    open_all(page)
    assert not (found := WRONG.findall(main(page).inner_text())), f"the page says {found}"
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert "Traceback" not in server.log.read_text("utf-8")


def test_a_page_that_is_not_there_is_said_to_be_missing(dashboard, page):
    page.goto(f"{dashboard('empty').address}/nowhere")
    expect(page.get_by_role("dialog")).to_contain_text("Page not found")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_text(list(EVERY.values()))
