import pytest
from streamlit.errors import StreamlitSecretNotFoundError

from access.claims import NotSignedIn
from access.roles import Person
from server import provider as of_server
from server.provider import SecretsUnreadable, person_at, provider
from tests.server.made import cookie, scope


class Missing(dict):
    def __init__(self, error_id):
        self.error_id = error_id

    def get(self, name):
        raise StreamlitSecretNotFoundError("/etc/secrets.toml", error_id=self.error_id)


def test_a_server_without_secrets_has_no_provider(monkeypatch):
    monkeypatch.setattr(of_server.st, "secrets", Missing("no-secrets-found"))
    assert provider() is None


def test_secrets_that_cannot_be_read_are_not_the_same_as_none(monkeypatch):
    monkeypatch.setattr(of_server.st, "secrets", Missing("error-parsing"))
    with pytest.raises(SecretsUnreadable) as refused:
        provider()
    assert "/etc" not in str(refused.value)


def test_without_a_provider_it_is_the_local_person(without_provider, monkeypatch):
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", "viewer")
    assert person_at(scope()) == Person("not signed in", "viewer")


def test_who_sends_a_request_is_by_their_cookie(with_provider):
    value = cookie(email="a@b", roles=["analyst"])
    assert person_at(scope(cookie=f"x=1; _streamlit_user={value}")) == Person("a@b", "analyst")
    with pytest.raises(NotSignedIn):
        person_at(scope(cookie="_streamlit_user=x"))
    with pytest.raises(NotSignedIn):
        person_at(scope())
