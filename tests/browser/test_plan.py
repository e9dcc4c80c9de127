"""The plan as people write it: two at once, a step change on the charts, and who may."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from extracts.store import Store
from plan.actions import actions
from plan.steps import steps
from tests.browser.screen import choose, main, no_exception, open_box, ready, visit
from tests.browser.serving import ROOT, Server, serving
from tests.browser.signing_in import sign_in
from tests.browser.stores import load
from tests.browser.test_accessibility import faults
from tests.browser.test_narrow import SIDEWAYS
from tests.browser.test_store_changes import NEWEST

SHORT = "Legal manager, pre-charge"
UNIT = "Greater Manchester Crown Court Unit"


def press(page: Page, name: str) -> None:
    """Press a button and wait until the page is ready."""
    page.get_by_role("button", name=name, exact=True).click()
    ready(page)
    no_exception(page)


def change(page: Page, short: str = SHORT) -> None:
    """Open the form of an action."""
    open_box(page, f"More about {short}")
    press(page, f"Change {short}")


def write(page: Page, label: str, text: str) -> None:
    """Fill in a field of the form."""
    page.get_by_label(label).fill(text)


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> Iterator[tuple[Server, Path]]:
    """A dashboard over the charging cases of a day and the sample's plan, and its store."""
    folder = tmp_path_factory.mktemp("planned")
    load(NEWEST, folder / "store")
    load(ROOT / "sample_data" / "improvement_plan.csv", folder / "store", command="plan")
    with serving(folder / "store", folder) as server:
        yield server, folder / "store"


def kept(store, short: str = SHORT):
    (found,) = [a for a in actions(Store(store)) if a.short == short]
    return found


def test_two_edit_at_once_both_are_kept_and_a_clash_is_shown_to_the_second(
    planned, watched_page, browser: Browser, browser_context_args
):
    (server, store), ann = planned, watched_page
    address = f"{server.address}/improvement_plan?issue=2+Charging+and+disclosure"
    with browser.new_context(**browser_context_args) as another:
        ben = another.new_page()
        for page in (ann, ben):
            visit(page, address)
            change(page)
        write(ann, "Owner: a role", "Deputy Chief Crown Prosecutor")
        press(ann, "Save")
        expect(main(ann).get_by_text("Saved.")).to_be_visible()

        write(ben, "Evidence:", "The review of September")
        press(ben, "Save")
        expect(main(ben).get_by_text("What others have changed")).to_be_visible()
        found = kept(store)
        assert found.owner == "Deputy Chief Crown Prosecutor"
        assert found.evidence == "The review of September"

        for page in (ann, ben):
            visit(page, address)
            change(page)
        write(ann, "Due (dd/mm/yyyy)", "18/12/2026")
        press(ann, "Save")
        write(ben, "Due (dd/mm/yyyy)", "29/01/2027")
        write(ben, "Notes:", "Not yet")
        press(ben, "Save")
        said = ben.get_by_test_id("stAlert").inner_text()
        assert "Due: you wrote 29/01/2027, and " in said
        assert "changed it from 30/09/2026 to 18/12/2026 at " in said
        expect(ben.get_by_label("Notes:")).to_have_value("Not yet")
        assert not faults(ben)
        ben.get_by_test_id("stRadio").get_by_text("Theirs: 18/12/2026").click()
        ready(ben)
        press(ben, "Save")
    found = kept(store)
    assert (f"{found.due:%d/%m/%Y}", found.notes) == ("18/12/2026", "Not yet")
    assert "Traceback" not in server.log.read_text("utf-8")


def test_what_is_typed_outlives_a_filter(planned, page):
    server, store = planned
    visit(page, f"{server.address}/improvement_plan")
    change(page, "Daily reporting")
    write(page, "Evidence:", "The minutes of September")
    choose(page, "Issue", "3 Victim letters")
    expect(page.get_by_label("Evidence:")).to_have_value("The minutes of September")
    press(page, "Save")
    assert kept(store, "Daily reporting").evidence == "The minutes of September"


def test_a_step_change_is_set_seen_on_the_issues_chart_and_withdrawn(
    new_dashboard, store_copy, watched_page
):
    page, store = watched_page, store_copy("sample")
    server = new_dashboard(store)
    issue = f"{server.address}/charging_and_disclosure?unit={UNIT.replace(' ', '+')}"
    visit(page, f"{server.address}/improvement_plan?part=Step+changes")
    choose(page, "Measure", "Charging decisions in 28 days")
    choose(page, "Unit", UNIT)
    write(page, "From which day", "01/01/2026")
    write(page, "Why: what changed", "New way to allocate")
    press(page, "See what it would change")
    charts = page.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(2)
    marks = charts.locator(".annotation-text").filter(has_text="New way to allocate")
    expect(marks).to_have_count(1)
    assert not faults(page)
    page.set_viewport_size({"width": 390, "height": 844})
    ready(page)
    assert page.evaluate(SIDEWAYS) == [0, 0]
    page.set_viewport_size({"width": 1280, "height": 900})
    press(page, "Set this step change")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Set.")

    visit(page, issue)
    expect(marks.first).to_be_visible()
    assert "judged anew from here, because New way to allocate" in main(page).inner_text()

    visit(page, f"{server.address}/improvement_plan?part=Step+changes")
    lines = main(page).get_by_role("listitem").filter(has_text="New way to allocate")
    expect(lines).to_contain_text("It stands.")
    write(page, "Why it is withdrawn", "It came later")
    press(page, "See what withdrawing it would change")
    expect(charts).to_have_count(2)
    expect(marks).to_have_count(1)
    press(page, "Withdraw it")
    expect(lines).to_contain_text("It came later")
    (step,) = steps(Store(store))
    assert not step.holds
    visit(page, issue)
    expect(marks).to_have_count(0)


def test_an_action_is_written_with_the_keyboard_alone(planned, page):
    server, store = planned
    visit(page, f"{server.address}/improvement_plan")
    page.get_by_role("button", name="Add an action").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is done").wait_for()
    page.get_by_label("What is done").focus()
    for typed in ("A new way to allocate", "Allocation", "Head of the unit"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.type("2 Cha")
    page.keyboard.press("Enter")
    page.get_by_label("Due (dd/mm/yyyy)").focus()
    page.keyboard.type("30/11/2026")
    page.keyboard.press("Enter")
    ready(page)
    no_exception(page)
    found = kept(store, "Allocation")
    assert (found.issue, f"{found.due:%d/%m/%Y}") == (2, "30/11/2026")
    assert (found.what, found.owner) == ("A new way to allocate", "Head of the unit")


def test_on_paper_there_are_no_buttons_and_the_actions_are_whole(dashboard, page):
    page.emulate_media(media="print")
    visit(page, f"{dashboard('sample').address}/improvement_plan")
    expect(page.get_by_role("button", name="Add an action")).to_be_hidden()
    expect(page.get_by_text("It seems to have worked.")).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.usefixtures("signed_out")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("who", "edits", "keeps"),
    [("viewer", False, False), ("manager", True, False)],
)
def test_each_role_is_offered_what_it_may(who, edits, keeps, desk, page):
    sign_in(page, desk, who, "/improvement_plan")
    buttons = main(page).get_by_role("button")
    assert ("Add an action" in buttons.all_inner_texts()) == edits
    assert page.get_by_test_id("stFileUploader").count() == edits
    page.goto(f"{desk.server.address}/improvement_plan?part=Step+changes")
    ready(page)
    assert ("See what it would change" in buttons.all_inner_texts()) == keeps
    told = re.search(r"Your role is \w+; the Board's commentary", main(page).inner_text())
    assert bool(told) != keeps
