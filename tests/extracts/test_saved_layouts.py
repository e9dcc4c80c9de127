from datetime import timedelta

import pytest

from extracts.errors import LayoutError
from extracts.layouts import Layout
from extracts.saved_layouts import find_layout, save_layout
from extracts.store import Store
from tests.extracts.small import NOW, SMALL

KNOWN = {"small": SMALL}
FIRST = Layout(
    name="first",
    extract="small",
    columns={"What": "thing"},
    values={"colour": {"R": "red"}},
    constants={"closed_on": ""},
    dates={"opened_on": "mm/dd/yyyy"},
    ignore=("Remarks",),
)
SECOND = Layout(name="second", extract="small", columns={"Which": "thing"})


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def save(store, layout, headings="of a file", days=0):
    save_layout(store, headings, layout, who="Ann", now=NOW + timedelta(days=days))


def test_a_layout_comes_back_as_it_was(store):
    save(store, FIRST)
    assert find_layout(store, "of a file", KNOWN) == FIRST


def test_headings_without_a_layout_have_none(store):
    assert find_layout(store, "of a file", KNOWN) is None
    save(store, FIRST)
    assert find_layout(store, "of another", KNOWN) is None


def test_the_last_that_was_saved_is_the_one_for_these_headings(store):
    save(store, FIRST)
    save(store, SECOND, days=1)
    save(store, FIRST, "of another", days=2)
    assert find_layout(store, "of a file", KNOWN) == SECOND


def test_the_same_layout_is_not_saved_again(store):
    save(store, FIRST)
    save(store, FIRST, days=1)
    assert len(store.records("layouts")) == 1


def test_a_layout_that_was_changed_back_is_saved_again(store):
    for days, layout in enumerate((FIRST, SECOND, FIRST)):
        save(store, layout, days=days)
    assert find_layout(store, "of a file", KNOWN) == FIRST


def test_a_layout_of_a_field_that_is_no_more_is_said_in_words(store):
    save(store, Layout(name="old", extract="small", columns={"Size": "size"}))
    with pytest.raises(LayoutError, match='names the field "size"'):
        find_layout(store, "of a file", KNOWN)
