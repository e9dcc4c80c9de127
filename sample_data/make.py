"""Writes the sample extracts: `python -m sample_data.make [folder]`, by default this one.

The same seed writes the same rows; README.md says what is in them.
"""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from extracts.registry import EXTRACTS
from sample_data.charging import charging
from sample_data.days import DAILY, FIRST, HISTORY
from sample_data.disclosure import disclosure
from sample_data.faults import chosen, of, plant
from sample_data.known import daily, known
from sample_data.letters import victim_letters
from sample_data.reviews import reviews

SEED = 20_261_120
NOT_SENT = {  # daily files that never came
    "charging": (),
    "disclosure": DAILY[1:2],
    "victim_letters": DAILY[3:],
    "reviews": DAILY[:4],
}


def main(folder: Path) -> None:
    """Write every file into a folder, which must exist."""
    for name, rows in files():
        text = rows.to_csv(index=False, lineterminator="\n").encode()
        (folder / name).write_bytes(
            gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text
        )


def files() -> Iterator[tuple[str, pd.DataFrame]]:
    """Name and rows of each file, as written."""
    for key, full in _everything().items():
        extract = EXTRACTS[key]
        titles = {f.name: f.title for f in extract.fields}
        full = full[full[extract.opens] >= FIRST]
        before, again = HISTORY, []
        yield f"{key}_to_{HISTORY}.csv.gz", known(full, extract, HISTORY).rename(columns=titles)
        for day in DAILY:
            if day in NOT_SENT[key]:
                continue
            rows = daily(full, extract, before, day)
            resent = [at for at in again if at not in rows.index]
            rows = pd.concat([rows, known(full.loc[resent], extract, day)]).sort_index()
            again = [chosen(rows, f) for f in of(key, day) if f.field]
            yield f"{key}_{day}.csv", plant(rows, of(key, day)).rename(columns=titles)
            before = day


def _everything() -> dict[str, pd.DataFrame]:
    streams = iter([np.random.Generator(np.random.PCG64([SEED, n])) for n in range(len(EXTRACTS))])
    submissions = charging(next(streams))
    return {
        "charging": submissions,
        "disclosure": disclosure(next(streams), submissions),
        "victim_letters": victim_letters(next(streams), submissions),
        "reviews": reviews(next(streams)),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
