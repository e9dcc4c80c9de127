"""Commentary on a measure in a month: kept with what was drafted then, taken back by a blank."""

import pytest

from extracts.store import Store
from plan.commentary import CommentaryRefused, commentary, revision_of, write
from plan.log import held
from plan.merge import ChangedMeanwhile
from tests.plan.made import NOW, day

OCTOBER = day("2026-10-01")


@pytest.fixture
def store(own_store):
    return Store(own_store)


def put(store, text, based_on=0, *, drafted="74%.", who="Ann", measure="m", month=OCTOBER):
    return write(
        store,
        month=month,
        measure=measure,
        text=text,
        drafted=drafted,
        based_on=based_on,
        who=who,
        now=NOW,
    )


def test_a_commentary_is_kept_with_the_sentence_that_stood_beside_it(store):
    made = put(store, " The new unit begins. ")
    put(store, "Another month.", month=day("2026-09-01"))
    assert commentary(store, OCTOBER) == {"m": made}
    assert (made.text, made.drafted, made.who) == ("The new unit begins.", "74%.", "Ann")


def test_the_newest_holds_and_a_blank_takes_it_back(store):
    put(store, "One.")
    put(store, "Two.", 1, drafted="75%.", who="Bob")
    assert commentary(store, OCTOBER)["m"].drafted == "75%."
    put(store, "", 2)
    assert commentary(store, OCTOBER) == {}
    assert revision_of(held(store), OCTOBER, "m") == 3
    put(store, "Three.", 3)
    assert commentary(store, OCTOBER)["m"].text == "Three."


def test_saving_an_old_text_unchanged_does_not_move_what_was_drafted_then(store):
    put(store, "One.")
    same = put(store, "One.", 1, drafted="80%.", who="Bob")
    assert (same.revision, same.drafted, same.who) == (1, "74%.", "Ann")


def test_two_who_write_at_once_are_told(store):
    put(store, "One.")
    put(store, "Two.", 1, who="Bob")
    with pytest.raises(ChangedMeanwhile) as why:
        put(store, "Three.", 1, who="Cal")
    assert str(why.value) == (
        "The commentary was changed while you were editing it, so nothing of yours is saved yet. "
        'Commentary: you wrote "Three.", and Bob changed it from "One." to "Two." at 09:30 on '
        "20 November 2026. Choose which should stand, and save again."
    )
    untouched = put(store, "One.", 1, drafted="80%.", who="Dee")  # saw the first, changed nothing
    assert (untouched.text, untouched.who) == ("Two.", "Bob")


def test_a_commentary_as_long_as_a_paper_or_that_names_a_case_is_refused(store):
    with pytest.raises(CommentaryRefused, match=r"has 1,001 characters; the most is 1,000"):
        put(store, "x" * 1001)
    with pytest.raises(CommentaryRefused, match=r"names a case \(06/AA/00001/26\)"):
        put(store, "As 06/AA/00001/26 shows.")
    assert commentary(store, OCTOBER) == {}
