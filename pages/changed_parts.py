"""What changed: the signals that are new with the last whole month, or since the extracts before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from extracts.registry import EXTRACTS
from metrics.changes import NEW_BY_CHANCE, SIGNALS, new_signals
from metrics.measure import Measure
from metrics.presets import PRESETS
from metrics.sentences import changed_words, standing_words
from metrics.series import Line
from metrics.spc import judge
from pages import data, issue_parts, judged, measure_table, shared
from pages.filters import Filters
from pages.measure_sections import units_parts
from pages.measure_table import Icon
from pages.parts import count, lower

_MOST = 6  # shown; the rest are counted


@dataclass(frozen=True)
class Change:
    """A line that changed: whose, and what it says.

    is_new: its signal was not there a month before. is_since: nor with the extracts before.
    """

    variation: str
    is_new: bool
    is_since: bool
    side: int
    name: str
    link: str
    says: str


def changes(chosen: Filters) -> None:
    """The new signals, and the concerns that are not new; how many there would be by chance alone."""
    found, lines, months = data.kept(
        "changed", replace(chosen, months=0), shared.link(), make=lambda: _changes(chosen)
    )
    if not lines:
        return
    st.header("What changed", anchor=False)
    st.markdown(_summary(found, lines, months, _before(chosen), chosen.unit))
    if not found:
        return
    theme = shared.theme()
    page = measure_table.PAGES.get_template("changes.html")
    shown = [(Icon.of_variation(c.variation, c.side, theme), c) for c in found[:_MOST]]
    st.html(page.render(changes=shown))
    if more := len(found) - len(shown):
        st.caption(f"And {more:,} more; the pages of the issues mark them all.")


def _summary(
    found: list[Change],
    lines: int,
    months: set[pd.Timestamp],
    before: date | None,
    unit: str | None,
) -> str:
    of = " and ".join(f"{m:%B %Y}" for m in sorted(months))
    new, since = sum(c.is_new for c in found), sum(c.is_since for c in found)
    changed = count(new, "new change") if new else "no new change"
    watched = (
        "each measure of this unit"
        if unit
        else "every measure, for all units together and for each"
    )
    words = (
        f"With the figures of {of}, **{changed}** among the {count(lines, 'line')} watched ({watched}); "
        f"{_by_chance(lines)} would come by chance alone."
    )
    if before is None:
        return words
    latest = f"{since:,} of them since" if since else "Nothing is new since"
    return f"{words} {latest} the extracts of {before:%a %d %b}."


def _by_chance(lines: int) -> str:
    """How many new changes chance makes of so many lines in a month."""
    expected = NEW_BY_CHANCE * lines
    return "fewer than 1" if expected < 0.5 else f"about {expected:.0f}"


def _before(chosen: Filters) -> date | None:
    """The newest day of an extract before the newest of all."""
    newest = shared.newest_day()
    days = [d for e in EXTRACTS.values() for d in data.extract_days(e)]
    return max((d for d in days if newest and d < newest), default=None)


def _changes(chosen: Filters) -> tuple[list[Change], int, set[pd.Timestamp]]:
    """The new signals; how many lines were judged; the months that they are of."""
    found: list[Change] = []
    lines, months = 0, set()
    before = _before(chosen)
    for m in data.all_measures().values():
        for by in ((), units_parts.UNITS):
            if by and chosen.unit:
                continue
            told = judged.told(m, chosen, by)
            if told is None or told.verdicts.empty:
                continue
            lines += int((told.verdicts["variation"] != "not judged").sum())
            newest = told.judged.points["period"].max()
            months.add(newest)
            new = new_signals(
                told.verdicts, _month_before(m, told.judged.points, newest, by), by=by
            )
            # read only where something is new: it is counted from the store as it was
            known = before is not None and len(new) > 0
            earlier = judged.told(m, replace(chosen, as_at=before), by) if known else None
            since = new_signals(new, earlier.verdicts, by=by) if earlier else new.head(0)
            is_new, is_since = _keys(new, by), _keys(since, by)
            for v in told.verdicts.to_dict("records"):
                key = str(v["unit"]) if by else ""
                if key in is_new or v["variation"] == "concern":
                    found.append(_change(m, v, by, key in is_new, key in is_since))
    found.sort(key=lambda c: (not c.is_since, not c.is_new, SIGNALS.index(c.variation)))
    return found, lines, months


def _month_before(
    measure: Measure, points: pd.DataFrame, newest: pd.Timestamp, by: Sequence[str]
) -> pd.DataFrame:
    """The verdicts as they would have been without the newest month."""
    return judge(
        points[points["period"] < newest],
        by=by,
        preset=PRESETS[data.area().rules],
        better=measure.better,
        chosen=True,
    ).verdicts


def _keys(verdicts: pd.DataFrame, by: Sequence[str]) -> set[str]:
    return set(verdicts["unit"].astype(str)) if by else {""} if len(verdicts) else set()


def _change(
    measure: Measure, verdict: Line, by: Sequence[str], is_new: bool, is_since: bool
) -> Change:
    unit = str(verdict["unit"]) if by else ""
    asked = {issue_parts.KEYS[measure.issue]: measure.title} | ({"unit": unit} if unit else {})
    short = data.area().short_names.get(unit, unit)
    return Change(
        variation=verdict["variation"],
        is_new=is_new,
        is_since=is_since,
        side=int(verdict["side"]),
        name=f"{short}, {lower(measure.title)}" if unit else measure.title,
        link=f"{issue_parts.PATHS[measure.issue]}{shared.link(**asked)}",
        says=changed_words(verdict) if is_new else standing_words(verdict),
    )
