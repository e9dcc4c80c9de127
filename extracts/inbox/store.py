"""Whether the store is there: an empty one may be a share that is away, and not a new beginning."""

from collections.abc import Iterable
from pathlib import Path

from extracts.errors import StoreError
from extracts.extract import Extract
from extracts.keeping.address import in_full
from extracts.store import Store


def check_store(store: Store, extracts: Iterable[Extract], done: Path) -> None:
    """Raise StoreError where nothing is published though files of the inbox were.

    A folder on a share that is not mounted looks like one that never was; to publish there would
    make a second store, which nobody sees once the share is back.
    """
    try:
        if any(store.version(extract) >= 0 for extract in extracts):
            return
    except StoreError:
        return  # a fault of one table is said of the files that it concerns
    if any(not name.name.startswith(".") for name in done.iterdir()):
        raise StoreError(
            f"The store {in_full(store.address)} is empty or not there, though files of this "
            "folder were published. Nothing is taken until it is back; if the store is to be a "
            f"new one, empty {done} first."
        )
