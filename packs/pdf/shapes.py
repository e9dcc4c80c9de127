"""The marks of the charts as SVG: a shape a meaning, hollow for small numbers."""

from charts.marks import MARKS
from charts.theme import colour
from packs.content import Point

GROUND = colour("ground", "light")
_RADIUS = {"improvement": 3.9, "concern": 3.1, "change": 3.9, "usual": 1.7, "not judged": 1.7}


def mark(point: Point, x: float, y: float, *, scale: float = 1.0) -> str:
    """The mark of a point with its middle at x, y; scale: times the size of a large chart's."""
    ink = colour(MARKS[point.meaning].meaning, "light")
    r = _RADIUS[point.meaning] * scale
    if point.left_out:
        r = 2.6 * scale
        cross = f"M{x - r:.1f} {y:.1f}h{2 * r:.1f}M{x:.1f} {y - r:.1f}v{2 * r:.1f}"
        return f'<path d="{cross}" stroke="{ink}" stroke-width="1"/>'
    paint = f'fill="{GROUND if point.small else ink}" stroke="{ink}" stroke-width="0.9"'
    return _SHAPES[point.meaning](x, y, r, paint)


def _diamond(x: float, y: float, r: float, paint: str) -> str:
    around = f"l{r:.1f} {r:.1f}-{r:.1f} {r:.1f}-{r:.1f}-{r:.1f}z"
    return f'<path d="M{x:.1f} {y - r:.1f}{around}" {paint}/>'


def _square(x: float, y: float, r: float, paint: str) -> str:
    return (
        f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}" {paint}/>'
    )


def _triangle(x: float, y: float, r: float, paint: str) -> str:
    down = 0.75 * r
    return f'<path d="M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + down:.1f}H{x - r:.1f}z" {paint}/>'


def _circle(x: float, y: float, r: float, paint: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {paint}/>'


_SHAPES = {
    "improvement": _diamond,
    "concern": _square,
    "change": _triangle,
    "usual": _circle,
    "not judged": _circle,
}
