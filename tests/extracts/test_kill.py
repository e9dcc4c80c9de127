"""A load that is killed publishes a file whole or not at all, and loses nothing."""

import random
import shutil
import time
from pathlib import Path

import pytest

from tests.extracts.processes import cases, files, load, logged, names, start, write_day

KILLS = 30


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A store with two publications."""
    folder = tmp_path_factory.mktemp("before")
    store = folder / "store"
    load(store, *(write_day(folder / "first", n, 3000) for n in (0, 1)))
    return store


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """The files to be loaded."""
    folder = tmp_path_factory.mktemp("days")
    return [write_day(folder, n, 3000) for n in (2, 3, 4)]


@pytest.fixture(scope="module")
def whole(before, days, tmp_path_factory):
    """(how long a load takes, how many files were published -> what the store then holds)."""
    store = tmp_path_factory.mktemp("whole") / "store"
    shutil.copytree(before, store)
    states = {len(files(store)): (cases(store), logged(store))}
    for day in days:
        load(store, day)
        states[len(files(store))] = (cases(store), logged(store))
    again = store.with_name("again")
    shutil.copytree(before, again)
    began = time.monotonic()
    start(again, *days).communicate(timeout=120)
    took = time.monotonic() - began
    assert (cases(again), logged(again)) == states[5]
    return took, states


def n_files(store: Path) -> int:
    return sum(1 for path in store.rglob("*") if path.is_file())


def kill_after(process, delay: float) -> None:
    time.sleep(delay)
    process.kill()
    process.communicate(timeout=60)


def kill_while_writing(process, store: Path, after: int, delay: float) -> None:
    """Kill a moment after the store has so many files more."""
    until = n_files(store) + after
    while process.poll() is None and n_files(store) < until:
        time.sleep(0.0005)
    kill_after(process, delay)


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(KILLS))
def test_a_load_that_is_killed_leaves_every_publication_whole_or_absent(
    nth, before, days, whole, tmp_path
):
    took, states = whole
    luck = random.Random(nth)
    store = tmp_path / "store"
    shutil.copytree(before, store)
    process = start(store, *days)
    if nth % 3:  # a moment of the whole duration, each in its turn
        kill_after(process, took * (nth + luck.random()) / KILLS)
    else:  # a moment of the writing, which is short
        kill_while_writing(process, store, after=luck.randint(1, 9), delay=luck.random() / 200)

    published = files(store)
    loaded = names(days)[: len(published) - 2]
    assert published == [*published[:2], *loaded]  # in order, none of those before is lost
    assert (cases(store), logged(store)) == states[len(published)]
    said = load(store, *days)
    assert said.count("published as Charging") == len(days) - len(loaded)
    assert said.count("nothing to publish") == len(loaded)
    assert files(store) == [*published[:2], *names(days)]
    assert (cases(store), logged(store)) == states[5]
