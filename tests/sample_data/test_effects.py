"""Are the actions of the sample data judged as README.md tells their stories?"""

from datetime import date

import pyarrow as pa
import pytest

from extracts.area import load_area
from extracts.kinds import Date, YesNo
from extracts.registry import EXTRACTS
from metrics.counts import counts
from metrics.effect import effect
from metrics.effect_words import effect_sentence
from metrics.registry import measures
from metrics.series import series

AREA = load_area()
MEASURES = measures(AREA)
LAST = date(2026, 11, 20)

LANCASHIRE, MANCHESTER = "Lancashire Crown Court Unit", "Greater Manchester Crown Court Unit"
OWNERSHIP = (LANCASHIRE,), date(2025, 9, 1)
LEGAL_MANAGER = (MANCHESTER,), date(2026, 3, 1)
TEMPLATES = (), date(2026, 2, 1)
TRAINING = (), date(2026, 10, 5)


@pytest.fixture(scope="module")
def judged(latest):
    """The effect of an action, by its units and its start, on a measure."""

    def one(key, action, set_aside=()):
        units, started = action
        found = points(MEASURES[key], latest)
        how = {"until": LAST, "small_number": AREA.small_number, "set_aside": set_aside}
        return effect(MEASURES[key], found, units=units, started=started, **how)

    return one


def points(measure, latest):
    extract = EXTRACTS[measure.extract]
    rows = latest[measure.extract]
    columns = {f.name: column(f, rows[f.name]) for f in extract.fields if f.name in rows}
    table = pa.table({name: columns[name] for name in measure.columns()})
    if measure.clock:
        table = counts(measure.prepare(table, as_of=LAST), measure.clock, as_of=LAST)
    how = {"as_of": LAST, "small_number": AREA.small_number}
    return series(measure, table, period="month", by=["unit"], **how)


def column(field, cells):
    if isinstance(field, Date):
        return pa.array(cells.dt.date, pa.date32(), from_pandas=True)
    if isinstance(field, YesNo):
        return pa.array([{"Yes": True, "No": False}.get(text) for text in cells], pa.bool_())
    return pa.array([text or None for text in cells], pa.string())


def test_ownership_worked(judged):
    found = judged("charging_28_day", OWNERSHIP, set_aside=[MANCHESTER])
    assert found.verdict == "worked"
    assert found.low < 0.23 < found.high  # from 62% to 85%
    assert found.placebo.tried
    assert not found.placebo.as_clear
    said = effect_sentence(MEASURES["charging_28_day"], found, units=LANCASHIRE)
    assert said.startswith(f"It seems to have worked. {LANCASHIRE}: ")


def test_a_legal_manager_for_pre_charge_is_not_shown_to_have_worked(judged):
    """Nothing was put in; of one unit, 6 months cannot rule out what would matter."""
    found = judged("charging_28_day", LEGAL_MANAGER, set_aside=[LANCASHIRE])
    assert found.verdict == "not clear"
    assert found.low < 0 < found.high
    said = effect_sentence(MEASURES["charging_28_day"], found, units=MANCHESTER)
    assert said.startswith(f"Not shown to have worked, not clear either way. {MANCHESTER}: 74% (")


def test_training_that_began_last_month_is_too_early_to_judge(judged):
    found = judged("review_score", TRAINING)
    assert found.verdict == "too early"
    said = effect_sentence(MEASURES["review_score"], found)
    assert said == (
        "Too early to tell: 1 month since the start. It can first be judged in May 2027."
    )


@pytest.mark.parametrize(
    ("key", "planted"),
    [("letters_enhanced", 0.22), ("letters_other", 0.18), ("letters_quality", 0.14)],
)
def test_templates_are_followed_by_better_letters_and_no_more_is_said(judged, key, planted):
    found = judged(key, TEMPLATES)
    assert found.verdict == "better since"
    assert found.low < planted < found.high
    said = effect_sentence(MEASURES[key], found)
    assert "every unit had it, so other causes cannot be told apart" in said
    assert "worked" not in said
