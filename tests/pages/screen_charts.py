"""What a chart shows, as plain values: read from what plotly is told to draw."""

import base64
import math
import re
from dataclasses import dataclass, field

import numpy as np

# How a shape's line is drawn says what it is.
DASHES = {"dot": "usual", "solid": "average", "dash": "target"}


@dataclass(frozen=True)
class Line:
    """One unit's months, or those of the whole. A gap in numbers is NaN.

    name, figure: above a panel. marks: the symbol of each month, "hollow" before it where it is.
    usual: from and to, of each month. beside: the values of a dotted line, if there is one.
    """

    months: list[str]
    values: list[float]
    hover: list[str]
    marks: list[str]
    usual: tuple[list[float], list[float]]
    average: list[float]
    target: list[float]
    name: str = ""
    figure: str = ""
    beside: list[float] | None = None


@dataclass(frozen=True)
class Chart:
    """A chart over time. labels: at its right end; events: (day and words, how its line is)."""

    lines: list[Line]
    scale: tuple[float, str]
    labels: list[str] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Funnel:
    """Units as (whole, share, hover, mark); curves: 95 and 998 -> (whole, low and high)."""

    units: list[tuple]
    ring: list[float]
    curves: dict[str, list[tuple]]
    labels: list[str]
    named: list[str]


@dataclass(frozen=True)
class Spread:
    """Months from the lowest to the highest unit; dots as (month, share, hover)."""

    months: list[str]
    lowest: list[float]
    highest: list[float]
    area: list[float]
    hover: list[str]
    dots: list[tuple]
    own: list[tuple]
    labels: list[str]


@dataclass(frozen=True)
class Heat:
    """A row a unit: (name, texts, hover, whether each cell is shaded), oldest month first."""

    months: list[str]
    rows: list[tuple]


@dataclass(frozen=True)
class Curve:
    """The share finished by each day, from 0 on, and its interval. half: the day of the dot."""

    name: str
    finished: list[float]
    lower: list[float]
    upper: list[float]
    hover: list[str]
    half: list[int]


@dataclass(frozen=True)
class Ages:
    """A list of counts a band, the oldest first, and of all of them with its hover."""

    bands: list[list[int]]
    total: list[int]
    hover: list[str]
    labels: list[str]


def read(figure: dict) -> object:
    """The chart, by what it is drawn of."""
    traces, layout = figure["data"], figure["layout"]
    first = traces[0] if traces else {}
    if first.get("type") == "heatmap":
        return _heat(first, layout)
    if "stackgroup" in first:
        return _ages(traces, layout)
    if first.get("line", {}).get("shape") == "hv":
        return _curves(traces, layout)
    if any(t.get("fill") for t in traces):
        return _spread(traces, layout)
    if all(t["mode"] == "markers" for t in traces):
        return _funnel(traces, layout)
    return _over_time(traces, layout)


def _over_time(traces: list[dict], layout: dict) -> Chart:
    strips: dict[str, dict[str, str]] = {}
    labels, events = [], []
    drawn = [s for s in layout.get("shapes", []) if s["type"] == "line"]
    for text in layout.get("annotations", []):
        if text["xref"].endswith(" domain"):
            axis = text["xref"].removesuffix(" domain")
            assert text["yref"] == f"y{axis[1:]} domain"
            strips.setdefault(axis, {})[text["xanchor"]] = text["text"]
        elif text["xref"] == "paper":
            labels.append(bare(text["text"].replace("<br>", " ")))
        else:
            (dash,) = {s["line"]["dash"] for s in drawn if s["x0"] == text["x"]}
            day, words = text["hovertext"].split(": ", 1)
            assert words.startswith(text["text"].removesuffix("…"))
            events.append((f"{day}: {words.replace('<br>', ' ')}", dash))
    lines = {t.get("xaxis", "x"): t for t in traces if t["mode"] == "lines+markers"}
    beside = {t["xaxis"]: t for t in traces if t["mode"] == "lines"}
    assert len(lines) + len(beside) == len(traces)
    assert not strips or list(strips) == list(lines)
    found = []
    for axis, line in lines.items():
        assert line.get("yaxis", "y") == f"y{axis[1:]}"
        shapes = [s for s in layout.get("shapes", []) if (s["xref"], s["type"]) == (axis, "path")]
        other = beside.get(axis)
        if other:  # of all units, which may begin before this one
            assert other["line"]["dash"] == "dot"
            assert other["x"][-len(line["x"]) :] == line["x"]
        own = _line(line, shapes)
        strip = strips.get(axis, {"left": "", "right": ""})
        own |= {"name": _whole(bare(strip["left"]), line), "figure": bare(strip["right"])}
        found.append(Line(**own, beside=numbers(other["y"]) if other else None))
    return Chart(found, _scale(layout), labels, events)


def _whole(name: str, line: dict) -> str:
    """A panel's name; where it is cut, the whole one, which hover has."""
    if not name.endswith("…"):
        return name
    whole = bare(line["text"][0].split("<br>")[0])
    assert whole.startswith(name[:-1])
    return whole


def _line(line: dict, shapes: list[dict]) -> dict:
    paths = {DASHES[s["line"]["dash"]]: s["path"] for s in shapes if "dash" in s["line"]}
    at = {w: [_levels(paths.get(w, ""), m) for m in line["x"]] for w in DASHES.values()}
    assert all(len(x) in (0, 2) for x in at["usual"])
    return {
        "months": line["x"],
        "values": numbers(line["y"]),
        "hover": line["text"],
        "marks": _marks(line["marker"], len(line["x"])),
        "usual": tuple([x[i] if x else math.nan for x in at["usual"]] for i in (0, 1)),
        "average": [x[0] if x else math.nan for x in at["average"]],
        "target": [x[0] if x else math.nan for x in at["target"]],
    }


def _levels(path: str, month: str) -> list[float]:
    """The height of each part of a path that runs over a month."""
    found = []
    for part in path.split("M")[1:]:
        corners = [corner.split(",") for corner in part.split("L")]
        if corners[0][0] <= month < corners[-1][0]:
            found.append(float([y for x, y in corners if x <= month][-1]))
    return found


def _marks(marker: dict, n: int) -> list[str]:
    def each(value: object) -> list:
        return value if isinstance(value, list) else [value] * n

    symbols, fills, edges = (
        each(x) for x in (marker["symbol"], marker["color"], marker["line"]["color"])
    )
    return [
        f"hollow {symbol}" if fill != edge else symbol
        for symbol, fill, edge in zip(symbols, fills, edges, strict=True)
    ]


def _scale(layout: dict) -> tuple[float, str]:
    """The largest value that the axes have room for, and how values are written on them."""
    axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
    ((low, high, written),) = {(*axis["range"], axis["tickformat"]) for axis in axes}
    assert low == 0  # one scale for all
    return high / 1.04, written


def _texts(layout: dict, *, beside: bool) -> list[str]:
    """The words at the right end of a chart, or those within it."""
    return [
        bare(t["text"].replace("<br>", " "))
        for t in layout.get("annotations", [])
        if (t.get("xref") == "paper") == beside
    ]


def bare(text: str) -> str:
    """Words without what makes them bold, large or of a colour."""
    return re.sub(r"</?(b|i|span)\b[^>]*>", "", text)


def _funnel(traces: list[dict], layout: dict) -> Funnel:
    units = traces[-1]
    whole, shares = numbers(units["x"]), numbers(units["y"])
    marks = _marks(units["marker"], len(whole))
    rings = [t for t in traces[:-1] if t["marker"]["symbol"] == "circle-open"]
    assert len(rings) == len(traces) - 1
    drawn = [s for s in layout["shapes"] if s["type"] == "path" and "dash" in s["line"]]
    curves = {
        {"dot": "95", "solid": "998"}[s["line"]["dash"]]: [
            [tuple(map(float, corner.split(","))) for corner in part.split("L")]
            for part in s["path"].split("M")[1:]
        ]
        for s in drawn
    }
    assert all(len(c) == 2 for c in curves.values())
    return Funnel(
        units=list(zip(whole, shares, units["text"], marks, strict=True)),
        ring=[x for t in rings for x in numbers(t["x"])],
        curves={
            q: [(x, y, z) for (x, y), (_, z) in zip(*both, strict=True)]
            for q, both in curves.items()
        },
        labels=_texts(layout, beside=True),
        named=sorted(_texts(layout, beside=False)),
    )


def _spread(traces: list[dict], layout: dict) -> Spread:
    lowest, highest, dots, *own, area = traces
    assert (lowest.get("fill"), highest["fill"]) == (None, "tonexty")

    def points(trace: dict) -> list[tuple]:
        return list(zip(trace["x"], numbers(trace["y"]), trace["text"], strict=True))

    return Spread(
        months=area["x"],
        lowest=numbers(lowest["y"]),
        highest=numbers(highest["y"]),
        area=numbers(area["y"]),
        hover=area["text"],
        dots=points(dots),
        own=[p for trace in own for p in points(trace)],
        labels=_texts(layout, beside=True),
    )


def _heat(trace: dict, layout: dict) -> Heat:
    rows = zip(
        layout["yaxis"]["ticktext"],
        [[text and bare(text) for text in line] for line in trace["text"]],
        trace["customdata"],
        [[z is not None and z > 0 for z in line] for line in trace["z"]],
        strict=True,
    )
    return Heat(layout["xaxis"]["ticktext"], list(rows))


def _curves(traces: list[dict], layout: dict) -> list[Curve]:
    n = len(traces) // 4  # for each, the band's two edges, then the line and its dot
    bands, lines = traces[: 2 * n], traces[2 * n :]
    found = []
    for i in range(n):
        line, dot = lines[-2 * i - 2], lines[-2 * i - 1]
        assert list(numbers(line["x"])) == list(range(len(line["text"])))
        found.append(
            Curve(
                name=line["name"],
                finished=numbers(line["y"]),
                lower=numbers(bands[2 * i]["y"]),
                upper=numbers(bands[2 * i + 1]["y"]),
                hover=line["text"],
                half=[int(x) for x in numbers(dot["x"])],
            )
        )
    return found


def _ages(traces: list[dict], layout: dict) -> Ages:
    *bands, total = traces
    return Ages(
        bands=[[int(v) for v in numbers(t["y"])] for t in bands],
        total=[int(v) for v in numbers(total["y"])],
        hover=total["text"],
        labels=_texts(layout, beside=True),
    )


def numbers(y: list | dict) -> list[float]:
    """The values of a trace, from a list or from plotly's base64."""
    if isinstance(y, dict):
        return np.frombuffer(base64.b64decode(y["bdata"]), np.dtype(y["dtype"])).tolist()
    return [math.nan if v is None else v for v in y]
