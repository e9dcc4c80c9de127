"""`watch` as a service manager and a scheduler run it; real processes where killing matters."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extracts.commands import watch as command_watch
from extracts.commands.watch import Stop, keep_watching, take_once
from extracts.inbox.log import Log
from extracts.inbox.watching import Round
from tests.browser.serving import ROOT
from tests.extracts.commands.test_group import DECIDED_BEFORE, powerless, row, run, write
from tests.extracts.inboxes import MORNING
from tests.extracts.processes import cases, files, load, names, write_day

AREA = 'name = "N"\n[inbox]\nstill_seconds = 1\nmost_rejected_share = 0.5\n'


@pytest.fixture(autouse=True)
def area(tmp_path, monkeypatch):
    (tmp_path / "area.toml").write_text(AREA)
    monkeypatch.setenv("DASHBOARD_AREA", str(tmp_path / "area.toml"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def said(done) -> list[str]:
    return [line.split(" ", 1)[1] for line in done.stdout.splitlines()]


def start(*words: object) -> subprocess.Popen[str]:
    """A watcher in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "extracts", "watch", *map(str, words)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def until(what, seconds=60.0) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def in_done(folder: Path) -> list[str]:
    return sorted(
        p.name for p in (folder / "done").glob("*.csv") if not p.stem.endswith("findings")
    )


# once


def test_once_publishes_what_is_there_and_ends_with_0(folder):
    write(folder / "charging_2026-11-20.csv", row(1))
    done = run("watch", folder, "--once")
    assert done.exit_code == 0
    assert said(done)[-1] == "1 file: 1 published."
    assert in_done(folder) == ["charging_2026-11-20.csv"]


def test_once_ends_with_0_where_nothing_is_there(folder):
    done = run("watch", folder, "--once")
    assert (done.exit_code, said(done)) == (0, ["Nothing to take."])


def test_once_ends_with_2_where_there_were_findings_and_with_1_where_one_was_refused(folder):
    write(folder / "charging_2026-11-19.csv", row(3), row(4), DECIDED_BEFORE)
    assert run("watch", folder, "--once").exit_code == 2
    write(folder / "charging_2026-11-20.csv", row(3), DECIDED_BEFORE)
    write(folder / "charging_2026-11-21.csv", DECIDED_BEFORE)
    done = run("watch", folder, "--once")
    assert done.exit_code == 1
    assert said(done)[-1] == "2 files: 1 published and 1 refused."


def test_once_leaves_what_cannot_be_taken_and_ends_with_1(folder, monkeypatch):
    path = write(folder / "charging_2026-11-20.csv", row(1))
    real = Path.open

    def shut(self, *given, **how):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, *given, **how)

    monkeypatch.setattr(Path, "open", shut)
    done = run("watch", folder, "--once")
    assert done.exit_code == 1
    assert said(done)[-1] == "1 file: 1 left in the folder."


def test_once_without_the_folder_ends_with_1(folder):
    done = run("watch", folder / "none", "--once")
    assert done.exit_code == 1
    assert said(done) == [
        f"There is no folder {folder / 'none'}. It is looked for again and again."
    ]


def test_a_folder_that_may_not_be_written_to_is_said_and_nothing_is_published(folder, own_store):
    write(folder / "charging_2026-11-20.csv", row(1))
    folder.chmod(0o555)
    try:
        done = powerless("watch", folder, "--once")
    finally:
        folder.chmod(0o755)
    assert done.returncode == 1
    assert f"The folder {folder} cannot be written to: Permission denied" in done.stdout
    assert not own_store.exists()


class Rounds:
    """An inbox that finds what it is told to find."""

    def __init__(self, *rounds: Round) -> None:
        self.left = list(rounds)

    def round(self) -> Round:
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def test_once_waits_no_longer_than_it_should_for_a_file_that_grows(tmp_path):
    grows, ticks, lines = Round(arriving={tmp_path / "a.csv"}), iter(range(0, 10_000, 250)), []
    log = Log(lines.append, lambda: MORNING)
    stop = Stop()
    stop.pause = lambda _: None
    assert take_once(Rounds(grows), log, stop, seconds=lambda: next(ticks)) == 1
    assert lines[0].endswith("a.csv: left in the folder, as it is still being written.")


def test_once_does_not_wait_for_what_comes_later(tmp_path):
    first, later = Round(arriving={tmp_path / "a"}), Round(arriving={tmp_path / "b"})
    stop = Stop()
    stop.pause = lambda _: None
    assert take_once(Rounds(first, later), Log(lambda _: None, lambda: MORNING), stop) == 0


def test_once_ends_with_0_while_another_watches(tmp_path):
    lines = []
    log = Log(lines.append, lambda: MORNING)
    assert take_once(Rounds(Round(is_ours=False)), log, Stop()) == 0


# signals


def test_a_signal_ends_a_pause_and_a_second_one_ends_all():
    before = signal.getsignal(signal.SIGTERM)
    with Stop() as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        began = time.monotonic()
        stop.pause(60)
        assert time.monotonic() - began < 10
        assert stop.asked
        assert signal.getsignal(signal.SIGTERM) == before
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_pause_is_as_long_as_it_was_asked_for():
    began = time.monotonic()
    Stop().pause(0.3)
    assert time.monotonic() - began >= 0.3


def test_watching_goes_on_until_it_is_asked_to_end():
    stop, looks = Stop(), []

    class Looks:
        def round(self) -> Round:
            looks.append(1)
            stop.asked = len(looks) == 3
            return Round()

    stop.pause = lambda seconds: None
    keep_watching(Looks(), stop)
    assert len(looks) == 3


def test_a_watcher_says_where_it_looks_and_lets_go_of_the_folder(folder, own_store, monkeypatch):
    def once(inbox, stop):
        assert inbox.round().is_ours

    monkeypatch.setattr(command_watch, "keep_watching", once)
    for _ in range(2):
        done = run("watch", folder)
        assert done.exit_code == 0
        assert said(done) == [
            f"Watching {folder} for the store {own_store}.",
            "Stopped; what is left in the folder is taken at the next start.",
        ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watcher_publishes_as_files_come_and_ends_well_when_told(folder, own_store, number):
    process = start(folder)
    try:
        until((folder / "done").is_dir)
        write_day(folder, 0, 5)
        until(lambda: in_done(folder))
        process.send_signal(number)
        words, complaints = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, complaints) == (0, "")
    lines = [line.split(" ", 1)[1] for line in words.splitlines()]
    assert lines[0] == f"Watching {folder} for the store {own_store}."
    assert lines[1].startswith("charging_2026-11-02.csv: published as Charging no. 1: new 5")
    assert lines[2:] == ["Stopped; what is left in the folder is taken at the next start."]
    assert files(own_store) == ["charging_2026-11-02.csv"]


def test_a_second_watcher_stands_by_and_takes_over_when_the_first_is_killed(folder, own_store):
    first = start(folder)
    second = None
    try:
        until((folder / "done").is_dir)
        second = start(folder)
        assert "Watching" in second.stdout.readline()
        assert "this one stands by" in second.stdout.readline()
        first.kill()
        first.communicate(timeout=60)
        write_day(folder, 0, 5)
        until(lambda: in_done(folder))
        assert "this one takes over" in second.stdout.readline()
        second.terminate()
        second.communicate(timeout=60)
    finally:
        for process in filter(None, (first, second)):
            process.kill()
            process.communicate(timeout=60)
    assert files(own_store) == ["charging_2026-11-02.csv"]


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(2))
def test_a_watcher_that_is_killed_at_any_moment_publishes_each_file_once(nth, folder, own_store):
    days = [write_day(folder, n, 2000) for n in range(4)]
    luck = random.Random(nth)
    process = start(folder)
    moved, reports = luck.randrange(4), luck.random() < 0.5

    def is_time() -> bool:
        done = folder / "done"
        n = len([*done.glob("*.report.txt")]) if reports else len([*done.glob("*.csv")])
        return n > moved

    try:
        until(is_time)
        time.sleep(luck.random() / 5)
    finally:
        process.kill()
        process.communicate(timeout=60)
    done = run("watch", folder, "--once")
    assert done.exit_code == 0
    assert files(own_store) == names(days)
    assert in_done(folder) == names(days)
    assert not [p for p in folder.iterdir() if p.suffix == ".csv"]
    other = own_store.with_name("other")
    load(other, *(folder / "done" / name for name in names(days)))
    assert cases(own_store) == cases(other)
