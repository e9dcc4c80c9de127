"""The key of the Board's matrix: the icons that stand in it, each with its words."""

import streamlit as st

from charts.icons import variation_words
from pages import shared
from pages.board_page.shown_packs import Shown
from pages.measure_table import PAGES, Icon

_CHANGES = {
    "concern": "worse than it was",
    "improvement": "better than it was",
    "change": "changed",
    "usual": variation_words("usual", 0).lower(),
    "not judged": variation_words("not judged", 0).lower(),
}
_TARGETS = {
    "will not reach": "will not reach it",
    "may or may not reach": "may or may not reach it",
    "will reach": "will reach it",
}
_SIGNALS = ("concern", "improvement", "change")
_ARROWS = "an arrow: higher or lower than usual"


def key(shown: Shown) -> None:
    """A line of changes, and one of targets; of those that are there alone."""
    theme, lines = shared.theme(), [row.area for row in shown.pack.rows]
    changes, targets = {x.variation for x in lines}, {x.assurance for x in lines}
    groups = [
        (
            "Change:",
            [
                Icon(Icon.of_variation(c, 0, theme).source, words)
                for c, words in _CHANGES.items()
                if c in changes
            ],
            _ARROWS if changes & {*_SIGNALS} else "",
        ),
        (
            "Target, as things are:",
            [
                Icon(Icon.of_assurance("higher", t, theme).source, words)
                for t, words in _TARGETS.items()
                if t in targets
            ],
            "",
        ),
    ]
    page = PAGES.get_template("board_page/key.html")
    st.html(page.render(groups=[g for g in groups if g[1]]))
