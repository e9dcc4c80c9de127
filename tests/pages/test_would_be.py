"""Are the figures before and after those that the store then has, and those that a hand counts?"""

from datetime import date

import pytest

from extracts.area import load_area
from extracts.progress import unheard
from extracts.publications import newest_extract_day
from extracts.reading.extract_day import days_in
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.registry import measures
from pages import first_figures, would_be
from pages.upload_page import check_work, publish_work
from pages.upload_page.checked import Checked, Choices, Dropped
from tests.browser.serving import ROOT
from tests.pages.made import NOW, put
from tests.pages.uploading import file_of

AREA = load_area()


def dropped(store: Store, name: str, data: bytes, **choices: object) -> Dropped:
    return Dropped(
        data=data,
        name=name,
        choices=Choices(**choices),
        address=store.address,
        area=AREA,
        today=date(2026, 12, 1),
    )


def checked(store: Store, extract: str, name: str, data: bytes, **choices: object) -> Checked:
    found = check_work.check(dropped(store, name, data, **choices), progress=unheard)
    assert isinstance(found, Checked), found
    assert found.extract == extract
    return found


def as_published(store: Store, extract: str) -> list[list[str]]:
    """The figures of the store as it is, in the place of those before and of those after."""
    of_it = [m for m in measures(AREA).values() if m.extract == extract]
    state = would_be.State(
        rows=store.current(EXTRACTS[extract], would_be.columns(of_it)),
        day=newest_extract_day(store.history(EXTRACTS[extract])),
    )
    found = would_be.before_and_after(of_it, state, state, small_number=AREA.small_number)
    assert (found["Now"] == found["Would be"]).all()
    return found[["Measure", "Figure", "Now"]].to_numpy().tolist()


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("extract", EXTRACTS)
def test_what_it_would_be_is_what_it_then_is(extract, full, own_store):
    store = Store(own_store)
    files = sorted((ROOT / "sample_data").glob(f"{extract}_*"), key=lambda p: max(days_in(p.name)))
    for n, file in enumerate([files[0], files[-1]]):
        is_full = full and n == 1 and EXTRACTS[extract].closes is not None
        found = checked(store, extract, file.name, file.read_bytes(), full=is_full)
        done = publish_work.publish(
            dropped(store, file.name, file.read_bytes(), full=is_full),
            who="A test",
            now=NOW,
            note="",
            withdraw=found.n_withdrawn,
            progress=unheard,
        )
        assert done.publication, done.why
        told = found.figures[["Measure", "Figure", "Would be"]].to_numpy().tolist()
        newest = [line for line in told if line[2] != would_be.NOT_OVER]
        then = as_published(store, extract)
        assert [line for line in then if line not in newest] == []
        if n == 0:
            assert set(found.figures["Now"]) <= {first_figures.NO_DATA, ""}


@pytest.mark.parametrize("extract", EXTRACTS)
def test_cases_that_are_left_out_move_no_figure(extract, built_store, monkeypatch):
    store = Store(built_store("sample"))
    of_late = as_published(store, extract)
    monkeypatch.setattr(would_be, "recent_cases", lambda rows, extract, measures, first: rows)

    assert as_published(store, extract) == of_late


def test_a_file_that_ends_another_month_has_a_row_of_each(own_store):
    put(own_store, "charging", "2026-10-30", {"received_on": "01/09/2026"})
    data = file_of(
        "charging",
        {"urn": "00SA0000001", "received_on": "05/10/2026", "decided_on": "06/10/2026"},
    )
    found = checked(Store(own_store), "charging", "charging_2026-11-20.csv", data)

    lines = found.figures.to_numpy().tolist()
    assert lines[:5] == [
        # in the 28 days to 29 October one fell due and was not on time; to 19 November, the other,
        # which was decided on 6 October
        ["Today: Charging", "Overdue submissions", "1", "1", "1"],
        ["Today: Charging", "On time, last 28 days", "– (0 of 0)", "100% (1 of 1)", "– (0 of 0)"],
        # due on 29 September and open: late; the other is due on 2 November
        ["Charging decisions in 28 days", "September 2026", *["0% (0 of 1)"] * 3],
        [
            *("Charging decisions in 28 days", "October 2026"),
            *("month not over", "– (no submissions)", "– (no submissions)"),
        ],
        ["Charging decisions in 28 days", "Overdue now", "1", "1", "1"],
    ]


@pytest.mark.parametrize("extract", EXTRACTS)
def test_by_the_day_alone_is_what_a_file_of_that_day_without_rows_leaves(extract, own_store):
    store = Store(own_store)
    first, *_, last = sorted(
        (ROOT / "sample_data").glob(f"{extract}_*"), key=lambda p: max(days_in(p.name))
    )
    publish_work.publish(
        dropped(store, first.name, first.read_bytes()),
        who="A test",
        now=NOW,
        note="",
        withdraw=None,
        progress=unheard,
    )
    found = checked(store, extract, last.name, last.read_bytes())
    empty = checked(store, extract, last.name, file_of(extract))

    assert list(found.figures) == [*would_be.COLUMNS, would_be.BY_DAY]
    alone = [line for line in found.figures[would_be.BY_DAY] if line != would_be.NOT_OVER]
    assert alone == [line for line in empty.figures["Would be"] if line != would_be.NOT_OVER]
    assert (empty.figures[would_be.BY_DAY] == empty.figures["Would be"]).all()


def test_a_day_beyond_the_known_bank_holidays_is_told_and_not_published(own_store):
    data = file_of("charging", {"received_on": "05/10/2026"})

    found = checked(Store(own_store), "charging", "x.csv", data, extract_day=date(2099, 12, 31))

    assert found.refusal.startswith("The figures cannot be made with it") or found.doubts
