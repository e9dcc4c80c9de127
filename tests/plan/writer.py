"""A process that saves one item again and again: STORE FIELD TIMES WHO.

It says "ready", waits for a line, and says each save once it is done.
"""

# ruff: noqa: T201

import sys
from datetime import UTC, datetime

from extracts.store import Store
from plan.log import Change, Held, held, save
from plan.merge import ChangedMeanwhile, Named


def main(address: str, field: str, times: int, who: str) -> None:
    store = Store(address)
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(times):
        seen = len(held(store).history("action", "item"))

        def change(_: Held, n: int = n, seen: int = seen) -> list[Change]:
            return [
                Change(
                    kind="action",
                    key="item",
                    fields={field: f"{who} {n}"},
                    based_on=seen,
                    named=Named(item="Item"),
                )
            ]

        try:
            save(store, change, who=who, now=datetime.now(UTC))
        except ChangedMeanwhile as why:
            print(f"told {n} {why.who}", flush=True)
        else:
            print(f"saved {n}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
