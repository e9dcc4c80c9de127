import warnings
from datetime import date
from statistics import median_low

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.lifetimes import lifetimes
from metrics.survival import finished_within, medians, survival
from tests.metrics import slow
from tests.metrics.example import AS_OF, EXAMPLE, SEVEN

LINE = st.tuples(
    st.sampled_from("ABC"), st.sampled_from([1, 2, 3]), st.integers(0, 12), st.booleans()
)
LINES = st.lists(LINE, min_size=1, max_size=40)


def lives(lines, n=None) -> pd.DataFrame:
    """(unit, month, days, stopped) of each case, one row a case."""
    units, months, days, stopped = zip(*lines, strict=True) if lines else ((),) * 4
    return pd.DataFrame(
        {
            "unit": pd.Categorical(units, ["A", "B", "C"]),
            "casework_type": pd.Categorical(["RASSO"] * len(units)),
            "started": pd.to_datetime([date(2026, m, 1) for m in months]).astype("datetime64[s]"),
            "days": np.array(days, np.int64),
            "stopped": np.array(stopped, bool),
            "n": np.array(n if n is not None else [1] * len(units), np.int64),
        }
    )


def of(days: list[int], still_open: list[int] = ()) -> pd.DataFrame:
    """Cases that stopped after so many days, and others open after so many."""
    return lives([("A", 1, d, True) for d in days] + [("A", 1, d, False) for d in still_open])


def check(curve: pd.DataFrame, days: np.ndarray, stopped: np.ndarray) -> None:
    """A curve is that of scipy for the same cases."""
    sample = stats.CensoredData(uncensored=days[stopped], right=days[~stopped])
    theirs = stats.ecdf(sample).sf
    with warnings.catch_warnings(action="ignore"):  # NaN is a feature of the formula
        ends = theirs.confidence_interval(method="log-log")
    mine = curve.set_index("days")
    assert list(mine.index) == list(range(days.max() + 1))
    at = mine.loc[theirs.quantiles]
    assert at["still_open"].to_numpy() == pytest.approx(theirs.probabilities, rel=1e-12, abs=1e-12)
    inside = (at["still_open"] > 0).to_numpy()  # where none is left scipy's 1 - 1 may be 1e-16
    for name, end in (("lower", ends.low), ("upper", ends.high)):
        wanted = end.probabilities[inside]
        assert at[name].to_numpy()[inside] == pytest.approx(wanted, rel=1e-9, nan_ok=True)
        assert at[name][~inside].isna().all()
    every = theirs.evaluate(mine.index.to_numpy())
    assert mine["still_open"].to_numpy() == pytest.approx(every, rel=1e-12, abs=1e-12)


def test_by_hand():
    # 7 cases: 1 stopped at once, 1 open after 2 days, 2 stopped on day 3 (when 1 more was open),
    # 1 stopped on day 5, 1 open after 6
    found = survival(of([0, 3, 3, 5], [2, 3, 6]))

    share = [6 / 7] * 3 + [6 / 7 * 3 / 5] * 2 + [6 / 7 * 3 / 5 * 1 / 2] * 2
    assert found["days"].tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert found["at_risk"].tolist() == [7, 6, 6, 5, 2, 2, 1]
    assert found["stopped"].tolist() == [1, 0, 0, 2, 0, 1, 0]
    assert found["still_open"].tolist() == pytest.approx(share)
    greenwood = 1 / (7 * 6) + 2 / (5 * 3)
    log, z = np.log(6 / 7 * 3 / 5), 1.959963984540054
    lower, upper = (np.exp(log * np.exp(s * z * np.sqrt(greenwood) / -log)) for s in (1, -1))
    assert found.loc[3, ["lower", "upper"]].tolist() == pytest.approx([lower, upper])


def test_the_remission_of_leukaemia_as_in_the_textbook():
    # 6-mercaptopurine, 21 patients: Freireich and others (1963), in most textbooks of the subject
    found = survival(
        of([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    ).set_index("days")

    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {d: round(found["still_open"][d], 3) for d in printed} == printed
    assert found["at_risk"][list(printed)].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert medians(found.reset_index())["median"].tolist() == [23]


@pytest.mark.parametrize("censored", [0, 0.1, 0.5, 0.9, 1])
@pytest.mark.parametrize("size", [1, 2, 10, 300, 5000])
@pytest.mark.parametrize("longest", [1, 12, 200])
def test_it_is_that_of_scipy(censored, size, longest):
    random = np.random.default_rng([int(censored * 10), size, longest])
    days, stopped = random.integers(0, longest, size), random.random(size) >= censored
    unit = random.choice(list("ABC"), size)

    frame = lives(list(zip(unit, [1] * size, days.tolist(), stopped.tolist(), strict=True)))
    check(survival(frame), days, stopped)
    by_unit = survival(frame, by=("unit",))
    for name, curve in by_unit.groupby("unit", observed=True):
        check(curve, days[unit == name], stopped[unit == name])
    assert set(by_unit["unit"]) == set(unit)


@given(LINES)
def test_it_is_that_of_scipy_for_any_few_cases(lines):
    frame = lives(lines)

    check(survival(frame), frame["days"].to_numpy(), frame["stopped"].to_numpy())


@given(LINES, st.randoms())
def test_the_order_of_rows_does_not_matter(lines, random):
    other = random.sample(lines, len(lines))

    mine, theirs = (survival(lives(x), by=("unit",)) for x in (lines, other))
    pd.testing.assert_frame_equal(mine, theirs)


@given(LINES, st.data())
def test_many_cases_on_one_row_are_as_many_rows(lines, data):
    n = [data.draw(st.integers(1, 4)) for _ in lines]
    each = [line for line, k in zip(lines, n, strict=True) for _ in range(k)]

    mine, theirs = survival(lives(lines, n), by=("unit",)), survival(lives(each), by=("unit",))
    pd.testing.assert_frame_equal(mine, theirs)


@given(LINES, LINES)
def test_a_group_does_not_touch_another(lines, others):
    others = [line for line in others if line[0] != "B"]
    kept = [line for line in lines if line[0] == "B"]

    def curve(some: list) -> pd.DataFrame:
        found = survival(lives(some), by=("unit",))
        return found[found["unit"] == "B"].reset_index(drop=True)

    pd.testing.assert_frame_equal(curve(kept + others), curve(kept))
    assert curve(kept).drop(columns="unit").equals(survival(lives(kept)))


@given(LINES)
def test_a_curve_falls_within_its_interval(lines):
    found = survival(lives(lines), by=("unit", "casework_type"))

    assert list(found.columns[:3]) == ["unit", "casework_type", "days"]
    known = found["lower"].notna()
    assert (known == (found["still_open"] > 0) & (found["still_open"] < 1)).all()
    assert (found["upper"].notna() == known).all()
    some = found[known]
    assert ((some["lower"] <= some["still_open"]) & (some["still_open"] <= some["upper"])).all()
    assert (found["at_risk"] > 0).all()
    down = found.groupby("unit", observed=True)["still_open"].diff().fillna(0) <= 0
    assert down.all()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_without_open_cases_it_is_the_plain_share_and_the_plain_median(days):
    curve = survival(of(days))

    plain = [sum(d > at for d in days) / len(days) for at in range(max(days) + 1)]
    assert curve["still_open"].tolist() == pytest.approx(plain)
    (line,) = medians(curve).itertuples()
    assert (line.n, line.open, line.last) == (len(days), 0, max(days))
    assert line.median == median_low(days)


def test_a_half_is_a_half_to_the_last_digit():
    sizes = range(2, 400, 2)

    found = [medians(survival(of(list(range(n)))))["median"].item() for n in sizes]

    assert found == [n // 2 - 1 for n in sizes]


@settings(max_examples=60)
@given(LINES)
def test_medians_are_where_the_curve_and_its_interval_reach_a_half(lines):
    curves = survival(lives(lines), by=("unit",))
    found = medians(curves)

    assert found["unit"].tolist() == list(curves["unit"].drop_duplicates())
    for line in found.itertuples():
        mine = [x for x in lines if x[0] == line.unit]
        curve = curves[curves["unit"] == line.unit]
        assert (line.n, line.open) == (len(mine), sum(not x[3] for x in mine))
        assert line.last == max(x[2] for x in mine)
        for name, column in (("median", "still_open"), ("upper", "upper")):
            days = curve["days"][curve[column] <= 0.5 + 1e-9]
            reached = getattr(line, name)
            assert reached == days.min() if len(days) else reached is pd.NA
        if line.median is pd.NA:
            assert line.lower is pd.NA or line.lower <= line.last
            assert 2 * line.open > line.n  # "More than half are still open"
        else:
            assert line.lower <= line.median
            assert line.upper is pd.NA or line.median <= line.upper


def test_an_interval_begins_no_later_than_the_median_also_where_it_has_no_value():
    (line,) = medians(survival(of([3, 3, 3]))).itertuples()  # from all open to none at once

    assert (line.median, line.lower, line.upper) == (3, 3, pd.NA)


def test_the_share_finished_within_some_days():
    curves = survival(
        pd.concat([of([0, 3, 3, 5], [2, 3, 6]), lives([("B", 1, 4, True), ("B", 1, 4, True)])]),
        by=("unit",),
    )

    def shares(days: int) -> list:
        return finished_within(curves, days)["finished"].tolist()

    assert finished_within(curves, 3)["unit"].tolist() == ["A", "B"]
    assert shares(0) == pytest.approx([1 / 7, 0])
    assert shares(3) == pytest.approx([1 - 18 / 35, 0])
    assert shares(6) == pytest.approx([1 - 9 / 35, 1])
    assert shares(7) == pytest.approx([np.nan, 1], nan_ok=True)  # nobody of A was followed so long
    a = curves[(curves["unit"] == "A") & (curves["days"] == 3)].iloc[0]
    line = finished_within(curves, 3).iloc[0]
    assert (line["lower"], line["upper"]) == (1 - a["upper"], 1 - a["lower"])


def test_without_cases_there_is_nothing():
    for by in ((), ("unit",)):
        curves = survival(lives([]), by=by)
        columns = ["days", "at_risk", "stopped", "still_open", "lower", "upper"]
        assert list(curves) == [*by, *columns]
        assert len(curves) == len(medians(curves)) == len(finished_within(curves, 28)) == 0


def test_only_cases_of_some_months():
    frame = lives([("A", 1, 1, True), ("A", 2, 2, True), ("B", 2, 3, False), ("A", 3, 4, True)])

    def n(**months) -> list[int]:
        return medians(survival(frame, **months))["n"].tolist()

    assert n() == [4]
    assert n(first=date(2026, 2, 1)) == n(first=date(2026, 1, 2)) == [3]
    assert n(last=date(2026, 2, 28)) == n(last=date(2026, 2, 1)) == [3]
    assert n(first=date(2026, 2, 1), last=date(2026, 2, 28)) == [2]
    assert n(first=date(2026, 4, 1)) == []


def test_groups_by_a_column_of_ones_own():
    frame = lives([("A", 1, 1, True), ("B", 2, 2, True), ("B", 3, 3, True)])
    frame["half"] = np.where(frame["started"] < pd.Timestamp("2026-02-15"), "earlier", "later")

    found = medians(survival(frame, by=("half",)))

    assert found[["half", "n"]].to_numpy().tolist() == [["earlier", 2], ["later", 1]]


def test_from_rows_of_an_extract():
    curve = survival(lifetimes(slow.table(EXAMPLE), SEVEN, as_of=AS_OF))

    # after 0, 6, 7 and 11 days; open after 4, 7 and 14
    assert curve["still_open"].iloc[-1] == pytest.approx(6 / 7 * 4 / 5 * 3 / 4 * 1 / 2)
