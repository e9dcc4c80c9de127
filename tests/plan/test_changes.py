"""Saving actions: keys, names, what is refused, and their history."""

from dataclasses import replace

import pytest

from extracts.store import Store
from plan.action_checks import ActionRefused
from plan.actions import actions
from plan.changes import as_listed, history, key_of
from plan.merge import ChangedMeanwhile
from tests.plan.made import KNOWN, action, day, saved


@pytest.fixture
def store(own_store):
    return Store(own_store)


def test_a_saved_action_has_a_key_a_revision_and_who_changed_it(store):
    made = saved(store, action(short="Legal manager, pre-charge"))
    assert (made.key, made.revision, made.changed_by) == ("legal-manager-pre-charge", 1, "Ann")
    assert actions(store) == [made]


def test_an_edit_is_the_same_action(store):
    made = saved(store, action())
    now = saved(store, replace(made, short="Legal training", due=day("2026-12-01")), who="Bob")
    assert (now.key, now.revision, now.changed_by) == (made.key, 2, "Bob")
    assert actions(store) == [now]


def test_a_second_click_saves_once(store):
    assert saved(store, action()) == saved(store, action(), minutes=1)
    assert len(actions(store)) == 1


def test_two_edits_of_different_fields_are_both_kept(store):
    seen = saved(store, action())
    saved(store, replace(seen, due=day("2026-12-01")), who="Bob")
    now = saved(store, replace(seen, notes="Begun"), who="Cal")
    assert (now.due, now.notes) == (day("2026-12-01"), "Begun")


def test_two_edits_of_one_field_are_a_conflict_in_words(store):
    seen = saved(store, action())
    saved(store, replace(seen, due=day("2026-12-01")), who="Bob", minutes=5)
    with pytest.raises(ChangedMeanwhile) as why:
        saved(store, replace(seen, due=day("2026-12-15"), notes="Begun"), who="Cal")
    assert str(why.value) == (
        'The action "Training" was changed while you were editing it, so nothing of yours is saved '
        "yet. Due: you wrote 15/12/2026, and Bob changed it from blank to 01/12/2026 at 09:35 on "
        "20 November 2026. Choose which should stand, and save again."
    )
    assert actions(store)[0].due == day("2026-12-01")


def test_what_two_edits_make_together_is_checked(store):
    seen = saved(store, action(started=day("2026-03-01")))
    saved(store, replace(seen, started=day("2026-05-01")), who="Bob")
    with pytest.raises(ActionRefused, match=r"Done \(01/04/2026\) is before started"):
        saved(store, replace(seen, done=day("2026-04-01")), who="Cal")


def test_two_actions_may_not_share_a_short_name(store):
    saved(store, action())
    with pytest.raises(ActionRefused) as why:
        saved(store, action(short="training!", what="Other"))
    assert str(why.value) == (
        'There is an action with the short name "Training" already (training): give another name, '
        "or change that action."
    )


def test_the_short_name_of_a_withdrawn_action_may_be_used_again(store):
    gone = saved(store, action())
    saved(store, replace(gone, withdrawn=True))
    again = saved(store, action(what="Another"))
    assert again.key == "training-2"
    assert [a.withdrawn for a in actions(store)] == [True, False]


def test_an_action_is_never_deleted_and_its_history_says_what_was_changed(store):
    made = saved(store, action(due=day("2026-12-01")))
    saved(store, replace(made, withdrawn=True, due=None), who="Bob")
    first, second = history(store, "training")
    assert [d.field for d in first[1]] == ["what", "short", "issue", "owner", "due"]
    assert second[0].who == "Bob"
    assert [(d.field, d.before, d.after) for d in second[1]] == [
        ("due", "2026-12-01", ""),
        ("withdrawn", "", "yes"),
    ]
    assert history(store, "none") == []


def test_keys_are_of_letters_and_digits():
    assert key_of(" Legal  training (2026)! ") == "legal-training-2026"
    assert key_of("…") == "action"


def test_units_and_measures_are_listed_by_full_name_and_key():
    assert as_listed(KNOWN, "units", ["cumbria", " Cumbria Hub ", "Z", ""]) == ("Cumbria Hub", "Z")
    assert as_listed(KNOWN, "measures", ["Review score"]) == ("review_score",)
