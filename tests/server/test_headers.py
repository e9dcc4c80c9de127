import pytest
from streamlit.runtime.secrets import secrets_singleton

from server.headers import HEADERS, content_policy, cookie_as_sent, with_headers
from tests.server.made import Answer, answers, scope

USER = "_streamlit_user=abc; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"


def test_inline_scripts_are_allowed_by_their_hash_alone():
    # printf "let a=1" | openssl dgst -sha256 -binary | base64
    policy = content_policy("<script>let a=1</script><script src='x.js'></script>")
    assert policy.count("sha256-") == 1
    assert "'sha256-+Q3dsIT3kYyYXlBldxY4Baal1kEoF6cDrlPvZn4iLYs='" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "unsafe-eval" not in policy


def test_every_answer_has_the_headers(without_provider):
    found = Answer(with_headers(answers(404)), scope()).headers
    assert {name: found[name] for name in HEADERS} == HEADERS


@pytest.mark.usefixtures("without_provider")
@pytest.mark.parametrize("name", ["_streamlit_user", "_streamlit_user_1", "_streamlit_user_tokens"])
def test_cookies_of_the_user_are_kept_as_long_as_a_sign_in_is_good(name):
    sent = cookie_as_sent(USER.replace("_streamlit_user", name), secure=False)
    assert "Max-Age=36000;" in sent
    assert "Secure" not in sent
    assert cookie_as_sent(USER.replace("2592000", "0"), secure=False).count("Max-Age=0") == 1
    assert "Max-Age=2592000" in cookie_as_sent(f"x{USER}", secure=False)


@pytest.mark.usefixtures("without_provider")
def test_while_the_settings_are_wrong_they_are_kept_a_minute(tmp_path, monkeypatch):
    file = tmp_path / "area.toml"
    file.write_text('name = "An Area"\n[access]\nsign_in_hours = 0\n', encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_AREA", str(file))
    assert "Max-Age=60;" in cookie_as_sent(USER, secure=False)


@pytest.mark.usefixtures("without_provider")
def test_over_tls_cookies_are_for_tls_alone():
    app = with_headers(answers(cookies=(USER, "a=b", "c=d; secure; Path=/")))
    for over_tls in (scope() | {"scheme": "https"}, scope(x_forwarded_proto="https")):
        sent = Answer(app, over_tls).headers.getlist("set-cookie")
        assert [c.lower().count("; secure") for c in sent] == [1, 1, 1]
    plain = Answer(app, scope()).headers.getlist("set-cookie")
    assert [c.lower().count("; secure") for c in plain] == [0, 0, 1]


def test_a_dashboard_that_is_registered_with_tls_is_reached_over_it(with_provider, monkeypatch):
    auth = {"redirect_uri": "https://dashboard.example.org/oauth2callback"}
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": auth})
    sent = Answer(with_headers(answers(cookies=("a=b",))), scope()).cookies
    assert sent["a"] == "b; Secure"
