"""Work that goes on from one run of a page to the next."""

import threading

import pytest

from extracts.errors import StoreError
from pages.upload_page.jobs import Job

WITHIN = 20  # seconds; far more than any of these takes


def test_the_result_is_kept():
    job = Job(lambda progress: 7)

    assert job.is_done(WITHIN)
    assert (job.result(), job.result()) == (7, 7)


def test_what_the_work_raises_is_raised_where_the_result_is_asked_for():
    def work(progress):
        raise StoreError("It is full.")

    job = Job(work)

    assert job.is_done(WITHIN)
    with pytest.raises(StoreError, match="It is full"):
        job.result()


def test_how_far_it_is_moves_between_two_steps_and_never_goes_back():
    told, go_on = threading.Event(), threading.Event()

    def work(progress):
        progress(0.5, "Reading")
        progress(0.2, "Reading again")
        told.set()
        go_on.wait(WITHIN)

    job = Job(work)
    told.wait(WITHIN)
    first, words = job.how_far()
    assert not job.is_done(0.2)
    second, _ = job.how_far()
    go_on.set()

    assert words == "Reading again"
    assert 0.2 <= first < second < 1
    assert job.is_done(WITHIN)


def test_work_that_nobody_wants_ends_at_its_next_step():
    begun, go_on, steps = threading.Event(), threading.Event(), []

    def work(progress):
        begun.set()
        go_on.wait(WITHIN)
        steps.append("before")
        progress(0.5, "Half")
        steps.append("after")

    job = Job(work)
    begun.wait(WITHIN)
    job.cancel()
    go_on.set()

    assert job.is_done(WITHIN)
    assert steps == ["before"]
