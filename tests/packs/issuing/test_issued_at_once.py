"""Two processes issue packs at once, and one is killed: what was issued is whole, and stays."""

import random

import pytest

from extracts.store import Store
from packs.issuing.issued import issued, opened
from tests.writers import go, killed, said, start


def found_in(store):
    """The packs that are kept, each opened: its check sums and its place hold."""
    packs = issued(Store(store))
    for one in packs:
        record, pack = opened(Store(store), one.month, one.number)
        assert (record, pack.month) == (one, one.month)
    return packs


@pytest.mark.parametrize("nth", range(3))
def test_an_issue_that_is_killed_is_whole_or_absent_and_those_before_are_kept(nth, own_store):
    n_said = killed(start("tests.packs.issuer", own_store, 1000, "Ann"), random.Random(nth))

    kept = found_in(own_store)
    assert n_said <= len(kept) <= n_said + 1
    assert len({one.month for one in kept}) == len(kept)
    after = start("tests.packs.issuer", own_store, 1, "Bob", 1000)
    go(after)
    assert said(after) == ["saved 2083-05/1"]
    assert found_in(own_store)[:-1] == kept


def test_of_two_who_issue_at_once_none_is_lost(own_store):
    both = [start("tests.packs.issuer", own_store, 8, who, 100 * n) for n, who in enumerate("AB")]
    go(*both)
    names = [line.removeprefix("saved ") for process in both for line in said(process)]
    assert sorted(one.name for one in found_in(own_store)) == sorted(names)
    assert len(names) == 16
