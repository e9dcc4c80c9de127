from datetime import timedelta
from itertools import pairwise

import pytest

from extracts.area import Area
from extracts.effects.preview import preview
from extracts.intake import publish
from extracts.store import Store
from tests.extracts.small import (
    NOW,
    OPENED,
    SMALL,
    Interrupted,
    day,
    held,
    put,
    reading_of,
    thing,
)

AREA = Area(name="North")
FAULTY = thing("Z", closed=OPENED - timedelta(days=1))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def seen(store, on, *rows, full=False, **options):
    return preview(store, reading_of(rows, on), area=AREA, today=day(30), full=full, **options)


def samples(preview):
    return [tuple(line) for line in preview.samples.itertuples(index=False)]


def test_a_preview_writes_nothing(store, tmp_path):
    found = seen(store, day(1), thing("A"))
    assert (found.change.n_new, found.refusal, found.same, found.doubts) == (1, None, None, ())
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("full", [False, True])
def test_the_figures_are_those_of_the_publication_that_follows(store, full):
    put(store, day(1), thing("A"), thing("B"), thing("C"), thing("D", closed=day(1)))
    found = seen(store, day(2), thing("A"), thing("B", "blue"), thing("E"), FAULTY, full=full)
    change = found.change
    done = publish(
        store, found.reading, who="Ann", now=NOW, full=full, withdraw=change.n_withdrawn
    ).publication
    for name in ("n_new", "n_changed", "n_unchanged", "n_withdrawn", "n_open_missing"):
        assert getattr(done, name) == getattr(change, name), name
    assert done.changed_fields == change.changed_fields == {"colour": 1}
    assert change.n_withdrawn == (1 if full else 0)  # C


def test_what_changes_is_shown_before_and_after_in_words(store):
    put(store, day(1), thing("A"), thing("B", closed=day(1)), thing("C"))
    found = seen(store, day(2), thing("B"), thing("A", "blue", day(2)), thing("C"))
    assert list(found.samples.columns) == ["Thing", "Field", "Before", "After"]
    assert samples(found) == [  # in the order of the file
        ("B", "Date closed", "01/11/2026", "blank"),
        ("A", "Colour", "red", "blue"),
        ("A", "Date closed", "blank", "02/11/2026"),
    ]


def test_a_case_that_was_withdrawn_and_comes_again_is_shown_as_such(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A"), full=True, withdraw=1)
    assert samples(seen(store, day(3), thing("B"))) == [("B", "Withdrawn", "Yes", "No")]


def test_twenty_changed_rows_are_shown_among_them_the_first_of_every_field(store):
    things = [f"T{n:03}" for n in range(60)]
    put(store, day(1), *(thing(name) for name in things))
    rows = [thing(name, "blue") for name in things[:-1]]
    found = seen(store, day(2), *rows, thing("T059", closed=day(2)))
    shown = samples(found)
    assert len(shown) == 20
    assert shown[:19] == [(name, "Colour", "red", "blue") for name in things[:19]]
    assert shown[19] == ("T059", "Date closed", "blank", "02/11/2026")


def test_a_full_file_shows_what_it_withdraws(store):
    put(store, day(1), thing("A"), thing("B"), thing("C", closed=day(1)))
    found = seen(store, day(2), thing("A"), full=True)
    assert found.change.n_withdrawn == 1
    assert found.withdrawn.to_dict("records") == [
        {"Thing": "B", "Colour": "red", "Date opened": "01/01/2026", "Date closed": "blank"}
    ]
    as_changes = seen(store, day(2), thing("A"))
    assert (as_changes.change.n_withdrawn, len(as_changes.withdrawn)) == (0, 0)
    assert list(as_changes.withdrawn.columns) == list(found.withdrawn.columns)


def test_no_more_than_twenty_withdrawn_rows_are_shown(store):
    put(store, day(1), *(thing(f"T{n:03}") for n in range(30)))
    found = seen(store, day(2), thing("A"), full=True)
    assert (found.change.n_withdrawn, len(found.withdrawn)) == (30, 20)


def test_a_file_already_published_says_so_and_changes_nothing(store):
    done = put(store, day(1), thing("A")).publication
    found = seen(store, day(1), thing("A"))
    assert found.same == done
    assert (found.change.n_new, found.change.n_changed, found.change.n_unchanged) == (0, 0, 1)
    assert seen(store, day(1), thing("A"), full=True).same is None


def test_a_late_file_is_compared_as_at_its_own_day(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(3), thing("A", "green"), thing("C"))
    found = seen(store, day(2), thing("A", "blue"), thing("B"), thing("C"))
    assert samples(found) == [("A", "Colour", "red", "blue")]  # as it was on the 1st
    assert (found.change.n_new, found.change.n_changed, found.change.n_unchanged) == (1, 1, 1)
    assert [d.rule for d in found.doubts] == ["older"]


def test_a_late_file_shows_the_case_that_a_later_full_file_withdraws(store):
    put(store, day(3), thing("B"), full=True)
    found = seen(store, day(2), thing("A"))
    assert found.change.n_withdrawn == 1
    assert found.withdrawn["Thing"].tolist() == ["A"]


def test_a_file_that_may_not_be_published_says_why_and_still_what_it_holds(store):
    put(store, day(3), thing("A"), thing("B"))
    found = seen(store, day(2), thing("C"), full=True)
    assert str(found.refusal).startswith("It is of 02/11/2026, older than the newest extract")
    assert found.change.n_new == 1
    assert str(seen(store, day(4), FAULTY).refusal).startswith("It has 1 row, of which none can be")
    assert held(store) == {thing("A"), thing("B")}


def test_progress_never_goes_back_and_ends_at_the_whole(store):
    put(store, day(1), thing("A"))
    told = []
    seen(store, day(2), thing("A"), progress=lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0.0, (1.0, "Compared"))
    assert len(shares) >= 8
    assert max(b - a for a, b in pairwise(shares)) <= 0.35


def test_what_others_publish_meanwhile_is_not_half_in_it(tmp_path):
    put(Store(tmp_path), day(1), thing("A"))

    def deed(store):
        put(store, day(5), thing("B"))

    found = seen(Interrupted(tmp_path, 2, deed), day(2), thing("B"))
    assert len(Store(tmp_path).history(SMALL)) == 2
    assert found.change.number == 2
    assert found.doubts == ()  # the file of the 5th is in no figure, so it is not older
