"""The lines of a chart as SVG: usual range, average, target, and the figures themselves."""

from collections.abc import Sequence

from charts.theme import colour
from packs.content import Point
from packs.pdf.plot import Plot
from packs.pdf.scale import stretches


def lines(plot: Plot, points: Sequence[Point], *, width: float) -> list[str]:
    """The lines of points, the range lowest; width: of a pen, in points of paper."""
    found = [_band(plot, stretch) for stretch in stretches(points, "lower")]
    for of, ink, pen in (
        ("mean", "average", f'stroke-width="{width * 0.8:.2f}"'),
        ("target", "target", f'stroke-width="{width * 1.2:.2f}" stroke-dasharray="5 3"'),
    ):
        found += [
            f'<path d="{_steps(plot, stretch, of)}" fill="none" stroke="{colour(ink, "light")}" '
            f"{pen}/>"
            for stretch in stretches(points, of)
        ]
    path, pen_down = "", False
    for point in points:
        if point.value is None:
            pen_down = False
            continue
        x, y = plot.middle(point.period), plot.down(point.value)
        path += f"{'L' if pen_down else 'M'}{x:.1f} {y:.1f}"
        pen_down = True
    ink = colour("usual", "light")
    if path:
        found.append(f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}"/>')
    return found


def _band(plot: Plot, stretch: Sequence[Point]) -> str:
    """The usual range, its edges dotted so that it is seen where the fill is not."""
    upper = _steps(plot, stretch, "upper")
    lower = _steps(plot, stretch, "lower")
    back = _steps(plot, stretch, "lower", backwards=True)
    ink = colour("limits", "light")
    return (
        f'<path d="{upper}{"L" + back[1:]}z" fill="{colour("band", "light")}"/>'
        f'<path d="{upper}{lower}" fill="none" stroke="{ink}" stroke-width="0.6" '
        'stroke-dasharray="1 2"/>'
    )


def _steps(plot: Plot, stretch: Sequence[Point], of: str, *, backwards: bool = False) -> str:
    """A level through the middle of each month, from the edge of the first to that of the last."""
    spots = []
    for point in stretch:
        y = plot.down(getattr(point, of))
        x = plot.middle(point.period)
        spots += [(x - plot.half_month, y), (x + plot.half_month, y)]
    spots = spots[::-1] if backwards else spots
    return "".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(spots))
