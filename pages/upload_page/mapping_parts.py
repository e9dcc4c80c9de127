"""The mapping of Upload: a person says what the columns and values of an unknown file are, once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import streamlit as st

from extracts.errors import DashboardError, brief
from extracts.mapping.mapped_columns import allowed_values
from extracts.mapping.suggest import FieldSuggestion, Suggestion
from extracts.registry import EXTRACTS
from pages.parts import plain
from pages.upload_page import mapping
from pages.upload_page.checked import Refused
from pages.upload_page.mapping_values_parts import meaning, written_as
from pages.upload_page.upload_state import Dropped

NOT_THERE, ALIKE = "Not in the file", "The same in every row"
_NEEDED = " (needed)"
_LONGEST = 50  # characters of the samples beside a heading


def form(file: Dropped) -> None:
    """Asks what the columns are: at once of a file whose headings are not known, else when asked."""
    found = file.found
    is_unknown = isinstance(found, Refused) and found.may_be_mapped and not found.fits
    if not is_unknown and not st.session_state.get(_by_hand(file)):
        return
    sheet = file.choices.sheet
    try:
        if not file.mapping or file.mapping[0] != sheet:
            file.mapping = sheet, mapping.suggest(file.content, file.name, sheet)
    except DashboardError as why:
        if not is_unknown:
            st.markdown(f":orange[■] {plain(why.on_screen)}")
        return
    _ask(file, file.mapping[1])


def offer(file: Dropped) -> None:
    """Lets a person map a file that was recognised, or whose sheet is perhaps not the right one."""
    st.toggle("Say what its columns and values are by hand", key=_by_hand(file))


def _such_as(samples: Sequence[str]) -> str:
    """As many as there is room for, and one at least."""
    lengths = accumulate(len(s) for s in samples)
    return " · ".join(s for n, s in zip(lengths, samples, strict=True) if n <= _LONGEST) or brief(
        "".join(samples[:1])
    )


def _of(file: Dropped) -> str:
    """The beginning of the keys of what is asked: of another sheet, everything is asked anew."""
    return f"map-{file.id}-{file.choices.sheet}"


def _by_hand(file: Dropped) -> str:
    return f"by-hand-{file.id}-{file.n_mapped}"


def _ask(file: Dropped, suggestion: Suggestion) -> None:
    st.markdown(
        "**Say what its columns are.** What is suggested is by the headings and by what is in them; look at each. It is "
        "kept with the file when that is published, and the next file with these headings needs nothing."
    )
    ranked = [r.extract.key for r in suggestion.ranked]
    extract = st.selectbox(
        "What it is",
        ranked,
        format_func=lambda key: EXTRACTS[key].title,
        key=_of(file),
    )
    columns: dict[str, int | None] = {}
    constants: dict[str, str] = {}
    for field in suggestion.fields[extract]:
        _field(file, suggestion, extract, field, columns, constants)
    try:
        mapped = mapping.mapped(suggestion, extract, columns)
    except DashboardError as why:
        st.markdown(f":orange[■] {plain(why.on_screen)}")
        return
    values = {name: meaning(f"{_of(file)}-{extract}", column) for name, column in mapped.items()}
    dates = {
        n: form for n, c in mapped.items() if (form := written_as(f"{_of(file)}-{extract}", c))
    }
    name = st.text_input(
        f"A name for this layout, such as the system that the file comes from{_NEEDED}",
        key=f"layout-{file.id}",
    )
    if st.button("Read it with this layout", key=f"read-{file.id}"):
        try:
            layout = mapping.draft(suggestion, name, extract, columns, values, constants, dates)
        except DashboardError as why:
            st.markdown(f":orange[■] {plain(why.on_screen)}")
            return
        file.choose(replace(file.choices, layout=layout))
        file.mapping, file.n_mapped = None, file.n_mapped + 1
        st.rerun()


def _field(
    file: Dropped,
    suggestion: Suggestion,
    extract: str,
    asked: FieldSuggestion,
    columns: dict[str, int | None],
    constants: dict[str, str],
) -> None:
    """Where a field is in the file, or what it is in every row."""
    field = asked.field
    places = [c.position for c in suggestion.columns if not c.why_not]
    options: list[int | str] = [NOT_THERE, ALIKE, *places]
    at = asked.position if asked.position is not None else ALIKE if asked.constant else NOT_THERE
    left, right = st.columns((2, 3), vertical_alignment="bottom")
    needed = "" if asked.may_be_absent else _NEEDED
    key = f"{_of(file)}-{extract}-{field.name}"
    chosen = left.selectbox(
        f"{field.title}{needed}",
        options,
        index=options.index(at),
        format_func=lambda o: o if isinstance(o, str) else suggestion.columns[o].heading,
        help=field.says,
        key=key,
    )
    columns[field.name] = chosen if isinstance(chosen, int) else None
    if isinstance(chosen, int):
        samples = _such_as(suggestion.columns[chosen].samples)
        why = f" – {asked.why}" if chosen == asked.position else ""
        right.caption(plain(f"such as {samples}{why}" if samples else "It is blank in every row."))
    elif chosen == ALIKE:
        allowed = [v for v in allowed_values(field, suggestion.area) if v]
        if allowed:
            at = allowed.index(asked.constant) if asked.constant in allowed else 0
            constants[field.name] = right.selectbox(
                "In every row", allowed, index=at, key=f"{key}-all"
            )
        else:  # nothing written is a blank, which a layout takes where the field may be one
            needed = _NEEDED if asked.must_be_filled else ""
            value = right.text_input(
                f"In every row{needed}", asked.constant or "", key=f"{key}-all"
            )
            constants[field.name] = value.strip()
