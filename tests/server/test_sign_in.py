import time
from datetime import UTC, datetime

import pytest

from access.claims import SignInExpired
from access.ended import check_not_ended
from server.sign_in import with_words
from tests.server.made import HOST, Answer, answers, cookie, scope

AWAY = {"status": 302, "location": "https://login.example.org/authorize?state=1"}
BACK = {"status": 302, "location": "/"}
PAGE = f"http://{HOST}/unit?unit=A+Unit"
ASKED = "asked_for=/unit%3Funit%3DA%2BUnit"
DROPPED = ('_streamlit_user=""; Max-Age=0; Path=/; SameSite=lax',)

pytestmark = pytest.mark.usefixtures("with_provider")


def signed_in(**claims):
    return (f"_streamlit_user={cookie(**claims)}; HttpOnly; Max-Age=9; Path=/; SameSite=lax",)


def test_on_the_way_to_the_provider_what_was_asked_for_is_kept():
    answer = Answer(with_words(answers(**AWAY)), scope("/auth/login", referer=PAGE))
    assert (answer.status, answer.headers["location"]) == (302, AWAY["location"])
    kept = answer.cookies["asked_for"]
    assert kept == "/unit%3Funit%3DA%2BUnit; HttpOnly; Max-Age=3600; Path=/; SameSite=lax"
    assert answer.cookies["sign_in_failed"].startswith("; HttpOnly; Max-Age=0")


def test_a_button_that_is_too_old_leads_back_to_its_page(events):
    answer = Answer(with_words(answers(**BACK)), scope("/auth/login", referer=PAGE))
    assert answer.headers["location"] == "/unit?unit=A+Unit"
    assert events() == []


def test_a_provider_that_cannot_be_reached_is_words_on_the_page(events):
    broken = answers(400, b"Authentication error")
    answer = Answer(with_words(broken), scope("/auth/login", referer=PAGE))
    assert (answer.status, answer.headers["location"]) == (302, "/unit?unit=A+Unit")
    assert "Authentication error" not in answer.text
    assert answer.cookies["sign_in_failed"].startswith("unreachable; HttpOnly; Max-Age=60")
    assert [e[1] for e in events()] == ["sign-in failed"]


@pytest.mark.parametrize(
    ("asked", "location"),
    [(ASKED, "/unit?unit=A+Unit"), ("", "/"), ("asked_for=//evil.example", "/"),
     ("asked_for=https%3A%2F%2Fevil.example", "/")],
)  # fmt: skip
def test_after_sign_in_comes_what_was_asked_for_and_nothing_of_another_server(
    asked, location, events
):
    account = {"sub": "17", "iss": "https://login.example.org"}
    back = answers(**BACK, cookies=signed_in(email="a@b", roles=["analyst"], **account))
    answer = Answer(with_words(back), scope("/oauth2callback", "code=1&state=2", cookie=asked))
    assert answer.headers["location"] == location
    assert answer.cookies["asked_for"].startswith("; HttpOnly; Max-Age=0")
    assert "_streamlit_user" in answer.cookies
    assert events() == [("a@b", "sign-in", "signed in; 17 of https://login.example.org")]


@pytest.mark.parametrize(
    ("claims", "who"),
    [
        ({"email": "a@b", "roles": ["none"]}, "a@b"),
        ({"email": "a@b", "email_verified": False}, "a@b (address not verified)"),
        ({"email": "a@b", "hours": 11, "roles": ["viewer"]}, "a@b"),
        (
            {"email": "a@b", "email_verified": False, "hours": 11, "roles": ["viewer"]},
            "a@b (address not verified)",
        ),
        ({"iat": None}, "17"),
    ],
)
def test_who_signs_in_without_a_role_is_in_the_log(claims, who, events):
    account = {"sub": "17", "iss": "https://login.example.org"}
    back = answers(**BACK, cookies=signed_in(**account, **claims))
    Answer(with_words(back), scope("/oauth2callback", "code=1&state=2"))
    said = "signed in, and has no role here; 17 of https://login.example.org"
    assert events() == [(who, "sign-in failed", said)]


@pytest.mark.parametrize(
    ("query", "cookies", "why"),
    [
        ("error=access_denied&state=1", (), "access_denied"),
        ("error=%3Cb%3Epay+me", (), "other"),
        ("code=1&state=2", (), "stale"),
        ("code=1&state=2", DROPPED, "unconfirmed"),
        ("code=1&state=2", signed_in(secret="x" * 40, roles=["viewer"]), "unconfirmed"),
        ("state=2", ("bad[]=;;=",), "stale"),
    ],
)
def test_a_sign_in_that_came_to_nothing_is_said_and_in_the_log(query, cookies, why, events):
    back = answers(**BACK, cookies=cookies)
    answer = Answer(with_words(back), scope("/oauth2callback", query, cookie=ASKED))
    assert answer.headers["location"] == "/unit?unit=A+Unit"
    assert answer.cookies["sign_in_failed"].startswith(f"{why};")
    ((who, what, _),) = events()
    assert (who, what) == ("not signed in", "sign-in failed")


def test_back_from_signing_out_nothing_is_said(events):
    answer = Answer(with_words(answers(**BACK)), scope("/oauth2callback", cookie=ASKED))
    assert answer.headers["location"] == "/"
    assert answer.cookies == {}
    assert events() == []


@pytest.mark.parametrize("path", ["/", "/auth/logout", "/media/x", "/unit"])
def test_everything_else_passes(path):
    assert Answer(with_words(answers(201)), scope(path)).text == "theirs"


def test_signing_out_ends_the_sign_in_of_the_browsers_own_cookie():
    claims = {"sub": "17", "iat": time.time()}  # a page of before a second sign-in knows another
    mine = f"_streamlit_user={cookie(**claims)}"
    check_not_ended(claims, now=datetime.now(UTC))
    Answer(with_words(answers(**BACK)), scope("/auth/logout", cookie=mine))
    with pytest.raises(SignInExpired):
        check_not_ended(claims, now=datetime.now(UTC))


@pytest.mark.parametrize("value", ["", "_streamlit_user=x", "_streamlit_user"])
def test_signing_out_without_a_sign_in_ends_nothing(value, own_store):
    assert Answer(with_words(answers(201)), scope("/auth/logout", cookie=value)).status == 201
    forged = f"_streamlit_user={cookie(secret='x' * 40, sub='17')}"
    assert Answer(with_words(answers(201)), scope("/auth/logout", cookie=forged)).status == 201
    assert not own_store.exists()
