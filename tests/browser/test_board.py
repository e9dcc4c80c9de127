"""The Board page in a browser: a pack is issued, late data comes, and the pack is as it was."""

from io import BytesIO

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.screen import choose, main, parameters, ready, until, visit
from tests.packs import small_store

TITLE = "Charging decisions in 28 days"


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    ready(page)


def figure(page: Page) -> str:
    """What the matrix says of the measure."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=TITLE))
    return row.get_by_role("cell").nth(1).inner_text()


def now(page: Page, address: str) -> str:
    """The figure as it is known now."""
    visit(page, f"{address}/board")
    return figure(page)


def test_an_issued_pack_is_the_same_after_late_data(new_dashboard, tmp_path, watched_page):
    page, store = watched_page, tmp_path / "store"
    small_store.build(store)
    server = new_dashboard(store)
    visit(page, f"{server.address}/board")
    assert figure(page) == "63% (15 of 24)"
    bold = main(page).locator("strong").filter(has_text="Worse than it was")
    expect(bold.first).to_contain_text("Worse than it was: charging decisions in 28 days")
    box = page.get_by_role("textbox", name="What the Board is told in its place")
    choose(page, "Measure to comment on", TITLE)
    box.fill("Western Magistrates lost two prosecutors.")
    press(page, "Save the commentary")
    press(page, "Issue this pack …")
    press(page, "Issue the pack of October 2026")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Issued as pack 2026-10/1")
    link = page.url
    assert parameters(page) == {"pack": "2026-10/1"}

    small_store.add_late(store)
    until(
        lambda: now(page, server.address) == "59% (16 of 27)", page
    )  # pages look every two seconds
    visit(page, link)
    assert figure(page) == "63% (15 of 24)"
    expect(main(page)).to_contain_text("Western Magistrates lost two prosecutors.")
    expect(main(page)).to_contain_text(
        f"Late data: {TITLE}, Area, October 2026: was 63% (15 of 24), now 59% (16 of 27)."
    )
    expect(page.get_by_role("button", name="Save the commentary")).to_have_count(0)
    with page.expect_download() as given:
        page.get_by_role("button", name="Excel", exact=True).click()
    assert given.value.suggested_filename == "board-2026-10-1.xlsx"
    book = openpyxl.load_workbook(BytesIO(given.value.path().read_bytes()))
    rows = [set(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any({TITLE, 15, 24} <= row for row in rows)
    assert not any({TITLE, 16, 27} <= row for row in rows)

    choose(page, "Month", "September 2026")
    assert parameters(page) == {"month": "September 2026"}

    visit(page, f"{server.address}/board?month=2026-09")  # as papers and the command name it
    assert parameters(page) == {"month": "September 2026"}
    choose(page, "Month", "August 2026")
    page.go_back()
    ready(page)
    assert parameters(page) == {"month": "September 2026"}
    expect(main(page)).not_to_contain_text("The link asks for")


def test_a_name_in_the_matrix_leads_to_its_charts_which_a_click_draws(dashboard, watched_page):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/board")
    drawn = page.get_by_test_id("stPlotlyChart")
    before = drawn.count()
    assert before <= 8
    overdue = page.locator(".st-key-standing td").last
    expect(overdue).to_have_css("text-align", "right")  # figures stand one below the other
    page.get_by_role("link", name="Initial disclosure on time").click()
    box = page.locator("summary").filter(has_text="Initial disclosure on time")
    expect(box).to_be_in_viewport()
    box.focus()
    page.keyboard.press("Enter")
    expect(drawn).to_have_count(before + 2)
    ready(page)
    assert parameters(page) == {"chart_disclosure_initial": "true"}
