import time
from datetime import UTC, datetime

import pytest

from access.ended import end
from access.made_for import media_type
from access.roles import Person
from server.guard import guarded, is_from_here
from tests.server.made import Answer, answers, cookie, scope

OURS = guarded(answers(content_type="text/plain"))


@pytest.mark.parametrize(
    "request_",
    [
        scope(),
        scope(host="localhost:8501"),
        scope(host="[::1]:8501", client=("::1", 9)),
        scope(origin="http://127.0.0.1:8501"),
        scope(kind="websocket", origin="http://127.0.0.1:8501"),
    ],
)
def test_this_computer_is_served_without_sign_in(request_, without_provider):
    assert is_from_here(request_)
    assert Answer(OURS, request_).text == "theirs"


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        {"client": ("10.1.2.3", 5)},
        {"client": None},
        {"host": "dashboard.example.org"},
        {"host": "elsewhere.example:8501"},
        {"host": None},
        {"host": "127.0.0.1@evil.example"},
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"x_forwarded_for": "127.0.0.1"},
        {"x_forwarded_host": "127.0.0.1"},
        {"x_real_ip": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"via": "1.1 proxy"},
        {"cf_connecting_ip": "127.0.0.1"},
    ],
)
def test_no_other_is(headers, kind, without_provider, events, monkeypatch):
    answer = Answer(OURS, scope(kind=kind, **headers))
    if kind == "http":
        assert answer.status == 403
        assert answer.text.startswith("Nobody signs in to this dashboard")
    else:
        assert (answer.kind, answer.status) == ("websocket.close", 1008)
    assert events() == []  # a stranger's request writes nothing
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", "viewer")
    if kind == "http":
        assert Answer(OURS, scope(**headers)).text == "theirs"


def test_a_websocket_says_where_it_comes_from(without_provider):
    assert not is_from_here(scope(kind="websocket"))


def test_where_people_sign_in_others_get_the_frame(with_provider, events):
    assert Answer(OURS, scope(client=("10.1.2.3", 5), host="dashboard.example.org")).status == 200
    assert events() == []


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/"])
def test_what_the_process_does_is_for_nobody(path, without_provider):
    assert Answer(OURS, scope(path)).status == 404


@pytest.mark.parametrize("path", ["/media/x.csv", "//media/x.csv", "/_stcore/upload_file/a/b"])
def test_files_are_for_those_who_are_signed_in(path, with_provider, events):
    def status(value):
        return Answer(OURS, scope(path, cookie=value and f"_streamlit_user={value}")).status

    admin = {"email": "a@b", "roles": ["administrator"]}
    assert status(cookie(**admin)) == 200
    assert status(None) == 403
    assert status("made up") == 403
    assert status(cookie(secret="x" * 40, **admin)) == 403
    assert status(cookie(origin="https://elsewhere.example", **admin)) == 403
    assert status(cookie(hours=11, **admin)) == 403
    assert status(cookie(is_logged_in="yes", **admin)) == 403
    assert status(cookie(email="a@b", roles=["none"])) == 403
    assert {what for _, what, _ in events()} == {"refused"}


@pytest.mark.parametrize("path", ["/media/x.csv", "/_stcore/upload_file/a/b"])
def test_a_copied_cookie_is_good_for_nothing_once_its_sign_in_was_signed_out(path, with_provider):
    claims = {"email": "a@b", "roles": ["administrator"], "sub": "17", "iat": time.time()}
    copied = scope(path, cookie=f"_streamlit_user={cookie(**claims)}")
    assert Answer(OURS, copied).status == 200
    end(claims, now=datetime.now(UTC))
    refused = Answer(OURS, copied)
    assert refused.status == 403
    assert refused.text.startswith("Your sign-in has ended: it was signed out")
    again = cookie(**claims | {"iat": time.time() + 1})
    assert Answer(OURS, scope(path, cookie=f"_streamlit_user={again}")).status == 200


def test_a_file_is_taken_only_from_those_who_may_publish_or_edit_the_plan(with_provider):
    def sent(role):
        value = cookie(email="a@b", roles=[role])
        return Answer(OURS, scope("/_stcore/upload_file/a/b", cookie=f"_streamlit_user={value}"))

    for role in ("analyst", "administrator", "manager", "secretary"):
        assert sent(role).status == 200
    assert sent("viewer").status == 403
    assert "Your role is viewer; uploading, publishing and undoing" in sent("viewer").text


def test_a_file_goes_to_whom_it_was_made_for(with_provider, events):
    app = guarded(
        answers(body=b"06AA0000126", content_type=media_type("text/csv", Person("a@b", "manager")))
    )

    def given(**claims):
        return Answer(app, scope("/media/x", cookie=f"_streamlit_user={cookie(**claims)}"))

    mine = given(email="a@b", roles=["manager"])
    assert (mine.status, mine.text) == (200, "06AA0000126")
    assert mine.headers["content-type"] == "text/csv"
    assert mine.headers["cache-control"] == "no-store"
    for other in (
        {"email": "c@d", "roles": ["administrator"]},
        {"email": "a@b", "roles": ["viewer"]},
    ):
        theirs = given(**other)
        assert theirs.status == 403
        assert theirs.text.startswith("This file was made for somebody else.")
    assert ("c@d", "refused", "a file that was made for somebody else") in events()


def test_settings_that_are_wrong_let_nobody_have_a_file(with_provider, tmp_path, monkeypatch):
    file = tmp_path / "area.toml"
    file.write_text('name = "An Area"\n[access]\nroles = 3\n', encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_AREA", str(file))
    value = cookie(email="a@b", roles=["administrator"])
    assert Answer(OURS, scope("/media/x", cookie=f"_streamlit_user={value}")).status == 403


def test_what_is_neither_a_request_nor_a_connection_passes(without_provider):
    passed = []

    async def app(scope, receive, send):
        passed.append(scope["type"])
        await send({"type": "lifespan.startup.complete"})

    Answer(guarded(app), {"type": "lifespan"})
    assert passed == ["lifespan"]
