"""The difference of differences and its interval, against other ways to work them out."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from metrics.effect import effect
from metrics.effect_months import Panel, span, whole_months
from metrics.effect_units import against
from metrics.interrupted import LIKENESS, interrupted, regression
from metrics.registry import MEASURES
from tests.metrics.actions_at_random import UNITS, draw

MEASURE = MEASURES["charging_28_day"]


def panel(value, whole=100.0):
    months = np.arange(24300, 24300 + value.shape[1])
    filled = np.broadcast_to(whole, value.shape)
    names = tuple(f"U{n}" for n in range(len(value)))
    return Panel(units=names, months=months, value=value, part=value * filled, whole=filled)


def sides(n, start, settling=2):
    month = np.arange(n)
    return np.where(month < start, -1.0, np.where(month < start + settling, 0.0, 1.0))


def lines(seed, units=8, months=26):
    return 0.7 + 0.08 * np.random.default_rng(seed).normal(size=(units, months))


def in_one_regression(value, has, side):
    """Levels and trends of units, shifts of months and the action, by normal equations."""
    units, months = (range(size) for size in value.shape)
    cells = [(u, m) for u in units for m in months if side[m] and np.isfinite(value[u, m])]
    unit, month = np.array(cells).T
    columns = [(has[unit] & (side[month] > 0)).astype(float)]
    columns += [(unit == u).astype(float) for u in units]
    columns += [(unit == u) * (month - 12.0) for u in units]
    columns += [(month == m).astype(float) for m in np.unique(month)]
    design = np.column_stack(columns)
    squares = np.linalg.pinv(design.T @ design)
    return (squares @ design.T @ value[unit, month])[0]


@pytest.mark.parametrize("n_with", [1, 3])
def test_the_difference_is_that_of_one_regression_of_everything(n_with):
    value, side, has = lines(n_with), sides(26, 14), np.arange(8) < n_with
    found = against(panel(value), has, side, of_cases=False)
    assert found.difference == pytest.approx(in_one_regression(value, has, side))


def test_what_moves_all_units_alike_drops_out_where_months_are_missing_too():
    value, side, has = lines(5), sides(26, 14), np.arange(8) < 2
    value[0, 3] = value[5, 20] = value[6, 2] = np.nan
    found = against(panel(value), has, side, of_cases=False)
    moved = against(
        panel(value + np.random.default_rng(0).normal(size=26)), has, side, of_cases=False
    )
    assert moved.difference == pytest.approx(found.difference)
    assert (moved.low, moved.high) == pytest.approx((found.low, found.high))


def test_trends_and_months_in_common_leave_no_trace_where_units_come_late():
    random = np.random.default_rng(2)
    month, side, has = np.arange(26), sides(26, 14), np.arange(8) < 1
    trends = random.normal(0, 0.01, 8)[:, None] * month
    value = 0.7 + trends + 0.05 * random.normal(size=26) + 1e-6 * random.normal(size=(8, 26))
    value[0] += 0.1 * (side > 0)
    value[6, :5] = value[7, 3:7] = value[0, 20] = np.nan
    found = against(panel(value), has, side, of_cases=False)
    assert found.difference == pytest.approx(0.1, abs=1e-5)


def test_the_interval_is_that_of_two_groups_of_steps_compared_by_t():
    value, side, has = lines(6), sides(26, 14), np.arange(8) < 3
    used = np.flatnonzero(side)
    design = np.column_stack([side[used] > 0, np.ones(len(used)), used]).astype(float)
    step = np.array([np.linalg.lstsq(design, line[used])[0][0] for line in value])
    by_t = stats.ttest_ind(step[has], step[~has]).confidence_interval(0.95)
    found = against(panel(value), has, side, of_cases=False)
    assert (found.low, found.high) == pytest.approx((by_t.low, by_t.high))


def test_a_unit_of_few_cases_says_less():
    whole = np.array([400.0] * 7 + [20.0])[:, None] * np.ones(26)
    random = np.random.default_rng(3)
    value = 0.7 + random.normal(size=(8, 26)) / np.sqrt(whole)
    has, side = np.arange(8) < 1, sides(26, 14)
    moved = value.copy()
    moved[7] -= 0.3 * (side > 0)
    first, second = (
        against(panel(one, whole), has, side, of_cases=False) for one in (value, moved)
    )
    # Weighed alike, the one of seven would move their mean by 0.3 / 7.
    assert 0 < second.difference - first.difference < 0.3 / 7 / 4


def test_a_share_of_cases_is_never_surer_than_its_cases():
    exact = np.full((8, 26), 0.5)
    exact[:, ::2] += np.linspace(0.001, 0.002, 8)[:, None]
    has, side = np.arange(8) < 1, sides(26, 14)
    free, bound = (against(panel(exact, 20.0), has, side, of_cases=c) for c in (False, True))
    # By hand: half of 20 cases has a variance of 0.25 / 20 each month; the step's contrast c of a
    # line of level, trend and step multiplies it by the sum of c squared.
    used = np.flatnonzero(side)
    design = np.column_stack([side[used] > 0, np.ones(len(used)), used]).astype(float)
    by_cases = np.linalg.inv(design.T @ design)[0, 0] * 0.25 / 20
    assert bound.high - bound.low > 100 * (free.high - free.low)
    reach = stats.t.ppf(0.975, 6) * np.sqrt(by_cases * (1 + 1 / 7))
    assert (bound.high - bound.low) / 2 == pytest.approx(reach, rel=0.01)


def test_one_line_is_weighed_over_every_likeness_of_its_months():
    """The interval against draws from the same mixture, fitted by normal equations."""
    line, side = lines(7, units=1)[0], sides(26, 14)
    months = np.flatnonzero(side).astype(float)
    y = line[months.astype(int)]
    design = np.column_stack([months >= 14, np.ones(len(y)), months])
    likely, middle, error = [], [], []
    for rho in LIKENESS:
        weight = np.linalg.inv(rho ** np.abs(months[:, None] - months))
        squares = np.linalg.inv(design.T @ weight @ design)
        b = squares @ design.T @ weight @ y
        rest = (y - design @ b) @ weight @ (y - design @ b)
        freedom = len(y) - 3
        dets = np.linalg.det(weight) ** 0.5 * np.linalg.det(squares) ** 0.5
        likely.append(dets * rest ** (-freedom / 2))
        middle.append(b[0])
        error.append(np.sqrt(rest / freedom * squares[0, 0]))
    random = np.random.default_rng(1)
    one = random.choice(len(LIKENESS), 400_000, p=np.array(likely) / np.sum(likely))
    drawn = np.array(middle)[one] + np.array(error)[one] * random.standard_t(freedom, len(one))
    found = interrupted(line, side)
    width = found.high - found.low
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx(
        [found.low, found.high], abs=0.01 * width
    )
    assert found.difference == pytest.approx(drawn.mean(), abs=0.01 * width)


def test_alike_months_make_an_estimate_less_sure():
    line = lines(8, units=1)[0]
    months = np.arange(26.0)
    design = np.column_stack([months >= 13, np.ones(26)])
    errors = [regression(line, design, months, rho).errors[0] for rho in (0.0, 0.3, 0.6)]
    assert errors == sorted(errors)


def test_the_order_and_the_names_of_units_do_not_matter():
    one = draw(np.random.default_rng(9), effect=0.2, how_many=(2,))
    how = {"started": one.started, "until": one.until, "small_number": 10}
    names = dict(zip(UNITS, [f"Z{n}" for n in range(len(UNITS), 0, -1)], strict=True))
    other = one.points.sample(frac=1, random_state=1).assign(unit=lambda f: f["unit"].map(names))
    first = effect(MEASURE, one.points, units=one.units, **how)
    second = effect(MEASURE, other, units=[names[u] for u in one.units], **how)
    assert (first.low, first.high) == pytest.approx((second.low, second.high))
    assert first.before == second.before
    assert first.verdict == second.verdict


@pytest.mark.parametrize(
    ("started", "before", "after"),
    [
        (date(2025, 9, 1), (2025, 8), (2025, 11)),
        (date(2025, 9, 2), (2025, 8), (2025, 12)),
        (date(2025, 12, 31), (2025, 11), (2026, 3)),
    ],
)
def test_the_month_of_the_start_and_two_whole_months_are_neither_before_nor_after(
    started, before, after
):
    months = np.arange(2025 * 12, 2027 * 12)
    side = span(started, date(2026, 11, 29)).of(months)
    assert months[side < 0].max() == before[0] * 12 + before[1] - 1
    assert months[side > 0].min() == after[0] * 12 + after[1] - 1
    assert months[side > 0].max() == 2026 * 12 + 9  # November 2026 is not over on the 29th


def test_a_month_that_is_over_on_the_day_counts():
    months = np.arange(2026 * 12, 2027 * 12)
    side = span(date(2026, 1, 1), date(2026, 11, 30)).of(months)
    assert months[side > 0].max() == 2026 * 12 + 10


def test_whole_months_are_counted_to_the_end_of_the_day():
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert whole_months(date(2026, 1, 1), date(2026, 1, 31)) == 1
    assert whole_months(date(2026, 1, 2), date(2026, 1, 31)) == 0
    assert whole_months(date(2026, 5, 1), date(2026, 1, 31)) == 0
