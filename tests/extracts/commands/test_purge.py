"""What does the command say and do? The purge itself: test_purge.py."""

import pytest
from click.testing import CliRunner

from extracts.commands.group import extracts
from extracts.store import Store
from tests.faults.before import CHARGING
from tests.pages.made import put

OVER = {"received_on": "02/01/2024", "decided_on": "05/02/2024", "outcome": "Charge"}


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    put(folder, "charging", "2026-11-19", OVER, {"received_on": "02/01/2024"})
    put(folder, "reviews", "2026-11-19", {"reviewed_on": "02/01/2023"})
    return folder


def run(store, *arguments):
    return CliRunner().invoke(extracts, ["purge", "--store", str(store), "--wait", "0", *arguments])


def test_without_the_number_it_says_what_would_go_and_changes_nothing(store):
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    done = run(store, "--before", "2026-01-01")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Charging: 1 case over before 01/01/2026, in 1 row of the log; 0 rejected rows; 1 stay",
        "  2024: 1",
        "Disclosure: nothing was over before 01/01/2026",
        "Victim letters: nothing was over before 01/01/2026",
        "Reviews: 1 case over before 01/01/2026, in 1 row of the log; 0 rejected rows; 0 stay",
        "  2023: 1",
        "Nothing is removed yet. What goes cannot be brought back, nor can anything published "
        "before be undone. To remove it, add --confirm 2.",
    ]
    assert before == {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}


def test_with_the_number_it_removes_and_says_so(store):
    done = run(
        store, "--before", "2026-01-01", "--confirm", "2", "--who", "Ann", "--note", "Line 4"
    )
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        "Charging no. 2: removed for good 1 case and 0 rejected rows.",
        "Reviews no. 2: removed for good 1 case and 0 rejected rows.",
    ]
    assert "Backups, files that were loaded and servers" in done.stdout
    assert Store(store).current(CHARGING).num_rows == 1
    said = CliRunner().invoke(extracts, ["history", "--store", str(store)]).stdout
    assert "Ann  purged 1 case over before 01/01/2026 and 0 rejected rows  (Line 4)" in said


def test_one_extract_alone(store):
    done = run(store, "--before", "2026-01-01", "--extract", "reviews", "--confirm", "1")
    assert (done.exit_code, done.stdout.count("removed for good")) == (0, 1)
    assert Store(store).current(CHARGING).num_rows == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--before", "2026-01-01", "--confirm", "3"], "To confirm it, add --confirm 2."),
        (["--before", "2099-01-01"], "01/01/2099 has not come yet"),
        (["--before", "2099-01-01", "--confirm", "2"], "01/01/2099 has not come yet"),
        ([], "Missing option '--before'"),
    ],
)
def test_what_is_refused(arguments, words, store):
    done = run(store, *arguments)
    assert done.exit_code == 1
    assert words in done.stderr
    assert Store(store).current(CHARGING).num_rows == 2


def test_where_there_is_nothing_it_says_so(tmp_path):
    done = run(tmp_path / "none", "--before", "2026-01-01")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "There is nothing to remove.")
    done = run(tmp_path / "none", "--before", "2026-01-01", "--confirm", "0")
    assert (done.exit_code, done.stdout.splitlines()) == (0, ["No case was left to remove."])


def test_a_purge_that_was_stopped_is_said_and_goes_on(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("extracts.purge.remove_files", lambda *_: None)
        assert run(store, "--before", "2026-01-01", "--confirm", "2").exit_code == 0
    done = run(store, "--before", "2026-01-01")
    assert "Charging: a purge was stopped before it had removed its files" in done.stdout
    assert done.stdout.endswith("To remove it, add --confirm 0.\n")
    done = run(store, "--before", "2026-01-01", "--confirm", "0")
    assert (done.exit_code, done.stdout) == (0, "No case was left to remove.\n")
    assert "stopped" not in run(store, "--before", "2026-01-01").stdout


def test_too_little_memory_is_said_in_words(store, monkeypatch):
    def short(*_):
        raise MemoryError

    monkeypatch.setattr("extracts.commands.purge.removal", short)
    done = run(store, "--before", "2026-01-01")
    assert done.exit_code == 1
    assert done.stderr.startswith("Refused: This computer has not enough memory for it. Nothing is")
