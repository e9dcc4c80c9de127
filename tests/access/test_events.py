from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest
from deltalake import DeltaTable

from access import noted
from access.events import WHATS, events, record
from access.noted import note
from extracts.errors import StoreError
from extracts.store import Store

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_new():
    noted.forget()
    yield
    noted.forget()


@pytest.fixture
def store(own_store):
    return Store(own_store)


def add(store, n=1, **given):
    said = {"who": "a@b", "role": "viewer", "what": "sign-in", "detail": "signed in"} | given
    for i in range(n):
        record(store, now=NOW + timedelta(seconds=i), **said)


def test_an_empty_store_has_no_events(store):
    found = events(store)
    assert list(found.columns) == ["at", "who", "role", "what", "detail"]
    assert found.empty
    assert str(found["at"].dtype).endswith("UTC]")


@pytest.mark.parametrize("what", WHATS)
def test_an_event_is_kept_as_it_was(what, store):
    add(store, what=what, role=None, detail='=1+1, "é"\nand more')
    assert events(store).to_dict("records") == [
        {
            "at": pd.Timestamp(NOW),
            "who": "a@b",
            "role": "",
            "what": what,
            "detail": '=1+1, "é"\nand more',
        }
    ]


def test_the_newest_comes_first_whatever_its_zone(store):
    for hours, who in ((0, "second"), (2, "third"), (-3, "first")):
        now = NOW.astimezone(timezone(timedelta(hours=5))) + timedelta(hours=hours)
        record(store, who=who, role="viewer", what="sign-in", detail="", now=now)
    assert list(events(store)["who"]) == ["third", "second", "first"]


def test_many_events_stay_in_few_files(store):
    add(store, 101)
    assert len(events(store)) == 101
    table = DeltaTable(f"{store.address}/events")
    assert table.version() > 100  # each was appended, and one version put them together
    assert len(table.file_uris()) < 5


def test_an_event_that_cannot_be_written_says_so(store, own_store):
    own_store.write_text("in the way")
    with pytest.raises(StoreError):
        add(store)


def test_every_sign_in_is_kept(store):
    for _ in range(3):
        note(who="a@b", role="viewer", what="sign-in", detail="signed in", now=NOW)
    assert len(events(store)) == 3


def test_a_refusal_is_kept_once_in_a_while(store):
    for _ in range(3):
        note(who="a@b", role=None, what="refused", detail="to publish", now=NOW)
    note(who="a@b", role="viewer", what="refused", detail="to publish", now=NOW)
    assert len(events(store)) == 2
    noted.forget()
    note(who="a@b", role=None, what="refused", detail="to publish", now=NOW)
    assert len(events(store)) == 3


def test_what_cannot_be_noted_is_in_the_servers_log(own_store, caplog):
    own_store.mkdir()
    (own_store / "events").write_text("in the way")
    note(who="a@b", role=None, what="refused", detail="to publish", now=NOW)
    assert "Not in the audit log: refused of a@b (to publish)" in caplog.text
