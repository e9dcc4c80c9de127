"""Does step 2 of Upload foretell what Today and the pages of the issues then show first?"""

import pytest

from extracts.progress import unheard
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.measure import ISSUES
from metrics.registry import measures
from pages.upload_page import publish_work
from tests.browser.serving import ROOT
from tests.pages.made import NOW
from tests.pages.screen import shown
from tests.pages.test_would_be import AREA, checked, dropped

PATHS = {1: "legal_decision_quality", 2: "charging_and_disclosure", 3: "victim_letters"}


def publish(store: Store, extract: str, name: str, data: bytes) -> list[list[str]]:
    """Publish a file; what was foretold of it: measure, figure, what it would be."""
    found = checked(store, extract, name, data)
    done = publish_work.publish(
        dropped(store, name, data),
        who="A test",
        now=NOW,
        note="",
        withdraw=None,
        progress=unheard,
    )
    assert done.publication, done.why
    return found.figures[["Measure", "Figure", "Would be"]].to_numpy().tolist()


def tiles(at) -> list[list[str]]:
    """The tiles of Today by their labels: a count, or a share with what it is out of."""
    found = []
    for metric in at.main.metric:
        value, beside = metric.value, metric.delta.removesuffix(" that fell due")
        is_count = metric.label.startswith("Overdue")
        found.append([metric.label, value if is_count else f"{value} ({beside})"])
    return found


def first_figures(at, downloads) -> list[list[str]]:
    """Of each measure on the page of an issue: its newest whole month, and what is overdue now."""
    found = []
    for label, heads, rows in (s[1:4] for s in shown(at, downloads) if s[0] == "measures"):
        assert label.endswith("its measures")
        for row in rows:
            cells = dict(zip(heads, row, strict=True))
            title = cells["Measure"][0][3]
            (month,) = (head for head in heads if head[-4:].isdigit())
            found.append([title, month, cells[month][0]])
            if cells["Overdue now"] != ["–"]:
                found.append([title, "Overdue now", cells["Overdue now"][0]])
    return found


@pytest.mark.parametrize("extract", EXTRACTS)
def test_what_is_foretold_is_what_then_stands_first(
    extract, own_store, opened, downloads, monkeypatch
):
    monkeypatch.setenv("DASHBOARD_STORE", str(own_store))
    store = Store(own_store)
    files = sorted((ROOT / "sample_data").glob(f"{extract}_*"))
    for file in files[-2:]:
        foretold = publish(store, extract, file.name, file.read_bytes())

    of_today = [[figure, words] for whose, figure, words in foretold if "Today: " in whose]
    assert of_today
    assert tiles(opened("today.py")) == of_today

    of_it = [m for m in measures(AREA).values() if m.extract == extract]
    stands = [
        line
        for issue in ISSUES
        if issue in {m.issue for m in of_it}
        for line in first_figures(opened(f"{PATHS[issue]}.py"), downloads)
    ]
    of_measures = [line for line in foretold if "Today: " not in line[0]]
    assert stands
    assert of_measures == stands
