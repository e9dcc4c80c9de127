import json
from datetime import UTC, date, datetime

from extracts.publications import (
    Publication,
    from_commit,
    live,
    newest_extract_day,
    next_number,
)

AT = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
WHOLE = Publication(
    number=3,
    extract="small",
    version=7,
    who="Ann",
    at=AT,
    note="late",
    file="small.csv",
    sha256="ab",
    extract_day=date(2026, 11, 19),
    mode="full",
    layout="theirs",
    n_rows=9,
    n_accepted=7,
    n_rejected=1,
    n_repeated=1,
    n_new=2,
    n_changed=3,
    n_unchanged=2,
    n_withdrawn=4,
    n_open_missing=4,
    n_findings=1,
    changed_fields={"colour": 3},
    sample_rows=5,
)
UNDO = Publication(number=4, extract="small", version=8, at=AT, mode="undo", undoes=(2, 3))


def published(number, on=None, **more):
    return Publication(number=number, extract="small", at=AT, extract_day=on, **more)


def test_a_record_comes_back_from_the_commit_as_it_was():
    for publication in (WHOLE, UNDO):
        commit = {"version": publication.version, "operation": "WRITE"} | publication.to_metadata()
        assert from_commit(commit) == publication


def test_a_commit_of_upkeep_is_no_publication():
    assert from_commit({"version": 3, "operation": "OPTIMIZE"}) is None


def test_what_a_later_program_records_besides_is_left_out():
    record = json.loads(WHOLE.to_metadata()["publication"]) | {"mood": "good"}
    assert from_commit({"version": 7, "publication": json.dumps(record)}) == WHOLE


def test_what_an_earlier_program_did_not_record_is_as_declared():
    record = json.loads(WHOLE.to_metadata()["publication"])
    del record["sample_rows"], record["note"]
    found = from_commit({"version": 7, "publication": json.dumps(record)})
    assert (found.sample_rows, found.note) == (0, "")


def test_neither_an_undo_nor_what_it_took_back_holds():
    undone = [published(2, is_undone=True), published(3, is_undone=True)]
    assert live([published(1), *undone, UNDO, published(5)]) == [published(1), published(5)]


def test_the_newest_day_is_of_what_holds():
    first, second = date(2026, 11, 18), date(2026, 11, 19)
    entries = [published(1, second), published(2, first), published(3, AT.date(), is_undone=True)]
    assert newest_extract_day(entries) == second
    assert newest_extract_day([]) is None


def test_the_next_number_counts_undos_too():
    assert next_number([]) == 1
    assert next_number([WHOLE, UNDO]) == 5
