"""Files dropped together: none changes back what another brought, and none counts twice."""

from datetime import date

import pytest

from extracts.area import load_area
from extracts.intake import publish as publish_reading
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.pages.made import NOW, put
from tests.pages.test_upload import case, workbook
from tests.pages.uploading import button, drop, file_of, is_said, publish_all_the_same, said

CHARGING = EXTRACTS["charging"]
DECISION = {"decided_on": "20/11/2026", "outcome": "Charge"}
EARLIER = DECISION | {"decided_on": "19/11/2026"}


@pytest.fixture
def store(own_store):
    """Five open cases, to Wed 18 Nov 2026."""
    put(own_store, "charging", "2026-11-18", *(case(n) for n in range(5)))
    return Store(own_store)


@pytest.fixture
def upload(store, opened):
    return opened("upload.py")


def n_decided(store: Store) -> int:
    rows = store.current(CHARGING, ["decided_on"])
    return rows.num_rows - rows["decided_on"].null_count


def test_older_rows_of_the_same_day_do_not_take_back_the_decisions(upload, store):
    decisions = file_of("charging", *(case(n, **DECISION) for n in range(2)))
    older = workbook(Charging=file_of("charging", *(case(n) for n in range(5))))
    drop(upload, ("charging_2026-11-20.csv", decisions), ("charging 20.11.2026.xlsx", older))
    assert said(upload, "are of the same day") == (
        r"Of Charging, charging\_2026-11-20.csv and charging 20.11.2026.xlsx are of the same day, "
        r"Fri 20 Nov 2026: they are published in this order, charging\_2026-11-20.csv first."
    )
    assert "the later one counts" in said(upload, "Several files are of one extract.")

    publish_all_the_same(upload)

    assert said(upload, "was not published") == (
        ":orange[■] **charging 20.11.2026.xlsx** was not published. It would now change 2 rows, "
        r"where step 2 said 0, as charging\_2026-11-20.csv of the same click was published before "
        "it. Nothing of it was written; drop it again to check it against what is published now."
    )
    assert n_decided(store) == 2
    assert len(store.history(CHARGING)) == 2


def test_three_daily_files_go_with_one_click_though_a_new_case_is_decided_the_next_day(
    upload, store
):
    drop(
        upload,
        ("charging_2026-11-23.csv", file_of("charging", case(2, **DECISION))),
        ("charging_2026-11-19.csv", file_of("charging", case(0, **EARLIER), case(7))),
        ("charging_2026-11-20.csv", file_of("charging", case(1, **DECISION), case(7, **DECISION))),
    )
    publish_all_the_same(upload)

    assert [(p.n_new, p.n_changed) for p in store.history(CHARGING)[1:]] == [(1, 1), (0, 2), (0, 1)]
    assert n_decided(store) == 4
    assert said(upload, "not what step 2 said").endswith(
        "1 changed, 0 unchanged), as charging\\_2026-11-19.csv of the same click was published "
        "before it."
    )
    assert not is_said(upload, "something else")


def test_what_came_of_others_in_between_is_told_beside_what_the_same_click_did(upload, store):
    drop(
        upload,
        ("charging_2026-11-19.csv", file_of("charging", case(7))),
        ("charging_2026-11-20.csv", file_of("charging", case(7))),
    )
    data = file_of("charging", case(8))
    reading = read(data, name="charging_2026-11-19.csv", today=date(2026, 11, 20), area=load_area())
    publish_reading(store, reading, who="Another analyst", now=NOW)

    publish_all_the_same(upload)

    assert said(upload, "not what step 2 said").endswith(
        r"as charging\_2026-11-19.csv of the same click was published before it and something else "
        "was published since you checked it."
    )


def test_the_very_same_file_dropped_twice_is_published_once(upload, store):
    data = file_of("charging", case(7))
    drop(
        upload,
        ("charging_2026-11-20.csv", data),
        ("copy of charging_2026-11-20.csv", data),
        ("charging_2026-11-19.csv", file_of("charging", case(8))),
    )
    assert r"the same file as **charging\_2026-11-20.csv**" in said(upload, "it is published once")
    assert button(upload, "Publish 2 files")
    assert not is_said(upload, "Not to be published")

    publish_all_the_same(upload)

    assert [p.n_new for p in store.history(CHARGING)] == [5, 1, 1]
    assert not is_said(upload, "was already there")


def test_the_same_bytes_of_another_day_are_another_file(upload):
    data = file_of("charging", case(7))
    drop(upload, ("charging_2026-11-20.csv", data), ("charging_2026-11-19.csv", data))

    assert button(upload, "Publish 2 files")
    assert not is_said(upload, "it is published once")
