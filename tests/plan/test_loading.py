"""A file taken into the plan: what it would do is shown, and it is taken whole or not at all."""

from dataclasses import replace

import pytest

from extracts.store import Store
from plan.actions import actions
from plan.files import PlanFileRefused, to_file
from plan.loading import load, preview
from plan.merge import ChangedMeanwhile
from tests.plan.made import KNOWN, NOW, TODAY, action, day, saved

HEAD = "Short name,What,Issue,Owner,Due\n"


@pytest.fixture
def store(own_store):
    return Store(own_store)


def look(store, text):
    data = text if isinstance(text, bytes) else text.encode()
    return preview(store, data, "plan.csv", known=KNOWN, today=TODAY)


def take(store, text, who="Ann"):
    found = look(store, text)
    load(store, found, known=KNOWN, who=who, now=NOW, today=TODAY)
    return found


def counts(found):
    return len(found.new), len(found.changed), len(found.unchanged)


def test_a_preview_says_what_is_new_changed_and_unchanged_and_saves_nothing(store):
    kept, other = saved(store, action()), saved(store, action(short="Other"))
    file = to_file([kept, replace(other, due=day("2026-12-01")), action(short="Third")])
    found = look(store, file)
    assert counts(found) == (1, 1, 1)
    assert [d.field for d in found.changed[0].differences] == ["due"]
    assert found.new[0].becomes.short == "Third"
    assert actions(store) == [kept, other]


def test_a_file_that_is_taken_is_the_plan_and_the_same_again_changes_nothing(store):
    text = HEAD + "A,Do a,1,Head,01/12/2026\nB,Do b,2,Head,\n"
    assert counts(take(store, text)) == (2, 0, 0)
    plan = actions(store)
    assert [(a.key, a.short, a.due) for a in plan] == [
        ("a", "A", day("2026-12-01")),
        ("b", "B", None),
    ]
    assert counts(take(store, text, "Bob")) == (0, 0, 2)
    assert counts(take(store, to_file(plan), "Bob")) == (0, 0, 2)
    assert actions(store) == plan


def test_columns_and_actions_that_the_file_does_not_have_stay_as_they_are(store):
    kept = saved(store, action(notes="Kept", units=("Cumbria Hub",)))
    other = saved(store, action(short="Other"))
    take(store, "Key,Due\ntraining,01/12/2026\n", "Bob")
    now = actions(store)
    assert (now[0].notes, now[0].units, now[0].due) == ("Kept", kept.units, day("2026-12-01"))
    assert now[1] == other


def test_a_blank_cell_takes_out_what_was_there(store):
    saved(store, action(notes="Old"))
    take(store, "Key,Notes\ntraining,\n")
    assert actions(store)[0].notes == ""


def test_one_fault_refuses_the_whole_file_and_all_faults_are_said(store):
    with pytest.raises(PlanFileRefused) as why:
        look(
            store,
            HEAD
            + "A,Do a,1,Head,\n"
            + "B,,2,Head,\n"
            + "C,Do c,2,Head,31/02/2026\n"
            + "a,Again,1,Head,\n"
            + "D,Do d,9,,\n",
        )
    assert why.value.faults == (
        "Row 3: What is blank: say in a sentence what is done.",
        'Row 4: Due is "31/02/2026", which is not a day: write it as dd/mm/yyyy.',
        "Row 5: The same action (a) is in row 2.",
        "Row 6: Issue should be the number of an improvement issue: 1 (Legal decision quality), "
        "2 (Charging and disclosure) and 3 (Victim letters).",
        "Row 6: Owner is blank: name the role that answers for it, as Head of the unit.",
    )
    assert actions(store) == []


def test_of_very_many_faults_the_first_are_told(store):
    with pytest.raises(PlanFileRefused, match=r"Row 21: .* And 5 faults more\.$"):
        look(store, "Key,Due\n" + "".join(f"k{n},soon\n" for n in range(25)))


def test_a_row_without_a_key_is_the_action_of_that_short_name(store):
    gone = saved(store, action())
    saved(store, replace(gone, withdrawn=True))
    saved(store, action(what="Another"))  # its key is training-2
    take(store, "Short name,Due\nTRAINING,01/12/2026\n")
    first, second = actions(store)
    assert (first.due, second.due) == (None, day("2026-12-01"))


def test_two_actions_may_swap_their_names_but_not_share_one(store):
    saved(store, action(short="A"))
    saved(store, action(short="B"))
    take(store, "Key,Short name\na,B\nb,A\n")
    assert [a.short for a in actions(store)] == ["B", "A"]
    with pytest.raises(PlanFileRefused, match='a and b would both be called "A"'):
        look(store, "Key,Short name\na,A\n")


def test_what_others_saved_since_the_preview_is_kept_or_told(store):
    seen = saved(store, action())
    due = look(store, "Key,Due\ntraining,01/12/2026\n")
    saved(store, replace(seen, notes="Meanwhile"), who="Bob")
    load(store, due, known=KNOWN, who="Ann", now=NOW, today=TODAY)
    assert (actions(store)[0].due, actions(store)[0].notes) == (day("2026-12-01"), "Meanwhile")

    stale = look(store, "Key,Due\ntraining,05/12/2026\n")
    saved(store, replace(actions(store)[0], due=day("2026-12-09")), who="Bob")
    with pytest.raises(ChangedMeanwhile, match="Due: you wrote 05/12/2026, and Bob changed it"):
        load(store, stale, known=KNOWN, who="Ann", now=NOW, today=TODAY)
    assert actions(store)[0].due == day("2026-12-09")


def test_what_a_file_and_others_make_together_is_checked_before_anything_is_saved(store):
    seen = saved(store, action(started=day("2026-02-01")))
    found = look(store, "Key,Done,Short name,What,Issue,Owner\ntraining,01/03/2026,Training,"
                        "Training for everybody,1,Head of legal quality\n"
                        "new,,New,Do it,1,Head\n")  # fmt: skip
    saved(store, replace(seen, started=day("2026-04-01")), who="Bob")
    with pytest.raises(PlanFileRefused, match="is before started"):
        load(store, found, known=KNOWN, who="Ann", now=NOW, today=TODAY)
    assert [a.key for a in actions(store)] == ["training"]
    named = look(store, "Short name,What,Issue,Owner\nNew,Do it,1,Head\n")
    saved(store, action(short="new!", what="Other"), who="Bob")
    with pytest.raises((PlanFileRefused, ChangedMeanwhile)):
        load(store, named, known=KNOWN, who="Ann", now=NOW, today=TODAY)
