"""The audit log on its page, and files of cases that are recorded before they are given."""

import json
import time
from datetime import UTC, datetime

import pandas as pd
import pytest
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.testing.v1 import AppTest

from access import ended
from access.audit import audit_log
from access.claims import SignInExpired
from access.events import record
from extracts.errors import StoreError
from extracts.store import Store
from tests.pages.conftest import FRAME, WITHIN
from tests.pages.made import plan, put
from tests.pages.planning import TRAINING


@pytest.fixture
def logged(own_store):
    """A store with a publication of today and two events of other days."""
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026", "urn": "06AA1"})
    store = Store(own_store)
    for day, who, what in ((3, "anne@x", "download of cases"), (4, "ben@x", "refused")):
        now = datetime(2026, 7, day, 23, 30, tzinfo=UTC)  # half past midnight in London
        record(store, who=who, role="manager", what=what, detail="=1+1", now=now)
    return store


def table(at):
    (log,) = at.main.dataframe
    return log.value


def test_the_log_is_there_the_newest_first(logged, opened):
    found = table(opened("audit.py"))

    assert list(found["What"]) == ["publication", "refused", "download of cases"]
    assert list(found.columns) == ["When", "Who", "Role", "What", "Of what"]
    times = pd.to_datetime(found["When"], utc=True)
    assert times[1] == pd.Timestamp("2026-07-04T23:30Z")


def test_it_is_chosen_by_what_who_and_day(logged, opened):
    at = opened("audit.py")
    assert at.main.selectbox(key="audit_day").options[2:] == ["05/07/2026", "04/07/2026"]
    at.main.selectbox(key="audit_day").set_value("04/07/2026").run()
    assert list(table(at)["Who"]) == ["anne@x"]
    at.main.selectbox(key="audit_day").set_value("All").run()
    at.main.selectbox(key="audit_who").set_value("ben@x").run()
    assert list(table(at)["What"]) == ["refused"]
    at.main.selectbox(key="audit_what").set_value("publication").run()
    assert table(at).empty
    assert "**0 entries**" in [m.value for m in at.main.markdown]


def test_changes_of_the_plan_are_in_it_and_what_cannot_be_read_is_said(logged, own_store, opened):
    plan(own_store, TRAINING)
    (line,) = table(opened("audit.py")).query("What == 'plan'").to_dict("records")
    assert (line["Who"], line["Of what"]) == ("A test", "Training (training): new")

    for file in (own_store / "plan").glob("*.parquet"):
        file.unlink()
    at = opened("audit.py")
    assert list(table(at)["What"]) == ["publication", "refused", "download of cases"]
    (said,) = [w.value for w in at.main.warning if w.value.endswith("are not among these.")]
    assert "cannot read the improvement plan" in said


def test_its_file_is_neutral_and_is_itself_in_the_log(logged, opened, downloads):
    at = opened("audit.py")
    (button,) = at.get("download_button")
    name, file = downloads.of(button)

    assert (button.label, name) == ("Download as CSV", "audit.csv")
    lines = file.lstrip("\ufeff").splitlines()
    assert lines[0] == "When,Who,Role,What,Of what"
    assert lines[2] == "2026-07-05 00:30:00 +0100,ben@x,manager,refused,'=1+1"
    log = audit_log(logged)
    (detail,) = log[log["what"] == "export of the audit log"]["detail"]
    assert detail == "What: All; who: All; day: All. 3 rows."


def test_an_empty_log_says_so(own_store, opened):
    at = opened("audit.py")

    assert "Nothing yet." in [m.value for m in at.main.markdown]
    assert not at.main.dataframe


def button():
    from access.roles import Person
    from pages import downloads

    downloads.of_cases(
        "Give", lambda: b"URN\r\n", "cases.csv", Person("a@b", "analyst"), detail="1 case", key="k"
    )


def test_a_file_is_recorded_before_it_is_given(own_store, quick, downloads):
    at = quick(AppTest.from_function(button, default_timeout=WITHIN)).run()
    (given,) = at.get("download_button")
    assert audit_log(Store(own_store)).empty

    assert downloads.of(given) == ("cases.csv", "URN\r\n")
    (event,) = audit_log(Store(own_store)).to_dict("records")
    assert {k: event[k] for k in ("who", "role", "what", "detail")} == {
        "who": "a@b",
        "role": "analyst",
        "what": "download of cases",
        "detail": "1 case",
    }


def test_a_file_that_was_given_stays_for_as_long_as_its_page(own_store, quick, downloads):
    at = quick(AppTest.from_function(button, default_timeout=WITHIN)).run()
    downloads.of(at.get("download_button")[0])
    before = set(downloads.files)

    at.get("download_button")[0].click().run()

    added = [downloads.files[url] for url in set(downloads.files) - before if "/media/" in url]
    assert added == [("cases.csv", b"URN\r\n")]
    assert not at.error


def test_a_file_is_not_given_once_its_reader_signed_out_elsewhere(own_store, quick, downloads):
    claims = {"is_logged_in": True, "sub": "17", "iat": time.time()}
    at = quick(AppTest.from_function(button, default_timeout=WITHIN))
    at.user = claims
    (given,) = at.run().get("download_button")
    ended.end(claims, now=datetime.now(UTC))
    with pytest.raises((SignInExpired, MediaFileStorageError)):
        downloads.of(given)
    assert audit_log(Store(own_store)).empty

    given.click().run()
    (said,) = (e.value for e in at.error)
    assert said.startswith("Nothing was downloaded. Your sign-in has ended: it was signed out")


@pytest.mark.parametrize(
    ("who", "width"),
    [
        ("a.long.name.of.a.person@some.example.org", 220),
        ("a@b (address not verified)", 220),
        ("unit.manager@example.org (address not verified)", 7 * 47),
        (f"{'x' * 200}@b (address not verified)", 480),
    ],
)
def test_a_name_that_is_marked_has_room_for_its_mark(who, width, logged, opened):
    record(logged, who=who, role=None, what="sign-in failed", detail="", now=datetime.now(UTC))
    (log,) = opened("audit.py").main.dataframe
    assert who in list(log.value["Who"])
    assert json.loads(log.proto.columns)["Who"]["width"] == width


def test_names_are_explained_where_people_sign_in(logged, quick, opened):
    at = quick(AppTest.from_file(FRAME, default_timeout=WITHIN)).switch_page("audit.py")
    at.user = {"is_logged_in": True, "iat": time.time(), "roles": ["administrator"]}
    said = "Names are what the sign-in service says."
    assert any(said in c.value for c in at.run().main.caption)
    assert not any(said in c.value for c in opened("audit.py").main.caption)


def test_a_file_that_cannot_be_recorded_is_not_given_and_says_why(own_store, quick, downloads):
    at = quick(AppTest.from_function(button, default_timeout=WITHIN)).run()
    own_store.mkdir()
    (own_store / "events").write_text("in the way")
    (given,) = at.get("download_button")
    with pytest.raises((StoreError, MediaFileStorageError)):
        downloads.of(given)

    given.click().run()
    (said,) = (e.value for e in at.error)
    assert said.startswith("Nothing was downloaded: every such file is recorded in the audit log")
    assert str(own_store) not in said
