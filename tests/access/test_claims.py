from datetime import UTC, datetime, timedelta

import pytest

from access.claims import SignInExpired, account_of, person_of
from access.roles import Person
from access.settings import Access, Listed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
UNIT = "Western Magistrates Unit"
ACCESS = Access(
    roles={"V": "viewer", "M": "manager", "A": "analyst", "X": "administrator"},
    people={
        p.email.casefold(): p
        for p in (
            Listed(email="Listed@example.org", role="manager", units=(UNIT,)),
            Listed(email="limited@example.org", units=(UNIT,)),
            Listed(email="lower@example.org", role="viewer"),
        )
    },
)


def claims(hours=0.0, **said):
    return {"iat": (NOW - timedelta(hours=hours)).timestamp(), **said}


def person(access=ACCESS, **said):
    return person_of(claims(**said), access, now=NOW)


@pytest.mark.parametrize(
    ("value", "role"),
    [
        (["V"], "viewer"),
        ("A", "analyst"),
        (["V", "A", "M"], "analyst"),
        (["X", "V"], "administrator"),
        (["Else.Where"], None),
        (["v"], None),
        (["V "], None),
        ([], None),
        (None, None),
        ({"V": True}, None),
        ([["X"], 3, None], None),
        ("VX", None),
    ],
)
def test_the_highest_role_of_the_claim_counts_and_nothing_unknown_does(value, role):
    assert person(email="a@example.org", roles=value) == Person("a@example.org", role)


def test_other_claims_give_no_role():
    said = {"role": "administrator", "groups": ["X"], "is_admin": True, "Roles": ["X"]}
    assert person(email="a@example.org", **said).role is None


def test_the_area_may_name_another_claim():
    access = Access(roles_claim="groups", email_claim="upn", roles={"G": "analyst"})
    assert person(access, upn="a@b", groups=["G"], roles=["X"]) == Person("a@b", "analyst")


def test_a_person_who_is_listed_has_the_role_and_the_units_of_the_list():
    assert person(email="lISTED@example.org") == Person("lISTED@example.org", "manager", (UNIT,))
    assert person(email="listed@example.org", roles=["X"]).role == "manager"
    assert person(email="lower@example.org", roles=["X"]).role == "viewer"
    assert person(email="limited@example.org", roles=["M"]).units == (UNIT,)
    assert person(email="limited@example.org", roles=["A"]) == Person(
        "limited@example.org", "analyst"
    )
    assert person(email="limited@example.org") == Person("limited@example.org", None)


def test_an_address_that_is_not_proven_gives_nothing_and_still_limits():
    assert person(email="listed@example.org", email_verified=False).role is None
    assert person(email="limited@example.org", email_verified=False, roles=["M"]).units == (UNIT,)
    assert person(email="listed@example.org", email_verified=True).role == "manager"
    assert person(email="listed@example.org", email_verified="true").role == "manager"
    for said in ("false", 0, "", "no"):
        assert person(email="listed@example.org", email_verified=said).role is None


def test_a_manager_without_an_address_may_be_one_who_is_limited_and_sees_no_cases():
    nameless = person(preferred_username="limited@example.org", roles=["M"])
    assert nameless == Person("limited@example.org", "viewer")
    assert not nameless.may("see cases")
    assert person(email="other@example.org", roles=["M"]).role == "manager"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"email": " a@b ", "name": "Anne"}, "a@b"),
        ({"email": "", "preferred_username": "anne@x", "name": "Anne"}, "anne@x"),
        ({"name": "Anne", "sub": "1"}, "Anne"),
        ({"email": 3, "sub": "1"}, "1"),
        ({}, "somebody"),
    ],
)
def test_a_person_is_named_by_the_best_that_is_known(said, name):
    assert person(**said).name == name


@pytest.mark.parametrize("said", [False, "false", 0, "", "no", [True]])
def test_an_address_that_is_not_vouched_for_says_so_in_the_name(said):
    assert person(email="a@b", email_verified=said).name == "a@b (address not verified)"
    named = {"preferred_username": "anne", "email_verified": said}
    assert person(**named).name == "anne"  # no address that could be verified


@pytest.mark.parametrize("said", [{}, {"email_verified": True}, {"email_verified": "true"}])
def test_one_that_is_or_of_which_nothing_is_said_is_the_name(said):
    assert person(email="a@b", **said).name == "a@b"


@pytest.mark.parametrize(
    ("claims", "account"),
    [
        ({"sub": "17", "iss": "https://x", "email": "a@b"}, "17 of https://x"),
        ({"sub": 3}, "no subject of no issuer"),
    ],
)
def test_the_account_is_the_providers_own_word(claims, account):
    assert account_of(claims) == account


@pytest.mark.parametrize("hours", [0, 9.99, 10, -0.08])
def test_a_sign_in_is_good_for_its_hours(hours):
    assert person(hours=hours, email="a@b", roles=["V"]).role == "viewer"


@pytest.mark.parametrize("hours", [10.001, 24 * 30, -0.09, -24])
def test_an_older_one_or_one_of_the_future_has_ended(hours):
    with pytest.raises(SignInExpired, match="it is good for 10 hours"):
        person(hours=hours, roles=["X"])


@pytest.mark.parametrize("issued", [None, "yesterday", True, float("nan"), float("inf"), 1e30, []])
def test_one_that_does_not_say_when_it_was_has_ended(issued):
    with pytest.raises(SignInExpired):
        person_of({"iat": issued, "roles": ["X"]}, ACCESS, now=NOW)


def test_one_hour_is_one():
    with pytest.raises(SignInExpired, match="it is good for 1 hour\\. "):
        person(Access(sign_in_hours=1), hours=2)
