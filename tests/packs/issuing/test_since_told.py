"""What the Board was told in an issued pack and is otherwise now: the headline, and the plan."""

from dataclasses import replace
from datetime import date

from packs.issuing.since import since
from tests.packs.issuing.test_since import PACK, STEADY, matrix


def test_a_headline_that_is_another_comes_first_and_what_it_says_of_the_data_last():
    before = matrix(**{"": STEADY})
    said = ("Nothing is worse.", "Two worked.", "Mind the data: late.")
    before = replace(before, in_one_minute=said)
    row = replace(before.rows[0], worse_units=("A",))
    after = replace(
        before,
        rows=(row,),
        in_one_minute=("A is worse.", "Two worked.", "Three are due.", "Mind the data: all came."),
    )
    assert [(d.kind, d.of, d.before, d.after) for d in since(before, after)] == [
        (
            *("headline", "The headline", "Nothing is worse than it was, of 1 measure"),
            "No measure is worse than it was for the Area, but 1 is in A",
        ),
        ("headline", "In one minute", "Nothing is worse.", "A is worse."),
        ("headline", "In one minute", "nothing", "Three are due."),
    ]
    assert since(before, after)[1].says == (
        "In one minute: was “Nothing is worse”, now “A is worse”."
    )


def test_the_plan_is_compared_action_by_action():
    first, *rest = PACK.actions
    after = replace(
        PACK, actions=(replace(first, state="done", done=date(2026, 10, 30)), *rest[1:])
    )
    moved, gone = [d for d in since(PACK, after) if d.kind == "plan"]
    assert moved.after.startswith("done on 30 Oct 2026")
    assert moved.of == first.what
    assert gone.after == "not in the plan"
    assert "Charging within 28 days: Too early to tell" in moved.before


def test_no_word_is_listed_that_readers_do_not_see_elsewhere():
    shifted = tuple(
        replace(a, state="due this month", due=date(2026, 11, 20 + n % 9), done=None)
        for n, a in enumerate(PACK.actions)
    )
    said = " ".join(d.says for d in since(PACK, replace(PACK, actions=shifted)))
    assert "due in november 2026" not in said
    for internal in ("due this month", "too early", "charging_28_day", "concern"):
        assert internal not in said
