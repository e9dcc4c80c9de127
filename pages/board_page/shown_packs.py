"""The packs that the Board page can show: of a month as it is known now, and those that were issued."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st

from extracts.errors import StoreError
from extracts.keeping.small_tables import SmallTables
from packs.content import Issued, Pack
from packs.files import FORMS
from packs.issuing.issued import TABLE, issued, opened, settings_of
from packs.issuing.late_figures import Difference
from packs.issuing.since import since
from packs.issuing.steps_since import steps_since
from pages import at_hand, data, planned
from pages.board_page import pack_source
from plan.steps import steps_in

T = TypeVar("T")


@dataclass(frozen=True)
class Shown:
    """A pack, and its issue; None as it is known now. key: by which what is made of it is kept."""

    pack: Pack
    issued: Issued | None
    key: tuple[Hashable, ...]


@dataclass(frozen=True)
class _Listed:
    """What was issued at a version of the table; or why that cannot be read."""

    version: int
    packs: tuple[Issued, ...]
    why: StoreError | None = None


@st.cache_resource(ttl=2, show_spinner=False)
def _listed(address: str, _store: SmallTables) -> _Listed:
    try:
        version = _store.version_of(TABLE)
        return at_hand.kept(
            (address, "packs", version), lambda: _Listed(version, tuple(issued(_store)))
        )
    except StoreError as why:
        return _Listed(-1, (), why)


def _now() -> _Listed:
    store = data.store()
    return _listed(store.address, store)


def all_issued() -> tuple[Issued, ...]:
    """Every pack that was issued, the oldest first, at most two seconds old."""
    return _now().packs


def why_unread() -> StoreError | None:
    """Why the issued packs cannot be read; None where they can."""
    return _now().why


def look_again() -> None:
    """A pack was issued here: the next page is to show it at once."""
    _listed.clear()


def months() -> list[date]:
    """The months of which there is a pack, or can be one, the newest first."""
    return sorted({*pack_source.months(), *(i.month for i in all_issued())}, reverse=True)


def draft(month: date) -> Shown:
    """The pack of a month as it is known now. Raises PackError where none can be made of it."""
    pack = pack_source.pack(month)
    return Shown(pack, None, ("draft", month, *sorted(pack.versions.items())))


def paper(one: Issued) -> Shown:
    """A pack as it was issued. Raises PackError where what is kept is not what was issued."""
    key = (data.store().address, "issued pack", one.name, one.sha256)
    _, pack = at_hand.kept(
        (*key, _now().version), lambda: opened(data.store(), one.month, one.number)
    )
    return Shown(pack, one, key)


def changed_since(shown: Shown) -> list[Difference]:
    """What is not as it was issued. Raises PackError where no pack can be made of the month now."""
    now, one = draft(shown.pack.month).pack, shown.issued
    assert one

    def make() -> list[Difference]:
        settings = settings_of(data.store(), one.month, one.number)
        known = steps_in(planned.plan(data.store()))
        return since(shown.pack, now, steps_since(settings, data.area(), known, shown.pack))

    return data.kept("since", shown.key, make=make)


def file(shown: Shown, form: str) -> bytes:
    """The pack as a file of a form, made at the first call."""
    return kept(shown, "file", form, make=lambda: FORMS[form](shown.pack, shown.issued))


def kept(shown: Shown, *what: Hashable, make: Callable[[], T]) -> T:
    """What is made of a pack, made once: an issued one never changes."""
    if shown.issued:
        return at_hand.kept((*shown.key, *what), make)
    return data.kept(*shown.key, *what, make=make)
