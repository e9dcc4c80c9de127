"""History as an analyst uses it: an undo, and what open pages say when there is new data."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.newer import EVERY
from tests.browser.screen import main, no_exception, ready, select, visit
from tests.browser.stores import load
from tests.browser.test_accessibility import faults
from tests.browser.test_narrow import SIDEWAYS, WIDTHS
from tests.browser.test_store_changes import LATE, NEWEST, overdue

NOTICE = "New data: refresh"


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    """The newest file of the sample, with one overdue case more."""
    file = tmp_path / "charging_2026-11-20_again.csv"
    file.write_text(f"{NEWEST.read_text('utf-8').rstrip()}\n{LATE}\n", "utf-8")
    return file


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button and wait until the page is ready."""
    page.get_by_role("button", name=name, exact=True).click()
    ready(page)
    no_exception(page)


def test_an_undo_is_looked_at_and_done_and_today_is_as_it_was(
    new_dashboard, store_copy, watched_page, longer
):
    page, store = watched_page, store_copy("sample")
    server = new_dashboard(store)
    visit(page, server.address)
    before = overdue(page)
    load(longer, store)
    page.wait_for_timeout(2500)  # as long as the pages may take an older version for new
    visit(page, server.address)
    assert overdue(page) == before + 1

    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History")
    ready(page)
    expect(page.get_by_test_id("stTable").first).to_contain_text(longer.name)
    press(page, "See what undoing no. 7 would do")
    said = main(page).inner_text()
    assert "1 row disappears" in said
    overdue_line = page.get_by_role("row").filter(has_text="Charging decisions in 28 days")
    cells = overdue_line.filter(has_text="Overdue").get_by_role("cell").all_inner_texts()
    assert int(cells[-2].replace(",", "")) - 1 == int(cells[-1].replace(",", ""))
    assert not faults(page)

    page.get_by_label("Why it is taken back").fill("published twice")
    press(page, "Undo no. 7")
    expect(page.get_by_test_id("stAlert")).to_contain_text("The undo is no. 8.")
    rows = page.get_by_test_id("stTable").first.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Undo of no. 7")
    expect(rows.nth(1)).to_contain_text("published twice")
    expect(rows.nth(2)).to_contain_text("undone by no. 8")
    assert not faults(page)

    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    ready(page)
    assert overdue(page) == before
    assert "Traceback" not in server.log.read_text("utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_is_whole_in_both_themes_and_on_any_screen(dashboard, page, theme):
    page.emulate_media(color_scheme=theme)
    visit(page, f"{dashboard('sample').address}/history?extract=Victim+letters")
    press(page, "See what undoing no. 4 would do")
    assert not faults(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        ready(page)
        assert page.evaluate(SIDEWAYS) == [0, 0], width
    assert not faults(page)


def test_an_open_page_says_that_there_is_new_data_and_shows_it_when_asked(
    new_dashboard, store_copy, watched_page, longer
):
    page, store = watched_page, store_copy("sample")
    server = new_dashboard(store)
    page.clock.install()  # so that half a minute of the page's own passes at once
    visit(page, server.address)
    before = overdue(page)
    button = page.get_by_role("button", name=NOTICE)
    box = select(page, "Months shown")
    box.focus()

    def half_a_minute_later() -> None:
        page.clock.fast_forward((EVERY + 1) * 1000)
        ready(page)

    half_a_minute_later()
    expect(button).to_have_count(0)
    load(longer, store)
    page.wait_for_timeout(2500)
    half_a_minute_later()
    expect(button).to_be_visible()
    status = page.get_by_role("status").filter(has_text="New data has been published.")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(box).to_be_focused()
    assert overdue(page) == before  # the page is left as it is
    assert not faults(page)
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    page.emulate_media(media="screen")

    half_a_minute_later()
    expect(button).to_have_count(1)
    button.click()
    ready(page)
    expect(button).to_have_count(0)
    assert overdue(page) == before + 1
    half_a_minute_later()
    expect(button).to_have_count(0)
