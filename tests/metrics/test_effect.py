"""Did it work: what is said of which figures, and when nothing can be said."""

import subprocess
import sys
from datetime import date

import numpy as np
import pandas as pd
import pytest

from metrics.effect import effect
from metrics.effect_verdict import Effect
from metrics.registry import MEASURES

SHARE = MEASURES["charging_28_day"]
DAYS = MEASURES["charging_end_to_end"]
COUNT = MEASURES["charging_waiting"]
UNITS = ["A", "B", "C", "D", "E", "F"]
MONTHS = 26  # from April 2024
STARTED, UNTIL = date(2025, 6, 1), date(2026, 5, 31)
CHANCE = ("not clear", "no difference seen")


def points(
    measure=SHARE, *, months=26, before=0.6, after=0.6, own=(), whole=100, seed=1, first="2024-04"
):
    """Months of six units; from June 2025 those that own the action stand at `after`."""
    random = np.random.default_rng(1)
    period = (np.datetime64("2024-04", "M") + np.arange(MONTHS)).astype("datetime64[s]")
    frames = []
    for unit in UNITS:
        level = np.where((period >= np.datetime64(STARTED)) & (unit in own), after, before)
        value = level * (1 + 0.03 * random.normal(size=MONTHS))
        frame = pd.DataFrame({"unit": unit, "period": period, "value": value, "small": False})
        if measure.shown_as == "share":
            part = np.round(np.clip(value, 0, 1) * whole).astype(int)
            frame = frame.assign(value=part / whole, part=part, whole=whole)
        else:
            whole_is = np.round(value).astype(int) if measure is COUNT else whole
            frame = frame.assign(part=pd.NA, whole=whole_is)
            frame["value"] = frame["whole"].astype(float) if measure is COUNT else frame["value"]
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def judge(data, measure=SHARE, units=("A",), started=STARTED, until=UNTIL, **how) -> Effect:
    how = {"small_number": 10} | how
    return effect(measure, data, units=units, started=started, until=until, **how)


def test_a_share_that_rose_in_the_unit_alone_worked():
    found = judge(points(own="A", after=0.8))
    assert (found.verdict, found.is_compared, found.reason) == ("worked", True, "")
    assert found.low < 0.2 < found.high
    assert (found.n_units, found.n_others) == (1, 5)
    assert (found.n_months_before, found.n_months_after) == (14, 10)


def test_the_four_figures_are_those_of_the_months_by_hand():
    data = points(own="A", after=0.8)
    found = judge(data)
    mine = data[data["unit"] == "A"]
    before = mine[mine["period"] < "2025-06"]
    after = mine[mine["period"] >= "2025-08"]
    for figures, rows in ((found.before, before), (found.after, after)):
        assert figures.numerator == rows["part"].sum()
        assert figures.denominator == rows["whole"].sum()
        assert figures.figure == figures.numerator / figures.denominator
        assert figures.months == len(rows)
    others = data[(data["unit"] != "A") & (data["period"] < "2025-06")]
    assert found.others_before.numerator == others["part"].sum()


def test_one_that_fell_was_made_worse():
    assert judge(points(own="A", after=0.4)).verdict == "made worse"


def test_which_way_is_better_comes_from_the_measure():
    faster = judge(points(DAYS, before=30.0, after=20.0, own="A"), DAYS)
    assert faster.verdict == "worked"
    assert faster.low < -10 < faster.high
    returned = MEASURES["charging_returned"]
    found = judge(points(returned, before=0.3, after=0.5, own="A"), returned)
    assert found.verdict == "cannot tell"
    assert found.reason == "neither way is better for this measure"
    assert found.low > 0


def test_counts_of_units_of_unlike_size_are_compared_in_proportion():
    data = points(COUNT, before=200, after=150, own="A")
    tenth = data["unit"].isin(["B", "C"])
    data.loc[tenth, "value"] = np.round(data.loc[tenth, "value"] / 10)
    found = judge(data, COUNT)
    assert found.verdict == "worked"
    assert found.difference == pytest.approx(-50, abs=5)
    assert found.low < found.difference < found.high
    assert found.others_before.figure == pytest.approx(3 * 200 + 2 * 20, rel=0.03)
    assert found.before.denominator is None
    assert found.before.figure == pytest.approx(200, rel=0.03)


def test_what_befell_every_unit_is_no_effect():
    data = points()
    since = data["period"] >= np.datetime64(STARTED)
    data["part"] += 20 * since
    data["value"] = data["part"] / data["whole"]
    found = judge(data)
    assert found.verdict == "not clear"  # of one unit: 5 points either way are not ruled out
    assert found.low < 0 < found.high
    assert found.after.figure - found.before.figure > 0.15


def test_where_every_unit_has_it_it_is_better_since_and_not_said_to_have_worked():
    data = points(own=UNITS, after=0.8)
    for units in ((), tuple(UNITS)):
        found = judge(data, units=units)
        assert (found.verdict, found.is_compared) == ("better since", False)
        assert (found.n_units, found.n_others) == (6, 0)
        assert found.others_before is None
    assert judge(points(own=UNITS, after=0.4), units=()).verdict == "worse since"
    assert judge(points(), units=()).verdict == "no difference seen"


def test_where_every_unit_has_it_small_months_are_taken_together():
    data = points(own=UNITS, after=0.9, whole=8).assign(small=True)
    assert judge(data, units=()).verdict == "better since"
    assert judge(data, units=(), small_number=49).verdict == "cannot tell"
    reviews = data.assign(n_reviews=5)  # 30 of all units
    assert judge(reviews, units=(), small_number=30).verdict == "better since"
    assert judge(reviews, units=(), small_number=31).verdict == "cannot tell"
    found = judge(data)
    assert found.verdict == "cannot tell"
    assert found.reason.startswith("too few months have enough cases")


def test_where_every_unit_has_it_only_months_of_the_same_time_of_year_count_and_no_christmas():
    data = points(own=UNITS, after=0.8)
    found = judge(data, units=())
    month = data["period"].dt.month
    for passed_over in (month.isin([12, 1]), month.isin([6, 7])):  # none of June or July is after
        data.loc[passed_over, ["value", "part"]] = 0.1, 10
    other = judge(data, units=())
    assert (other.low, other.high) == pytest.approx((found.low, found.high))
    data.loc[month == 4, ["value", "part"]] = 0.1, 10
    assert judge(data, units=()).low != pytest.approx(found.low)


def test_where_too_few_months_are_of_the_same_time_of_year_it_cannot_be_told():
    found = judge(points(own=UNITS, after=0.9), units=(), until=date(2025, 11, 30))
    assert found.verdict == "cannot tell"
    assert found.reason.startswith("every unit has it, and too few months before the start")


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (date(2025, 5, 31), "it starts on 1 June 2025"),
        (date(2025, 6, 29), "less than 1 month since the start"),
        (date(2025, 6, 30), "1 month since the start"),
        (date(2025, 8, 31), "3 months since the start"),
        (date(2025, 11, 29), "5 months since the start"),
    ],
)
def test_until_four_months_are_over_that_count_it_is_too_early(until, reason):
    found = judge(points(own="A", after=0.9), until=until)
    assert (found.verdict, found.reason) == ("too early", reason)
    assert np.isnan(found.difference)
    assert judge(points(own="A", after=0.9), until=date(2025, 11, 30)).verdict == "worked"


def test_what_came_after_the_day_is_not_looked_at():
    data = points(own="A", after=0.8)
    late = data.assign(value=data["value"].where(data["period"] < "2026-03", 0.0))
    until = date(2026, 3, 30)
    found, other = (judge(some, until=until) for some in (late, data[data["period"] < "2026-03"]))
    assert found.after == other.after
    assert (found.low, found.high) == pytest.approx((other.low, other.high))


def test_a_start_before_the_figures_or_soon_after_cannot_be_judged():
    for started in (date(2020, 1, 1), date(2024, 11, 1)):
        found = judge(points(), started=started)
        assert found.verdict == "cannot tell"
        assert found.reason == (
            "the figures begin in April 2024, too late to show what was usual before"
        )
    assert judge(points(), started=date(2024, 12, 1)).verdict == "not clear"


def test_a_unit_that_came_late_is_no_comparison():
    data = points(own="A", after=0.8)
    came = (data["unit"] != "F") | (data["period"] >= "2025-01")
    found = judge(data[came])
    assert (found.verdict, found.n_others) == ("worked", 4)


def test_too_few_others_cannot_show_how_far_units_drift_apart():
    found = judge(points(own="A", after=0.9), set_aside=["B", "C", "D"])
    assert found.verdict == "cannot tell"
    assert found.reason == "only 2 units without it can be compared, and 3 are needed"
    found = judge(points(own="A", after=0.9), set_aside=UNITS[1:])
    assert found.reason == "no unit without it can be compared, and 3 are needed"


def test_a_unit_with_an_action_of_its_own_is_set_aside():
    data = points(own=["A", "B"], after=0.8)
    hidden, seen = judge(data), judge(data, set_aside=["B"])
    assert seen.verdict == "worked"
    assert seen.high - seen.low < hidden.high - hidden.low


def test_months_without_a_figure_are_passed_over():
    data = points(own="A", after=0.8)
    holes = data["period"].dt.month.eq(2) & data["unit"].isin(["A", "C"])
    data.loc[holes, ["value", "part"]] = np.nan, pd.NA
    data.loc[holes, "whole"] = 0
    found, other = judge(data), judge(data[~holes])  # as if the rows were not there
    assert found.verdict == "worked"
    assert found.n_months_before == other.n_months_before == 13
    assert (found.low, found.high) == pytest.approx((other.low, other.high))


def test_small_months_of_the_units_compared_are_left_out_and_counted():
    data = points(own="A", after=0.8)
    month = data["period"].dt.strftime("%Y-%m")
    few = data["unit"].isin(["A", "B"]) & month.isin(["2024-05", "2025-09"])
    few |= (data["unit"] == "F") & (month >= "2024-09")  # then F is not compared
    few |= (data["unit"] == "B") & (month == "2025-06")  # neither before nor after
    found = judge(data.assign(small=few))
    assert (found.n_left_out, found.least) == (4, 10)
    assert found.others == ("B", "C", "D", "E")
    kept = data[~few & data["unit"].isin(found.others) & (data["period"] < "2025-06")]
    assert found.others_before.denominator == kept["whole"].sum()
    assert judge(data).n_left_out == 0
    nothing = data.assign(small=few).assign(value=data["value"].mask(few))
    assert judge(nothing).n_left_out == 0  # a month without cases is none that is left out


def test_units_that_have_no_figure_at_all_cannot_be_judged():
    found = judge(points(), units=("Z",))
    assert (found.verdict, found.reason) == (
        "cannot tell",
        "there is no figure of the units that have it",
    )
    empty = points().iloc[:0]
    for units in ((), ("A",)):
        assert judge(empty, units=units).verdict == "cannot tell"
    assert judge(empty, until=date(2025, 7, 31)).verdict == "too early"


@pytest.mark.parametrize("units", [(), ("A",)])
def test_figures_that_do_not_vary_cannot_be_judged(units):
    data = points().assign(value=1.0, part=100)
    found = judge(data, units=units)
    assert (found.verdict, found.reason) == (
        "cannot tell",
        "the figures do not vary, so what is usual cannot be seen",
    )


def test_a_jump_among_units_that_never_vary_is_no_surer_than_its_cases():
    data = points().assign(value=1.0, part=100)
    before = (data["unit"] == "A") & (data["period"] < np.datetime64(STARTED))
    data.loc[before, ["value", "part"]] = 0.5, 50
    found = judge(data)
    assert found.verdict == "worked"
    assert found.high - found.low > 0.05


def test_a_difference_that_other_dates_give_as_well_is_not_told():
    """A unit that went up and down by steps before: at the start it did so once more."""
    data = points(own="A", after=0.8)
    mine = data["unit"] == "A"
    part = data["part"].copy()
    part[mine & data["period"].between("2024-11-01", "2025-05-31")] += 35
    part[mine & data["period"].ge("2025-06-01")] += 20
    data["part"] = part.clip(upper=100)
    data["value"] = data["part"] / data["whole"]
    found = judge(data)
    assert found.placebo.as_clear
    assert found.verdict in ("cannot tell", *CHANCE)


def test_no_date_before_the_start_is_tried_with_months_after_it():
    data = points(own="A", after=0.8)
    other = data.assign(value=data["value"].where(data["period"] < "2025-06", 0.3))
    calm = judge(data)
    assert calm.placebo.tried == 3  # from October to December 2024: 6 months before, 2 + 4 after
    assert judge(other.assign(part=(other["value"] * 100).round())).placebo.tried == 3


def test_a_month_that_comes_twice_is_our_own_mistake():
    data = points()
    with pytest.raises(AssertionError, match="twice"):
        judge(pd.concat([data, data]))


def test_every_measure_can_be_judged():
    for measure in MEASURES.values():
        level = {"share": 0.6, "days": 20.0, "count": 200}[measure.shown_as]
        data = points(measure, before=level, after=level)
        assert judge(data, measure).verdict in CHANCE
        assert judge(data, measure, units=()).verdict in CHANCE


def test_a_page_that_starts_does_not_wait_for_the_library():
    check = (
        "import sys, metrics.effect, metrics.effect_words; "
        "sys.exit(bool({'statsmodels', 'scipy.stats'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
