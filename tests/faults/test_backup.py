"""A backup made as docs/running.md says, while others publish, is whole and can be put back."""

import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from extracts.keeping.last_good import last_good
from extracts.store import Store
from tests.browser.serving import ROOT
from tests.extracts.keeping.test_tables import one_row, record
from tests.extracts.small import OPENED, SMALL, day, held, put, thing

BACKUP = "tar --sort=name -C {of} -czf {to} store || test $? -eq 1"
TIMES = 8


def test_the_command_is_the_one_that_people_are_told():
    told = BACKUP.format(of="/srv/dashboard", to="/srv/backup/store.tar.gz")
    assert told in (ROOT / "docs" / "running.md").read_text("utf-8")


@pytest.fixture
def publishing(tmp_path: Path):
    """A store to which something is published all the time."""
    store, stop = Store(tmp_path / "store"), threading.Event()
    put(store, day(1), thing("A"))
    table = store.table(SMALL)

    def publish() -> None:
        while not stop.is_set():
            number = store.next_number(table)
            store.append(SMALL, table, one_row(number), record(number))

    thread = threading.Thread(target=publish)
    thread.start()
    yield store
    stop.set()
    thread.join()


def back_up(folder: Path, to: Path) -> Path:
    """Make a backup, and put it back in another folder."""
    archive = to.with_suffix(".tar.gz")
    subprocess.run(
        BACKUP.format(of=folder, to=archive), shell=True, check=True, stderr=subprocess.DEVNULL
    )
    to.mkdir()
    subprocess.run(["tar", "-C", str(to), "-xzf", str(archive)], check=True)
    return to / "store"


def test_a_backup_made_while_others_publish_is_whole(publishing, tmp_path):
    n = []
    for time in range(TIMES):
        copy = Store(back_up(tmp_path, tmp_path / f"backup-{time}"))
        assert last_good(copy, SMALL).why is None
        history = copy.history(SMALL)
        assert [p.number for p in history] == [*range(1, len(history) + 1)]
        assert copy.scan(SMALL, ["thing"]).read_all().num_rows == len(history)
        n.append(len(history))
    assert n == sorted(n)
    assert n[-1] > n[0]


def test_what_came_after_a_backup_is_published_again(tmp_path):
    store = Store(tmp_path / "store")
    files = [(OPENED + timedelta(days=n), thing("A", c)) for n, c in enumerate(("red", "blue"))]
    put(store, *files[0])
    copy = Store(back_up(tmp_path, tmp_path / "backup"))
    put(store, *files[1])
    assert [put(copy, *file).was_already for file in files] == [True, False]
    assert held(copy) == held(store) == {thing("A", "blue")}
