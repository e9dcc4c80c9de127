"""What each colour means, light and dark, and the one look that every chart has.

Contrasts and shapes are those of screens.md: 4.5:1 on the ground, and never colour alone.
"""

from dataclasses import dataclass
from typing import Any, Literal

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
    "improvement": Meaning(light="#1d5fa8", dark="#7cb9f2"),
    "concern": Meaning(light="#b45309", dark="#f2a65a"),
    "change": Meaning(light="#5b4aa8", dark="#b3a4f5"),  # a signal where neither way is better
    "usual": Meaning(light="#6b7280", dark="#98a2ad"),
    "average": Meaning(light="#1f2937", dark="#e5e9ed"),
    "limits": Meaning(light="#6b7280", dark="#98a2ad"),
    "target": Meaning(light="#8a1c5b", dark="#e79ac6"),
    "step": Meaning(light="#4b5563", dark="#aeb8c2"),
    "band": Meaning(light="#eef1f4", dark="#1d252e"),  # faint: the dotted limits are its edges
}
# Fills from the quietest to the strongest. Text is 4.5:1 on every shade, a mark 3:1; one hue, which
# stays apart in greyscale and leaves blue and orange to the signals.
SHADES: dict[Theme, tuple[str, ...]] = {
    "light": ("#ffffff", "#f1f4f6", "#e5eaee", "#d7dee4", "#cad3db"),
    "dark": ("#12171d", "#1c242c", "#26313b", "#303e4a", "#3a4a58"),
}
# Ages of what waits, youngest first: the oldest stands out most from the ground.
AGES: dict[Theme, tuple[str, ...]] = {
    "light": ("#dbe4ee", "#b3c6da", "#85a3c2", "#4f769f", "#1f3f66"),
    "dark": ("#22303e", "#34506b", "#4f769c", "#83a8cc", "#cfe2f5"),
}
FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
FONT_SIZE = 13


def colour(meaning: str, theme: Theme) -> str:
    """The colour of a meaning."""
    return MEANINGS[meaning].on(theme)


def look(figure: go.Figure, theme: Theme, *, height: int) -> go.Figure:
    """The figure with the fonts, colours and margins that all charts share. Height in pixels."""
    x, y = axes_look(theme)
    figure.update_layout(frame_look(theme, height=height))
    figure.update_xaxes(x)
    figure.update_yaxes(y)
    return figure


def frame_look(theme: Theme, *, height: int) -> dict[str, Any]:
    """What look() says of a figure's layout, its axes apart."""
    return {
        "height": height,
        "margin": {"l": 40, "r": 8, "t": 28, "b": 32},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": colour("secondary", theme)},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colour("ground", theme),
            "bordercolor": colour("others", theme),
            "font": {"family": FONT, "size": FONT_SIZE, "color": colour("text", theme)},
            "align": "left",
        },
        "dragmode": False,
    }


def axes_look(theme: Theme) -> tuple[dict[str, Any], dict[str, Any]]:
    """What look() says of each axis along and of each axis up."""
    text, grid = colour("secondary", theme), colour("grid", theme)
    axis = {"color": text, "tickfont": {"color": text}, "fixedrange": True, "zeroline": False}
    along = {"showgrid": False, "linecolor": grid, "ticks": "outside", "tickcolor": grid}
    return axis | along, axis | {"gridcolor": grid, "showline": False, "nticks": 4}


CONFIG = {"displayModeBar": False, "responsive": True}
