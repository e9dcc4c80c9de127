"""An address says what its reader chose, and shows the same to whoever opens it."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import (
    PAGES,
    all_chosen,
    choose,
    main,
    parameters,
    ready,
    select,
    visit,
)

pytestmark = (
    pytest.mark.long
)  # what tests/pages tries of addresses without a browser is in every run

UNIT, OTHER_UNIT = "North West Area RASSO Unit", "Cumbria Magistrates Hub"
# Label -> (parameter, option)
ON_TODAY = {
    "Unit": ("unit", UNIT),
    "As at": ("as_at", "2026-11-18"),
    "Measure": ("cases", "Initial disclosure on time"),
    "Which": ("list", "Due in the next five working days"),
}
ON_AN_ISSUE = {
    "Casework type": ("casework_type", "RASSO"),
    "Months shown": ("period", "12 months"),
    "As at": ("as_at", "2026-11-18"),
    "Measure shown below": ("timeliness", "Sent back to the police"),
}


@pytest.mark.parametrize(
    ("path", "choices"), [("", ON_TODAY), ("charging_and_disclosure", ON_AN_ISSUE)]
)
def test_what_is_chosen_stands_in_the_address(dashboard, watched_page, path, choices):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/{path}")
    for label, (_, option) in choices.items():
        choose(page, label, option)
    assert parameters(page) == dict(choices.values())
    assert "as it was on Wed 18 Nov 2026" in main(page).inner_text()

    another = page.context.new_page()
    visit(another, page.url)
    assert all_chosen(another) == all_chosen(page)
    assert all_chosen(page).items() >= {(label, option) for label, (_, option) in choices.items()}
    assert main(another).inner_text() == main(page).inner_text()
    assert parameters(another) == parameters(page)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", "unit=Nowhere&casework_type=7&period=x&as_at=2026-99-99&cases=zz&list=<script>"),
        ("", "unit=&unit=a&unit=b&as_at=2020-01-01&period=%00&casework_type=%F0%9F%A6%86"),
        ("victim_letters", "letters=nonsense&unit=%E0%A4%A&foo=bar"),
    ],
)
def test_a_link_of_nonsense_shows_the_page_without_it(dashboard, watched_page, path, query):
    address = f"{dashboard('sample').address}/{path}"
    visit(watched_page, address)
    plain = main(watched_page).inner_text()
    visit(watched_page, f"{address}?{query}")
    lines = main(watched_page).inner_text().splitlines()
    told = [line for line in lines if "The link asks for" in line]
    assert told
    kept = [line for line in lines if line.strip() and line not in told]
    assert kept == [line for line in plain.splitlines() if line.strip()]
    assert set(parameters(watched_page)) <= {"foo"}


def test_a_units_name_opens_its_page(dashboard, watched_page):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/?period=12+months")
    link = page.get_by_test_id("stTable").get_by_role("link", name="RASSO", exact=True)
    with page.expect_popup() as opened:  # Streamlit opens every link of a text in a new tab
        link.click()
    alone = opened.value
    ready(alone)
    expect(alone.get_by_role("heading", level=1)).to_have_text(UNIT)
    assert parameters(alone) == {"unit": UNIT, "period": "12 months"}
    assert all_chosen(alone)["Unit"] == UNIT


def test_a_measures_name_shows_it_below_in_the_same_tab(dashboard, watched_page):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/charging_and_disclosure?unit={OTHER_UNIT}")
    page.get_by_role("table").get_by_role("link", name="Initial disclosure on time").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Initial disclosure on time")
    ready(page)
    expect(page.locator(".measures tr[aria-current]")).to_contain_text("Initial disclosure on time")
    asked = {"unit": OTHER_UNIT, "timeliness": "Initial disclosure on time"}
    assert parameters(page) == asked


def test_what_changed_leads_to_the_measure_of_the_unit(dashboard, watched_page):
    page = watched_page
    visit(page, dashboard("sample").address)
    link = page.locator(".changes a").filter(has_text="Western Magistrates")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Charging and disclosure")
    ready(page)
    assert parameters(page)["unit"] == "Western Magistrates Unit"
    assert "worse than it was" in main(page).inner_text()


def test_the_filters_stay_from_page_to_page_and_back(dashboard, watched_page):
    page = watched_page
    visit(page, dashboard("sample").address)
    choose(page, "Unit", UNIT)
    choose(page, "As at", "2026-11-18")
    for title in [*list(PAGES.values())[1:], "Today"]:
        page.get_by_test_id("stSidebarNav").get_by_text(title, exact=True).click()
        ready(page)
        shown = UNIT if title == "Unit" else title
        expect(page.get_by_role("heading", level=1)).to_have_text(shown)
        assert parameters(page) == {"unit": UNIT, "as_at": "2026-11-18"}
        assert (all_chosen(page)["Unit"], all_chosen(page)["As at"]) == (UNIT, "2026-11-18")
        assert "as it was on Wed 18 Nov 2026" in main(page).inner_text()


def test_the_browsers_back_button_goes_back(dashboard, watched_page):
    page = watched_page
    visit(page, f"{dashboard('sample').address}/legal_decision_quality?unit={UNIT}")
    page.get_by_test_id("stSidebarNav").get_by_text("Victim letters").click()
    ready(page)
    choose(page, "Measure shown below", "Victim letters sent at all")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Legal decision quality")
    ready(page)
    assert parameters(page) == {"unit": UNIT}
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Victim letters")
    ready(page)
    assert all_chosen(page)["Unit"] == UNIT


def test_two_readers_do_not_see_each_others_filters(dashboard, browser, browser_context_args):
    units = (UNIT, OTHER_UNIT)
    readers = [browser.new_context(**browser_context_args).new_page() for _ in units]
    for reader in readers:
        visit(reader, dashboard("sample").address)
    for reader, unit in zip(readers, units, strict=True):
        choose(reader, "Unit", unit)
    shown = [main(reader).inner_text() for reader in readers]
    assert shown[0] != shown[1]
    for reader in readers:
        choose(reader, "Months shown", "24 months")  # Today does not depend on it
    for reader, unit, before in zip(readers, units, shown, strict=True):
        assert select(reader, "Unit").input_value() == unit
        assert main(reader).inner_text() == before
        reader.context.close()
