"""The daily written questions as files of the inbox: the same figures, however they come."""

import gzip
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from extracts.inbox import watching as inbox_module
from tests.extracts.inboxes import Desk
from tests.real_data import found
from tests.real_data.test_written_questions import (
    DAILY,
    KNOWN,
    QUESTIONS,
    after_load,
    answers,
    check_store,
    daily_files,
)

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
# A month that grows from 412 questions to 3,261, most of them unanswered at first: beside the files
# of later days, an early one that comes late is small, and blank where they are not.
RULES = {"refuse_doubts": ("unit_missing", "later", "sample")}


class Killed(BaseException):
    """The program ends here, without a word."""


@pytest.fixture(params=DAILY, ids=lambda folder: folder.name)
def days(request):
    """(the files of a growing month, plain; what the reference says after each)."""
    folder = request.param
    files = {
        found.name(path): gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
        for path in daily_files(folder)
    }
    return files, answers(folder)


def desk_at(tmp_path) -> Desk:
    desk = Desk(tmp_path, extracts=KNOWN, **RULES)
    desk.now = NOW
    return desk


def check_reference(desk: Desk, days) -> None:
    files, wanted = days
    history = [p for p in desk.store.history(QUESTIONS) if not p.is_undone]
    assert sorted(p.file for p in history) == sorted(files)
    by_day = sorted(history, key=lambda p: p.extract_day)
    for made, answer in zip(by_day, wanted, strict=True):
        assert made.n_rows == answer["rows"]
        check_store(desk.store, made.extract_day, after_load(answer), as_at=made.extract_day)
    check_store(desk.store, by_day[-1].extract_day, after_load(wanted[-1]))
    assert desk.names() == []
    assert desk.names("refused") == []
    moved = [name for name in desk.names("done") if name.endswith(".csv")]
    assert moved == sorted(files)
    for name, data in files.items():
        assert (desk.folder / "done" / name).read_bytes() == data


def test_day_by_day_they_are_the_reference(days, tmp_path):
    desk = desk_at(tmp_path)
    files, wanted = days
    for (name, data), answer in zip(files.items(), wanted, strict=True):
        desk.drop(name, data=data)
        (taken,) = desk.settle().taken
        assert taken.publication.n_new == answer["ids_new_vs_all_earlier_files"]
        check_store(desk.store, taken.publication.extract_day, after_load(answer))
    check_reference(desk, days)


def test_all_at_once_they_are_taken_in_order(days, tmp_path):
    desk = desk_at(tmp_path)
    files, _ = days
    for name, data in random.Random(7).sample([*files.items()], len(files)):
        desk.drop(name, data=data)
    assert [taken.name for taken in desk.settle().taken] == sorted(files)
    check_reference(desk, days)


@pytest.mark.parametrize("seed", range(1))
def test_in_any_order_with_a_stop_and_half_a_file_in_between(days, seed, tmp_path, monkeypatch):
    luck = random.Random(seed)
    desk = desk_at(tmp_path)
    files, _ = days
    order = luck.sample([*files.items()], len(files))
    half, killed = luck.sample(range(len(order)), 2)
    for n, (name, data) in enumerate(order):
        if n == half:
            # Half of it arrives, and the rest while it is being waited for.
            path = desk.drop(name, data=data[: len(data) // 2])
            assert desk.round().arriving == {path}
            assert desk.round(after=9).taken == []
            desk.drop(name, data=data)
            assert desk.round(after=9).taken == []
        else:
            desk.drop(name, data=data)
        if n == killed:
            with monkeypatch.context() as m:
                m.setattr(inbox_module, "move", kill)
                with pytest.raises(Killed):
                    desk.settle()
            desk.restart()
        desk.settle()
    check_reference(desk, days)


def kill(*_, **__):
    raise Killed


def test_half_a_file_that_stays_so_is_no_loss_once_the_whole_one_comes(days, tmp_path):
    # The worst: a writer that pauses for longer than the Area waits.
    desk = desk_at(tmp_path)
    files, _ = days
    *before, (name, data) = files.items()
    for each, content in before:
        desk.drop(each, data=content)
    desk.settle()
    cut = data[: 2 * len(data) // 3]
    desk.drop(name, data=cut[: cut.rindex(b"\n") + 1])
    desk.settle()
    desk.drop(name, data=data)
    desk.settle()
    check_store(desk.store, max(p.extract_day for p in desk.store.history(QUESTIONS)),
                after_load(days[1][-1]))  # fmt: skip


def test_the_areas_rule_for_small_files_would_refuse_an_early_one_that_comes_late(days, tmp_path):
    desk = Desk(tmp_path, extracts=KNOWN)
    desk.now = NOW
    files, _ = days
    first, *others = files.items()
    for name, data in others:
        desk.drop(name, data=data)
    desk.settle()
    desk.drop(first[0], data=first[1])
    desk.settle()
    assert f"{first[0]}.report.txt" in desk.names("refused")
    desk.area = replace(desk.area, inbox=replace(desk.area.inbox, refuse_doubts=()))
    (desk.folder / "refused" / first[0]).rename(desk.folder / first[0])
    (desk.folder / "refused" / f"{first[0]}.report.txt").unlink()
    desk.settle()
    check_reference(desk, days)
