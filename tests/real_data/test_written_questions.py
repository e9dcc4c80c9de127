"""House of Commons written questions: settled months, and daily extracts of a growing month."""

import json
import random
from datetime import UTC, datetime

import pyarrow.compute as pc
import pytest

from extracts.extract import Extract
from extracts.intake import publish
from extracts.kinds import Date
from extracts.read import read
from extracts.store import Store
from extracts.text_kinds import Text
from metrics.backlog import backlog
from metrics.clocks import Clock, DueOn
from metrics.counts import counts
from tests.real_data import found
from tests.real_data.figures import Figures, check, expected

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def text(name: str, title: str, *, blank: bool = True) -> Text:
    return Text(name=name, title=title, says="", blank=blank)


def day(name: str, title: str, *, blank: bool = True, event: bool = True) -> Date:
    return Date(name=name, title=title, says="", blank=blank, event=event)


# An extract of another office is one row of data: the fields, and nothing else.
QUESTIONS = Extract(
    key="written_questions",
    title="Written questions",
    one_row_is="one question",
    keys=("urn",),
    opens="received_on",
    closes="decided_on",
    fields=(
        text("urn", "id", blank=False),
        text("house", "house"),
        text("uin", "uin"),
        day("received_on", "dateTabled", blank=False),
        day("due_on", "dateForAnswer", event=False),
        day("decided_on", "dateAnswered"),
        day("holding_on", "dateHoldingAnswer"),
        day("corrected_on", "dateAnswerCorrected"),
        text("body", "answeringBodyId"),
        text("unit", "answeringBodyName"),
        text("casework_type", "isNamedDay"),
        text("is_withdrawn", "isWithdrawn"),
        text("is_holding", "answerIsHolding"),
        text("is_correction", "answerIsCorrection"),
        text("attachments", "attachmentCount"),
        Text(name="subject", title="heading", says="", blank=True, longest=500, lines=True),
    ),
)
KNOWN = {QUESTIONS.key: QUESTIONS}
MONTHS = found.files("uk_written_questions/months/written_questions_*.csv")
IN_EXCEL = found.files("uk_written_questions/months_uk_excel/written_questions_*.csv")
DAILY = sorted(f for f in (found.FOLDER / "uk_written_questions").glob("daily_*") if f.is_dir())
NAMED_DAY = {"named day only": "true", "ordinary only": "false"}


def reading_of(path):
    return read(path.read_bytes(), name=path.name, today=NOW.date(), extracts=KNOWN)


def figures_of(rows, as_of) -> Figures:
    return Figures(rows, starts="received_on", stops="decided_on", due="due_on", as_of=as_of)


@pytest.fixture(scope="module")
def reference():
    return found.reference(found.FOLDER / "uk_written_questions" / "reference.json")


@pytest.fixture(scope="module")
def months(tmp_path_factory):
    """All months in one store: the rows, and the newest of their days."""
    store, days = Store(tmp_path_factory.mktemp("months")), []
    for path in MONTHS:
        reading = reading_of(path)
        publish(store, reading, who="a test", now=NOW)
        days.append(reading.extract_day)
    return store.current(QUESTIONS), max(days)


@pytest.mark.parametrize("path", MONTHS, ids=found.name)
def test_each_month_is_that_of_the_reference(path, reference):
    wanted, reading = reference["by_file"][found.name(path)], reading_of(path)

    assert reading.n_rows == wanted["rows"]
    assert reading.n_rejected == wanted["negative_duration"] + wanted["missing_received"]
    blank = reading.rows["decided_on"].null_count
    assert blank == wanted["missing_decided"]
    check(figures_of(reading.rows, reading.extract_day), wanted)


@found.needs(MONTHS)
def test_all_months_together_are_those_of_the_reference(months, reference):
    (together,) = [v for k, v in reference.items() if k.startswith("all ")]
    rows, as_of = months

    assert rows.num_rows == together["rows"] - together["negative_duration"]
    check(figures_of(rows, as_of), together)


@found.needs(MONTHS)
@pytest.mark.parametrize("kind", NAMED_DAY)
def test_named_day_questions_by_their_due_date(kind, months, reference):
    rows, as_of = months
    of_kind = rows.filter(pc.equal(rows["casework_type"], NAMED_DAY[kind]))

    assert of_kind.num_rows == reference[kind]["rows"]
    check(figures_of(of_kind, as_of), reference[kind])


@pytest.mark.parametrize("path", IN_EXCEL, ids=found.name)
def test_a_month_as_excel_writes_it_is_the_same(path, reference):
    plain = found.name(path).replace("_uk_excel", "")
    reading = reading_of(path)

    check(figures_of(reading.rows, reading.extract_day), reference["by_file"][plain])


def daily_files(folder) -> list:
    return found.files(f"uk_written_questions/{folder.name}/extract_*.csv")


def answers(folder) -> list[dict]:
    name = f"reference_{folder.name}.json"
    return json.loads((found.FOLDER / "uk_written_questions" / name).read_text("utf-8"))


def after_load(answer: dict) -> dict:
    (key,) = [k for k in answer if k.startswith("after_load")]
    return answer[key]


def check_store(store: Store, as_of, wanted: dict, **how) -> None:
    rows = store.current(QUESTIONS, **how)
    is_open = rows["decided_on"].null_count
    clock = Clock(
        extract="questions", starts="received_on", stops="decided_on", limit=DueOn("due_on")
    )
    left = backlog(counts(rows, clock, as_of=as_of), as_of=as_of)

    assert rows.num_rows == wanted["ids"]
    assert rows.num_rows - is_open == wanted["answered"]
    assert is_open == wanted["open"] == left["open"].sum()
    assert left["overdue"].sum() == wanted["open_overdue_at_extract_date"]
    figures = figures_of(rows, as_of)
    (mine,) = figures.cells(wanted["overall"]).values()
    assert mine == expected(wanted["overall"])
    by_unit = {
        unit: {
            "n": cell["n_valid"],
            "due_num": cell["by_due_date"]["num"],
            "due_den": cell["by_due_date"]["den"],
            "median_days": cell["median_days"],
        }
        for (unit, _), cell in figures.cells(wanted["overall"], ("unit",)).items()
    }
    assert by_unit == {u: c for u, c in wanted["by_unit"].items() if c["n"]}


@pytest.mark.parametrize("folder", DAILY, ids=lambda f: f.name)
def test_daily_extracts_in_order_are_the_reference_after_each(folder, tmp_path):
    store, before = Store(tmp_path / "store"), set()
    for path, answer in zip(daily_files(folder), answers(folder), strict=True):
        assert found.name(path) == answer["file"]
        reading = reading_of(path)
        made = publish(store, reading, who="a test", now=NOW).publication
        ids = set(reading.rows["urn"].to_pylist())

        assert reading.n_rows == answer["rows"]
        assert reading.n_repeated == answer["repeated_id_in_file"]
        assert made.n_new == answer["ids_new_vs_all_earlier_files"]
        assert made.n_changed == answer["rows_changed_vs_previous_file_same_month"]
        assert made.changed_fields.get("unit", 0) == answer["of_which_unit_changed"]
        assert len(before - ids) == answer["ids_gone_since_previous_file"]
        known = store.current(QUESTIONS, ["urn", "decided_on"]).to_pylist()
        missing = [r for r in known if r["decided_on"] is None and r["urn"] not in ids]
        assert made.n_open_missing == len(missing)
        check_store(store, reading.extract_day, after_load(answer))
        before = ids
    for made, answer in zip(store.history(QUESTIONS), answers(folder), strict=True):
        check_store(store, made.extract_day, after_load(answer), version=made.version)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("folder", DAILY, ids=lambda f: f.name)
def test_daily_extracts_in_any_order_are_the_reference_as_at_each_day(folder, seed, tmp_path):
    store, files = Store(tmp_path / "store"), daily_files(folder)
    readings = [reading_of(path) for path in files]
    for reading in random.Random(seed).sample(readings, len(readings)):
        publish(store, reading, who="a test", now=NOW)

    for reading, answer in zip(readings, answers(folder), strict=True):
        day = reading.extract_day
        check_store(store, day, after_load(answer), as_at=day)
    check_store(store, readings[-1].extract_day, after_load(answers(folder)[-1]))
