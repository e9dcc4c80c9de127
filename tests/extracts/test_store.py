import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.errors import PublicationRefused
from extracts.intake import undo
from extracts.publications import live
from extracts.store import Store
from tests.extracts.model import Model, is_faulty
from tests.extracts.small import NOW, OPENED, SMALL, day, held, numbers, put, thing

FAULTY = date(2025, 1, 1)  # closed before it was opened
ROWS = st.builds(
    thing,
    st.sampled_from("ABC"),
    st.sampled_from(["red", "blue"]),
    st.sampled_from([None, None, OPENED, FAULTY]),
)
FILES = st.tuples(
    st.just("publish"),
    st.lists(ROWS, max_size=3, unique_by=lambda row: row[0]).map(
        lambda rows: tuple(sorted(rows, key=str))
    ),
    st.integers(1, 4).map(day),
    st.sampled_from([False, False, True]),
)
STEPS = st.lists(
    st.one_of(
        FILES,
        FILES,
        FILES,
        st.tuples(st.just("again"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
    ),
    max_size=8,
)


class Beside:
    """A store and its model, side by side."""

    def __init__(self, folder: Path) -> None:
        self.store, self.model = Store(folder), Model()
        self.tried: list[tuple] = []
        self.before: dict[int, Model] = {}  # version of the table -> the model then

    def publish(self, rows, on, full):
        self.tried.append((rows, on, full))
        before = self.model
        missing = before.missing(rows, on)
        if known := before.find(rows, on, full):
            found = put(self.store, on, *rows, full=full, withdraw=0)
            assert found.was_already
            assert found.publication.number == known.number
            return
        accepted = [r for r in rows if not is_faulty(r)]
        if rows and not accepted:
            with pytest.raises(PublicationRefused, match="none can be accepted"):
                put(self.store, on, *rows, full=full)
            return
        if full and on < before.newest():
            with pytest.raises(PublicationRefused, match="older than the newest extract"):
                put(self.store, on, *rows, full=full, withdraw=len(missing))
            return
        self.model = before.publish(rows, on, full)
        done = put(self.store, on, *rows, full=full, withdraw=len(missing)).publication
        was = before.states(on)
        new = [r for r in accepted if r[0] not in was]
        same = [r for r in accepted if was.get(r[0]) == (r, False)]
        assert done.number == self.model.last
        assert (done.n_new, done.n_unchanged) == (len(new), len(same))
        assert done.n_changed == len(accepted) - len(new) - len(same)
        assert done.n_open_missing == len(missing)
        self.note_version(done.version)

    def undo(self, back):
        if not self.model.files:
            with pytest.raises(PublicationRefused, match="no publication to undo"):
                undo(self.store, SMALL, who="Ann", now=NOW)
            return
        files = self.model.files[-1 - back :]
        done = undo(self.store, SMALL, who="Ann", now=NOW, number=files[0].number, and_later=True)
        assert done.undoes == tuple(f.number for f in files)
        self.model = self.model.undo(files[0].number)
        self.note_version(done.version)

    def note_version(self, version):
        assert version == self.store.version(SMALL)
        self.before[version] = self.model

    def step(self, what, *how):
        if what == "publish":
            self.publish(*how)
        elif what == "undo":
            self.undo(*how)
        elif self.tried:
            self.publish(*self.tried[how[0] % len(self.tried)])

    def check(self):
        assert numbers(live(self.store.history(SMALL))) == [f.number for f in self.model.files]
        assert held(self.store) == self.model.current()
        everything = self.model.current() | self.model.withdrawn()
        assert held(self.store, withdrawn=True) == everything
        for on in {f.day for f in self.model.files}:
            assert held(self.store, as_at=on) == self.model.current(on)

    def check_versions(self):
        for version, model in self.before.items():
            assert held(self.store, version=version) == model.current()
            last = model.newest()
            if model.files:
                assert held(self.store, version=version, as_at=last) == model.current()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_store_is_what_reading_every_file_again_gives(steps):
    with tempfile.TemporaryDirectory() as folder:
        beside = Beside(Path(folder))
        for step in steps:
            beside.step(*step)
            beside.check()
        beside.check_versions()
