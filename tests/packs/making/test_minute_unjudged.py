"""Why a measure is not judged, as the minute tells it."""

from dataclasses import replace
from datetime import date

import pandas as pd

from packs.content import Mark
from packs.making.rows import rows
from tests.packs.making.test_minute import minute, row
from tests.packs.sources import AREA, KNOWN, MONTH, Made

SHARES = {"charging_28_day": {"": [0.7] * 3}}
JUDGED = rows(
    Made(series=SHARES), AREA, {"charging_28_day": KNOWN["charging_28_day"]}, MONTH, is_sample=False
)


def months(*meanings, until=MONTH):
    """So many months of 100 cases, the last of them `until`."""
    firsts = pd.date_range(end=until, periods=len(meanings), freq="MS")
    (point, *_) = [p for r in JUDGED for p in r.area.points]
    return tuple(
        replace(point, period=first.date(), meaning=meaning)
        for first, meaning in zip(firsts, meanings, strict=True)
    )


def test_what_has_no_data_what_has_too_few_and_what_is_judged_anew_are_told_apart():
    def unjudged(title, points, *marks):
        found = row(title, "not judged")
        return replace(found, area=replace(found.area, points=points), marks=marks)

    few = months(*["not judged"] * 30)
    anew = months(*["usual"] * 21, *["not judged"] * 9)
    step = Mark(day=date(2026, 2, 1), label="Hub", kind="step")
    action_then = Mark(day=date(2026, 2, 1), label="Calls", kind="action")
    found = minute(
        [
            row("Charging"),
            unjudged("Never published", ()),
            unjudged("Of 6 cases", few),
            unjudged("Since the hub", anew, step),
            unjudged("No longer enough", anew, action_then),
            unjudged("Few since too", few, step),
        ]
    )
    assert found[1] == (
        "Nothing is better than it was. Too few to judge: of 6 cases; no longer enough; few since "
        "too. Too few months since the step change to judge: since the hub. No data: never "
        "published."
    )
