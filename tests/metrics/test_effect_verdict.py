"""Which verdict an interval gives: no difference only where all of it is too small to matter."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.effect_figures import Figures
from metrics.effect_placebo import Placebo
from metrics.effect_units import Estimate
from metrics.effect_verdict import Effect, judged
from metrics.registry import MEASURES

SHARE = MEASURES["charging_28_day"]
SENT = MEASURES["letters_sent"]
DAYS = MEASURES["charging_end_to_end"]  # fewer are better
COUNT = MEASURES["charging_waiting"]


def verdict(measure, low, high, *, before, as_clear=0, is_compared=True):
    found = Effect(
        verdict="cannot tell",
        is_compared=is_compared,
        started=date(2026, 3, 1),
        settled=date(2026, 5, 1),
        months_since=8,
        before=Figures(figure=before, numerator=None, denominator=100, months=12),
    )
    middle = Estimate(difference=(low + high) / 2, low=low, high=high, t=1.0)
    return judged(measure, found, middle, Placebo(tried=5, as_clear=as_clear)).verdict


@pytest.mark.parametrize(
    ("measure", "before", "low", "high", "said"),
    [
        # the sample's legal manager, and its review prompt
        (SHARE, 0.737, -0.063, 0.151, "not clear"),
        (SHARE, 0.721, -0.004, 0.072, "not clear"),
        # 5 percentage points of a share, both ends
        (SHARE, 0.75, -0.05, 0.05, "no difference seen"),
        (SHARE, 0.75, -0.051, 0.01, "not clear"),
        (SHARE, 0.75, -0.01, 0.051, "not clear"),
        # of 98% half of the 2% that lack: 1 point
        (SENT, 0.98, -0.0099, 0.0099, "no difference seen"),
        (SENT, 0.98, -0.012, 0.009, "not clear"),
        (SENT, 0.02, -0.012, 0.009, "not clear"),
        (SENT, 1.0, -0.001, 0.001, "not clear"),
        # a tenth of 30 days, and of 200 cases
        (DAYS, 30.0, -3.0, 3.0, "no difference seen"),
        (DAYS, 30.0, -3.1, 1.0, "not clear"),
        (COUNT, 200.0, -20.0, 19.0, "no difference seen"),
        (COUNT, 200.0, -20.0, 21.0, "not clear"),
        # where nought is outside, however small: as before
        (SHARE, 0.75, 0.01, 0.03, "worked"),
        (DAYS, 30.0, 0.1, 0.3, "made worse"),
    ],
)
def test_no_difference_is_said_only_where_the_whole_interval_is_too_small_to_matter(
    measure, before, low, high, said
):
    assert verdict(measure, low, high, before=before) == said


def test_what_other_dates_give_does_not_make_chance_clearer():
    assert verdict(SHARE, -0.06, 0.15, before=0.7, as_clear=3) == "not clear"
    assert verdict(SHARE, 0.06, 0.15, before=0.7, as_clear=3) == "cannot tell"
    assert verdict(SHARE, -0.06, 0.15, before=0.7, is_compared=False) == "not clear"


def test_a_measure_of_which_neither_way_is_better_may_be_unclear_too():
    assert verdict(MEASURES["charging_returned"], -0.2, 0.1, before=0.4) == "not clear"
    neither = replace(SHARE, better="neither")
    assert verdict(neither, 0.1, 0.2, before=0.4) == "cannot tell"
