"""The parts of Today: freshness, the headline, an issue's figures, the units, the cases."""

from datetime import date, timedelta

import streamlit as st

from extracts.registry import EXTRACTS
from metrics.backlog import soon_until
from metrics.groups import GROUPS, MEASURES, Group
from metrics.series import percent
from metrics.standing import Standing, Standings
from pages import counted, known
from pages.filters import Filters
from pages.first_figures import ON_TIME, QUALITY, SCORE, answers, on_time, overdue_of, score
from pages.parts import behind, count, plain


def headline(chosen: Filters) -> None:
    """What is overdue, of what, and where most of it is."""
    found = [(g, s) for g in GROUPS if (s := counted.group_standings(g.measures, chosen))]
    if not found:
        return
    overdue = sum(s.now.overdue for _, s in found)
    each = [count(s.now.overdue, g.one, g.many) for g, s in found if s.now.overdue]
    of_what = each[0] if len(each) == 1 else count(overdue, "item")
    words = f"**{of_what} {_are(overdue)} overdue**" if overdue else "**Nothing is overdue**"
    if len(each) > 1:
        words += f": {', '.join(each[:-1])} and {each[-1]}"
    by_unit = counted.overdue_table(MEASURES, chosen)
    if overdue and len(by_unit) > 1:
        most = by_unit.loc[by_unit["overdue"].idxmax()]
        words += f". {plain(most['unit'])} holds the most, {most['overdue']:,}"
    soon = sum(s.due_today + s.due_soon for _, s in found)
    more = count(soon, "more falls", "more fall") if soon else "Nothing more falls"
    words += f". {more} due {_until({s.now.day for _, s in found})}."
    with st.container(key="headline"):
        st.markdown(words)


def _fresh(key: str, chosen: Filters) -> str:
    """Whether an extract is here, in one line."""
    found = known.fresh(EXTRACTS[key], chosen.as_at)
    if found.newest is None:
        return ":orange[■] no extract yet"
    day = f"to {found.newest:%a %d %b}"
    gaps = f"; {', '.join(f'{d:%a %d %b}' for d in found.missing)} missing" if found.missing else ""
    if found.is_late:
        return f":orange[■] Data {day}, {behind(found)}{gaps}"
    return f":blue[✓] Data {day}{gaps}"


def _until(days: set[date]) -> str:
    """The end of the next five working days, which are not the same where an extract is behind."""
    if len(days) > 1:
        return "within five working days of each extract's own day"
    return f"by {_day(soon_until(max(days)))}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def issues(chosen: Filters) -> None:
    """A column an improvement issue, with what matters now and how it stood before."""
    columns = st.columns(len(GROUPS) + 1, gap="medium")
    for column, group in zip(columns, GROUPS, strict=False):
        with column:
            st.header(group.title, anchor=False)
            st.markdown(_fresh(group.extract, chosen))
            if standings := counted.group_standings(group.measures, chosen):
                _figures(group, standings, chosen)
            if group.first and (enhanced := counted.group_standings((group.first,), chosen)):
                st.markdown(
                    f"To victims with enhanced rights: **{enhanced.now.overdue:,} overdue**, "
                    f"{enhanced.due_today:,} due {_on(group, enhanced, chosen)}, "
                    f"{enhanced.due_soon:,} in the five working days after"
                )
    with columns[-1]:
        _quality(chosen)
    st.caption("Earlier days are counted with what is known now, not as they stood here then.")


def _on(group: Group, s: Standings, chosen: Filters) -> str:
    """The day that figures are of: "today" unless the extract is behind."""
    fresh = known.fresh(EXTRACTS[group.extract], chosen.as_at)
    return f"on {_day(s.now.day)}" if fresh.behind else "today"


def _figures(group: Group, s: Standings, chosen: Filters) -> None:
    st.metric(
        overdue_of(group),
        f"{s.now.overdue:,}",
        delta=_change(s.now.overdue - s.day_before.overdue, s.day_before.day),
        delta_color="off",
        delta_arrow="off",
        delta_description=_change(
            s.now.overdue - s.four_weeks_before.overdue, s.four_weeks_before.day
        ),
        help=group.says,
    )
    st.metric(
        ON_TIME,
        _percent(s.now),
        delta=f"{s.now.on_time:,} of {s.now.fell_due:,} that fell due",
        delta_color="off",
        delta_arrow="off",
        help="Of those whose due day lies in the 28 days before the data's own day, the share that "
        "was finished on or before it. Those still open count as late.",
    )
    st.markdown(
        f"{_day(s.day_before.day)}: {on_time(s.day_before)}  \n"
        f"{_day(s.four_weeks_before.day)}: {on_time(s.four_weeks_before)}"
    )
    st.markdown(
        f"Due {_on(group, s, chosen)} **{s.due_today:,}**, in the five working days after **{s.due_soon:,}**  \n"
        f"Fell due {_just(s)}: {s.just_due:,}, of them on time {s.just_on_time:,}"
    )


def _just(s: Standings) -> str:
    """The days from the working day before up to yesterday."""
    first, last = s.day_before.day, s.now.day - timedelta(days=1)
    return f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day:%a %d %b}"


def _percent(s: Standing) -> str:
    return percent(s.on_time / s.fell_due) if s.fell_due else "–"


def _signed(n: int) -> str:
    return f"+{n:,}" if n > 0 else f"−{-n:,}" if n else "no change"


def _change(n: int, day: date) -> str:
    return f"{_signed(n)} since {_day(day)}"


def _quality(chosen: Filters) -> None:
    st.header(QUALITY, anchor=False)
    st.markdown(_fresh("reviews", chosen))
    scores = counted.scores_now(chosen)
    if scores is None:
        return
    now, day_before, four_weeks_before = scores
    st.metric(
        SCORE,
        percent(now.score) if now.answers else "–",
        delta=answers(now),
        delta_color="off",
        delta_arrow="off",
        help="Mini-inspections and Individual Quality Assessments: 2 points for Fully met, 1 for "
        "Partially met, 0 for Not met, out of 2 for each answer that applied.",
    )
    st.markdown("  \n".join(f"{_day(s.day)}: {score(s)}" for s in (day_before, four_weeks_before)))
