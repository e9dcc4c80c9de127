"""Names of some marks of a chart, each beside its mark and clear of every other mark and name."""

from html import escape
from typing import Any

import pandas as pd

from charts.labels import LINE, width
from charts.theme import Theme, colour

_NEAR = 10  # pixels from a mark's middle to its name
_MARK = 6  # pixels from a mark's middle to its edge
_PLACES = [  # of a name: which end of it is at the mark, and how far from the mark's middle
    ("left", _NEAR, 0),
    ("right", -_NEAR, 0),
    *(("center", 0, n * LINE) for n in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5)),
]
_SEEN_THROUGH = 0.6  # of the ground behind a name: lines show, and do not spoil it


def names(
    units: pd.DataFrame,
    chosen: str | None,
    theme: Theme,
    *,
    scale: tuple[float, float],
    plot_width: float,
) -> list[dict[str, Any]]:
    """The names of the chosen unit and of those outside, each beside its mark and clear of others.

    scale: pixels to a case and to the whole of a share; plot_width: the plot's width in pixels.
    """
    spots = [
        (x * scale[0], y * scale[1])
        for x, y in zip(units["whole"].tolist(), units["rate"].tolist(), strict=True)
    ]
    taken = [(x - _MARK, x + _MARK, y - _MARK, y + _MARK) for x, y in spots]
    named = [
        (unit["unit"] != chosen, -abs(unit["rate"]), i)
        for i, unit in enumerate(units.to_dict("records"))
        if unit["unit"] == chosen or unit["place"] != "usual"
    ]
    found = []
    for not_chosen, _, i in sorted(named):
        unit, (x, y) = units.iloc[i], spots[i]
        long = width(unit["name"], bold=not not_chosen)
        others = [box for j, box in enumerate(taken) if j != i]
        for anchor, dx, dy in _PLACES:
            left = x + dx - {"left": 0, "center": long / 2, "right": long}[anchor]
            if abs(dy) > LINE:  # a line leads to it, so it may stand to one side
                moved = min(max(left, 0), plot_width - long) - left
                left, dx = left + moved, dx + moved
            box = (left, left + long, y + dy - LINE / 2, y + dy + LINE / 2)
            fits = left >= 0 and left + long <= plot_width and box[2] >= 0
            if fits and not any(_meet(box, other) for other in others):
                taken.append(box)
                found.append(_name(unit, anchor, dx, dy, theme, is_chosen=not not_chosen))
                break
    return found


def _name(
    unit: pd.Series, anchor: str, dx: float, dy: float, theme: Theme, *, is_chosen: bool
) -> dict[str, Any]:
    """A name at a distance in pixels from its mark, with a line to it where it is not beside it."""
    name = escape(unit["name"], quote=False)
    ink, ground = colour("text", theme), colour("ground", theme)
    red, green, blue = (int(ground[i : i + 2], 16) for i in (1, 3, 5))
    found = {
        "text": f"<b>{name}</b>" if is_chosen else name,
        "x": unit["whole"],
        "y": unit["rate"],
        "xanchor": anchor,
        "yanchor": "middle",
        "borderpad": 0,
        "bgcolor": f"rgba({red},{green},{blue},{_SEEN_THROUGH})",
        "font": {"color": ink},
    }
    if abs(dy) <= LINE:
        return found | {"showarrow": False, "xshift": dx, "yshift": dy}
    line = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": ink, "standoff": 7}
    return found | line | {"ax": dx, "ay": -dy}


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
