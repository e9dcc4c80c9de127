"""On Today: how many actions of the improvement plan are overdue."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from extracts.errors import StoreError
from pages import data, known, planned
from pages.filters import Filters
from pages.parts import count, plain
from pages.plan_page import list_parts, plan_words
from plan.actions import actions_in, shown, state


def overdue(chosen: Filters) -> None:
    """The actions that are overdue, of a unit where one is chosen; nothing where none is."""
    try:
        every = shown(actions_in(planned.plan(data.store())), is_sample=known.is_sample())
    except StoreError:  # the frame has said so
        return
    today = known.today()
    late = [
        a
        for a in every
        if state(a, today) == "overdue"
        and (not chosen.unit or not a.units or chosen.unit in a.units)
    ]
    if not late:
        return
    first = min(late, key=lambda a: a.due or date.max)
    assert first.due
    asked = {list_parts.STATE: plan_words.label("overdue")}
    asked |= {list_parts.UNIT: chosen.unit} if chosen.unit else {}
    link = f"improvement_plan?{urlencode(asked)}"
    many = f"{count(len(late), 'action')} of the improvement plan"
    is_one = len(late) == 1
    are = f"{'is' if is_one else 'are'} overdue as at {plan_words.day(today)}"
    st.markdown(
        f":orange[■] [{many}]({link}) {are}: {'' if is_one else 'longest '}"
        f'"{plain(first.short)}", which was due {plan_words.day(first.due)}.'
    )
