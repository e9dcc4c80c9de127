"""What a file changes in cases that are known, and hardly ever should: days, and values that go.

The thresholds are our assumptions; docs/decisions.md has them.
"""

from collections.abc import Iterator

from extracts.effects.compare import Change
from extracts.errors import count
from extracts.read import Reading

STARTED_ANEW = 0.2  # of the cases that are known, and ...
FEWEST_ANEW = 10  # ... so many of them
EMPTIED = 0.2  # of the values that are known, and ...
FEWEST_EMPTIED = 5  # ... so many of them


def start_days(reading: Reading, change: Change | None) -> str:
    """Days that begin a clock, of cases that are known: they should hardly ever change."""
    if change is None:
        return ""
    opens = reading.extract[reading.extract.opens]
    n, known = change.changed_fields.get(opens.name, 0), change.n_changed + change.n_unchanged
    if n < FEWEST_ANEW or n < known * STARTED_ANEW:
        return ""
    return (
        f"{opens.title} changes in {n:,} of the {known:,} rows that are known already, and hardly "
        "ever should. Look whether days and months have changed places in this file."
    )


def columns_missing(reading: Reading, change: Change | None) -> Iterator[str]:
    """Fields for which the file has no column, so that values that are known would go."""
    for name, (n, _) in (change.emptied if change else {}).items():
        if name in reading.lacking:
            yield (
                f"The file has no column {reading.extract[name].title}: publishing it would empty "
                f"{count(n, 'known value')}."
            )


def emptied(reading: Reading, change: Change | None) -> Iterator[str]:
    """Fields of which many values that are known are blank in the file, which has their column."""
    for name, (n, known) in (change.emptied if change else {}).items():
        if name not in reading.lacking and n >= FEWEST_EMPTIED and n >= known * EMPTIED:
            yield (
                f"{reading.extract[name].title} is blank in {n:,} of the {known:,} rows of which "
                "it is known: publishing it would empty them."
            )
