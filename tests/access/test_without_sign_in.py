import getpass
from threading import Event

import pytest

from access import without_sign_in
from access.roles import ROLES, Person
from access.without_sign_in import (
    SETTING,
    NotGuarded,
    PeopleSignIn,
    guarded,
    local_person,
    need_sign_in,
    role_for_all,
)
from extracts.errors import AreaError


def test_on_this_computer_alone_its_user_is_the_administrator(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr(getpass, "getuser", lambda: "anne")
    assert role_for_all() is None
    assert local_person() == Person("anne", "administrator")


def test_without_the_server_that_keeps_others_out_nobody_is(monkeypatch):
    monkeypatch.setattr(without_sign_in, "_IS_GUARDED", Event())
    for role in ("", "viewer"):
        monkeypatch.setenv(SETTING, role)
        with pytest.raises(NotGuarded, match=r"streamlit run dashboard\.py"):
            local_person()
    guarded()
    assert local_person().role == "viewer"


@pytest.mark.parametrize("why", [KeyError("uid"), OSError("no name")])
def test_an_account_without_a_name_is_the_local_administrator(why, monkeypatch):
    def fails():
        raise why

    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr(getpass, "getuser", fails)
    assert local_person() == Person("local administrator", "administrator")


@pytest.mark.parametrize("role", ROLES)
def test_a_setting_gives_everybody_its_role(role, monkeypatch):
    monkeypatch.setenv(SETTING, role)
    assert local_person() == Person("not signed in", role)


def test_where_people_sign_in_nobody_is_the_local_administrator(monkeypatch):
    monkeypatch.setattr(without_sign_in, "_SIGN_IN_IS_NEEDED", Event())
    need_sign_in()
    for role in ("", "administrator"):
        monkeypatch.setenv(SETTING, role)
        with pytest.raises(PeopleSignIn):
            local_person()


def test_a_setting_that_is_no_role_is_refused(monkeypatch):
    monkeypatch.setenv(SETTING, "yes")
    with pytest.raises(AreaError, match='DASHBOARD_WITHOUT_SIGN_IN is "yes"; it should be viewer'):
        local_person()
