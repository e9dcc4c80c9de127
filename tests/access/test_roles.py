import pytest

from access.roles import MAY, ROLES, NotAllowed, Person

# Who may do what, as the issue puts it; written out again on purpose.
TABLE = {
    "viewer": {"see figures"},
    "manager": {"see figures", "see cases", "edit plan"},
    "secretary": {"see figures", "edit plan", "keep papers"},
    "analyst": {"see figures", "see cases", "publish"},
    "administrator": {
        *("see figures", "see cases", "edit plan", "keep papers", "publish", "see audit"),
    },
    None: set(),
}


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may_do_what_it_is_for_and_nothing_else(role):
    person = Person("a@example.org", role)
    assert {action for action in MAY if person.may(action)} == TABLE[role]
    for action in MAY:
        if action in TABLE[role]:
            person.require(action)
        else:
            with pytest.raises(NotAllowed):
                person.require(action)


def test_every_role_is_in_the_table():
    assert set(ROLES) == {role for role in TABLE if role}


def test_a_manager_of_units_sees_their_cases_alone():
    all_units = Person("a", "manager")
    western = Person("b", "manager", ("Western Magistrates Unit",))
    assert all_units.may_see_cases_of("Cumbria Crown Court Hub")
    assert all_units.may_see_cases_of(None)
    assert western.may_see_cases_of("Western Magistrates Unit")
    assert not western.may_see_cases_of("Cumbria Crown Court Hub")
    assert not western.may_see_cases_of(None)
    assert not Person("c", "viewer").may_see_cases_of("Western Magistrates Unit")


@pytest.mark.parametrize(
    ("role", "action", "words"),
    [
        (
            "viewer",
            "see cases",
            "Your role is viewer; the cases behind a figure are for managers, analysts and "
            "administrators. Ask your administrator for the role if you need it.",
        ),
        (
            "manager",
            "publish",
            "Your role is manager; uploading, publishing and undoing is for analysts and "
            "administrators. Ask your administrator for the role if you need it.",
        ),
        (
            "analyst",
            "see audit",
            "Your role is analyst; the audit log is for administrators. Ask your administrator for "
            "the role if you need it.",
        ),
        (
            None,
            "see figures",
            "You have no role here; the figures are for viewers, managers, the Board's secretary, "
            "analysts and administrators. Ask your administrator for the role if you need it.",
        ),
    ],
)
def test_a_refusal_says_who_may(role, action, words):
    with pytest.raises(NotAllowed) as refused:
        Person("a", role).require(action)
    assert str(refused.value) == words
