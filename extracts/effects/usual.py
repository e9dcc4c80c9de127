"""What a file of an extract is usually like: the last publications that hold, of the same mode."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extracts.publications import Publication, live

# Our assumptions: two weeks of daily files say what is usual, and fewer than three say nothing.
LOOK_BACK = 10
FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class Usual:
    """The last files, at most LOOK_BACK of them. Each question has an answer from FEWEST on."""

    files: Sequence[Publication]

    def rows(self) -> float | None:
        """The median of their rows; None where there are too few files."""
        return median(p.n_rows for p in self.files) if len(self.files) >= FEWEST else None

    def units(self) -> dict[str, float]:
        """Unit -> the median of its accepted rows; files that did not record them do not count."""
        counted = [p for p in self.files if p.units or not p.n_accepted]
        if len(counted) < FEWEST:
            return {}
        names = dict.fromkeys(name for p in counted for name in p.units)
        return {name: median(p.units.get(name, 0) for p in counted) for name in names}

    def most_blank(self, field: str) -> float | None:
        """The largest share of accepted rows in which a field was blank; None where too few say."""
        shares = [
            p.blanks[field] / p.n_accepted for p in self.files if field in p.blanks and p.n_accepted
        ]
        return max(shares) if len(shares) >= FEWEST else None


def usual(history: Sequence[Publication], *, full: bool) -> Usual:
    """What is usual, given everything that was published of an extract, the oldest first."""
    mode = "full" if full else "changes"
    return Usual(files=[p for p in live([*history]) if p.mode == mode][-LOOK_BACK:])
