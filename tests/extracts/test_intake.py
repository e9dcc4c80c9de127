import hashlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from extracts.errors import PublicationRefused, StoreError, UnreadableFile
from extracts.intake import publish, undo
from extracts.keeping.faults import Conflict
from extracts.layouts import Layout
from extracts.publications import Publication, live
from extracts.read import read
from extracts.registry import EXTRACTS, SAMPLE_PREFIX
from extracts.store import Store
from tests.extracts.small import (
    NOW,
    OPENED,
    SMALL,
    WIDER,
    Interrupted,
    csv_of,
    day,
    held,
    numbers,
    put,
    read_small,
    reading_of,
    thing,
)

FAULTY = thing("A", closed=OPENED.replace(year=2025))  # closed before it was opened
TOO_WIDE = ("B", "red", OPENED, None, "and", "more")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def content(folder: Path) -> dict[str, str]:
    """Every file of a folder, and what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def take_back(store, number=None, **more):
    return undo(store, SMALL, who="Bob", now=NOW, number=number, **more)


# Publishing.


def test_a_publication_is_recorded(store):
    reading = reading_of([thing("A"), thing("A"), thing("B"), FAULTY], day(1))
    done = publish(store, reading, who="Ann", now=NOW, note="first")
    assert not done.was_already
    assert done.publication == Publication(
        number=1,
        extract="small",
        version=1,
        who="Ann",
        at=NOW,
        note="first",
        file="small.csv",
        sha256=reading.sha256,
        extract_day=day(1),
        n_rows=4,
        n_accepted=2,
        n_rejected=1,
        n_repeated=1,
        n_new=2,
        n_findings=1,
        blanks={"closed_on": 2},  # A and B
    )
    assert store.history(SMALL) == [done.publication]
    assert store.version(SMALL) == 1


def test_a_note_that_is_too_long_is_refused_in_words_and_one_at_the_bound_is_kept(store):
    reading = reading_of([thing("A")], day(1))
    words = r"^The note has 501 characters; the most is 500\. Shorten it\.$"
    with pytest.raises(PublicationRefused, match=words):
        publish(store, reading, who="Ann", now=NOW, note="x" * 501)
    assert store.history(SMALL) == []

    publish(store, reading, who="Ann", now=NOW, note="x" * 500)
    with pytest.raises(PublicationRefused, match=words):
        undo(store, SMALL, who="Ann", now=NOW, note="y" * 501)
    assert [len(p.note) for p in store.history(SMALL)] == [500]


def test_the_steps_are_told_as_they_come(store):
    steps = []
    publish(store, reading_of([thing("A")], day(1)), who="Ann", now=NOW, progress=steps.append)
    assert steps == ["compare", "write"]


def test_rows_of_the_sample_are_counted(store):
    names = [f"{SAMPLE_PREFIX}0001", f"{SAMPLE_PREFIX}0002", "06AA0001"]
    done = put(store, day(1), *(thing(n) for n in names)).publication
    assert done.sample_rows == 2


def test_the_same_file_again_publishes_nothing(store, tmp_path):
    first = put(store, day(1), thing("A")).publication
    put(store, day(2), thing("A", "blue"))
    before = content(tmp_path)
    again = put(store, day(1), thing("A"), name="another name.csv")
    assert again.was_already
    assert again.publication == first
    assert content(tmp_path) == before


def test_the_same_bytes_as_of_another_day_are_another_file(store):
    for n, colour in ((1, "red"), (2, "blue"), (3, "red")):
        assert not put(store, day(n), thing("A", colour)).was_already
    assert held(store) == {thing("A", "red")}


def test_the_same_file_may_be_published_as_a_full_extract_after_all(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A"))
    done = put(store, day(2), thing("A"), full=True, withdraw=1)
    assert not done.was_already
    assert held(store) == {thing("A")}


def test_a_file_without_rows_is_published_and_changes_nothing(store):
    put(store, day(1), thing("A"))
    done = put(store, day(2)).publication
    assert (done.number, done.n_rows, done.n_open_missing) == (2, 0, 1)
    assert held(store) == {thing("A")}


def test_a_file_of_which_no_row_can_be_accepted_is_refused(store, tmp_path):
    put(store, day(1), thing("B"))
    before = content(tmp_path)
    with pytest.raises(PublicationRefused, match=r"^It has 1 row, of which none can be acc"):
        put(store, day(2), FAULTY)
    assert content(tmp_path) == before


def test_a_file_that_cannot_be_read_leaves_the_store_as_it_was(store, tmp_path):
    put(store, day(1), thing("A"))
    before = content(tmp_path)
    with pytest.raises(UnreadableFile):
        read_small(b"", day(2))
    assert content(tmp_path) == before


def test_a_layout_is_kept_for_the_next_file_of_these_headings(store):
    layout = Layout(name="theirs", extract="small", columns={"What": "thing"})
    data = csv_of([thing("A")], ["What", "Colour", "Date opened", "Date closed"])

    def reading(**how):
        return read(
            data,
            name="theirs.csv",
            today=day(1),
            extract_day=day(1),
            extracts={"small": SMALL},
            **how,
        )

    first = reading(layout=layout)
    assert publish(store, first, who="Ann", now=NOW).publication.layout == "theirs"
    (saved,) = store.records("layouts")
    assert (saved["fingerprint"], saved["who"]) == (first.fingerprint, "Ann")
    publish(store, reading(layout=layout), who="Ann", now=NOW + timedelta(days=1))
    assert len(store.records("layouts")) == 1


# Full extracts.


def test_a_full_extract_withdraws_only_the_number_that_was_confirmed(store, tmp_path):
    put(store, day(1), thing("A"), thing("B"), thing("C"))
    before = content(tmp_path)
    for confirmed in (None, 1, 3):
        with pytest.raises(PublicationRefused, match="would withdraw 2 open rows that it does not"):
            put(store, day(2), thing("A"), full=True, withdraw=confirmed)
    assert content(tmp_path) == before
    done = put(store, day(2), thing("A"), full=True, withdraw=2).publication
    assert (done.mode, done.n_withdrawn, done.n_unchanged) == ("full", 2, 1)
    assert held(store) == {thing("A")}


def test_a_full_extract_that_withdraws_nothing_needs_no_confirmation(store):
    put(store, day(1), thing("A"))
    assert put(store, day(2), thing("A"), full=True).publication.n_withdrawn == 0


def test_a_full_extract_older_than_the_newest_is_refused(store):
    put(store, day(3), thing("A"))
    with pytest.raises(
        PublicationRefused, match=r"^It is of 02/11/2026, older than the newest extract"
    ):
        put(store, day(2), thing("A"), full=True)


def test_a_full_extract_of_the_newest_day_is_taken(store):
    put(store, day(3), thing("A"), thing("B"))
    assert put(store, day(3), thing("A"), full=True, withdraw=1).publication.n_withdrawn == 1


def test_a_full_extract_with_a_row_of_no_known_case_is_refused(store):
    put(store, day(1), thing("A"), thing("B"))
    reading = read_small(csv_of([thing("A"), TOO_WIDE]), day(2))
    with pytest.raises(PublicationRefused, match="has 1 row whose case cannot be read"):
        publish(store, reading, who="Ann", now=NOW, full=True, withdraw=1)
    assert publish(store, reading, who="Ann", now=NOW).publication.n_rejected == 1


def test_a_withdrawn_case_comes_again(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A"), full=True, withdraw=1)
    done = put(store, day(3), thing("B")).publication
    assert (done.n_new, done.n_changed) == (0, 1)
    assert held(store) == {thing("A"), thing("B")}


# Undo.


def test_an_undo_brings_back_the_state_before(store):
    put(store, day(1), thing("A"))
    put(store, day(2), thing("A", "blue"), thing("B"))
    done = take_back(store, note="wrong file")
    assert (done.number, done.undoes, done.note, done.who) == (3, (2,), "wrong file", "Bob")
    assert held(store) == {thing("A")}
    history = store.history(SMALL)
    assert [(p.number, p.is_undone, p.is_undo) for p in history] == [
        (1, False, False),
        (2, True, False),
        (3, False, True),
    ]
    assert history[-1] == done
    assert numbers(live(history)) == [1]


def test_an_undone_file_may_be_published_again(store):
    put(store, day(1), thing("A"))
    take_back(store)
    assert held(store) == set()
    done = put(store, day(1), thing("A"))
    assert (done.was_already, done.publication.number) == (False, 3)
    assert held(store) == {thing("A")}


def test_undo_after_undo_takes_back_one_after_the_other(store):
    for n, colour in ((1, "red"), (2, "blue"), (3, "green")):
        put(store, day(n), thing("A", colour))
    take_back(store)
    take_back(store)
    assert held(store) == {thing("A", "red")}
    take_back(store)
    assert held(store) == set()
    with pytest.raises(PublicationRefused, match="Small has no publication to undo"):
        take_back(store)


def test_an_undo_of_an_earlier_one_needs_the_word_for_the_later(store):
    for n in (1, 2, 3):
        put(store, day(n), thing("ABC"[n - 1]))
    with pytest.raises(
        PublicationRefused, match=r"no\. 1 was followed by no\. 2 and no\. 3, which"
    ):
        take_back(store, 1)
    done = take_back(store, 2, and_later=True)
    assert done.undoes == (2, 3)
    assert held(store) == {thing("A")}


@pytest.mark.parametrize("number", [2, 3, 9])
def test_an_undo_of_what_does_not_hold_is_refused(store, number):
    put(store, day(1), thing("A"))
    put(store, day(2), thing("B"))
    take_back(store)
    put(store, day(3), thing("C"))
    with pytest.raises(PublicationRefused, match=rf"no\. {number} to undo; .* no\. 1 and no\. 4"):
        take_back(store, number)


def test_an_undo_goes_over_the_undone(store):
    put(store, day(1), thing("A"))
    put(store, day(2), thing("B"))
    take_back(store)
    put(store, day(3), thing("C"))
    assert take_back(store, 1, and_later=True).undoes == (1, 4)
    assert held(store) == set()


# Versions of the program.


def widened(rows, on):
    return read_small(csv_of(rows, [f.title for f in WIDER.fields]), on, WIDER)


def test_a_new_column_is_added_when_a_file_with_it_is_published(store):
    put(store, day(1), thing("A"), thing("B"))
    done = publish(store, widened([(*thing("A"), 7)], day(2)), who="Ann", now=NOW).publication
    assert done.number == 2
    assert done.version == store.version(SMALL)
    sizes = {r["thing"]: r["size"] for r in store.current(WIDER).to_pylist()}
    assert sizes == {"A": 7, "B": None}
    assert held(store) == {thing("A"), thing("B")}  # the earlier program reads on


def test_an_undo_over_a_new_column_leaves_the_table_readable(store):
    put(store, day(1), thing("A"))
    publish(store, widened([(*thing("A"), 7)], day(2)), who="Ann", now=NOW)
    undo(store, WIDER, who="Ann", now=NOW)
    assert store.current(WIDER)["size"].to_pylist() == [None]
    publish(store, widened([(*thing("A"), 8)], day(3)), who="Ann", now=NOW)
    assert store.current(WIDER)["size"].to_pylist() == [8]


def test_an_earlier_program_publishes_into_a_table_with_more_columns(store):
    publish(store, widened([(*thing("A"), 7)], day(1)), who="Ann", now=NOW)
    put(store, day(2), thing("A"), thing("B"))
    assert {r["thing"]: r["size"] for r in store.current(WIDER).to_pylist()} == {"A": 7, "B": None}


# Others who publish in the same moment.


@pytest.mark.parametrize("after", [1, 2, 3, 4])
@pytest.mark.parametrize("empty", [True, False])
def test_a_publication_of_another_file_in_between_is_seen(tmp_path, after, empty):
    if not empty:
        put(Store(tmp_path), day(1), thing("A"))
    mine = Interrupted(tmp_path, after, lambda store: put(store, day(2), thing("A", "blue")))
    put(mine, day(3), thing("B"))
    store = Store(tmp_path)
    history = store.history(SMALL)
    assert numbers(history) == [*range(1, len(history) + 1)]
    was_there = set() if empty else {thing("A")}
    assert held(store) == {thing("B")} | ({thing("A", "blue")} if mine.left <= 0 else was_there)


@pytest.mark.parametrize("after", [1, 2, 3, 4])
@pytest.mark.parametrize("empty", [True, False])
def test_the_same_file_in_between_is_not_published_twice(tmp_path, after, empty):
    if not empty:
        put(Store(tmp_path), day(1), thing("A"))
    mine = Interrupted(tmp_path, after, lambda store: put(store, day(2), thing("B")))
    done = put(mine, day(2), thing("B"))
    assert done.publication.number == (1 if empty else 2)
    assert numbers(Store(tmp_path).history(SMALL)) == [*range(1, done.publication.number + 1)]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_undo_takes_back_nothing_that_it_did_not_see(tmp_path, after):
    put(Store(tmp_path), day(1), thing("A"))
    mine = Interrupted(tmp_path, after, lambda store: put(store, day(2), thing("B")))
    with suppress(PublicationRefused):  # no. 1 was followed by no. 2
        take_back(mine)
    store = Store(tmp_path)
    holding = live(store.history(SMALL))
    assert held(store) == {thing("AB"[p.number - 1]) for p in holding}


def test_a_store_that_never_comes_free_is_said_in_words(tmp_path, monkeypatch):
    class Busy(Store):
        def append(self, *_):
            raise Conflict

        restore = append

    monkeypatch.setattr("extracts.keeping.turns.MOST", 2)
    put(Store(tmp_path), day(1), thing("A"))
    with pytest.raises(StoreError, match="Others are publishing Small all the time"):
        put(Busy(tmp_path), day(2), thing("B"))
    with pytest.raises(StoreError, match="Others are publishing Small all the time"):
        take_back(Busy(tmp_path))
    assert held(Store(tmp_path)) == {thing("A")}


def test_the_registry_of_the_program_is_what_is_published(store):
    charging = EXTRACTS["charging"]
    line = ",".join(f.title for f in charging.fields)
    data = f"{line}\n06AA0000126,1,GM CC,Crown Court,28 day,No,02/11/2026,,,,,\n".encode()
    reading = read(data, name="charging_2026-11-20.csv", today=day(20))
    publish(store, reading, who="Ann", now=NOW)
    (row,) = store.current(charging).to_pylist()
    assert (row["urn"], row["received_on"]) == ("06AA0000126", day(2))
