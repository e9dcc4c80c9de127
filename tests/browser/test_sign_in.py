"""Who signs in sees what their role may, and nothing else. With a real provider, in Chromium."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.screen import choose, main, no_exception, parameters, ready, until
from tests.browser.signing_in import FIGURES, UNIT, URN, menu, sign_in, title
from tests.browser.test_accessibility import faults

MENUS = {
    "viewer": FIGURES,
    "manager": FIGURES,
    "unit manager": FIGURES,
    "secretary": FIGURES,
    "analyst": [*FIGURES, "Upload", "History"],
    "administrator": [*FIGURES, "Upload", "History", "Audit"],
}
GUARDED = {  # path -> its title, and who may open it
    "/upload": ("Upload", ("analyst", "administrator")),
    "/history": ("History", ("analyst", "administrator")),
    "/audit": ("Audit", ("administrator",)),
}
# The provider is of libraries that complain of each other.
pytestmark = [
    pytest.mark.usefixtures("signed_out"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def cookies(context: BrowserContext) -> dict[str, dict]:
    return {cookie["name"]: cookie for cookie in context.cookies()}


@pytest.mark.parametrize("who", MENUS)
def test_each_role_sees_exactly_what_it_may(who, desk, page):
    sign_in(page, desk, who)
    assert title(page) == "Today"
    assert menu(page) == MENUS[who]
    says = main(page).inner_text()
    assert "On time, last 28 days" in says  # figures are for everybody
    button = page.get_by_role("button", name="rows as CSV")
    if who in ("viewer", "secretary"):
        assert (
            f"Your role is {who}; the cases behind a figure are for managers, analysts and" in says
        )
        assert button.count() == page.get_by_test_id("stDataFrame").count() == 0
        assert not URN.search(page.content())
    else:
        with page.expect_download() as given:
            button.click()
        with Path(given.value.path()).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        units = {row["Unit"] for row in rows}
        assert units == {UNIT} if who == "unit manager" else len(units) > 5
        assert f"{len(rows):,} submissions" in says
        last = next(e for e in desk.events() if e[1] == "download of cases")
        assert last[0].lower() == f"{who.replace(' ', '.')}@example.org"
        assert last[2].startswith(f"{len(rows):,} submissions as at 20/11/2026: Charging")
    for path, (name, allowed) in GUARDED.items():
        page.goto(desk.server.address + path)
        ready(page)
        no_exception(page)
        if who in allowed:
            assert title(page).startswith(name)
        else:
            alert = page.get_by_test_id("stAlert").inner_text()
            assert alert.startswith(f"Your role is {who.split()[-1]}; ")
            assert page.get_by_test_id("stFileUploader").count() == 0


def test_a_manager_of_a_unit_sees_figures_of_all_and_cases_of_theirs(desk, page):
    sign_in(page, desk, "unit manager", "/unit?unit=Cumbria+Crown+Court+Hub")
    assert title(page) == "Cumbria Crown Court Hub"
    says = main(page).inner_text()
    assert f"You see the cases of {UNIT}; those of Cumbria Crown Court Hub are for its own" in says
    assert "0 submissions" in says
    assert not URN.search(page.content())
    choose(page, "Unit", UNIT)
    assert f"You see the cases of {UNIT}; figures are of all units." in main(page).inner_text()
    assert page.get_by_role("button", name="rows as CSV").count() == 1


def test_the_page_that_was_asked_for_comes_after_sign_in(desk, page):
    path = "/unit?unit=Western+Magistrates+Unit&period=12+months&list=Open"
    sign_in(page, desk, "manager", path)
    assert title(page) == UNIT
    assert parameters(page) == {"unit": UNIT, "period": "12 months", "list": "Open"}
    assert page.url.startswith(f"{desk.server.address}/unit?")


def test_the_sign_in_page_says_whom_to_ask_and_has_one_button(desk, page):
    page.goto(f"{desk.server.address}/victim_letters")
    ready(page)
    assert title(page) == "CPS North West · performance"
    assert page.title() == "Sign in – CPS North West"
    assert menu(page) == []
    assert main(page).get_by_role("button").all_inner_texts() == ["Sign in"]
    assert "ask the performance team." in main(page).inner_text()
    assert not re.search(r"\d", main(page).inner_text())


def test_somebody_without_a_role_sees_nothing_and_is_in_the_log(desk, page):
    sign_in(page, desk, "nobody")
    assert "signed in as nobody@example.org, and have no role here" in main(page).inner_text()
    assert menu(page) == []
    assert "ask the performance team" in main(page).inner_text()
    said = f"signed in, and has no role here; nobody of {desk.provider.address}"
    assert ("nobody@example.org", "sign-in failed", said) in desk.events()


def test_signing_out_ends_it_in_other_tabs_and_for_a_copied_cookie_too(desk, page, context):
    sign_in(page, desk, "analyst")
    copied = cookies(context)["_streamlit_user"]
    tab = context.new_page()
    tab.goto(desk.server.address)
    ready(tab)
    page.get_by_test_id("stSidebar").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**")  # at the provider too
    assert "_streamlit_user" not in cookies(context)
    page.goto(f"{desk.server.address}/upload")
    ready(page)
    assert main(page).get_by_role("button").all_inner_texts() == ["Sign in"]
    assert page.get_by_test_id("stAlert").count() == 0  # which is no failure
    said = f"signed in; analyst of {desk.provider.address}"
    assert ("analyst@example.org", "sign-in", said) in desk.events()

    ended = "Your sign-in has ended: it was signed out, perhaps in another window."
    tab.get_by_test_id("stSidebarNavLink").filter(has_text="Upload").click()
    until(lambda: ended in main(tab).inner_text(), tab)
    ready(tab)
    assert main(tab).get_by_role("button").all_inner_texts() == ["Sign in"]
    context.add_cookies([copied])
    page.goto(f"{desk.server.address}/upload")
    ready(page)
    assert ended in main(page).inner_text()
    assert main(page).get_by_role("button").all_inner_texts() == ["Sign in"]
    for refused in (
        page.request.get(f"{desk.server.address}/media/anything.csv"),
        page.request.put(f"{desk.server.address}/_stcore/upload_file/a/b", data=b"x"),
    ):
        assert (refused.status, ended in refused.text()) == (403, True)
    assert ("analyst@example.org", "sign-in failed", f"{ended} Please sign in again.") in (
        desk.events()
    )


def test_cookies_are_kept_no_longer_than_a_sign_in_is_good_for(desk, page, context):
    sign_in(page, desk, "viewer")
    mine = cookies(context)["_streamlit_user"]
    assert mine["httpOnly"]
    assert mine["sameSite"] == "Lax"
    left = mine["expires"] - page.evaluate("Date.now() / 1000")
    assert 9.9 * 3600 < left <= 10 * 3600


def test_a_table_of_cases_cannot_be_saved_past_the_log(desk, page):
    sign_in(page, desk, "manager")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.hover()
    tools = table.get_by_test_id("stElementToolbarButton")
    until(lambda: tools.count() > 0, page)
    names = table.get_by_role("button").evaluate_all("all => all.map(b => b.ariaLabel)")
    assert [name for name in names if name.startswith("Search")]
    assert not [name for name in names if re.search("(?i)download|csv", name)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_pages_have_no_fault_that_axe_knows(theme, desk, page, context):
    page.emulate_media(color_scheme=theme)
    context.add_cookies([desk.forged(hours=11, email="a@b")])  # a page with a warning
    page.goto(desk.server.address)
    ready(page)
    assert not faults(page)
    for role in ("none", "Dashboard.Admin"):
        context.add_cookies([desk.forged(email="a@b", roles=[role])])
        page.goto(f"{desk.server.address}/audit")
        ready(page)
        assert not faults(page)
