"""An action's effect is that of its own units and start; others' units are no comparison."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from extracts.area import load_area
from extracts.judgement import Action, LeftOut
from metrics import action_effects
from metrics.action_effects import effect_of
from metrics.registry import MEASURES

MEASURE = MEASURES["charging_28_day"]


def action(short, *units, started=date(2026, 3, 1), measures=("charging_28_day",), made_up=False):
    return Action(
        title=short,
        short=short,
        issue=2,
        measures=measures,
        started=started,
        units=units,
        illustrative=made_up,
    )


OWN = action("own", "A")
OTHERS = [
    action("other", "B", "C"),
    action("same day, all", started=date(2026, 3, 1)),
    action("another measure", "D", measures=("review_score",)),
    action("to come", "E", started=date(2027, 1, 1)),
    action("made up", "F", made_up=True),
]


@pytest.mark.parametrize(("is_sample", "aside"), [(True, ["B", "C", "F"]), (False, ["B", "C"])])
def test_units_with_an_action_of_their_own_are_set_aside(is_sample, aside, monkeypatch):
    asked = []
    monkeypatch.setattr(action_effects, "effect", lambda *args, **given: asked.append(given))
    area = replace(load_area(), actions=(OWN, *OTHERS))
    until = date(2026, 11, 19)

    effect_of(area, OWN, MEASURE, pd.DataFrame(), until=until, is_sample=is_sample)

    assert asked == [
        {
            "units": ("A",),
            "started": date(2026, 3, 1),
            "until": until,
            "small_number": area.small_number,
            "set_aside": aside,
        }
    ]


def test_months_that_the_area_leaves_out_are_left_out(monkeypatch):
    asked = []
    monkeypatch.setattr(action_effects, "effect", lambda _, points, **given: asked.append(points))
    months = pd.date_range("2026-01-01", periods=3, freq="MS")
    points = pd.DataFrame({"unit": ["A"] * 3 + ["B"] * 3, "period": [*months, *months]})
    of_all = LeftOut(
        measure="charging_28_day", month=date(2026, 1, 1), reason="Down", set_by="Head"
    )
    of_one = replace(of_all, month=date(2026, 3, 1), unit="B")
    other = replace(of_all, month=date(2026, 2, 1), measure="review_score")
    area = replace(load_area(), left_out=(of_all, of_one, other))

    effect_of(area, OWN, MEASURE, points, until=date(2026, 11, 19), is_sample=True)

    (kept,) = asked
    assert [(u, p.month) for u, p in zip(kept["unit"], kept["period"], strict=True)] == [
        ("A", 2),
        ("A", 3),
        ("B", 2),
    ]
