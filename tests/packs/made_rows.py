"""Made lines and measures: invented figures that end in the verdict that is asked for."""

from dataclasses import replace
from datetime import date
from random import Random

from packs.content import Line, Mark, Point, Row

MONTH = date(2026, 10, 1)
UNITS = {
    "GM Magistrates": "Greater Manchester Magistrates Court Unit",
    "Lancashire Magistrates": "Lancashire Magistrates Unit",
    "Cumbria Magistrates": "Cumbria Magistrates Hub",
    "Southern Magistrates": "Southern Magistrates Unit",
    "Western Magistrates": "Western Magistrates Unit",
    "GM Crown Court": "Greater Manchester Crown Court Unit",
    "Lancashire Crown Court": "Lancashire Crown Court Unit",
    "Cumbria Crown Court": "Cumbria Crown Court Hub",
    "RASSO": "North West Area RASSO Unit",
    "Complex Casework": "North West Complex Casework Unit",
    "Area casework": "North West Area Casework Unit",
}
MEASURES = [  # key, title, issue, shown as, better, what is counted, level, target
    ("review_score", "Review score", 1, "share", "higher", "answers", 0.68, 0.75),
    ("marker_agreement", "Agreement between markers", 1, "share", "higher", "answers", 0.81, None),
    ("charging_28_day", "Charging within 28 days", 2, "share", "higher", "submissions", 0.7, 0.8),
    ("charging_5_day", "Charging within 5 days", 2, "share", "higher", "submissions", 0.62, 0.75),
    (
        "charging_end_to_end",
        "Days from first submission to charge",
        2,
        "days",
        "lower",
        "cases",
        41.5,
        None,
    ),
    (
        "charging_waiting",
        "Submissions waiting for CPS",
        2,
        "count",
        "lower",
        "submissions",
        640.0,
        None,
    ),
    ("charging_returned", "Returned at triage", 2, "share", "lower", "submissions", 0.22, None),
    ("police_response", "Police replies on time", 2, "share", "higher", "requests", 0.55, 0.6),
    ("disclosure_initial", "Initial disclosure on time", 2, "share", "higher", "duties", 0.83, 0.9),
    ("hearing_prepared", "First hearings prepared", 2, "share", "neither", "cases", 0.74, None),
    ("letters_on_time", "Victim letters on time", 3, "share", "higher", "letters", 0.58, 0.85),
    ("letters_sent", "Victim letters sent", 3, "share", "higher", "letters", 0.97, 1.0),
]
_VERDICTS = "usual,not judged,concern,concern,usual,usual,improvement,usual,usual,change"
_VERDICTS = (*_VERDICTS.split(","), "improvement", "usual")


def months(n: int) -> list[date]:
    """So many first days of months, the last of them MONTH."""
    at = MONTH.year * 12 + MONTH.month - 1
    return [date((at - i) // 12, (at - i) % 12 + 1, 1) for i in range(n)][::-1]


def line(unit: str, *, verdict: str, shown_as: str, level: float, target, better, n, whole) -> Line:
    """A line that ends in its verdict; a gap, a small month and one left out where it is long."""
    random = Random(f"{unit}{level}{verdict}")
    down = (better == "higher") == (verdict == "concern")
    spread = 0.03 if shown_as == "share" else level * 0.06
    points = []
    for i, period in enumerate(months(n)):
        late = verdict in ("concern", "improvement", "change") and i >= n - 4
        value = level + random.uniform(-spread, spread) * 1.5
        if late:
            value += (-4 if down else 4) * spread
        of = max(1, round(whole * random.uniform(0.7, 1.2)))
        part = None
        if shown_as == "share":
            value = min(max(value, 0.0), 1.0)
            part = round(value * of)
            value = part / of
        elif shown_as == "count":
            value = float(round(value))
            of = int(value)
        else:
            value = round(value * 2) / 2
        if n > 12 and i == 5:
            value, part, of = None, (0 if part is not None else None), 0
        points.append(
            Point(
                period=period,
                value=value,
                part=part,
                whole=of,
                small=of < 10,
                left_out=n > 12 and i == 9,
                meaning="not judged"
                if verdict == "not judged" or of < 10
                else verdict
                if late
                else "usual",
                mean=level,
                lower=max(level - 3 * spread, 0),
                upper=level + 3 * spread,
                target=target if i > n // 3 else None,
            )
        )
    last = points[-1]
    words = {
        "share": f"{(last.value or 0):.0%} ({last.part or 0:,} of {last.whole:,})",
        "days": f"{last.value:,.1f} days (median of {last.whole:,} cases)",
        "count": f"{last.value:,.0f}",
    }[shown_as]
    reach = "" if target is None else "will reach" if level - 3 * spread > target else ""
    if target is not None and not reach:
        reach = "will not reach" if level + 3 * spread < target else "may or may not reach"
    return Line(
        unit="" if unit == "Area" else UNITS.get(unit, unit),
        name=unit,
        month=MONTH,
        figure=words,
        variation=verdict,
        side=0 if verdict in ("usual", "not judged") else -1 if down else 1,
        assurance=reach,
        points=tuple(points),
    )


def changed(verdict: str, side: int) -> str:
    """A verdict in words."""
    if verdict in ("usual", "not judged"):
        return {"usual": "No change beyond chance", "not judged": "Too few to judge"}[verdict]
    better = {"concern": "Worse", "improvement": "Better", "change": "Changed"}[verdict]
    return f"{better}: {'higher' if side > 0 else 'lower'} than usual"


def row(at: int, *, n_units: int = 11, n_months: int = 30) -> Row:
    """A measure of MEASURES with so many units, one of which has no cases at all."""
    key, title, issue, shown_as, better, counted, level, target = MEASURES[at % len(MEASURES)]
    verdict = _VERDICTS[at % len(_VERDICTS)]
    common = {"shown_as": shown_as, "target": target, "better": better, "n": n_months}
    area = line("Area", verdict=verdict, level=level, whole=1600, **common)
    units = [
        line(
            name,
            verdict=verdict if i in (0, 2) else "not judged" if i == 4 else "usual",
            level=level * (0.9 + 0.02 * i) if shown_as != "count" else level / 11,
            whole=6 if i == 4 else 150,
            **common,
        )
        for i, name in enumerate(list(UNITS)[:n_units])
    ]
    if n_units > 1:
        units[-1] = replace(units[-1], points=(), month=None, figure="–", variation="not judged",
                            side=0, assurance="")  # fmt: skip
    than = {"concern": "worse", "improvement": "better", "change": "different"}
    it_is = f"It is {than[verdict]} than it was. " if verdict in than else ""
    reach = f"It {area.assurance} its target as things are. " if area.assurance else ""
    reach_words = area.assurance and f"{area.assurance.capitalize()} the target as things are"
    drafted = (
        f"In October 2026, {area.figure}. Usually it is between two limits. {it_is}{reach}"
    ).strip()
    return Row(
        key=key,
        title=title,
        issue=issue,
        shown_as=shown_as,
        better=better,
        counting_unit=counted,
        says="Of those that fell due in the month, the share done by their due day. "
        "One still open after its due day is not on time.",
        caveats="Our assumption: what is due on a Saturday is due on the Monday after.",
        on_month_before="−8 points" if shown_as == "share" else "+3 days",
        on_year_before="–",
        target="–" if target is None else f"{target:.0%}",
        usual_range="60% to 78%" if shown_as == "share" else "35 to 50 days",
        change=". ".join(filter(None, (changed(verdict, area.side), reach_words))),
        drafted=drafted,
        commentary="",
        commentary_by="",
        commentary_at="",
        area=area,
        units=tuple(units),
        consistent="2 of 10 units differ from the Area by more than chance." if n_units > 1 else "",
        worse_units=tuple(u.name for u in units if u.variation == "concern"),
        marks=(
            Mark(day=date(2025, 11, 17), label="Review prompt started", kind="action"),
            Mark(day=date(2026, 4, 1), label="New case system", kind="step"),
        )
        if at % 3 == 2
        else (),
    )
