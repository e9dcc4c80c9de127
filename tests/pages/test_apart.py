"""Work in a process of its own: the same result, the same refusals, and words where it is ended."""

import os
import pickle
import signal
from datetime import date

import pandas as pd
import pytest

from extracts.area import load_area
from extracts.errors import DashboardError, StoreError
from extracts.progress import unheard
from pages.apart import Stopped, apart
from pages.upload_page import check_work
from pages.upload_page.checked import Checked, Choices, Dropped
from tests.extracts.hostile import CHARGING, text_of
from tests.pages.made import put


def doubled(number, progress):
    """A piece of work for a process of its own."""
    progress(0.5, "Half")
    print("not an answer")  # noqa: T201
    return os.getpid(), number * 2


def refuses(progress):
    raise StoreError("The folder /secret is full.", "The store is full.")


def is_ended(progress):
    os.kill(os.getpid(), signal.SIGKILL)


def fails(progress):
    raise ZeroDivisionError("a fault of the program")


def waits(progress):
    while True:
        progress(0.1, "Still here")


def test_the_result_comes_from_another_process_and_so_does_how_far_it_is():
    heard = []

    process, result = apart(
        doubled, number=21, progress=lambda share, words: heard.append((share, words))
    )

    assert result == 42
    assert process != os.getpid()
    assert heard == [(0.5, "Half")]


def test_a_refusal_comes_back_in_its_words():
    with pytest.raises(DashboardError, match="/secret is full") as why:
        apart(refuses, progress=unheard)

    assert why.value.on_screen == "The store is full."


def test_a_process_that_is_ended_from_outside_says_so():
    with pytest.raises(Stopped, match="It was stopped before it was done"):
        apart(is_ended, progress=unheard)


def test_a_fault_of_the_program_is_no_refusal(capfd):
    with pytest.raises(AssertionError, match="failed"):
        apart(fails, progress=unheard)

    assert "ZeroDivisionError" in capfd.readouterr().err


def test_it_ends_when_nobody_wants_it_any_more():
    class Gone(Exception):
        pass

    def gone(share, words):
        raise Gone

    with pytest.raises(Gone):
        apart(waits, progress=gone)


def test_a_file_is_checked_apart_as_it_is_here(own_store):
    put(own_store, "charging", "2026-11-18", {"received_on": "02/10/2026"})
    data = text_of([CHARGING, CHARGING | {"URN": "00SA0000226", "In custody": "perhaps"}]).encode()
    given = {
        "file": Dropped(
            data=data,
            name="charging_2026-11-20.csv",
            choices=Choices(),
            address=str(own_store),
            area=load_area(),
            today=date(2026, 11, 20),
        ),
        "progress": unheard,
    }

    here, there = check_work.check(**given), apart(check_work.check, **given)

    assert isinstance(here, Checked)
    assert here.n_new == 1
    for name in Checked.__dataclass_fields__:
        ours, theirs = getattr(here, name), getattr(there, name)
        if isinstance(ours, pd.DataFrame):
            pd.testing.assert_frame_equal(ours, theirs)
        else:
            assert ours == theirs, name
    assert len(pickle.dumps(there)) < 100_000
