"""A process that issues pack after pack, each of a month of its own: STORE TIMES WHO [FIRST].

It says "ready", waits for a line, and says each issue once it is done.
"""

# ruff: noqa: T201

import sys
from dataclasses import replace
from datetime import UTC, date, datetime

from extracts.area import load_area
from extracts.store import Store
from packs.issuing.issued import issue
from tests.packs.made import pack


def main(address: str, times: int, who: str, first: int = 0) -> None:
    store, area, made = Store(address), load_area(), pack()
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(first, first + times):
        of_month = replace(made, month=date(2000 + n // 12, n % 12 + 1, 1))
        print(
            f"saved {issue(store, of_month, area, who=who, now=datetime.now(UTC)).name}", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:]))
