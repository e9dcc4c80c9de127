import pytest

from extracts.publications import Publication
from extracts.store import Store
from tests.extracts.small import OPENED, day, held, put, thing

FAULTY = thing("A", closed=OPENED.replace(year=2025))  # closed before it was opened
RED, BLUE, GREEN = thing("A", "red"), thing("A", "blue"), thing("A", "green")
CLOSED = thing("A", "red", day(1))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def late(store, on, *rows) -> Publication:
    """Publish a file of an earlier day."""
    return put(store, on, *rows, name="late.csv").publication


def by_day(store, *days):
    """What the thing was on each day; None where it was not there or withdrawn."""
    return [next(iter(held(store, as_at=day(n))), None) for n in days]


def test_a_day_that_a_later_file_confirmed_stays_as_it_was(store):
    put(store, day(1), RED)
    put(store, day(3), RED)
    late(store, day(2), BLUE)
    assert by_day(store, 1, 2, 3) == [RED, BLUE, RED]


def test_a_day_that_a_later_file_changed_stays_as_it_was(store):
    put(store, day(1), RED)
    put(store, day(3), GREEN)
    late(store, day(2), BLUE)
    assert by_day(store, 1, 2, 3) == [RED, BLUE, GREEN]


def test_days_of_which_no_file_speaks_are_as_the_late_file_says(store):
    put(store, day(1), RED)
    put(store, day(3), thing("B"))
    late(store, day(2), BLUE)
    assert by_day(store, 1, 2) == [RED, BLUE]
    assert BLUE in held(store)


def test_the_first_of_several_confirmations_is_what_counts(store):
    put(store, day(1), RED)
    put(store, day(3), RED)
    put(store, day(5), RED)
    late(store, day(2), BLUE)
    late(store, day(4), GREEN)
    assert by_day(store, 1, 2, 3, 4, 5) == [RED, BLUE, RED, GREEN, RED]


def test_a_late_file_of_a_late_day_is_corrected_by_another(store):
    put(store, day(1), RED)
    put(store, day(3), RED)
    late(store, day(2), BLUE)
    late(store, day(2), GREEN)
    assert by_day(store, 1, 2, 3) == [RED, GREEN, RED]


def test_a_case_that_a_late_file_adds_is_withdrawn_where_a_later_full_file_lacks_it(store):
    put(store, day(3), thing("B"), full=True)
    done = late(store, day(2), RED)
    assert (done.n_new, done.n_withdrawn) == (1, 1)
    assert by_day(store, 2, 3) == [RED, thing("B")]
    assert held(store, withdrawn=True) == {RED, thing("B")}


def test_a_case_closed_in_a_late_file_is_not_withdrawn_after_all(store):
    put(store, day(1), RED, thing("B"))
    put(store, day(3), thing("B"), full=True, withdraw=1)
    assert held(store) == {thing("B")}
    done = late(store, day(2), CLOSED, thing("B"))
    assert (done.n_changed, done.n_withdrawn) == (1, 0)
    assert held(store) == {CLOSED, thing("B")}


def test_a_case_still_open_in_a_late_file_stays_withdrawn(store):
    put(store, day(1), RED, thing("B"))
    put(store, day(3), thing("B"), full=True, withdraw=1)
    done = late(store, day(2), BLUE)
    assert done.n_withdrawn == 0  # it was already
    assert held(store) == {thing("B")}
    assert held(store, withdrawn=True) == {BLUE, thing("B")}


def test_a_case_that_was_closed_then_open_in_a_late_file_is_withdrawn_until_it_comes_again(store):
    put(store, day(1), CLOSED, thing("B"))
    put(store, day(3), thing("B"), full=True)
    put(store, day(4), CLOSED)
    late(store, day(2), RED)
    assert CLOSED in held(store)
    assert [CLOSED in held(store, as_at=day(n)) for n in (1, 2, 3, 4)] == [True, False, False, True]
    assert [RED in held(store, as_at=day(n)) for n in (1, 2, 3, 4)] == [False, True, False, False]


def test_a_rejected_row_of_a_full_file_says_that_its_case_is_there(store):
    put(store, day(1), RED, thing("B"))
    put(store, day(3), FAULTY, thing("B"), full=True, withdraw=0)
    done = late(store, day(2), BLUE)
    assert done.n_withdrawn == 0
    assert held(store) == {BLUE, thing("B")}


def test_a_full_file_of_the_same_day_comes_before(store):
    put(store, day(1), RED, thing("B"))
    put(store, day(2), thing("B"), full=True, withdraw=1)
    put(store, day(3), thing("C"))
    late(store, day(2), RED)
    assert held(store) == {RED, thing("B"), thing("C")}
