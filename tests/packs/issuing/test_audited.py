from dataclasses import replace
from datetime import UTC, datetime

from extracts.area import load_area
from extracts.store import Store
from packs.issuing.audited import pack_lines
from packs.issuing.issued import issue
from tests.packs.made import pack

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)


def test_every_issued_pack_is_a_line_with_who_when_and_why_again(own_store):
    store, area = Store(own_store), load_area()
    assert pack_lines(store) == []
    first = issue(store, pack(), area, who="Cara", now=NOW)
    second = issue(
        store, replace(pack(), in_one_minute=()), area, who="Dan", now=NOW, reason="A slip."
    )

    at = "2026-11-10T09:30:00+00:00"
    assert [tuple(line.values()) for line in pack_lines(store)] == [
        (at, "Cara", "pack issued", f"Pack {first.name}"),
        (at, "Dan", "pack issued", f"Pack {second.name}. Reason: A slip."),
    ]
