"""Units of which something else is said with a step change than without it, before it is set or withdrawn."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from extracts.area import Area
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.presets import PRESETS
from metrics.sentences import SHORT
from pages import data, judged, known
from pages.filters import EVERYTHING
from pages.parts import plain

NONE_CHANGES = "No unit’s verdict changes."
_BY = ("unit",)
# What would be lost is told first.
_FIRST = ("concern", "improvement", "change", "usual", "not judged")


def units(measure: Measure, would_be: Area) -> None:
    """Which units' verdicts change, from what to what; that none does where none does."""
    found = _changes(measure, would_be)
    if not found:
        st.markdown(NONE_CHANGES)
        return
    lines = [
        f"- {plain(', '.join(names))}: **{plain(was)} → {plain(then)}**"
        for (was, then), names in found.items()
    ]
    st.markdown("\n".join(["Units whose verdict changes:", "", *lines]))


def _changes(measure: Measure, would_be: Area) -> dict[tuple[str, str], list[str]]:
    """What is said and what would be -> the units of which it is; what was worse comes first."""
    told = judged.told(measure, EVERYTHING, _BY)
    if told is None:
        return {}
    of = judged_months(
        measure, told.monthly, area=would_be, day=told.day, by=_BY, is_sample=known.is_sample()
    )
    then = {v["unit"]: v for v in of.verdicts.to_dict("records")}
    both = [(was, then[was["unit"]]) for was in told.verdicts.to_dict("records")]
    both.sort(key=lambda of: _FIRST.index(of[0]["variation"]))
    short = data.area().short_names
    found: dict[tuple[str, str], list[str]] = {}
    for was, is_then in both:
        if _said(was) != _said(is_then):
            words = _said(was), _said(is_then) + _until(is_then, told, would_be)
            found.setdefault(words, []).append(short.get(was["unit"], was["unit"]))
    return found


def _said(verdict: Mapping[Any, Any]) -> str:
    """The change, and what becomes of the target."""
    reach = f", {verdict['assurance']} its target" if verdict["assurance"] else ""
    return f"{SHORT[verdict['variation']].lower()}{reach}"


def _until(verdict: Mapping[Any, Any], told: judged.Told, area: Area) -> str:
    """Of a line that is not judged: until when at least, or why."""
    if verdict["variation"] != "not judged":
        return ""
    least = PRESETS[area.rules].least_points
    lacks = least - int(verdict["points"])
    if lacks <= 0:
        return f": {verdict['reason']}"
    # the month in which the last of them is over
    over = pd.Timestamp(told.day).to_period("M") + lacks
    return f" until it has {least} months, in {over:%B %Y} at the earliest"
