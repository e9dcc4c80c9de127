from datetime import UTC, date, datetime

from extracts.export import to_csv
from extracts.history_file import by_field, history_table
from extracts.publications import Publication, taken_back_by
from tests.extracts.small import SMALL, day

SUMMER = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)  # half past midnight in London
FILE = Publication(
    number=1,
    extract="small",
    who="Ann",
    at=SUMMER,
    note="=1+1",
    file="small.csv",
    sha256="abc",
    extract_day=day(2),
    mode="full",
    layout="Theirs",
    n_rows=10,
    n_accepted=7,
    n_rejected=2,
    n_repeated=1,
    n_new=1,
    n_changed=2,
    n_unchanged=4,
    n_withdrawn=3,
    n_open_missing=5,
    n_findings=6,
    changed_fields={"closed_on": 1, "colour": 2, "long_gone": 1},
    sample_rows=7,
    is_undone=True,
)
UNDO = Publication(
    number=2,
    extract="small",
    who="Bob",
    at=datetime(2026, 12, 1, 9, tzinfo=UTC),
    mode="undo",
    undoes=(1,),
)
PURGE = Publication(
    number=3,
    extract="small",
    who="Cas",
    at=datetime(2026, 12, 2, 9, tzinfo=UTC),
    purged_before=date(2020, 1, 31),
    n_purged=12,
    n_purged_rejected=3,
)


def test_a_file_has_everything_that_is_kept_of_it():
    (row,) = history_table(SMALL, [FILE]).to_dict("records")

    assert row | {"Taken back by": None} == {
        "Extract": "Small",
        "Number": 1,
        "What": "publication",
        "Taken back by": None,
        "By": "Ann",
        "On": date(2026, 6, 4),
        "At": "00:30:00",
        "Extract's own day": day(2),
        "Mode": "full",
        "File": "small.csv",
        "Rows": 10,
        "Accepted": 7,
        "Rejected": 2,
        "Repeated": 1,
        "New": 1,
        "Changed": 2,
        "Unchanged": 4,
        "Withdrawn": 3,
        "Open but not in the file": 5,
        "Findings": 6,
        "Sample rows": 7,
        "Cases removed for good": None,
        "Rejected rows removed": None,
        "Changed by field": "Colour: 2; Date closed: 1; long_gone: 1",
        "Layout": "Theirs",
        "Note": "=1+1",
        "SHA-256": "abc",
    }


def test_the_newest_is_first_and_an_undo_and_a_purge_have_no_counts_of_rows():
    found = history_table(SMALL, [FILE, UNDO, PURGE])

    assert found["What"].tolist() == [
        "purge of cases finished before 31/01/2020",
        "undo of no. 1",
        "publication",
    ]
    assert found["Taken back by"].fillna("").tolist() == ["", "", "no. 2"]
    assert found["Rows"].isna().tolist() == [True, True, False]
    assert found["Cases removed for good"].fillna(-1).tolist() == [12, -1, -1]
    assert found["Mode"].fillna("").tolist() == ["", "", "full"]


def test_as_csv_a_note_is_no_formula_and_what_is_not_there_is_blank():
    head, undo, file, end = (
        to_csv(history_table(SMALL, [FILE, UNDO])).decode("utf-8-sig").split("\r\n")
    )

    assert head.startswith(
        "Extract,Number,What,Taken back by,By,On,At,Extract's own day,Mode,File,"
    )
    assert undo.startswith("Small,2,undo of no. 1,,Bob,01/12/2026,09:00:00,,,,,,,")
    assert file.endswith(",Colour: 2; Date closed: 1; long_gone: 1,Theirs,'=1+1,abc")
    assert end == ""


def test_an_empty_history_is_an_empty_table():
    assert history_table(SMALL, []).empty


def test_which_undo_took_what_back():
    assert taken_back_by([FILE, UNDO, PURGE]) == {1: 2}
    assert by_field(SMALL, UNDO) == []
