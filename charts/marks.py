"""The mark of each meaning: shape, colour, size, and hollow for small numbers. Said here alone."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.theme import Theme, colour


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A shape as plotly draws it and as text has it (filled, hollow), its size in pixels, words."""

    symbol: str
    glyph: str
    hollow: str
    size: float
    meaning: str  # whose colour it has
    words: str


MARKS = {
    "improvement": Mark(
        symbol="diamond", glyph="◆", hollow="◇", size=10, meaning="improvement", words="better"
    ),
    "concern": Mark(
        symbol="square", glyph="■", hollow="□", size=8.5, meaning="concern", words="worse"
    ),
    "change": Mark(
        symbol="triangle-up", glyph="▲", hollow="△", size=10, meaning="change", words="changed"
    ),
    "usual": Mark(
        symbol="circle", glyph="●", hollow="○", size=6, meaning="usual", words="usual variation"
    ),
    "not judged": Mark(
        symbol="circle", glyph="●", hollow="○", size=6, meaning="usual", words="not judged"
    ),
}
# A line that nobody judges has the accent; such a mark never stands beside one of a meaning.
_PLAIN = Mark(symbol="circle", glyph="●", hollow="○", size=5, meaning="accent", words="")
LEFT_OUT, _LEFT_OUT_SIZE = "x-thin", 8


def marker(points: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> dict[str, Any]:
    """Plotly's marker for points, a value each where they differ.

    points: small (bool); meaning (a key of MARKS) and left_out (bool) where they were judged.
    A small number is hollow, a point that was left out is an open cross. scale: times the size.
    """
    marks = [MARKS[m] for m in points["meaning"]] if "meaning" in points else [_PLAIN] * len(points)
    left_out = points["left_out"].tolist() if "left_out" in points else [False] * len(points)
    colours = [colour(m.meaning, theme) for m in marks]
    ground = colour("ground", theme)
    return {
        "symbol": _one(
            [LEFT_OUT if out else m.symbol for m, out in zip(marks, left_out, strict=True)]
        ),
        "size": _one(
            [
                round((_LEFT_OUT_SIZE if out else m.size) * scale, 1)
                for m, out in zip(marks, left_out, strict=True)
            ]
        ),
        # Hollow is the ground's colour, not none: the line must not show through.
        "color": [
            ground if small else own for own, small in zip(colours, points["small"], strict=True)
        ],
        "line": {
            "color": _one(colours),
            "width": _one([2.0 if out else 1.2 for out in left_out]),
        },
        "opacity": 1,  # plotly's own is 0.7 as soon as sizes differ
    }


def glyph(meaning: str, *, small: bool = False) -> str:
    """The mark as a letter, for text beside a chart or in one."""
    mark = MARKS[meaning]
    return mark.hollow if small or meaning == "not judged" else mark.glyph


def coloured_glyph(meaning: str, theme: Theme, *, small: bool = False) -> str:
    """The mark as a letter in its colour, in the HTML that plotly's texts understand."""
    own = colour(MARKS[meaning].meaning, theme)
    return f'<span style="color:{own};font-size:15px">{glyph(meaning, small=small)}</span>'


def _one(values: list[Any]) -> Any:
    """The value that all have, which is shorter to send than a list, or the list."""
    return values[0] if values and all(v == values[0] for v in values) else values
