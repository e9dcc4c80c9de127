"""Are two people's changes put together field by field, and told apart where they cannot be?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.merge import (
    ChangedMeanwhile,
    Named,
    clashes,
    differences,
    merged,
    tidy,
)

TEXTS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "1", "2", "3"]))


def kept(fields):
    return {name: text for name, text in fields.items() if text}


@pytest.mark.parametrize(
    ("base", "newest", "mine", "now"),
    [
        ({"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}),  # only mine
        ({"a": "1"}, {"a": "2"}, {"a": "1"}, {"a": "2"}),  # only theirs
        ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "2"}, {"a": "2", "b": "2"}),
        ({"a": "1"}, {"a": "2"}, {"a": "2"}, {"a": "2"}),  # both the same
        ({"a": "1"}, {"a": "1", "c": "3"}, {"a": "1"}, {"a": "1", "c": "3"}),  # a field of theirs
        ({"a": "1"}, {"a": "1"}, {"a": ""}, {}),  # taken out
        ({"a": "1"}, {"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}),  # left out is left as it is
        ({"a": "1"}, {}, {"a": "1"}, {}),  # they took it out, and I left it
    ],
)
def test_fields_that_one_side_changed_are_kept(base, newest, mine, now):
    assert clashes(base, newest, mine) == []
    assert merged(base, newest, mine) == now


@pytest.mark.parametrize(
    ("base", "newest", "mine"),
    [
        ({"a": "1"}, {"a": "2"}, {"a": "3"}),
        ({}, {"a": "2"}, {"a": "3"}),
        ({"a": "1"}, {"a": "2"}, {"a": ""}),  # taken out here, changed there
        ({"a": "1"}, {}, {"a": "3"}),  # and the other way round
    ],
)
def test_a_field_that_both_changed_to_different_things_is_a_clash(base, newest, mine):
    (clash,) = clashes(base, newest, mine)
    assert (clash.field, clash.was) == ("a", base.get("a", ""))
    assert (clash.mine, clash.theirs) == (mine["a"], newest.get("a", ""))


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_anybody_wrote_is_lost_without_a_word(base, newest, mine):
    base, newest = kept(base), kept(newest)
    clashing = {c.field for c in clashes(base, newest, mine)}
    now = merged(base, newest, {k: v for k, v in mine.items() if k not in clashing})
    for name in "abcd":
        was, theirs = base.get(name, ""), newest.get(name, "")
        wrote = mine.get(name, was)
        three = {was, theirs, wrote}
        if name in clashing:
            assert len(three) == 3
        elif wrote != was:
            assert now.get(name, "") == wrote
            assert theirs in (was, wrote)
        else:
            assert now.get(name, "") == theirs


@given(TEXTS, TEXTS)
def test_with_nobody_in_between_what_was_written_is_what_is_kept(base, mine):
    base = kept(base)
    assert clashes(base, base, mine) == []
    assert merged(base, base, mine) == kept({**base, **mine})
    assert [d.field for d in differences(base, merged(base, base, mine))] == sorted(
        name for name, text in mine.items() if text != base.get(name, "")
    )


def test_the_refusal_says_who_changed_what_from_what_to_what_and_when():
    def at(hour):
        return datetime(2026, 7, 1, hour, 5, tzinfo=UTC)

    base = {"due": "2026-09-01", "notes": "Old"}
    since = [
        ("Bob", at(8), {**base, "due": "2026-10-01"}),
        ("Cal", at(9), {"due": "2026-10-01", "notes": "New"}),
        ("Dee", at(10), {"due": "2026-10-01", "notes": "New", "other": "x"}),
    ]
    found = clashes(base, since[-1][2], {"due": "2026-11-01", "notes": ""})
    why = ChangedMeanwhile(Named(item="It", titles={"due": "Due"}), found, since, base)
    assert str(why) == (
        "It was changed while you were editing it, so nothing of yours is saved yet. Due: you "
        "wrote 01/11/2026, and Bob changed it from 01/09/2026 to 01/10/2026 at 09:05 on 1 July "
        '2026. notes: you wrote blank, and Cal changed it from "Old" to "New" at 10:05 on 1 July '
        "2026. Choose which should stand, and save again."
    )
    assert (why.who, why.at) == ("Bob", at(8))


def test_texts_are_tidied():
    assert tidy({"a": "  x \r\ny\rz\x0bv\x00\n"}) == {"a": "x \ny\nz\nv"}
