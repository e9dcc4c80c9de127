"""What the inbox survives: restarts, full disks, folders that go; nothing is lost or doubled."""

import errno
import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from extracts.errors import AreaError, StoreError
from extracts.inbox import take as inbox_take
from extracts.inbox import watching as inbox_module
from extracts.intake import publish, undo
from tests.extracts.inboxes import MORNING, Desk
from tests.extracts.small import SMALL, csv_of, day, put, thing

FRIDAY, SATURDAY = "small_2026-11-20.csv", "small_2026-11-21.csv"
WRONG_COLOUR = ("X", "pink", "2026-01-01", None)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


FOREIGN = b"Ding,Farbe,Auf,Zu\nA,red,2026-01-01,\n"

# the same again, restarts, undo


def test_the_same_file_again_publishes_nothing_and_is_moved(desk):
    desk.drop(FRIDAY)
    desk.settle()
    desk.restart()
    desk.drop(FRIDAY)
    (taken,) = desk.settle().taken
    assert taken.was_already
    assert not taken.has_findings
    assert len(desk.history()) == 1
    assert desk.said()[-1] == (
        f"{FRIDAY}: published before, as Small no. 1. Moved to done/small_2026-11-20 (2).csv."
    )
    report = desk.report("small_2026-11-20 (2).csv")
    assert "was published before: this very file is no. 1, of 30 Nov 2026 07:00 UTC by inbox" in (
        report
    )


def test_a_file_that_was_undone_stays_undone(desk):
    desk.drop(FRIDAY)
    desk.settle()
    undo(desk.store, SMALL, who="Ann", now=MORNING)
    desk.restart()
    desk.settle()
    assert desk.history() == []


def cut(*_, **__):
    raise KeyboardInterrupt


def the_second(fault):
    """A stand-in that does nothing the first time it is called, and then fails."""
    calls = []

    def called(*_, **__):
        calls.append(1)
        if len(calls) > 1:
            fault()

    return called


@pytest.mark.parametrize("at", ["take", "move", "rename", "between"])
def test_a_stop_at_any_point_publishes_once_and_moves_at_the_next_start(desk, monkeypatch, at):
    desk.drop(FRIDAY, *[thing(str(n)) for n in range(39)], WRONG_COLOUR)
    with monkeypatch.context() as m:
        if at == "take":
            m.setattr(inbox_module, "take", cut)
        if at == "move":
            m.setattr(inbox_module, "move", cut)
        if at == "rename":  # the report is written by then
            m.setattr(Path, "rename", cut)
        if at == "between":  # the list is written, the report is not
            m.setattr("extracts.inbox.folder._write", the_second(cut))
        with pytest.raises(KeyboardInterrupt):
            desk.settle()
    assert desk.names() == [FRIDAY]
    desk.restart()
    desk.settle()
    assert len(desk.history()) == 1
    assert desk.names() == []
    assert desk.names("done") == [FRIDAY, f"{FRIDAY}.findings.csv", f"{FRIDAY}.report.txt"]


def test_a_file_that_stops_the_program_again_and_again_is_refused_in_the_end(desk, monkeypatch):
    desk.drop(FRIDAY)
    desk.drop(SATURDAY, thing("B"))

    def fault(*given, name, **how):
        if name == FRIDAY:
            raise MemoryError
        return inbox_take.take(*given, name=name, **how)

    monkeypatch.setattr(inbox_module, "take", fault)
    for _ in range(3):
        with pytest.raises(MemoryError):
            desk.settle()
        desk.restart()
    desk.settle()
    assert desk.names("refused") == [FRIDAY, f"{FRIDAY}.report.txt"]
    assert "The program ended 3 times while it took this file" in desk.report(FRIDAY, "refused")
    assert desk.held() == {thing("B")}


@pytest.mark.parametrize("note", ["", "{", "[]", '{"file": 1}', '{"times": "x"}', '{"times": 9}'])
def test_a_note_of_an_attempt_that_says_nothing_is_no_hindrance(desk, note):
    (desk.folder / ".inbox.taking").write_text(note)
    desk.drop(FRIDAY)
    desk.settle()
    assert len(desk.history()) == 1
    assert not (desk.folder / ".inbox.taking").exists()


def test_told_to_stop_it_takes_no_further_file(desk):
    first, second = desk.drop(FRIDAY), desk.drop(SATURDAY)
    desk.round()
    desk.stop = True
    found = desk.round(after=10)
    assert (found.taken, found.kept) == ([], {first, second})


# files that go, grow or cannot be opened


def test_a_file_that_goes_away_before_it_is_taken(desk, monkeypatch):
    path = desk.drop(FRIDAY)

    def gone(_):
        path.unlink(missing_ok=True)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert desk.settle().taken == []
    assert desk.said() == [f"{FRIDAY}: it went away before it was taken."]


def test_a_file_that_grows_while_it_is_read_is_left(desk, monkeypatch):
    path = desk.drop(FRIDAY, thing("A"))
    real = Path.read_bytes

    def grow(self):
        data = real(self)
        path.write_bytes(csv_of([thing("A"), thing("B")]))
        return data

    with monkeypatch.context() as m:
        m.setattr(Path, "read_bytes", grow)
        assert desk.settle().taken == []
    assert desk.history() == []
    assert desk.names() == [FRIDAY]
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}


def test_a_file_that_grows_while_it_is_published_is_left_and_taken_again(desk, monkeypatch):
    path = desk.drop(FRIDAY, thing("A"))

    def grow(*given, **how):
        done = publish(*given, **how)
        path.write_bytes(csv_of([thing("A"), thing("B")]))
        return done

    with monkeypatch.context() as m:
        m.setattr(inbox_take, "publish", grow)
        desk.settle()
    assert desk.names() == [FRIDAY]
    assert "It was written to since, so it is left, and taken again" in desk.said()[0]
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}
    assert desk.names() == []


def test_a_file_that_grows_after_it_was_moved_is_put_back_and_taken_again(desk):
    whole = csv_of([thing("A"), thing("B")])
    path = desk.drop(FRIDAY, data=whole[:-20])
    with path.open("ab") as writer:  # which pauses for longer than the Area waits
        desk.settle()
        assert desk.names() == []
        writer.write(whole[-20:])
        writer.flush()
        desk.said()
        desk.round(after=60)
    assert desk.said() == [
        f"{FRIDAY}: it was written to after it was moved, so it is put back, and taken again when "
        "it is whole."
    ]
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}
    assert desk.names() == []


def test_a_file_that_cannot_be_put_back_yet_is_tried_again(desk, monkeypatch):
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    (desk.folder / "done" / FRIDAY).write_bytes(csv_of([thing("A"), thing("B")]))
    with monkeypatch.context() as m:
        m.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(errno.EBUSY, "Busy")))
        assert desk.round().is_away
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}


def test_a_file_is_put_back_beside_one_of_its_name(desk):
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    desk.drop(FRIDAY, thing("C"))
    (desk.folder / "done" / FRIDAY).write_bytes(csv_of([thing("A"), thing("B")]))
    desk.round()
    assert desk.names() == ["small_2026-11-20 (2).csv", FRIDAY]
    desk.round(after=10)
    assert desk.held() == {thing("A"), thing("B"), thing("C")}


def test_what_was_moved_long_ago_or_is_gone_is_left_alone(desk):
    desk.drop(FRIDAY)
    desk.drop(SATURDAY)
    desk.settle()
    (desk.folder / "done" / SATURDAY).unlink()
    desk.round(after=901)
    (desk.folder / "done" / FRIDAY).write_bytes(b"edited")
    desk.round()
    assert desk.names() == []


def test_a_file_that_is_taken_away_while_it_is_published(desk, monkeypatch):
    path = desk.drop(FRIDAY, thing("A"))

    def away(*given, **how):
        done = publish(*given, **how)
        path.unlink()
        return done

    monkeypatch.setattr(inbox_take, "publish", away)
    desk.settle()
    assert desk.held() == {thing("A")}
    assert desk.said()[0].endswith("Somebody took it out of the folder meanwhile.")
    assert desk.round(after=100).kept == set()


@pytest.mark.parametrize("method", ["open", "read_bytes"])
def test_a_file_that_cannot_be_opened_is_kept_and_told_once(desk, monkeypatch, method):
    path = desk.drop(FRIDAY)
    real = getattr(Path, method)

    def shut(self, *given, **how):
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, *given, **how)

    with monkeypatch.context() as m:
        m.setattr(Path, method, shut)
        assert desk.settle().kept == {path}
        for _ in range(3):
            assert desk.round(after=400).kept == {path}
        assert desk.said() == [f"{FRIDAY}: kept: it cannot be opened: Permission denied."]
    desk.round(after=400)
    assert len(desk.history()) == 1


# the store


def test_a_store_that_is_away_keeps_every_file_and_is_told_once(desk, monkeypatch):
    first, second = desk.drop(FRIDAY), desk.drop(SATURDAY, thing("B"))

    def away(*_, **__):
        raise StoreError("Small cannot be written to the store: No space left on device.")

    with monkeypatch.context() as m:
        m.setattr(inbox_take, "publish", away)
        assert desk.settle().kept == {first, second}
        for _ in range(5):
            assert desk.round(after=300).kept == {first, second}
        assert desk.said() == [
            f"{FRIDAY}: kept in the folder. Small cannot be written to the store: No space left on "
            "device."
        ]
    assert desk.names() == [FRIDAY, SATURDAY]
    desk.round(after=300)
    assert desk.held() == {thing("A"), thing("B")}
    assert desk.said()[0] == "The store can be used again."


def test_a_store_that_cannot_be_read_for_layouts_keeps_the_file(desk, monkeypatch):
    path = desk.drop(FRIDAY, data=FOREIGN)

    def away(*_):
        raise StoreError("The store cannot read layouts.")

    monkeypatch.setattr(inbox_take, "find_layout", away)
    assert desk.settle().kept == {path}
    assert desk.said() == [f"{FRIDAY}: kept in the folder. The store cannot read layouts."]


def test_a_file_that_was_kept_is_tried_less_and_less_often(desk, monkeypatch):
    desk.drop(FRIDAY)
    tries = []

    def away(*_, **__):
        tries.append(desk.seconds)
        raise StoreError("Away.")

    monkeypatch.setattr(inbox_take, "preview", away)
    desk.settle()
    for _ in range(400):
        desk.round(after=2)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == [10, 20, 40, 80, 160, 300]


def test_a_kept_file_that_changes_is_tried_at_once_when_it_is_still(desk, monkeypatch):
    desk.drop(FRIDAY)
    with monkeypatch.context() as m:
        m.setattr(inbox_take, "preview", lambda *_, **__: cut_store())
        desk.settle()
        desk.round(after=10)
        desk.round(after=20)
    desk.drop(FRIDAY, thing("A"), thing("B"))
    desk.round(after=1)
    desk.round(after=10)  # long before the 40 seconds are over
    assert desk.held() == {thing("A"), thing("B")}


def cut_store():
    raise StoreError("Away.")


def test_a_share_without_the_store_is_not_taken_for_a_new_store(desk, tmp_path):
    desk.drop(FRIDAY)
    desk.settle()
    desk.said()
    shutil.move(tmp_path / "store", tmp_path / "unplugged")
    path = desk.drop(SATURDAY, thing("B"))
    assert desk.settle().kept == {path}
    desk.round(after=400)
    (said,) = desk.said()
    assert said.startswith(f"The store {tmp_path / 'store'} is empty or not there, though files of")
    assert not (tmp_path / "store").exists()
    shutil.move(tmp_path / "unplugged", tmp_path / "store")
    desk.round(after=400)
    assert desk.held() == {thing("A"), thing("B")}
    assert desk.said()[0] == "The store is there again."


def test_a_store_whose_table_is_damaged_keeps_the_file(desk, tmp_path):
    desk.drop(FRIDAY)
    desk.settle()
    desk.said()
    for log in (tmp_path / "store" / "small" / "_delta_log").glob("*.json"):
        log.write_text("{")
    path = desk.drop(SATURDAY, thing("B"))
    assert desk.settle().kept == {path}
    (said,) = desk.said()
    assert said.startswith(f"{SATURDAY}: kept in the folder. The store cannot read")


# the clock


def test_a_clock_that_is_set_back_neither_hastens_nor_refuses(desk):
    desk.drop("small_2026-11-29.csv", thing("A"))
    desk.round()
    desk.now -= timedelta(days=400)
    desk.round(after=9)
    assert desk.history() == []
    desk.now += timedelta(days=400)
    desk.round(after=1)
    assert len(desk.history()) == 1
    desk.said()

    desk.now -= timedelta(days=5)
    path = desk.drop("small_2026-11-30.csv", thing("B"))
    assert desk.settle().kept == {path}
    desk.round(after=300)
    (said,) = desk.said()
    assert said.startswith(
        "small_2026-11-30.csv: kept. It is of 30/11/2026, after today by this computer's clock; "
        "but the clock says 25/11/2026 07:00 UTC, before the last publication (30/11/2026 07:00"
    )
    desk.now += timedelta(days=5)
    desk.round(after=300)
    assert desk.held() == {thing("A"), thing("B")}


def test_a_file_of_the_night_is_of_the_day_on_the_wall(desk, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    desk.now = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 00:30 on 1 July in summer time
    desk.drop("small_2026-07-01.csv")
    desk.settle()
    monkeypatch.undo()
    time.tzset()
    assert len(desk.history()) == 1


def test_an_older_file_is_published_whatever_the_clock_says(desk):
    put(desk.store, day(18), thing("A"))
    desk.now -= timedelta(days=5)
    desk.drop(FRIDAY, thing("B"))
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}


# the folder


def test_a_folder_that_goes_and_comes_back_is_waited_for(desk, tmp_path):
    desk.drop(FRIDAY)
    desk.round()
    desk.folder.rename(tmp_path / "away")
    for _ in range(3):
        assert desk.round(after=10).is_away
    assert not desk.folder.exists()
    (said,) = desk.said()
    assert said == f"There is no folder {desk.folder}. It is looked for again and again."
    (tmp_path / "away").rename(desk.folder)
    desk.settle()
    assert len(desk.history()) == 1
    assert desk.said()[0] == f"{desk.folder} is watched again."


def test_a_folder_that_goes_in_the_middle_of_a_look(desk, monkeypatch):
    def gone(*_):
        raise OSError(errno.ESTALE, "Stale file handle")

    with monkeypatch.context() as m:
        m.setattr(os, "scandir", gone)
        assert desk.round().is_away
    assert desk.said() == [
        f"The folder {desk.folder} cannot be looked into: Stale file handle. Nothing is lost; it "
        "is looked for again and again."
    ]


def test_settings_that_cannot_be_read_take_nothing_until_they_can(desk):
    desk.drop(FRIDAY)
    right = desk.area

    def wrong():
        raise AreaError("The Area's settings area.toml are not valid TOML.")

    desk.inbox._area = wrong
    assert desk.settle().is_away
    assert desk.said() == ["The Area's settings area.toml are not valid TOML."]
    desk.inbox._area = lambda: right
    desk.settle()
    assert len(desk.history()) == 1


def test_a_folder_that_cannot_be_written_to_publishes_nothing(desk, monkeypatch):
    path = desk.drop(FRIDAY)
    real = os.access
    with monkeypatch.context() as m:
        m.setattr(os, "access", lambda p, how: Path(p).name != "done" and real(p, how))
        assert desk.settle().is_away
        desk.round(after=100)
    (said,) = desk.said()
    assert said == (
        f"The folder {desk.folder} cannot be written to: Permission denied: "
        f"{desk.folder / 'done'}. Nothing is taken from it until it can; whoever looks after the "
        "folder can allow it."
    )
    assert desk.history() == []
    assert path.exists()


def test_a_file_named_done_is_said_in_words(desk):
    (desk.folder / "done").write_text("x")
    assert desk.settle().is_away
    assert "cannot be written to: File exists" in desk.said()[0]


FULL = OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_a_published_file_and_moves_it_when_there_is_room(desk, monkeypatch):
    path = desk.drop(FRIDAY)
    with monkeypatch.context() as m:
        m.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(FULL))
        m.setattr(Path, "write_text", lambda *_: (_ for _ in ()).throw(FULL))
        assert desk.settle().kept == {path}
        for _ in range(3):
            assert desk.round(after=300).kept == {path}
    (said,) = desk.said()
    assert said.startswith(f"{FRIDAY}: published as Small no. 1")
    assert said.endswith(
        "It cannot be moved: No space left on device. It is kept where it is, and moved as soon as "
        "that can be done; nothing is published twice."
    )
    desk.round(after=300)
    assert len(desk.history()) == 1
    assert (desk.names(), desk.names("done")) == ([], [FRIDAY, f"{FRIDAY}.report.txt"])


def test_half_a_report_is_never_left(desk, monkeypatch):
    desk.drop(FRIDAY)
    real = Path.write_bytes

    def half(self, data):
        real(self, data[:5])
        raise FULL

    with monkeypatch.context() as m:
        m.setattr(Path, "write_bytes", half)
        desk.settle()
    assert list((desk.folder / "done").iterdir()) == []


# two watchers


def test_a_second_watcher_stands_by_and_takes_over(desk):
    desk.round()
    other = desk.another()
    assert not other.round().is_ours
    assert not other.round().is_ours
    assert desk.said() == [
        f"Another watcher takes the files of {desk.folder}; this one stands by, and takes over "
        "when that one ends."
    ]
    desk.inbox.close()
    assert other.round().is_ours
    assert desk.said() == [f"The other watcher ended; this one takes over {desk.folder}."]
    other.close()


def test_a_folder_made_anew_has_another_turn(desk):
    desk.round()
    shutil.rmtree(desk.folder)
    desk.folder.mkdir()
    other = desk.another()
    assert other.round().is_ours
    assert not desk.round().is_ours
    other.close()


def test_a_turn_that_may_not_be_noted_is_said_in_words(desk, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EROFS, "Read-only file system", str(desk.folder))

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    assert desk.round().is_away
    assert "cannot be written to: Read-only file system" in desk.said()[0]
