"""A store and its model, side by side: what is done to one is done to the other."""

from pathlib import Path

import pytest

from extracts.errors import PublicationRefused
from extracts.intake import undo
from extracts.publications import live
from extracts.purge import purge, removal
from extracts.store import Store
from tests.extracts.model import Model, is_faulty
from tests.extracts.small import NOW, SMALL, day, held, numbers, put, thing


class Beside:
    """A store and its model, side by side."""

    def __init__(self, folder: Path) -> None:
        self.store, self.model = Store(folder), Model()
        self.tried: list[tuple] = []
        self.before: dict[int, Model] = {}  # version of the table -> the model then
        self.purged = 0  # the number of the last purge

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
        if files[0].number < self.purged:
            with pytest.raises(PublicationRefused, match="published before a purge"):
                undo(self.store, SMALL, who="Ann", now=NOW, number=files[0].number, and_later=True)
            return
        done = undo(self.store, SMALL, who="Ann", now=NOW, number=files[0].number, and_later=True)
        assert done.undoes == tuple(f.number for f in files)
        self.model = self.model.undo(files[0].number)
        self.note_version(done.version)

    def purge(self, before):
        going = removal(self.store, SMALL, before)
        left, gone, n_rejected = self.model.purge(before)
        assert set(going.keys["thing"].to_pylist()) == gone
        assert going.n_rejected == n_rejected
        how = {"who": "Ann", "now": NOW, "wait": 0}
        made = purge(self.store, [SMALL], before, confirm=len(gone) + n_rejected, **how)
        assert [(p.n_purged, p.n_purged_rejected) for p in made] == (
            [(len(gone), n_rejected)] if going.n else []
        )
        if made:
            self.model, self.purged = left, left.last
            assert self.store.history(SMALL)[-1].number == self.purged
            self.before = {self.store.version(SMALL): self.model}

    def note_version(self, version):
        assert version == self.store.version(SMALL)
        self.before[version] = self.model

    def step(self, what, *how):
        if what == "publish":
            rows, on, full = how
            things = tuple(thing(name, *row) for name, row in sorted(rows.items()))
            self.publish(things, day(on), full)
        elif what == "undo":
            self.undo(*how)
        elif what == "purge":
            self.purge(*how)
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
