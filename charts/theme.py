"""What each colour means, light and dark, and the one look that every chart has.

Contrasts and shapes are those of screens.md: 4.5:1 on the ground, and never colour alone.
"""

from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

Theme = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """A colour on a light and on a dark ground."""

    light: str
    dark: str

    def on(self, theme: Theme) -> str:
        """The colour for a theme."""
        return self.light if theme == "light" else self.dark


MEANINGS = {
    "ground": Meaning(light="#ffffff", dark="#12171d"),
    "text": Meaning(light="#0b0c0c", dark="#f0f3f6"),
    "secondary": Meaning(light="#4b5563", dark="#aeb8c2"),
    "grid": Meaning(light="#e3e7eb", dark="#2b343e"),
    "accent": Meaning(light="#1d5fa8", dark="#7cb9f2"),
    "others": Meaning(light="#6b7280", dark="#98a2ad"),
    "average": Meaning(light="#1f2937", dark="#e5e9ed"),
}
FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
FONT_SIZE = 13


def colour(meaning: str, theme: Theme) -> str:
    """The colour of a meaning."""
    return MEANINGS[meaning].on(theme)


def look(figure: go.Figure, theme: Theme, *, height: int) -> go.Figure:
    """The figure with the fonts, colours and margins that all charts share. Height in pixels."""
    text, grid = colour("secondary", theme), colour("grid", theme)
    figure.update_layout(
        height=height,
        margin={"l": 40, "r": 8, "t": 28, "b": 32},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": FONT_SIZE, "color": text},
        showlegend=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": colour("ground", theme),
            "bordercolor": colour("others", theme),
            "font": {"family": FONT, "size": FONT_SIZE, "color": colour("text", theme)},
            "align": "left",
        },
        dragmode=False,
    )
    axis = {"color": text, "tickfont": {"color": text}, "fixedrange": True, "zeroline": False}
    figure.update_xaxes(**axis, showgrid=False, linecolor=grid, ticks="outside", tickcolor=grid)
    figure.update_yaxes(**axis, gridcolor=grid, showline=False, nticks=4)
    return figure


CONFIG = {"displayModeBar": False, "responsive": True}
