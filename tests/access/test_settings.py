import tomllib

import pytest

from access.roles import ROLES
from access.settings import Access, Listed, access_of
from extracts.area import load_area
from extracts.errors import AreaError

AREA = """
name = "An Area"

[[units]]
name = "Western Magistrates Unit"
short = "Western"

[[units]]
name = "Eastern Crown Court Unit"
short = "Eastern"
"""


def access(tmp_path, text):
    file = tmp_path / "area.toml"
    file.write_text(AREA + text, encoding="utf-8")
    return access_of(load_area(file))


def test_without_settings_the_claim_roles_names_the_roles_as_they_are(tmp_path):
    assert access(tmp_path, "") == Access(
        roles_claim="roles",
        roles={role: role for role in ROLES},
        email_claim="email",
        people={},
        sign_in_hours=10,
        ask="whoever looks after this dashboard",
    )


def test_every_setting_is_read(tmp_path):
    found = access(
        tmp_path,
        """
[access]
roles_claim = "groups"
email_claim = "preferred_username"
sign_in_hours = 0.5
ask = " the performance team "

[access.roles]
"Dashboard.Boss" = "administrator"

[[access.people]]
email = "A.Manager@Example.org"
role = "manager"
units = ["western", "Western", "Eastern Crown Court Unit"]

[[access.people]]
email = "b@example.org"
units = ["Eastern"]

[[access.people]]
email = "c@example.org"
role = "viewer"
""",
    )
    western, eastern = "Western Magistrates Unit", "Eastern Crown Court Unit"
    assert found == Access(
        roles_claim="groups",
        roles={"Dashboard.Boss": "administrator"},
        email_claim="preferred_username",
        sign_in_hours=0.5,
        ask="the performance team",
        people={
            "a.manager@example.org": Listed(
                email="A.Manager@Example.org", role="manager", units=(western, eastern)
            ),
            "b@example.org": Listed(email="b@example.org", units=(eastern,)),
            "c@example.org": Listed(email="c@example.org", role="viewer"),
        },
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("sign_in_hour = 1", 'has no setting "sign_in_hour". Did you mean "sign_in_hours"?'),
        ("sign_in_hours = 0", "sign_in_hours should be a number above 0 and at most 168."),
        ("sign_in_hours = 169", "sign_in_hours should be a number above 0"),
        ("sign_in_hours = true", "sign_in_hours should be a number above 0"),
        ('sign_in_hours = "10"', "sign_in_hours should be a number above 0"),
        ("sign_in_hours = nan", "sign_in_hours should be a number above 0"),
        ('ask = " "', "ask should be a text."),
        ("roles_claim = 3", "roles_claim should be a text."),
        ('roles = "viewer"', "roles should be a table of what the claim says"),
        ("roles = {}", "roles should be a table of what the claim says"),
        (
            'roles = { "A" = "admin" }',
            'the role of "A" should be viewer, manager, secretary, analyst or administrator.',
        ),
        ('roles = { "A" = "manger" }', 'Did you mean "manager"?'),
        ("roles = { A = 1 }", 'the role of "A" should be viewer,'),
        ('people = "a"', "each person should be a table: [[access.people]]"),
        ("people = [1]", "each person should be a table: [[access.people]]"),
        ('people = [{role = "viewer"}]', "person 1 should have an email."),
        ('people = [{email = "anne", role = "viewer"}]', "person 1 should have an email."),
        ('people = [{email = "a@b"}]', "a@b should have a role or units, or both."),
        (
            'people = [{email = "a@b", rôle = "viewer"}]'.replace("rôle", "rolle"),
            'a@b has a setting "rolle" that is not known. Did you mean "role"?',
        ),
        (
            'people = [{email = "a@b", role = "analyst", units = ["Western"]}]',
            "a@b has units and the role analyst; units limit a manager alone.",
        ),
        (
            'people = [{email = "a@b", units = ["Westen Magistrates Unit"]}]',
            'a@b has the unit "Westen Magistrates Unit", which is not known. Did you mean "Western',
        ),
        ('people = [{email = "a@b", units = "Western"}]', "the units of a@b should be a list"),
        ('people = [{email = "a@b", units = []}]', "the units of a@b should be a list"),
        ('people = [{email = "a@b", units = [1]}]', "the units of a@b should be a list"),
        (
            'people = [{email = "a@b", role = "viewer"}, {email = "A@B", role = "analyst"}]',
            "A@B is listed twice among the people.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_words(settings, words, tmp_path):
    with pytest.raises(AreaError) as refused:
        access(tmp_path, f"\n[access]\n{settings}\n")
    assert str(refused.value).startswith("In the Area's settings, [access]")
    assert words in str(refused.value)


def test_access_that_is_no_table_is_refused(tmp_path):
    file = tmp_path / "area.toml"
    file.write_text('access = "everybody"\n' + AREA, encoding="utf-8")
    with pytest.raises(AreaError, match="access should be a table"):
        access_of(load_area(file))


def test_the_areas_own_settings_are_right():
    text = tomllib.loads((load_area.__globals__["DEFAULT"]).read_text("utf-8"))
    assert access_of(load_area()).sign_in_hours == text.get("access", {}).get("sign_in_hours", 10)
