"""A file of the improvement plan is damaged or gone: figures are shown, and the page says so."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extracts.errors import StoreError
from extracts.store import Store
from pages import data, planned
from plan.actions import actions
from tests.faults.before import SECOND, files, is_lost
from tests.faults.test_damaged_files import cut, empty, junk, zeros
from tests.pages.made import plan
from tests.pages.test_planned import TRAINING


def entry(store: Path) -> Path:
    """The newest entry of the plan's log."""
    return max((store / "plan" / "_delta_log").glob("*.json"))


def rows(store: Path) -> Path:
    """The newest file of the plan."""
    return max((store / "plan").glob("*.parquet"), key=lambda p: p.stat().st_mtime_ns)


FAULTS: dict[str, Callable[[Path], object]] = {
    "the newest entry of the log is junk": lambda s: junk(entry(s)),
    "the newest entry of the log is empty": lambda s: empty(entry(s)),
    "a file of rows is gone": lambda s: rows(s).unlink(),
    "a file of rows is cut off": lambda s: cut(rows(s)),
    "a file of rows is all zeros": lambda s: zeros(rows(s)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_figures_are_shown_and_the_page_says_what_is_missing(fault, store, today):
    seen = plan(store, TRAINING)
    changed = plan(store, replace(seen, notes="Begun"))
    whole = files(store)
    planned._held.clear()
    FAULTS[fault](store)
    after = files(store)

    held = today()

    assert held.data_to == SECOND
    (said,) = held.said
    assert said.startswith(
        "The store cannot read the improvement plan. A file of it is damaged or gone; "
    )
    assert said.endswith(
        "Until then, figures are shown without the plan's actions, and without the step changes "
        "that were set on a page: what is said of a change may differ."
    )
    assert data.area() == data.settings()
    with pytest.raises(StoreError, match="damaged or gone"):
        planned.plan(data.store())
    with pytest.raises(StoreError, match="damaged or gone"):  # and nothing is written over it
        plan(store, replace(changed, notes="Done"))
    assert is_lost(after, store) == []

    for name, content in whole.items():
        (store / name).write_bytes(content)
    assert today().said == []
    assert actions(Store(store)) == [changed]
