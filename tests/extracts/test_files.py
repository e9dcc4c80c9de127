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
    assert names(files_in([tmp_path])) == oldest_first


def test_files_of_one_day_come_by_name_and_those_without_a_day_first(tmp_path):
    make(tmp_path, "b_2026-11-20.csv", "a_2026-11-20.csv", "z.csv")
    assert names(files_in([tmp_path])) == ["z.csv", "a_2026-11-20.csv", "b_2026-11-20.csv"]


def test_every_kind_of_file_is_taken_from_a_folder_and_from_those_in_it(tmp_path):
    make(tmp_path, *(f"in/{n}{suffix}" for n, suffix in enumerate(SUFFIXES)), "IN CAPITALS.CSV")
    assert len(files_in([tmp_path])) == len(SUFFIXES) + 1


def test_other_files_hidden_ones_and_locks_of_open_workbooks_are_left(tmp_path):
    make(tmp_path, "a.csv", "notes.docx", "make.py", ".hidden.csv", ".git/b.csv", "~$a.xlsx")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    assert names(files_in([tmp_path])) == ["a.csv"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path):
    make(tmp_path, "extract.dat")
    assert names(files_in([tmp_path / "extract.dat"])) == ["extract.dat"]


def test_a_file_that_is_named_twice_is_taken_once(tmp_path):
    make(tmp_path, "a.csv")
    assert names(files_in([tmp_path, tmp_path / "a.csv"])) == ["a.csv"]


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
    with pytest.raises(UnreadableFile, match=r"has no file ending in \.csv, \.tsv.* or \.xlsx"):
        files_in([tmp_path])
