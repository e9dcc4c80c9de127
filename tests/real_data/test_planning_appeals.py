"""Isle of Man planning appeals: every year's file has its own way of being awkward."""

from datetime import UTC, datetime

import pytest

from extracts.layouts import load_layout
from extracts.read import read
from tests.real_data import found
from tests.real_data.figures import Figures, expected

TODAY = datetime(2026, 11, 20, tzinfo=UTC).date()
FILES = found.files("iom_planning_appeals/appeals_*.csv")
ENCODINGS = {"cp1252": "Windows-1252", "utf-8": "UTF-8"}


def year(path) -> str:
    return found.name(path).removeprefix("appeals_").removesuffix(".csv")


@pytest.fixture(scope="module")
def reference():
    return found.reference(found.FOLDER / "iom_planning_appeals" / "reference.json")


@pytest.mark.parametrize("path", FILES, ids=year)
def test_each_year_is_that_of_the_reference(path, reference):
    layout = load_layout(found.HERE / "iom_planning_appeals" / "layout.toml")
    wanted, file = reference["by_file"][year(path)], reference["per_file"][year(path)]

    reading = read(path.read_bytes(), name=path.name, today=TODAY, layout=layout)

    assert reading.n_rows == wanted["rows"] == file["rows"]
    assert reading.encoding == ENCODINGS[file["encoding"]]
    assert reading.n_rejected == wanted["negative_duration"]
    figures = Figures(
        reading.rows, starts="received_on", stops="decided_on", as_of=reading.extract_day
    )
    (mine,) = figures.cells(wanted["overall"]).values()
    assert mine == expected(wanted["overall"])
