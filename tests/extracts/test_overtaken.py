"""What came since a file was checked: which of its rows may then be written, and which not."""

from datetime import date

import pytest

from extracts.errors import PublicationRefused
from extracts.intake import publish
from extracts.overtaken import Said
from extracts.refusals import NotAsSaid
from extracts.store import Store
from tests.extracts.small import NOW, SMALL, day, held, put, reading_of, thing


@pytest.fixture
def store(tmp_path):
    """A and B, both red, to the 1st."""
    store = Store(tmp_path / "store")
    put(store, day(1), thing("A"), thing("B"))
    return store


def put_as_said(
    store: Store, on: date, *rows: tuple, changed: int, withdrawn: int = 0, full: bool = False
):
    """Publish what was checked while only no. 1 was there."""
    said = Said(number=2, n_changed=changed, n_withdrawn=withdrawn)
    reading = reading_of(rows, on, "later.csv")
    return publish(
        store, reading, who="Ann", now=NOW, full=full, withdraw=withdrawn, said=said
    ).publication


@pytest.mark.parametrize("on", [2, 3])
def test_a_row_that_would_be_as_it_was_is_not_changed_back(store, on):
    put(store, day(2), thing("A", "blue"))
    with pytest.raises(NotAsSaid, match=r"^It would now change 1 row, where its check said 0\.$"):
        put_as_said(store, day(on), thing("A"), thing("B"), changed=0)
    assert held(store) == {thing("A", "blue"), thing("B")}
    assert len(store.history(SMALL)) == 2


def test_other_rows_that_need_no_change_any_more_do_not_make_up_for_it(store):
    put(store, day(2), thing("A", "blue"), thing("B", "blue"))
    words = "change 1 row that its check did not say it changes"
    with pytest.raises(NotAsSaid, match=words):  # A back to red; B was to become blue, and is
        put_as_said(store, day(2), thing("A"), thing("B", "blue"), changed=1)
    assert held(store) == {thing("A", "blue"), thing("B", "blue")}


def test_a_case_that_another_file_of_the_day_brought_is_not_changed_as_if_it_were_new(store):
    put(store, day(2), thing("C", "blue"))
    with pytest.raises(NotAsSaid, match="change 1 row, where its check said 0"):
        put_as_said(store, day(2), thing("C"), changed=0)


def test_a_case_of_an_earlier_day_is_changed_by_the_file_of_the_next(store):
    put(store, day(2), thing("C"))
    done = put_as_said(store, day(3), thing("C", "blue"), changed=0)
    assert (done.n_new, done.n_changed) == (0, 1)
    assert thing("C", "blue") in held(store)


def test_what_was_said_to_change_still_may_whatever_it_is_by_now(store):
    put(store, day(2), thing("A", "blue"), thing("B", "blue"))
    done = put_as_said(store, day(3), thing("A", "green"), thing("B", "blue"), changed=2)
    assert (done.n_changed, done.n_unchanged) == (1, 1)


def test_a_file_of_other_cases_goes_as_it_was_said(store):
    put(store, day(2), thing("A", "blue"))
    done = put_as_said(store, day(2), thing("B", "green"), thing("C"), changed=1)
    assert (done.n_new, done.n_changed) == (1, 1)


def test_a_case_that_was_withdrawn_since_is_not_brought_back_as_if_unchanged(store):
    put(store, day(2), thing("A"), full=True, withdraw=1)
    with pytest.raises(NotAsSaid, match="change 1 row"):
        put_as_said(store, day(3), thing("B"), changed=0)
    assert held(store) == {thing("A")}


def test_a_full_file_withdraws_no_more_than_was_said(store):
    put(store, day(2), thing("C"))
    words = r"^It would now withdraw 2 rows, where its check said 1\.$"
    with pytest.raises(NotAsSaid, match=words):
        put_as_said(store, day(2), thing("A"), changed=0, withdrawn=1, full=True)
    assert held(store) == {thing("A"), thing("B"), thing("C")}


def test_a_refusal_is_one_that_everybody_who_publishes_knows():
    assert issubclass(NotAsSaid, PublicationRefused)
