"""The values of a column that is mapped by hand: what is meant by what is not known, how days are written."""

import streamlit as st

from extracts.dates import day_format
from extracts.mapping.date_forms import DateForm
from extracts.mapping.mapped_columns import MappedColumn
from pages.parts import count, plain

AS_IT_IS, BLANK = "Leave as it is", "A blank"
_MOST_ASKED = 40  # values of a field that a person is asked about; the others stay as they are


def meaning(key: str, column: MappedColumn) -> dict[str, str]:
    """What is meant by the values that are not known. key: of what is asked on the page."""
    if column.words:
        st.markdown(f":orange[■] **{plain(column.field.title)}:** {plain(column.words)}")
    if not column.unread or not column.allowed:
        return {}
    meant = {}
    more = len(column.unread[_MOST_ASKED:]) + column.n_more
    with st.expander(
        f"{column.field.title}: {count(len(column.unread) + column.n_more, 'value')} not known",
        expanded=True,
    ):
        for n, unread in enumerate(column.unread[:_MOST_ASKED]):
            options = [AS_IT_IS, *(v or BLANK for v in column.allowed)]
            near = unread.nearest
            value = st.selectbox(
                f"“{plain(unread.written or 'a blank cell')}” ({count(unread.n, 'row')}) means",
                options,
                index=options.index(near) if near in options else 0,
                help=f"Did you mean “{near}”?" if near else None,
                key=f"{key}-{column.field.name}-{column.position}-{n}",
            )
            if value != AS_IT_IS:
                meant[unread.written] = "" if value == BLANK else value
        if more:
            st.markdown(f"And {count(more, 'value')} more, which stay as they are.")
    return meant


def written_as(key: str, column: MappedColumn) -> str | None:
    """The form of a column of dates, asked for where more than one fits."""
    forms = {f.name: f for f in column.forms}
    if not forms:
        return None
    if len(forms) == 1:
        return next(iter(forms))
    return st.selectbox(
        f"{column.field.title} is written as",
        list(forms),
        format_func=lambda name: _example(forms[name]),
        key=f"{key}-{column.field.name}-{column.position}-form",
    )


def _example(form: DateForm) -> str:
    """A form of dates, and what it makes of a day of the file."""
    day = day_format(form.name).day(form.example)
    return f"{form.name}: {form.example} is {day:%-d %B %Y}" if day else form.name
