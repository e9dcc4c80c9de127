"""Cook County's felony intake of 2019 through a layout, the store and the metrics."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from extracts.commands.group import extracts
from extracts.intake import publish
from extracts.layouts import load_layout
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.real_data import found
from tests.real_data.figures import Figures, check

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
FILES = found.files("cook_intake_2019/intake_2019_uk_excel.csv")
pytestmark = found.needs(FILES)
BEFORE = "The decision is dated before the submission was received"


@pytest.fixture(scope="module")
def reference():
    answers = found.reference(found.FOLDER / "cook_intake_2019" / "reference.json")
    return answers["unit=law_enforcement_agency"]


@pytest.fixture(scope="module")
def reading():
    layout = load_layout(found.HERE / "cook_intake_2019" / "layout.toml")
    (file,) = FILES
    return read(file.read_bytes(), name=file.name, today=NOW.date(), layout=layout)


@pytest.fixture(scope="module")
def rows(reading, tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("cook"))
    publish(store, reading, who="a test", now=NOW)
    return store.current(EXTRACTS["charging"])


def test_rows_blanks_and_negatives(reading, rows, reference):
    negative = reading.findings["message"].str.startswith(BEFORE).sum()

    assert reading.n_rows == reference["rows"]
    assert negative == reference["negative_duration"]
    assert reading.n_accepted == reference["rows"] - reference["negative_duration"]
    assert reading.n_rows == reading.n_accepted + reading.n_rejected + reading.n_repeated
    assert rows["decided_on"].null_count == reference["missing_decided"]
    assert rows["received_on"].null_count == reference["missing_received"] == 0
    assert rows.num_rows - rows["decided_on"].null_count == reference["valid_rows"]


def test_blank_units_are_counted_and_not_lost(reading, rows, reference):
    raw = reading.rejected["cells"].str.contains('"law_enforcement_agency": ""').sum()
    kept = sum(u == "Not recorded" for u in rows["unit"].to_pylist())

    assert kept + raw == reference["blank_unit"]


def test_the_command_line_keeps_the_same_rows_and_what_it_rejects(
    rows, reading, reference, tmp_path
):
    store = Store(tmp_path / "store")
    layout = found.HERE / "cook_intake_2019" / "layout.toml"
    words = ["load", str(FILES[0]), "--layout", str(layout), "--store", store.address]
    done = CliRunner().invoke(extracts, words)

    assert done.exit_code == 2, done.output
    assert store.current(EXTRACTS["charging"]).sort_by("urn") == rows.sort_by("urn")
    kept = store.rejected(EXTRACTS["charging"])
    assert kept["row"].tolist() == reading.rejected["row"].tolist()
    assert kept["findings"].str.contains(BEFORE).sum() == reference["negative_duration"]


def test_every_figure_of_every_unit_and_month(reading, rows, reference):
    figures = Figures(rows, starts="received_on", stops="decided_on", as_of=reading.extract_day)

    assert f"{reading.extract_day}" == reference["decided_max"]
    check(figures, reference)
