import os
import subprocess
import sys
from threading import Event

import pytest
from streamlit import config

from access import without_sign_in
from extracts.errors import DashboardError
from server import may_start
from tests.browser.serving import ROOT

RIGHT = {
    "redirect_uri": "https://dashboard.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 4,
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}


@pytest.fixture
def checked(monkeypatch):
    """Says why the server may not start with some settings; "" if it may."""

    monkeypatch.setattr(without_sign_in, "_SIGN_IN_IS_NEEDED", Event())

    def why(auth=None, role="", **options):
        given = {"address": "127.0.0.1", "allowedHosts": ["127.0.0.1", "localhost"]} | options
        monkeypatch.setattr(may_start, "provider", lambda: auth)
        monkeypatch.setattr(
            config, "get_option", lambda name: given.get(name.removeprefix("server."))
        )
        monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", role)
        try:
            may_start.check()
        except DashboardError as why:
            return str(why)
        return ""

    return why


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_this_computer_alone_is_served_without_sign_in(address, checked):
    assert checked(address=address) == ""


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "10.1.2.3", "dashboard.local", "", None, "unix://x"]
)
def test_other_computers_are_not(address, checked):
    said = checked(address=address)
    assert said.startswith(
        f"The dashboard does not start: server.address is {address or 'not set'},"
    )
    assert "nobody would have to sign in" in said
    assert "DASHBOARD_WITHOUT_SIGN_IN" in said
    assert checked(address=address, role="viewer") == ""
    assert checked(address=address, auth=RIGHT) == ""


@pytest.mark.parametrize(
    ("hosts", "named"),
    [
        (["127.0.0.1", "dashboard.example.org"], "dashboard.example.org"),
        (["*"], r"*"),
        ([], "nobody, which is all"),
    ],
)
def test_nor_is_another_name_of_this_one(hosts, named, checked):
    assert f"server.allowedHosts names {named}, so that" in checked(allowedHosts=hosts)
    assert checked(allowedHosts=hosts, role="manager") == ""
    assert checked(allowedHosts=hosts, auth=RIGHT) == ""


def test_a_role_for_all_that_is_none_is_refused(checked):
    assert 'DASHBOARD_WITHOUT_SIGN_IN is "everyone"' in checked(role="everyone")


def test_a_provider_and_a_role_for_all_contradict_each_other(checked):
    assert "either people sign in or they do not" in checked(auth=RIGHT, role="viewer")


def test_no_header_says_who_somebody_is(checked):
    said = checked(auth=RIGHT, trustedUserHeaders={"X-User": "email"})
    assert said.startswith("server.trustedUserHeaders is set.")


@pytest.mark.parametrize("name", RIGHT)
def test_every_setting_of_a_provider_is_needed(name, checked):
    for value in (None, "", " ", 3):
        assert f"{name} is missing" in checked(auth=RIGHT | {name: value})
    assert f"{name} is missing" in checked(auth={k: v for k, v in RIGHT.items() if k != name})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("cookie_secret", "a" * 31, "cookie_secret should be 32 random characters or more"),
        (
            "redirect_uri",
            "https://d.example.org/",
            "redirect_uri should be the dashboard's address",
        ),
        ("redirect_uri", "https://d.example.org/xoauth2callback", "redirect_uri should be the"),
        (
            "redirect_uri",
            "http://d.example.org/oauth2callback",
            "redirect_uri should begin with https",
        ),
        ("redirect_uri", "http://127.0.0.1.nip.io/oauth2callback", "should begin with https"),
        ("redirect_uri", "ftp://127.0.0.1/oauth2callback", "should begin with https"),
        ("server_metadata_url", "http://login.example.org/x", "server_metadata_url should begin"),
    ],
)
def test_a_provider_that_could_be_got_around_is_refused(name, value, words, checked):
    said = checked(auth=RIGHT | {name: value})
    assert said.startswith("In [auth] of the server's secrets.toml")
    assert words in said
    assert "0123456789" not in said


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:{port}", "127.0.0.1"])
def test_a_provider_on_this_computer_needs_no_tls(host, checked):
    here = {"redirect_uri": f"http://{host}/oauth2callback"}
    assert checked(auth=RIGHT | here) == ""


def test_a_server_that_began_with_sign_in_never_goes_without(checked):
    assert checked() == ""
    without_sign_in.local_person()
    assert checked(auth=RIGHT) == ""
    with pytest.raises(without_sign_in.PeopleSignIn):
        without_sign_in.local_person()


@pytest.mark.parametrize(
    ("environment", "secrets", "words"),
    [
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "", "server.address is 0.0.0.0, so that other"),
        ({}, "[auth]\ncookie_secret = 'short'\n", "redirect_uri is missing"),
        ({}, "[auth\n", "secrets.toml cannot be read, so it is not known how people sign in"),
        (
            {"DASHBOARD_WITHOUT_SIGN_IN": "all"},
            "",
            "it should be viewer, manager, secretary, analyst or",
        ),
    ],
)
def test_the_server_itself_ends_with_a_sentence(environment, secrets, words, tmp_path):
    file = tmp_path / "secrets.toml"
    if secrets:
        file.write_text(secrets, encoding="utf-8")
        environment = environment | {"STREAMLIT_SECRETS_FILES": str(file)}
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", "0"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
