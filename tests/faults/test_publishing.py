"""Publishing, undoing and purging meet a fault: nothing is torn or lost, and words say why."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner

from extracts.commands.group import extracts as commands
from extracts.intake import publish
from extracts.layouts import Layout
from extracts.publications import live
from extracts.saved_layouts import find_layout, save_layout
from extracts.store import Store
from tests.extracts.processes import write_day
from tests.extracts.small import NOW, read_small
from tests.faults.before import (
    CHARGING,
    SECOND,
    cases,
    files,
    is_lost,
    open_the_way,
    published,
    without_rights,
)
from tests.faults.processes import may_mount, run, run_on_a_full_disk
from tests.pages.made import put

BEFORE = [date(2026, 11, 19), date(2026, 11, 20)]
NEXT = date(2026, 11, 23)
DISKS: dict[str, Callable[..., object]] = {
    "no file may grow": lambda store, *how: run("full", store, *how),
}
if (
    may_mount()
):  # a disk of its own, where the machine gives one; else the limit above stands for it
    DISKS["a small disk"] = run_on_a_full_disk


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The charging extract of Monday 23 November."""
    return str(write_day(tmp_path / "files", 21))


FULL = "The disk that it is on is full. Make room there, then do it again."
COMMANDS = {
    "load": [],
    "undo": ["charging"],
    "purge": ["--before", "2026-11-02", "--confirm", "1", "--wait", "0"],
}


@pytest.mark.parametrize("disk", DISKS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_disk_is_full(command, disk, store, file, today):
    put(store, "charging", "2026-11-21", {"received_on": "02/10/2026", "decided_on": "03/10/2026",
        "outcome": "Charge", "urn": "00SA9"})  # fmt: skip
    days, before, n = published(store), files(store), cases(store)
    arguments = [file] if command == "load" else COMMANDS[command]

    done = DISKS[disk](store, command, *arguments)

    assert done.returncode == 1
    assert FULL in done.stderr
    assert "What it held before is untouched." in done.stderr
    assert "panicked" not in done.stderr
    assert "Traceback" not in done.stderr
    assert is_lost(before, store) == []
    assert (published(store), cases(store)) == (days, n)
    held = today()
    assert (held.said, held.data_to) == ([], "Sat 21 Nov 2026")
    again = run("as it is", store, command, *arguments)  # and there is room
    assert (again.returncode, "refused" in again.stderr.lower()) == (0, False), again.stderr
    assert len(published(store)) == len(days) + 1


DEATHS = {
    "before anything is written": ("die_before", {2}),
    "with the rows written, or the log's entry as well": ("die_between", {2, 3}),
    "with all of it written": ("die_after", {3}),
}


@pytest.mark.parametrize("death", DEATHS)
def test_a_publication_that_is_killed(death, store, file, today):
    how, may_be = DEATHS[death]
    before = files(store)

    done = run(how, store, "load", file)

    assert done.returncode == -9
    assert len(published(store)) in may_be
    assert is_lost(before, store) == []
    assert today().said == []
    assert run("as it is", store, "load", file).returncode == 0
    assert published(store) == [*BEFORE, NEXT]
    assert cases(store) == 302
    assert today().data_to == "Mon 23 Nov 2026"


def test_an_undo_that_is_killed_is_done(store, today):
    before = files(store)
    assert run("die_undoing", store, "undo", "charging").returncode == -9
    assert [p.extract_day for p in live(Store(store).history(CHARGING))] == BEFORE[:1]
    assert is_lost(before, store) == []
    assert today().data_to == "Thu 19 Nov 2026"


SHORT = {"short": "has not enough memory for it", "few": "Too many open files"}


@pytest.mark.parametrize("how", SHORT)
def test_the_computer_is_short_of_memory_or_lets_few_files_be_open(how, store, tmp_path, today):
    file = str(write_day(tmp_path / "files", 21, rows=60_000))
    before = files(store)

    done = run(how, store, "load", file)

    assert done.returncode == 1
    assert SHORT[how] in done.stderr
    assert "Traceback" not in done.stderr
    assert is_lost(before, store) == []
    assert published(store) == BEFORE
    assert today().data_to == SECOND
    assert run("as it is", store, "load", file).returncode == 0
    assert published(store) == [*BEFORE, NEXT]


def test_two_publish_at_the_same_moment(store):
    together = Barrier(2)

    def write(day: str) -> None:
        together.wait()
        put(store, "charging", day, {"received_on": "02/10/2026", "urn": f"00SA{day[-2:]}"})

    threads = [Thread(target=write, args=(day,)) for day in ("2026-11-23", "2026-11-24")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(published(store)) == [*BEFORE, NEXT, date(2026, 11, 24)]
    assert [p.number for p in Store(store).history(CHARGING)] == [1, 2, 3, 4]
    assert cases(store) == 4


def test_the_clock_was_set_back_between_two_publications(store, today):
    file = read_small(
        (write_day(store.with_name("files"), 21)).read_bytes(), NEXT, CHARGING, "charging.csv"
    )
    publish(Store(store), file, who="Ann", now=NOW.replace(year=2020))
    assert [p.number for p in Store(store).history(CHARGING)] == [1, 2, 3]
    assert published(store) == [*BEFORE, NEXT]
    assert today().data_to == "Mon 23 Nov 2026"
    assert run("as it is", store, "undo", "charging").returncode == 0
    assert [p.number for p in live(Store(store).history(CHARGING))] == [1, 2]


def test_the_clock_was_set_back_between_two_layouts(store):
    one, two = (Layout(name=n, extract="charging", columns={"X": "urn"}) for n in ("one", "two"))
    save_layout(Store(store), "headings", one, who="Ann", now=NOW)
    save_layout(Store(store), "headings", two, who="Ann", now=NOW.replace(year=2020))
    assert find_layout(Store(store), "headings") == two


# Files that cannot be taken.


def loop(folder: Path) -> Path:
    (folder / "charging.csv").symlink_to(folder / "other.csv")
    (folder / "other.csv").symlink_to(folder / "charging.csv")
    return folder / "charging.csv"


def folder_loop(folder: Path) -> Path:
    (folder / "again").symlink_to(folder)
    (folder / "charging.csv").write_bytes(b"")
    return folder


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def shut(folder: Path) -> Path:
    path = written("charging.csv", b"URN\n1\n")(folder)
    path.chmod(0o000)
    return path


UNREADABLE = {
    "a file that links to itself": (loop, "cannot be opened: Too many levels of symbolic links"),
    "a folder that links to itself": (folder_loop, "charging.csv: refused. The file is empty"),
    "a file that is gone": (lambda folder: folder / "gone.csv", "There is no file or folder"),
    "a file that may not be read": (shut, "cannot be opened: Permission denied"),
    "an empty file": (written("charging.csv", b""), "The file is empty"),
    "a workbook that is none": (written("charging.xlsx", b"PK\3\4 none"), "refused. "),
    "a picture": (written("charging.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "refused. "),
    "half of a compressed file": (written("charging.csv.gz", b"\x1f\x8b\x08\0half"), "refused. "),
    "a file of zeros": (written("charging.csv", bytes(4096)), "refused. "),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_file_that_cannot_be_taken(fault, store, tmp_path, today):
    make, words = UNREADABLE[fault]
    folder = tmp_path / "files"
    folder.mkdir()
    open_the_way(folder)
    path, before = make(folder), files(store)

    with without_rights():
        done = CliRunner().invoke(commands, ["load", "--store", str(store), str(path)])

    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert files(store) == before
    assert today().data_to == SECOND
