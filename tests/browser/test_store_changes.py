"""What readers see while the store under an open page changes, breaks and comes back."""

import re
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.screen import choose, main, until, visit
from tests.browser.serving import ROOT
from tests.browser.stores import load

NEWEST = ROOT / "sample_data" / "charging_2026-11-20.csv"
LATE = "00SA9999926,1,Cumbria Magistrates Hub,Magistrates',28 day,No,01/04/2026,02/04/2026,,,,"
PERIODS = ("24 months", "12 months")  # Today does not depend on it: to choose one is a rerun


def overdue(page: Page) -> int:
    """How many charging submissions Today says are overdue."""
    shown = re.search(r"([\d,]+) submissions", main(page).inner_text())
    assert shown, main(page).inner_text()
    return int(shown[1])


def rerun(page: Page) -> None:
    """Make the page's script run again, without loading the page again."""
    before = page.get_by_role("combobox", name="Months shown").input_value()
    choose(page, "Months shown", next(period for period in PERIODS if period != before))


def test_an_open_page_shows_new_data_without_a_restart(
    new_dashboard, store_copy, watched_page, tmp_path
):
    store = store_copy("sample")
    server = new_dashboard(store)
    visit(watched_page, server.address)
    before = overdue(watched_page)
    longer = tmp_path / "charging_2026-11-20_again.csv"
    longer.write_text(f"{NEWEST.read_text('utf-8').rstrip()}\n{LATE}\n", "utf-8")
    load(longer, store)

    def is_one_more() -> bool:
        rerun(watched_page)
        return overdue(watched_page) == before + 1

    until(is_one_more, watched_page)
    another = watched_page.context.new_page()
    visit(another, server.address)
    assert overdue(another) == before + 1


def test_a_store_that_goes_away_gives_words_and_comes_back(
    new_dashboard, store_copy, watched_page, tmp_path
):
    store, elsewhere = store_copy("sample"), tmp_path / "elsewhere"
    server = new_dashboard(store)
    visit(watched_page, server.address)
    before = overdue(watched_page)

    def says(words: str) -> bool:
        rerun(watched_page)
        return words in main(watched_page).inner_text()

    store.rename(elsewhere)
    until(lambda: says("There is no data yet"), watched_page)
    with urlopen(f"{server.address}/healthz") as answer:
        assert answer.status == 200
    assert not store.exists()
    elsewhere.rename(store)
    until(lambda: says("items are overdue"), watched_page)
    assert overdue(watched_page) == before


def test_a_damaged_store_gives_words_and_can_be_mended(new_dashboard, store_copy, watched_page):
    store = store_copy("sample")
    logs = {path: path.read_bytes() for path in Path(store).glob("*/_delta_log/*.json")}
    assert logs
    server = new_dashboard(store)
    visit(watched_page, server.address)
    before = overdue(watched_page)
    for path in logs:
        path.write_text("not what it was", "utf-8")
    watched_page.wait_for_timeout(2500)  # as long as the pages may take an older version for new
    visit(watched_page, server.address)
    expect(watched_page.get_by_test_id("stAlert")).to_contain_text("The store cannot read Charging")
    expect(watched_page.get_by_test_id("stSidebarNavLink").first).to_be_visible()
    for path, content in logs.items():
        path.write_bytes(content)

    def is_back() -> bool:
        visit(watched_page, server.address)
        return watched_page.get_by_test_id("stAlert").count() == 0

    until(is_back, watched_page)
    assert overdue(watched_page) == before
    assert "Traceback" not in server.log.read_text("utf-8")
