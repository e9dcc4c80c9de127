"""Two loads at once lose nothing, double nothing, and number without a gap."""

import pytest

from tests.extracts.processes import cases, files, load, names, start, write_day

TIMES = 10


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    folder = tmp_path_factory.mktemp("days")
    return [write_day(folder, n) for n in range(6)]


@pytest.fixture(scope="module")
def expected(days, tmp_path_factory):
    """The cases after all days, loaded one after the other."""
    store = tmp_path_factory.mktemp("expected") / "store"
    load(store, *days)
    return cases(store)


def at_once(store, *loads) -> list[str]:
    """What each of several loads said that began at once."""
    processes = [start(store, *paths) for paths in loads]
    said = []
    for process in processes:
        words, complaints = process.communicate(timeout=120)
        assert (process.returncode, complaints) == (0, "")
        said.append(words)
    return said


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(TIMES))
def test_two_loads_of_different_files(nth, days, expected, tmp_path):
    store = tmp_path / "store"
    if nth % 2:  # else they make the table in the same moment, too
        load(store, days[0])
    at_once(store, days[::2], days[1::2])
    assert sorted(files(store)) == names(days)
    assert cases(store) == expected


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(TIMES))
def test_two_loads_of_the_same_files(nth, days, expected, tmp_path):
    store = tmp_path / "store"
    if nth % 2:
        load(store, days[0])
    said = "".join(at_once(store, days[:3], days[:3]))
    published = said.count("published as Charging")
    assert published == (2 if nth % 2 else 3)
    assert said.count("nothing to publish") == 6 - published
    assert sorted(files(store)) == names(days[:3])
