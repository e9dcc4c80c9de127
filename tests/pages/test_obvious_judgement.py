"""The second way of judging agrees with a third: the rules in tests/metrics/slow_spc.py."""

import pytest

from metrics.presets import PRESETS
from tests.metrics.slow_spc import slow_signals
from tests.pages import obvious_judgement
from tests.pages.expected import MEASURES


@pytest.mark.parametrize("key", MEASURES)
def test_xmr_charts_of_the_sample_have_the_signals_of_another_way(key):
    judged = 0
    for by in (None, "Unit"):
        for line in obvious_judgement.lines(key, None, None, None, by).values():
            kept = [m for m in line.months if obvious_judgement.takes_part(m)]
            if line.verdict["chart"] != "XmR" or not kept:
                continue
            better = {1: "higher", -1: "lower", 0: "neither"}[obvious_judgement.way(key)]
            found = slow_signals(
                [m["value"] for m in kept],
                [0] * len(kept),
                better=better,
                preset=PRESETS["making_data_count"],
            )
            assert [(m["rule"], m["side"]) for m in kept] == found
            judged += len(kept) >= obvious_judgement.LEAST

    assert judged
