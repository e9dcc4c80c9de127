"""Whoever has no right to something is refused, in words, and it is in the log."""

import pytest
from playwright.sync_api import Page

from tests.browser.screen import main, ready, until
from tests.browser.signing_in import FIGURES, URN, menu, press_sign_in, sign_in, signing_in, title

# The provider is of libraries that complain of each other.
pytestmark = [
    pytest.mark.usefixtures("signed_out"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def refused(page: Page) -> None:
    """The sign-in page and nothing else."""
    ready(page)
    assert main(page).get_by_role("button").all_inner_texts() == ["Sign in"]
    assert not URN.search(page.content())


def test_a_forged_cookie_is_refused(desk, page, context):
    claims = {"email": "administrator@example.org", "roles": ["Dashboard.Admin"]}
    context.add_cookies([desk.forged("a secret that somebody guessed, of 40 c", **claims)])
    page.goto(f"{desk.server.address}/audit")
    refused(page)
    assert "could not be checked, and does not count" in main(page).inner_text()
    assert page.request.get(f"{desk.server.address}/media/anything.csv").status == 403
    assert any(e[:2] == ("not signed in", "sign-in failed") for e in desk.events())
    context.clear_cookies()
    context.add_cookies([desk.forged(**claims)])  # the same with the server's own secret is let in
    page.goto(f"{desk.server.address}/audit")
    ready(page)
    assert title(page) == "Audit"


def test_an_expired_session_must_sign_in_again(desk, page, context):
    claims = {"email": "analyst@example.org", "roles": ["Dashboard.Analyst"]}
    context.add_cookies([desk.forged(hours=10.1, **claims)])
    page.goto(f"{desk.server.address}/upload")
    refused(page)
    assert "Your sign-in has ended: it is good for 10 hours" in main(page).inner_text()
    assert page.request.get(f"{desk.server.address}/media/anything.csv").status == 403
    expired = [e for e in desk.events() if e[:2] == ("analyst@example.org", "sign-in failed")]
    assert expired
    press_sign_in(page)
    page.get_by_role("button", name="analyst", exact=True).click()
    page.wait_for_url(f"{desk.server.address}/upload")
    ready(page)
    assert title(page) == "Upload"


@pytest.mark.parametrize("who", ["pretender", "viewer"])
def test_a_forged_role_in_the_address_or_the_claims_is_refused(who, desk, page):
    asked = "/audit?role=administrator&roles=Dashboard.Admin&is_logged_in=true"
    sign_in(page, desk, who, asked)
    said = main(page).inner_text()
    if who == "pretender":
        assert "unit.manager@example.org (address not verified), and have no role here" in said
        assert menu(page) == []
    else:
        assert "Your role is viewer; the audit log is for administrators" in said
        assert menu(page) == FIGURES
        assert ("viewer@example.org", "refused", "to see audit") in desk.events()


def test_a_download_link_is_refused_without_the_role(desk, page, context, browser):
    sign_in(page, desk, "manager")
    with page.expect_download() as given:
        page.get_by_role("button", name="rows as CSV").click()
    link = given.value.url
    mine = page.request.get(link)
    assert mine.ok
    assert URN.search(mine.text())
    assert mine.headers["cache-control"] == "no-store"
    assert "for=" not in mine.headers["content-type"]

    def opened_by(*cookie: dict) -> tuple[int, str]:
        context.clear_cookies()
        context.add_cookies(list(cookie))
        answer = page.request.get(link)
        return answer.status, answer.text()

    status, said = opened_by()
    assert (status, "Please sign in" in said) == (403, True)
    for email, role in (
        ("viewer@example.org", "Dashboard.Viewer"),
        ("unit.manager@example.org", "Dashboard.Manager"),
        ("administrator@example.org", "Dashboard.Admin"),  # who asks for their own
    ):
        status, said = opened_by(desk.forged(email=email, roles=[role]))
        assert (status, "made for somebody else" in said) == (403, True)
        assert (email, "refused", "a file that was made for somebody else") in desk.events()
    assert opened_by(desk.forged(email="nobody@example.org"))[0] == 403


def test_a_file_is_taken_from_nobody_who_may_neither_publish_nor_edit(desk, page, context):
    for claims in ({}, {"email": "viewer@example.org", "roles": ["Dashboard.Viewer"]}):
        context.clear_cookies()
        if claims:
            context.add_cookies([desk.forged(**claims)])
        sent = page.request.put(f"{desk.server.address}/_stcore/upload_file/a/b", data=b"x")
        assert sent.status == 403
        assert "sign in" in sent.text() or "publishing and undoing is for analysts" in sent.text()


def test_what_the_provider_refuses_is_said_and_in_the_log(desk, page):
    page.goto(f"{desk.server.address}/unit?unit=Western+Magistrates+Unit")
    ready(page)
    press_sign_in(page)
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{desk.server.address}/unit?**")
    refused(page)
    said = "The sign-in was stopped, or the sign-in service does not let you in here."
    assert said in main(page).inner_text()
    assert any(said in detail for _, _, detail in desk.events())


def test_a_provider_that_does_not_answer_is_said_in_words(desk, page):
    page.goto(f"{desk.server.address}/victim_letters")
    ready(page)
    desk.provider.is_down = True
    try:
        main(page).get_by_role("button", name="Sign in", exact=True).click()
        until(lambda: "does not answer" in main(page).inner_text(), page)
    finally:
        desk.provider.is_down = False
    assert page.url == f"{desk.server.address}/victim_letters"
    assert "Authentication error" not in page.content()
    assert any("does not answer" in detail for _, _, detail in desk.events())


def test_an_answer_that_was_not_asked_for_is_refused(desk, page):
    page.goto(f"{desk.server.address}/oauth2callback?state=made-up&code=1")
    refused(page)
    assert "was begun in another window, took too long" in main(page).inner_text()
    page.goto(f"{desk.server.address}/oauth2callback?error=%3Cb%3Ecall+0800%3C/b%3E")
    refused(page)
    assert "0800" not in main(page).inner_text()


def test_the_first_request_of_a_fresh_server_is_no_way_around(desk, tmp_path, page):
    # Streamlit's older mode would run pages/upload.py without its frame until somebody opens "/".
    with signing_in(desk.store, tmp_path, desk.provider) as fresh:
        page.goto(f"{fresh.server.address}/upload")
        refused(page)
        assert page.get_by_test_id("stFileUploader").count() == 0
