from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from access.audit import COLUMNS, audit_log, chosen
from access.events import record
from extracts.area import load_area
from extracts.intake import publish, undo
from extracts.purge import purge, removal
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.browser.serving import ROOT

NOW = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def made(folder):
    """A file published, a download, an undo; an hour between them."""
    store = Store(folder)
    file = ROOT / "sample_data" / "reviews_2026-11-20.csv"
    reading = read(file.read_bytes(), name=file.name, today=NOW.date(), area=load_area())
    hour = timedelta(hours=1)
    publish(store, reading, who="anne", now=NOW, note="as every day")
    record(store, who="ben", role="manager", what="download of cases", detail="3", now=NOW + hour)
    undo(store, EXTRACTS["reviews"], who="carl", now=NOW + 2 * hour, note="wrong file")
    return store, reading


def test_an_empty_store_has_an_empty_log(own_store):
    log = audit_log(Store(own_store))
    assert tuple(log.columns) == COLUMNS
    assert log.empty


def test_events_publications_and_undos_are_one_log_the_newest_first(own_store):
    store, reading = made(own_store)
    log = audit_log(store)
    assert list(log["who"]) == ["carl", "ben", "anne"]
    assert list(log["what"]) == ["undo", "download of cases", "publication"]
    assert list(log["role"]) == ["", "manager", ""]
    assert list(log["at"]) == [pd.Timestamp(NOW) + pd.Timedelta(hours=h) for h in (2, 1, 0)]
    rows = f"{reading.n_rows:,}"
    assert list(log["detail"]) == [
        "Reviews no. 2: took back no. 1. Note: wrong file",
        "3",
        f"Reviews no. 1: reviews_2026-11-20.csv, {rows} rows, {reading.n_accepted:,} new, "
        f"0 changed, 0 withdrawn, {reading.n_rejected:,} rejected. Note: as every day",
    ]


def test_a_purge_is_told_from_a_publication(own_store):
    store, _ = made(own_store)
    reviews = EXTRACTS["reviews"]
    publish(store, made_again(), who="anne", now=NOW)
    n = removal(store, reviews, NOW.date()).n
    purge(
        store,
        [reviews],
        NOW.date(),
        confirm=n,
        who="dora",
        now=NOW + 3 * timedelta(hours=1),
        wait=0,
    )
    newest = audit_log(store).iloc[0]
    assert (newest["who"], newest["what"]) == ("dora", "purge")
    assert newest["detail"].startswith("Reviews no. 4: removed for good ")
    assert newest["detail"].endswith(" over before 23/11/2026 and 0 rejected rows.")


def made_again():
    file = ROOT / "sample_data" / "reviews_2026-11-20.csv"
    return read(file.read_bytes(), name=file.name, today=NOW.date(), area=load_area())


def test_nothing_of_a_publication_is_recorded_twice(own_store):
    store, _ = made(own_store)
    assert len(store.records("events")) == 1


def test_the_log_is_chosen_by_what_who_and_day(own_store):
    log = audit_log(made(own_store)[0])
    assert len(chosen(log)) == 3
    assert list(chosen(log, what="undo")["who"]) == ["carl"]
    assert list(chosen(log, who="anne")["what"]) == ["publication"]
    assert chosen(log, what="undo", who="anne").empty
    assert list(chosen(log, day="24/11/2026")["who"]) == ["carl", "ben"]
    log["at"] = log["at"].dt.tz_convert(ZoneInfo("America/New_York"))
    assert chosen(log, day="24/11/2026").empty
    assert list(chosen(log, day="23/11/2026").index) == [0, 1, 2]


def test_what_others_keep_of_their_own_is_in_the_same_log(own_store):
    store, _ = made(own_store)
    line = {"at": "2026-11-24T00:00:00+00:00", "who": "dora", "what": "plan", "detail": "new"}
    log = audit_log(store, [line])
    assert list(log["who"]) == ["carl", "ben", "dora", "anne"]
    assert log.loc[2].to_dict() == {**line, "role": "", "at": pd.Timestamp(line["at"])}
