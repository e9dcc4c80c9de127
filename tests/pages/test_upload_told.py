"""What step 2 of Upload says of open cases and days, and what came of rejected rows: is it so?"""

import pytest

from extracts.registry import EXTRACTS
from extracts.store import Store
from extracts.waiting import waiting
from tests.pages.made import put
from tests.pages.test_upload import case
from tests.pages.uploading import drop, file_of, is_said, publish_all_the_same, said

CHARGING = EXTRACTS["charging"]
DECIDED = {"decided_on": "12/11/2026", "outcome": "Charge"}


@pytest.fixture
def store(own_store):
    """Cases 0 and 1: open on the 10th; on the 16th only case 1 is."""
    put(own_store, "charging", "2026-11-10", case(0), case(1))
    put(own_store, "charging", "2026-11-16", case(0, **DECIDED))
    return Store(own_store)


NOTHING = "or before is published, so no case can be missing from it."


@pytest.mark.parametrize(
    ("day", "rows", "words"),
    [
        ("09", [case(1)], f"Nothing of Mon 09 Nov 2026 {NOTHING}"),
        (
            "10",
            [case(0), case(1), case(2)],
            "Every case that was open on Tue 10 Nov 2026 is in it.",
        ),
        ("10", [case(1)], "1 open case is not in it; they stay as they are."),
        (
            "12",
            [case(0), case(1)],
            "Every case that was open as at Tue 10 Nov 2026, the last day published before, is in "
            "it.",
        ),
        ("12", [case(1)], "1 open case is not in it; they stay as they are."),
        ("16", [case(1)], "Every case that was open on Mon 16 Nov 2026 is in it."),
        (
            "20",
            [case(1)],
            "Every case that was open as at Mon 16 Nov 2026, the newest day published, is in it.",
        ),
        ("20", [case(0)], "1 open case is not in it; they stay as they are."),
    ],
)
def test_open_cases_are_those_known_as_at_the_file_s_day(store, opened, day, rows, words):
    upload = drop(opened("upload.py"), (f"charging_2026-11-{day}.csv", file_of("charging", *rows)))
    assert is_said(upload, words)


def test_of_an_empty_store_nothing_is_said_to_be_in_the_file(opened):
    upload = drop(opened("upload.py"), ("charging_2026-11-12.csv", file_of("charging", case(1))))
    assert is_said(upload, f"Nothing of Thu 12 Nov 2026 {NOTHING}")
    assert not is_said(upload, "Every case")


BAD = {"in_custody": "perhaps"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([case(5), case(6, **BAD)], "The rejected row waits for correction in **History**."),
        (
            [case(5), case(6, **BAD), case(7, **BAD)],
            "The 2 rejected rows wait for correction in **History**.",
        ),
    ],
)
def test_the_rejected_rows_that_wait_are_those_that_history_then_has(store, opened, rows, words):
    upload = drop(opened("upload.py"), ("charging_2026-11-20.csv", file_of("charging", *rows)))
    publish_all_the_same(upload)
    assert said(upload, "was published as").endswith(f" {words}")
    assert waiting(store, CHARGING).n_rows == len(rows) - 1


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        # case 0 is known of the 16th: no other file has to bring it again
        ([0], "No rejected row waits for correction: later files have brought their cases."),
        ([0, 7], "1 of the 2 rejected rows waits for correction in **History**."),
        ([0, 7, 8], "2 of the 3 rejected rows wait for correction in **History**."),
    ],
)
def test_a_row_whose_case_is_known_of_a_later_day_does_not_wait(store, opened, faulty, words):
    data = file_of("charging", case(5), *(case(n, **BAD) for n in faulty))
    upload = drop(opened("upload.py"), ("charging_2026-11-12.csv", data))
    publish_all_the_same(upload)
    assert said(upload, "was published as").endswith(f" {words}")
    assert waiting(store, CHARGING).n_rows == len(faulty) - 1


def test_history_says_that_rows_came_again_only_where_some_were_rejected(own_store, opened):
    put(own_store, "charging", "2026-11-10", case(0), case(1))
    assert is_said(opened("history.py"), "No row was ever rejected.")
