"""What the charts of a measure show, and what stands around them: over time, and unit by unit."""

from datetime import date
from html import escape

import pytest

from metrics import compare, compare_words
from metrics.registry import Measure
from tests.pages import expected_effects, obvious, obvious_compare
from tests.pages.expected import (
    ACTIONS,
    GLYPHS,
    SHORT,
    SYMBOLS,
    Chosen,
    alone,
    changed,
    clipped,
    count,
    days,
    figure,
    half_up,
    hover,
    in_percent,
    in_words,
    lines,
    months_shown,
    percent_of_one,
    plain,
    share,
    usual_range,
    whole_figure,
)
from tests.pages.obvious_judgement import FILLS_UP, NAN, Line, way
from tests.pages.screen_charts import Chart, Funnel, Heat, Spread
from tests.pages.screen_charts import Line as Drawn


def drawn(values: list[float | None]) -> object:
    """The values of a chart, which are sent to the browser with four decimals."""
    known = [NAN if v is None else v for v in values]
    return pytest.approx(known, abs=0.000051, rel=0, nan_ok=True)


def limits(values: list[float]) -> object:
    """The heights of lines of limits, which are sent with six figures."""
    return pytest.approx(values, rel=6e-6, nan_ok=True)


def is_share(measure: Measure) -> bool:
    return measure.key not in ("charging_waiting", "charging_end_to_end")


def figures_of(heads: list[str], rows: list[list], alt: str) -> list[tuple]:
    """The table of what a chart draws; alt: what is said of the chart."""
    if not rows:
        return []
    return [("expander", "The figures of this chart"), ("dataframe", heads, rows, alt)]


def short_name(chosen: Chosen, otherwise: str) -> str:
    return SHORT[chosen.unit] if chosen.unit else otherwise


# One line


def line(measure: Measure, chosen: Chosen, said: str) -> list[tuple]:
    """The control chart of the whole, or of the unit that is chosen."""
    name, months = short_name(chosen, "Area"), months_shown(alone(measure, chosen), measure, chosen)
    chart = Chart(
        lines=[_line(measure, months, name)],
        scale=_scale(measure, [months]),
        labels=_labels(measure, months, name),
        events=events(measure, chosen, months),
    )
    alt = f"{measure.title} by month, {name}. {said}"
    heads = ["Month", "Figure", "Average", "Usual range", "Target", "Judged"]
    rows = [
        [
            f"{m['period']:%B %Y}",
            in_words(measure, m),
            whole_figure(measure, m["mean"]),
            usual_range(measure, m),
            whole_figure(measure, m["target"]),
            MEANINGS[m["meaning"]],
        ]
        for m in months[::-1]
    ]
    return [
        ("chart", chart, alt),
        *figures_of(heads, rows, alt),
        ("caption", legend(measure)),
    ]


MEANINGS = {
    "improvement": "better than before",
    "concern": "worse than before",
    "change": "changed",
    "usual": "usual variation",
    "not judged": "not judged",
}


def _line(measure: Measure, months: list[dict], name: str) -> Drawn:
    ends = [clipped(measure, m) for m in months]
    lower, upper = (limits([of[i] for of in ends]) for i in (0, 1))
    return Drawn(
        months=[f"{m['period']:%Y-%m-%d}" for m in months],
        values=drawn([m["value"] for m in months]),
        hover=hover(measure, months, name),
        marks=[f"{'hollow ' * m['small']}{_symbol(m)}" for m in months],
        usual=(lower, upper),
        average=limits([m["mean"] for m in months]),
        target=limits([m["target"] for m in months]),
    )


def _symbol(month: dict) -> str:
    return "x-thin" if month["left_out"] else SYMBOLS.get(month["meaning"], "circle")


def _scale(measure: Measure, of: list[list[dict]]) -> tuple:
    if is_share(measure):
        return pytest.approx(1), ".0%"
    each = [m[n] for ms in of for m in ms for n in ("value", "mean", "upper", "target")]
    return pytest.approx(max(v for v in each if v is not None and v == v)), ",.0f"


def on_axis(measure: Measure, value: float, unit: str = " days") -> str:
    """A figure as an axis writes it."""
    if is_share(measure):
        return in_percent(value)
    is_days = measure.key == "charging_end_to_end"
    return f"{half_up(value, '1'):,}" + (unit if is_days else "")


def _labels(measure: Measure, months: list[dict], name: str) -> list[str]:
    """What stands at the right end."""

    def last(key: str) -> float | None:
        known = [m[key] for m in months if m[key] is not None and m[key] == m[key]]
        return known[-1] if known else None

    found = []
    if (value := last("value")) is not None:
        found.append(f"{escape(name, quote=False)} {on_axis(measure, value)}")
    if (mean := last("mean")) is not None:
        found.append(f"Average {on_axis(measure, mean)}")
    if (target := last("target")) is not None:
        found.append(f"Target {on_axis(measure, target)}")
    if (lower := last("lower")) is not None:
        low = on_axis(measure, max(lower, 0), unit="")
        high = on_axis(measure, min(last("upper"), 1) if is_share(measure) else last("upper"))
        found.append(f"Usual range {low} to {high}")
    return found


def events(measure: Measure, chosen: Chosen, months: list[dict]) -> list[tuple]:
    """The actions for all of the line that started in the months shown."""
    begun = sorted(
        (a["started"], a["short"], expected_effects.hover(a, measure, chosen.as_at))
        for a in ACTIONS
        if measure.key in a["measures"] and (not a["units"] or chosen.unit in a["units"])
    )
    until = obvious.month_after(months[-1]["period"])
    return [
        (f"{day:%-d %B %Y}: {escape(f'{words} {found}', quote=False)}", "dot")
        for day, words, found in begun
        if months[0]["period"] <= day < until
    ]


def legend(measure: Measure) -> str:
    words = "◆ better than before · ■ worse than before · ● usual variation"
    if not way(measure.key):
        words = "▲ changed · ● usual variation"
    if measure.key != "charging_waiting":
        of = "reviews" if measure.kinds else measure.counting_unit
        words += f" · hollow: fewer than 10 {of}, never judged"
    if measure.key in FILLS_UP:
        words += " · ×: the data’s first 3 months, never judged"
    return (
        f"By whole months: {words}. Solid: the average of the usual months among the first 24. "
        "Dotted: the usual range that they make. Dashed: the target."
    )


# Unit by unit


def by_concern(measure: Measure, of: dict[str, Line]) -> list[str]:
    """Those that are worse than before, then the others; of each the worst figure first."""
    worst = -1 if way(measure.key) < 0 else 1

    def key(unit: str) -> tuple:
        figures = [m["value"] for m in of[unit].months if m["value"] is not None]
        bad = worst * figures[-1] if figures else 0
        return of[unit].verdict["variation"] != "concern", not figures, bad, unit

    return sorted(of, key=key)


def units(measure: Measure, chosen: Chosen) -> list[tuple]:
    """A panel a unit."""
    found = [("subheader", "Unit by unit, those of most concern first")]
    of = lines(measure, chosen, "Unit")
    if not of:
        return [*found, ("markdown", "There is nothing to show for these filters.")]
    everyone = months_shown(alone(measure, chosen.but(unit=None)), measure, chosen)
    beside = drawn([m["value"] for m in everyone])
    if measure.key == "charging_waiting":
        beside = None
    panels, shown = [], {u: months_shown(line, measure, chosen) for u, line in of.items()}
    for unit in by_concern(measure, of):
        months = shown[unit]
        variation, last = of[unit].verdict["variation"], months[-1]
        glyph = f"{GLYPHS[variation]} "
        if variation == "not judged" and not last["small"]:
            glyph = ""  # hollow is for small numbers
        own = _line(measure, months, SHORT[unit])
        strip = {"name": SHORT[unit], "figure": f"{glyph}{figure(measure, last['value'])}"}
        panels.append(Drawn(**vars(own) | strip | {"beside": beside}))
    said = [
        f"{words}: {', '.join(SHORT[u] for u in changed(of, variation))}."
        for variation, words in (
            ("concern", "Worse than before"),
            ("improvement", "Better than before"),
            ("change", "Changed"),
        )
        if changed(of, variation)
    ]
    words = " ".join(said) or "No unit has changed beyond chance."
    chart = Chart(panels, _scale(measure, list(shown.values())))
    in_days = ", in days" if measure.key == "charging_end_to_end" else ""
    dotted = "" if beside is None else " Dotted grey: all units together."
    return [
        *found,
        ("chart", chart, f"{measure.title}, by unit and month. {words}"),
        ("caption", f"Each panel is a unit, with its last whole month's figure{in_days}.{dotted}"),
    ]


# Units beside each other


def compared(measure: Measure, of: dict[str, Line], month: date) -> compare.Compared | None:
    """The words of metrics/compare_words.py are made of these; None where no unit is counted."""
    months = obvious_compare.counted(of, month)
    targets = [m["target"] for m in months.values() if m["target"] == m["target"]]
    if not way(measure.key):
        targets = []
    at = [
        m for m in months.values() if targets and (m["value"] - m["target"]) * way(measure.key) >= 0
    ]
    small = [
        m
        for line in of.values()
        for m in line.months
        if m["period"] == month and m["small"] and m["value"] is not None
    ]
    values = [m["value"] for m in months.values()] or [NAN]
    return compare.Compared(
        units=len(months),
        lowest=min(values),
        highest=max(values),
        with_target=len(targets),
        at_target=len(at),
        target=targets[0] if len(set(targets)) == 1 else NAN,
        small=len(small),
    )


def consistency(measure: Measure, chosen: Chosen) -> list[tuple]:
    """The sentence, the funnel and the spread, and the table of every unit and month."""
    of = lines(measure, chosen.but(unit=None), "Unit")
    if len(of) < 2:
        return []
    month = newest(of)
    before = compared(measure, of, obvious_compare.year_before(month))
    said = compare_words.sentence(
        compare.Consistency(
            measure=measure,
            period=month,
            now=compared(measure, of, month),
            then=before if before.units else None,
            improving=len(changed(of, "improvement")),
            getting_worse=len(changed(of, "concern")),
            changed=len(changed(of, "change")),
            unchanged=len(changed(of, "usual")),
            not_judged=len(changed(of, "not judged")),
            funnel=None,
        )
    )
    return [
        ("subheader", "Are the units consistent?"),
        ("markdown", plain(said)),
        *funnel(measure, chosen, of, month),
        *spread(measure, chosen, of),
        *heat(measure, of),
    ]


def newest(of: dict[str, Line]) -> date:
    return max(m["period"] for line in of.values() for m in line.months)


def funnel_of(of: dict[str, Line], month: date) -> obvious_compare.Funnel | None:
    months = obvious_compare.counted(of, month)
    has_parts = all(m["part"] is not None for m in months.values())
    of_all = [m for line in of.values() for m in line.months if m["period"] == month]
    return obvious_compare.funnel(months, of_all) if months and has_parts else None


IN_FUNNEL = {
    "usual": "within what chance makes of it",
    "low": "lower than 19 in 20 by chance",
    "high": "higher than 19 in 20 by chance",
    "very low": "lower than 499 in 500 by chance",
    "very high": "higher than 499 in 500 by chance",
}


def funnel(measure: Measure, chosen: Chosen, of: dict[str, Line], month: date) -> list[tuple]:
    found = funnel_of(of, month)
    if not found:
        return []
    marks = []
    for u in found.units:
        says = f"{percent_of_one(u.part / u.whole)} ({u.part:,} of {u.whole:,})"
        meaning = "usual"
        if u.place.startswith("very"):
            good = u.place.endswith("high") == (way(measure.key) > 0)
            meaning = "improvement" if good else "concern"
            meaning = meaning if way(measure.key) else "change"
        text = f"<b>{escape(SHORT[u.name], quote=False)}</b><br>{says}<br>{IN_FUNNEL[u.place]}"
        mark = SYMBOLS.get(meaning, "circle")
        marks.append((u.whole, pytest.approx(u.part / u.whole, abs=6e-5), text, mark))
    most = max(u.whole for u in found.units)
    first, last = max(most / 60, 1), most * 1.05
    along = [first + (last - first) * i / 59 for i in range(60)]
    curves = {
        name: [
            pytest.approx((n, found.limit(n, -q), found.limit(n, q)), rel=6e-5, abs=1e-9)
            for n in along
        ]
        for name, q in (("95", obvious_compare.Q95), ("998", obvious_compare.Q998))
    }
    chart = Funnel(
        units=marks,
        ring=[u.whole for u in found.units if u.name == chosen.unit],
        curves=curves,
        labels=[f"Area {on_axis(measure, found.centre)}", "99.8% limits", "95% limits"],
        named=sorted(
            SHORT[u.name] for u in found.units if u.place != "usual" or u.name == chosen.unit
        ),
    )
    far = sum(u.place.startswith("very") for u in found.units)
    differ = count(far, "unit differs", "units differ") if far else "No unit differs"
    chance = "chance and the usual differences between units" if found.tau2 else "chance"
    words = f"{differ} from the rest by more than {chance}."
    alt = f"{measure.title}, units by their number of {measure.counting_unit}, {month:%B %Y}."
    rows = []
    for u in sorted(found.units, key=lambda u: (u.part / u.whole, u.name)):
        ends = [
            f"{in_percent(found.limit(u.whole, -q))} to {in_percent(found.limit(u.whole, q))}"
            for q in (obvious_compare.Q95, obvious_compare.Q998)
        ]
        rows.append([SHORT[u.name], share(u.part, u.whole), *ends, PLACES[u.place]])
    return [
        ("markdown", f"**{month:%B %Y}.** {words}"),
        ("chart", chart, f"{alt} {words}"),
        *figures_of(["Unit", "Figure", "1 in 20", "1 in 500", "Its place"], rows, f"{alt} {words}"),
        (
            "caption",
            "Solid curves: 1 unit in 500 would be outside by chance. Dotted: 1 in 20, and units "
            "outside these are named.",
        ),
    ]


PLACES = {
    "usual": "like the others",
    "low": "lower than 19 in 20 would be by chance",
    "high": "higher than 19 in 20 would be by chance",
    "very low": "lower than 499 in 500 would be by chance",
    "very high": "higher than 499 in 500 would be by chance",
}


def spread(measure: Measure, chosen: Chosen, of: dict[str, Line]) -> list[tuple]:
    shown = {unit: months_shown(line, measure, chosen) for unit, line in of.items()}
    words = apart(measure, obvious_compare.spread(of, date.min))
    first = min(m["period"] for months in shown.values() for m in months)
    months = obvious_compare.spread(of, first)
    if not months or months[-1]["units"] < 3:
        return [("markdown", words)]
    area = {m["period"]: m["value"] for m in alone(measure, chosen.but(unit=None)).months}
    at = {m["period"] for m in months}
    dots, own = [], []
    for unit, some in shown.items():
        for m, says in zip(some, hover(measure, some, SHORT[unit]), strict=True):
            dot = (f"{m['period']:%Y-%m-%d}", near(m["value"]), says)
            if m["value"] is not None and m["period"] in at:
                dots.append(dot)
            if unit == chosen.unit:
                own.append(dot)
    chart = Spread(
        months=[f"{m['period']:%Y-%m-%d}" for m in months],
        lowest=drawn([m["lowest"] for m in months]),
        highest=drawn([m["highest"] for m in months]),
        area=drawn([area[m["period"]] for m in months]),
        hover=[all_units(measure, m) for m in months],
        dots=dots,
        own=own,
        labels=_ends(measure, chosen, months, area, shown),
    )
    alt = f"{measure.title}, the lowest and highest unit by month. {words.replace('**', '')}"
    caption = (
        "A dot is a unit, the line all of them together, the band from the lowest to the highest."
    )
    rows = [
        [
            f"{m['period']:%B %Y}",
            m["units"],
            figure(measure, m["lowest"]),
            figure(measure, m["highest"]),
        ]
        for m in months[::-1]
    ]
    table = figures_of(["Month", "Units compared", "Lowest", "Highest"], rows, alt)
    return [("markdown", words), ("chart", chart, alt), *table, ("caption", caption)]


def all_units(measure: Measure, month: dict) -> str:
    if not month["units"]:
        return ""
    ends = f"{figure(measure, month['lowest'])} to {figure(measure, month['highest'])}"
    said = f"{month['period']:%B %Y}: {count(month['units'], 'unit')} from {ends}"
    return f"<b>All units</b><br>{said}"


def near(value: float | None) -> object:
    return pytest.approx(NAN if value is None else value, abs=0.000051, rel=0, nan_ok=True)


def _ends(
    measure: Measure, chosen: Chosen, months: list[dict], area: dict, shown: dict[str, list]
) -> list[str]:
    last = months[-1]
    of_area = [area[m["period"]] for m in months if area[m["period"]] is not None][-1]
    found = [
        f"Highest {on_axis(measure, last['highest'])}",
        f"Area {on_axis(measure, of_area)}",
        f"Lowest {on_axis(measure, last['lowest'])}",
    ]
    own = [m["value"] for m in shown.get(chosen.unit, []) if m["value"] is not None]
    if own:
        found.append(f"{SHORT[chosen.unit]} {on_axis(measure, own[-1])}")
    return found


def apart(measure: Measure, months: list[dict]) -> str:
    """How far apart the units are, and were a year before."""
    if not months:
        return "**Month by month.** No month has units to compare."

    def gap(month: dict) -> str:
        wide = month["highest"] - month["lowest"]
        if measure.key == "charging_waiting":
            return f"{wide:,.0f}"
        if measure.key == "charging_end_to_end":
            return days(wide)
        return count(int(half_up(100 * wide, "1")), "point")

    last = months[-1]
    if last["units"] == 1:
        return f"**Month by month.** Only 1 unit can be compared in {last['period']:%B %Y}."
    said = f"**Month by month.** {gap(last)} apart in {last['period']:%B %Y}"
    for month in months:
        year_before = obvious_compare.year_before(last["period"])
        if month["period"] == year_before and month["units"] > 1:
            said += f", {gap(month)} a year before"
    if last["between"] is not None:
        points = round(last["between"])
        within = f"two units in three lie within {count(points, 'point')} of the average"
        said += f"; chance apart, {within}" if points else "; chance alone would explain it"
    return f"{said}."


def heat(measure: Measure, of: dict[str, Line]) -> list[tuple]:
    """The newest twelve months of every unit."""
    months = sorted({m["period"] for line in of.values() for m in line.months})[-12:]
    rows = []
    for unit in by_concern(measure, of):
        some = of[unit].months
        says = hover(measure, some, SHORT[unit])
        at = {m["period"]: (m, words) for m, words in zip(some, says, strict=True)}
        cells = [at.get(month, (None, None)) for month in months]
        rows.append(
            (
                SHORT[unit],
                [m and heat_text(measure, m) for m, _ in cells],
                [words for _, words in cells],
                [bool(m) and is_wrong_side(measure, m) for m, _ in cells],
            )
        )
    names = [
        f"{m:%b}<br>{m:%Y}" if i == 0 or m.month == 1 else f"{m:%b}<br> "
        for i, m in enumerate(months)
    ]
    words = (
        "**Every unit, month by month.** The darker a cell, the further it is on the wrong side of "
        "the target (of the unit's average, where there is none). Marks are changes beyond chance; "
        "italics with ○ are small numbers."
    )
    alt = (
        f"{measure.title}, every unit by month; the same figures are in the table to read or "
        "download."
    )
    return [("markdown", words), ("chart", Heat(names, rows), alt)]


def heat_text(measure: Measure, month: dict) -> str:
    if month["value"] is None:
        return ""
    text = figure(measure, month["value"])
    if month["small"]:
        return f"○ {text}"
    return f"{GLYPHS[month['meaning']]} {text}" if month["meaning"] in SYMBOLS else text


def is_wrong_side(measure: Measure, month: dict) -> bool:
    """Of the target; of the average, where there is none."""
    against = month["mean"] if month["target"] != month["target"] else month["target"]
    if month["value"] is None or against != against:
        return False
    off = month["value"] - against
    return off != 0 if not way(measure.key) else off * way(measure.key) < 0
