"""What every page says of the sample data: the figures of obvious.py in the words of the screen.

The words of a measure, such as its title and standard, are those of its declaration. What belongs
to one page is in expected_today.py, expected_issue.py and expected_unit.py.
"""

import csv
import io
import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html import escape

from extracts.area import load_area
from metrics.registry import Measure, measures
from tests.pages import obvious, obvious_judgement
from tests.pages.obvious_judgement import Line

AREA = tomllib.loads((obvious.ROOT / "area.toml").read_text("utf-8"))
SHORT = {unit["name"]: unit["short"] for unit in AREA["units"]}
MEASURES = measures(load_area(obvious.ROOT / "area.toml"))
MONTHS = {"6 months": 6, "12 months": 12, "24 months": 24, "All months": 0}
DASH = "–"


def sample_plan() -> Iterable[dict]:
    """The actions of the sample's plan, read from the file that comes with it."""

    def day(text: str) -> date | None:
        return datetime.strptime(text, "%d/%m/%Y").date() if text else None

    file = obvious.SAMPLE / "improvement_plan.csv"
    for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")):
        assert row["Sample"] == "Yes"
        assert not row["Withdrawn"]
        yield {
            "title": row["What"],
            "short": row["Short name"],
            "issue": int(row["Issue"]),
            "owner": row["Owner"],
            "measures": [key for key in row["Measures"].split("; ") if key],
            "units": [unit for unit in row["Units"].split("; ") if unit],
            "agreed": day(row["Agreed"]),
            "due": day(row["Due"]),
            "started": day(row["Started"]),
            "done": day(row["Done"]),
        }


PLANNED = list(sample_plan())
ACTIONS = [action for action in PLANNED if action["started"]]


@dataclass(frozen=True)
class Chosen:
    """The filters, as they stand in the address."""

    address: dict[str, str] = field(default_factory=dict)

    def but(self, **address: str | None) -> "Chosen":
        """With some other filters; None for one that is not chosen."""
        kept = {k: v for k, v in (self.address | address).items() if v is not None}
        return Chosen(kept)

    @property
    def unit(self) -> str | None:
        return self.address.get("unit")

    @property
    def casework_type(self) -> str | None:
        return self.address.get("casework_type")

    @property
    def as_at(self) -> date | None:
        text = self.address.get("as_at")
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None

    @property
    def n_months(self) -> int:
        return MONTHS[self.address.get("period", "24 months")]

    @property
    def where(self) -> tuple[str | None, str | None]:
        return self.unit, self.casework_type


def plain(text: str) -> str:
    """The text with a backslash before each sign that Markdown would take for its own."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~$:&" else c for c in text)


def count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one}" if n == 1 else f"{n:,} {many or one + 's'}"


def share(part: int, whole: int) -> str:
    return f"{percent(part, whole)} ({part:,} of {whole:,})" if whole else "– (0 of 0)"


def percent(part: int, whole: int) -> str:
    """Whole per cent, and a half goes up."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def percent_of_one(value: float) -> str:
    found = Fraction(value).limit_denominator(100_000)
    return percent(found.numerator, found.denominator)


def day_words(day: date) -> str:
    return day.strftime("%a %d %b")


# What every page begins with


# The extracts that a page says are behind, as people say them
ON_PAGE = {
    "Legal decision quality": {"reviews": "reviews"},
    "Charging and disclosure": {"charging": "charging", "disclosure": "disclosure"},
    "Victim letters": {"victim_letters": "victim letters", "reviews": "reviews"},
}


def heading(title: str, chosen: Chosen) -> list[tuple]:
    newest = [
        day
        for extract in obvious.KEYS
        for day in obvious.extract_days(extract)
        if not chosen.as_at or day <= chosen.as_at
    ]
    day = f"{max(newest):%a %d %b %Y}"
    words = "".join(f"**{plain(w)}** · " for w in chosen.where if w)
    words += f"data **as it was on {day}**" if chosen.as_at else f"data to {day}"
    for extract, said in ON_PAGE.get(title, {}).items():
        own_day, behind, is_late = how_fresh(extract, chosen)
        if own_day and own_day < max(newest):
            words += f"; {said} to {own_day:%a %d %b}"
            words += f", **{count(behind, 'working day')} behind**" if is_late else ""
    badge = "   :orange-badge[Sample data: every case is made up]"
    return [("title", plain(title)), ("markdown", f"CPS North West · {words}{badge}")]


def how_fresh(extract: str, chosen: Chosen) -> tuple[date | None, int, bool]:
    """(own day, working days behind, late): more than one is late, but never for reviews."""
    newest = obvious.data_day(extract, chosen.as_at)
    if newest is None:
        return None, 0, False
    behind = obvious.working_days_between(newest, chosen.as_at or date(2026, 11, 20))
    return newest, behind, extract != "reviews" and behind > 1


# Files, and the figures of measures


def yes_no(value: object) -> object:
    return "Yes" if value is True else "No" if value is False else value


def file(headings: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """The text of a download: a mark of UTF-8, days as they are written here, blanks empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    for line in lines:
        writer.writerow([f"{c:%d/%m/%Y}" if isinstance(c, date) else yes_no(c) for c in line])
    return "\ufeff" + out.getvalue()


def series(measure: Measure, chosen: Chosen, by: str | None = None) -> list[dict]:
    return obvious.series(measure.key, chosen.as_at, *chosen.where, chosen.n_months, by)


def in_words(measure: Measure, line: dict | None) -> str:
    if line is None:
        return DASH
    if line["value"] is None:
        return f"{DASH} (no {measure.counting_unit})"
    if measure.key == "charging_end_to_end":
        return f"{days(line['value'])} (median of {count(line['whole'], 'case')})"
    if measure.key == "charging_waiting":
        return count(line["whole"], "submission")
    if measure.kinds:
        of = f"{count(line['whole'], 'answer')} in {count(line['n_reviews'], 'review')}"
        return f"{percent_of_one(line['value'])} ({of})"
    return share(line["part"], line["whole"])


def days(value: float, one: str = "day") -> str:
    number = f"{int(value):,}" if value == int(value) else f"{value:,.1f}"
    return f"{number} {one}" if value == 1 else f"{number} {one}s"


def figure(measure: Measure, value: float | None) -> str:
    """The figure by itself."""
    if value is None:
        return DASH
    if measure.key == "charging_end_to_end":
        return days(value).split()[0]
    return f"{value:,.0f}" if measure.key == "charging_waiting" else percent_of_one(value)


def whole_figure(measure: Measure, value: float) -> str:
    """An average, a target or a limit, with its unit."""
    if value != value:
        return DASH
    if measure.key == "charging_end_to_end":
        return days(float(half_up(value, "0.1")))
    return f"{half_up(value, '1'):,}" if measure.key == "charging_waiting" else in_percent(value)


def usual_range(measure: Measure, of: dict) -> str:
    """From and to, as far as figures go: none is below nought, and no share over 100%."""
    if of["lower"] != of["lower"]:
        return DASH
    low, high = (whole_figure(measure, max(0.0, v)) for v in clipped(measure, of))
    if low != high and measure.key == "charging_end_to_end":
        low = low.split()[0]
    return low if low == high else f"{low} to {high}"


def clipped(measure: Measure, of: dict) -> tuple[float, float]:
    """The usual range as far as figures go."""
    if of["lower"] != of["lower"]:
        return of["lower"], of["upper"]
    most = math.inf if measure.key in ("charging_end_to_end", "charging_waiting") else 1.0
    return min(max(of["lower"], 0.0), most), min(max(of["upper"], 0.0), most)


def in_percent(share: float) -> str:
    return f"{half_up(share, '0.01'):.0%}"


def lower(title: str) -> str:
    """Within a sentence."""
    return title[0].lower() + title[1:]


def half_up(value: float, places: str) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(places), ROUND_HALF_UP)


# Lines that are judged

GLYPHS = {"improvement": "◆", "concern": "■", "change": "▲", "usual": "●", "not judged": "○"}
SYMBOLS = {"improvement": "diamond", "concern": "square", "change": "triangle-up"}


def lines(measure: Measure, chosen: Chosen, by: str | None = None) -> dict[str, Line]:
    return obvious_judgement.lines(measure.key, chosen.as_at, *chosen.where, by)


def alone(measure: Measure, chosen: Chosen) -> Line | None:
    """The line of the whole, or of the unit that is chosen; None without a whole month."""
    return lines(measure, chosen).get("")


def day_of(measure: Measure, chosen: Chosen) -> date:
    return obvious.data_day(obvious.EXTRACT[measure.key], chosen.as_at)


def months_shown(line: Line, measure: Measure, chosen: Chosen) -> list[dict]:
    if not chosen.n_months:
        return line.months
    first = obvious.months_back(day_of(measure, chosen), chosen.n_months)
    return [m for m in line.months if m["period"] >= first]


def hover(measure: Measure, months: list[dict], name: str) -> list[str]:
    """What each month of a line says when it is pointed at."""
    return [
        f"<b>{escape(name, quote=False)}</b><br>{m['period']:%B %Y}: {in_words(measure, m)}"
        + marked_for(m)
        for m in months
    ]


def marked_for(month: dict) -> str:
    """Why a month has its mark."""
    high = month["side"] > 0
    above = "above" if high else "below"
    if month["left_out"]:
        return "<br>left out of the judgement"
    if month["small"]:
        return "<br>a small number: not judged"
    return {
        "": "",
        "outside": f"<br>{above} the usual range",
        "trend": f"<br>part of {month['n']} months in a row that {'rise' if high else 'fall'}",
        "two_in_three": "<br>one of two in three months near the "
        f"{'upper' if high else 'lower'} end of the usual range",
        "shift": f"<br>part of {month['n']} months in a row {above} the average",
    }[month["rule"]]


def changed(of: dict[str, Line], variation: str) -> list[str]:
    """The lines of a verdict, by name."""
    return [name for name, line in of.items() if line.verdict["variation"] == variation]


def definition(measure: Measure) -> list[tuple]:
    source = plain(measure.standard_source or "none is published")
    found = [
        ("markdown", plain(measure.says)),
        ("markdown", f"**Standard:** {plain(measure.standard)}  \n**Source:** {source}"),
        ("markdown", f"**Why it matters:** {plain(measure.why_it_matters)}"),
    ]
    if measure.caveats:
        found.append(("markdown", f"**Mind:** {plain(measure.caveats)}"))
    return found
