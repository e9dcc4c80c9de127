import pandas as pd
import pytest

from metrics.changes import new_signals, since_when
from metrics.spc import judge
from tests.metrics.monthly import EVEN, MDC, line, several


def said(**variations):
    """Verdicts of units, as spc.judge() gives them."""
    return pd.DataFrame(
        {"unit": pd.Categorical(variations), "variation": list(variations.values())}
    )


def units(found):
    return found["unit"].tolist()


def test_a_signal_that_was_there_before_is_not_new():
    before = said(A="usual", B="concern", C="concern", D="improvement", E="not judged")
    now = said(A="concern", B="concern", C="improvement", D="usual", E="improvement")
    assert units(new_signals(now, before, by=["unit"])) == ["A", "C", "E"]


def test_concerns_come_first_then_changes_then_improvements_each_in_its_order():
    now = said(A="improvement", B="concern", C="change", D="usual", E="concern", F="improvement")
    assert units(new_signals(now, said(), by=["unit"])) == ["B", "E", "C", "A", "F"]


@pytest.mark.parametrize("now", [said(), said(A="usual", B="not judged")])
def test_without_signals_nothing_is_new(now):
    found = new_signals(now, said(A="concern"), by=["unit"])
    assert found.empty
    assert list(found.columns) == ["unit", "variation"]


def test_the_areas_own_line_has_no_unit():
    now = said(A="concern").drop(columns="unit")
    assert len(new_signals(now, said(A="usual"))) == 1
    assert len(new_signals(now, now)) == 0
    assert len(new_signals(now, now.iloc[:0])) == 1


def test_units_may_be_of_other_categories_than_before():
    before = said(B="concern", A="usual").astype({"unit": "str"})
    assert units(new_signals(said(A="concern", B="concern"), before, by=["unit"])) == ["A"]


def test_a_month_more_makes_one_new_signal():
    points = several(A=line([*EVEN, 60]), B=line([60, *EVEN]))
    before = points[points["period"] < "2025-02-01"]
    now, then = (
        judge(p, by=["unit"], preset=MDC, better="higher").verdicts for p in (points, before)
    )
    assert units(new_signals(now, then, by=["unit"])) == ["A"]


def test_the_last_one_of_its_kind_before_the_signal():
    high = [*EVEN, 60, 51, 49, 51, 49, 60]
    found = judge(line(high), preset=MDC, better="higher")
    (verdict,) = found.verdicts.to_dict("records")
    assert verdict["since"] == pd.Timestamp("2025-07-01")
    assert since_when(found.points, verdict) == pd.Timestamp("2025-02-01")


@pytest.mark.parametrize("values", [[*EVEN, 60], [*EVEN, 40, 51, 49, 51, 49, 60], EVEN, [60]])
def test_there_may_be_none_of_its_kind_before(values):
    found = judge(line(values), preset=MDC, better="neither")
    (verdict,) = found.verdicts.to_dict("records")
    assert since_when(found.points, verdict) is None
