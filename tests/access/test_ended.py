from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from cachetools import TTLCache

from access import ended
from access.claims import SignInExpired
from access.ended import check_not_ended, end
from access.settings import MOST_HOURS
from extracts.keeping.watched_records import WatchedRecords
from extracts.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLAIMS = {
    "iss": "https://login.example.org",
    "sub": "17",
    "iat": 1_795_424_400,
    "nonce": "once",
    "email": "anne@example.org",
}
TABLE = "sign-outs"


@pytest.fixture(autouse=True)
def as_new():
    ended.forget()
    yield
    ended.forget()


def is_refused(claims=CLAIMS, now=NOW):
    try:
        check_not_ended(claims, now=now)
    except SignInExpired:
        return True
    return False


def put(store, n, at):
    """So many sign-outs of others."""
    rows = [{"sign_in": f"{at} {i}", "at": at} for i in range(n)]
    Store(store).append_records(TABLE, pa.Table.from_pylist(rows))


def test_a_sign_in_is_good_until_it_is_ended():
    assert not is_refused()
    end(CLAIMS, now=NOW)
    with pytest.raises(SignInExpired, match=r"^Your sign-in has ended: it was signed out"):
        check_not_ended(CLAIMS, now=NOW)
    assert is_refused(CLAIMS | {"email": "else@example.org", "roles": ["administrator"]})


@pytest.mark.parametrize(
    "other", [{"iss": "https://else.example"}, {"sub": "18"}, {"iat": 1_795_424_401}, {"nonce": ""}]
)
def test_another_sign_in_is_not_ended_with_it(other):
    end(CLAIMS, now=NOW)
    assert not is_refused(CLAIMS | other)


def test_a_new_process_knows_it_from_the_store():
    end(CLAIMS, now=NOW)
    ended.forget()
    assert is_refused()


def test_what_another_process_ended_is_known_within_two_seconds(monkeypatch, own_store):
    seconds = 0.0
    monkeypatch.setattr(ended, "_LOOKED", TTLCache(9, ended._SECONDS, timer=lambda: seconds))
    end(CLAIMS, now=NOW)
    (elsewhere,) = Store(own_store).records(TABLE)
    monkeypatch.setenv("DASHBOARD_STORE", str(own_store.with_name("another")))
    ended.forget()
    assert not is_refused()
    rows = pa.Table.from_pylist([elsewhere])
    Store(own_store.with_name("another")).append_records(TABLE, rows)
    seconds = 1.9
    assert not is_refused()
    seconds = 2.1
    assert is_refused()


def test_a_click_that_asks_a_hundred_times_looks_once(monkeypatch):
    looks, rows = [], WatchedRecords.rows
    monkeypatch.setattr(WatchedRecords, "rows", lambda self: looks.append(1) or rows(self))
    for n in range(100):
        is_refused(CLAIMS | {"sub": str(n)})
    assert len(looks) == 1


def test_asking_writes_nothing(own_store):
    assert not is_refused()
    assert not own_store.exists()


def test_ending_it_twice_is_one_row_that_says_nothing_of_who_it_was(own_store):
    end(CLAIMS, now=NOW)
    end(CLAIMS, now=NOW + timedelta(hours=1))
    (row,) = Store(own_store).records(TABLE)
    assert row["at"] == "2026-11-23T09:00:00+00:00"
    assert len(row["sign_in"]) == 64
    assert set(row) == {"sign_in", "at"}


def test_where_the_store_takes_nothing_this_process_still_refuses_it(own_store, caplog):
    own_store.mkdir()
    (own_store / TABLE).write_text("in the way")
    end(CLAIMS, now=NOW)
    assert "A sign-out is known to this process alone, until it is started anew." in caplog.text
    assert is_refused()


def test_where_the_store_cannot_be_read_what_it_said_before_counts(own_store, caplog, monkeypatch):
    monkeypatch.setattr(ended, "_LOOKED", TTLCache(9, 0))
    end(CLAIMS, now=NOW)
    ended.forget()
    assert is_refused()
    log = own_store / TABLE / "_delta_log"
    (log / f"{1:020}.json").write_text("junk")
    assert is_refused()
    assert not is_refused(CLAIMS | {"sub": "18"})
    assert caplog.text.count("Which sign-ins were signed out is known only in part.") == 1


def test_what_no_sign_in_can_be_as_old_as_is_not_kept(own_store):
    end(CLAIMS, now=NOW)
    ended.forget()
    assert is_refused(now=NOW + timedelta(hours=MOST_HOURS))
    ended.forget()
    assert not is_refused(now=NOW + timedelta(hours=MOST_HOURS + 1))


@pytest.mark.parametrize(("n", "left"), [(99, 99 + 1 + 1), (100, 1 + 1)])
def test_the_store_drops_many_old_ones_together(n, left, own_store):
    put(own_store, n, "2026-11-01T09:00:00+00:00")
    put(own_store, 1, "2026-11-22T09:00:00+00:00")
    end(CLAIMS, now=NOW)
    assert len(Store(own_store).records(TABLE)) == left
    ended.forget()
    assert is_refused()
