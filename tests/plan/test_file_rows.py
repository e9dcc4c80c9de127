"""A file that was exported before others saved: it undoes nothing, and a clash is told."""

from dataclasses import replace
from itertools import product

import pytest

from extracts.store import Store
from plan.actions import actions
from plan.file_rows import ChangedSinceExport
from plan.files import PlanFileRefused, to_file
from plan.loading import load, preview
from plan.merge import ChangedMeanwhile
from tests.plan.made import KNOWN, NOW, TODAY, action, day, saved

VALUES = ("", "one", "two")


@pytest.fixture
def store(own_store):
    return Store(own_store)


def look(store, file: bytes | str, keep=None):
    data = file.encode() if isinstance(file, str) else file
    return preview(store, data, "plan.csv", known=KNOWN, today=TODAY, keep=keep)


def take(store, found):
    return load(store, found, known=KNOWN, who="Ann", now=NOW, today=TODAY)


def test_a_file_from_before_others_saved_puts_nothing_of_theirs_back(store):
    seen = saved(store, action(started=day("2026-02-01")))
    old = to_file([seen])
    once = saved(store, replace(seen, owner="Deputy", notes="Moved"), who="Bob", minutes=5)
    now = saved(store, replace(once, started=None), who="Cat", minutes=10)

    found = look(store, old)
    assert not found.changed
    assert found.rows[0].stays == (
        'Owner: "Deputy" stays, as Bob saved it at 09:35 on 20 November 2026.',
        "Started: blank stays, as Cat saved it at 09:40 on 20 November 2026.",
        'Notes: "Moved" stays, as Bob saved it at 09:35 on 20 November 2026.',
    )
    take(store, found)
    assert actions(store) == [now]


def test_what_only_the_file_changed_is_taken_beside_what_others_saved(store):
    seen = saved(store, action())
    file = to_file([replace(seen, due=day("2026-12-01"))])
    saved(store, replace(seen, notes="Moved"), who="Bob")
    (row,) = look(store, file).changed
    assert [d.field for d in row.differences] == ["due"]
    take(store, look(store, file))
    assert (actions(store)[0].due, actions(store)[0].notes) == (day("2026-12-01"), "Moved")


def test_what_both_changed_is_told_and_saved_only_as_somebody_chose(store):
    seen = saved(store, action())
    file = to_file([replace(seen, owner="Chief", due=day("2026-12-01"))])
    saved(store, replace(seen, owner="Deputy"), who="Bob")
    found = look(store, file)
    assert found.rows[0].clashes == (
        'Owner: the file has "Chief", and Bob changed it from "Head of legal quality" to "Deputy" '
        "at 09:30 on 20 November 2026.",
    )
    with pytest.raises(ChangedSinceExport, match="1 field was changed") as why:
        take(store, found)
    assert why.value.on_screen.endswith("Choose which is to stand.")
    assert (actions(store)[0].owner, actions(store)[0].due) == ("Deputy", None)

    take(store, look(store, file, "theirs"))
    assert (actions(store)[0].owner, actions(store)[0].due) == ("Deputy", day("2026-12-01"))
    take(store, look(store, file, "mine"))
    assert actions(store)[0].owner == "Chief"


def test_an_action_that_was_withdrawn_since_stays_so(store):
    seen = saved(store, action())
    saved(store, replace(seen, withdrawn=True), who="Bob")
    take(store, look(store, to_file([seen])))
    assert actions(store)[0].withdrawn


def test_every_case_of_two_who_change_a_field_is_as_the_rule_says(store):
    """was, the file's, theirs: whoever alone changed it has it, and both alike are no clash."""
    cases = list(product(VALUES, repeat=3))
    plan = [saved(store, action(short=f"A{n}", notes=was)) for n, (was, _, _) in enumerate(cases)]
    file = to_file(replace(a, notes=c[1]) for a, c in zip(plan, cases, strict=True))
    for made, (_, _, theirs) in zip(plan, cases, strict=True):
        saved(store, replace(made, notes=theirs), who="Bob")
    for keep in ("theirs", "mine"):
        found = look(store, file, keep)
        for row, (was, mine, theirs) in zip(found.rows, cases, strict=True):
            is_clash = mine != was and theirs != was and mine != theirs
            kept = theirs if mine == was or (is_clash and keep == "theirs") else mine
            assert (bool(row.clashes), row.becomes.notes) == (is_clash, kept)


def test_what_is_saved_between_the_choice_and_the_saving_is_told_as_ever(store):
    seen = saved(store, action())
    file = to_file([replace(seen, owner="Chief")])
    now = saved(store, replace(seen, owner="Deputy"), who="Bob")
    found = look(store, file, "mine")
    saved(store, replace(now, owner="Third"), who="Cat")
    with pytest.raises(ChangedMeanwhile, match='Cat changed it from "Deputy" to "Third"'):
        take(store, found)


def test_a_file_without_revisions_is_taken_as_it_stands(store):
    seen = saved(store, action(notes="Old"))
    saved(store, replace(seen, notes="New"), who="Bob")
    take(store, look(store, "Key,Notes\ntraining,Old\n"))
    assert actions(store)[0].notes == "Old"
    take(store, look(store, "Key,Notes,Revision\ntraining,Older,\n"))
    assert actions(store)[0].notes == "Older"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            "Key,Notes,Revision\ntraining,x,7\n",
            "Row 2: Revision is 7 and the plan has 1 of this action, so the file is of another "
            "plan: export this plan, or leave Revision blank.",
        ),
        (
            "Short name,What,Issue,Owner,Revision\nRenamed,Do it,1,Head,1\n",
            "Row 2: Revision is 1 and the plan has no action of this short name: give its Key, or "
            "leave Revision blank for a new action.",
        ),
    ],
)
def test_a_revision_that_the_plan_has_not_is_refused_in_words(store, file, words):
    saved(store, action())
    with pytest.raises(PlanFileRefused) as why:
        look(store, file)
    assert why.value.faults == (words,)


def test_the_whole_plan_moves_into_an_empty_store_with_its_revisions(store):
    file = to_file([replace(action(key="training"), revision=4)])
    take(store, look(store, file))
    assert [(a.key, a.revision) for a in actions(store)] == [("training", 1)]
