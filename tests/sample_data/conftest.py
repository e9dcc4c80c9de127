"""The committed sample files, read with plain pandas: nothing of the dashboard's own reading."""

import re
from pathlib import Path

import pandas as pd
import pytest

from extracts.kinds import Date
from extracts.registry import EXTRACTS

FOLDER = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def files() -> dict[str, dict[pd.Timestamp, pd.DataFrame]]:
    """Extract -> the file's own day, oldest first -> its rows as text."""
    found: dict = {}
    for path in sorted(FOLDER.glob("*_20*.csv*"), key=own_day):
        key = re.split(r"_(?:to_)?\d", path.name)[0]
        rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        found.setdefault(key, {})[own_day(path)] = rows
    return found


@pytest.fixture(scope="session")
def faults() -> dict[tuple[str, pd.Timestamp], int]:
    """The README's table of planted faults: extract and day -> position of the row in the file."""
    rows = re.findall(
        r"^\| `(\w+)_(\d{4}-\d\d-\d\d)\.csv` \| (\d+) \| 00SA",
        (FOLDER / "README.md").read_text("utf-8"),
        re.M,
    )
    return {(key, pd.Timestamp(day)): int(row) - 2 for key, day, row in rows}


@pytest.fixture(scope="session")
def latest(files, faults) -> dict[str, pd.DataFrame]:
    """The newest faultless row of each case, by field name, with dates as dates."""
    tables = {}
    for key, extract in EXTRACTS.items():
        parts = [
            rows.drop(index=faults[key, day]) if (key, day) in faults else rows
            for day, rows in files[key].items()
        ]
        rows = pd.concat(parts, ignore_index=True).rename(
            columns={f.title: f.name for f in extract.fields}
        )
        rows = rows.drop_duplicates(list(extract.keys), keep="last")
        for field in extract.fields:
            if isinstance(field, Date):
                rows[field.name] = as_days(rows[field.name])
        tables[key] = rows.reset_index(drop=True)
    return tables


def as_days(texts: pd.Series, *, errors: str = "raise") -> pd.Series:
    return pd.to_datetime(texts.where(texts != "", None), format="%d/%m/%Y", errors=errors)


def own_day(path: Path) -> pd.Timestamp:
    return pd.Timestamp(re.search(r"\d{4}-\d\d-\d\d", path.name)[0])
