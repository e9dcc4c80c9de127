from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.effects.undo_preview import undo_effect
from extracts.errors import PublicationRefused, StoreError
from extracts.intake import undo
from extracts.publications import Publication
from extracts.refusals import ChangedMeanwhile, check_confirmed
from extracts.store import Store
from tests.extracts.small import NOW, SMALL, Interrupted, day, held, numbers, put, thing


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def counted(effect) -> tuple[int, int, int]:
    return effect.n_earlier, effect.n_gone, effect.n_returned


def test_the_last_publication_alone(store):
    put(store, day(2), thing("A"), thing("B"), thing("C"))
    put(store, day(3), thing("A", "blue", day(1)), thing("B", "blue"), thing("C"), thing("D"))

    effect = undo_effect(store, SMALL, 2)

    assert effect.numbers == (2,)
    assert counted(effect) == (2, 1, 0)  # A and B go back, D disappears, C stays
    assert effect.changed_fields == {"colour": 2, "closed_on": 1}
    assert effect.newest == day(2)
    assert effect.version == store.version(SMALL)
    assert held(store, version=effect.restores) == {thing("A"), thing("B"), thing("C")}


def test_an_earlier_one_takes_the_later_ones_with_it(store):
    put(store, day(2), thing("A"))
    put(store, day(3), thing("A", "blue"))
    put(store, day(4), thing("A"), thing("B"))

    effect = undo_effect(store, SMALL, 2)

    assert effect.numbers == (2, 3)
    assert counted(effect) == (0, 1, 0)  # A went to blue and back again


def test_the_first_leaves_nothing(store):
    put(store, day(2), thing("A"))
    put(store, day(3), thing("A", "blue"), thing("B"))

    effect = undo_effect(store, SMALL, 1)

    assert (effect.numbers, counted(effect), effect.newest) == ((1, 2), (0, 2, 0), None)


def test_what_a_full_extract_withdrew_comes_back(store):
    put(store, day(2), thing("A"), thing("B"))
    put(store, day(3), thing("A"), full=True, withdraw=1)
    assert counted(undo_effect(store, SMALL, 2)) == (0, 0, 1)

    put(store, day(4), thing("B"))  # here again: without it, it is withdrawn
    assert counted(undo_effect(store, SMALL, 3)) == (0, 1, 0)


def test_a_file_that_changed_nothing_is_taken_back_without_effect(store):
    put(store, day(2), thing("A"))
    put(store, day(3), thing("A"))

    effect = undo_effect(store, SMALL, 2)

    assert (counted(effect), dict(effect.changed_fields)) == ((0, 0, 0), {})
    assert effect.newest == day(2)


def test_a_late_file_takes_back_what_it_changed_of_later_days_alone(store):
    put(store, day(4), thing("A", "blue"))
    put(store, day(2), thing("A"), thing("B"), name="late.csv")

    effect = undo_effect(store, SMALL, 2)

    assert (counted(effect), effect.newest) == ((0, 1, 0), day(4))


def test_it_writes_nothing(store):
    put(store, day(2), thing("A"))
    before = store.version(SMALL)

    undo_effect(store, SMALL, 1)

    assert store.version(SMALL) == before


def test_what_cannot_be_taken_back_is_refused(store):
    with pytest.raises(PublicationRefused, match="has no publication to undo"):
        undo_effect(store, SMALL, 1)
    put(store, day(2), thing("A"))
    undo(store, SMALL, who="Ann", now=NOW)
    put(store, day(3), thing("A"))
    with pytest.raises(PublicationRefused, match=r"no\. 1 to undo; the last that hold are no\. 3"):
        undo_effect(store, SMALL, 1)


def test_it_looks_again_where_somebody_publishes_in_between(tmp_path):
    put(Store(tmp_path / "store"), day(2), thing("A"))

    def publish(store: Store) -> None:
        put(store, day(3), thing("A", "blue"))

    effect = undo_effect(Interrupted(tmp_path / "store", 1, publish), SMALL, 1)

    assert effect.numbers == (1, 2)


def test_it_gives_up_where_others_publish_all_the_time(tmp_path, monkeypatch):
    monkeypatch.setattr("extracts.keeping.turns.MOST", 5)
    put(Store(tmp_path / "store"), day(2), thing("A"))

    class Busy(Store):
        n = 2

        def history(self, extract) -> list[Publication]:
            found = super().history(extract)
            Busy.n += 1
            put(Store(self.address), day(3), thing("A"), thing(f"B{Busy.n}"))
            return found

    with pytest.raises(StoreError, match="publishing Small all the time; try again"):
        undo_effect(Busy(tmp_path / "store"), SMALL, 1)


def test_an_undo_takes_back_what_was_confirmed_and_nothing_else(store):
    put(store, day(2), thing("A"))
    put(store, day(3), thing("A", "blue"))
    looked = undo_effect(store, SMALL, 2)
    put(store, day(4), thing("A", "green"), name="newer.csv")

    with pytest.raises(ChangedMeanwhile, match=r"no\. 3 \(newer\.csv\) by Ann\. Nothing was taken"):
        undo(store, SMALL, who="Bob", now=NOW, number=2, and_later=True, confirmed=looked.numbers)
    assert held(store) == {thing("A", "green")}

    looked = undo_effect(store, SMALL, 2)
    done = undo(
        store, SMALL, who="Bob", now=NOW, number=2, and_later=True, confirmed=looked.numbers
    )
    assert done.undoes == (2, 3)
    assert held(store) == {thing("A")}


def test_somebody_who_publishes_while_it_is_undone_is_not_taken_back(tmp_path):
    put(Store(tmp_path / "store"), day(2), thing("A"))

    def publish(store: Store) -> None:
        put(store, day(3), thing("A", "blue"), name="newer.csv")

    for after in (1, 2):
        folder = tmp_path / f"store {after}"
        put(Store(folder), day(2), thing("A"))
        with pytest.raises(ChangedMeanwhile, match=r"no\. 2 \(newer\.csv\) by Ann"):
            undo(
                Interrupted(folder, after, publish),
                *(SMALL,),
                who="Bob",
                now=NOW,
                number=1,
                and_later=True,
                confirmed=(1,),
            )
        assert held(Store(folder)) == {thing("A", "blue")}


def test_what_came_in_between_is_named(store):
    put(store, day(2), thing("A"))
    put(store, day(3), thing("A", "blue"))
    undo(store, SMALL, who="Cas", now=NOW)
    history = store.history(SMALL)
    purge = Publication(number=4, extract="small", at=NOW, who="Dee", purged_before=day(1))

    def words(*history: Publication, confirmed: tuple[int, ...]) -> str:
        with pytest.raises(ChangedMeanwhile) as why:
            check_confirmed(SMALL, [history[0]], list(history), confirmed)
        return str(why.value)

    assert "no. 3 (undid no. 2) by Cas. Nothing" in words(*history, confirmed=(1, 2))
    assert "no. 3 (undid no. 2) by Cas and no. 4 (a purge) by Dee" in words(
        *history, purge, confirmed=(1, 2)
    )
    assert "since you looked: something else. Nothing" in words(*history, confirmed=(7,))
    check_confirmed(SMALL, [history[0]], history, (1,))


ROWS = st.dictionaries(
    st.sampled_from("ABC"),
    st.tuples(st.sampled_from(["red", "blue"]), st.sampled_from([None, day(1)])),
    min_size=1,
)


@settings(max_examples=8)
@given(
    files=st.lists(st.tuples(st.integers(2, 6), ROWS, st.booleans()), min_size=1, max_size=5),
    which=st.integers(0, 4),
    undone=st.booleans(),
)
def test_it_says_what_the_undo_then_does(files, which, undone):
    with TemporaryDirectory() as folder:
        store = Store(f"{folder}/store")
        done: list[int] = []
        for n, (on, rows, full) in enumerate(files):
            given = [thing(x, *values) for x, values in rows.items()] + [thing(f"Z{n}")]
            try:
                published = put(store, day(on), *given, full=full, withdraw=0)
            except PublicationRefused:
                published = put(store, day(on), *given)
            done.append(published.publication.number)
        if undone and len(done) > 1:
            undo(store, SMALL, who="Ann", now=NOW)
            done.pop()
        number = done[which % len(done)]

        effect = undo_effect(store, SMALL, number)

        before = {row[0]: row for row in held(store)}
        assert held(store, version=effect.version) == set(before.values())
        at_version = held(store, version=effect.restores)
        record = undo(
            store,
            SMALL,
            who="Bob",
            now=NOW,
            number=number,
            and_later=True,
            confirmed=effect.numbers,
        )
        after = {row[0]: row for row in held(store)}
        assert set(after.values()) == at_version
        both = before.keys() & after.keys()
        back = [x for x in both if before[x] != after[x]]
        assert counted(effect) == (
            len(back),
            len(before.keys() - after.keys()),
            len(after.keys() - before.keys()),
        )
        fields = {
            name: n
            for i, name in enumerate(("thing", "colour", "opened_on", "closed_on"))
            if (n := sum(before[x][i] != after[x][i] for x in back))
        }
        assert effect.changed_fields == fields
        assert record.undoes == effect.numbers == tuple(numbers(effect.publications))
