"""Which files of a folder are whole: told by looking, twice."""

import os
import re
from pathlib import Path

import pytest

from extracts.inbox.arrivals import UNFINISHED, Arrivals, Mark, mark_of
from extracts.inbox.folder import FolderAway

STILL = 10.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def seen_after(folder, seconds, *, before=lambda: None, still=STILL):
    arrivals = Arrivals(folder)
    arrivals.look(100.0, still)
    before()
    return arrivals.look(100.0 + seconds, still)


def names(paths):
    return [path.name for path in paths]


def test_a_file_is_whole_once_it_has_been_still_for_long_enough(folder):
    (folder / "a.csv").write_text("x")
    assert names(seen_after(folder, 9.9).arriving) == ["a.csv"]
    seen = seen_after(folder, 10)
    assert seen.whole == {folder / "a.csv": mark_of(folder / "a.csv")}
    assert seen.arriving == []


def test_a_file_that_is_seen_for_the_first_time_is_not_whole_however_old_it_is(folder):
    (folder / "a.csv").write_text("x")
    os.utime(folder / "a.csv", (0, 0))
    seen = Arrivals(folder).look(1e9, STILL)
    assert (seen.whole, names(seen.arriving)) == ({}, ["a.csv"])


def test_a_file_that_grew_is_waited_for_anew(folder):
    path = folder / "a.csv"
    path.write_text("x")
    arrivals = Arrivals(folder)
    arrivals.look(0, STILL)
    path.write_text("xx")
    assert names(arrivals.look(10, STILL).arriving) == ["a.csv"]
    assert names(arrivals.look(19, STILL).arriving) == ["a.csv"]
    assert names(arrivals.look(20, STILL).whole) == ["a.csv"]


def test_a_file_written_in_place_with_the_same_size_is_waited_for_anew(folder):
    path = folder / "a.csv"
    path.write_text("x")
    os.utime(path, (1000, 1000))
    arrivals = Arrivals(folder)
    arrivals.look(0, STILL)
    os.utime(path, (1001, 1001))
    assert names(arrivals.look(10, STILL).arriving) == ["a.csv"]


def test_a_file_that_went_and_came_is_waited_for_anew(folder):
    path = folder / "a.csv"
    path.write_text("x")
    os.utime(path, (1000, 1000))
    arrivals = Arrivals(folder)
    arrivals.look(0, STILL)
    path.unlink()
    arrivals.look(5, STILL)
    path.write_text("x")
    os.utime(path, (1000, 1000))
    assert names(arrivals.look(12, STILL).arriving) == ["a.csv"]


def test_an_empty_file_may_be_one_that_is_yet_to_be_written(folder):
    (folder / "a.csv").touch()
    assert names(seen_after(folder, 59).arriving) == ["a.csv"]
    assert names(seen_after(folder, 60).whole) == ["a.csv"]


@pytest.mark.parametrize(
    "name",
    [
        *(f"charging.csv{ending}" for ending in UNFINISHED),
        "CHARGING.CSV.PART",
        ".hidden.csv",
        "~$charging.xlsx",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_what_programs_write_meanwhile_is_no_news(folder, name):
    (folder / name).write_text("x")
    seen = seen_after(folder, 1000)
    assert (seen.whole, seen.arriving, seen.passed_over) == ({}, [], {})


def test_done_and_refused_are_no_news_and_a_file_of_such_a_name_is_a_file(folder):
    (folder / "done").mkdir()
    (folder / "refused").write_text("x")
    seen = seen_after(folder, 10)
    assert (names(seen.whole), seen.passed_over) == (["refused"], {})


def test_other_things_are_passed_over_by_name(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    elsewhere.write_text("x")
    (folder / "sub").mkdir()
    (folder / "sub" / "inside.csv").write_text("x")
    (folder / "link.csv").symlink_to(elsewhere)
    (folder / "broken.csv").symlink_to(folder / "nowhere")
    (folder / "readme.md").write_text("x")
    os.mkfifo(folder / "pipe.csv")
    seen = seen_after(folder, 10)
    assert seen.whole == {}
    what = {path.name: re.split("[,;]", words)[0] for path, words in seen.passed_over.items()}
    assert what == {
        "sub": "a folder",
        "link.csv": "a link",
        "broken.csv": "a link",
        "readme.md": "no extract",
        "pipe.csv": "neither a file nor a folder",
    }  # fmt: skip


def test_a_file_that_cannot_be_opened_is_not_whole_and_it_is_said_why(folder, monkeypatch):
    (folder / "a.csv").write_text("x")

    def shut(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", shut)
    seen = seen_after(folder, 10)
    assert (seen.whole, seen.shut) == ({}, {folder / "a.csv": "Permission denied"})


def test_a_fault_without_words_of_its_own_is_said_as_it_is(folder, monkeypatch):
    (folder / "a.csv").write_text("x")

    def shut(*_, **__):
        raise OSError("the share hangs")

    monkeypatch.setattr(Path, "open", shut)
    assert seen_after(folder, 10).shut == {folder / "a.csv": "the share hangs"}


def test_a_file_that_goes_away_while_it_is_looked_at_is_no_news(folder, monkeypatch):
    (folder / "a.csv").write_text("x")
    arrivals = Arrivals(folder)
    monkeypatch.setattr("extracts.inbox.arrivals.mark_of", lambda _: None)
    seen = arrivals.look(0, STILL)
    assert (seen.whole, seen.arriving) == ({}, [])


def test_what_cannot_be_asked_what_it_is_counts_as_a_file(folder, monkeypatch):
    class Entry:
        name = "a.csv"

        def is_symlink(self):
            return False

        is_dir = is_symlink

        def stat(self):
            raise PermissionError(13, "Permission denied")

    from extracts.inbox import arrivals as inbox_arrivals

    assert inbox_arrivals._no_file(Entry()) == ""


def test_a_folder_that_is_not_there_is_said_in_words(folder):
    with pytest.raises(
        FolderAway, match=r"none cannot be looked into: No such file or directory\."
    ):
        Arrivals(folder / "none").look(0, STILL)


def test_the_mark_is_the_size_and_the_time_of_change(folder):
    path = folder / "a.csv"
    path.write_text("xyz")
    os.utime(path, (5, 7))
    assert mark_of(path) == Mark(size=3, changed=7_000_000_000)
    assert mark_of(folder / "none") is None
