import os
from pathlib import Path

import pytest

from extracts.errors import UnreadableFile
from extracts.files import SUFFIXES, files_in


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def names(found):
    return [path.name for path in found]


def test_the_oldest_day_comes_first_however_it_is_written(tmp_path):
    oldest_first = ["d 18 Nov 2026.csv", "c_19.11.2026.csv", "b_2026-11-20.csv", "a_20261121.csv"]
    make(tmp_path, *oldest_first)
    assert names(files_in([tmp_path]).files) == oldest_first


def test_files_of_one_day_come_by_name_and_those_without_a_day_first(tmp_path):
    make(tmp_path, "b_2026-11-20.csv", "a_2026-11-20.csv", "z.csv")
    assert names(files_in([tmp_path]).files) == ["z.csv", "a_2026-11-20.csv", "b_2026-11-20.csv"]


def test_every_kind_of_file_is_taken_from_a_folder_and_from_those_in_it(tmp_path):
    make(tmp_path, *(f"in/{n}{suffix}" for n, suffix in enumerate(SUFFIXES)), "IN CAPITALS.CSV")
    assert len(files_in([tmp_path]).files) == len(SUFFIXES) + 1


def test_other_files_are_passed_over_and_hidden_ones_and_locks_left_without_a_word(tmp_path):
    make(tmp_path, "a.csv", "notes.docx", "in/b.CSV.bak", "reviews_2026-11-20")
    make(tmp_path, ".hidden.csv", ".git/b.csv", "~$a.xlsx", "README.md")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "pipe.csv")
    found = files_in([tmp_path])
    assert names(found.files) == ["a.csv"]
    assert names(found.passed_over) == [
        "b.CSV.bak", "link", "notes.docx", "pipe.csv", "reviews_2026-11-20"
    ]  # fmt: skip


def test_a_link_to_nothing_is_taken_so_that_it_is_refused_in_words(tmp_path):
    make(tmp_path, "a.csv")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    assert names(files_in([tmp_path]).files) == ["a.csv", "gone.csv"]
    assert names(files_in([tmp_path / "gone.csv"]).files) == ["gone.csv"]


def test_a_folder_that_cannot_be_opened_is_taken_so_that_it_is_refused_in_words(
    tmp_path, monkeypatch
):
    make(tmp_path, "a.csv", "shut/b.csv")
    scandir = os.scandir

    def scan(path):
        if Path(path) == tmp_path / "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert names(files_in([tmp_path]).files) == ["a.csv", "shut"]
    assert names(files_in([tmp_path / "shut"]).files) == ["shut"]


@pytest.mark.parametrize("why", [PermissionError(13, "Permission"), OSError(36, "Too long")])
def test_a_path_that_cannot_be_looked_at_is_taken_so_that_it_is_refused_in_words(
    tmp_path, monkeypatch, why
):
    def look(_):
        raise why

    monkeypatch.setattr(Path, "lstat", look)
    assert names(files_in([tmp_path / "a.csv"]).files) == ["a.csv"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path):
    make(tmp_path, "extract.dat")
    assert names(files_in([tmp_path / "extract.dat"]).files) == ["extract.dat"]


def test_a_file_that_is_named_twice_is_taken_once(tmp_path):
    make(tmp_path, "a.csv")
    assert names(files_in([tmp_path, tmp_path / "a.csv"]).files) == ["a.csv"]


def test_a_path_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(UnreadableFile, match=r"There is no file or folder .*november\.csv"):
        files_in([tmp_path / "november.csv"])


def test_a_slip_in_a_name_is_met_with_the_nearest(tmp_path):
    make(tmp_path, "charging_2026-11-20.csv")
    with pytest.raises(UnreadableFile, match=r'Did you mean "charging_2026-11-20\.csv"\?'):
        files_in([tmp_path / "charging_2026-11-2.csv"])


@pytest.mark.parametrize("inside", [[], ["notes.docx"]])
def test_a_folder_without_a_file_to_take_is_said_in_words(tmp_path, inside):
    make(tmp_path, *inside)
    with pytest.raises(UnreadableFile, match=r"has no file ending in \.csv, \.tsv.* or \.xlsm"):
        files_in([tmp_path])
